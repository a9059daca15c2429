"""Plots and the implementation plan: land by class, base maps, cost, funds, tenure, schedule, annexes, versions, other programmes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ADDED = {
    "project": (
        sa.Column("city_invested", sa.Boolean, nullable=True),
        sa.Column("new_side_id", sa.Text, nullable=True),
        sa.Column("quota_assigned", sa.BigInteger, nullable=True),
        sa.Column("special_plan_on", sa.Text, nullable=True),
    ),
    "village": (
        sa.Column("has_relocation", sa.Boolean, nullable=True),
        sa.Column("in_special_plan", sa.Boolean, nullable=True),
    ),
    "plot": (
        sa.Column("land_scheme", sa.Text, nullable=True),
        sa.Column("layout_basis", sa.Text, nullable=True),
    ),
    "household": (
        sa.Column("plot_code", sa.Text, nullable=True),
        sa.Column("homestead_x", sa.BigInteger, nullable=True),
        sa.Column("homestead_y", sa.BigInteger, nullable=True),
    ),
}


def upgrade() -> None:
    """Add the columns, all of them empty in what is there, and make the new tables."""
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    _new_side()
    _base_map()
    _estimate_item()
    _fund_source()
    _plan_annex()
    _plan_version()
    _schedule_task()
    _land_use()
    _plan_approval()
    _tenure_adjustment()
    _programme_link()


def _new_side() -> None:
    # SQLite cannot add a reference to a column: the table is written anew, with foreign keys off.
    with op.batch_alter_table("project") as table:
        table.create_foreign_key("fk_project_new_side_id", "authority", ["new_side_id"], ["id"], deferrable=True, initially="DEFERRED")
        table.create_index("ix_project_new_side_id", ["new_side_id"])


def _base_map() -> None:
    op.create_table(
        "base_map",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("picture_hash", sa.Text, nullable=False),
        sa.Column("width", sa.BigInteger, nullable=False),
        sa.Column("height", sa.BigInteger, nullable=False),
        sa.Column("world", sa.Text, nullable=False),
        sa.Column("zone", sa.BigInteger, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_base_map_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_base_map"),
    )
    op.create_index("ix_base_map_project_id", "base_map", ["project_id"])


def _estimate_item() -> None:
    op.create_table(
        "estimate_item",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=True),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("unit_price", sa.BigInteger, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_estimate_item_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_estimate_item"),
    )
    op.create_index("ix_estimate_item_project_id", "estimate_item", ["project_id"])


def _fund_source() -> None:
    op.create_table(
        "fund_source",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fund_source_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_source"),
    )
    op.create_index("ix_fund_source_project_id", "fund_source", ["project_id"])


def _plan_annex() -> None:
    op.create_table(
        "plan_annex",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("received_on", sa.Text, nullable=True),
        sa.Column("not_needed", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plan_annex_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_annex"),
    )
    op.create_index("ix_plan_annex_project_id", "plan_annex", ["project_id"])


def _plan_version() -> None:
    op.create_table(
        "plan_version",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("sealed_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("travels_with", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plan_version_project_id"),
        sa.ForeignKeyConstraint(["sealed_id"], ["sealed.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plan_version_sealed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_version"),
    )
    op.create_index("ix_plan_version_project_id", "plan_version", ["project_id"])
    op.create_index("ix_plan_version_sealed_id", "plan_version", ["sealed_id"])


def _schedule_task() -> None:
    op.create_table(
        "schedule_task",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("begins_on", sa.Text, nullable=True),
        sa.Column("ends_on", sa.Text, nullable=True),
        sa.Column("responsible", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_schedule_task_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule_task"),
    )
    op.create_index("ix_schedule_task_project_id", "schedule_task", ["project_id"])


def _land_use() -> None:
    op.create_table(
        "land_use",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("land_class", sa.Text, nullable=False),
        sa.Column("area", sa.BigInteger, nullable=True),
        sa.Column("grade", sa.BigInteger, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_land_use_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_land_use"),
    )
    op.create_index("ix_land_use_plot_id", "land_use", ["plot_id"])


def _plan_approval() -> None:
    op.create_table(
        "plan_approval",
        sa.Column("version_id", sa.Text, nullable=False),
        sa.Column("approver", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("approved_on", sa.Text, nullable=True),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["plan_version.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plan_approval_version_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["plan_approval.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plan_approval_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_approval"),
    )
    op.create_index("ix_plan_approval_version_id", "plan_approval", ["version_id"])
    op.create_index("ix_plan_approval_revokes_id", "plan_approval", ["revokes_id"])


def _tenure_adjustment() -> None:
    op.create_table(
        "tenure_adjustment",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("plot_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("holder_before", sa.Text, nullable=False),
        sa.Column("area_before", sa.BigInteger, nullable=True),
        sa.Column("class_before", sa.Text, nullable=False),
        sa.Column("holder_after", sa.Text, nullable=False),
        sa.Column("area_after", sa.BigInteger, nullable=True),
        sa.Column("class_after", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_tenure_adjustment_project_id"),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_tenure_adjustment_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tenure_adjustment"),
    )
    op.create_index("ix_tenure_adjustment_project_id", "tenure_adjustment", ["project_id"])
    op.create_index("ix_tenure_adjustment_plot_id", "tenure_adjustment", ["plot_id"])


def _programme_link() -> None:
    op.create_table(
        "programme_link",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("plot_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("programme", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("subsidy", sa.BigInteger, nullable=True),
        sa.Column("received_on", sa.Text, nullable=True),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_programme_link_project_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_programme_link_household_id"),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_programme_link_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_programme_link"),
    )
    op.create_index("ix_programme_link_project_id", "programme_link", ["project_id"])
    op.create_index("ix_programme_link_household_id", "programme_link", ["household_id"])
    op.create_index("ix_programme_link_plot_id", "programme_link", ["plot_id"])
