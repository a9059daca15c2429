"""Lists to and from the bank: a confirmed batch goes out as a workbook, the bank's answer is read back and nothing in it is guessed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from linkdesk.actions import payments
from linkdesk.actions.bank_files import as_workbook
from linkdesk.actions.officers import at_desk
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents.payment_lists import line_key
from linkdesk.domain.agreement_words import PaymentEventKind
from linkdesk.domain.bank_result import BankResult
from linkdesk.domain.book import Book, PaymentState
from linkdesk.domain.change import Change
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.paths import shown_name
from linkdesk.survey.lists import Listing, read_list

Report = Callable[[int, int], None]
_TAIL = re.compile(r"(?<!\d)\d{4}-\d{3,}-\d{4,}(?!\d)")
_HIDDEN = re.compile(r"[*＊○×xX]+")


class Finding(StrEnum):
    """What becomes of a row of the bank's list; the value is the word an officer sees."""

    PAID = "已付"
    FAILED = "未付成功"
    KNOWN = "已登记过"
    DOUBLED = "重复"
    DIFFERS = "不一致"
    UNCLEAR = "结果不明"
    UNMATCHED = "对不上"


TAKEN = Finding.PAID, Finding.FAILED
_ENTERED = {Finding.PAID: PaymentEventKind.PAID, Finding.FAILED: PaymentEventKind.FAILED}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of the bank's list: which payment it is, what will be entered of it, or why nothing."""

    id: str            # sheet!row
    result: BankResult
    finding: Finding
    why: str = ""
    payment: Payment | None = None
    key: str = ""      # what was written on that payment


@dataclass(frozen=True, slots=True)
class ResultList:
    """The bank's list weighed against what was sent; `missing` are payments of the same batches it says nothing of."""

    listing: Listing
    project_id: str
    batch_id: str
    rows: tuple[ResultRow, ...]
    missing: tuple[Payment, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def understand(path: Path, report: Report = quiet) -> Listing:
    """What a bank's list says; stores nothing. Raises KnownError when it cannot be read."""
    with as_workbook(path) as readable:
        return replace(read_list(readable, BankResult, report), file_name=shown_name(path))


def results(desk: Desk, path: Path, project_id: str = "", batch_id: str = "", report: Report = quiet) -> ResultList:
    """Read the bank's list and weigh it; limited to a project or one batch where they are given."""
    return weigh(desk, understand(path, report), project_id, batch_id)


def weigh(desk: Desk, listing: Listing, project_id: str = "", batch_id: str = "") -> ResultList:
    """Which payment each row of a bank's list is, and what will be entered of it."""
    weighing = _Weighing(desk, listing, project_id, batch_id)
    rows = tuple(_once([weighing.row(at) for at in range(listing.rows_read)]))
    return ResultList(listing, project_id, batch_id, rows, weighing.missing(rows), Counter(str(r.finding) for r in rows))


def take_results(desk: Desk, read: ResultList) -> Change:
    """Enter what the bank paid and could not pay; weighed again first, so that what was entered meanwhile is not entered twice."""
    seen, by = desk.as_of(), at_desk(desk)
    now = weigh(desk, read.listing, read.project_id, read.batch_id)
    return payments.results_change([_event(desk, by, row) for row in now.rows if row.finding in TAKEN], seen)


def _event(desk: Desk, by: payments.Officer, row: ResultRow) -> PaymentEvent:
    kind, result = _ENTERED[row.finding], row.result
    reason = (result.failure or result.outcome or "银行未写明原因") if row.finding is Finding.FAILED else ""
    return payments.event(desk, by, row.payment, kind, result.paid_on or desk.clock().date(), result.number, reason)


class _Weighing:
    """The payments as a bank's list finds them again: by what was written on them, else by account, amount and name."""

    def __init__(self, desk: Desk, listing: Listing, project_id: str, batch_id: str) -> None:
        wanted = {"project_id": project_id} if project_id else {}
        self.listing, self.batch_id, self.today = listing, batch_id, desk.clock().date()
        self.batches = {b.id: b for b in desk.store.load(PaymentBatch, **wanted)}
        self.payments = {p.id: p for p in desk.store.load(Payment, **wanted)}
        events = desk.store.load(PaymentEvent, **wanted)
        self.states = Book(tuple(self.batches.values()), tuple(self.payments.values()), tuple(events)).states()
        self.vouchers = {(e.payment_id, e.voucher) for e in events if e.voucher}
        self.by_tail: defaultdict[str, list[Payment]] = defaultdict(list)
        self.alike: defaultdict[tuple[str, object], list[Payment]] = defaultdict(list)
        for payment in self.payments.values():
            self.by_tail[_TAIL.search(self.key(payment))[0]].append(payment)
            self.alike[payment.bank_account or "", payment.amount].append(payment)
        self.wrong = {(p.sheet, p.row): p.message for p in listing.problems if p.severity is Severity.ERROR}

    def key(self, payment: Payment) -> str:
        """What was written on a payment."""
        return line_key(self.batches[payment.batch_id], payment)

    def row(self, at: int) -> ResultRow:
        """One row by itself."""
        (sheet, number), result = self.listing.places[at], self.listing.entities[at]
        plain = ResultRow(f"{sheet}!{number}", result, Finding.UNMATCHED)
        if said := self.wrong.get((sheet, number)):
            return replace(plain, finding=Finding.UNCLEAR, why=said)
        payment, why = self._found(result)
        if payment is None:
            return replace(plain, why=why)
        plain = replace(plain, payment=payment, key=self.key(payment))
        if why := self._difference(result, payment):
            return replace(plain, finding=Finding.DIFFERS, why=why)
        return self._outcome(plain, payment)

    def _found(self, result: BankResult) -> tuple[Payment | None, str]:
        told = "".join(result.told.split())
        if tails := _TAIL.findall(told):
            mine = [p for p in self.by_tail.get(tails[0], ()) if self.key(p) in told] or self.by_tail.get(tails[0], [])
            return (mine[0], "") if len(mine) == 1 else (None, f"附言“{tails[0]}”不是已送银行的付款")
        alike = [p for p in self.alike.get((result.account or "", result.amount), ())
                 if _same(result.holder, p.account_holder) and self.batch_id in ("", p.batch_id)
                 and self.states[p.id] is not PaymentState.CANCELLED]
        known = [p for p in alike if (p.id, result.number) in self.vouchers]
        if len(known or alike) == 1:
            return (known or alike)[0], ""
        return None, f"有 {len(alike)} 笔账号、户名、金额都相同的付款，请在附言一列写明批次和序号" if alike else "没有账号、户名、金额都相同的付款"

    def _difference(self, result: BankResult, payment: Payment) -> str:
        """In what a row differs from the payment it names."""
        if result.amount is not None and result.amount != payment.amount:
            return f"金额不符：应为 {printed(payment.amount or 0, 2)} 元，银行为 {printed(result.amount, 2)} 元"
        if result.account and not _same(result.account, payment.bank_account):
            return "账号与送银行的不同"
        if result.holder and not _same(result.holder, payment.account_holder):
            return f"户名与送银行的“{payment.account_holder}”不同"
        made_on = self.batches[payment.batch_id].made_on or date.min
        if result.paid_on and not made_on <= result.paid_on <= self.today:
            return f"日期 {result.paid_on} 早于制表日期或晚于今天"
        return ""

    def _outcome(self, row: ResultRow, payment: Payment) -> ResultRow:
        state, done = self.states[payment.id], row.result.done
        if done is None or row.result.amount is None:
            said = "”“".join(filter(None, (row.result.outcome, row.result.failure)))
            missing = "没有金额" if row.result.amount is None else f"银行没有写明成功还是失败（“{said}”）"
            return replace(row, finding=Finding.UNCLEAR, why=missing)
        if state is PaymentState.SENT:
            return replace(row, finding=Finding.PAID if done else Finding.FAILED, why="" if done else row.result.failure or "")
        if (state in (PaymentState.PAID, PaymentState.REFUNDED) and done) or (state is PaymentState.FAILED and not done):
            return replace(row, finding=Finding.KNOWN, why=f"已登记为“{state}”")
        advice = "；款项退回的，请登记退回" if state is PaymentState.PAID else ""
        return replace(row, finding=Finding.DIFFERS, why=f"本系统为“{state}”，银行为“{row.result.outcome}”{advice}")

    def missing(self, rows: Iterable[ResultRow]) -> tuple[Payment, ...]:
        """Payments still with the bank, of the batches the list is about, that it does not name."""
        named = {r.payment.id for r in rows if r.payment}
        about = {r.payment.batch_id for r in rows if r.payment} | ({self.batch_id} - {""})
        return tuple(p for p in self.payments.values()
                     if p.batch_id in about and p.id not in named and self.states[p.id] is PaymentState.SENT)


def _once(rows: list[ResultRow]) -> Iterable[ResultRow]:
    """One payment in several rows: the first counts when all say the very same, else none does."""
    told: defaultdict[str, list[ResultRow]] = defaultdict(list)
    for row in rows:
        if row.payment and row.finding in (*TAKEN, Finding.KNOWN):
            told[row.payment.id].append(row)
    for row in rows:
        mine = told.get(row.payment.id, []) if row.payment and row.finding in (*TAKEN, Finding.KNOWN) else []
        if len({(r.result.done, r.result.number, r.result.paid_on) for r in mine}) > 1:
            row = replace(row, finding=Finding.DOUBLED, why="同一笔付款在表中不止一行，结果或流水号不同，请与银行核对")
        elif mine and row is not mine[0]:
            row = replace(row, finding=Finding.DOUBLED, why=f"与 {mine[0].id.rpartition('!')[2]} 行相同，只登记一次")
        yield row


def _same(said: str | None, sent: str | None) -> bool:
    """Whether two names or numbers are one, whatever blanks stand between and whatever the bank hid with * or ○."""
    said, sent = "".join((said or "").split()), "".join((sent or "").split())
    shown = [re.escape(part) for part in _HIDDEN.split(said)] if "*" in said or "○" in said or "＊" in said else [re.escape(said)]
    return re.fullmatch(".+".join(shown), sent) is not None
