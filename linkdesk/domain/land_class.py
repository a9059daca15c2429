"""Land classes (地类): codes and names of three schemes, and the three classes of the Land Administration Law (三大类).

Sources: GB/T 21010-2017 with its annex A; the working classification of the third national survey (三调); for the second
survey GB/T 21010-2007 with class 20 城镇村及工矿用地. One code can mean different land in two schemes, so a scheme
always goes with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache


class LandScheme(StrEnum):
    """Which classification a land class code belongs to."""

    SURVEY2 = "第二次全国土地调查"
    GBT21010_2017 = "GB/T 21010-2017"
    SURVEY3 = "第三次全国国土调查"


class ThreeClass(StrEnum):
    """The three classes of land by use (土地管理法 第四条)."""

    AGRICULTURAL = "农用地"
    CONSTRUCTION = "建设用地"
    UNUSED = "未利用地"


@dataclass(frozen=True, slots=True)
class LandClass:
    """One class of one scheme."""

    code: str
    name: str
    scheme: LandScheme
    three_class: ThreeClass


_GBT2017 = {
    ThreeClass.AGRICULTURAL:
        "0101 水田 0102 水浇地 0103 旱地 0201 果园 0202 茶园 0203 橡胶园 0204 其他园地 0301 乔木林地 0302 竹林地 0303 红树林地 "
        "0304 森林沼泽 0305 灌木林地 0306 灌丛沼泽 0307 其他林地 0401 天然牧草地 0402 沼泽草地 0403 人工牧草地 1006 农村道路 "
        "1103 水库水面 1104 坑塘水面 1107 沟渠 1202 设施农用地 1203 田坎",
    ThreeClass.CONSTRUCTION:
        "0501 零售商业用地 0502 批发市场用地 0503 餐饮用地 0504 旅馆用地 0505 商务金融用地 0506 娱乐用地 0507 其他商服用地 "
        "0601 工业用地 0602 采矿用地 0603 盐田 0604 仓储用地 0701 城镇住宅用地 0702 农村宅基地 0801 机关团体用地 0802 新闻出版用地 "
        "0803 教育用地 0804 科研用地 0805 医疗卫生用地 0806 社会福利用地 0807 文化设施用地 0808 体育用地 0809 公用设施用地 "
        "0810 公园与绿地 0901 军事设施用地 0902 使领馆用地 0903 监教场所用地 0904 宗教用地 0905 殡葬用地 0906 风景名胜设施用地 "
        "1001 铁路用地 1002 轨道交通用地 1003 公路用地 1004 城镇村道路用地 1005 交通服务场站用地 1007 机场用地 1008 港口码头用地 "
        "1009 管道运输用地 1109 水工建筑用地 1201 空闲地",
    ThreeClass.UNUSED:
        "0404 其他草地 1101 河流水面 1102 湖泊水面 1105 沿海滩涂 1106 内陆滩涂 1108 沼泽地 1110 冰川及永久积雪 1204 盐碱地 "
        "1205 沙地 1206 裸土地 1207 裸岩石砾地",
}
_SURVEY3 = {
    ThreeClass.AGRICULTURAL: _GBT2017[ThreeClass.AGRICULTURAL] + " 1104A 养殖坑塘 1107A 干渠",
    ThreeClass.CONSTRUCTION:
        "05H1 商业服务业设施用地 0508 物流仓储用地 0601 工业用地 0602 采矿用地 0603 盐田 0701 城镇住宅用地 0702 农村宅基地 "
        "08H1 机关团体新闻出版用地 08H2 科教文卫用地 08H2A 高教用地 0809 公用设施用地 0810 公园与绿地 0810A 广场用地 09 特殊用地 "
        "1001 铁路用地 1002 轨道交通用地 1003 公路用地 1004 城镇村道路用地 1005 交通服务场站用地 1007 机场用地 1008 港口码头用地 "
        "1009 管道运输用地 1109 水工建筑用地 1201 空闲地",
    ThreeClass.UNUSED: _GBT2017[ThreeClass.UNUSED],
}
_SURVEY2 = {
    ThreeClass.AGRICULTURAL:
        "011 水田 012 水浇地 013 旱地 021 果园 022 茶园 023 其他园地 031 有林地 032 灌木林地 033 其他林地 041 天然牧草地 "
        "042 人工牧草地 104 农村道路 114 坑塘水面 117 沟渠 122 设施农用地 123 田坎",
    ThreeClass.CONSTRUCTION:
        "101 铁路用地 102 公路用地 105 机场用地 106 港口码头用地 107 管道运输用地 113 水库水面 118 水工建筑用地 201 城市 "
        "202 建制镇 203 村庄 204 采矿用地 205 风景名胜及特殊用地",
    ThreeClass.UNUSED:
        "043 其他草地 111 河流水面 112 湖泊水面 115 沿海滩涂 116 内陆滩涂 119 冰川及永久积雪 124 盐碱地 125 沼泽地 126 沙地 127 裸地",
}
# The classes that make up 203 村庄 of the second survey once it is split.
_VILLAGE = re.compile(r"05\w+|0601|0604|0702|08\w+|1004|1201")


def _classes(scheme: LandScheme, table: dict[ThreeClass, str]) -> dict[tuple[LandScheme, str], LandClass]:
    pairs = [(code, name, three) for three, text in table.items() for code, name in re.findall(r"(\w+) (\w+)", text)]
    return {(scheme, code): LandClass(code, name, scheme, three) for code, name, three in pairs}


LAND_CLASSES = (_classes(LandScheme.GBT21010_2017, _GBT2017) | _classes(LandScheme.SURVEY3, _SURVEY3)
                | _classes(LandScheme.SURVEY2, _SURVEY2))


def scheme_of(code: str) -> LandScheme:
    """The scheme a bare code most likely belongs to: three digits the second survey, letters the third."""
    if re.fullmatch(r"\d{3}", code):
        return LandScheme.SURVEY2
    return LandScheme.GBT21010_2017 if (LandScheme.GBT21010_2017, code) in LAND_CLASSES else LandScheme.SURVEY3


def land_class(code: str, scheme: LandScheme | None = None) -> LandClass | None:
    """The class of a code, None where the scheme has none; without a scheme the likely one.

    The third survey's suffix K (可调整: farmland put to other use that can be ploughed again) stands before the name.
    """
    scheme = scheme or scheme_of(code)
    plain = code.removesuffix("K") if scheme is LandScheme.SURVEY3 else code
    found = LAND_CLASSES.get((scheme, plain))
    return replace(found, name=f"可调整{found.name}") if found and plain != code else found


FARMLAND_NAMES = {"0101": "水田", "0102": "水浇地", "0103": "旱地"}
_FARMLAND = {"0101": "0101", "011": "0101", "0102": "0102", "012": "0102", "0103": "0103", "013": "0103"}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@cache
def class_of(text: str, scheme: LandScheme | None = None) -> LandClass | None:
    """The class people write as a code, a code with its name (0103 旱地) or a name alone; without a scheme the likely one.

    A code that the scheme lacks is looked up in its likely scheme: a plot of the second survey may be reclaimed to 0103.
    """
    plain = text.translate(_FULL_WIDTH).strip()
    code = re.match(r"\d{2,4}(?:[A-Z]\d?[A-Z]?)?", plain)
    if code:
        return land_class(code[0], scheme) or land_class(code[0])
    schemes = (scheme,) if scheme else (LandScheme.GBT21010_2017, LandScheme.SURVEY3, LandScheme.SURVEY2)
    return next((c for s in schemes for c in LAND_CLASSES.values() if c.scheme is s and c.name == plain), None)


def farmland_code(found: LandClass | None) -> str:
    """0101 水田, 0102 水浇地 or 0103 旱地 for farmland of any scheme; nothing for other land."""
    return _FARMLAND.get(found.code, "") if found else ""


def is_rural_construction(code: str, scheme: LandScheme | None = None) -> bool:
    """Whether land of this class can be construction land of a village (村庄), as a demolition plot needs.

    The four-digit schemes do not tell village from town for shops, works, offices, streets and vacant land; those pass.
    """
    found = land_class(code, scheme)
    if found is None:
        return False
    return found.code == "203" if found.scheme is LandScheme.SURVEY2 else bool(_VILLAGE.fullmatch(found.code))
