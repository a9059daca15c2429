"""Columns of the coverage page: the lines by village, and the households behind one of their figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from linkdesk.domain.coverage import CoverageLevel, CoverageLine, is_complete, persons
from linkdesk.domain.household import Household
from linkdesk.ui.columns import Column, of_fields, ordered, text_key

ALL, TAKEN_IN, LEFT_OUT, HELD = "全部", "已列入", "未列入", "暂缓"
UNEXPLAINED, UNDOCUMENTED = "未列入而缺依据", "意愿书不齐"
SHOWS = (ALL, TAKEN_IN, LEFT_OUT, HELD, UNEXPLAINED, UNDOCUMENTED)
BEHIND = {"surveyed": ALL, "taken_in": TAKEN_IN, "left_out": LEFT_OUT, "held": HELD, "documented": UNDOCUMENTED}
"""Which households stand behind a figure, by its column."""

_WHOLE = {True: "是，完整", False: "是，不完整", None: "是"}


def _count(name: str, heading: str, count: Callable[[CoverageLine], int | None], width: int = 58) -> Column:
    """A count; only villages are added up, their natural villages are parts of them."""
    def figure(line: CoverageLine) -> Decimal | None:
        value = count(line)
        return None if value is None or line.level is not CoverageLevel.VILLAGE else Decimal(value)
    return Column(name, heading, lambda line: "" if count(line) is None else f"{count(line):,}", lambda line: ordered(count(line)),
                  width, right=True, figure=figure)


def _words(name: str, heading: str, text: Callable[[CoverageLine], str], width: int) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


def _documented(line: CoverageLine) -> str:
    return f"{line.documented}/{len(line.taken_in)}" if line.taken_in else ""


def whole(line: CoverageLine) -> str:
    """Whether a village moves as a whole, and whether the survey has all of it."""
    return _WHOLE[is_complete(line)] if line.whole_move else "否" if line.whole_move is False else ""


LINES = (
    _words("place", "行政村、自然村", lambda line: f"　{line.hamlet}" if line.hamlet else line.village, 112),
    _count("known", "名录户", lambda line: line.known), _count("surveyed", "已摸底", lambda line: line.surveyed),
    _count("taken_in", "已列入", lambda line: len(line.taken_in)), _count("left_out", "未列入", lambda line: len(line.left_out)),
    _count("unsurveyed", "未摸底", lambda line: line.unsurveyed),
    _count("excess", "多于名录", lambda line: line.excess, 70), _words("whole", "整村搬迁", whole, 88),
    _count("held", "暂缓", lambda line: len(line.held)), _words("documented", "意愿书齐全", _documented, 84),
    _count("persons_known", "名录人口", lambda line: line.persons_known, 74),
    _count("persons_surveyed", "摸底人口", lambda line: line.persons_surveyed, 74),
    _count("persons_in", "列入人口", lambda line: persons(line.taken_in), 74),
    _count("collective", "集体房屋", lambda line: len(line.collective), 74),
    _words("village", "行政村", lambda line: line.village, 84))

HOUSEHOLDS = (
    *of_fields(Household, {"head_name": 72, "group": 64, "population": 64, "left_out": 96, "left_out_evidence": 150,
                           "hamlet": 72, "id_number": 160}),)
