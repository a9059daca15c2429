"""How the plots of a project lie on the ground, kept for as long as nothing it follows from has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from linkdesk import store
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.project import Project
from linkdesk.domain.spatial import Spatial
from linkdesk.domain.words import PlotUse

if TYPE_CHECKING:
    from linkdesk import geometry  # loaded where it is needed: a desk without plots opens sooner

Projects = dict[str, tuple[str, int | None]]


class Laid(NamedTuple):
    """What of a plot tells where it lies; boundary points never change under the hash that names them."""

    id: str
    code: str
    use: PlotUse
    rings_id: str | None
    project_id: str


class Ground:
    """Makes the spatial part of dossiers: an edit of a name makes nothing anew, a new point only what lies under points."""

    def __init__(self, opened: store.Store) -> None:
        self.store = opened
        self._boundaries: dict[str, geometry.Boundary] = {}
        self._kept: dict[tuple[str, str], tuple[Any, Any]] = {}

    def laid(self) -> tuple[Laid, ...]:
        """Every plot of the workspace."""
        return tuple(Laid(*row) for row in self.store.columns(Plot, Laid._fields))

    def spatial(self, project_id: str, laid: tuple[Laid, ...], projects: Iterable[Project], households: Iterable[Household]) -> Spatial:
        """What boundary points tell of a project, among the plots of all projects and under its households."""
        if not any(plot.project_id == project_id for plot in laid):
            return Spatial()
        names = {p.id: (p.name, p.planned_year or (p.approved_on and p.approved_on.year)) for p in projects}
        places = tuple((h.id, h.homestead_x, h.homestead_y)
                       for h in households if h.homestead_x is not None and h.homestead_y is not None)
        relations = self._once("relations", project_id, (laid, names), lambda: self._relations(project_id, laid, names))
        on, astray = self._once("lying", project_id, (laid, places), lambda: self._lying(project_id, laid, places)) if places else ((), ())
        return replace(relations, lying=on, astray=astray)

    def _once(self, what: str, project_id: str, made_from: Any, make: Callable[[], Any]) -> Any:
        kept = self._kept.get((what, project_id))
        if kept is None or kept[0] != made_from:
            kept = self._kept[what, project_id] = made_from, make()
        return kept[1]

    def _relations(self, project_id: str, laid: tuple[Laid, ...], names: Projects) -> Spatial:
        from linkdesk import geometry
        self._read(laid)
        others = [geometry.OtherPlot(p.id, p.code, *names.get(p.project_id, ("", None)), self._boundary(p))
                  for p in laid if p.project_id != project_id]
        return geometry.relations(self._own(project_id, laid), others)

    def _lying(self, project_id: str, laid: tuple[Laid, ...], places: tuple[Any, ...]) -> Any:
        from linkdesk import geometry
        self._read(laid)
        return geometry.lying(self._own(project_id, laid), [geometry.Place(*place) for place in places])

    def _own(self, project_id: str, laid: tuple[Laid, ...]) -> list[geometry.OwnPlot]:
        from linkdesk import geometry
        return [geometry.OwnPlot(p.id, p.code, p.use, self._boundary(p)) for p in laid if p.project_id == project_id]

    def _boundary(self, plot: Laid) -> geometry.Boundary | None:
        return self._boundaries.get(plot.rings_id) if plot.rings_id else None

    def _read(self, laid: tuple[Laid, ...]) -> None:
        """Read the boundary points that are not known yet, and let go of those that no plot has any more."""
        from linkdesk import geometry
        wanted = {plot.rings_id for plot in laid if plot.rings_id}
        self._boundaries = {id_: known for id_, known in self._boundaries.items() if id_ in wanted}
        new = wanted.difference(self._boundaries)
        if new:
            self._boundaries |= {r.id: geometry.boundary_of(r) for r in self.store.load(PlotRings, id=new)}
