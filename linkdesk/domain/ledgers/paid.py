"""L4, what is due to everybody, what has been paid, and by which batches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from linkdesk.domain.book import NOTHING, PaymentState
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Due
from linkdesk.domain.fields import Private
from linkdesk.domain.ledgers.lines import Ledger, LedgerColumn, LedgerKind, Value
from linkdesk.domain.ledgers.subjects import PERSONS, WHO, Listed, Made, ledger_of, with_papers
from linkdesk.domain.payment import Payment, PaymentEvent
from linkdesk.domain.words import AgreementKind

_WORDS = {AgreementKind.RESETTLE: "安置协议", AgreementKind.DEMOLISH: "拆除协议", AgreementKind.RECLAIM: "复垦协议"}


def paid(dossier: Dossier) -> Ledger:
    """L4: agreed = payable today + not yet payable; payable − paid − on the way = open, or what has to come back.

    What has ended is not agreed any more; what was paid under it stands until it has come back.
    """
    found = tuple(s for s in with_papers(dossier) if s.progress and s.progress.dues)
    used = {d.agreement.kind for s in found for d in s.progress.dues} if found else set()
    kinds = tuple(k for k in AgreementKind if k in used or str(k) in dossier.pair)
    book = _Payments(dossier)
    return ledger_of(LedgerKind.PAID, found, (
        *WHO, PERSONS, *(_agreed(kind) for kind in kinds), _amount("payable", "现可兑付", lambda d: d.payable),
        _amount("not_yet", "未到条件", lambda d: _standing(d) - d.payable), _amount("paid", "已付", lambda d: d.paid),
        _amount("on_the_way", "在途", lambda d: d.on_the_way), _amount("remaining", "待付", lambda d: d.remaining),
        _amount("overpaid", "应退回", lambda d: d.overpaid),
        (LedgerColumn("batches", "付款批次", wide=True), book.batches), (LedgerColumn("paid_on", "最近付款"), book.paid_on),
        (LedgerColumn("account", "银行账号", private=Private.ACCOUNT, wide=True), _account("bank_account")),
        (LedgerColumn("bank", "开户行", wide=True), _account("bank_name")),
        (LedgerColumn("vouchers", "凭证号", wide=True), book.vouchers)),
        ("现可兑付按兑现条件的满足情况计算；协议金额＝现可兑付＋未到条件；待付＝现可兑付－已付－在途。",))


def _agreed(kind: AgreementKind) -> Made:
    def amount(subject: Listed) -> Value:
        due = subject.due(kind)
        return None if due is None or (due.agreed is None and not due.payable) else _standing(due)
    return LedgerColumn(f"agreed_{kind.name.lower()}", _WORDS[kind], 2, summed=True, under="协议金额", unit="元"), amount


def _standing(due: Due) -> Decimal:
    """What an agreement comes to while it stands; where its amount is open, what is payable already or was paid before."""
    return NOTHING if due.ended else due.payable if due.agreed is None else due.agreed


def _amount(name: str, label: str, of: Callable[[Due], Decimal]) -> Made:
    def total(subject: Listed) -> Value:
        return sum((of(d) for d in subject.progress.dues), NOTHING) if subject.progress else NOTHING
    return LedgerColumn(name, label, 2, summed=True, unit="元"), total


def _account(name: str) -> Callable[[Listed], Value]:
    def get(subject: Listed) -> Value:
        stated = [value for a in subject.trace.mains if (value := getattr(subject.trace.in_force(a), name))]
        return stated[0] if stated else (getattr(subject.household, name) if subject.household else "") or ""
    return get


class _Payments:
    """The payments of each subject with what is known of them."""

    def __init__(self, dossier: Dossier) -> None:
        whose = {a.id: a.subject_id for a in dossier.agreements}
        states, numbers = dossier.book.states(), {b.id: b.number for b in dossier.batches}
        self.made: dict[str, list[tuple[Payment, str]]] = {}
        for payment in dossier.payments:
            if states[payment.id] is not PaymentState.CANCELLED:
                self.made.setdefault(whose.get(payment.agreement_id, ""), []).append((payment, numbers[payment.batch_id]))
        self.events: dict[str, list[PaymentEvent]] = {}
        for event in dossier.payment_events:
            if event.payment_id:
                self.events.setdefault(event.payment_id, []).append(event)

    def batches(self, subject: Listed) -> str:
        """The numbers of the batches a subject is in."""
        return "、".join(dict.fromkeys(number for _, number in self.made.get(subject.id, ())))

    def paid_on(self, subject: Listed) -> date | None:
        """The day of the last payment."""
        return max((e.happened_on for e in self._of(subject) if e.happened_on), default=None)

    def vouchers(self, subject: Listed) -> str:
        """The numbers of the vouchers."""
        return "、".join(dict.fromkeys(e.voucher for e in self._of(subject) if e.voucher))

    def _of(self, subject: Listed) -> list[PaymentEvent]:
        return [e for payment, _ in self.made.get(subject.id, ()) for e in self.events.get(payment.id, ())]
