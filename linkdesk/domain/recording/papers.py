"""Entries about papers: signatures, seals and copies, withdrawal and termination; for which papers, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import AgreementEventKind, AgreementStage, PairTrouble, PartyRole
from linkdesk.domain.book import NOTHING
from linkdesk.domain.household import Household
from linkdesk.domain.paper_changes import differences_of
from linkdesk.domain.quantities import printed
from linkdesk.domain.recording.case import Case
from linkdesk.domain.recording.entry import Entry
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementState

Kind = AgreementEventKind
ENDS = Kind.WITHDRAWN, Kind.TERMINATED
OF_PAPERS = frozenset((*SIGNATURES, Kind.STAMPED, Kind.COPIED, *ENDS))
_OPEN = AgreementStage.PRINTED, AgreementStage.PART_SIGNED


def papers_meant(case: Case, entry: Entry) -> list[Agreement]:
    """The papers an entry is about: those still unsigned by this party, those to seal or copy, those to end."""
    mine = [a for a in case.trace.agreements if entry.agreement_kind in (None, a.kind) and case.trace.is_in_force(a)]
    if entry.kind in ENDS:
        return [a for a in mine if a in case.on_paper]
    mine = [a for a in mine if a.state is AgreementState.PRINTED]
    if entry.kind not in SIGNATURES:
        return mine
    return [a for a in mine if case.trace.stage(a) in _OPEN and not case.trace.last(entry.kind, of=a)]


def refuse_paper(case: Case, entry: Entry) -> str:
    """Why an entry about papers cannot be made; empty when it can."""
    if why := _refuse_incomplete(case, entry):
        return why
    papers = papers_meant(case, entry)
    if not papers:
        taken = any(a.state is AgreementState.TAKEN_OVER for a in case.on_paper)
        return "接收的纸质协议已签订，不用登记" if taken else f"{entry.kind}已登记过" if entry.kind in SIGNATURES else "没有仍在执行的协议"
    if late := next((day for a in papers if (day := case.printed_on(a)) and entry.happened_on < day), None):
        return f"日期早于协议印制日期（{late}）"
    if entry.kind in ENDS:
        return _refuse_end(case, entry, papers)
    return _refuse_signature(case, entry, papers) if entry.kind in SIGNATURES else ""


def _refuse_incomplete(case: Case, entry: Entry) -> str:
    """A paper that is not printed yet; without a kind the whole pair must be."""
    wanted = (str(entry.agreement_kind),) if entry.agreement_kind else case.trace.pair
    printed_kinds = {str(a.kind) for a in case.on_paper}
    lacking = [kind for kind in wanted if kind not in printed_kinds]
    if entry.kind in ENDS and printed_kinds and not entry.agreement_kind:
        return ""
    if not case.trace.agreements:
        return "没有有效的协议，请先生成并定稿印制"
    return f"{'、'.join(lacking)}尚未定稿印制" if lacking else ""


def _refuse_signature(case: Case, entry: Entry, papers: list[Agreement]) -> str:
    died = case.trace.last(Kind.HEAD_DIED)
    if PairTrouble.HEAD_DIED in case.troubles and entry.happened_on >= died.happened_on:
        return "户主已死亡，请先登记继承人确定，并将未签完的协议作废后重新印制"
    for paper in papers:
        changed = differences_of(case.dossier, paper, case.subject, entry.happened_on)
        if changed:
            return f"印制后{'，'.join(changed)}：请作废后重新印制"
    return _refuse_signer(case, entry, papers) if entry.kind is Kind.PARTY_B_SIGNED else ""


def _refuse_signer(case: Case, entry: Entry, papers: list[Agreement]) -> str:
    """The head signs, or somebody who acts for him on a paper; for a collective who answers for it."""
    named = {p.name for p in case.parties}
    if isinstance(case.subject, Household):
        heads = {case.subject.head_name, *(a.head_name for a in papers)}
        known = entry.person is None or entry.person in heads | named
        return "" if known else f"签字人“{entry.person}”既不是户主，也没有登记为有依据的当事人，请先在协议编辑中登记"
    acting = [p for p in case.parties if p.role is PartyRole.REPRESENTATIVE or p.name == entry.person]
    known = entry.person in named if entry.person else bool(acting)
    return "" if known else "集体的签字人须先登记为负责人，并写明任职文件等依据"


def _refuse_end(case: Case, entry: Entry, papers: list[Agreement]) -> str:
    dues = [due for a in papers if (due := case.due(a))]
    if coming := sum((d.on_the_way for d in dues), NOTHING):
        return f"有{printed(coming, 2)}元正在兑付，请先撤销批次"
    before = {a.id: a.paid_before or NOTHING for a in papers}
    booked = sum((max(NOTHING, d.paid - before[d.agreement.id]) for d in dues), NOTHING)
    received = sum((min(d.paid, before[d.agreement.id]) for d in dues), NOTHING)
    if (entry.repaid or NOTHING) > received:
        return f"退回已领款多于接收前已付的{printed(received, 2)}元；在本机兑付的请到“兑付”登记退回"
    if entry.kind is Kind.TERMINATED:
        unsigned = [str(a.kind) for a in papers if not case.trace.is_signed(a)]
        return f"{'、'.join(unsigned)}尚未签完，不用解除，请登记撤回或作废" if unsigned else ""
    return _refuse_withdrawal(case, entry, booked, received)


def _refuse_withdrawal(case: Case, entry: Entry, booked: Decimal, received: Decimal) -> str:
    if done := case.trace.last(Kind.DEMOLISHED, Kind.RECLAIMED):
        return f"已于{done.happened_on}{done.kind}，不能撤回；双方同意终止的请登记解除"
    if booked:
        return f"已领款{printed(booked, 2)}元尚未退回，请先在“兑付”登记退回款项"
    return f"接收前已领款{printed(received, 2)}元，请填写退回已领款" if (entry.repaid or NOTHING) < received else ""


def shares_of(case: Case, papers: list[Agreement], repaid: Decimal | None) -> Iterator[Decimal | None]:
    """What was given back, shared out on the papers by what each had been paid before it was taken over."""
    left = repaid or NOTHING
    for paper in papers:
        share = min(left, paper.paid_before or NOTHING)
        left -= share
        yield share or None
