"""Wills apart, several houses, collective property, events of households, the relocation list, import drafts, papers taken over."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ADDED = {
    "village": (
        sa.Column("households_known", sa.BigInteger, nullable=True),
        sa.Column("population_known", sa.BigInteger, nullable=True),
        sa.Column("whole_move", sa.Boolean, nullable=True),
    ),
    "hamlet": (
        sa.Column("households_known", sa.BigInteger, nullable=True),
        sa.Column("population_known", sa.BigInteger, nullable=True),
        sa.Column("whole_move", sa.Boolean, nullable=True),
    ),
    "import_batch": (
        sa.Column("directions", sa.Text, nullable=True),
    ),
    "household": (
        sa.Column("hamlet", sa.Text, nullable=True),
        sa.Column("sex", sa.Text, nullable=True),
        sa.Column("floors", sa.BigInteger, nullable=True),
        sa.Column("built_year", sa.BigInteger, nullable=True),
        sa.Column("house_demolished", sa.Boolean, nullable=True),
        sa.Column("demolition_will", sa.Boolean, nullable=True),
        sa.Column("demolition_will_on", sa.Text, nullable=True),
        sa.Column("demolition_will_form", sa.Text, nullable=True),
        sa.Column("reclamation_will", sa.Boolean, nullable=True),
        sa.Column("reclamation_will_on", sa.Text, nullable=True),
        sa.Column("reclamation_will_form", sa.Text, nullable=True),
        sa.Column("resettlement_will", sa.Boolean, nullable=True),
        sa.Column("resettlement_will_on", sa.Text, nullable=True),
        sa.Column("resettlement_will_form", sa.Text, nullable=True),
        sa.Column("left_out", sa.Text, nullable=True),
        sa.Column("left_out_evidence", sa.Text, nullable=True),
    ),
    "agreement": (
        sa.Column("signed_on", sa.Text, nullable=True),
        sa.Column("paid_before", sa.BigInteger, nullable=True),
        sa.Column("source", sa.Text, nullable=True),
    ),
    "member": (
        sa.Column("sex", sa.Text, nullable=True),
        sa.Column("ethnicity", sa.Text, nullable=True),
        sa.Column("education", sa.Text, nullable=True),
        sa.Column("left_on", sa.Text, nullable=True),
        sa.Column("left_why", sa.Text, nullable=True),
    ),
}


def upgrade() -> None:
    """Add the columns, all of them empty in what is there, and make the new tables."""
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    _heading_pattern()
    _relocation_list()
    _relocation_entry()
    _import_draft()
    _collective_property()
    _house()
    _household_event()


def _heading_pattern() -> None:
    op.create_table(
        "heading_pattern",
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("depth", sa.BigInteger, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("chosen_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_heading_pattern"),
    )


def _relocation_list() -> None:
    op.create_table(
        "relocation_list",
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("listed_on", sa.Text, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("imported_at", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_relocation_list"),
    )


def _relocation_entry() -> None:
    op.create_table(
        "relocation_entry",
        sa.Column("list_id", sa.Text, nullable=False),
        sa.Column("row", sa.BigInteger, nullable=False),
        sa.Column("village", sa.Text, nullable=True),
        sa.Column("group", sa.Text, nullable=True),
        sa.Column("head_name", sa.Text, nullable=True),
        sa.Column("id_number", sa.Text, nullable=True),
        sa.Column("population", sa.BigInteger, nullable=True),
        sa.Column("registered_poor", sa.Boolean, nullable=True),
        sa.Column("relocation_type", sa.Text, nullable=True),
        sa.Column("resettlement_choice", sa.Text, nullable=True),
        sa.Column("resettlement_site", sa.Text, nullable=True),
        sa.Column("problem", sa.Text, nullable=True),
        sa.Column("settled_how", sa.Text, nullable=True),
        sa.Column("settled_by", sa.Text, nullable=True),
        sa.Column("settled_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["relocation_list.id"], deferrable=True,
                                initially="DEFERRED", name="fk_relocation_entry_list_id"),
        sa.PrimaryKeyConstraint("id", name="pk_relocation_entry"),
    )
    op.create_index("ix_relocation_entry_list_id", "relocation_entry", ["list_id"])


def _import_draft() -> None:
    op.create_table(
        "import_draft",
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("directions", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_import_draft_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_draft"),
    )
    op.create_index("ix_import_draft_project_id", "import_draft", ["project_id"])


def _collective_property() -> None:
    op.create_table(
        "collective_property",
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("village_id", sa.Text, nullable=True),
        sa.Column("plot_id", sa.Text, nullable=True),
        sa.Column("village", sa.Text, nullable=True),
        sa.Column("group", sa.Text, nullable=True),
        sa.Column("name", sa.Text, nullable=True),
        sa.Column("use", sa.Text, nullable=True),
        sa.Column("owner", sa.Text, nullable=True),
        sa.Column("house_structure", sa.Text, nullable=True),
        sa.Column("house_area", sa.BigInteger, nullable=True),
        sa.Column("land_area", sa.BigInteger, nullable=True),
        sa.Column("reclaimable_area", sa.BigInteger, nullable=True),
        sa.Column("certificate_number", sa.Text, nullable=True),
        sa.Column("agreed", sa.Boolean, nullable=True),
        sa.Column("agreed_on", sa.Text, nullable=True),
        sa.Column("surveyed_on", sa.Text, nullable=True),
        sa.Column("left_out", sa.Text, nullable=True),
        sa.Column("left_out_evidence", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_collective_property_project_id"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_collective_property_village_id"),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_collective_property_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_collective_property"),
    )
    op.create_index("ix_collective_property_project_id", "collective_property", ["project_id"])
    op.create_index("ix_collective_property_village_id", "collective_property", ["village_id"])
    op.create_index("ix_collective_property_plot_id", "collective_property", ["plot_id"])


def _house() -> None:
    op.create_table(
        "house",
        sa.Column("household_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("house_structure", sa.Text, nullable=True),
        sa.Column("rooms", sa.BigInteger, nullable=True),
        sa.Column("floors", sa.BigInteger, nullable=True),
        sa.Column("built_year", sa.BigInteger, nullable=True),
        sa.Column("house_demolished", sa.Boolean, nullable=True),
        sa.Column("house_area", sa.BigInteger, nullable=True),
        sa.Column("outbuilding_area", sa.BigInteger, nullable=True),
        sa.Column("homestead_area", sa.BigInteger, nullable=True),
        sa.Column("reclaimable_area", sa.BigInteger, nullable=True),
        sa.Column("certificate_number", sa.Text, nullable=True),
        sa.Column("boundaries", sa.Text, nullable=True),
        sa.Column("address", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_house_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_house"),
    )
    op.create_index("ix_house_household_id", "house", ["household_id"])


def _household_event() -> None:
    op.create_table(
        "household_event",
        sa.Column("household_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Text, nullable=True),
        sa.Column("person", sa.Text, nullable=True),
        sa.Column("other_id", sa.Text, nullable=True),
        sa.Column("population_before", sa.BigInteger, nullable=True),
        sa.Column("population_after", sa.BigInteger, nullable=True),
        sa.Column("basis", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_household_event_household_id"),
        sa.ForeignKeyConstraint(["other_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_household_event_other_id"),
        sa.PrimaryKeyConstraint("id", name="pk_household_event"),
    )
    op.create_index("ix_household_event_household_id", "household_event", ["household_id"])
    op.create_index("ix_household_event_other_id", "household_event", ["other_id"])
