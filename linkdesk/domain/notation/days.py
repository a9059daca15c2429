"""Days as people write them: 2018.3.5, 2018年3月5日, 20180305, 2018-03-05 09:30, 二〇一八年三月五日, and 2018-03 without a day."""

from __future__ import annotations

import re
from datetime import date

from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.spelling import NONE, halfwidth

YEARS = range(1949, 2101)
"""Of surveys, terms and papers; any other year is a slip."""

WITHOUT_DAY = "date_without_day"
_TIME = re.compile(r"[\sT]*(上午|下午)?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$")
_WEEKDAY = re.compile(r"\(?(星期|周)[一二三四五六日天]\)?$")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_SEPARATOR = r"[年./\-、,。–—]"
_DAY = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}|月)(\d{{1,2}})[日号.]?$", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$", re.ASCII)  # 2018111 could be two days
_MONTH = re.compile(rf"(\d{{4}})(?:{_SEPARATOR}(\d{{1,2}})(?:月份?)?|(0[1-9]|1[0-2]))$", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\d{1,2}[月./\-]\d{1,2}[日号]?$", re.ASCII)
_YEAR_ONLY = re.compile(r"\d{4}年?$", re.ASCII)
_SHORT_YEAR = re.compile(rf"\d{{2}}{_SEPARATOR}\d{{1,2}}([月./\-]\d{{1,2}}[日号]?|月)?$", re.ASCII)

_DIGITS = {"〇": "0", "○": "0", "零": "0", "O": "0", "o": "0"} | {word: str(at) for at, word in enumerate("一二三四五六七八九", 1)}
_CHINESE = re.compile(r"([〇○零Oo一二三四五六七八九]{4}|\d{4})年([元一二三四五六七八九十]{1,2}|\d{1,2})月"
                      r"(?:([一二三四五六七八九十]{1,3}|\d{1,2})[日号]?)?$")


def day(text: str) -> date | Remark | None:
    """The day a text names; a month without its day stands for its first, with a remark; a Remark without value for anything else."""
    if text in NONE:
        return None
    text = "".join(_BETWEEN_DIGITS.sub(".", _TIME.sub("", halfwidth(text).strip().lstrip("'‘’`"))).split())
    text = _WEEKDAY.sub("", text)
    if found := _CHINESE.match(text):
        text = _in_digits(found)
    if found := _DAY.match(text) or _COMPACT.match(text):
        return calendar_day(*map(int, found.groups()))
    if found := _MONTH.match(text):
        first = calendar_day(int(found[1]), int(found[2] or found[3]), 1)
        return Remark(first, WITHOUT_DAY) if first.__class__ is date else first
    return unreadable(_why_not(text))


def calendar_day(year: int, month: int, day_: int) -> date | Remark:
    """The day of these numbers, a Remark where the calendar has none or the year is a slip."""
    if year not in YEARS:
        return unreadable(f"年份应在 {YEARS[0]} 至 {YEARS[-1]} 之间")
    try:
        return date(year, month, day_)
    except ValueError:
        return unreadable("没有这一天")


def unreadable(why: str) -> Remark:
    """What is said of a text that names no day."""
    return Remark(None, "not_a_date", why)


def _why_not(text: str) -> str:
    if _WITHOUT_YEAR.match(text):
        return "没有写明年份"
    if _YEAR_ONLY.match(text):
        return "没有写明月、日"
    return "年份应写四位" if _SHORT_YEAR.match(text) else "不是日期的写法"


def _in_digits(found: re.Match[str]) -> str:
    year, month, day_ = found.groups()
    digits = "".join(_DIGITS.get(word, word) for word in year)
    return f"{digits}-{_number(month)}" + (f"-{_number(day_)}" if day_ else "")


def _number(words: str) -> str:
    """A number up to 39 in Chinese words as digits: 二十一 → 21, 十 → 10, 元 → 1 (元月)."""
    tens, ten, ones = words.replace("元", "一").rpartition("十")
    if not ten:
        return "".join(_DIGITS.get(word, word) for word in words.replace("元", "一"))
    return _DIGITS.get(tens, "1") + _DIGITS.get(ones, "0")
