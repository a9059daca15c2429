"""Obligations (应履行义务): proposed from what the ledger and the time limits tell, entered by a click, settled with their proof."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from linkdesk.actions import attachments, kept_scans, plan_rows
from linkdesk.actions.clocks import running_clocks
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.obligation_standing import REGISTERED, decided, why_not_settled
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.quota import Obligation
from linkdesk.paths import shown_name
from linkdesk.policy.consequences import following

FIELDS = fields_of(Obligation)
WHAT = "应履行义务"
_TYPED = ("construction", "farmland", "amount", "due_on", "note")


@dataclass(frozen=True, slots=True)
class Settling:
    """How an obligation was settled, as it was typed: the day, and the document that proves it."""

    settled_on: str = ""
    proof: str = ""


def obligations(desk: Desk, project_id: str) -> list[Obligation]:
    """The obligations of a project in the order they were entered."""
    return plan_rows.rows(desk, Obligation, project_id)


def proposed(desk: Desk, project_id: str) -> tuple[Obligation, ...]:
    """What follows from missed limits and from quota not covered, and is not entered yet."""
    dossier = desk.dossier(project_id)
    there = {o.id for o in dossier.quotas.obligations}
    return tuple(o for o in following(dossier, running_clocks(desk, project_id)) if o.id not in there)


def enter(desk: Desk, project_id: str, ids: Collection[str]) -> Change:
    """Enter proposed obligations by their ids, each once; what is no longer proposed is refused."""
    seen, found = desk.as_of(), {o.id: o for o in proposed(desk, project_id)}
    if not ids or not set(ids) <= set(found):
        raise KnownError("所选的义务已经登记，或者已不再产生，没有登记。请刷新后重新选择。")
    first = plan_rows.after_last(obligations(desk, project_id))
    made = tuple(replace(o, position=first + at) for at, o in enumerate(o for o in found.values() if o.id in ids))
    return Change(f"登记{WHAT} {len(made)} 项", after=made, as_of=seen)


def set_obligation_field(desk: Desk, obligation: Obligation, name: str, text: str) -> Change:
    """Put what was typed into an area, the amount, the day it is due or the note of one that is not settled."""
    was = plan_rows.newest(desk, obligation)
    if name not in _TYPED:
        raise KnownError(f"“{FIELDS[name].label}”由期限和台账得出，或随履行一起登记，没有改动。")
    _refuse_settled(was, "没有改动")
    return Change(f"修改{FIELDS[name].label}", before=(was,), after=(replace(was, **{name: parse(FIELDS[name], text)}),))


def remove(desk: Desk, chosen: Sequence[Obligation]) -> Change:
    """Remove obligations that are not settled; they are proposed again while they follow."""
    change = plan_rows.remove(desk, chosen, WHAT)
    for obligation in change.before:
        _refuse_settled(obligation, "没有删除")
    return change


def _refuse_settled(obligation: Obligation, what_not: str) -> None:
    if obligation.settled_on:
        raise KnownError(f"“{obligation.kind}”已在 {obligation.settled_on} 登记履行，{what_not}。登记有误的，请先撤回履行并写明原因。")


def settle(desk: Desk, obligation: Obligation, typed: Settling, paper: Path | None = None) -> Change:
    """Enter that an obligation was fulfilled: on which day, by which document, with its file."""
    was = plan_rows.newest(desk, obligation)
    _refuse_settled(was, "没有重复登记")
    now = replace(was, **{f.name: parse(FIELDS[f.name], getattr(typed, f.name)) for f in fields(typed)})
    if why := why_not_settled(now, local_day(desk.clock())):
        raise KnownError(why)
    if paper is not None:
        now = replace(now, file_name=shown_name(paper), file_hash=attachments.keep(desk, paper, attachments.SCAN, "履行凭据的扫描件"))
    return Change(f"登记履行：{was.kind}", before=(was,), after=(now,))


def reopen(desk: Desk, obligation: Obligation, why: str) -> Change:
    """Take back that an obligation was fulfilled, entered wrongly; the reason and what had been entered stay in its note."""
    was = plan_rows.newest(desk, obligation)
    if was.settled_on is None:
        raise KnownError(f"“{was.kind}”还没有登记履行，没有改动。")
    if not why.strip():
        raise KnownError("请写明撤回履行的原因，再撤回。")
    told = f"{was.settled_on} 的履行登记（{was.proof}）已撤回：{why.strip()}"
    now = replace(was, settled_on=None, proof="", file_name="", file_hash="", note="；".join(filter(None, (was.note.strip(), told))))
    return Change(f"撤回履行：{was.kind}", before=(was,), after=(now,))


def copy_to_view(desk: Desk, obligation: Obligation) -> Path:
    """A copy of the proof for the system's own viewer."""
    return kept_scans.copy_to_view(desk, obligation, "履行凭据")


def decision(desk: Desk, obligation: Obligation) -> Sanction | None:
    """The decision in the register of sanctions by which an obligation was imposed; None while it is not entered there."""
    return decided(obligation, desk.dossier(obligation.project_id).approvals.sanctions)


def wants_decision(desk: Desk, obligation: Obligation) -> bool:
    """Whether a higher body decides about an obligation, and the register of sanctions does not tell of it yet."""
    return obligation.kind in REGISTERED and decision(desk, obligation) is None
