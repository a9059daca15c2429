"""Land of a plot by class before and after the plan: as told apart in its rows, else derived from the plot's own fields.

What the fields do not tell is never guessed: it is named as missing, or stands under a coarse word (耕地, 农用地, 建设用地…).
Derived areas are whole printed hectares (10⁻⁴ ha), so that the sides of a plot add up to the same on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from linkdesk.domain.land_class import LandClass, ThreeClass, class_of, farmland_code
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier

FARMLAND = "耕地"                # coarse words in place of a code, where the fields tell no more
NOT_FARMLAND = "耕地以外农用地"
COARSE = {FARMLAND: ThreeClass.AGRICULTURAL, NOT_FARMLAND: ThreeClass.AGRICULTURAL} | {str(three): three for three in ThreeClass}
_PLOUGHED = (("paddy_taken", "0101"), ("irrigated_taken", "0102"), ("dry_taken", "0103"))
_LABELS = {"agricultural_taken": "占用农用地", "farmland_taken": "占用耕地", "unused_taken": "占用未利用地",
           "new_agricultural_area": "新增农用地", "new_farmland_area": "新增耕地", "new_paddy_area": "其中水田"}
Parts = list[tuple[str, Decimal]]  # class and hectares


@dataclass(frozen=True, slots=True)
class Part:
    """So many printed hectares of one class; `ploughed` is 0101, 0102, 0103, 耕地, nothing, or None where it may be farmland."""

    code: str
    three: ThreeClass
    ploughed: str | None
    area: Decimal
    grade: Decimal | None = None
    found: LandClass | None = None  # None where a coarse word stands for the class


@dataclass(frozen=True, slots=True)
class Told:
    """The land of one side of a plot; with something `missing` (in Chinese) the parts are not the whole plot."""

    uses: tuple[LandUse, ...]
    parts: tuple[Part, ...] = ()
    missing: str = ""


Land = Mapping[tuple[str, LandSide], Told]  # plot id and side


class _Missing(Exception):
    """Something that the fields of a plot do not tell."""


def uses(dossier: Dossier, plot: Plot, side: LandSide) -> tuple[LandUse, ...]:
    """The land of a plot by class and grade on one side; areas in m², empty where it cannot be told."""
    return dossier.land[plot.id, side].uses


def rows_of(dossier: Dossier, plot: Plot, side: LandSide) -> tuple[LandUse, ...]:
    """The rows that tell one side of a plot apart; none where it follows from the plot's fields."""
    return tuple(row for row in dossier.uses_by_plot.get(plot.id, ()) if row.side is side)


def land_of(plots: Iterable[Plot], rows: Mapping[str, Sequence[LandUse]], basis: str) -> Land:
    """The land of every plot on both sides; `rows` by plot id, `basis` is the area that is printed."""
    made: dict[tuple[str, LandSide], Told] = {}
    for plot in plots:
        mine = rows.get(plot.id, ())
        before = made[plot.id, LandSide.BEFORE] = told(plot, LandSide.BEFORE, mine, printed_area(plot, basis))
        made[plot.id, LandSide.AFTER] = told(plot, LandSide.AFTER, mine, printed_area(plot, basis), before)
    return made


def told(plot: Plot, side: LandSide, rows: Sequence[LandUse], area: Decimal | None, before: Told | None = None) -> Told:
    """The land of one side of a plot by its rows, else by its fields, and what is missing to tell it; area in m²."""
    mine = tuple(row for row in rows if row.side is side)
    if mine:
        sound = tuple(row for row in mine if row.area is not None and three_class(plot, row.land_class))
        return _told(plot, sound, f"{plot.code} {side}地类面积" if len(sound) < len(mine) else "")
    try:
        parts = _derived(plot, side, area, before)
    except _Missing as missing:
        return Told((), missing=f"{plot.code} {missing}")
    return _told(plot, tuple(_use(plot, side, at, *part) for at, part in enumerate(parts) if part[1]), "")


def _use(plot: Plot, side: LandSide, at: int, code: str, area: Decimal) -> LandUse:
    grade = plot.quality_grade if ploughed(plot, code) else None
    return LandUse(plot.id, at, side, code, area * 10000, grade, f"{plot.id}/{side.name}/{at}")


def _told(plot: Plot, rows: tuple[LandUse, ...], missing: str) -> Told:
    return Told(rows, tuple(_part(plot, row) for row in rows), missing)


def _part(plot: Plot, row: LandUse) -> Part:
    code = row.land_class
    return Part(code, three_class(plot, code), ploughed(plot, code), hectares(row.area), row.grade, class_of(code, plot.land_scheme))


def three_class(plot: Plot, code: str) -> ThreeClass | None:
    """农用地, 建设用地 or 未利用地; None for a class that no scheme knows."""
    found = class_of(code, plot.land_scheme)
    return COARSE.get(code) or (found.three_class if found else None)


def ploughed(plot: Plot, code: str) -> str | None:
    """0101, 0102, 0103, or 耕地 where it is not told apart; nothing for other land, None when it may hold farmland."""
    if code == ThreeClass.AGRICULTURAL:
        return None
    return FARMLAND if code == FARMLAND else farmland_code(class_of(code, plot.land_scheme))


def _derived(plot: Plot, side: LandSide, area: Decimal | None, before: Told | None) -> Parts:
    if area is None:
        raise _Missing("面积")
    if plot.use is PlotUse.OLD:
        return _old_before(plot, hectares(area)) if side is LandSide.BEFORE else _old_after(plot, hectares(area), before)
    return _built_before(plot, hectares(area)) if side is LandSide.BEFORE else [(str(ThreeClass.CONSTRUCTION), hectares(area))]


def _old_before(plot: Plot, area: Decimal) -> Parts:
    if class_of(plot.land_class, plot.land_scheme) is None:
        raise _Missing("现状地类")
    return [(plot.land_class, area)]


def _old_after(plot: Plot, area: Decimal, before: Told | None) -> Parts:
    agricultural, farmland = _field(plot, "new_agricultural_area"), _field(plot, "new_farmland_area")
    paddy = _field(plot, "new_paddy_area") if farmland else Decimal(0)
    if paddy > farmland or farmland > agricultural or agricultural > area:
        raise _Missing("面积填写前后矛盾的原因")
    return [("0101", paddy), *_of_direction(plot, farmland - paddy, agricultural - farmland),
            (_rest_class(plot, before) if area > agricultural else "", area - agricultural)]


def _of_direction(plot: Plot, farmland: Decimal, other: Decimal) -> Iterator[tuple[str, Decimal]]:
    """New farmland that is no paddy, and new agricultural land that is no farmland, by the plot's direction (复垦方向)."""
    direction = class_of(plot.reclaim_class, plot.land_scheme)
    kind = farmland_code(direction)
    if farmland and kind == "0101":
        raise _Missing("新增耕地中水田以外的地类")
    if farmland:
        yield kind or _dry(plot, direction is not None), farmland
    if other and (direction is None or kind):
        yield NOT_FARMLAND, other
    elif other:
        yield plot.reclaim_class, other


def _dry(plot: Plot, is_known: bool) -> str:
    """Farmland where the direction names no class of it: 旱地 when it says 耕地, else what the direction does not tell."""
    if plot.reclaim_class.strip() in ("01", "耕地"):
        return "0103"
    raise _Missing("新增耕地的地类" if is_known else "复垦方向")


def _rest_class(plot: Plot, before: Told | None) -> str:
    """The class of what stays as it was: the plot's own, or the one class of the rows that tell it apart."""
    if before is None or before.missing:
        raise _Missing("现状地类")
    classes = {part.code for part in before.parts}
    if len(classes) == 1:
        return classes.pop()
    if {part.three for part in before.parts} != {ThreeClass.CONSTRUCTION}:
        raise _Missing("保留原状部分的地类")
    return str(ThreeClass.CONSTRUCTION)


def _built_before(plot: Plot, area: Decimal) -> Parts:
    agricultural, unused = _field(plot, "agricultural_taken"), _field(plot, "unused_taken")
    if agricultural + unused > area:
        raise _Missing("面积填写前后矛盾的原因")
    existing = class_of(plot.land_class, plot.land_scheme)
    built = plot.land_class if existing and existing.three_class is ThreeClass.CONSTRUCTION else str(ThreeClass.CONSTRUCTION)
    return [*_agricultural(plot, agricultural), (str(ThreeClass.UNUSED), unused), (built, area - agricultural - unused)]


def _agricultural(plot: Plot, agricultural: Decimal) -> Parts:
    if plot.farmland_taken is None and agricultural:
        return [(str(ThreeClass.AGRICULTURAL), agricultural)]
    farmland = hectares(plot.farmland_taken or Decimal(0))
    parts = [(code, hectares(area)) for name, code in _PLOUGHED if (area := getattr(plot, name)) is not None]
    if farmland > agricultural or sum(area for _, area in parts) > farmland:
        raise _Missing("面积填写前后矛盾的原因")
    rest = farmland - sum(area for _, area in parts)
    if rest and len(parts) == len(_PLOUGHED):
        raise _Missing("占用耕地中三种耕地以外的地类")
    return [*parts, (FARMLAND, rest), (NOT_FARMLAND, agricultural - farmland)]


def _field(plot: Plot, name: str) -> Decimal:
    if (area := getattr(plot, name)) is None:
        raise _Missing(_LABELS[name])
    return hectares(area)
