"""The two plain lists of an import: what is wrong, and which rows are no data and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Severity
from linkdesk.survey import Reading
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.import_grid import field_named
from linkdesk.ui.table import Marks


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one of the small tables: its texts by column, and what it stands for as id."""

    id: str
    texts: tuple[Any, ...]


def _words(headings: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(str(at), heading, lambda line, at=at: str(line.texts[at]), lambda line, at=at: _key(line.texts[at]), width)
                 for at, (heading, width) in enumerate(headings.items()))


def _key(value: Any) -> Any:
    return text_key(value) if isinstance(value, str) else ordered(value)


PROBLEMS = _words({"位置": 104, "列标题": 104, "原值": 152, "问题": 210, "改正办法": 210})
SKIPPED = _words({"工作表": 160, "行": 70, "为什么跳过": 300})


def matches(line: Line, typed: str) -> bool:
    """Whether any text of a line holds what was typed."""
    return any(typed in str(text) for text in line.texts)


def problem_lines(problems: Iterable[Problem]) -> list[Line]:
    """The problems, errors first, private values masked."""
    several = len({p.sheet for p in problems}) > 1
    return [Line(p.id, (f"{p.column}{p.row or ''}" + (f" {p.sheet}" if several else ""), p.heading, _masked(p), p.message, p.fix))
            for p in sorted(problems, key=lambda p: (p.severity is not Severity.ERROR, p.sheet, p.row))]


def _masked(problem: Problem) -> str:
    field = field_named(problem.field)
    return on_screen(problem.value, field.private) if field else shown(fields_of(Problem)["value"], problem.value)


def gravity(problems: Iterable[Problem]) -> Marks:
    """The mark of each problem's row."""
    return {p.id: (p.severity, p.message + p.fix) for p in problems}


def skipped_lines(reading: Reading) -> list[Line]:
    """The rows that are no data."""
    return [Line(str(at), (s.sheet, s.row, s.why)) for at, s in enumerate(reading.skipped)]
