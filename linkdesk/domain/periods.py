"""When a plot is to be used or reclaimed, as people write it (2018, 2018年三季度, 2018Q3, 2018年3—6月, 2018-2019), in quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from linkdesk.domain.notation.days import YEARS, day
from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.spelling import halfwidth

_DIGITS = {"〇": "0", "○": "0", "零": "0"} | {word: str(at) for at, word in enumerate("一二三四五六七八九", 1)}
_CHINESE_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_RANGE = re.compile(r"至|到|、|[-~—–]+")
_BEFORE = re.compile(r"(以?前|之前|以?内|止|完成|左右)$")
_MONTH = re.compile(r"(1[0-2]|0?[1-9])月份?(?:\d{1,2}[日号]?|上旬|中旬|下旬|初|中|底|末)?$|[./](1[0-2]|0?[1-9])$", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?:年度?)?", re.ASCII)
_QUARTER = re.compile(r"第?[./\-]?(?:Q([1-4])|([1-4一二三四])(?:季度?|Q)|([春夏秋冬])季?)$", re.IGNORECASE)
_QUARTERS = {word: at for at, words in enumerate(("1一春", "2二夏", "3三秋", "4四冬")) for word in words}
_PARTS = {"": (0, 3), "初": (0, 0), "年初": (0, 0), "上半年": (0, 1), "中": (1, 2), "年中": (1, 2), "下半年": (2, 3), "底": (3, 3),
          "年底": (3, 3), "末": (3, 3), "年末": (3, 3), "全年": (0, 3)}
_NAMES = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """From one quarter to another, each counted as year × 4 + quarter (0–3)."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """The period as a row of a plan is called: 2018年, 2018—2019年, 2018年第三季度."""
        years = self.first // 4, self.last // 4
        if self.first % 4 == 0 and self.last % 4 == 3:
            return f"{years[0]}年" if years[0] == years[1] else f"{years[0]}—{years[1]}年"
        if self.first == self.last:
            return _quarter(self.first)
        last = f"第{_NAMES[self.last % 4]}季度" if years[0] == years[1] else _quarter(self.last)
        return f"{_quarter(self.first)}至{last}"


def _quarter(at: int) -> str:
    return f"{at // 4}年第{_NAMES[at % 4]}季度"


def period(text: str) -> Period | None:
    """The period a text names; None when it names none that can be told."""
    plain = _BEFORE.sub("", _digits("".join(halfwidth(text).split())).strip("。.,，;；"))
    if one := _single(plain):
        return one
    for found in _RANGE.finditer(plain):
        if both := _between(plain[:found.start()], plain[found.end():]):
            return both
    return None


def _digits(text: str) -> str:
    return _CHINESE_YEAR.sub(lambda found: "".join(_DIGITS[word] for word in found[0]), text)


def _single(text: str, year: int | None = None) -> Period | None:
    """One year, quarter, month or day; `year` where the text leaves it out."""
    if isinstance(exact := _day(text), date):
        at = exact.year * 4 + (exact.month - 1) // 3
        return Period(at, at)
    if found := _YEAR.match(text):
        year, text = int(found[1]), text[found.end():]
    if year not in YEARS:
        return None
    part = _part(text)
    return None if part is None else Period(year * 4 + part[0], year * 4 + part[1])


def _day(text: str) -> object:
    found = day(text)
    return found.value if isinstance(found, Remark) else found


def _part(text: str) -> tuple[int, int] | None:
    """First and last quarter (0–3) of a part of a year."""
    if text in _PARTS:
        return _PARTS[text]
    if found := _QUARTER.match(text):
        at = _QUARTERS[next(filter(None, found.groups()))]
        return at, at
    if found := _MONTH.match(text):
        at = (int(found[1] or found[2]) - 1) // 3
        return at, at
    return None


def _between(first: str, last: str) -> Period | None:
    """A range; its second part may leave out the year, its first the unit (2018年3—6月, 2018年一至三季度)."""
    unit = next((unit for unit in ("季度", "季", "月") if last.rstrip("份").endswith(unit)), "")
    begin = _single(first) if not unit or first.endswith(("月", "季", "季度", "年")) else _single(first + unit) or _single(first)
    end = begin and _single(last, begin.first // 4)
    return Period(begin.first, end.last) if begin and end and begin.first <= end.last else None
