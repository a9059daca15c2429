"""What the concluding step of a matter brings along: the approval of the version that went up, or the acceptance it refers to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from linkdesk.actions import plan_versions, special_plan_decisions
from linkdesk.actions.matters import standing_of
from linkdesk.desk import Desk
from linkdesk.domain.acceptance_standing import open_plots, standing_acceptances
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.carrying_words import AcceptanceResult
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter_numbers import same_number
from linkdesk.domain.plan_standing import approval_of, awaiting, versions
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.policy.accepting import not_accepted_by
from linkdesk.policy.actors import body_of
from linkdesk.policy.matter_rules import PLANS
from linkdesk.policy.matters import HANDLE, MatterStanding
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Subject

_AMENDED = PlanKind.WHOLE, PlanKind.OLD, PlanKind.NEW
Rows = tuple[Any, ...]


def version_at_stake(dossier: Dossier, chain: Chain) -> PlanVersion | None:
    """The version a chain is about: of an amendment the one fixed after the approved one, else the newest; None without any."""
    if chain.subject is Subject.AMENDMENT:
        return next((v for kind in _AMENDED if (v := awaiting(dossier, kind))), None)
    return next((found[-1] for kind in PLANS.get(chain.subject, ()) if (found := versions(dossier, kind))), None)


def is_of_version(chain: Chain) -> bool:
    """Whether what a chain decides about is a version of a plan or of the design."""
    return chain.subject in PLANS or chain.subject is Subject.AMENDMENT


def _concludes(now: MatterStanding, entry: MatterEntry) -> bool:
    return entry.kind is EntryKind.PASSED and entry.step == now.chain.concluding == now.at and now.waits_for == HANDLE


def as_accepted(desk: Desk, now: MatterStanding, entry: MatterEntry) -> MatterEntry:
    """The entry that passes an acceptance, with day, number and body of the acceptance entered in its own room; others as they are."""
    if now.chain.subject is not Subject.ACCEPTANCE or not _concludes(now, entry):
        return entry
    dossier = desk.dossier(now.matter.project_id)
    found = _acceptance(dossier, entry)
    if body := not_accepted_by(docket_of(dossier), desk.project_packs(dossier.project), found):
        raise KnownError(f"验收文号 {found.number} 登记的验收机关是“{found.authority}”，按政策由{body}验收后才归还指标，没有登记通过。"
                         "请核对“竣工验收”里的验收机关；只是初验的，等终验后再登记。")
    if entry.acted_on and entry.acted_on != found.accepted_on:
        raise KnownError(f"验收文号 {found.number} 的验收日期是 {found.accepted_on}，与填写的日期不同，没有登记。请核对。")
    actor = entry.actor or found.authority
    return replace(entry, acted_on=found.accepted_on, number=found.number, actor=actor)


def _acceptance(dossier: Dossier, entry: MatterEntry) -> Acceptance:
    """The acceptance by which the project has passed: by its number, else the one in which its last plot passed."""
    stands = standing_acceptances(dossier.carrying)
    if not stands:
        raise KnownError("还没有登记竣工验收，没有登记通过。请先在“竣工验收”里登记验收文号、日期和每个地块的结果。")
    if left := open_plots(dossier):
        raise KnownError(f"还有 {len(left)} 个拆旧地块没有验收合格（{'、'.join(p.code for p in left[:3])}），没有登记通过。"
                         "请先在“竣工验收”里登记，或登记退回。")
    fitting = [a for a in stands if not entry.number or same_number(a.number, entry.number)]
    if not fitting:
        raise KnownError(f"“竣工验收”里没有文号为 {entry.number} 的验收，没有登记通过。请核对文号，或先登记验收。")
    return next((a for a in reversed(fitting) if a.result is AcceptanceResult.PASSED), fitting[-1])


def brought_along(desk: Desk, now: MatterStanding, entry: MatterEntry) -> tuple[Rows, Rows, MatterEntry]:
    """Rows before and after that come with an entry, and the entry naming its version: the approval of a plan or design.

    An approval entered already under the same number, body and day is not entered again.
    """
    if now.chain.subject is Subject.SPECIAL_PLAN:
        return *special_plan_decisions.brought_along(desk, now, entry), entry
    if not _concludes(now, entry) or not is_of_version(now.chain):
        return (), (), entry
    dossier = desk.dossier(now.matter.project_id)
    version = next((v for v in dossier.plan_versions if v.id == entry.version_id), None)
    if version is None:
        raise KnownError(f"{now.chain.label}还没有定稿的版本，没有登记通过：批准的是哪一版要说得清。请先在“版本”里定稿。")
    named = replace(entry, version_id=version.id)
    if (known := approval_of(dossier, version)) and _same(known, entry):
        return (), (), named
    change = plan_versions.approve(desk, version, entry.actor or body_of(dossier, now.chain, now.step.actor, entry.acted_on),
                                   entry.number, entry.acted_on)
    return change.before, change.after, named


def _same(approval: PlanApproval, entry: MatterEntry) -> bool:
    return same_number(approval.number, entry.number) and (approval.approver, approval.approved_on) == (entry.actor, entry.acted_on)


def taken_along(desk: Desk, matter: Matter, entry: MatterEntry, why: str) -> tuple[Rows, Rows]:
    """Rows before and after that go when an entry is corrected: the approval of its version, the day of the special plan."""
    if entry.kind is not EntryKind.PASSED:
        return (), ()
    now = standing_of(desk, matter)
    if now.chain.subject is Subject.SPECIAL_PLAN:
        return special_plan_decisions.taken_along(desk, now, entry)
    version = desk.store.get(PlanVersion, entry.version_id) if entry.version_id else None
    approval = approval_of(desk.dossier(version.project_id), version) if version else None
    if approval is None or not _same(approval, entry):
        return (), ()
    change = plan_versions.revoke(desk, approval, why)
    return change.before, change.after
