"""A plot's lines become a ReadPlot: its rings, its areas, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.land_class import land_class
from linkdesk.geometry.coordinates import Placed, placed
from linkdesk.geometry.ellipsoid import ellipsoid_area
from linkdesk.geometry.plane import plane_area
from linkdesk.geometry.plot_file import PlotProblem, ReadPlot, Rings
from linkdesk.geometry.plot_lines import PlotLine, PointLine, use_of
from linkdesk.geometry.problems import problem
from linkdesk.geometry.rings import Numbered, astray, distinct, split, without_repeats
from linkdesk.geometry.shapes import flaw
from linkdesk.geometry.stated import stated_agrees, stated_problem
from linkdesk.geometry.text import number, plain


@dataclass(frozen=True, slots=True)
class Setting:
    """What of the file's header its plots need."""

    file_name: str
    zone: int | None
    degrees: int
    on_cgcs2000: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A plot's lines as far as they could be read; `unread` are the problems of those that could not."""

    opening: PlotLine
    points: tuple[PointLine, ...]
    unread: tuple[PlotProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The boundary of a plot and whether it can be measured and is sound."""

    where: Placed
    rings: Rings
    measurable: bool
    sound: bool
    problems: tuple[PlotProblem, ...]


def assemble(draft: Draft, setting: Setting) -> tuple[ReadPlot, tuple[PlotProblem, ...]]:
    """The plot and all its problems; areas are None where a point is unreadable or a ring has under three points."""
    opening, bounds = draft.opening, bounded(draft, setting)
    plane, curved = areas(bounds, setting)
    stated = number(opening.area)
    agrees = stated_agrees(stated, plane, curved)
    problems = (*draft.unread, *opening.problems, *bounds.problems, *worded(opening))
    if agrees is False:
        problems += (stated_problem(opening.line, stated, plane),)
    plot = ReadPlot(
        line=opening.line, code=plain(opening.code), name=opening.name, use=use_of(opening.use) or opening.use,
        land_class=plain(opening.land_class), map_sheet=plain(opening.map_sheet), shape=opening.shape or "面",
        rings=bounds.rings, zone=bounds.where.zone, stated_ha=stated, stated_points=_count(opening.points),
        valid=bounds.sound, plane_m2=plane, ellipsoid_m2=curved, stated_agrees=agrees,
        file_name=setting.file_name, remarks=tuple(p.message for p in problems))
    return plot, problems


def bounded(draft: Draft, setting: Setting) -> Bounds:
    """The rings of a plot, and the problems of its points and rings."""
    where = placed(draft.points, setting.zone, setting.degrees)
    numbered = [(line.ring, point) for line, point in zip(draft.points, where.points, strict=True)]
    kept, repeats = without_repeats(numbered)
    rings = split(kept)
    lines = {point: line.line for line, point in zip(reversed(draft.points), reversed(where.points), strict=True)}
    problems = [*where.problems, *(problem("point_repeated", lines[p], p.label) for p in repeats),
                *(problem("closing_differs", lines[p], p.label) for p in astray(rings)),
                *_counted(draft, kept, rings), *_short(draft.opening.line, rings)]
    measurable = bool(rings) and not draft.unread and where.one_zone and not _short(0, rings)
    wrong = flaw(rings) if measurable else None
    if wrong:
        problems.append(problem("boundary", lines[wrong[1]], reason=wrong[0], place=wrong[1].label))
    is_area = draft.opening.shape in ("面", "")
    return Bounds(where, rings, measurable, measurable and wrong is None and is_area, tuple(problems))


def areas(bounds: Bounds, setting: Setting) -> tuple[Decimal | None, Decimal | None]:
    """Plane and ellipsoid area in m²; the second only for coordinates of CGCS2000 that can lie in China."""
    plane = plane_area(bounds.rings) if bounds.measurable else None
    on_ellipsoid = bounds.measurable and bounds.where.in_range and setting.on_cgcs2000
    return plane, ellipsoid_area(bounds.rings) if on_ellipsoid else None


def worded(opening: PlotLine) -> list[PlotProblem]:
    """Problems of the opening line's texts and numbers."""
    line = opening.line
    return [*_coded(line, plain(opening.code)), *_used(line, opening.use), *_shaped(line, opening.shape),
            *_classed(line, plain(opening.land_class)), *_sized(line, opening.area)]


def _coded(line: int, code: str) -> list[PlotProblem]:
    return [] if code else [problem("missing", line, field="code", name="地块编号")]


def _used(line: int, use: str) -> list[PlotProblem]:
    if not use:
        return [problem("missing", line, field="use", name="地块用途")]
    return [] if use_of(use) else [problem("use_unknown", line, use, "use")]


def _shaped(line: int, shape: str) -> list[PlotProblem]:
    if not shape:
        return [problem("shape_missing", line)]
    return [] if shape == "面" else [problem("shape_kind", line, shape)]


def _classed(line: int, code: str) -> list[PlotProblem]:
    if not code:
        return [problem("not_stated", line, field="land_class", name="地类编码")]
    return [] if land_class(code) else [problem("land_class", line, code, "land_class")]


def _sized(line: int, area: str) -> list[PlotProblem]:
    if not area:
        return [problem("not_stated", line, field="stated_area", name="地块面积")]
    value = number(area)
    if value is None:
        return [problem("not_a_number", line, area, "stated_area")]
    return [] if value > 0 else [problem("out_of_range", line, area, "stated_area", name="地块面积")]


def _counted(draft: Draft, kept: list[Numbered], rings: Rings) -> list[PlotProblem]:
    """The stated number of points may count closing points or not, whether or not the file repeats them."""
    stated, found = _count(draft.opening.points), sum(len(ring) for ring in rings)
    accepted = {None, found, found + len(rings), len(kept), len(draft.points)}
    if stated in accepted or draft.unread:
        return []
    return [problem("point_count", draft.opening.line, stated, stated=stated, found=found)]


def _short(line: int, rings: Rings) -> list[PlotProblem]:
    if not rings:
        return [problem("ring_short", line, 1)]
    return [problem("ring_short", line, i) for i, ring in enumerate(rings, 1) if distinct(ring) < 3]


def _count(text: str) -> int | None:
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None
