"""The reclamation design and its carrying out: works, prices, soil, quality; partners, stages, acceptance, settlement, use."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the new tables."""
    _county_measure()
    _acceptance()
    _completion()
    _cross_section()
    _design_basis()
    _equipment()
    _fee_amount()
    _partner()
    _resource()
    _unit_price()
    _after_use()
    _plot_acceptance()
    _plot_design()
    _plot_stage()
    _present_building()
    _price_component()
    _quality_measurement()
    _settlement_check()
    _site_photo()
    _soil_move()
    _variation()
    _work_item()
    _work_payment()
    _design_drawing()
    _settlement_house()


def _county_measure() -> None:
    op.create_table(
        "county_measure",
        sa.Column("authority_id", sa.Text, nullable=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("issued_on", sa.Text, nullable=True),
        sa.Column("begins", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_county_measure_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_county_measure"),
    )
    op.create_index("ix_county_measure_authority_id", "county_measure", ["authority_id"])


def _acceptance() -> None:
    op.create_table(
        "acceptance",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("accepted_on", sa.Text, nullable=True),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_acceptance_project_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["acceptance.id"], deferrable=True,
                                initially="DEFERRED", name="fk_acceptance_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_acceptance"),
    )
    op.create_index("ix_acceptance_project_id", "acceptance", ["project_id"])
    op.create_index("ix_acceptance_revokes_id", "acceptance", ["revokes_id"])


def _completion() -> None:
    op.create_table(
        "completion",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("began_on", sa.Text, nullable=True),
        sa.Column("completed_on", sa.Text, nullable=True),
        sa.Column("applied_on", sa.Text, nullable=True),
        sa.Column("final_cost", sa.BigInteger, nullable=True),
        sa.Column("audited_by", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("quality", sa.Text, nullable=False),
        sa.Column("remaining", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_completion_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_completion"),
    )
    op.create_index("ix_completion_project_id", "completion", ["project_id"])


def _cross_section() -> None:
    op.create_table(
        "cross_section",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("top_width", sa.BigInteger, nullable=True),
        sa.Column("bottom_width", sa.BigInteger, nullable=True),
        sa.Column("height", sa.BigInteger, nullable=True),
        sa.Column("side_slope", sa.BigInteger, nullable=True),
        sa.Column("lining", sa.BigInteger, nullable=True),
        sa.Column("surface", sa.BigInteger, nullable=True),
        sa.Column("foundation", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_cross_section_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cross_section"),
    )
    op.create_index("ix_cross_section_project_id", "cross_section", ["project_id"])


def _design_basis() -> None:
    op.create_table(
        "design_basis",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("schedule_id", sa.Text, nullable=False),
        sa.Column("compared_id", sa.Text, nullable=False),
        sa.Column("priced_on", sa.Text, nullable=True),
        sa.Column("terrain", sa.Text, nullable=True),
        sa.Column("tax_place", sa.Text, nullable=True),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("designer", sa.Text, nullable=False),
        sa.Column("principal", sa.Text, nullable=False),
        sa.Column("checker", sa.Text, nullable=False),
        sa.Column("preparer", sa.Text, nullable=False),
        sa.Column("prepared_on", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_design_basis_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_design_basis"),
    )
    op.create_index("ix_design_basis_project_id", "design_basis", ["project_id"])


def _equipment() -> None:
    op.create_table(
        "equipment",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("spec", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=True),
        sa.Column("price", sa.BigInteger, nullable=True),
        sa.Column("transport", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_equipment_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_equipment"),
    )
    op.create_index("ix_equipment_project_id", "equipment", ["project_id"])


def _fee_amount() -> None:
    op.create_table(
        "fee_amount",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("fee", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_fee_amount_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fee_amount"),
    )
    op.create_index("ix_fee_amount_project_id", "fee_amount", ["project_id"])


def _partner() -> None:
    op.create_table(
        "partner",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("contract_number", sa.Text, nullable=False),
        sa.Column("signed_on", sa.Text, nullable=True),
        sa.Column("ends_on", sa.Text, nullable=True),
        sa.Column("amount", sa.BigInteger, nullable=True),
        sa.Column("invested", sa.BigInteger, nullable=True),
        sa.Column("return_terms", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_partner_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_partner"),
    )
    op.create_index("ix_partner_project_id", "partner", ["project_id"])


def _resource() -> None:
    op.create_table(
        "resource",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=True),
        sa.Column("limit_price", sa.BigInteger, nullable=True),
        sa.Column("priced_on", sa.Text, nullable=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_resource_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_resource"),
    )
    op.create_index("ix_resource_project_id", "resource", ["project_id"])


def _unit_price() -> None:
    op.create_table(
        "unit_price",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("base", sa.BigInteger, nullable=True),
        sa.Column("work_kind", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_unit_price_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit_price"),
    )
    op.create_index("ix_unit_price_project_id", "unit_price", ["project_id"])


def _after_use() -> None:
    op.create_table(
        "after_use",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("year", sa.BigInteger, nullable=True),
        sa.Column("farmer_kind", sa.Text, nullable=True),
        sa.Column("farmer", sa.Text, nullable=False),
        sa.Column("crop", sa.Text, nullable=False),
        sa.Column("fertility", sa.Text, nullable=False),
        sa.Column("checked_on", sa.Text, nullable=True),
        sa.Column("checker", sa.Text, nullable=False),
        sa.Column("in_use", sa.Boolean, nullable=True),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("rectified_on", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_after_use_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_after_use"),
    )
    op.create_index("ix_after_use_plot_id", "after_use", ["plot_id"])


def _plot_acceptance() -> None:
    op.create_table(
        "plot_acceptance",
        sa.Column("acceptance_id", sa.Text, nullable=False),
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=True),
        sa.Column("accepted_area", sa.BigInteger, nullable=True),
        sa.Column("agricultural_area", sa.BigInteger, nullable=True),
        sa.Column("farmland_area", sa.BigInteger, nullable=True),
        sa.Column("paddy_area", sa.BigInteger, nullable=True),
        sa.Column("grade", sa.BigInteger, nullable=True),
        sa.Column("failing", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["acceptance_id"], ["acceptance.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_acceptance_acceptance_id"),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_acceptance_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plot_acceptance"),
    )
    op.create_index("ix_plot_acceptance_acceptance_id", "plot_acceptance", ["acceptance_id"])
    op.create_index("ix_plot_acceptance_plot_id", "plot_acceptance", ["plot_id"])


def _plot_design() -> None:
    op.create_table(
        "plot_design",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("hard_area", sa.BigInteger, nullable=True),
        sa.Column("hard_thickness", sa.BigInteger, nullable=True),
        sa.Column("foundation_volume", sa.BigInteger, nullable=True),
        sa.Column("wall_volume", sa.BigInteger, nullable=True),
        sa.Column("soil_texture", sa.Text, nullable=False),
        sa.Column("soil_thickness", sa.BigInteger, nullable=True),
        sa.Column("topsoil_area", sa.BigInteger, nullable=True),
        sa.Column("topsoil_thickness", sa.BigInteger, nullable=True),
        sa.Column("slope_before", sa.BigInteger, nullable=True),
        sa.Column("slope_after", sa.BigInteger, nullable=True),
        sa.Column("level_before", sa.BigInteger, nullable=True),
        sa.Column("level_after", sa.BigInteger, nullable=True),
        sa.Column("cut_volume", sa.BigInteger, nullable=True),
        sa.Column("fill_volume", sa.BigInteger, nullable=True),
        sa.Column("cover_thickness", sa.BigInteger, nullable=True),
        sa.Column("ridge_length", sa.BigInteger, nullable=True),
        sa.Column("ditch_length", sa.BigInteger, nullable=True),
        sa.Column("road_length", sa.BigInteger, nullable=True),
        sa.Column("ridge_area", sa.BigInteger, nullable=True),
        sa.Column("road_area", sa.BigInteger, nullable=True),
        sa.Column("ditch_area", sa.BigInteger, nullable=True),
        sa.Column("rubble_distance", sa.BigInteger, nullable=True),
        sa.Column("soil_distance", sa.BigInteger, nullable=True),
        sa.Column("layout", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_design_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plot_design"),
    )
    op.create_index("ix_plot_design_plot_id", "plot_design", ["plot_id"])


def _plot_stage() -> None:
    op.create_table(
        "plot_stage",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("partner_id", sa.Text, nullable=True),
        sa.Column("planned_from", sa.Text, nullable=True),
        sa.Column("planned_to", sa.Text, nullable=True),
        sa.Column("began_on", sa.Text, nullable=True),
        sa.Column("ended_on", sa.Text, nullable=True),
        sa.Column("share", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_stage_plot_id"),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], deferrable=True,
                                initially="DEFERRED", name="fk_plot_stage_partner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plot_stage"),
    )
    op.create_index("ix_plot_stage_plot_id", "plot_stage", ["plot_id"])
    op.create_index("ix_plot_stage_partner_id", "plot_stage", ["partner_id"])


def _present_building() -> None:
    op.create_table(
        "present_building",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("structure", sa.Text, nullable=True),
        sa.Column("floors", sa.BigInteger, nullable=True),
        sa.Column("area", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_present_building_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_present_building"),
    )
    op.create_index("ix_present_building_plot_id", "present_building", ["plot_id"])


def _price_component() -> None:
    op.create_table(
        "price_component",
        sa.Column("unit_price_id", sa.Text, nullable=False),
        sa.Column("resource_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=True),
        sa.Column("share", sa.BigInteger, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["unit_price_id"], ["unit_price.id"], deferrable=True,
                                initially="DEFERRED", name="fk_price_component_unit_price_id"),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], deferrable=True,
                                initially="DEFERRED", name="fk_price_component_resource_id"),
        sa.PrimaryKeyConstraint("id", name="pk_price_component"),
    )
    op.create_index("ix_price_component_unit_price_id", "price_component", ["unit_price_id"])
    op.create_index("ix_price_component_resource_id", "price_component", ["resource_id"])


def _quality_measurement() -> None:
    op.create_table(
        "quality_measurement",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("value", sa.BigInteger, nullable=True),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("sample_number", sa.Text, nullable=False),
        sa.Column("laboratory", sa.Text, nullable=False),
        sa.Column("sampled_on", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_quality_measurement_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quality_measurement"),
    )
    op.create_index("ix_quality_measurement_plot_id", "quality_measurement", ["plot_id"])


def _settlement_check() -> None:
    op.create_table(
        "settlement_check",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("checked_on", sa.Text, nullable=True),
        sa.Column("checker", sa.Text, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=True),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("rectify_by", sa.Text, nullable=True),
        sa.Column("rectified_on", sa.Text, nullable=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_settlement_check_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_settlement_check"),
    )
    op.create_index("ix_settlement_check_plot_id", "settlement_check", ["plot_id"])


def _site_photo() -> None:
    op.create_table(
        "site_photo",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("taken_on", sa.Text, nullable=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_site_photo_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_site_photo"),
    )
    op.create_index("ix_site_photo_plot_id", "site_photo", ["plot_id"])


def _soil_move() -> None:
    op.create_table(
        "soil_move",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("material", sa.Text, nullable=False),
        sa.Column("from_plot_id", sa.Text, nullable=True),
        sa.Column("from_place", sa.Text, nullable=False),
        sa.Column("to_plot_id", sa.Text, nullable=True),
        sa.Column("to_place", sa.Text, nullable=False),
        sa.Column("volume", sa.BigInteger, nullable=True),
        sa.Column("distance", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_soil_move_project_id"),
        sa.ForeignKeyConstraint(["from_plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_soil_move_from_plot_id"),
        sa.ForeignKeyConstraint(["to_plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_soil_move_to_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_soil_move"),
    )
    op.create_index("ix_soil_move_project_id", "soil_move", ["project_id"])
    op.create_index("ix_soil_move_from_plot_id", "soil_move", ["from_plot_id"])
    op.create_index("ix_soil_move_to_plot_id", "soil_move", ["to_plot_id"])


def _variation() -> None:
    op.create_table(
        "variation",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("plot_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("varied_on", sa.Text, nullable=True),
        sa.Column("work", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("quantity_before", sa.BigInteger, nullable=True),
        sa.Column("quantity_after", sa.BigInteger, nullable=True),
        sa.Column("cost_change", sa.BigInteger, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("approver", sa.Text, nullable=False),
        sa.Column("approval_number", sa.Text, nullable=False),
        sa.Column("approved_on", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_variation_project_id"),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_variation_plot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_variation"),
    )
    op.create_index("ix_variation_project_id", "variation", ["project_id"])
    op.create_index("ix_variation_plot_id", "variation", ["plot_id"])


def _work_item() -> None:
    op.create_table(
        "work_item",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("formula", sa.Text, nullable=False),
        sa.Column("unit_price_id", sa.Text, nullable=True),
        sa.Column("price", sa.BigInteger, nullable=True),
        sa.Column("doer", sa.Text, nullable=False),
        sa.Column("recipe", sa.Text, nullable=False),
        sa.Column("filled", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_work_item_plot_id"),
        sa.ForeignKeyConstraint(["unit_price_id"], ["unit_price.id"], deferrable=True,
                                initially="DEFERRED", name="fk_work_item_unit_price_id"),
        sa.PrimaryKeyConstraint("id", name="pk_work_item"),
    )
    op.create_index("ix_work_item_plot_id", "work_item", ["plot_id"])
    op.create_index("ix_work_item_unit_price_id", "work_item", ["unit_price_id"])


def _work_payment() -> None:
    op.create_table(
        "work_payment",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("partner_id", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
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
                                initially="DEFERRED", name="fk_work_payment_project_id"),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], deferrable=True,
                                initially="DEFERRED", name="fk_work_payment_partner_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["work_payment.id"], deferrable=True,
                                initially="DEFERRED", name="fk_work_payment_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_work_payment"),
    )
    op.create_index("ix_work_payment_project_id", "work_payment", ["project_id"])
    op.create_index("ix_work_payment_partner_id", "work_payment", ["partner_id"])
    op.create_index("ix_work_payment_revokes_id", "work_payment", ["revokes_id"])


def _design_drawing() -> None:
    op.create_table(
        "design_drawing",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("work_item_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_design_drawing_plot_id"),
        sa.ForeignKeyConstraint(["work_item_id"], ["work_item.id"], deferrable=True,
                                initially="DEFERRED", name="fk_design_drawing_work_item_id"),
        sa.PrimaryKeyConstraint("id", name="pk_design_drawing"),
    )
    op.create_index("ix_design_drawing_plot_id", "design_drawing", ["plot_id"])
    op.create_index("ix_design_drawing_work_item_id", "design_drawing", ["work_item_id"])


def _settlement_house() -> None:
    op.create_table(
        "settlement_house",
        sa.Column("plot_id", sa.Text, nullable=False),
        sa.Column("household_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("area", sa.BigInteger, nullable=True),
        sa.Column("allotted_on", sa.Text, nullable=True),
        sa.Column("handed_over_on", sa.Text, nullable=True),
        sa.Column("moved_in_on", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], deferrable=True,
                                initially="DEFERRED", name="fk_settlement_house_plot_id"),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], deferrable=True,
                                initially="DEFERRED", name="fk_settlement_house_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_settlement_house"),
    )
    op.create_index("ix_settlement_house_plot_id", "settlement_house", ["plot_id"])
    op.create_index("ix_settlement_house_household_id", "settlement_house", ["household_id"])
