"""Columns of time limits as tables show them: of one project, and of the county by the year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.words import Certainty, Severity
from linkdesk.policy.running_clock import RunningClock
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.table import Marks

_MARKED = {ClockState.OVERDUE: Severity.ERROR, ClockState.DONE_LATE: Severity.WARNING, ClockState.NEAR: Severity.WARNING}


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One time limit as a row, with the days left on the day it is shown."""

    id: str
    clock: RunningClock
    left: int | None
    working: int | None
    doubt: str


def rows_of(clocks: Iterable[RunningClock], on: date) -> list[ClockRow]:
    """The rows of time limits on a day."""
    return [_row(clock, on) for clock in clocks]


def _row(clock: RunningClock, on: date) -> ClockRow:
    working = clock.working_days_left(on)
    return ClockRow(clock.key, clock, clock.days_left(on), working.number if working else None, working.doubt if working else "")


def marks_of(rows: Iterable[ClockRow]) -> Marks:
    """The mark of each row that is overdue or near, with its consequence."""
    return {r.id: (_MARKED[r.clock.state], "；".join(filter(None, (str(r.clock.state), r.clock.consequence))))
            for r in rows if r.clock.state in _MARKED}


def doubt_of(rows: Iterable[ClockRow]) -> str:
    """What is doubtful of the working days shown; empty when nothing is."""
    said = "；".join(dict.fromkeys(part for row in rows for part in row.doubt.split("；") if part))
    return f"工作日一栏：{said}。" if said else ""


def clause_words(clock: RunningClock) -> str:
    """The clause, and that it is to be confirmed."""
    return clock.clause + ("（待核实）" if clock.certainty is Certainty.UNVERIFIED else "")


def _words(name: str, heading: str, width: int, text: Callable[[RunningClock], str]) -> Column:
    return Column(name, heading, lambda row: text(row.clock), lambda row: text_key(text(row.clock)), width)


def _number(name: str, heading: str, width: int) -> Column:
    def value(row: ClockRow) -> int | None:
        return getattr(row, name)
    return Column(name, heading, lambda row: "" if value(row) is None else f"{value(row):,}", lambda row: ordered(value(row)), width, right=True)


def _day(name: str, heading: str, width: int, mark: Callable[[RunningClock], str] = lambda clock: "") -> Column:
    def value(row: ClockRow) -> Any:
        return getattr(row.clock, name)
    return Column(name, heading, lambda row: f"{value(row)}{mark(row.clock)}" if value(row) else "", lambda row: ordered(value(row)), width)


STARTED = _day("started_on", "起算", 112, lambda c: "※" if c.is_ours and c.start_event else "")
DUE, ENDED = _day("due_on", "到期", 100), _day("ended_on", "完成", 100)
LEFT, WORKING, STATE = _number("left", "剩余天", 56), _number("working", "工作日", 56), _words("state", "状态", 62, lambda c: str(c.state))
OF_PROJECT = (_words("label", "期限", 124, lambda c: c.label), STARTED, DUE, LEFT, WORKING, STATE,
              _words("clause", "条款", 74, lambda c: c.clause), _words("subject", "对应事项", 150, lambda c: c.subject), ENDED)
OF_YEAR = (_words("label", "任务或考核", 226, lambda c: c.label), _words("subject", "年度、面积或组织单位", 196, lambda c: c.subject),
           DUE, LEFT, WORKING, STATE, _words("clause", "条款", 150, clause_words),
           _words("consequence", "后果", 216, lambda c: c.consequence), _words("note", "说明", 200, lambda c: c.note))
