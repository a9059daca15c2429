"""L1, who has signed what and by when it is to be done; L5, who has not signed and why."""

from __future__ import annotations

from datetime import date

from linkdesk.domain.agreement_words import AgreementEventKind, PairStage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import why_left_out
from linkdesk.domain.fields import Private
from linkdesk.domain.ledgers.lines import Ledger, LedgerColumn, LedgerKind, Value
from linkdesk.domain.ledgers.subjects import PERSONS, WHO, Listed, Made, ledger_of, subjects

_SHORT = {"搬迁安置协议": "安置协议", "旧房拆除协议": "拆除协议", "宅基地复垦协议": "复垦协议"}


def signing(dossier: Dossier) -> Ledger:
    """L1: every household and collective property with the numbers, days and terms of its pair."""
    papers = tuple(made for kind in dossier.pair for made in _paper(kind))
    return ledger_of(LedgerKind.SIGNING, subjects(dossier), (
        *WHO, (LedgerColumn("id_number", "身份证号", private=Private.IDENTITY, wide=True), _id_number), PERSONS,
        (LedgerColumn("relocation_type", "搬迁类型"), _relocation), *papers,
        (LedgerColumn("demolish_by", "约定拆除期限"), lambda s: _term(s, "demolish_by")),
        (LedgerColumn("reclaim_by", "约定复垦期限"), lambda s: _term(s, "reclaim_by")),
        (LedgerColumn("stage", "状态"), stage)))


def unsigned(dossier: Dossier) -> Ledger:
    """L5: everybody whose pair is not signed by all parties, with the reason entered or the one that follows from the data."""
    left = tuple(s for s in subjects(dossier) if not s.trace.dual_signed)
    return ledger_of(LedgerKind.UNSIGNED, left, (
        *WHO, PERSONS, (LedgerColumn("unsigned", "未签协议", wide=True), _unsigned_papers), (LedgerColumn("stage", "状态"), stage),
        (LedgerColumn("reason", "未签原因"), lambda s: _entered(s, "reason") or _follows(s)),
        (LedgerColumn("reason_on", "登记日期"), lambda s: _entered(s, "happened_on")),
        (LedgerColumn("said", "说明", wide=True), lambda s: _entered(s, "basis") or "")))


def stage(subject: Listed) -> str:
    """How far a subject's pair has come, with what stands beside it."""
    if subject.progress is None:
        return str(PairStage.NONE)
    return "；".join(map(str, (subject.progress.stage, *subject.progress.troubles)))


def _id_number(subject: Listed) -> str:
    named = [a.id_number for a in subject.trace.mains if a.id_number]
    return (named[0] if named else subject.household.id_number if subject.household else "") or ""


def _relocation(subject: Listed) -> str:
    return str(subject.household.relocation_type or "") if subject.household else "集体"


def _paper(kind: str) -> tuple[Made, Made]:
    def number(subject: Listed) -> Value:
        made = subject.trace.of(kind)
        return made.number if made else ""

    def day(subject: Listed) -> Value:
        made = subject.trace.of(kind)
        return subject.trace.signed_on(made) if made else None
    word = _SHORT.get(kind, kind)
    return ((LedgerColumn(f"{kind}_number", "编号", under=word, wide=True), number), (LedgerColumn(f"{kind}_on", "签订日期", under=word), day))


def _term(subject: Listed, name: str) -> date | None:
    days = [day for kind in subject.dossier.pair if (a := subject.agreement(kind)) and (day := getattr(a, name))]
    return max(days) if days else None


def _unsigned_papers(subject: Listed) -> str:
    made = {kind: subject.trace.of(kind) for kind in subject.dossier.pair}
    return "、".join(_SHORT.get(kind, kind) for kind, a in made.items() if a is None or not subject.trace.is_signed(a))


def _entered(subject: Listed, name: str) -> Value:
    entry = subject.trace.last(AgreementEventKind.NOT_SIGNED)
    value = getattr(entry, name) if entry else None
    return str(value) if name == "reason" and value else value


def _follows(subject: Listed) -> str:
    """What the data say when nobody has entered a reason: ended, may not have the papers, not made yet, not signed yet."""
    if subject.progress and subject.progress.stage in (PairStage.WITHDRAWN, PairStage.TERMINATED):
        return str(subject.progress.stage)
    if why := why_left_out(subject.dossier, subject.of):
        return why
    made = [subject.trace.of(kind) for kind in subject.dossier.pair]
    return "尚未拟订" if None in made or not made else "未登记原因"
