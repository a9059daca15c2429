"""Removing plots that were taken in by mistake, with everything that was entered about them alone."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.planning import ProgrammeLink, TenureAdjustment
from linkdesk.domain.plot import LandUse, Plot, PlotSource

PARTS = (PlotSource, LandUse, TenureAdjustment, ProgrammeLink)


def remove(desk: Desk, chosen: Iterable[Plot]) -> Change:
    """Remove plots with their sources, land by class, tenure changes and links; one that somebody's homestead lies on stays."""
    chosen = tuple(chosen)
    if not chosen:
        raise KnownError("还没有选中地块，没有删除。请先在表中或地图上选中。")
    _refuse_lived_on(desk, chosen)
    seen, ids = desk.as_of(), {p.id for p in chosen}
    parts = [e for kind in PARTS for e in desk.store.load(kind) if e.plot_id in ids]
    return Change(f"删除地块 {len(chosen)} 块", before=(*parts, *chosen), as_of=seen)


def _refuse_lived_on(desk: Desk, chosen: tuple[Plot, ...]) -> None:
    codes = {p.id: p.code for p in chosen}
    for kind, word, measure in ((Household, "农户", "户"), (CollectiveProperty, "集体房屋和用地", "处")):
        on = [plot_id for _, plot_id in desk.store.columns(kind, ("id", "plot_id")) if plot_id in codes]
        if on:
            raise KnownError(f"地块 {codes[on[0]]} 等上落有{word} {len(on)} {measure}，没有删除。请先把它们改落到别的地块，再删除。")
