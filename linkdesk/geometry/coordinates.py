"""Which of two printed numbers is north and which is east, and the zone they count in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.gauss_zone import (
    FALSE_EASTING,
    SIX_DEGREE_ZONES,
    ZONE_WIDTH,
    is_easting,
    is_northing,
    zone_at,
)
from linkdesk.geometry.plot_file import PlotProblem, Point
from linkdesk.geometry.plot_lines import PointLine
from linkdesk.geometry.problems import MOST, problem

WIDEST = {3: 170_000, 6: 340_000}  # metres from the central meridian in the south of China, where a zone is widest


@dataclass(frozen=True, slots=True)
class Placed:
    """The points of a plot as X north, Y east; whether all can lie in China, and whether all count in one zone."""

    points: tuple[Point, ...]
    zone: int | None
    in_range: bool
    one_zone: bool
    problems: tuple[PlotProblem, ...]


def placed(points: Sequence[PointLine], header_zone: int | None, degrees: int) -> Placed:
    """Put north before east and find the zone; what was exchanged, missing or contradictory is a problem."""
    swapped = [p for p in points if _is_swapped(p)]
    wrong = [p for p in points if not _is_swapped(p) and not (is_northing(p.first) and is_easting(p.second))]
    problems = [problem("swapped", p.line) for p in swapped[:1]]
    problems += [problem("coordinate_range", p.line, f"{p.first:f},{p.second:f}") for p in wrong[:MOST + 1]]
    turned = tuple(_point(p) for p in points)
    if wrong or not points:
        return Placed(turned, header_zone, in_range=False, one_zone=True, problems=tuple(problems))
    zone, more = _zone(points[0].line, turned, header_zone)
    problems += [*more, *_too_far(points, turned, 6 if zone in SIX_DEGREE_ZONES else degrees)]
    return Placed(turned, zone, in_range=True, one_zone=len(_zones(turned)) == 1, problems=tuple(problems))


def easting(y: Decimal) -> Decimal:
    """Metres east of the central meridian, of a Y with or without zone in front."""
    return y % ZONE_WIDTH - FALSE_EASTING


def _zone(line: int, points: tuple[Point, ...], stated: int | None) -> tuple[int | None, list[PlotProblem]]:
    if len(_zones(points)) > 1:
        return stated, [problem("zone_mixed", line)]
    found, = _zones(points)
    if found is None:
        missing = "zone_missing" if stated is None else "zone_prefix_missing"
        return stated, [problem(missing, line, zone=stated)]
    differs = stated is not None and found != stated
    return found, [problem("zone_differs", line, found=found, zone=stated)] if differs else []


def _zones(points: tuple[Point, ...]) -> set[int | None]:
    return {zone_at(p.y) for p in points}


def _too_far(lines: Sequence[PointLine], points: tuple[Point, ...], degrees: int) -> list[PlotProblem]:
    far = [(p, line) for p, line in zip(points, lines, strict=True) if abs(easting(p.y)) > WIDEST[degrees]][:1]
    return [problem("zone_range", line.line, f"{p.y:f}", km=int(abs(easting(p.y)) // 1000), degrees=degrees)
            for p, line in far]


def _point(p: PointLine) -> Point:
    return Point(p.label, p.second, p.first) if _is_swapped(p) else Point(p.label, p.first, p.second)


def _is_swapped(p: PointLine) -> bool:
    return is_easting(p.first) and is_northing(p.second)
