"""Units of quantities of works: what is written, exactly converted within a dimension; counted things are dimensions of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from linkdesk.domain.spelling import compact

Dimension = tuple[tuple[str, int], ...]  # base → exponent, in order of the base; () is a ratio

RATIO: Dimension = ()
_FORMS = str.maketrans("•∙・×*", "·····")
_POWERS = {("m", 1): "m", ("m", 2): "㎡", ("m", 3): "m³"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is printed: one of it is numerator / denominator of the base units of its dimension."""

    text: str
    dimension: Dimension
    numerator: int = 1
    denominator: int = 1

    def to_base(self, value: Decimal) -> Decimal:
        """A value in this unit in base units (m, ㎡, m³, kg, 株…)."""
        return value if self.numerator == self.denominator else value * self.numerator / self.denominator

    def from_base(self, value: Decimal) -> Decimal:
        """A value in base units in this unit."""
        return value if self.numerator == self.denominator else value * self.denominator / self.numerator


def _plain(text: str) -> str:
    """A unit as written, in one form: blanks, width, case and the sign of a product do not matter; ㎡ is m2."""
    return compact(text).lower().translate(_FORMS)


def _spelled() -> dict[str, tuple[str, str, int, int, int]]:
    """Spelling, in lower case → printed text, base, exponent, numerator, denominator."""
    found = {}
    for text, base, power, numerator, denominator, spellings in _MEASURED:
        found |= dict.fromkeys((text, *spellings.split()), (text, base, power, numerator, denominator))
    for words in _COUNTED.split():
        first, *others = words.split("=")
        found |= dict.fromkeys((first, *others), (first, first, 1, 1, 1))
    return {_plain(word): unit for word, unit in found.items()}


_MEASURED = (
    ("m", "m", 1, 1, 1, "米 公尺 延米 延长米"), ("km", "m", 1, 1000, 1, "公里 千米"), ("cm", "m", 1, 1, 100, "厘米 公分"),
    ("mm", "m", 1, 1, 1000, "毫米"), ("dm", "m", 1, 1, 10, "分米"), ("里", "m", 1, 500, 1, "华里"),
    ("㎡", "m", 2, 1, 1, "平方米 平米 平方"), ("亩", "m", 2, 2000, 3, "市亩"),
    ("公顷", "m", 2, 10000, 1, "ha hm2"), ("km²", "m", 2, 1000000, 1, "平方公里 平方千米"),
    ("cm²", "m", 2, 1, 10000, "平方厘米"),
    ("m³", "m", 3, 1, 1, "立方米 立方 立米 方"), ("L", "m", 3, 1, 1000, "升 公升"), ("cm³", "m", 3, 1, 1000000, "立方厘米"),
    ("kg", "kg", 1, 1, 1, "公斤 千克"), ("t", "kg", 1, 1000, 1, "吨 公吨"), ("g", "kg", 1, 1, 1000, "克"), ("斤", "kg", 1, 1, 2, "市斤"),
    ("元", "元", 1, 1, 1, ""), ("万元", "元", 1, 10000, 1, ""),
)
_COUNTED = ("株=棵 口=眼 处 座 项 户 人 间=孔 个=只 块=片 台 套 根 层 道 扇 樘 件 车 次 工日=工 台班 组 条 盏 批 天=日 年=a 月 °=度 架 面 副 张"
            " 幅 份 宗 段 节 棚 盘 袋 卷 丛 穴 班 塔 墩 点 井 池 门 头 对 桩 榀")
_WHOLE = frozenset("株口处座户人个台套根扇樘件架盏")
_SPELLED = _spelled()
_PREFIXED = re.compile(r"(\d{1,6})[×x*·]?(\D.*)", re.DOTALL)
_THOUSANDS = {"百": 100, "千": 1000, "万": 10000}
_RATIOS = {"": 1, "系数": 1, "倍": 1, "无": 1, "1": 1, "比": 1, "比例": 1, "无量纲": 1, "%": 100, "‰": 1000}


@lru_cache(maxsize=5000)
def unit_of(text: str) -> Unit | None:
    """The unit a text means (㎡, 100m³, kg/亩, t·km…); None for one that is not known."""
    plain = _plain(text)
    if plain in _RATIOS:
        return Unit(text.strip(), RATIO, 1, _RATIOS[plain])
    above, *below = plain.split("/")
    if (found := Unit("1", RATIO) if above == "1" else _product(above)) is None:
        return None
    for word in below:
        if (under := _product(word.removeprefix("每"))) is None:
            return None
        found = _over(found, under)
    return found


@lru_cache(maxsize=1000)
def comes_whole(text: str) -> bool:
    """Whether of such a unit there are no parts: trees, wells, buildings."""
    unit = unit_of(text)
    return unit is not None and any(unit.dimension == ((base, 1),) for base in _WHOLE) and unit.numerator == unit.denominator


def measures(word: str) -> bool:
    """Whether a word is a plain unit, as it may stand behind a number in a formula."""
    return _plain(word) in _SPELLED


def _product(text: str) -> Unit | None:
    made: Unit | None = None
    for word in text.split("·"):
        if (single := _single(word)) is None:
            return None
        made = single if made is None else _times(made, single)
    return made


def _single(word: str) -> Unit | None:
    if spelled := _SPELLED.get(word):
        text, base, power, numerator, denominator = spelled
        return Unit(text, ((base, power),), numerator, denominator)
    many, rest = _many(word)
    one = _single(rest) if many else None
    return one and Unit(f"{many}{one.text}", one.dimension, one.numerator * many, one.denominator)


def _many(word: str) -> tuple[int, str]:
    """How many of a unit a word counts by (100m³, 千块), and that unit."""
    if found := _PREFIXED.fullmatch(word):
        return int(found[1]), found[2]
    return _THOUSANDS.get(word[:1], 0), word[1:]


def _times(one: Unit, other: Unit) -> Unit:
    return Unit(f"{one.text}·{other.text}", multiplied(one.dimension, other.dimension),
                one.numerator * other.numerator, one.denominator * other.denominator)


def _over(one: Unit, other: Unit) -> Unit:
    return Unit(f"{one.text}/{other.text}", multiplied(one.dimension, other.dimension, -1),
                one.numerator * other.denominator, one.denominator * other.numerator)


@cache
def multiplied(one: Dimension, other: Dimension, sign: int = 1) -> Dimension:
    """The dimension of a product, or of a quotient where `sign` is -1."""
    powers = dict(one)
    for base, power in other:
        powers[base] = powers.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


@cache
def base_text(dimension: Dimension) -> str:
    """The base unit of a dimension as printed: ㎡, m³, kg/㎡, 株; empty for a ratio."""
    above = "·".join(_power(base, power) for base, power in dimension if power > 0)
    below = "".join(f"/{_power(base, -power)}" for base, power in dimension if power < 0)
    return f"{above or 1}{below}" if dimension else ""


def _power(base: str, power: int) -> str:
    return _POWERS.get((base, power)) or (base if power == 1 else f"{base}^{power}")
