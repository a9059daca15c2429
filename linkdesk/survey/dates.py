"""Dates as surveyors write them: 2018.3.5, 2018年3月5日, 20180305, a spreadsheet's day number 43164, 2018-03."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from linkdesk.domain.entry import YEARS
from linkdesk.survey.grid import Cell, plain
from linkdesk.survey.problems import Remark

_DAY = re.compile(r"(\d{4})[年./\-](\d{1,2})[月./\-](\d{1,2})日?(?:\d{1,2}:\d{2}.*)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_MONTH = re.compile(r"(\d{4})[年./\-](\d{1,2})月?$")
_DAY_NUMBER = re.compile(r"\d{5}$")
_DAY_ZERO = date(1899, 12, 30)  # day numbers count from here for every date after February 1900


def read_date(cell: Cell) -> Any:
    """The day a cell names, None when it is empty, a Remark when it names none."""
    text = plain(cell)
    if not text:
        return None
    day = _day(text)
    if day is None or day.year not in YEARS:
        return Remark(None, "not_a_date")
    return Remark(day, "date_without_day") if _MONTH.match(text) else day


def _day(text: str) -> date | None:
    try:
        if found := _DAY.match(text) or _COMPACT.match(text):
            return date(*map(int, found.groups()))
        if found := _MONTH.match(text):
            return date(int(found[1]), int(found[2]), 1)
        return _DAY_ZERO + timedelta(int(text)) if _DAY_NUMBER.match(text) else None
    except ValueError:
        return None
