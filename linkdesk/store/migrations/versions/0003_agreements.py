"""Agreements from choice to payment: parties, appraisal, standards, progress, page codes, scans, payments, notices, complaints."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ADDED = {
    "officer": (
        sa.Column("secret", sa.Text, nullable=True),
    ),
    "project": (
        sa.Column("agreement_party_a", sa.Text, nullable=True),
        sa.Column("agreement_copies", sa.BigInteger, nullable=True),
    ),
    "household": (
        sa.Column("account_basis", sa.Text, nullable=True),
        sa.Column("account_paper", sa.Text, nullable=True),
    ),
}
OF_AGREEMENTS = (
    sa.Column("collective_id", sa.Text, nullable=True),
    sa.Column("supplements_id", sa.Text, nullable=True),
    sa.Column("vacate_by", sa.Text, nullable=True),
    sa.Column("settle_by", sa.Text, nullable=True),
    sa.Column("demolition_way", sa.Text, nullable=True),
    sa.Column("reclamation_way", sa.Text, nullable=True),
    sa.Column("copies", sa.BigInteger, nullable=True),
    sa.Column("head_name", sa.Text, nullable=True),
    sa.Column("id_number", sa.Text, nullable=True),
    sa.Column("account_holder", sa.Text, nullable=True),
    sa.Column("bank_name", sa.Text, nullable=True),
    sa.Column("bank_account", sa.Text, nullable=True),
    sa.Column("changes", sa.Text, nullable=True),
    sa.Column("voided_on", sa.Text, nullable=True),
    sa.Column("housing_area", sa.BigInteger, nullable=True),
    sa.Column("self_funded", sa.BigInteger, nullable=True),
)


def upgrade() -> None:
    """Add the columns, all of them empty in what is there, and make the new tables; an agreement may now be with a collective."""
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    _agreements()
    _wording_copy()
    _county_standard()
    _standard_rate()
    _notice()
    _payment_batch()
    _appraised_item()
    _complaint()
    _objection()
    _party()
    _agreement_event()
    _agreement_line()
    _page_code()
    _payment()
    _payment_event()
    _scanned_page()


def _agreements() -> None:
    # SQLite cannot make a column optional: the table is written anew, with foreign keys off.
    with op.batch_alter_table("agreement") as table:
        for column in OF_AGREEMENTS:
            table.add_column(column)
        table.alter_column("household_id", existing_type=sa.Text(), nullable=True)
        for name, target in (("collective_id", "collective_property"), ("supplements_id", "agreement")):
            table.create_foreign_key(f"fk_agreement_{name}", target, [name], ["id"], deferrable=True, initially="DEFERRED")
            table.create_index(f"ix_agreement_{name}", [name])


def _wording_copy() -> None:
    op.create_table(
        "wording_copy",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wording_copy"),
    )


def _county_standard() -> None:
    op.create_table(
        "county_standard",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("issued_on", sa.Text, nullable=True),
        sa.Column("from_on", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("confirmed_on", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_county_standard_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_county_standard"),
    )
    op.create_index("ix_county_standard_authority_id", "county_standard", ["authority_id"])


def _standard_rate() -> None:
    op.create_table(
        "standard_rate",
        sa.Column("standard_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=True),
        sa.Column("clause", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["standard_id"], ["county_standard.id"], deferrable=True,
                                initially="DEFERRED", name="fk_standard_rate_standard_id"),
        sa.PrimaryKeyConstraint("id", name="pk_standard_rate"),
    )
    op.create_index("ix_standard_rate_standard_id", "standard_rate", ["standard_id"])


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("village_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("from_on", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("name_mask", sa.Text, nullable=False),
        sa.Column("number_mask", sa.Text, nullable=False),
        sa.Column("with_amounts", sa.Boolean, nullable=False),
        sa.Column("issued_on", sa.Text, nullable=True),
        sa.Column("photo", sa.Text, nullable=True),
        sa.Column("result", sa.Text, nullable=True),
        sa.Column("closed_on", sa.Text, nullable=True),
        sa.Column("withdrawn_on", sa.Text, nullable=True),
        sa.Column("withdrawn_because", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_notice_project_id"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_notice_village_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_project_id", "notice", ["project_id"])
    op.create_index("ix_notice_village_id", "notice", ["village_id"])


def _payment_batch() -> None:
    op.create_table(
        "payment_batch",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("made_on", sa.Text, nullable=True),
        sa.Column("maker_id", sa.Text, nullable=False),
        sa.Column("maker_name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_batch_project_id"),
        sa.ForeignKeyConstraint(["maker_id"], ["officer.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_batch_maker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_batch"),
    )
    op.create_index("ix_payment_batch_project_id", "payment_batch", ["project_id"])
    op.create_index("ix_payment_batch_maker_id", "payment_batch", ["maker_id"])


def _appraised_item() -> None:
    op.create_table(
        "appraised_item",
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("collective_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=True),
        sa.Column("house_structure", sa.Text, nullable=True),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("surveyed", sa.BigInteger, nullable=True),
        sa.Column("measured", sa.BigInteger, nullable=True),
        sa.Column("recognised", sa.BigInteger, nullable=True),
        sa.Column("unit_price", sa.BigInteger, nullable=True),
        sa.Column("price_basis", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_appraised_item_household_id"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective_property.id"], deferrable=True,
                                initially="DEFERRED", name="fk_appraised_item_collective_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appraised_item"),
    )
    op.create_index("ix_appraised_item_household_id", "appraised_item", ["household_id"])
    op.create_index("ix_appraised_item_collective_id", "appraised_item", ["collective_id"])


def _complaint() -> None:
    op.create_table(
        "complaint",
        sa.Column("household_id", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=True),
        sa.Column("received_on", sa.Text, nullable=True),
        sa.Column("due_on", sa.Text, nullable=True),
        sa.Column("complainant", sa.Text, nullable=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("settlement", sa.Text, nullable=True),
        sa.Column("settled_on", sa.Text, nullable=True),
        sa.Column("paper", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_complaint_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
    )
    op.create_index("ix_complaint_household_id", "complaint", ["household_id"])


def _objection() -> None:
    op.create_table(
        "objection",
        sa.Column("notice_id", sa.Text, nullable=False),
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("raised_by", sa.Text, nullable=True),
        sa.Column("raised_on", sa.Text, nullable=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("settlement", sa.Text, nullable=True),
        sa.Column("settled_on", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], deferrable=True,
                                initially="DEFERRED", name="fk_objection_notice_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_objection_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
    )
    op.create_index("ix_objection_notice_id", "objection", ["notice_id"])
    op.create_index("ix_objection_household_id", "objection", ["household_id"])


def _party() -> None:
    op.create_table(
        "party",
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("collective_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=True),
        sa.Column("id_number", sa.Text, nullable=True),
        sa.Column("phone", sa.Text, nullable=True),
        sa.Column("relation", sa.Text, nullable=True),
        sa.Column("basis", sa.Text, nullable=True),
        sa.Column("paper", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_party_household_id"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective_property.id"], deferrable=True,
                                initially="DEFERRED", name="fk_party_collective_id"),
        sa.PrimaryKeyConstraint("id", name="pk_party"),
    )
    op.create_index("ix_party_household_id", "party", ["household_id"])
    op.create_index("ix_party_collective_id", "party", ["collective_id"])


def _agreement_event() -> None:
    op.create_table(
        "agreement_event",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("collective_id", sa.Text, nullable=True),
        sa.Column("agreement_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Text, nullable=True),
        sa.Column("person", sa.Text, nullable=True),
        sa.Column("way", sa.Text, nullable=True),
        sa.Column("passed", sa.Boolean, nullable=True),
        sa.Column("level", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("copies", sa.BigInteger, nullable=True),
        sa.Column("repaid", sa.BigInteger, nullable=True),
        sa.Column("basis", sa.Text, nullable=True),
        sa.Column("paper", sa.Text, nullable=True),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_event_project_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_event_household_id"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective_property.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_event_collective_id"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_event_agreement_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["agreement_event.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_event_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_event"),
    )
    op.create_index("ix_agreement_event_project_id", "agreement_event", ["project_id"])
    op.create_index("ix_agreement_event_household_id", "agreement_event", ["household_id"])
    op.create_index("ix_agreement_event_collective_id", "agreement_event", ["collective_id"])
    op.create_index("ix_agreement_event_agreement_id", "agreement_event", ["agreement_id"])
    op.create_index("ix_agreement_event_revokes_id", "agreement_event", ["revokes_id"])


def _agreement_line() -> None:
    op.create_table(
        "agreement_line",
        sa.Column("agreement_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("reward", sa.Boolean, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=True),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("rate", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("clause", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_line_agreement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_line"),
    )
    op.create_index("ix_agreement_line_agreement_id", "agreement_line", ["agreement_id"])


def _page_code() -> None:
    op.create_table(
        "page_code",
        sa.Column("agreement_id", sa.Text, nullable=False),
        sa.Column("sealed_id", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("page", sa.BigInteger, nullable=False),
        sa.Column("pages", sa.BigInteger, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], deferrable=True,
                                initially="DEFERRED", name="fk_page_code_agreement_id"),
        sa.ForeignKeyConstraint(["sealed_id"], ["sealed.id"], deferrable=True,
                                initially="DEFERRED", name="fk_page_code_sealed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_page_code"),
    )
    op.create_index("ix_page_code_agreement_id", "page_code", ["agreement_id"])
    op.create_index("ix_page_code_sealed_id", "page_code", ["sealed_id"])


def _payment() -> None:
    op.create_table(
        "payment",
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("agreement_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("account_holder", sa.Text, nullable=True),
        sa.Column("bank_name", sa.Text, nullable=True),
        sa.Column("bank_account", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_batch_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_project_id"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_agreement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
    )
    op.create_index("ix_payment_batch_id", "payment", ["batch_id"])
    op.create_index("ix_payment_project_id", "payment", ["project_id"])
    op.create_index("ix_payment_agreement_id", "payment", ["agreement_id"])


def _payment_event() -> None:
    op.create_table(
        "payment_event",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("payment_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Text, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("voucher", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("officer_id", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_event_project_id"),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_event_batch_id"),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_event_payment_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], deferrable=True,
                                initially="DEFERRED", name="fk_payment_event_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_event"),
    )
    op.create_index("ix_payment_event_project_id", "payment_event", ["project_id"])
    op.create_index("ix_payment_event_batch_id", "payment_event", ["batch_id"])
    op.create_index("ix_payment_event_payment_id", "payment_event", ["payment_id"])
    op.create_index("ix_payment_event_officer_id", "payment_event", ["officer_id"])


def _scanned_page() -> None:
    op.create_table(
        "scanned_page",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("page_code_id", sa.Text, nullable=True),
        sa.Column("agreement_id", sa.Text, nullable=True),
        sa.Column("page", sa.BigInteger, nullable=True),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("image", sa.Text, nullable=False),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("source_page", sa.BigInteger, nullable=False),
        sa.Column("turned", sa.BigInteger, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("answers_id", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("taken_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_scanned_page_project_id"),
        sa.ForeignKeyConstraint(["page_code_id"], ["page_code.id"], deferrable=True,
                                initially="DEFERRED", name="fk_scanned_page_page_code_id"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], deferrable=True,
                                initially="DEFERRED", name="fk_scanned_page_agreement_id"),
        sa.ForeignKeyConstraint(["answers_id"], ["scanned_page.id"], deferrable=True,
                                initially="DEFERRED", name="fk_scanned_page_answers_id"),
        sa.PrimaryKeyConstraint("id", name="pk_scanned_page"),
    )
    op.create_index("ix_scanned_page_project_id", "scanned_page", ["project_id"])
    op.create_index("ix_scanned_page_page_code_id", "scanned_page", ["page_code_id"])
    op.create_index("ix_scanned_page_agreement_id", "scanned_page", ["agreement_id"])
    op.create_index("ix_scanned_page_answers_id", "scanned_page", ["answers_id"])
