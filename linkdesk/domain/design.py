"""The reclamation design (复垦设计): each plot's state, works and drawings, prices, soil moved between plots, soil measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.declared import of_plot, of_project
from linkdesk.domain.design_words import (
    CrossSectionKind,
    Doer,
    ResourceKind,
    SoilMaterial,
    TaxPlace,
    Terrain,
    WorkCategory,
    WorkKind,
)
from linkdesk.domain.fields import OnRemoval, about, id_of, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import Certainty, HouseStructure


def _measured(label: str, unit: str, decimals: int = 2, **more: object):
    return about(label, quantity=Quantity.MEASURED, unit=unit, decimals=decimals, **({"at_least": 0} | more))


def _yuan(label: str, unit: str = "元", **more: object):
    return about(label, quantity=Quantity.UNIT_PRICE, unit=unit, decimals=2, at_least=0, **more)


@dataclass(frozen=True, slots=True)
class DesignBasis:
    """What the design of a project stands on: fee schedules, day of prices, terrain, region of quality control, who made it."""

    project_id: str = of_project()
    schedule_id: str = about("费用标准", default="", listed=True, help="预算编制规定，如 2011 或营改增后的")
    compared_id: str = about("对比的费用标准", default="", listed=True, help="并排比较用，可不填")
    priced_on: date | None = about("价格基准日", help="决定税率和材料价格，不填按编制日期")
    terrain: Terrain | None = about("地形", help="丘陵、山区的勘测费和设计费有系数")
    tax_place: TaxPlace | None = about("纳税地点", help="税率按纳税地点分的费用标准用，不填按县城和建制镇以外")
    region: str = about("质量控制区", default="", listed=True, help="如 黄土高原区、西南山地丘陵区")
    designer: str = about("设计单位", default="")
    principal: str = about("项目负责人", default="")
    checker: str = about("复核人", default="")
    preparer: str = about("编制人", default="")
    prepared_on: date | None = about("编制日期")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlotDesign:
    """What is there on a plot and what it becomes: hard ground, foundations, soil, levels, cut and fill, ridges, roads, ditches."""

    plot_id: str = of_plot()
    hard_area: Decimal | None = _measured("硬化地面面积", "㎡")
    hard_thickness: Decimal | None = _measured("硬化地面厚度", "m")
    foundation_volume: Decimal | None = _measured("基础体积", "m³")
    wall_volume: Decimal | None = _measured("围墙及其他砌体体积", "m³")
    soil_texture: str = about("土壤质地", default="")
    soil_thickness: Decimal | None = _measured("现状土层厚度", "m")
    topsoil_area: Decimal | None = _measured("可剥离表土面积", "㎡")
    topsoil_thickness: Decimal | None = _measured("可剥离表土厚度", "m")
    slope_before: Decimal | None = _measured("现状坡度", "°", 1, at_most=90)
    slope_after: Decimal | None = _measured("设计坡度", "°", 1, at_most=90)
    level_before: Decimal | None = _measured("现状平均高程", "m", at_least=-500, at_most=9000)
    level_after: Decimal | None = _measured("设计高程", "m", at_least=-500, at_most=9000)
    cut_volume: Decimal | None = _measured("挖方", "m³", help="方格网或断面法测算")
    fill_volume: Decimal | None = _measured("填方", "m³", help="方格网或断面法测算")
    cover_thickness: Decimal | None = _measured("覆土厚度", "m", help="设计回覆耕作土的厚度")
    ridge_length: Decimal | None = _measured("田埂长度", "m")
    ditch_length: Decimal | None = _measured("排水沟长度", "m")
    road_length: Decimal | None = _measured("生产路长度", "m")
    ridge_area: Decimal | None = _measured("田埂田坎占地", "㎡", help="不填按系数计算")
    road_area: Decimal | None = _measured("道路占地", "㎡", help="不填按系数计算")
    ditch_area: Decimal | None = _measured("沟渠占地", "㎡", help="不填按系数计算")
    rubble_distance: Decimal | None = _measured("垃圾运距", "km")
    soil_distance: Decimal | None = _measured("客土运距", "km")
    layout: str = about("布置说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PresentBuilding:
    """A building on a plot beyond those of the households surveyed."""

    plot_id: str = of_plot()
    position: int = about("顺序", default=0)
    name: str = about("名称", default="")
    structure: HouseStructure | None = about("结构")
    floors: int | None = about("层数", quantity=Quantity.COUNT, unit="层", at_least=0, at_most=30)
    area: Decimal | None = _measured("建筑面积", "㎡")
    note: str = about("备注", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A work on a plot: its quantity is what `formula` gives (a plain number is one too), in `unit`; its price a unit price or typed."""

    plot_id: str = of_plot()
    position: int = about("顺序", default=0)
    category: WorkCategory = about("工程类别", default=WorkCategory.CLEARING)
    name: str = about("项目", default="", required=True)
    unit: str = about("单位", default="")
    formula: str = about("工程量计算式", default="", help="如 复垦面积 × 0.5m，可用本地块的数据、系数和其他项目的名称")
    unit_price_id: str | None = about("单价分析", refers_to="unit_price")
    price: Decimal | None = _yuan("综合单价", help="没有单价分析时填写")
    doer: Doer = about("实施者", default=Doer.CONTRACTOR, help="农户自行的不计入工程施工费")
    recipe: str = about("配方", default="", help="由哪个标准配方填入")
    filled: str = about("填入时的内容", default="", help="配方填入时内容的摘要，与现在不同的是改动过的")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class DesignDrawing:
    """A drawing or photograph attached to a plot's design, or to one of its works."""

    plot_id: str = of_plot()
    work_item_id: str | None = about("工程项目", refers_to="work_item", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    title: str = about("图名", default="")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件", default="", attached=True, help="文件校验值")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Resource:
    """Labour, material or machine with its price; a material above its limit price gives a price difference."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    kind: ResourceKind = about("类别", default=ResourceKind.MATERIAL)
    code: str = about("编号", default="")
    name: str = about("名称及规格", default="", required=True)
    unit: str = about("单位", default="")
    price: Decimal | None = _yuan("预算价")
    limit_price: Decimal | None = _yuan("限价", help="材料预算价高于限价的部分计入价差")
    priced_on: date | None = about("价格日期")
    source: str = about("价格来源", default="", help="信息价、询价或文件")
    certainty: Certainty = about("核实状态", default=Certainty.UNVERIFIED)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A unit price analysis: what `base` units of a work take of each resource."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    code: str = about("定额编号", default="")
    name: str = about("定额名称", default="", required=True)
    unit: str = about("单位", default="")
    base: Decimal | None = _measured("定额单位数量", "", 0, help="如 100，表示每 100 个单位")
    work_kind: WorkKind = about("工程性质", default=WorkKind.EARTH, help="决定措施费、间接费费率")
    basis: str = about("依据", default="")
    certainty: Certainty = about("核实状态", default=Certainty.UNVERIFIED)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PriceComponent:
    """So much of a resource in a unit price; `share` is a further share (%) of what the resources of its kind come to (其他费用)."""

    unit_price_id: str = about("单价分析", refers_to="unit_price", on_removal=OnRemoval.WITH_PARENT)
    resource_id: str | None = about("人材机", refers_to="resource")
    position: int = about("顺序", default=0)
    kind: ResourceKind = about("类别", default=ResourceKind.LABOUR, help="未指明人材机的按此类别")
    quantity: Decimal | None = _measured("定额量", "", 4)
    share: Decimal | None = _measured("其他费用", "%", help="占本类别费用的百分比")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Equipment:
    """Equipment bought for the project: original price and what brings it to the site, in yuan a unit."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    name: str = about("设备名称", default="", required=True)
    spec: str = about("规格", default="")
    unit: str = about("单位", default="")
    quantity: Decimal | None = _measured("数量", "", 2)
    price: Decimal | None = _yuan("原价")
    transport: Decimal | None = _yuan("运杂等费", help="每单位的运杂、保险和采购保管费")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class FeeAmount:
    """An amount that stands in place of what a fee schedule reckons: an actual cost, or less than the schedule allows."""

    project_id: str = of_project()
    fee: str = about("费用", default="", help="费用标准中的名称")
    amount: Decimal | None = about("金额", quantity=Quantity.MONEY, unit="万元", decimals=2, at_least=0)
    basis: str = about("依据", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class SoilMove:
    """Soil or rubble taken from a plot (or a place outside) to another."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    material: SoilMaterial = about("材料", default=SoilMaterial.TOPSOIL)
    from_plot_id: str | None = about("调出地块", refers_to="plot", on_removal=OnRemoval.WITH_PARENT)
    from_place: str = about("取土场", default="", help="不从地块调出的填写")
    to_plot_id: str | None = about("调入地块", refers_to="plot", on_removal=OnRemoval.WITH_PARENT)
    to_place: str = about("弃置场", default="", help="不调入地块的填写")
    volume: Decimal | None = _measured("方量", "m³")
    distance: Decimal | None = _measured("运距", "km")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class QualityMeasurement:
    """What a laboratory or a surveyor measured on a plot; `said` for what is no number (质地, 配套设施)."""

    plot_id: str = of_plot()
    position: int = about("顺序", default=0)
    indicator: str = about("指标", default="", required=True)
    value: Decimal | None = _measured("实测值", "", 4, at_least=-1000)
    said: str = about("实测说明", default="", help="不是数字的指标填写")
    sample_number: str = about("样品编号", default="")
    laboratory: str = about("检测单位", default="")
    sampled_on: date | None = about("检测日期")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class CrossSection:
    """The measures of a typical cross-section, in metres; `side_slope` is horizontal to vertical (1 : m)."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    kind: CrossSectionKind = about("断面", default=CrossSectionKind.RIDGE)
    name: str = about("名称", default="")
    top_width: Decimal | None = _measured("顶宽", "m")
    bottom_width: Decimal | None = _measured("底宽", "m")
    height: Decimal | None = _measured("高度", "m", help="田埂高、沟深、路基高、土层总厚")
    side_slope: Decimal | None = _measured("边坡系数", "", help="1 : m 的 m")
    lining: Decimal | None = _measured("衬砌厚度", "m")
    surface: Decimal | None = _measured("面层厚度", "m", help="路面层、耕作层")
    foundation: Decimal | None = _measured("垫层厚度", "m", help="路基层、心土层")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Design:
    """All rows of a project's reclamation design, as the store holds them."""

    basis: DesignBasis | None = None
    plots: tuple[PlotDesign, ...] = ()
    buildings: tuple[PresentBuilding, ...] = ()
    items: tuple[WorkItem, ...] = ()
    drawings: tuple[DesignDrawing, ...] = ()
    resources: tuple[Resource, ...] = ()
    unit_prices: tuple[UnitPrice, ...] = ()
    components: tuple[PriceComponent, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    fee_amounts: tuple[FeeAmount, ...] = ()
    soil_moves: tuple[SoilMove, ...] = ()
    measurements: tuple[QualityMeasurement, ...] = ()
    sections: tuple[CrossSection, ...] = ()


def priced_day(design: Design, on: date) -> date:
    """The day that decides tax, prices and fee rates: of the prices, else of the making, else the day of asking."""
    basis = design.basis
    return (basis and (basis.priced_on or basis.prepared_on)) or on


def region_of(design: Design) -> str:
    """The region of quality control a design stands in; empty while nobody has named it."""
    return design.basis.region.strip() if design.basis else ""


def basis_id(project_id: str) -> str:
    """The id of the basis of a project's design: there is one."""
    return id_of(project_id, "design_basis")


def plot_design_id(plot_id: str) -> str:
    """The id of the design of a plot: there is one."""
    return id_of(plot_id, "plot_design")
