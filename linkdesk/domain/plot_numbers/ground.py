"""What stands on a plot and who takes it away: buildings of the households surveyed, of collectives, and those typed for the design."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.design import PlotDesign, PresentBuilding
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import House, Household
from linkdesk.domain.own_work import OwnWork, own_work
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers.hauls import Haul, hauls
from linkdesk.domain.quantities import HUNDRED
from linkdesk.domain.words import HouseStructure, PlotUse

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier

SHARE_MOST = "homestead_share_most"


@dataclass(frozen=True, slots=True)
class Building:
    """One building, or one house of several: `own` when who lives there takes it down; areas in m²."""

    of: str                 # whose, in words
    structure: HouseStructure | None
    floors: int | None
    area: Decimal | None
    own: bool
    outbuildings: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PlotGround:
    """A plot with all that its numbers are made from."""

    plot: Plot
    design: PlotDesign | None
    basis: str                                  # which area is printed
    households: tuple[Household, ...]
    houses: tuple[tuple[House, ...], ...]       # of each household in turn
    collective: tuple[CollectiveProperty, ...]
    added: tuple[PresentBuilding, ...]
    own: OwnWork                                # of these households and collectives only
    unplaced: int = 0                           # households of its village that lie on no plot yet
    hauls: tuple[Haul, ...] = ()                # what is moved to it and from it
    share_most: Decimal = HUNDRED               # % of it that its homesteads may come to: they were measured apart

    def buildings(self) -> Iterator[Building]:
        """All buildings that still stand; what had come down before the survey is no work for anybody."""
        for household, houses in zip(self.households, self.houses, strict=True):
            own = household.id in self.own.demolishing
            for house in houses or (household,):
                if not house.house_demolished:
                    yield _house(household.head_name or household.code or "未填户主的农户", house, own)
        yield from (_collective(each, each.id in self.own.demolishing) for each in self.collective)
        yield from (Building(each.name or "其他建筑", each.structure, each.floors, each.area, False) for each in self.added)


def _house(of: str, house: House | Household, own: bool) -> Building:
    return Building(of, house.house_structure, house.floors, house.house_area, own, house.outbuilding_area)


def _collective(each: CollectiveProperty, own: bool) -> Building:
    area = Decimal(0) if each.house_area is None and each.house_structure is None else each.house_area  # a yard, a road
    return Building(each.name or "集体房屋", each.house_structure, None, area, own)


def grounds(dossier: Dossier) -> Callable[[Plot], PlotGround]:
    """What gives the ground of a plot; the rows are sorted by plot once for a dossier."""
    return dossier.once("plot_grounds", lambda: _grounds(dossier))


def _grounds(dossier: Dossier) -> Callable[[Plot], PlotGround]:
    designs = {design.plot_id: design for design in dossier.design.plots}
    houses = grouped(sorted(dossier.houses, key=lambda h: h.position), lambda h: h.household_id)
    collective = grouped((c for c in dossier.collective if c.left_out is None), lambda c: c.plot_id)
    added = grouped(sorted(dossier.design.buildings, key=lambda b: b.position), lambda b: b.plot_id)
    moved, on_plots, own, basis = hauls(dossier), dossier.households_by_plot, own_work(dossier), dossier.area_basis
    unplaced = Counter(h.village_id for h in dossier.households if not h.plot_id)
    share = dossier.rate(SHARE_MOST)
    share_most = share.value if share and share.value is not None else HUNDRED

    known: dict[str, PlotGround] = {}

    def ground(plot: Plot) -> PlotGround:
        found = known.get(plot.id)
        if found is None or found.plot is not plot:
            found = known[plot.id] = made(plot)
        return found

    def made(plot: Plot) -> PlotGround:
        mine, common = on_plots.get(plot.id, ()), collective.get(plot.id, ())
        return PlotGround(plot, designs.get(plot.id), basis, tuple(mine), _houses_of(mine, houses), tuple(common),
                          tuple(added.get(plot.id, ())), _own_of((*mine, *common), own),
                          unplaced[plot.village_id] if plot.use is PlotUse.OLD else 0, moved.get(plot.id, ()), share_most)
    return ground


def _houses_of(households: Iterable[Household], houses: Mapping[str, Sequence[House]]) -> tuple[tuple[House, ...], ...]:
    return tuple(tuple(houses.get(household.id, ())) for household in households)


def _own_of(subjects: Iterable[Household | CollectiveProperty], own: OwnWork) -> OwnWork:
    """Who of these does the work itself."""
    if not own.demolishing and not own.reclaiming:
        return own
    ids = frozenset(subject.id for subject in subjects)
    return OwnWork(own.demolishing & ids, own.reclaiming & ids)
