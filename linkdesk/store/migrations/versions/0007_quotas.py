"""Quotas: the ledger, trades, advances and obligations, the money of projects, special plans, assessments."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns, empty in what is there, and make the new tables."""
    op.add_column("project", sa.Column("city_share", sa.BigInteger, nullable=True))
    op.add_column("project", sa.Column("city_share_document", sa.Text, nullable=True))
    _guide_price()
    _assessment()
    _book_closing()
    _obligation()
    _special_plan()
    _fund_receipt()
    _plan_link()
    _planned_project()
    _quota_advance()
    _trade()
    _village_potential()
    _fund_use()
    _quota_entry()
    _quota_use()
    _trade_instalment()
    _trade_payment()


def _guide_price() -> None:
    op.create_table(
        "guide_price",
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=True),
        sa.Column("from_on", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guide_price"),
    )


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("year", sa.BigInteger, nullable=True),
        sa.Column("assessor", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("problems", sa.Text, nullable=False),
        sa.Column("next_steps", sa.Text, nullable=False),
        sa.Column("reported_on", sa.Text, nullable=True),
        sa.Column("score", sa.BigInteger, nullable=True),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("assessed_on", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_assessment_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
    )
    op.create_index("ix_assessment_authority_id", "assessment", ["authority_id"])


def _book_closing() -> None:
    op.create_table(
        "book_closing",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("year", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_book_closing_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_book_closing"),
    )
    op.create_index("ix_book_closing_authority_id", "book_closing", ["authority_id"])


def _obligation() -> None:
    op.create_table(
        "obligation",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("clock_id", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("clause", sa.Text, nullable=False),
        sa.Column("construction", sa.BigInteger, nullable=True),
        sa.Column("farmland", sa.BigInteger, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("arisen_on", sa.Text, nullable=True),
        sa.Column("due_on", sa.Text, nullable=True),
        sa.Column("settled_on", sa.Text, nullable=True),
        sa.Column("proof", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_obligation_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_obligation"),
    )
    op.create_index("ix_obligation_project_id", "obligation", ["project_id"])


def _special_plan() -> None:
    op.create_table(
        "special_plan",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("from_year", sa.BigInteger, nullable=True),
        sa.Column("to_year", sa.BigInteger, nullable=True),
        sa.Column("old_area", sa.BigInteger, nullable=True),
        sa.Column("reclaimed_area", sa.BigInteger, nullable=True),
        sa.Column("new_area", sa.BigInteger, nullable=True),
        sa.Column("surplus_area", sa.BigInteger, nullable=True),
        sa.Column("scale", sa.Text, nullable=False),
        sa.Column("layout", sa.Text, nullable=False),
        sa.Column("timing", sa.Text, nullable=False),
        sa.Column("measures", sa.Text, nullable=False),
        sa.Column("approver", sa.Text, nullable=False),
        sa.Column("approval_number", sa.Text, nullable=False),
        sa.Column("approved_on", sa.Text, nullable=True),
        sa.Column("filing_number", sa.Text, nullable=False),
        sa.Column("filed_on", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_special_plan_authority_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_special_plan_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_special_plan"),
    )
    op.create_index("ix_special_plan_authority_id", "special_plan", ["authority_id"])
    op.create_index("ix_special_plan_project_id", "special_plan", ["project_id"])


def _fund_receipt() -> None:
    op.create_table(
        "fund_receipt",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("fund_source_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payer", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("received_on", sa.Text, nullable=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("voucher", sa.Text, nullable=False),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_receipt_project_id"),
        sa.ForeignKeyConstraint(["fund_source_id"], ["fund_source.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_receipt_fund_source_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["fund_receipt.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_receipt_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_receipt"),
    )
    op.create_index("ix_fund_receipt_project_id", "fund_receipt", ["project_id"])
    op.create_index("ix_fund_receipt_fund_source_id", "fund_receipt", ["fund_source_id"])
    op.create_index("ix_fund_receipt_revokes_id", "fund_receipt", ["revokes_id"])


def _plan_link() -> None:
    op.create_table(
        "plan_link",
        sa.Column("special_plan_id", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["special_plan_id"], ["special_plan.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plan_link_special_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_link"),
    )
    op.create_index("ix_plan_link_special_plan_id", "plan_link", ["special_plan_id"])


def _planned_project() -> None:
    op.create_table(
        "planned_project",
        sa.Column("special_plan_id", sa.Text, nullable=False),
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("township", sa.Text, nullable=False),
        sa.Column("year", sa.BigInteger, nullable=True),
        sa.Column("old_area", sa.BigInteger, nullable=True),
        sa.Column("new_area", sa.BigInteger, nullable=True),
        sa.Column("surplus_area", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["special_plan_id"], ["special_plan.id"], deferrable=True,
                                initially="DEFERRED", name="fk_planned_project_special_plan_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_planned_project_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_planned_project"),
    )
    op.create_index("ix_planned_project_special_plan_id", "planned_project", ["special_plan_id"])
    op.create_index("ix_planned_project_project_id", "planned_project", ["project_id"])


def _quota_advance() -> None:
    op.create_table(
        "quota_advance",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("matter_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("construction", sa.BigInteger, nullable=True),
        sa.Column("agricultural", sa.BigInteger, nullable=True),
        sa.Column("farmland", sa.BigInteger, nullable=True),
        sa.Column("paddy", sa.BigInteger, nullable=True),
        sa.Column("purpose", sa.Text, nullable=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.Column("conditions_document", sa.Text, nullable=False),
        sa.Column("applied_on", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_advance_project_id"),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_advance_matter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quota_advance"),
    )
    op.create_index("ix_quota_advance_project_id", "quota_advance", ["project_id"])
    op.create_index("ix_quota_advance_matter_id", "quota_advance", ["matter_id"])


def _trade() -> None:
    op.create_table(
        "trade",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("matter_id", sa.Text, nullable=True),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("counterpart", sa.Text, nullable=False),
        sa.Column("counterpart_kind", sa.Text, nullable=False),
        sa.Column("seller_class", sa.Text, nullable=True),
        sa.Column("seller_class_document", sa.Text, nullable=False),
        sa.Column("needs_met", sa.Boolean, nullable=True),
        sa.Column("needs_statement", sa.Text, nullable=False),
        sa.Column("needs_on", sa.Text, nullable=True),
        sa.Column("zone_contact", sa.Text, nullable=False),
        sa.Column("zone_contact_on", sa.Text, nullable=True),
        sa.Column("announced_on", sa.Text, nullable=True),
        sa.Column("announcement", sa.Text, nullable=False),
        sa.Column("negotiated_on", sa.Text, nullable=True),
        sa.Column("negotiation", sa.Text, nullable=False),
        sa.Column("construction", sa.BigInteger, nullable=True),
        sa.Column("agricultural", sa.BigInteger, nullable=True),
        sa.Column("farmland", sa.BigInteger, nullable=True),
        sa.Column("paddy", sa.BigInteger, nullable=True),
        sa.Column("grade", sa.BigInteger, nullable=True),
        sa.Column("price", sa.BigInteger, nullable=True),
        sa.Column("priced_by_farmland", sa.Boolean, nullable=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("signed_on", sa.Text, nullable=True),
        sa.Column("certificates", sa.Text, nullable=False),
        sa.Column("transfer_point", sa.Text, nullable=True),
        sa.Column("transfer_due_on", sa.Text, nullable=True),
        sa.Column("transferred_on", sa.Text, nullable=True),
        sa.Column("transfer_document", sa.Text, nullable=False),
        sa.Column("accept_by", sa.Text, nullable=True),
        sa.Column("guarantee", sa.Text, nullable=False),
        sa.Column("failing", sa.Text, nullable=False),
        sa.Column("taxes", sa.Text, nullable=False),
        sa.Column("use_limits", sa.Text, nullable=False),
        sa.Column("late_rate", sa.BigInteger, nullable=True),
        sa.Column("breach", sa.Text, nullable=False),
        sa.Column("dispute", sa.Text, nullable=False),
        sa.Column("copies", sa.BigInteger, nullable=True),
        sa.Column("filed_on", sa.Text, nullable=True),
        sa.Column("filing_number", sa.Text, nullable=False),
        sa.Column("terminated_on", sa.Text, nullable=True),
        sa.Column("termination", sa.Text, nullable=False),
        sa.Column("adjustment_on", sa.Text, nullable=True),
        sa.Column("adjustment_area", sa.BigInteger, nullable=True),
        sa.Column("adjustment_document", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_trade_authority_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_trade_project_id"),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_trade_matter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trade"),
    )
    op.create_index("ix_trade_authority_id", "trade", ["authority_id"])
    op.create_index("ix_trade_project_id", "trade", ["project_id"])
    op.create_index("ix_trade_matter_id", "trade", ["matter_id"])


def _village_potential() -> None:
    op.create_table(
        "village_potential",
        sa.Column("special_plan_id", sa.Text, nullable=False),
        sa.Column("village_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("households", sa.BigInteger, nullable=True),
        sa.Column("population", sa.BigInteger, nullable=True),
        sa.Column("construction_area", sa.BigInteger, nullable=True),
        sa.Column("idle_area", sa.BigInteger, nullable=True),
        sa.Column("reclaimable_area", sa.BigInteger, nullable=True),
        sa.Column("farmland_area", sa.BigInteger, nullable=True),
        sa.Column("willing", sa.BigInteger, nullable=True),
        sa.Column("surveyed_on", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["special_plan_id"], ["special_plan.id"], deferrable=True,
                                initially="DEFERRED", name="fk_village_potential_special_plan_id"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_village_potential_village_id"),
        sa.PrimaryKeyConstraint("id", name="pk_village_potential"),
    )
    op.create_index("ix_village_potential_special_plan_id", "village_potential", ["special_plan_id"])
    op.create_index("ix_village_potential_village_id", "village_potential", ["village_id"])


def _fund_use() -> None:
    op.create_table(
        "fund_use",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("trade_id", sa.Text, nullable=True),
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=True),
        sa.Column("budget_item", sa.Text, nullable=False),
        sa.Column("payee", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("paid_on", sa.Text, nullable=True),
        sa.Column("voucher", sa.Text, nullable=False),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_use_project_id"),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_use_trade_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_use_household_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["fund_use.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_use_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_use"),
    )
    op.create_index("ix_fund_use_project_id", "fund_use", ["project_id"])
    op.create_index("ix_fund_use_trade_id", "fund_use", ["trade_id"])
    op.create_index("ix_fund_use_household_id", "fund_use", ["household_id"])
    op.create_index("ix_fund_use_revokes_id", "fund_use", ["revokes_id"])


def _quota_entry() -> None:
    op.create_table(
        "quota_entry",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("plot_id", sa.Text, nullable=True),
        sa.Column("trade_id", sa.Text, nullable=True),
        sa.Column("posting_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("from_account", sa.Text, nullable=False),
        sa.Column("to_account", sa.Text, nullable=False),
        sa.Column("posted_on", sa.Text, nullable=True),
        sa.Column("year", sa.BigInteger, nullable=True),
        sa.Column("construction", sa.BigInteger, nullable=False),
        sa.Column("agricultural", sa.BigInteger, nullable=False),
        sa.Column("farmland", sa.BigInteger, nullable=False),
        sa.Column("paddy", sa.BigInteger, nullable=False),
        sa.Column("grade", sa.BigInteger, nullable=True),
        sa.Column("purpose", sa.Text, nullable=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("reverses_id", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_entry_authority_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_entry_project_id"),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_entry_plot_id"),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_entry_trade_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["quota_entry.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_entry_reverses_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quota_entry"),
    )
    op.create_index("ix_quota_entry_balance", "quota_entry",
                    ["authority_id", "project_id", "from_account", "to_account", "kind", "posted_on", "year", "construction", "agricultural",
                     "farmland", "paddy"])
    op.create_index("ix_quota_entry_authority_id", "quota_entry", ["authority_id"])
    op.create_index("ix_quota_entry_project_id", "quota_entry", ["project_id"])
    op.create_index("ix_quota_entry_plot_id", "quota_entry", ["plot_id"])
    op.create_index("ix_quota_entry_trade_id", "quota_entry", ["trade_id"])
    op.create_index("ix_quota_entry_event", "quota_entry", ["authority_id", "project_id", "source_id", "kind"])
    op.create_index("ix_quota_entry_reverses_id", "quota_entry", ["reverses_id"])


def _quota_use() -> None:
    op.create_table(
        "quota_use",
        sa.Column("trade_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=True),
        sa.Column("construction", sa.BigInteger, nullable=True),
        sa.Column("plan_scale", sa.BigInteger, nullable=True),
        sa.Column("farmland", sa.BigInteger, nullable=True),
        sa.Column("used_on", sa.Text, nullable=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quota_use_trade_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quota_use"),
    )
    op.create_index("ix_quota_use_trade_id", "quota_use", ["trade_id"])


def _trade_instalment() -> None:
    op.create_table(
        "trade_instalment",
        sa.Column("trade_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("due_on", sa.Text, nullable=True),
        sa.Column("condition", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], deferrable=True,
                                initially="DEFERRED", name="fk_trade_instalment_trade_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trade_instalment"),
    )
    op.create_index("ix_trade_instalment_trade_id", "trade_instalment", ["trade_id"])


def _trade_payment() -> None:
    op.create_table(
        "trade_payment",
        sa.Column("trade_id", sa.Text, nullable=False),
        sa.Column("instalment_id", sa.Text, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("paid_on", sa.Text, nullable=True),
        sa.Column("voucher", sa.Text, nullable=False),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], deferrable=True,
                                initially="DEFERRED", name="fk_trade_payment_trade_id"),
        sa.ForeignKeyConstraint(["instalment_id"], ["trade_instalment.id"], deferrable=True,
                                initially="DEFERRED", name="fk_trade_payment_instalment_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["trade_payment.id"], deferrable=True,
                                initially="DEFERRED", name="fk_trade_payment_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trade_payment"),
    )
    op.create_index("ix_trade_payment_trade_id", "trade_payment", ["trade_id"])
    op.create_index("ix_trade_payment_instalment_id", "trade_payment", ["instalment_id"])
    op.create_index("ix_trade_payment_revokes_id", "trade_payment", ["revokes_id"])
