"""What bought quota is used for (购入指标使用): each of its three rights for itself, never more than was bought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linkdesk.actions import plan_rows, trade_book
from linkdesk.actions.edits import set_field, set_value
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.trade import QuotaUse, Trade
from linkdesk.domain.trade_rights import why_beyond, why_not_used

WHAT = "购入指标使用"


def uses(desk: Desk, trade: Trade) -> list[QuotaUse]:
    """What a trade's quota is used for, in order."""
    return sorted(desk.store.load(QuotaUse, trade_id=trade.id), key=lambda u: u.position)


def add(desk: Desk, trade: Trade, **values: Any) -> Change:
    """One more use of quota that was bought and transferred."""
    of = plan_rows.newest(desk, trade)
    made = QuotaUse(trade_id=of.id, position=plan_rows.after_last(uses(desk, of)), **values)
    return _checked(desk, of, Change(f"新增{WHAT}", after=(made,)))


def set_use_field(desk: Desk, use: QuotaUse, name: str, text: str) -> Change:
    """Put what was typed into a use; what the ledger says of it follows."""
    was = plan_rows.newest(desk, use)
    return _checked(desk, plan_rows.stored(desk, Trade, was.trade_id), set_field(was, name, text))


def set_choice(desk: Desk, use: QuotaUse, name: str, value: Any) -> Change:
    """Put a value chosen from a list into a use."""
    was = plan_rows.newest(desk, use)
    return _checked(desk, plan_rows.stored(desk, Trade, was.trade_id), set_value(was, name, value))


def paste(desk: Desk, trade: Trade, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Uses from pasted spreadsheet rows."""
    of = plan_rows.newest(desk, trade)
    first = plan_rows.after_last(uses(desk, of))
    made = tuple(QuotaUse(trade_id=of.id, position=first + at, **row) for at, row in enumerate(pasted(QuotaUse, cells, names)))
    return _checked(desk, of, Change(f"粘贴{WHAT} {len(made)} 行", after=made))


def remove(desk: Desk, chosen: Sequence[QuotaUse]) -> Change:
    """Remove uses; what the ledger says of them is reversed."""
    return plan_rows.remove(desk, chosen, WHAT)


def _checked(desk: Desk, trade: Trade, change: Change) -> Change:
    others = {u.id: u for u in uses(desk, trade)} | {u.id: u for u in change.after}
    whys = (why_not_used(trade, use, local_day(desk.clock())) for use in change.after)
    if why := next(filter(None, whys), "") or why_beyond(trade, others.values()):
        raise KnownError(why)
    if why := trade_book.why_not_followed(desk, trade, change):
        raise KnownError(why)
    return change
