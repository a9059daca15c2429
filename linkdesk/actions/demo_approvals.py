"""The demo's approvals: plan and design go up their chains, one return with its comments answered; all made up."""

from __future__ import annotations

from datetime import timedelta

from linkdesk.actions import (
    demo_advances,
    matter_entries,
    matters,
    plan_versions,
    return_comments,
    usual_agencies,
)
from linkdesk.actions.matter_entries import Particulars
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.docket import docket_of
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning_words import PlanKind
from linkdesk.policy.actors import body_of
from linkdesk.policy.matters import SEND, MatterStanding

_EVERY = 6  # days from one entry to the next
_PLAN_AGO, _DESIGN_AGO, _ADVANCE_AGO, _ACCEPTANCE_AGO = 300, 200, 100, 30
_COMMENTS = (("第三章", "拆旧区面积与附表不一致（虚构）"), ("附图", "总体布局图缺少坐标系说明（虚构）"))
_ANSWERS = "已按附表更正（虚构）", "已在图签补注坐标系（虚构）"
_PERSON = "张主任（虚构）"


def plan_and_design(desk: Desk, project_id: str) -> str:
    """Plan and design from compiling to their approval, the plan returned once; returns what was entered, in words."""
    desk.do(usual_agencies.propose(desk, desk.dossier(project_id).project.responsible_id))
    _fixed(desk, project_id, PlanKind.WHOLE)
    plan = _walked(desk, project_id, "A", "A-PLAN-LOCAL", _PLAN_AGO, returned_at=2)
    _fixed(desk, project_id, PlanKind.DESIGN)
    return _said(plan, _walked(desk, project_id, "A", "A-DESIGN", _DESIGN_AGO))


def acceptance(desk: Desk, project_id: str) -> str:
    """The acceptance as far as it is: some plots have not passed yet, so it waits for the authority."""
    return _said(_walked(desk, project_id, "A", "A-ACCEPTANCE", _ACCEPTANCE_AGO, until=1, sent=True))


def special_and_plan(desk: Desk, project_id: str) -> str:
    """The special plan and the plan of the second sample under the other policy."""
    _fixed(desk, project_id, PlanKind.WHOLE)
    return _said(*(_walked(desk, project_id, "B", chain, ago) for chain, ago in (("B-SPECIAL-PLAN", _PLAN_AGO), ("B-PLAN", _DESIGN_AGO))))


def advance(desk: Desk, project_id: str) -> str:
    """A part of the surplus applied for before acceptance, and granted; "" where the plan expects none."""
    if not (said := demo_advances.apply(desk, project_id)):
        return ""
    matter = next(m for m in desk.dossier(project_id).approvals.matters if m.chain_id == "B-ADVANCE")
    return f"{said}，{_said(_taken_up(desk, matter, _ADVANCE_AGO, until=2))}"


def _fixed(desk: Desk, project_id: str, kind: PlanKind) -> None:
    if kind in plan_versions.kinds(desk, project_id) and not versions(desk.dossier(project_id), kind):
        desk.do(plan_versions.fix(desk, project_id, kind))


def _walked(desk: Desk, project_id: str, pack_id: str, chain_id: str, ago: int, *, returned_at: int = 0, until: int = 99,
            sent: bool = False) -> MatterStanding:
    """A matter taken up its chain from a day so many days ago, to its end or past the step `until`, and `sent` to the next one."""
    change = matters.open_matter(desk, project_id, pack_id, chain_id)
    desk.do(change)
    matter = next(e for e in change.after if isinstance(e, Matter))
    return _taken_up(desk, matter, ago, returned_at=returned_at, until=until, sent=sent)


def _taken_up(desk: Desk, matter: Matter, ago: int, *, returned_at: int = 0, until: int = 99, sent: bool = False) -> MatterStanding:
    """An open matter taken up its chain like `_walked`."""
    now = matters.standing_of(desk, matter)
    while now.is_open and (now.at <= until or (sent and now.waits_for == SEND)):
        if now.at == returned_at and now.waits_for != SEND:
            _returned(desk, now, ago)
            returned_at, ago = 0, ago - _EVERY
            now = matters.standing_of(desk, matter)
        _enter(desk, now, EntryKind.SENT if now.waits_for == SEND else EntryKind.PASSED, ago)
        now, ago = matters.standing_of(desk, matter), ago - _EVERY
    return now


def _returned(desk: Desk, now: MatterStanding, ago: int) -> None:
    _enter(desk, now, EntryKind.RETURNED, ago, comments=_COMMENTS, reason="请按意见修改后重新报送（虚构）")
    found = matters.standing_of(desk, now.matter).comments
    desk.do(return_comments.answer_all(desk, zip(found, _ANSWERS, strict=True)))


def _enter(desk: Desk, now: MatterStanding, kind: EntryKind, ago: int, **more: object) -> None:
    docket, day = docket_of(desk.dossier(now.matter.project_id)), desk.clock().date() - timedelta(days=ago)
    known = body_of(docket, now.chain, now.step.actor, day)
    actor, basis = known or f"{now.step.actor}（虚构）", "" if known else "确定办理机关的文件（虚构）"
    place = docket.project.name[:2] if kind is EntryKind.SENT else actor[:2]
    number = f"{place}函〔{day.year}〕{len(docket.entries) + 11}号（虚构）"
    said = Particulars(acted_on=day, actor=actor, basis=basis, number=number, person=_PERSON, **more)
    desk.do(matter_entries.enter(desk, now.matter, kind, said))


def _said(*found: MatterStanding) -> str:
    return "，".join(f"{each.matter.title}{each.state}" for each in found)
