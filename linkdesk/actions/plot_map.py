"""What the map shows besides the project's own plots: plots of other projects that share land with them, pictures of the ground."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.desk import Desk
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import BaseMap, Plot, PlotRings

MOST = 300  # plots of other projects; who shares land with more has a list to read first


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Plots of other projects with their rings; `projects` names each one's project, by plot id."""

    plots: tuple[Plot, ...] = ()
    rings: tuple[PlotRings, ...] = ()
    projects: tuple[tuple[str, str], ...] = ()


def neighbours(desk: Desk, dossier: Dossier) -> Neighbours:
    """The plots of other projects that share land with plots of this one."""
    named = {o.other_id: o.other_project for o in dossier.spatial.overlaps if o.other_project}
    plots = [p for p in (desk.store.get(Plot, id_) for id_ in list(named)[:MOST]) if p is not None]
    rings = [r for r in (desk.store.get(PlotRings, p.rings_id) for p in plots if p.rings_id) if r is not None]
    return Neighbours(tuple(plots), tuple(rings), tuple((p.id, named[p.id]) for p in plots))


def pictures(desk: Desk, dossier: Dossier) -> list[tuple[BaseMap, bytes]]:
    """The base maps with their pictures; one whose file is gone is left out, the map is drawn without it."""
    found = []
    for base in dossier.base_maps:
        try:
            found.append((base, desk.store.files.read(base.picture_hash)))
        except KnownError:
            continue
    return found
