"""The money of a county's projects in figures: what came in, what proceeds were spent on, what households and builders were paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from linkdesk.desk import Desk
from linkdesk.documents.county_facts import NOTHING, LeaderFigure
from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, PaymentEventKind
from linkdesk.domain.book import Book, PaymentState
from linkdesk.domain.carrying import WorkPayment
from linkdesk.domain.corrections import standing
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.county_money import ENDINGS, last_ended
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.quota_words import ProceedsPurpose, TradeSide
from linkdesk.domain.trade import Trade, TradePayment

_ROOM = "money"


class Row(NamedTuple):
    """An amount in yuan of one book, as far as the figures want it; `sort` says what it came from or went to."""

    id: str
    owner: str
    amount: Decimal | None
    revokes_id: str | None
    sort: Any = None
    purpose: ProceedsPurpose | None = None
    trade_id: str | None = None
    day: date | None = None

    @property
    def of_proceeds(self) -> bool:
        """Whether it was spent from proceeds of a trade."""
        return bool(self.trade_id) or self.sort is FundKind.PROCEEDS


class _Paid(NamedTuple):
    id: str
    batch_id: str
    project_id: str
    amount: Decimal | None


class _Event(NamedTuple):
    batch_id: str
    payment_id: str | None
    kind: PaymentEventKind
    amount: Decimal | None
    happened_on: date | None


class _Batch(NamedTuple):
    id: str


def receipts(desk: Desk, projects: Collection[str]) -> list[Row]:
    """What came in for some projects, other than by trade."""
    return _rows(desk, FundReceipt, ("id", "project_id", "amount", "revokes_id", "kind"), projects, "received_on")


def uses(desk: Desk, projects: Collection[str]) -> list[Row]:
    """What was entered as spent for some projects."""
    return _rows(desk, FundUse, ("id", "project_id", "amount", "revokes_id", "kind", "purpose", "trade_id"), projects, "paid_on")


def works(desk: Desk, projects: Collection[str]) -> list[Row]:
    """What builders and other partners were paid."""
    return _rows(desk, WorkPayment, ("id", "project_id", "amount", "revokes_id", "purpose"), projects, "paid_on")


def traded(desk: Desk, projects: Collection[str], side: TradeSide) -> list[Row]:
    """What buyers paid for quota of some projects, or what was paid for quota they bought."""
    mine = {id_ for id_, project in desk.store.columns(Trade, ("id", "project_id"), side=side) if project in projects}
    return _rows(desk, TradePayment, ("id", "trade_id", "amount", "revokes_id"), mine, "paid_on")


def _rows(desk: Desk, entity: type, names: tuple[str, ...], owners: Collection[str], day: str) -> list[Row]:
    found = desk.store.columns(entity, (*names, day))
    rows = (Row(*row[:-1], day=row[-1]) for row in found if row[1] in owners)
    return list(standing(rows))


def household_payments(desk: Desk, projects: Collection[str]) -> list[Row]:
    """What households were paid by the books of this desk, less what came back."""
    payments = [_Paid(*row) for row in desk.store.columns(Payment, _Paid._fields) if row[2] in projects]
    if not payments:
        return []
    batches = [_Batch(*row) for row in desk.store.columns(PaymentBatch, _Batch._fields)]
    events = [_Event(*row) for row in desk.store.columns(PaymentEvent, _Event._fields)]
    book = Book(tuple(batches), tuple(payments), tuple(events))
    states, back = book.states(), book.refunded()
    days = {e.payment_id: e.happened_on for e in events if e.kind is PaymentEventKind.PAID}
    return [Row(p.id, p.project_id, (p.amount or NOTHING) - back.get(p.id, NOTHING), None, day=days.get(p.id)) for p in payments
            if states[p.id] in (PaymentState.PAID, PaymentState.REFUNDED)]


def repaid(desk: Desk, projects: Collection[str]) -> list[Row]:
    """What households gave back when their agreement ended."""
    told = [e for e in desk.store.load(AgreementEvent, kind=(*ENDINGS, AgreementEventKind.REVOKED)) if e.project_id in projects]
    return [Row(e.id, e.project_id, e.repaid, None, day=e.happened_on) for e in last_ended(told) if e.repaid]


def total(rows: Iterable[Row]) -> Decimal:
    """The sum of some amounts, in yuan."""
    return sum((row.amount or NOTHING for row in rows), NOTHING)


def money_figures(desk: Desk, projects: Collection[str]) -> tuple[LeaderFigure, ...]:
    """Receipts, proceeds spent by purpose, what is left of proceeds, payments to households and for works; those that have a row."""
    return tuple(figure for figure in _figures(desk, projects) if figure.behind)


def _figures(desk: Desk, projects: Collection[str]) -> Iterator[LeaderFigure]:
    spent, sold = uses(desk, projects), traded(desk, projects, TradeSide.SELLER)
    of_proceeds = [row for row in spent if row.of_proceeds]
    yield _money("receipts", "其他资金到账", receipts(desk, projects), "fund_receipt")
    for purpose in ProceedsPurpose:
        yield _money(f"proceeds_{purpose.name.lower()}", f"收益用于{purpose}",
                     [row for row in of_proceeds if (row.purpose or ProceedsPurpose.OTHER) is purpose], "fund_use")
    if sold:
        left = in_ten_thousands(total(sold) - total(of_proceeds))
        yield LeaderFigure("proceeds_left", "收益结余", left, "万元", "trade_payment", tuple(row.id for row in sold), _ROOM, 2, "fund_use",
                           tuple(row.id for row in of_proceeds))
    yield _money("other_uses", "其他资金支出", [row for row in spent if not row.of_proceeds], "fund_use")
    paid, back = household_payments(desk, projects), repaid(desk, projects)
    yield LeaderFigure("households", "兑付农户", in_ten_thousands(total(paid) - total(back)), "万元", "payment", tuple(row.id for row in paid), _ROOM,
                       2, "agreement_event", tuple(row.id for row in back))
    yield _money("works", "支付工程款", works(desk, projects), "work_payment")


def _money(key: str, label: str, rows: list[Row], entity: str) -> LeaderFigure:
    return LeaderFigure(key, label, in_ten_thousands(total(rows)), "万元", entity, tuple(row.id for row in rows), _ROOM, 2)


def by_year(desk: Desk, projects: Collection[str]) -> dict[int | None, tuple[Decimal, Decimal]]:
    """What came in and what was spent in each year, in yuan; None for what bears no day."""
    came = (*receipts(desk, projects), *traded(desk, projects, TradeSide.SELLER))
    went = (*uses(desk, projects), *works(desk, projects), *household_payments(desk, projects), *traded(desk, projects, TradeSide.BUYER))
    sums = (_years(came), _years(went), _years(repaid(desk, projects)))
    return {year: (sums[0][year], sums[1][year] - sums[2][year]) for year in dict.fromkeys(y for each in sums for y in each)}


def _years(rows: Iterable[Row]) -> defaultdict[int | None, Decimal]:
    found: defaultdict[int | None, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[row.day.year if row.day else None] += row.amount or NOTHING
    return found
