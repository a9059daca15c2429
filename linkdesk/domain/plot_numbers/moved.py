"""What is moved to and from a plot by the moves of the soil balance and how far, and what has to be borrowed, carted off or returned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.plot_numbers.hauls import Haul, HaulWay
from linkdesk.domain.plot_numbers.named import Make, Named, Numbers
from linkdesk.domain.plot_numbers.number import PlotNumber, first_gap, gap, leaf

_NOTHING = Decimal(0)
_SHOWN = 3  # moves that are named
_WORDS = {SoilMaterial.TOPSOIL: "表土", SoilMaterial.EARTH: "土方", SoilMaterial.RUBBLE: "垃圾"}
_SAYS = {HaulWay.IN: "从别的地块调入的", HaulWay.OUT: "调往别的拆旧地块的，由调入的地块计运输",
         HaulWay.BORROWED: "从取土场等场外调入的", HaulWay.CARTED: "运往弃置场等拆旧地块以外的"}
_TYPED = {HaulWay.BORROWED: "客土运距", HaulWay.CARTED: "垃圾运距"}  # the way of what goes beyond the plots, where no move says it


def _hauls(numbers: Numbers, way: HaulWay, material: SoilMaterial) -> tuple[list[Haul], int]:
    """The hauls of a material that way, and how many more have no volume yet."""
    mine = [haul for haul in numbers.ground.hauls if haul.way is way and haul.material is material]
    told = [haul for haul in mine if haul.volume]
    return told, len(mine) - len(told)


def _volume(way: HaulWay, material: SoilMaterial) -> Make:
    """The sum of the moves that way; a move without volume is a doubt, and nothing as in the balance."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        told, open_ = _hauls(numbers, way, material)
        if not told and not open_:
            return PlotNumber(name, _NOTHING, "m³", f"土方平衡中没有{name}")
        made = leaf(name, sum((haul.volume for haul in told), _NOTHING), "m³", f"土方平衡：{_listed(told) or '没有方量'}")
        return replace(made, doubt=f"土方平衡中还有 {open_} 笔{name}没有填方量，没有计入。") if open_ else made
    return make


def _listed(told: Sequence[Haul]) -> str:
    shown = "、".join(f"{haul.place or '未写场名'} {haul.volume:,} m³" for haul in told[:_SHOWN])
    return shown if len(told) <= _SHOWN else f"{shown}等 {len(told)} 笔"


def _distance(way: HaulWay, material: SoilMaterial) -> Make:
    """How far on the mean, weighted by volume; beyond the plots a move that says nothing goes the way typed for the plot."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        told, _ = _hauls(numbers, way, material)
        typed = numbers[_TYPED[way]] if way in _TYPED else None
        if not told:
            return PlotNumber(name, _NOTHING, "km", f"土方平衡中没有{way}{_WORDS[material]}") if typed is None else replace(typed, name=name)
        ways = [haul.distance if haul.distance is not None or typed is None else typed.value for haul in told]
        if None in ways:
            return gap(name, "km", f"请在土方平衡的“调配”中填写{way}{_WORDS[material]}的运距。")
        whole = sum((haul.volume for haul in told), _NOTHING)
        work = sum((haul.volume * far for haul, far in zip(told, ways, strict=True)), _NOTHING)
        return leaf(name, work / whole, "km", f"土方平衡：{_listed(told)}，按方量加权")
    return make


def _left(plus: Sequence[str], minus: Sequence[str], least: str = "") -> Make:
    """What some come to beyond others, and no less than what the moves arrange; moves of nothing are not spoken of."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        more, less = [numbers[each] for each in plus], [numbers[each] for each in minus]
        bound = [numbers[least]] if least else []
        if lacking := first_gap((*more, *less, *bound)):
            return gap(name, "m³", lacking.missing)
        value = sum((part.value for part in more), _NOTHING) - sum((part.value for part in less), _NOTHING)
        said = f"{more[0].name} {more[0].value:,}" + _spoken(" − ", less[:1]) + _spoken(" + ", more[1:]) + _spoken(" − ", less[1:])
        said += _spoken("，不少于", bound)
        made = leaf(name, max(value, _NOTHING, *(part.value for part in bound)), "m³", said)
        doubts = dict.fromkeys(part.doubt for part in (*more, *less, *bound) if part.doubt)
        return replace(made, doubt="".join(doubts)) if doubts else made
    return make


def _spoken(sign: str, parts: Iterable[PlotNumber]) -> str:
    return "".join(f"{sign}{part.name} {part.value:,}" for part in parts if part.value)


def named() -> list[Named]:
    """The names of this module: volumes by the moves, their mean distances, and what follows from both."""
    pairs = [(way, material) for material in SoilMaterial for way in HaulWay if (way, material) != (HaulWay.BORROWED, SoilMaterial.RUBBLE)]
    volumes = [Named(f"{way}{_WORDS[m]}", "m³", f"土方平衡中{_SAYS[way]}", _volume(way, m)) for way, m in pairs]
    ways = [Named(f"{way}{_WORDS[m]}运距", "km", f"按方量加权，没有调配的按{_TYPED[way]}" if way in _TYPED else "按方量加权", _distance(way, m))
            for way, m in pairs if way is not HaulWay.OUT]
    return [*volumes, *ways,
            Named("借方", "m³", "填方超过挖方和调入的部分，从取土场借土", _left(("填方", "调出土方", "外运土方"), ("挖方", "调入土方"), "外借土方")),
            Named("弃方", "m³", "挖方和调入超过填方、调出的部分，外运", _left(("挖方", "调入土方", "外借土方"), ("填方", "调出土方"), "外运土方")),
            Named("表土回覆量", "m³", "剥离和调入的表土，不含调出的", _left(("表土剥离量", "调入表土"), ("调出表土", "外运表土"))),
            Named("客土量", "m³", "覆土需要量超过剥离和调入表土的部分",
                  _left(("覆土需要量", "调出表土", "外运表土"), ("表土剥离量", "调入表土"), "外借表土"))]
