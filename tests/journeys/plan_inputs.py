"""What is entered for a plan of the samples: of each plot its printed hectares come from the sample's own description."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from linkdesk import paths

ROAD = Decimal("0.0200")  # of each old plot what becomes a lane and no farmland
NEW_FARMLAND = (("0103", "0.6051", "11"), ("0102", "0.0500", "10"), ("1006", "0.0200", ""))  # of CJ-SG-01, told class by class
ITEMS = (("复垦工程", "表土回覆", "1234.5", "m³", "12.34", ""), ("基础设施", "供水和道路", "", "", "", "120.5"),
         ("前期费用", "勘测规划费", "1", "项", "245,000", ""), ("不可预见费", "预备费", "", "", "", "10"))
ITEM_HEADS = "费用类别", "项目", "数量", "单位", "单价（元）", "金额（万元）"
COUNTY_MONEY, RESERVE, QUOTA, SETTLED = Decimal("300"), Decimal("0.1"), Decimal("4.1"), 250
NO_FARMLAND = {"安置": Decimal("0.12"), "建新": Decimal("0.08")}  # hectares of a plot taken that are no farmland before
BUILT_ON = {"安置": Decimal("0.01"), "建新": Decimal(0)}  # and that were built on before
PLANS = {"land_plan": "岚川县土地利用总体规划（2006—2020年）", "consolidation_plan": "岚川县土地整治规划（2016—2020年）"}


@dataclass(frozen=True)
class Ground:
    """A plot of a sample: code, use, hectares as printed from its coordinates, and as stated in its file."""

    code: str
    use: str
    area: Decimal
    stated: Decimal


def grounds(sample):
    """The plots of a sample file."""
    told = json.loads((paths.SAMPLES / sample).with_suffix(".expected.json").read_text("utf-8"))
    return [Ground(each["code"], each["use"], ha(Decimal(each["plane_m2"])), Decimal(each["stated_ha"])) for each in told["plots"]]


def ha(square_metres):
    return (square_metres / 10000).quantize(Decimal("0.0001"), "ROUND_HALF_UP")


def whole(**facts):
    """Fields of the project that a plan asks for, as typed."""
    return {"surplus_trade": "否", "city_invested": "否", "planned_year": "2018", "period": "2018—2020年", "applied_on": "2018-06-01",
            "survey_year": "2016", "quota_year": "2018", "quota_applied": str(QUOTA), "reserve_area": str(RESERVE), "project_type": "批次",
            "compiler": "岚川县国土勘测规划队"} | facts


_NONE = dict.fromkeys(("paddy_taken", "basic_farmland_taken"), "0")


def fields(ground):
    """Fields of a plot that a plan asks for, as typed."""
    both = {"owner_unit": "村农民集体", "tenure": "集体", "planned_period": "2019年"}
    if ground.use == "拆旧":
        return both | {"reclaim_class": "0103", "reclaimed_area": str(ground.area), "new_agricultural_area": str(ground.area),
                       "new_farmland_area": str(ground.area - ROAD), "new_paddy_area": "0", "quality_grade": "11",
                       "layout_basis": "总体规划图 A-3", "slope_class": "2级"}
    return both | _NONE | (_settled if ground.use == "安置" else _urban)(ground.area) | {"quality_grade": "12"}


def _settled(area):
    """Dry farmland but for 0.10 ha of other agricultural land, 0.01 unused and 0.01 built on before."""
    return {"new_construction_area": str(area - BUILT_ON["安置"]), "agricultural_taken": str(area - Decimal("0.02")),
            "farmland_taken": str(area - NO_FARMLAND["安置"]), "dry_taken": str(area - NO_FARMLAND["安置"]), "irrigated_taken": "0",
            "unused_taken": "0.01", "settled_households": "90", "settled_persons": str(SETTLED), "settlement_mode": "集中安置",
            "housing_area": str(area - Decimal("0.62")), "infrastructure_area": "0.35", "public_area": "0.20", "business_area": "0.07"}


def _urban(area):
    """0.60 ha of irrigated farmland, 0.08 of other agricultural land, the rest dry farmland."""
    return {"new_construction_area": str(area), "agricultural_taken": str(area), "farmland_taken": str(area - NO_FARMLAND["建新"]),
            "dry_taken": str(area - NO_FARMLAND["建新"] - Decimal("0.60")), "irrigated_taken": "0.60", "unused_taken": "0", "planned_use": "工业"}
