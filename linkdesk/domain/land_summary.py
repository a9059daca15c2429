"""The fields of a plot that sum up its land by class: reckoned from its rows where it has any, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.land_class import ThreeClass
from linkdesk.domain.land_use import Part, Told, told
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import PlotUse

Share = Callable[[Part], bool]


def _of(three: ThreeClass) -> Share:
    return lambda part: part.three is three


def _farmland(part: Part) -> bool:
    return bool(part.ploughed)


def _ploughed(code: str) -> Share:
    return lambda part: part.ploughed == code


_GAINED: dict[str, Share] = {  # field of an old plot → land that is more after than before
    "new_agricultural_area": _of(ThreeClass.AGRICULTURAL), "new_farmland_area": _farmland, "new_paddy_area": _ploughed("0101")}
_TAKEN: dict[str, Share] = {  # field of the others → land that is less after than before
    "agricultural_taken": _of(ThreeClass.AGRICULTURAL), "farmland_taken": _farmland, "paddy_taken": _ploughed("0101"),
    "irrigated_taken": _ploughed("0102"), "dry_taken": _ploughed("0103"), "unused_taken": _of(ThreeClass.UNUSED)}
_CONSTRUCTION = {PlotUse.OLD: "reclaimed_area"}  # less construction land; of the others it is more


def summed_fields(plot: Plot, rows: Sequence[LandUse]) -> frozenset[str]:
    """The fields of a plot that follow from its rows; none where the side that matters is not told apart."""
    if not any(row.side is _side(plot) for row in rows):
        return frozenset()
    return frozenset((*(_GAINED if plot.use is PlotUse.OLD else _TAKEN), _construction_field(plot), "quality_grade"))


def summed(plot: Plot, rows: Sequence[LandUse], basis: str) -> Plot:
    """The plot with its sums in step with its rows (`basis`: the area that is printed); as it is while a row lacks something."""
    if not summed_fields(plot, rows):
        return plot
    area = printed_area(plot, basis)
    before = told(plot, LandSide.BEFORE, rows, area)
    after = told(plot, LandSide.AFTER, rows, area, before)
    if before.missing or after.missing:
        return plot
    less, more = (before, after) if plot.use is PlotUse.OLD else (after, before)
    sums = {name: _difference(more, less, holds) for name, holds in (_GAINED if plot.use is PlotUse.OLD else _TAKEN).items()}
    sums[_construction_field(plot)] = _difference(less, more, _of(ThreeClass.CONSTRUCTION))
    return replace(plot, **sums, quality_grade=_grade(more))


def _side(plot: Plot) -> LandSide:
    return LandSide.AFTER if plot.use is PlotUse.OLD else LandSide.BEFORE


def _construction_field(plot: Plot) -> str:
    return _CONSTRUCTION.get(plot.use, "new_construction_area")


def _difference(more: Told, less: Told, holds: Share) -> Decimal:
    """In m²; what is less than nothing is nothing, the checks of the balance say it."""
    sums = [sum((part.area for part in side.parts if holds(part)), Decimal(0)) for side in (more, less)]
    return max(Decimal(0), sums[0] - sums[1]) * 10000


def _grade(side: Told) -> Decimal | None:
    """The grade of farmland weighted by area, to one decimal; None while one has none."""
    farmland = [part for part in side.parts if part.ploughed and part.area]
    if not farmland or any(part.grade is None for part in farmland):
        return None
    return rounded(sum(part.area * part.grade for part in farmland) / sum(part.area for part in farmland), 1)
