"""Entries about the ground and the end of the work: once each, one after the other, none before the one it builds on."""

from __future__ import annotations

from datetime import date

from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, PairTrouble
from linkdesk.domain.book import NOTHING
from linkdesk.domain.quantities import printed
from linkdesk.domain.recording.case import Case
from linkdesk.domain.recording.entry import Entry
from linkdesk.domain.trace import ACCEPTANCES, Trace
from linkdesk.domain.words import AgreementKind

Kind = AgreementEventKind
ORDER = (Kind.VACATED, Kind.DEMOLISHED, Kind.DEMOLITION_ACCEPTED, Kind.RECLAIMED, Kind.RECLAMATION_ACCEPTED, Kind.CLOSED)
STEPS = frozenset((*ORDER, Kind.MOVED_IN))
_FORMER = {Kind.DEMOLITION_ACCEPTED: Kind.DEMOLISHED, Kind.RECLAIMED: Kind.DEMOLITION_ACCEPTED,
           Kind.RECLAMATION_ACCEPTED: Kind.RECLAIMED}
_WORK = {AgreementKind.DEMOLISH: Kind.DEMOLITION_ACCEPTED, AgreementKind.RECLAIM: Kind.RECLAMATION_ACCEPTED,
         AgreementKind.RESETTLE: Kind.MOVED_IN}


def refuse_step(case: Case, entry: Entry) -> str:
    """Why a step of the work cannot be entered; empty when it can."""
    if not case.on_paper:
        return "协议尚未定稿印制"
    if entry.kind not in ACCEPTANCES and (done := case.trace.last(entry.kind)):
        return f"{entry.kind}已于{done.happened_on}登记"
    if entry.kind in ACCEPTANCES and entry.level is None and case.dossier.acceptance_level:
        return f"请选择验收层级（本县以{case.dossier.acceptance_level}为准）"
    return (_refuse_without_former(case, entry.kind) or _refuse_day(case.trace, entry)
            or (_refuse_closing(case) if entry.kind is Kind.CLOSED else ""))


def stands(trace: Trace, kind: AgreementEventKind) -> AgreementEvent | None:
    """The entry by which a step counts as done: for an acceptance the one that found the work good."""
    return trace.accepted(kind) if kind in ACCEPTANCES else trace.last(kind)


def _refuse_without_former(case: Case, kind: AgreementEventKind) -> str:
    former = _FORMER.get(kind)
    if former is None or stands(case.trace, former):
        return ""
    if kind is Kind.RECLAIMED and case.trace.of(AgreementKind.DEMOLISH) is None:
        return ""  # nothing was agreed about a house
    return f"尚未登记{former}{'合格' if former in ACCEPTANCES else ''}"


def _refuse_day(trace: Trace, entry: Entry) -> str:
    if entry.kind not in ORDER:
        return ""
    at = ORDER.index(entry.kind)
    before = [e for kind in ORDER[:at] if (e := stands(trace, kind))]
    after = [e for e in trace.events if e.kind in ORDER[at + 1:]]
    if early := next((e for e in before if entry.happened_on < (e.happened_on or date.min)), None):
        return f"日期早于{early.kind}（{early.happened_on}）"
    if late := next((e for e in after if e.happened_on and entry.happened_on > e.happened_on), None):
        return "" if entry.kind in ACCEPTANCES else f"日期晚于已登记的{late.kind}（{late.happened_on}）"
    return ""


def unfounded(trace: Trace) -> AgreementEventKind | None:
    """A step entered that builds on one that does not stand (any more); None when all stand on each other."""
    for kind, former in _FORMER.items():
        skipped = kind is Kind.RECLAIMED and trace.of(AgreementKind.DEMOLISH) is None
        if trace.last(kind) and not stands(trace, former) and not skipped:
            return kind
    return None


def _refuse_closing(case: Case) -> str:
    open_ = [str(step) for kind, step in _WORK.items() if _agreed(case, kind) and not stands(case.trace, step)]
    if not case.trace.dual_signed or open_:
        return f"尚未完成{'、'.join(open_)}，不能办结" if open_ else "尚未双签，不能办结"
    for amounts, words in ((sum(d.remaining for d in case.dues), "未付"), (sum(d.on_the_way for d in case.dues), "正在兑付"),
                           (sum(d.overpaid for d in case.dues), "多付未退")):
        if amounts > NOTHING:
            return f"还有{printed(amounts, 2)}元{words}，不能办结"
    trouble = next((t for t in case.troubles if t is not PairTrouble.OVERDUE), None)
    return f"{trouble}，不能办结" if trouble else ""


def _agreed(case: Case, kind: AgreementKind) -> bool:
    return case.trace.of(kind) is not None
