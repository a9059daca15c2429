"""A file of plots as any reader hands it on: what it says, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.geometry.bounds import Draft
from linkdesk.geometry.plot_file import PlotProblem
from linkdesk.geometry.plot_lines import PlotLine, PointLine
from linkdesk.geometry.problems import problem

Said = list[Any]
"""A problem on its way from the child: code, line, value, field and the facts of its sentence."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """The entries of the header in the exchange text's own names, the plots' drafts, and the problems found while reading."""

    form: str
    encoding: str
    header: dict[str, str]
    drafts: tuple[Draft, ...]
    problems: tuple[PlotProblem, ...] = ()


def told(code: str, line: int, value: object = "", field: str = "", **facts: object) -> Said:
    """A problem as the child tells it."""
    return [code, line, str(value), field, facts]


def from_json(said: dict[str, Any]) -> RawFile:
    """What the child answered: each plot {"line", "words", "points": [[label, ring, X, Y], …], "problems", "unread"}."""
    return RawFile(said["form"], said["encoding"], said["header"], tuple(map(_draft, said["plots"])), _problems(said["problems"]))


def _draft(plot: dict[str, Any]) -> Draft:
    line = plot["line"]
    points = tuple(PointLine(line, label, ring, Decimal(first), Decimal(second)) for label, ring, first, second in plot["points"])
    return Draft(PlotLine(line, **plot["words"], problems=_problems(plot["problems"])), points, _problems(plot["unread"]))


def _problems(said: list[Said]) -> tuple[PlotProblem, ...]:
    return tuple(problem(code, line, value, field, **facts) for code, line, value, field, facts in said)
