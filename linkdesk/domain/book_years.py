"""Closed years of a county's quota book (年结): a closed year fixes every day until its end; asked by whoever posts, and by the guards.

Of the entries about a year the last one counts. Years close upwards and open downwards: what is closed never has an open year below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from linkdesk.domain.quota import BookClosing
from linkdesk.domain.quota_words import ClosingKind

_NAMED = 3  # of what waits, in one sentence


def closed_years(closings: Iterable[BookClosing]) -> frozenset[int]:
    """The years of one county that were closed and not opened again, from its entries in the order they were made."""
    last = {closing.year: closing.kind for closing in closings}
    return frozenset(year for year, kind in last.items() if kind is ClosingKind.CLOSED)


def closed_until(closings: Iterable[BookClosing]) -> int | None:
    """The last closed year: it and every earlier day are fixed; None while nothing is."""
    return max(closed_years(closings), default=None)


def why_closed(closings: Iterable[BookClosing], on: date | None) -> str:
    """Why nothing can be posted on a day, "" when it can."""
    until = closed_until(closings)
    if until is None or on is None or on.year > until:
        return ""
    return f"{until} 年度指标账已年结，{on} 的分录没有登记，账没有变。日期有误的请改日期；确需补记的，先重开 {until} 年度。"


def open_day(closings: Iterable[BookClosing], day: date | None, today: date) -> date:
    """The day on which something can be taken back: its own, or today where that year is closed."""
    return today if day is None or why_closed(closings, day) else day


def why_not_decided(made: BookClosing, known: Iterable[BookClosing], today: date, waiting: Sequence[str] = ()) -> str:
    """Why a year cannot be closed or opened again beside what its county decided before, "" when it can.

    `waiting` names what is still to be posted until the end of the year.
    """
    if not made.decided_on:
        return "请填写办理日期，再办理年结。"
    until = closed_until(known)
    if made.kind is ClosingKind.REOPENED:
        return _why_not_reopened(made, until)
    if today <= date(made.year, 12, 31):
        return f"{made.year} 年度还没有结束，没有年结。请在 {made.year + 1} 年 1 月 1 日以后办理。"
    if until is not None and made.year <= until:
        return f"{made.year} 年度已随 {until} 年度年结，没有重复办理。"
    if waiting:
        more = f"等 {len(waiting)} 项" if len(waiting) > _NAMED else ""
        return f"{made.year} 年度还有待过账事项：{'、'.join(waiting[:_NAMED])}{more}，没有年结。请先处理完再年结。"
    return ""


def _why_not_reopened(made: BookClosing, until: int | None) -> str:
    if not made.reason.strip():
        return "请写明重开的理由和批准人，再重开。"
    if until is None or made.year > until:
        return f"{made.year} 年度没有年结，不用重开。"
    if made.year < until:
        return f"{until} 年度已年结，要先重开 {until} 年度，再重开 {made.year} 年度。"
    return ""
