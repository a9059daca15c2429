"""Closed lists of terms for the reclamation design: its works, resources, materials and cross-sections."""

from enum import StrEnum


class WorkCategory(StrEnum):
    """The classes of works of a design, in the order of its chapters and tables."""

    CLEARING = "拆除清运工程"
    LEVELLING = "土地平整工程"
    SOIL = "土壤工程"
    WATER = "灌溉与排水工程"
    ROADS = "田间道路工程"
    PROTECTION = "农田防护工程"
    ECOLOGY = "生态治理工程"
    OTHER = "其他工程"


class WorkKind(StrEnum):
    """What a work is in the fee schedules: its rates of measures, indirect cost and profit follow from it."""

    EARTH = "土方工程"
    STONE = "石方工程"
    MASONRY = "砌体工程"
    CONCRETE = "混凝土工程"
    WELL = "农用井工程"
    OTHER = "其他工程"
    INSTALLATION = "安装工程"


class ResourceKind(StrEnum):
    """What a unit price is made of."""

    LABOUR = "人工"
    MATERIAL = "材料"
    MACHINE = "施工机械"


class Doer(StrEnum):
    """Who carries a work out; what households do themselves is paid by their agreements, not by the contract."""

    CONTRACTOR = "施工单位"
    HOUSEHOLD = "农户自行"


class Terrain(StrEnum):
    """What the land is like, where a fee schedule asks for it."""

    PLAIN = "平原"
    HILLS = "丘陵"
    MOUNTAINS = "山区"


class TaxPlace(StrEnum):
    """Where the taxpayer is, where a fee schedule has a tax rate for each place."""

    RURAL = "县城和建制镇以外"
    TOWN = "县城、建制镇"
    CITY = "市区"


class SoilMaterial(StrEnum):
    """What is moved between plots."""

    TOPSOIL = "表土"
    EARTH = "土方"
    RUBBLE = "建筑垃圾"


class CrossSectionKind(StrEnum):
    """What a typical cross-section shows."""

    RIDGE = "田埂"
    SOIL_LAYER = "土层"
    DITCH = "排水沟"
    ROAD = "生产路"
