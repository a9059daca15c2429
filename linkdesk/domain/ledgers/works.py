"""L2, what has been vacated, demolished and accepted; L3, what has been reclaimed and accepted."""

from __future__ import annotations

from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, AgreementStage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.ledgers.lines import Ledger, LedgerColumn, LedgerKind, Value
from linkdesk.domain.ledgers.subjects import WHO, Listed, Made, ledger_of, subjects
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import AgreementKind

Kind = AgreementEventKind
_NUMBER = LedgerColumn("number", "协议编号", wide=True)


def demolition(dossier: Dossier) -> Ledger:
    """L2: everybody with a signed agreement on demolition, or whose house came down without one."""
    return ledger_of(LedgerKind.DEMOLITION, _with(dossier, AgreementKind.DEMOLISH, Kind.DEMOLISHED), (
        *WHO, (_NUMBER, lambda s: _number(s, AgreementKind.DEMOLISH)),
        (LedgerColumn("signed_on", "双签日期"), lambda s: s.trace.dual_signed_on),
        (LedgerColumn("by", "约定拆除期限"), lambda s: _by(s, AgreementKind.DEMOLISH, "demolish_by")),
        (LedgerColumn("vacated_on", "腾退日期"), lambda s: _day(s.trace.last(Kind.VACATED))),
        (LedgerColumn("done_on", "拆除日期"), lambda s: _day(s.trace.last(Kind.DEMOLISHED))),
        (LedgerColumn("way", "拆除方式"), lambda s: _way(s.trace.last(Kind.DEMOLISHED))),
        *_acceptance(Kind.DEMOLITION_ACCEPTED, AgreementKind.DEMOLISH, "demolish_by")))


def reclamation(dossier: Dossier) -> Ledger:
    """L3: everybody with a signed agreement on reclamation, or whose homestead was reclaimed without one."""
    return ledger_of(LedgerKind.RECLAMATION, _with(dossier, AgreementKind.RECLAIM, Kind.RECLAIMED), (
        *WHO, (_NUMBER, lambda s: _number(s, AgreementKind.RECLAIM)),
        (LedgerColumn("area", "宅基地（用地）面积", 2, summed=True, unit="㎡"), _area),
        (LedgerColumn("by", "约定复垦期限"), lambda s: _by(s, AgreementKind.RECLAIM, "reclaim_by")),
        (LedgerColumn("done_on", "复垦日期"), lambda s: _day(s.trace.last(Kind.RECLAIMED))),
        (LedgerColumn("way", "复垦方式"), lambda s: _way(s.trace.last(Kind.RECLAIMED))),
        *_acceptance(Kind.RECLAMATION_ACCEPTED, AgreementKind.RECLAIM, "reclaim_by")))


def _with(dossier: Dossier, kind: AgreementKind, done: AgreementEventKind) -> tuple[Listed, ...]:
    return tuple(s for s in subjects(dossier) if s.trace.last(done)
                 or ((a := s.trace.of(kind)) and s.trace.stage(a) is AgreementStage.SIGNED))


def _number(subject: Listed, kind: AgreementKind) -> str:
    made = subject.trace.of(kind)
    return made.number if made else ""


def _by(subject: Listed, kind: AgreementKind, name: str) -> Value:
    agreement = subject.agreement(kind)
    return getattr(agreement, name) if agreement else None


def _day(event: AgreementEvent | None) -> Value:
    return event.happened_on if event else None


def _way(event: AgreementEvent | None) -> str:
    return str(event.way or "") if event else ""


def _area(subject: Listed) -> Value:
    area = subject.of.homestead_area if isinstance(subject.of, Household) else subject.of.land_area
    return None if area is None else rounded(area, 2)


def _acceptance(kind: AgreementEventKind, of: AgreementKind, term: str) -> tuple[Made, ...]:
    def result(subject: Listed) -> str:
        entry = subject.trace.last(kind)
        return "" if entry is None else "合格" if entry.passed else "不合格"

    def level(subject: Listed) -> str:
        entry = subject.trace.last(kind)
        return str(entry.level or "") if entry else ""

    def in_time(subject: Listed) -> str:
        by, accepted = _by(subject, of, term), subject.trace.accepted(kind)
        if by is None:
            return ""
        if accepted is None or accepted.happened_on is None:
            return "逾期" if subject.dossier.on > by else "未到期"
        return "是" if accepted.happened_on <= by else "逾期"
    return ((LedgerColumn("accepted_on", "验收日期"), lambda s: _day(s.trace.last(kind))), (LedgerColumn("level", "验收层级"), level),
            (LedgerColumn("result", "验收结果"), result), (LedgerColumn("in_time", "按期"), in_time),
            (LedgerColumn("basis", "验收依据", wide=True), lambda s: (e.basis or "") if (e := s.trace.last(kind)) else ""))
