"""Plots (地块) and their boundary rings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.declared import area_in_hectares, of_plot, of_project
from linkdesk.domain.fields import about, identity
from linkdesk.domain.land_class import LandScheme
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import PlotUse, Tenure


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
    land_scheme: LandScheme | None = about("地类体系", help="不填按编码的写法判断")
    rings_id: str | None = about("界址点", refers_to="plot_rings")
    stated_area: Decimal | None = area_in_hectares("申报面积", help="坐标文件中写明的面积")
    plane_area: Decimal | None = _square_metres("平面面积", help="由界址点坐标计算")
    ellipsoid_area: Decimal | None = _square_metres("椭球面积", help="由界址点坐标计算")
    reclaim_class: str = about("复垦方向", default="", help="复垦后地类编码，如 0103 旱地")
    reclaimed_area: Decimal | None = area_in_hectares("复垦面积")
    new_agricultural_area: Decimal | None = area_in_hectares("新增农用地")
    new_farmland_area: Decimal | None = area_in_hectares("新增耕地")
    new_paddy_area: Decimal | None = area_in_hectares("其中水田")
    quality_grade: Decimal | None = about("耕地质量等别", quantity=Quantity.RATIO, decimals=1, at_least=1, at_most=15)
    slope_class: str = about("坡度级", default="")
    layout_basis: str | None = about("规划布局依据", help="土地利用总体规划、土地整治规划中的位置或图号，A §三(二)")
    planned_period: str = about("拟实施时间", default="", help="拆旧地块为拟复垦时间，建新地块为拟用地时间")
    new_construction_area: Decimal | None = area_in_hectares("新增建设用地")
    agricultural_taken: Decimal | None = area_in_hectares("占用农用地")
    farmland_taken: Decimal | None = area_in_hectares("占用耕地")
    paddy_taken: Decimal | None = area_in_hectares("占用水田")
    irrigated_taken: Decimal | None = area_in_hectares("占用水浇地")
    dry_taken: Decimal | None = area_in_hectares("占用旱地")
    unused_taken: Decimal | None = area_in_hectares("占用未利用地")
    basic_farmland_taken: Decimal | None = area_in_hectares("占用永久基本农田")
    planned_use: str = about("规划用途", default="", help="工业、商业、住宅等")
    settled_households: int | None = about("安置户数", quantity=Quantity.COUNT, unit="户", at_least=0)
    settled_persons: int | None = about("安置人数", quantity=Quantity.COUNT, unit="人", at_least=0)
    settlement_mode: str = about("安置方式", default="")
    housing_area: Decimal | None = area_in_hectares("农民新居用地")
    infrastructure_area: Decimal | None = area_in_hectares("基础设施用地")
    public_area: Decimal | None = area_in_hectares("公益设施用地")
    business_area: Decimal | None = area_in_hectares("非农产业用地")
    distance: Decimal | None = about("与拆旧地块距离", quantity=Quantity.LENGTH, unit="m", decimals=0, at_least=0)
    note: str = about("备注", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlotSource:
    """The boundary file a plot was read from, and what the reader remarked on it."""

    plot_id: str = of_plot()
    file_name: str = about("文件名", default="")
    line: int | None = about("行号")
    remarks: tuple[str, ...] = about("读取说明", default=())
    id: str = identity()


@dataclass(frozen=True, slots=True)
class LandUse:
    """So much land of one class on a plot, before or after the plan; a plot without any is what its own fields say."""

    plot_id: str = of_plot()
    position: int = about("顺序", default=0)
    side: LandSide = about("时点", default=LandSide.BEFORE)
    land_class: str = about("地类", default="", required=True, help="地类编码，按地块的地类体系")
    area: Decimal | None = area_in_hectares("面积", required=True)
    grade: Decimal | None = about("耕地质量等别", quantity=Quantity.RATIO, decimals=1, at_least=1, at_most=15)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class BaseMap:
    """A scanned map or satellite picture with its world file, to lie under the plots.

    `world` are the six numbers of the world file as written: metres a pixel east, turn, turn, metres a pixel north
    (negative), then east and north of the middle of the upper left pixel.
    """

    project_id: str = of_project()
    name: str = about("名称", default="")
    picture_hash: str = about("图片", default="", attached=True, help="文件校验值")
    width: int = about("宽", default=0, help="像素")
    height: int = about("高", default=0, help="像素")
    world: tuple[str, ...] = about("坐标参数", default=())
    zone: int | None = about("带号")
    id: str = identity()
