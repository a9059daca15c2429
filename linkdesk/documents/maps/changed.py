"""变更图: the plots that came, went, moved or were edited since a version of the plan, the old outline beneath the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkdesk.documents.blocks import Hatch, PageKind, Section
from linkdesk.documents.maps.ground import Ground, Lying, all_bounds, ground
from linkdesk.documents.maps.groups import LEAST_SCALE, groups
from linkdesk.documents.maps.looks import Look
from linkdesk.documents.maps.sheet import Content, drawn
from linkdesk.documents.maps.surround import heading, words
from linkdesk.documents.maps.view import fitted
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plan_standing import PlotChange, PlotDifference

TITLE = "地块变更图"
BEFORE = "变更前界线、未变更地块"
LOOKS = {
    PlotChange.ADDED: Look("新增地块", "#CFE8D5", Hatch.RISING),
    PlotChange.REMOVED: Look("调出地块", "#EFC4C4", Hatch.CROSSED, 3),
    PlotChange.MOVED: Look("界址变动地块", "#F6DFB8", Hatch.FALLING, 4),
    PlotChange.EDITED: Look("资料变动地块", "#E6E1DA", Hatch.NONE),
}


def changed_maps(old: Dossier, new: Dossier, differences: Sequence[PlotDifference]) -> Iterator[Section]:
    """A sheet for each group of changed plots that lie near each other; none for plots without boundary points."""
    what = {(d.after or d.before).id: d.what for d in differences}
    before, after = ground(old), ground(new)
    gone = [each for each in before.lying if what.get(each.plot.id) is PlotChange.REMOVED]
    whole = Ground((*gone, *(each for each in after.lying if each.plot.id in what)))
    sheets = [group for plots in whole.zones.values() for group in groups(plots)]
    for at, group in enumerate(sheets, 1):
        yield _sheet(new, (*before.lying, *after.lying), group, what, f"第 {at} 幅 共 {len(sheets)} 幅" if len(sheets) > 1 else "")


def _sheet(dossier: Dossier, everything: Sequence[Lying], group: Sequence[Lying], what: dict[str, PlotChange], above: str) -> Section:
    shown, ids = {id(each) for each in group}, {each.plot.id for each in group}
    view = fitted(all_bounds(each for each in everything if each.plot.id in ids and each.zone == group[0].zone), LEAST_SCALE)
    beneath = tuple(each for each in everything if id(each) not in shown and each.zone == group[0].zone and view.shows(each.bounds))
    content = Content(group, lambda each: LOOKS[what[each.plot.id]], lambda each: (each.plot.code, str(what[each.plot.id])),
                      others=_apart(beneath), others_called=BEFORE, pictures=dossier.base_maps)
    around = words(dossier, view, heading(dossier, TITLE), above, notes=(), says="注记：地块编号／变动")
    return Section((drawn(view, content, around),), PageKind.MAP, view.sheet.landscape, view.sheet.paper)


def _apart(beneath: Sequence[Lying]) -> tuple[Lying, ...]:
    """A plot that did not move stands in both versions and is drawn once."""
    return tuple({(each.plot.id, each.plot.rings_id): each for each in beneath}.values())
