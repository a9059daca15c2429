"""Dates as cells hold them: as text, as a spreadsheet's day number 43164, or as a number 20180305 or 2018.3."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from linkdesk.domain.notation import days
from linkdesk.survey.grid import Cell, cell_text, plain

_ISO = re.compile(r"\d{4}-\d\d-\d\d$")
_DAY_NUMBER = re.compile(r"\d{5}(\.\d+)?$")
_DAY_ZERO = date(1899, 12, 30)  # day numbers count from here for every date after February 1900
_JANUARY_OR_OCTOBER = re.compile(r"\d{4}\.1$")


def read_date(cell: Cell) -> Any:
    """The day a cell names, None when it is empty, a Remark when it names none or a month only."""
    if cell.__class__ is str and _ISO.match(cell):
        return days.calendar_day(int(cell[:4]), int(cell[5:7]), int(cell[8:]))
    text = plain(cell)
    if not text:
        return None
    if _DAY_NUMBER.match(text):
        day = _DAY_ZERO + timedelta(int(float(text)))
        return days.calendar_day(day.year, day.month, day.day)
    if cell.__class__ is not str and _JANUARY_OR_OCTOBER.match(text):
        return days.unreadable("按数字存放，分不清是 1 月还是 10 月")
    return days.day(cell_text(cell))
