"""A plot is accepted once, by an acceptance of its own project; a correction answers an acceptance that stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse
from linkdesk.store import Store


def refuse_wrong_acceptances(store: Store, change: Change) -> None:
    """Refuse a number used twice, a second correction, plots of another project, and a plot that has passed already."""
    entered = [e for e in change.after if isinstance(e, Acceptance)]
    rows = [e for e in change.after if isinstance(e, PlotAcceptance)]
    for acceptance in entered:
        _refuse_double(store, acceptance, entered)
    acceptances = {a.id: a for a in (*entered, *(store.load(Acceptance, id=sorted({r.acceptance_id for r in rows})) if rows else ()))}
    _refuse_strange_plots(store, acceptances, rows)
    for project_id, mine in grouped(rows, lambda r: acceptances[r.acceptance_id].project_id).items():
        _refuse_passed(store, acceptances, project_id, mine)
    _refuse_other_use(store, change)


def _refuse_double(store: Store, acceptance: Acceptance, entered: Iterable[Acceptance]) -> None:
    known = [a for a in (*store.load(Acceptance, project_id=acceptance.project_id), *entered) if a.id != acceptance.id]
    revoked = {a.revokes_id for a in known if a.revokes_id}
    if acceptance.revokes_id:
        if acceptance.revokes_id in revoked or acceptance.revokes_id not in {a.id for a in known if not a.revokes_id}:
            raise KnownError("这次验收已经更正过，没有再次更正。请刷新后查看。")
        return
    same = [a for a in store.load(Acceptance, authority=acceptance.authority, number=acceptance.number) if a.id != acceptance.id]
    gone = {a.revokes_id for a in same} | revoked
    if any(not a.revokes_id and a.id not in gone and a.accepted_on.year == acceptance.accepted_on.year for a in same):
        raise KnownError(f"验收文号 {acceptance.number} 已经登记过，同一机关一年里一个文号只用一次，没有登记。请核对文号。")


def _refuse_strange_plots(store: Store, acceptances: dict[str, Acceptance], rows: Sequence[PlotAcceptance]) -> None:
    plots = {p.id: p for p in store.load(Plot, id=sorted({r.plot_id for r in rows}))} if rows else {}
    for row in rows:
        acceptance, plot = acceptances.get(row.acceptance_id), plots.get(row.plot_id)
        if acceptance is None or plot is None or plot.project_id != acceptance.project_id:
            raise KnownError("验收的地块不在本项目里，没有登记。请刷新后重新选择。")


def _refuse_passed(store: Store, acceptances: dict[str, Acceptance], project_id: str, rows: Iterable[PlotAcceptance]) -> None:
    """That a plot failed before the day it passed can still be entered; anything else of one that passed is refused."""
    passed = _passed(store, project_id, [a for a in acceptances.values() if a.revokes_id])
    for row in rows:
        day = acceptances[row.acceptance_id].accepted_on
        if row.plot_id in passed and (row.passed or day >= passed[row.plot_id]):
            raise KnownError(f"地块 {store.get(Plot, row.plot_id).code} 已经验收合格，没有重复登记。登记有误的，请先更正那次验收。")
        if row.passed:
            passed[row.plot_id] = day


def _passed(store: Store, project_id: str, correcting: Iterable[Acceptance] = ()) -> dict[str, date]:
    """The plots of a project that passed, with the day, by what is stored and the corrections that come."""
    stands = {a.id: a.accepted_on for a in standing((*store.load(Acceptance, project_id=project_id), *correcting))}
    return {r.plot_id: stands[r.acceptance_id] for r in store.load(PlotAcceptance, acceptance_id=sorted(stands)) if r.passed} if stands else {}


def _refuse_other_use(store: Store, change: Change) -> None:
    """A plot that passed stays a demolition plot of its project: its land was returned as quota."""
    now = {e.id: e for e in change.after if isinstance(e, Plot)}
    for was in (e for e in change.before if isinstance(e, Plot) and e.use is PlotUse.OLD and e.id in now):
        if now[was.id].use is not PlotUse.OLD and was.id in _passed(store, was.project_id):
            raise KnownError(f"地块 {was.code} 已经竣工验收合格，不能改为其他用途，没有改动。验收登记有误的，请先更正那次验收。")
