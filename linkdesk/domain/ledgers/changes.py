"""L6, what was changed, withdrawn, terminated or made void after printing; L7, what was printed and stamped, in how many copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.ledgers.lines import Ledger, LedgerColumn, LedgerKind, LedgerLine, Value
from linkdesk.domain.ledgers.subjects import Listed, with_papers
from linkdesk.domain.trace import standing_events
from linkdesk.domain.words import AgreementState

Kind = AgreementEventKind
Row = tuple[date | None, str, tuple[Value, ...]]  # the day, the line's id, its values
Rows = Callable[[Listed, Iterable[Agreement], Iterable[AgreementEvent]], Iterator[Row]]
_CHANGES = frozenset((Kind.WITHDRAWN, Kind.TERMINATED, Kind.DISPUTED, Kind.DISPUTE_SETTLED, Kind.HEAD_DIED, Kind.HEIR_CONFIRMED))
_STAMPS = frozenset((Kind.PRINTED, Kind.COPIED, Kind.STAMPED))
_WHO = (LedgerColumn("village", "行政村"), LedgerColumn("group", "村民小组"), LedgerColumn("name", "户主", private=Private.NAME),
        LedgerColumn("kind", "协议"), LedgerColumn("number", "协议编号", wide=True))


def changes(dossier: Dossier) -> Ledger:
    """L6: one line for each change, by the day."""
    columns = (LedgerColumn("on", "日期"), *_WHO, LedgerColumn("what", "事项"), LedgerColumn("why", "原因和依据", wide=True),
               LedgerColumn("repaid", "退回款项", 2, summed=True, unit="元"), LedgerColumn("officer", "登记人"))
    return _ledger(LedgerKind.CHANGES, columns, dossier, _changed)


def stamps(dossier: Dossier) -> Ledger:
    """L7: one line for each printing and stamping, by the day."""
    columns = (LedgerColumn("on", "日期"), *_WHO, LedgerColumn("what", "事项"),
               LedgerColumn("copies", "份数", 0, summed=True, unit="份"), LedgerColumn("why", "事由", wide=True),
               LedgerColumn("officer", "经办人"))
    return _ledger(LedgerKind.STAMPS, columns, dossier, _stamped)


def _ledger(kind: LedgerKind, columns: tuple[LedgerColumn, ...], dossier: Dossier, rows: Rows) -> Ledger:
    events = standing_events(dossier.agreement_events)
    of: dict[str, list[AgreementEvent]] = {}
    for event in events:
        of.setdefault(event.subject_id, []).append(event)
    made: dict[str, list[Agreement]] = {}
    for agreement in dossier.agreements:
        made.setdefault(agreement.subject_id, []).append(agreement)
    lines = [(day, LedgerLine(id_, s.id, s.village, s.group, values)) for s in with_papers(dossier)
             for day, id_, values in rows(s, made.get(s.id, ()), of.get(s.id, ()))]
    return Ledger(kind, columns, tuple(line for _, line in sorted(lines, key=lambda pair: pair[0] or date.max)))


def _changed(subject: Listed, made: Iterable[Agreement], events: Iterable[AgreementEvent]) -> Iterator[Row]:
    papers = {a.id: a for a in made}
    for event in events:
        if event.kind in _CHANGES:
            yield _row(subject, event, papers.get(event.agreement_id or ""), (event.basis or "", event.repaid, event.officer_name))
    for paper in papers.values():
        if paper.state is AgreementState.VOID and paper.number:
            yield paper.voided_on, paper.id, (paper.voided_on, *_who(subject, paper), str(AgreementState.VOID), paper.void_reason, None, "")
        if paper.supplements_id and paper.state is not AgreementState.VOID:
            day = subject.trace.signed_on(paper)
            yield day, paper.id, (day, *_who(subject, paper), "补充协议", paper.changes or "", None, "")


def _stamped(subject: Listed, made: Iterable[Agreement], events: Iterable[AgreementEvent]) -> Iterator[Row]:
    papers = {a.id: a for a in made}
    for event in events:
        if event.kind in _STAMPS:
            yield _row(subject, event, papers.get(event.agreement_id or ""), (event.copies, event.basis or "", event.officer_name))


def _row(subject: Listed, event: AgreementEvent, paper: Agreement | None, rest: tuple[Value, ...]) -> Row:
    return event.happened_on, event.id, (event.happened_on, *_who(subject, paper), str(event.kind), *rest)


def _who(subject: Listed, paper: Agreement | None) -> tuple[Value, ...]:
    named = (paper.head_name if paper and paper.head_name else subject.name)
    return subject.village, subject.group, named, str(paper.kind) if paper else "", paper.number if paper else ""
