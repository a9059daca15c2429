"""Which dimension a formula gives by the units of its names, and how its value becomes a quantity in the unit of a work.

A bare number may stand for a measured factor (0.5 for 0.5m): what holds it is loose, and fits with a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from linkdesk.domain.formula.faults import FormulaFault, brief
from linkdesk.domain.formula.tree import Call, Name, Node, Number, Product, Sum
from linkdesk.domain.units import RATIO, Dimension, Unit, base_text, multiplied, unit_of

_NEAR = Decimal("0.001")
_CONVERTING = [Decimal(10000), Decimal(2000) / 3, Decimal(667), Decimal("0.0015")]  # what people turn areas with
_MOST_PAIRED = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """What part of a formula gives; `scaled` is a unit in it that is no base unit (km, 亩), `bare` the first bare number in it."""

    dimension: Dimension
    bare: Decimal | None = None
    is_written: bool = False    # nothing but bare numbers and shares: it is in whatever unit is asked
    scaled: str = ""

    @property
    def is_loose(self) -> bool:
        """Whether a bare number in it may be a measure without its unit."""
        return self.bare is not None


@dataclass(frozen=True, slots=True)
class Fit:
    """How values become a quantity: units of the names (None in base units), the unit it is given in, fault or doubt."""

    units: tuple[Unit | None, ...] = ()
    unit: Unit | None = None
    doubt: str = ""
    fault: str = ""
    is_base: bool = True        # all names are in base units


def fit(node: Node, names: Sequence[str], units: Sequence[str], wanted: str | None) -> Fit:
    """How a formula whose names have these units fits into a wanted one (None: base units); a fault when it does not."""
    checker = _Checker(names, units)
    try:
        kind = checker.kind(node)
        unit = checker.given(kind, node, wanted)
    except FormulaFault as fault:
        return Fit(fault=str(fault))
    scaled = tuple(None if known is None or known.numerator == known.denominator else known for known in checker.units)
    return Fit(scaled, unit, "".join(dict.fromkeys(checker.doubts)), is_base=not any(scaled))


class _Checker:
    def __init__(self, names: Sequence[str], units: Sequence[str]) -> None:
        self.names, self.texts = names, units
        self.units = [unit_of(text) for text in units]
        self.doubts: list[str] = []

    def kind(self, node: Node) -> Kind:
        return {Number: self._number, Name: self._name, Sum: self._sum, Product: self._product, Call: self._call}[type(node)](node)

    def _number(self, node: Number) -> Kind:
        if node.unit is None:
            return Kind(RATIO, node.value, True)
        return Kind(node.unit.dimension, is_written=node.unit.dimension == RATIO, scaled=_scaled(node.unit))

    def _name(self, node: Name) -> Kind:
        unit = self.units[node.at]
        if unit is None:
            self.doubts.append(f"“{self.names[node.at]}”的单位“{self.texts[node.at]}”程序不认识，按数值计，请核对。")
            return Kind(RATIO, Decimal(1))
        return Kind(unit.dimension, scaled=_scaled(unit))

    def _product(self, node: Product) -> Kind:
        made = Kind(RATIO, is_written=True)
        for sign, factor in node.factors:
            kind = self.kind(factor)
            dimension = multiplied(made.dimension, kind.dimension, sign)
            made = Kind(dimension, made.bare if made.is_loose else kind.bare, made.is_written and kind.is_written,
                        (made.scaled or kind.scaled) if dimension else "")
        return made

    def _call(self, node: Call) -> Kind:
        return self._alike(node.arguments, f"放在一个{node.function}(…)里")

    def _sum(self, node: Sum) -> Kind:
        return self._alike([term for _, term in node.terms], "相加减")

    def _alike(self, nodes: Sequence[Node], what: str) -> Kind:
        """What terms give that must be of one dimension; loose ones take that of the others."""
        kinds = [(self.kind(node), node) for node in nodes]
        firm = [(kind, node) for kind, node in kinds if not kind.is_loose]
        lead, lead_node = firm[0] if firm else next((each for each in kinds if not each[0].is_written), kinds[0])
        for kind, node in kinds:
            if kind.dimension != lead.dimension and not _is_zero(node):
                self._differ(lead, lead_node, kind, node, what)
        scaled = next((kind.scaled for kind, _ in kinds if kind.scaled), "")
        return replace(lead, is_written=all(kind.is_written for kind, _ in kinds), scaled=scaled)

    def _differ(self, lead: Kind, lead_node: Node, kind: Kind, node: Node, what: str) -> None:
        if not kind.is_loose:
            raise FormulaFault(f"{self._called(lead, lead_node)}和{self._called(kind, node)}的单位不同，不能{what}，请检查算式。")
        if lead.is_loose:
            self.doubts.append("相加减的数单位不一致，请给其中的数字写上单位，如 0.5m。")
            return
        if scaled := lead.scaled or kind.scaled:
            bare = _shown(kind.bare)
            raise FormulaFault(f"算式中的“{bare}”没有写单位，和以 {scaled} 计的数不能{what}，请写上单位，如 {bare}{scaled}。")
        self.doubts.append(f"“{_shown(kind.bare)}”没有写单位，按 {base_text(lead.dimension)} 计，请写上单位。")

    def _called(self, kind: Kind, node: Node) -> str:
        unit = base_text(kind.dimension) or "无单位"
        return f"“{self.names[node.at]}”（{self.texts[node.at] or unit}）" if isinstance(node, Name) else f"{unit} 的数"

    def given(self, kind: Kind, node: Node, wanted: str | None) -> Unit | None:
        """The unit the value is turned into; None where it stands as it is."""
        unit = None if wanted is None else unit_of(wanted)
        if wanted is None or kind.is_written:
            return None
        if unit is None or not wanted:
            self.doubts.append(f"程序不认识单位“{wanted}”，按算式的数值计，未作换算，请核对。" if wanted else "没有填写单位，请补上。")
            return None
        return self._turned(kind, unit, node)

    def _turned(self, kind: Kind, unit: Unit, node: Node) -> Unit | None:
        if kind.dimension == unit.dimension:
            self._suspect(unit, node)
            return unit
        given = base_text(kind.dimension) or "没有单位的数"
        if not kind.is_loose or kind.scaled or _scaled(unit):
            raise FormulaFault(f"算式算出的是 {given}，和单位“{unit.text}”不符，请检查算式{'，给数字写上单位' if kind.is_loose else '或单位'}。")
        measure = base_text(multiplied(unit.dimension, kind.dimension, -1))
        self.doubts.append(f"算式算出的是 {given}，按 {unit.text} 计；“{_shown(kind.bare)}”如果是 {measure}，请写成 {_shown(kind.bare)}{measure}。")
        return None

    def _suspect(self, unit: Unit, node: Node) -> None:
        """Doubt a bare number that does once more what turning the unit does (复垦面积 ÷ 667 in 亩)."""
        factors = [*_CONVERTING, Decimal(unit.numerator) / unit.denominator] if _scaled(unit) else _CONVERTING
        bare = _bare_numbers(node)
        pairs = [one / other for one, other in combinations(bare[:_MOST_PAIRED], 2) if one and other]
        for number in (*bare, *pairs):
            if number and any(abs(number / of - 1) < _NEAR for factor in factors for of in (factor, 1 / factor)):
                self.doubts.append(f"程序已把面积等换算成 {unit.text}，算式中的 {_shown(number)} 可能是重复换算，请核对后删去。")
                return


def _scaled(unit: Unit) -> str:
    return "" if unit.numerator == unit.denominator or unit.dimension == RATIO else unit.text


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and not node.value


def _bare_numbers(node: Node) -> list[Decimal]:
    """The bare numbers of a formula, wherever they stand."""
    if isinstance(node, Number):
        return [node.value] if node.unit is None else []
    parts = node.arguments if isinstance(node, Call) else [part for _, part in _parts(node)]
    return [number for part in parts for number in _bare_numbers(part)]


def _parts(node: Node) -> tuple[tuple[int, Node], ...]:
    if isinstance(node, Sum):
        return node.terms
    return node.factors if isinstance(node, Product) else ()


def _shown(number: Decimal | None) -> str:
    return "" if number is None else brief(f"{number.normalize():f}")
