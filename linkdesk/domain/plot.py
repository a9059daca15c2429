"""Plots (地块) and their boundary rings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.fields import OnRemoval, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import PlotUse, Tenure


def _hectares(label: str, **more: object):  # every plot area is typed and shown in hectares, stored in m²
    return about(label, quantity=Quantity.AREA, unit="公顷", decimals=4, at_least=0, **more)


def _square_metres(label: str, **more: object):
    return about(label, quantity=Quantity.AREA, unit="㎡", decimals=2, at_least=0, **more)


@dataclass(frozen=True, slots=True)
class PlotRings:
    """Immutable content: boundary points of one plot; its id is the SHA-256 of zone and rings.

    `rings` is JSON: a list of rings, each a list of [point name, X north, Y east] as printed decimals in metres.
    """

    rings: str = about("界址点", default="[]")
    zone: int | None = about("带号")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot of the project area: 拆旧, 安置 or 建新; areas are m², the declared unit is what people type and read."""

    project_id: str = about("项目区", refers_to="project")
    code: str = about("地块编号", default="", required=True)
    name: str = about("地块名称", default="")
    use: PlotUse = about("地块用途", default=PlotUse.OLD)
    village_id: str | None = about("行政村", refers_to="village")
    group: str = about("村民小组", default="")
    owner_unit: str = about("权属单位", default="")
    tenure: Tenure | None = about("权属性质")
    map_sheet: str = about("图幅号", default="")
    parcel_number: str = about("图斑号", default="")
    land_class: str = about("现状地类", default="", help="地类编码，如 0702 农村宅基地")
    rings_id: str | None = about("界址点", refers_to="plot_rings")
    stated_area: Decimal | None = _hectares("申报面积", help="坐标文件中写明的面积")
    plane_area: Decimal | None = _square_metres("平面面积", help="由界址点坐标计算")
    ellipsoid_area: Decimal | None = _square_metres("椭球面积", help="由界址点坐标计算")
    reclaim_class: str = about("复垦方向", default="", help="复垦后地类编码，如 0103 旱地")
    reclaimed_area: Decimal | None = _hectares("复垦面积")
    new_agricultural_area: Decimal | None = _hectares("新增农用地")
    new_farmland_area: Decimal | None = _hectares("新增耕地")
    new_paddy_area: Decimal | None = _hectares("其中水田")
    quality_grade: Decimal | None = about("耕地质量等别", quantity=Quantity.RATIO, decimals=1, at_least=1, at_most=15)
    slope_class: str = about("坡度级", default="")
    planned_period: str = about("拟实施时间", default="", help="拆旧地块为拟复垦时间，建新地块为拟用地时间")
    new_construction_area: Decimal | None = _hectares("新增建设用地")
    agricultural_taken: Decimal | None = _hectares("占用农用地")
    farmland_taken: Decimal | None = _hectares("占用耕地")
    paddy_taken: Decimal | None = _hectares("占用水田")
    irrigated_taken: Decimal | None = _hectares("占用水浇地")
    dry_taken: Decimal | None = _hectares("占用旱地")
    unused_taken: Decimal | None = _hectares("占用未利用地")
    basic_farmland_taken: Decimal | None = _hectares("占用永久基本农田")
    planned_use: str = about("规划用途", default="", help="工业、商业、住宅等")
    settled_households: int | None = about("安置户数", quantity=Quantity.COUNT, unit="户", at_least=0)
    settled_persons: int | None = about("安置人数", quantity=Quantity.COUNT, unit="人", at_least=0)
    settlement_mode: str = about("安置方式", default="")
    housing_area: Decimal | None = _hectares("农民新居用地")
    infrastructure_area: Decimal | None = _hectares("基础设施用地")
    public_area: Decimal | None = _hectares("公益设施用地")
    business_area: Decimal | None = _hectares("非农产业用地")
    distance: Decimal | None = about("与拆旧地块距离", quantity=Quantity.LENGTH, unit="m", decimals=0, at_least=0)
    note: str = about("备注", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlotSource:
    """The boundary file a plot was read from, and what the reader remarked on it."""

    plot_id: str = about("地块", refers_to="plot", on_removal=OnRemoval.WITH_PARENT)
    file_name: str = about("文件名", default="")
    line: int | None = about("行号")
    remarks: tuple[str, ...] = about("读取说明", default=())
    id: str = identity()
