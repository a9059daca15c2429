"""The columns in which attached tables show land: groups of classes in the scheme of the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.land_class import (
    FARMLAND_NAMES,
    LandClass,
    LandScheme,
    ThreeClass,
    class_of,
    farmland_code,
)
from linkdesk.domain.land_conversion import converted
from linkdesk.domain.land_use import FARMLAND, Part

_FIRST = {"02": "园地", "03": "林地", "04": "草地"}  # first-level classes of agricultural land by the beginning of a code
_BUILT = {"0702": "农村宅基地", "0601": "工业用地", "0602": "采矿用地", "08": "公共管理与公共服务用地"}
_BUILT_OLD = {"203": "村庄", "202": "建制镇", "201": "城市", "204": "采矿用地"}
OTHER = {ThreeClass.AGRICULTURAL: "其他农用地", ThreeClass.CONSTRUCTION: "其他建设用地"}
UNDIVIDED_FARMLAND = "未细分耕地"
_UNDIVIDED = {ThreeClass.AGRICULTURAL: "未细分农用地", ThreeClass.CONSTRUCTION: "未细分建设用地"}
_UNUSED = str(ThreeClass.UNUSED)


@dataclass(frozen=True, slots=True)
class Group:
    """One column: its label, the code that stands beside it in this scheme, and its class of the three."""

    label: str
    code: str
    three: ThreeClass
    scheme: LandScheme

    def holds(self, part: Part) -> bool:
        """Whether a part of land belongs into this column; each belongs into one."""
        return group_of(part, self.scheme) == self.label

    @property
    def heading(self) -> str:
        """The label with its code."""
        return f"{self.label} {self.code}".strip()


def scheme_of_project(dossier: Dossier) -> LandScheme:
    """The scheme most plots are told in; GB/T 21010-2017 when none says."""
    told = Counter(found.scheme for p in dossier.plots if (found := class_of(p.land_class, p.land_scheme)))
    return told.most_common(1)[0][0] if told else LandScheme.GBT21010_2017


def groups(scheme: LandScheme, parts: Iterable[Part]) -> tuple[Group, ...]:
    """The columns of a scheme in order; those for land that is not told apart only where there is some."""
    old, here = scheme is LandScheme.SURVEY2, {group_of(part, scheme) for part in parts}
    farmland = [(label, code[:2] + code[3:] if old else code) for code, label in FARMLAND_NAMES.items()]
    agricultural = [*farmland, (UNDIVIDED_FARMLAND, ""), *((label, "") for label in _FIRST.values()), (OTHER[ThreeClass.AGRICULTURAL], "")]
    built = [(label, code if len(code) > 2 else "") for code, label in (_BUILT_OLD if old else _BUILT).items()]
    lines = [(ThreeClass.AGRICULTURAL, agricultural), (ThreeClass.CONSTRUCTION, [*built, (OTHER[ThreeClass.CONSTRUCTION], "")])]
    made = [Group(label, code, three, scheme) for three, some in lines for label, code in [*some, (_UNDIVIDED[three], "")]]
    always = (g for g in made if not g.label.startswith("未细分") or g.label in here)
    return (*always, Group(_UNUSED, "", ThreeClass.UNUSED, scheme))


def group_of(part: Part, scheme: LandScheme) -> str:
    """The label of the column a part of land stands in."""
    if part.three is ThreeClass.UNUSED:
        return _UNUSED
    if part.found is None:
        return UNDIVIDED_FARMLAND if part.ploughed == FARMLAND else _UNDIVIDED[part.three]
    return _agricultural(part.found) if part.three is ThreeClass.AGRICULTURAL else _built(part.found, scheme)


def _agricultural(found: LandClass) -> str:
    plain = found.code if found.scheme is not LandScheme.SURVEY2 else f"0{found.code}"
    return FARMLAND_NAMES.get(farmland_code(found)) or _FIRST.get(plain[:2], OTHER[ThreeClass.AGRICULTURAL])


@cache
def _built(found: LandClass, scheme: LandScheme) -> str:
    """Construction land in another scheme stands in a column only when every class it can be does."""
    table = _BUILT_OLD if scheme is LandScheme.SURVEY2 else _BUILT
    labels = {_label(table, other.code) for other in converted(found.code, scheme, found.scheme)}
    return labels.pop() if len(labels) == 1 else _UNDIVIDED[ThreeClass.CONSTRUCTION]


def _label(table: dict[str, str], code: str) -> str:
    return table.get(code) or table.get(code[:2]) or OTHER[ThreeClass.CONSTRUCTION]
