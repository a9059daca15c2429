"""Removing plots that were taken in by mistake, with everything that was entered about them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from linkdesk.desk import Desk
from linkdesk.domain.carrying import (
    AfterUse,
    PlotAcceptance,
    PlotStage,
    SettlementCheck,
    SettlementHouse,
    SitePhoto,
    Variation,
)
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.design import (
    DesignDrawing,
    PlotDesign,
    PresentBuilding,
    QualityMeasurement,
    SoilMove,
    WorkItem,
)
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.planning import ProgrammeLink, TenureAdjustment
from linkdesk.domain.plot import LandUse, Plot, PlotSource

DESIGNED = PlotDesign, PresentBuilding, DesignDrawing, WorkItem, QualityMeasurement, SoilMove
PARTS = (PlotSource, LandUse, TenureAdjustment, ProgrammeLink, *DESIGNED, PlotStage, SitePhoto, Variation, SettlementHouse, SettlementCheck,
         AfterUse)


def remove(desk: Desk, chosen: Iterable[Plot]) -> Change:
    """Remove plots with all that is told of them, their design included; one that somebody's homestead lies on stays, or one accepted."""
    chosen = tuple(chosen)
    if not chosen:
        raise KnownError("还没有选中地块，没有删除。请先在表中或地图上选中。")
    _refuse_lived_on(desk, chosen)
    _refuse_carried_out(desk, chosen)
    seen, ids = desk.as_of(), tuple(p.id for p in chosen)
    parts = [part for kind in PARTS for part in _of(desk, kind, ids)]
    works = sum(isinstance(part, WorkItem) for part in parts)
    return Change(f"删除地块 {len(chosen)} 块" + (f"，连同工程项目 {works} 项" if works else ""), before=(*parts, *chosen), as_of=seen)


def _of(desk: Desk, kind: type, ids: tuple[str, ...]) -> Iterator[Any]:
    """The rows of a kind that belong to plots; a move of soil belongs to both of its ends."""
    names = ("from_plot_id", "to_plot_id") if kind is SoilMove else ("plot_id",)
    found = {row.id: row for name in names for row in desk.store.load(kind, **{name: ids})}
    yield from found.values()


def _refuse_lived_on(desk: Desk, chosen: tuple[Plot, ...]) -> None:
    codes = {p.id: p.code for p in chosen}
    for kind, word, measure in ((Household, "农户", "户"), (CollectiveProperty, "集体房屋和用地", "处")):
        on = [plot_id for _, plot_id in desk.store.columns(kind, ("id", "plot_id")) if plot_id in codes]
        if on:
            raise KnownError(f"地块 {codes[on[0]]} 等上落有{word} {len(on)} {measure}，没有删除。请先把它们改落到别的地块，再删除。")


def _refuse_carried_out(desk: Desk, chosen: tuple[Plot, ...]) -> None:
    """What was accepted, approved or allotted on a plot stays on record, and the plot with it."""
    codes = {p.id: p.code for p in chosen}
    for kind, holds, word in ((PlotAcceptance, lambda row: True, "竣工验收记录"), (Variation, lambda row: row.approved_on, "已批准的设计变更"),
                              (SettlementHouse, lambda row: row.household_id, "已分给农户的安置房")):
        if found := next((row for row in desk.store.load(kind, plot_id=tuple(codes)) if holds(row)), None):
            raise KnownError(f"地块 {codes[found.plot_id]} 有{word}，须留存备查，没有删除。不再列入项目区的，请在地块备注中写明。")
