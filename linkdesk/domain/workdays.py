"""Working days of China, by the published holiday arrangements; where these run out, by Monday to Friday, and it says so."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar.constants import holidays, workdays

_FREE = sorted(day.toordinal() for day in holidays if day.weekday() < 5)     # holidays that would be working days
_WORKED = sorted(day.toordinal() for day in workdays if day.weekday() >= 5)  # weekends worked in their place
FIRST_YEAR, LAST_YEAR = min(holidays).year, max(holidays).year
RUNS_OUT = f"节假日安排只到 {LAST_YEAR} 年，此后按周一至周五计"
BEGINS = f"节假日安排从 {FIRST_YEAR} 年起，此前按周一至周五计"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of working days; `doubt` says where the holidays are not known."""

    number: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A working day reached by counting; `doubt` says where the holidays are not known."""

    day: date
    doubt: str = ""


def is_working_day(day: date) -> bool:
    """Whether offices work on a day; beyond the known years, whether it is Monday to Friday."""
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def working_days(start: date, end: date) -> Counted:
    """The working days after `start` up to and including `end`; negative when `end` lies before."""
    if end < start:
        back = working_days(end, start)
        return Counted(-back.number, back.doubt)
    return Counted(_until(end) - _until(start), doubt(start, end))


def working_day_after(day: date, number: int) -> Reached:
    """The working day that is `number` working days after `day`, before it where negative; 0: that day or the next working one."""
    at, left, step = day, abs(number), 1 if number >= 0 else -1
    if number == 0 and not is_working_day(day):
        left = 1
    while left and at != (date.max if step > 0 else date.min):
        at += timedelta(step)
        left -= is_working_day(at)
    return Reached(at, doubt(*sorted((day, at))))


def doubt(start: date, end: date) -> str:
    """What is to be said of a count between two days; empty when the holidays of all its years are known."""
    return "；".join(said for said, holds in ((BEGINS, start.year < FIRST_YEAR), (RUNS_OUT, end.year > LAST_YEAR)) if holds)


def _until(day: date) -> int:
    """The working days from the first day of the calendar to a day, both included; 1 January of year 1 was a Monday."""
    at = day.toordinal()
    weeks, rest = divmod(at, 7)
    return weeks * 5 + min(rest, 5) - bisect_right(_FREE, at) + bisect_right(_WORKED, at)

