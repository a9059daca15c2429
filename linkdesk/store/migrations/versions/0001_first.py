"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite keeps rows by a key of this type without an index beside them.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table."""
    _authority()
    _journal()
    _journal_entry()
    _officer()
    _plot_rings()
    _policy_override()
    _sealed()
    _workspace()
    _agency()
    _township()
    _agency_name()
    _project()
    _village()
    _hamlet()
    _import_batch()
    _judgement()
    _plan_section()
    _plot()
    _household()
    _plot_source()
    _agreement()
    _member()
    _problem()
    _source_row()


def _authority() -> None:
    op.create_table(
        "authority",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("parent_id", sa.Text, nullable=True),
        sa.Column("poverty_class", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_authority_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_authority"),
    )
    op.create_index("ix_authority_parent_id", "authority", ["parent_id"])


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("origin_seq", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("officer", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("reverses", sa.BigInteger, nullable=True),
        sa.Column("entries", sa.BigInteger, nullable=False),
        sa.Column("chain", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )


def _journal_entry() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("place", NUMBER, autoincrement=False, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("entity_id", sa.Text, nullable=False),
        sa.Column("op", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=True),
        sa.Column("after", sa.Text, nullable=True),
        sa.Column("salt", sa.Text, nullable=True),
        sa.Column("seal", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_journal_entry"),
    )


def _officer() -> None:
    op.create_table(
        "officer",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officer"),
    )


def _plot_rings() -> None:
    op.create_table(
        "plot_rings",
        sa.Column("rings", sa.Text, nullable=False),
        sa.Column("zone", sa.BigInteger, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plot_rings"),
    )


def _policy_override() -> None:
    op.create_table(
        "policy_override",
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("from_on", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("clause", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("confirmed_on", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy_override"),
    )


def _sealed() -> None:
    op.create_table(
        "sealed",
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("dossier", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("packs", sa.Text, nullable=False),
        sa.Column("pdf_hash", sa.Text, nullable=False),
        sa.Column("sealed_at", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sealed"),
    )


def _workspace() -> None:
    op.create_table(
        "workspace",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_workspace"),
    )


def _agency() -> None:
    op.create_table(
        "agency",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("duty", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agency_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
    )
    op.create_index("ix_agency_authority_id", "agency", ["authority_id"])


def _township() -> None:
    op.create_table(
        "township",
        sa.Column("authority_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_township_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_township"),
    )
    op.create_index("ix_township_authority_id", "township", ["authority_id"])


def _agency_name() -> None:
    op.create_table(
        "agency_name",
        sa.Column("agency_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("document_code", sa.Text, nullable=False),
        sa.Column("from_on", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agency_name_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agency_name"),
    )
    op.create_index("ix_agency_name_agency_id", "agency_name", ["agency_id"])


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("responsible_id", sa.Text, nullable=True),
        sa.Column("township_id", sa.Text, nullable=True),
        sa.Column("packs", sa.Text, nullable=False),
        sa.Column("surplus_trade", sa.Boolean, nullable=True),
        sa.Column("extended_powers_county", sa.Boolean, nullable=True),
        sa.Column("project_type", sa.Text, nullable=False),
        sa.Column("planned_year", sa.BigInteger, nullable=True),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("applied_on", sa.Text, nullable=True),
        sa.Column("survey_year", sa.BigInteger, nullable=True),
        sa.Column("land_plan", sa.Text, nullable=False),
        sa.Column("consolidation_plan", sa.Text, nullable=False),
        sa.Column("special_plan", sa.Text, nullable=False),
        sa.Column("quota_year", sa.BigInteger, nullable=True),
        sa.Column("quota_applied", sa.BigInteger, nullable=True),
        sa.Column("reserve_area", sa.BigInteger, nullable=True),
        sa.Column("investment", sa.BigInteger, nullable=True),
        sa.Column("approver", sa.Text, nullable=False),
        sa.Column("approval_number", sa.Text, nullable=False),
        sa.Column("approved_on", sa.Text, nullable=True),
        sa.Column("compiler", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["responsible_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_project_responsible_id"),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], deferrable=True,
                                initially="DEFERRED", name="fk_project_township_id"),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
    )
    op.create_index("ix_project_responsible_id", "project", ["responsible_id"])
    op.create_index("ix_project_township_id", "project", ["township_id"])


def _village() -> None:
    op.create_table(
        "village",
        sa.Column("township_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("is_poor", sa.Boolean, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], deferrable=True,
                                initially="DEFERRED", name="fk_village_township_id"),
        sa.PrimaryKeyConstraint("id", name="pk_village"),
    )
    op.create_index("ix_village_township_id", "village", ["township_id"])


def _hamlet() -> None:
    op.create_table(
        "hamlet",
        sa.Column("village_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_hamlet_village_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hamlet"),
    )
    op.create_index("ix_hamlet_village_id", "hamlet", ["village_id"])


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("imported_at", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("rows_read", sa.BigInteger, nullable=False),
        sa.Column("understood", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_import_batch_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_index("ix_import_batch_project_id", "import_batch", ["project_id"])


def _judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("row_id", sa.Text, nullable=False),
        sa.Column("satisfied", sa.Boolean, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("judged_on", sa.Text, nullable=True),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_judgement_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
    )
    op.create_index("ix_judgement_project_id", "judgement", ["project_id"])


def _plan_section() -> None:
    op.create_table(
        "plan_section",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plan_section_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_section"),
    )
    op.create_index("ix_plan_section_project_id", "plan_section", ["project_id"])


def _plot() -> None:
    op.create_table(
        "plot",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("use", sa.Text, nullable=False),
        sa.Column("village_id", sa.Text, nullable=True),
        sa.Column("group", sa.Text, nullable=False),
        sa.Column("owner_unit", sa.Text, nullable=False),
        sa.Column("tenure", sa.Text, nullable=True),
        sa.Column("map_sheet", sa.Text, nullable=False),
        sa.Column("parcel_number", sa.Text, nullable=False),
        sa.Column("land_class", sa.Text, nullable=False),
        sa.Column("rings_id", sa.Text, nullable=True),
        sa.Column("stated_area", sa.BigInteger, nullable=True),
        sa.Column("plane_area", sa.BigInteger, nullable=True),
        sa.Column("ellipsoid_area", sa.BigInteger, nullable=True),
        sa.Column("reclaim_class", sa.Text, nullable=False),
        sa.Column("reclaimed_area", sa.BigInteger, nullable=True),
        sa.Column("new_agricultural_area", sa.BigInteger, nullable=True),
        sa.Column("new_farmland_area", sa.BigInteger, nullable=True),
        sa.Column("new_paddy_area", sa.BigInteger, nullable=True),
        sa.Column("quality_grade", sa.BigInteger, nullable=True),
        sa.Column("slope_class", sa.Text, nullable=False),
        sa.Column("planned_period", sa.Text, nullable=False),
        sa.Column("new_construction_area", sa.BigInteger, nullable=True),
        sa.Column("agricultural_taken", sa.BigInteger, nullable=True),
        sa.Column("farmland_taken", sa.BigInteger, nullable=True),
        sa.Column("paddy_taken", sa.BigInteger, nullable=True),
        sa.Column("irrigated_taken", sa.BigInteger, nullable=True),
        sa.Column("dry_taken", sa.BigInteger, nullable=True),
        sa.Column("unused_taken", sa.BigInteger, nullable=True),
        sa.Column("basic_farmland_taken", sa.BigInteger, nullable=True),
        sa.Column("planned_use", sa.Text, nullable=False),
        sa.Column("settled_households", sa.BigInteger, nullable=True),
        sa.Column("settled_persons", sa.BigInteger, nullable=True),
        sa.Column("settlement_mode", sa.Text, nullable=False),
        sa.Column("housing_area", sa.BigInteger, nullable=True),
        sa.Column("infrastructure_area", sa.BigInteger, nullable=True),
        sa.Column("public_area", sa.BigInteger, nullable=True),
        sa.Column("business_area", sa.BigInteger, nullable=True),
        sa.Column("distance", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_project_id"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_village_id"),
        sa.ForeignKeyConstraint(["rings_id"], ["plot_rings.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_rings_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plot"),
    )
    op.create_index("ix_plot_project_id", "plot", ["project_id"])
    op.create_index("ix_plot_village_id", "plot", ["village_id"])
    op.create_index("ix_plot_rings_id", "plot", ["rings_id"])


def _household() -> None:
    op.create_table(
        "household",
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("village_id", sa.Text, nullable=True),
        sa.Column("plot_id", sa.Text, nullable=True),
        sa.Column("code", sa.Text, nullable=True),
        sa.Column("village", sa.Text, nullable=True),
        sa.Column("group", sa.Text, nullable=True),
        sa.Column("head_name", sa.Text, nullable=True),
        sa.Column("id_number", sa.Text, nullable=True),
        sa.Column("population", sa.BigInteger, nullable=True),
        sa.Column("registered_poor", sa.Boolean, nullable=True),
        sa.Column("relocation_type", sa.Text, nullable=True),
        sa.Column("house_structure", sa.Text, nullable=True),
        sa.Column("rooms", sa.BigInteger, nullable=True),
        sa.Column("house_area", sa.BigInteger, nullable=True),
        sa.Column("outbuilding_area", sa.BigInteger, nullable=True),
        sa.Column("homestead_area", sa.BigInteger, nullable=True),
        sa.Column("reclaimable_area", sa.BigInteger, nullable=True),
        sa.Column("willing", sa.Boolean, nullable=True),
        sa.Column("resettlement_choice", sa.Text, nullable=True),
        sa.Column("bank_name", sa.Text, nullable=True),
        sa.Column("bank_account", sa.Text, nullable=True),
        sa.Column("account_holder", sa.Text, nullable=True),
        sa.Column("phone", sa.Text, nullable=True),
        sa.Column("surveyed_on", sa.Text, nullable=True),
        sa.Column("address", sa.Text, nullable=True),
        sa.Column("certificate_number", sa.Text, nullable=True),
        sa.Column("boundaries", sa.Text, nullable=True),
        sa.Column("resettlement_site", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=True),
        sa.Column("as_typed", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_household_project_id"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_household_village_id"),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_household_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_household"),
    )
    op.create_index("ix_household_project_id", "household", ["project_id"])
    op.create_index("ix_household_village_id", "household", ["village_id"])
    op.create_index("ix_household_plot_id", "household", ["plot_id"])


def _plot_source() -> None:
    op.create_table(
        "plot_source",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("line", sa.BigInteger, nullable=True),
        sa.Column("remarks", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_source_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plot_source"),
    )
    op.create_index("ix_plot_source_plot_id", "plot_source", ["plot_id"])


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("household_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("persons", sa.BigInteger, nullable=True),
        sa.Column("rate", sa.BigInteger, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("demolish_by", sa.Text, nullable=True),
        sa.Column("reclaim_by", sa.Text, nullable=True),
        sa.Column("made_on", sa.Text, nullable=True),
        sa.Column("void_reason", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_project_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_agreement_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
    )
    op.create_index("ix_agreement_project_id", "agreement", ["project_id"])
    op.create_index("ix_agreement_household_id", "agreement", ["household_id"])


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("household_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=True),
        sa.Column("relation", sa.Text, nullable=True),
        sa.Column("id_number", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_member_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_index("ix_member_household_id", "member", ["household_id"])


def _problem() -> None:
    op.create_table(
        "problem",
        sa.Column("batch_id", sa.Text, nullable=True),
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("row", sa.BigInteger, nullable=False),
        sa.Column("column", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("fix", sa.Text, nullable=False),
        sa.Column("settled_by", sa.Text, nullable=False),
        sa.Column("settled_at", sa.Text, nullable=True),
        sa.Column("settled_how", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], deferrable=True,
                                initially="DEFERRED", name="fk_problem_batch_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_problem_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_problem"),
    )
    op.create_index("ix_problem_batch_id", "problem", ["batch_id"])
    op.create_index("ix_problem_household_id", "problem", ["household_id"])


def _source_row() -> None:
    op.create_table(
        "source_row",
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("row", sa.BigInteger, nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], deferrable=True,
                                initially="DEFERRED", name="fk_source_row_batch_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_source_row_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_source_row"),
    )
    op.create_index("ix_source_row_batch_id", "source_row", ["batch_id"])
    op.create_index("ix_source_row_household_id", "source_row", ["household_id"])
