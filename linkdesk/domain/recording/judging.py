"""Judging entries one after the other: the first refusal, else the events they become, and what they cost the household."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, PairTrouble, PartyRole
from linkdesk.domain.amounts import subjects_by_id
from linkdesk.domain.book import NOTHING
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import new_id
from linkdesk.domain.household import Household
from linkdesk.domain.paper_changes import GONE
from linkdesk.domain.quantities import printed
from linkdesk.domain.recording.case import Case, case_of
from linkdesk.domain.recording.entry import Entry, lacking
from linkdesk.domain.recording.papers import ENDS, OF_PAPERS, papers_meant, refuse_paper, shares_of
from linkdesk.domain.recording.steps import STEPS, refuse_step, unfounded
from linkdesk.domain.subject import Subject, belonging_to
from linkdesk.domain.trace import FACTS

Kind = AgreementEventKind
_PEOPLE = frozenset((Kind.DISPUTED, Kind.DISPUTE_SETTLED, Kind.HEAD_DIED, Kind.HEIR_CONFIRMED))
_ABOUT_PAPER = "way", "passed", "level", "reason", "copies", "person", "basis", "paper"


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of entries about one subject: why not, or the events, with what they cost."""

    why: str = ""
    events: tuple[AgreementEvent, ...] = ()
    warnings: tuple[str, ...] = ()


def judged(dossier: Dossier, subject: Subject | None, entries: Sequence[Entry]) -> Judged:
    """Judge entries about one household or collective property, each as if those before it were made already."""
    if subject is None or subject.left_out is not None:
        return Judged(f"该户{GONE}，不能登记；已印制的协议请作废")
    case, events, warnings = case_of(dossier, subject), [], []
    for entry in entries:
        if why := _refusal(case, entry):
            return Judged(why)
        made = _events(case, entry)
        now = case.having(made)
        warnings += _warnings(case, now, entry)
        case, events = now, [*events, *made]
    return Judged("", tuple(events), tuple(dict.fromkeys(warnings)))


def _refusal(case: Case, entry: Entry) -> str:
    if why := lacking(entry):
        return why
    if entry.happened_on > case.dossier.on:
        return f"日期在今天（{case.dossier.on}）以后"
    if entry.kind not in _PEOPLE and (why := _refuse_over(case)):
        return why
    if entry.kind in OF_PAPERS:
        return refuse_paper(case, entry)
    if entry.kind in STEPS:
        made = refuse_step(case, entry)
        return made or _refuse_undermining(case, entry)
    return _OTHERS[entry.kind](case, entry)


def _refuse_over(case: Case) -> str:
    if ended := case.trace.ended:
        return f"协议{ended}，不能再登记；重新签订的，请先作废再拟订"
    return "已办结，不能再登记；办结有误的，请先更正" if case.trace.last(Kind.CLOSED) else ""


def _refuse_undermining(case: Case, entry: Entry) -> str:
    """An acceptance that fails after the next step was entered would leave that step without ground."""
    on_it = unfounded(case.having(_events(case, entry)).trace)
    return f"已登记{on_it}，验收不合格的请先更正{on_it}" if on_it else ""


def _refuse_unsigned(case: Case, entry: Entry) -> str:
    return "已双签，不用登记未签原因" if case.trace.dual_signed else ""


def _refuse_dispute(case: Case, entry: Entry) -> str:
    return "争议尚未解决，不用重复登记" if PairTrouble.DISPUTED in case.troubles else ""


def _refuse_settlement(case: Case, entry: Entry) -> str:
    begun = case.trace.last(Kind.DISPUTED, Kind.DISPUTE_SETTLED)
    if begun is None or begun.kind is not Kind.DISPUTED:
        return "没有未解决的争议"
    return f"日期早于争议（{begun.happened_on}）" if entry.happened_on < begun.happened_on else ""


def _refuse_death(case: Case, entry: Entry) -> str:
    if not isinstance(case.subject, Household):
        return "集体没有户主"
    return "户主死亡已登记，继承人尚未确定" if PairTrouble.HEAD_DIED in case.troubles else ""


def _refuse_heir(case: Case, entry: Entry) -> str:
    died = case.trace.last(Kind.HEAD_DIED, Kind.HEIR_CONFIRMED)
    if died is None or died.kind is not Kind.HEAD_DIED:
        return "没有登记户主死亡"
    if entry.happened_on < died.happened_on:
        return f"日期早于户主死亡（{died.happened_on}）"
    heirs = {p.name for p in case.parties if p.role is PartyRole.HEIR}
    return "" if entry.person in heirs else f"“{entry.person}”还没有登记为有依据的继承人，请先在协议编辑中登记"


_OTHERS: dict[AgreementEventKind, Callable[[Case, Entry], str]] = {
    Kind.NOT_SIGNED: _refuse_unsigned, Kind.DISPUTED: _refuse_dispute, Kind.DISPUTE_SETTLED: _refuse_settlement,
    Kind.HEAD_DIED: _refuse_death, Kind.HEIR_CONFIRMED: _refuse_heir,
    Kind.PRINTED: lambda case, entry: "印制由“批量打印”登记", Kind.REVOKED: lambda case, entry: "请在记录上用“更正”"}


def _events(case: Case, entry: Entry) -> tuple[AgreementEvent, ...]:
    said = {name: getattr(entry, name) for name in _ABOUT_PAPER}
    plain = AgreementEvent(project_id=case.dossier.project.id, kind=entry.kind, happened_on=entry.happened_on, **said,
                           **belonging_to(case.subject))
    if entry.kind not in OF_PAPERS:
        return (plain,)
    papers = papers_meant(case, entry)
    shares = shares_of(case, papers, entry.repaid) if entry.kind in ENDS else [None] * len(papers)
    return tuple(_on(plain, paper.id, share) for paper, share in zip(papers, shares, strict=True))


def _on(event: AgreementEvent, agreement_id: str, repaid: object) -> AgreementEvent:
    return replace(event, agreement_id=agreement_id, repaid=repaid, id=new_id())


def _warnings(before: Case, now: Case, entry: Entry) -> Iterator[str]:
    """What an entry costs: conditions it makes impossible, money that has to come back, papers that have to be made anew."""
    on, kinds = before.dossier.on, {a.kind for a in before.trace.mains}
    for condition in before.dossier.conditions if entry.kind not in ENDS else ():
        fact = FACTS[condition.fact]
        if condition.kind in kinds and fact(now.trace, on) is False and fact(before.trace, on) is not False:
            yield f"“{condition.label}”不满足（{condition.clause}），影响{condition.kind}的奖补"
    if entry.kind is Kind.TERMINATED and (paid := sum((d.paid for d in before.dues), NOTHING) - (entry.repaid or NOTHING)) > 0:
        yield f"已付{printed(paid, 2)}元须退回"
    if entry.kind is Kind.HEIR_CONFIRMED and not before.trace.dual_signed and before.on_paper:
        yield "未签完的协议请作废后以继承人重新印制"


def refuse_correction(dossier: Dossier, event: AgreementEvent) -> str:
    """Why an entry cannot be cancelled now: others build on it, or money is on its way because of it; empty when it can."""
    found = dossier.progress.get(event.subject_id)
    if event.kind in (Kind.PRINTED, Kind.REVOKED):
        return f"{event.kind}记录不能更正；协议印错的请作废后重新印制"
    if found is None or event.id not in {e.id for e in found.trace.events}:
        return "这条记录已更正过，或不在本项目"
    case = Case(dossier, subjects_by_id(dossier).get(event.subject_id), found.trace, found.dues, found.troubles)
    without = case.without(event).trace
    if closed := without.last(Kind.CLOSED):
        return "" if event.id == closed.id else "已办结，请先更正办结"
    if later := unfounded(without):
        return f"{later}以它为前提，请先更正{later}"
    coming = sum((d.on_the_way for d in found.dues), NOTHING)
    return f"有{printed(coming, 2)}元正在兑付，请先撤销批次" if coming else ""
