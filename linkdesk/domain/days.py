"""Arithmetic of days for time limits: what so many years, months or days after a day is, and which day a moment belongs to.

The one convention, stated here: a limit ends on the same day of the month as it began, on the month's last day where that month
has no such day (29 February + 1 year = 28 February), and the day it ends on is still in time.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, datetime, timedelta, timezone
from decimal import Decimal

YEARS, MONTHS, DAYS, WORKING_DAYS = UNITS = ("年", "个月", "日", "工作日")
CHINA = timezone(timedelta(hours=8))
CONVENTION = "到期日是若干年（月）后的同一日，当月没有这一日的取月末；到期当日仍在期限内"


def after(day: date, number: Decimal | int, unit: str) -> date:
    """The day a limit of `number` units from `day` ends on; what lies beyond the calendar is its last day."""
    if unit == WORKING_DAYS:
        # Reads the holidays of twenty years: nothing for the start of the program.
        from linkdesk.domain.workdays import working_day_after
        return working_day_after(day, int(number)).day
    return _days_after(day, int(number)) if unit == DAYS else months_after(day, int(number * 12 if unit == YEARS else number))


def is_whole(number: Decimal, unit: str) -> bool:
    """Whether a limit comes to whole months or days, so that its last day can be told."""
    return unit in UNITS and (number * 12 if unit == YEARS else number) % 1 == 0


def months_after(day: date, number: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year >= 1 else date.min


def _days_after(day: date, number: int) -> date:
    last = date.max.toordinal()
    return date.fromordinal(max(1, min(last, day.toordinal() + number)))


def ends_early(day: date, due: date) -> bool:
    """Whether a limit of months or years ends on another day of the month than it began on, for want of that day."""
    return due.day < day.day and due.day == monthrange(due.year, due.month)[1]


def local_day(moment: datetime) -> date:
    """The day a moment belongs to at the office: one that knows its zone by the clock of China, any other as it is written."""
    return (moment.astimezone(CHINA) if moment.tzinfo else moment).date()
