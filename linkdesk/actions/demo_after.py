"""The demo's end: some plots accepted and one not, houses allotted and moved into, the first year of use; all made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from linkdesk.actions import acceptances, after_uses, settlements
from linkdesk.desk import Desk
from linkdesk.domain.acceptance_standing import accepted_plots
from linkdesk.domain.carrying_words import SettlementCheckKind
from linkdesk.domain.docket import docket_of
from linkdesk.domain.figures import figure
from linkdesk.domain.settlement_standing import settlement_states
from linkdesk.domain.words import PlotUse
from linkdesk.policy.actors import names_of
from linkdesk.policy.chains import chains
from linkdesk.policy.terms import Subject

_ACCEPTED = 3, 5  # so many of so many plots passed
_HOUSES, _AREA = 12, "96"
_CHECKS = ((SettlementCheckKind.INFRASTRUCTURE, "道路和给排水"), (SettlementCheckKind.QUALITY, "单体竣工验收"),
           (SettlementCheckKind.FIRE, "消防通道和水源"))
_CHECKER = "岚川县住房城乡建设局（虚构）"
_USED = {"farmer_kind": "新型农业经营主体", "farmer": "青石种植专业合作社（虚构）", "crop": "谷子", "fertility": "增施有机肥，种植绿肥",
         "in_use": "是"}
_AUTHORITY, _NUMBER = "岚阳市国土资源局（虚构）", "岚国土资验〔2018〕2号（虚构）"


def fill(desk: Desk, project_id: str) -> str:
    """Enter them as an officer would; returns what was entered, in words."""
    _accept(desk, project_id)
    _settle(desk, project_id)
    _use(desk, project_id)
    dossier = desk.dossier(project_id)
    houses = sum(state.allotted for state in settlement_states(dossier))
    return f"验收合格 {figure('plots_accepted', dossier).text} 个地块，分配住房 {houses} 套"


def _day(desk: Desk, ago: int) -> date:
    return desk.clock().date() - timedelta(days=ago)


def _accept(desk: Desk, project_id: str) -> None:
    """Plots of which the plan tells the areas; one falls short of its soil."""
    rows = [r for r in acceptances.proposed(desk.dossier(project_id)) if r.accepted_area and r.farmland_area]
    if not rows:
        return
    passed, of = _ACCEPTED
    good, bad = rows[:max(1, len(rows) * passed // of)], rows[-1]
    entered = [replace(r, passed=True, failing=r.failing and "复检合格（虚构）") for r in good]
    if bad not in good:
        entered.append(replace(bad, passed=False, failing="有效土层不足，限期整改（虚构）"))
    desk.do(acceptances.accept(desk, project_id, _authority(desk, project_id, _day(desk, 10)), _NUMBER, _day(desk, 10), entered))


def _authority(desk: Desk, project_id: str, on: date) -> str:
    """The body the policy names, as the directories call it on the day, so that its acceptance returns the quota."""
    docket = docket_of(desk.dossier(project_id))
    found = (names_of(docket, chain, chain.steps[chain.concluding - 1].actor, on) for pack in desk.project_packs(docket.project)
             for chain in chains(pack, docket.project, on, Subject.ACCEPTANCE))
    return next((names[0] for names in found if names), _AUTHORITY)


def _settle(desk: Desk, project_id: str) -> None:
    plot = next(iter(desk.dossier(project_id).plots_of(PlotUse.SETTLEMENT)), None)
    if plot is None:
        return
    rows = [[f"{1 + at // 4}-{101 + at % 4}", _AREA, _day(desk, 60).isoformat()] for at in range(_HOUSES)]
    desk.do(settlements.paste_houses(desk, project_id, plot.id, rows, ("number", "area", "allotted_on")))
    desk.do(settlements.allot_open(desk, project_id, plot.id))
    for kind, item in _CHECKS:
        desk.do(settlements.add_check(desk, plot.id, kind=kind, item=item, checked_on=_day(desk, 40), checker=_CHECKER, passed=True))
    for house in settlement_states(desk.dossier(project_id))[0].houses[:_HOUSES // 2]:
        desk.do(settlements.set_house_field(desk, house, "moved_in_on", _day(desk, 20).isoformat()))


def _use(desk: Desk, project_id: str) -> None:
    plots, year = list(accepted_plots(desk.dossier(project_id).carrying)), desk.clock().year
    for name, text in (_USED | {"checked_on": _day(desk, 2).isoformat()}).items():
        if plots:
            desk.do(after_uses.set_many(desk, plots, year, name, text))
