"""A plot's boundary points become its boundary, with what is wrong with points and rings."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.geometry.coordinates import Placed, placed
from linkdesk.geometry.plot_file import PlotProblem, Point, Rings
from linkdesk.geometry.plot_lines import PlotLine, PointLine
from linkdesk.geometry.problems import MOST, problem
from linkdesk.geometry.rings import astray, distinct, split, without_repeats
from linkdesk.geometry.shapes import flaw
from linkdesk.geometry.wording import stated_points


@dataclass(frozen=True, slots=True)
class Draft:
    """A plot's lines as far as they could be read; `unread` are the problems of those that could not."""

    opening: PlotLine
    points: tuple[PointLine, ...]
    unread: tuple[PlotProblem, ...] = ()
    sheet: str = ""  # where a workbook has several


@dataclass(frozen=True, slots=True)
class Bounds:
    """The boundary of a plot, whether it can be measured, and whether it is sound."""

    where: Placed
    rings: Rings
    measurable: bool
    sound: bool
    problems: tuple[PlotProblem, ...]


def bounded(draft: Draft, header_zone: int | None, degrees: int) -> Bounds:
    """The rings of a plot; they can be measured when every point was read, in one zone, three or more to a ring."""
    where = placed(draft.points, header_zone, degrees)
    kept, repeats = without_repeats([(line.ring, p) for line, p in zip(draft.points, where.points, strict=True)])
    rings = split(kept)
    short = _short(draft.opening.line, rings, bool(draft.unread))
    measurable = where.one_zone and not draft.unread and not short
    problems = [*_points(draft, where, repeats, astray(rings)), *_count(draft, len(kept), rings), *short]
    broken = _flaw(draft, where, rings) if measurable else []
    return Bounds(where, rings, measurable, measurable and not broken, (*where.problems, *problems, *broken))


def _points(draft: Draft, where: Placed, repeats: list[Point], strays: list[Point]) -> list[PlotProblem]:
    lines = _lines(draft, where)
    return [*(problem("point_repeated", lines[p], p.label) for p in repeats[:MOST + 1]),
            *(problem("closing_differs", lines[p], p.label) for p in strays)]


def _flaw(draft: Draft, where: Placed, rings: Rings) -> list[PlotProblem]:
    found = flaw(rings)
    if found is None:
        return []
    reason, place = found
    return [problem("boundary", _lines(draft, where)[place], place.label, reason=reason, place=place.label)]


def _count(draft: Draft, kept: int, rings: Rings) -> list[PlotProblem]:
    """The stated number of points may count closing points or not, whether or not the file repeats them."""
    stated, found = stated_points(draft.opening), sum(len(ring) for ring in rings)
    if draft.unread or stated in {None, found, found + len(rings), kept, len(draft.points)}:
        return []
    return [problem("point_count", draft.opening.line, stated, stated=stated, found=found)]


def _short(line: int, rings: Rings, unread: bool) -> list[PlotProblem]:
    if not rings:
        return [] if unread else [problem("ring_short", line, 1)]
    return [problem("ring_short", line, i) for i, ring in enumerate(rings, 1) if distinct(ring) < 3]


def _lines(draft: Draft, where: Placed) -> dict[Point, int]:
    """The first line of each point."""
    lines: dict[Point, int] = {}
    for line, point in zip(draft.points, where.points, strict=True):
        lines.setdefault(point, line.line)
    return lines
