"""Payment plan and payments of a trade (价款): planned before signing, paid after it, a wrong entry answered by 更正."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of, new_id
from linkdesk.domain.quantities import printed
from linkdesk.domain.trade import Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_dues import in_order
from linkdesk.domain.trade_payment_rules import why_not_paid
from linkdesk.domain.trade_standing import amount_of, is_signed
from linkdesk.domain.words import ChangeKind

WHAT = "付款计划"
FIELDS = fields_of(TradePayment)


@dataclass(frozen=True, slots=True)
class Typed:
    """A payment as it was typed: its amount in 万元 unless a unit stands behind it, its day, its voucher, a note."""

    amount: str = ""
    paid_on: str = ""
    voucher: str = ""
    note: str = ""


def instalments(desk: Desk, trade: Trade) -> list[TradeInstalment]:
    """The payments a trade plans, in their order."""
    return sorted(desk.store.load(TradeInstalment, trade_id=trade.id), key=lambda i: i.position)


def add(desk: Desk, trade: Trade) -> Change:
    """One more planned payment, of what is not planned yet of the amount."""
    was, there = _open(desk, trade), instalments(desk, trade)
    amount = amount_of(was).value
    left = None if amount is None else amount - sum(i.amount for i in there if i.amount)
    name = f"第 {len(there) + 1} 笔"
    return Change(f"新增{WHAT}", after=(TradeInstalment(trade_id=was.id, position=plan_rows.after_last(there), name=name,
                                                       amount=left if left and left > 0 else None),))


def set_instalment_field(desk: Desk, instalment: TradeInstalment, name: str, text: str) -> Change:
    """Put what was typed into a planned payment of a trade that is not signed."""
    was = plan_rows.newest(desk, instalment)
    _open_by_id(desk, was.trade_id)
    return set_field(was, name, text)


def move(desk: Desk, instalment: TradeInstalment, by: int) -> Change:
    """Move a planned payment up or down."""
    trade = _open_by_id(desk, instalment.trade_id)
    return plan_rows.move(instalments(desk, trade), instalment, by, WHAT)


def remove(desk: Desk, chosen: Sequence[TradeInstalment]) -> Change:
    """Remove planned payments of a trade that is not signed."""
    for trade_id in {i.trade_id for i in chosen}:
        _open_by_id(desk, trade_id)
    return plan_rows.remove(desk, chosen, WHAT)


def paste(desk: Desk, trade: Trade, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Planned payments from pasted spreadsheet rows."""
    was = _open(desk, trade)
    first = plan_rows.after_last(instalments(desk, was))
    made = tuple(TradeInstalment(trade_id=was.id, position=first + at, **row) for at, row in enumerate(pasted(TradeInstalment, cells, names)))
    return Change(f"粘贴{WHAT} {len(made)} 行", after=made)


def _open_by_id(desk: Desk, trade_id: str) -> Trade:
    return _open(desk, plan_rows.stored(desk, Trade, trade_id))


def _open(desk: Desk, trade: Trade) -> Trade:
    was = plan_rows.newest(desk, trade)
    if is_signed(was):
        raise KnownError(f"交易已于 {was.signed_on} 签订，付款计划不能再改，没有改动。")
    return was


def payments(desk: Desk, trade: Trade) -> list[TradePayment]:
    """Every entry of a payment, corrections too, by the day it came in and then as entered."""
    return sorted(desk.store.load(TradePayment, trade_id=trade.id), key=lambda p: (str(p.paid_on), str(p.entered_at)))


def pay(desk: Desk, trade: Trade, typed: Typed, instalment: TradeInstalment | None = None) -> Change:
    """Enter a payment of a signed trade, of the instalment named or of the earliest that are open."""
    seen, was = desk.as_of(), plan_rows.newest(desk, trade)
    made = TradePayment(trade_id=was.id, instalment_id=instalment.id if instalment else None, note=typed.note.strip(),
                        **{name: parse(FIELDS[name], getattr(typed, name)) for name in ("amount", "paid_on", "voucher")},
                        officer_name=desk.officer_name, entered_at=desk.clock())
    return _entered(desk, was, made, "登记交易付款", seen)


def revoke(desk: Desk, payment: TradePayment, why: str) -> Change:
    """Answer a payment that was entered wrongly; both entries stay."""
    if not why.strip():
        raise KnownError("请写明更正的原因，再更正。")
    seen = desk.as_of()
    made = replace(payment, id=new_id(), revokes_id=payment.id, note=why.strip(), officer_name=desk.officer_name, entered_at=desk.clock())
    return _entered(desk, plan_rows.stored(desk, Trade, payment.trade_id), made, "更正交易付款", seen)


def _entered(desk: Desk, trade: Trade, made: TradePayment, title: str, seen: int) -> Change:
    known = desk.store.load(TradePayment, trade_id=trade.id)
    if why := why_not_paid(made, trade, instalments(desk, trade), known, local_day(desk.clock())):
        raise KnownError(why)
    return Change(f"{title} {printed(made.amount or 0, 2)} 元", after=(made,), kind=ChangeKind.PROGRESS, as_of=seen)


def standing_payments(desk: Desk, trade: Trade) -> tuple[TradePayment, ...]:
    """The payments that count, the earliest first."""
    return in_order(desk.store.load(TradePayment, trade_id=trade.id))
