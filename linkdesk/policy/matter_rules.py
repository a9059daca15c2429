"""What may begin and what may be entered: order guards of the packs, and the order of entries, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkdesk.domain.acceptance_standing import accepted_whole
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind, MatterState
from linkdesk.domain.corrections import standing as entries_that_stand
from linkdesk.domain.docket import Docket
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.special_plan_standing import told_plan
from linkdesk.domain.validity import in_force
from linkdesk.policy.accepting import counting
from linkdesk.policy.actors import body_of
from linkdesk.policy.chains import chains
from linkdesk.policy.matters import HANDLE, SEND, MatterStanding, entries_of, standing, standings
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Actor, Event, Subject

PLANS = {Subject.PLAN: (PlanKind.WHOLE, PlanKind.OLD), Subject.OLD_PLAN: (PlanKind.OLD, PlanKind.WHOLE), Subject.NEW_PLAN: (PlanKind.NEW,),
         Subject.DESIGN: (PlanKind.DESIGN,)}
"""Which versions a chain's subject is about, the likeliest first."""
_WANT_REASON = frozenset({EntryKind.RETURNED, EntryKind.REFUSED, EntryKind.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Openable:
    """A chain a matter can be opened for, or the sentence that says why not yet."""

    pack: Pack
    chain: Chain
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that starts or stops a clock: what, when, by which matter or row, in words, and whose chain says so."""

    event: Event
    on: date
    subject_id: str
    label: str
    pack_id: str = ""


def openable(docket: Docket, packs: Iterable[Pack]) -> tuple[Openable, ...]:
    """The chains that can apply to a project, each with why it cannot begin yet; one already under way is left out."""
    packs = tuple(packs)
    running = {s.chain.id for s in standings(docket, packs) if s.state in (MatterState.COMPILING, MatterState.UNDER_WAY, MatterState.RETURNED)}
    return tuple(Openable(pack, chain, blocked(docket, packs, chain)) for pack in packs
                 for chain in chains(pack, docket.project, docket.on) if chain.id not in running)


def blocked(docket: Docket, packs: Iterable[Pack], chain: Chain, matter: Matter | None = None) -> str:
    """Why a chain may not go up yet, by what its pack asks to be approved first; empty when it may."""
    if not chain.requires or _founded(matter):
        return ""
    packs = tuple(packs)
    if any(_stands(docket, packs, id_) for id_ in chain.requires):
        return ""
    pack = next(p for p in packs if chain in p.chains)
    wanted = [c.label for c in pack.chains if c.id in chain.requires and not _cannot_apply(docket, c)] or [
        c.label for c in pack.chains if c.id in chain.requires]
    return (f"{chain.label}要在{'或'.join(wanted)}批准之后进行（{pack.label(chain.clause)}）。"
            "请先登记它的批准；由别的项目或别的县批准的，在本事项里填写前置批准文件、文号和日期。")


def _founded(matter: Matter | None) -> bool:
    return bool(matter and matter.basis_number.strip() and matter.basis_on)


def held_up(docket: Docket, packs: Iterable[Pack], now: MatterStanding) -> str:
    """Why the step in turn waits for other chains of its pack; what a matter names from elsewhere stands in for one that is lacking."""
    packs = tuple(packs)
    wanted = [c for c in now.pack.chains if now.step and c.id in now.step.requires and _applies(docket, c, now.chain)]
    lacking = [c.label for c in wanted if not _stands(docket, packs, c.id)]
    first = bool(now.chain.requires) and not any(_stands(docket, packs, id_) for id_ in now.chain.requires)
    if not lacking or (_founded(now.matter) and len(lacking) + first <= 1):
        return ""
    return (f"“{now.step.act}”要在{'、'.join(lacking)}批准之后完成（{now.pack.label(now.step.clause or now.chain.clause)}）。"
            "请先登记它的批准；由别的县报批的，在本事项里填写前置批准文件、文号和日期。")


def _applies(docket: Docket, wanted: Chain, chain: Chain) -> bool:
    """Whether the facts say that a chain is gone, or it stands on the very facts another one stands on."""
    return all(getattr(docket.project, name) is value or (name, value) in chain.when for name, value in wanted.when)


def _cannot_apply(docket: Docket, chain: Chain) -> bool:
    return any(getattr(docket.project, name) is (not value) for name, value in chain.when)


def _stands(docket: Docket, packs: tuple[Pack, ...], chain_id: str) -> bool:
    """Whether a chain has concluded in this project: by a matter, by the approval of its version, or as the project tells."""
    if any(s.chain.id == chain_id and s.concluded_on for s in standings(docket, packs)):
        return True
    chain = next((c for p in packs for c in p.chains if c.id == chain_id), None)
    return chain is not None and approved_on(docket, chain.subject) is not None


def approved_on(docket: Docket, subject: Subject) -> date | None:
    """When what a chain is about was approved without a matter: by an approval of its version, or as the project tells."""
    if subject is Subject.SPECIAL_PLAN:
        found = told_plan(docket.project, docket.special_plans, docket.planned_projects, docket.on)
        return found.approved_on if found.title else None
    kinds = PLANS.get(subject, ())
    versions = {v.id for v in docket.versions if v.kind in kinds}
    approvals = entries_that_stand(docket.approvals) if versions else ()
    days = [a.approved_on for a in approvals if a.version_id in versions and a.approved_on]
    told = docket.project.approved_on if docket.project.approval_number.strip() and subject in (Subject.PLAN, Subject.OLD_PLAN) else None
    return min(days, default=told)


def why_not(docket: Docket, packs: Iterable[Pack], entry: MatterEntry) -> str:
    """Why an entry cannot be made as things stand; empty when it can."""
    packs = tuple(packs)
    matter = next((m for m in docket.matters if m.id == entry.matter_id), None)
    now = standing(docket, packs, matter) if matter else None
    if now is None:
        return "这件报批事项已不存在，或它的政策依据已从项目里去掉，没有登记。请刷新后重新选择。"
    return _of_order(now, entry) or _of_days(docket, now, entry) or _of_content(docket, now, entry) or (
        (blocked(docket, packs, now.chain, matter) if entry.kind is EntryKind.SENT or entry.step > 1 else "")
        or (held_up(docket, packs, now) if entry.kind is EntryKind.PASSED else ""))


def _of_order(now: MatterStanding, entry: MatterEntry) -> str:
    if now.state in (MatterState.REFUSED, MatterState.WITHDRAWN, MatterState.DONE):
        return f"本事项{now.state}，不能再登记{entry.kind}。登记有误的，请先更正；重新申报的，另开一件事项。"
    if now.concluded_on and entry.kind in (EntryKind.RETURNED, EntryKind.REFUSED, EntryKind.WITHDRAWN):
        return f"本事项已经批准，不能再{entry.kind}。批准登记有误的，请先更正那条记录；批准后要修改的，按变更另行申报。"
    if entry.step != now.at:
        return f"现在轮到第 {now.at} 步“{now.step.act}”，第 {entry.step} 步还不能登记。"
    if entry.kind in (EntryKind.SENT, EntryKind.RECEIVED) and entry.step == _first(now):
        return "第一步由编制单位完成，登记“通过”后报送下一步。"
    if entry.kind is EntryKind.SENT and now.waits_for == HANDLE and now.state is not MatterState.RETURNED:
        return "这一步已经报送，正在办理，没有重复登记报送。"
    if entry.kind in (EntryKind.RECEIVED, EntryKind.RETURNED, EntryKind.PASSED, EntryKind.REFUSED) and now.waits_for == SEND and not (
            leaves_out(now, entry.kind)):
        return "这一步还没有报送，请先登记报送，再登记办理结果。"
    return _of_return(now, entry)


def possible_kinds(now: MatterStanding) -> tuple[EntryKind, ...]:
    """The kinds of entries that are in turn: what to offer; `why_not` then judges the entry itself."""
    if not now.is_open:
        return ()
    ends = () if now.concluded_on else (EntryKind.WITHDRAWN,)
    if now.at == _first(now):
        return (EntryKind.PASSED, *ends)
    if now.waits_for == SEND or now.state is MatterState.RETURNED:
        return (EntryKind.SENT, *((EntryKind.PASSED,) if leaves_out(now, EntryKind.PASSED) else ()), *ends)
    refusals = () if now.concluded_on else (EntryKind.RETURNED, EntryKind.REFUSED)
    return (EntryKind.PASSED, EntryKind.RECEIVED, *refusals, *ends)


def leaves_out(now: MatterStanding, kind: EntryKind) -> bool:
    """Whether an entry leaves out a step that does not concern the project: passed without being sent, with a reason for a number."""
    return kind is EntryKind.PASSED and now.waits_for == SEND and now.step is not None and now.step.optional


def _of_return(now: MatterStanding, entry: MatterEntry) -> str:
    if entry.kind in (EntryKind.RETURNED, EntryKind.REFUSED) and entry.step == _first(now):
        return "第一步没有上级退回或不予通过的情况，没有登记。"
    if entry.kind is EntryKind.RETURNED and not (entry.back_to and 1 <= entry.back_to < entry.step and entry.back_to not in now.skipped):
        return "请选择退回到前面的哪一步。"
    if entry.kind in (EntryKind.SENT, EntryKind.PASSED) and now.comments:
        return f"上次退回的意见还有 {len(now.comments)} 条没有答复，请逐条答复后再登记{entry.kind}。"
    return ""


def _first(now: MatterStanding) -> int:
    return next(at for at in range(1, len(now.chain.steps) + 1) if at not in now.skipped)


def _of_days(docket: Docket, now: MatterStanding, entry: MatterEntry) -> str:
    if entry.acted_on is None:
        return "请填写日期，再登记。"
    if entry.acted_on > docket.on:
        return "日期在今天之后，没有登记。请核对日期，或核对电脑的时钟。"
    last = max((e.acted_on for e in docket.standing_entries if e.matter_id == entry.matter_id and e.acted_on), default=None)
    if last and entry.acted_on < last:  # what happened before the matter was opened here can be entered
        return f"日期早于上一条记录（{last:%Y-%m-%d}），没有登记。请核对日期；上一条有误的，请先更正它。"
    return ""


def _of_content(docket: Docket, now: MatterStanding, entry: MatterEntry) -> str:
    if entry.kind in _WANT_REASON and not entry.reason.strip():
        return f"请写明{entry.kind}的理由，再登记。"
    if leaves_out(now, entry.kind):
        return "" if entry.reason.strip() else f"请写明不涉及{now.step.act}的理由，再登记；涉及的，请先登记报送。"
    if now.step.actor is Actor.UNSTATED and not (entry.actor.strip() and entry.basis.strip()):
        return "政策原文没有写明这一步由谁办理，请填写办理机关和确定它的文件，再登记。"
    if not entry.actor.strip() and not body_of(docket, now.chain, now.step.actor, entry.acted_on):
        return f"机关名录里没有这一天的“{now.step.actor}”，请填写办理机关，或先在名录里补上。"
    if entry.kind is EntryKind.PASSED and now.step.reply and not entry.number.strip():
        return f"请填写{now.step.reply}的文号，再登记通过。"
    return ""


def events(docket: Docket, packs: Iterable[Pack]) -> tuple[Happened, ...]:
    """What has happened that starts or stops clocks: steps that passed, approvals and trades without a matter, the ledger."""
    packs = tuple(packs)
    told = _of_matters(docket, packs)
    apart = (*_entered_apart(docket, packs, told), *_of_trades(docket, packs, told), *_of_ledger(docket))
    return tuple(sorted((*told, *apart), key=lambda h: h.on))


def _of_ledger(docket: Docket) -> Iterable[Happened]:
    """Quota that came into the project, and advances all of which an acceptance returned, by the ledger."""
    days = (Event.QUOTA_ISSUED, docket.quota_days.issued_on), (Event.RETURNED, docket.quota_days.returned_on)
    return (Happened(event, on, "", "指标台账") for event, on in days if on)


def _of_trades(docket: Docket, packs: tuple[Pack, ...], told: Iterable[Happened]) -> list[Happened]:
    """Trades that were signed and stand, where no matter tells of it, and the adjustments of planning space that were applied for.

    From the trade runs the seller's time to be accepted; what was bought by it is not accepted by the buyer.
    """
    known = {(h.event, day) for h in told for day in (h.on, h.subject_id)}
    found = []
    for trade in (t for t in docket.trades if t.signed_on and t.terminated_on is None):
        subject = trade.matter_id or trade.id
        signed = [(chain.steps[chain.concluding - 1].event, pack.id) for pack in packs
                  for chain in chains(pack, docket.project, trade.signed_on, Subject.TRADE)]
        found += [Happened(event, trade.signed_on, subject, trade.title, pack_id) for event, pack_id in signed
                  if event and not known & {(event, trade.signed_on), (event, subject)} and (
                      event is not Event.TRADED or trade.side is TradeSide.SELLER)]
        if trade.adjustment_on:
            found.append(Happened(Event.ADJUSTMENT_APPLIED, trade.adjustment_on, subject, trade.title))
    return found


def _of_matters(docket: Docket, packs: tuple[Pack, ...]) -> list[Happened]:
    found = []
    for each in standings(docket, packs):
        passed = (e for e in entries_of(docket, each.matter.id) if e.kind is EntryKind.PASSED and e.step in each.passed and e.acted_on)
        events_ = ((e, each.chain.steps[e.step - 1].event) for e in passed if e.step <= len(each.chain.steps))
        label = each.matter.title or each.chain.label
        found += [Happened(event, e.acted_on, each.matter.id, label, each.pack.id) for e, event in events_ if event]
    return found


def _entered_apart(docket: Docket, packs: tuple[Pack, ...], of_matters: Iterable[Happened]) -> list[Happened]:
    """Approvals of versions, and acceptances, that no matter tells of."""
    told = {s.chain.id for s in standings(docket, packs) if s.concluded_on}
    found = []
    for pack, chain in ((p, c) for p in packs for c in p.chains if c.id not in told and not _cannot_apply(docket, c)):
        event = chain.steps[chain.concluding - 1].event
        on = approved_on(docket, chain.subject) if event else None
        if on and (in_force(chain, on) or in_force(chain, docket.on)):  # what was approved stays so when the policy has run out
            found.append(Happened(event, on, "", chain.label, pack.id))
    if not any(h.event is Event.ACCEPTED for h in of_matters) and (whole := accepted_whole(counting(docket, packs))):
        found.append(Happened(Event.ACCEPTED, whole.accepted_on, whole.id, "竣工验收"))
    return found
