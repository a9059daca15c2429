"""Problems of what a plot's opening line says: code, use, shape, land class, area, number of points."""

from __future__ import annotations

from linkdesk.domain.land_class import land_class
from linkdesk.geometry.plot_file import PlotProblem
from linkdesk.geometry.plot_lines import PlotLine, use_of
from linkdesk.geometry.problems import problem
from linkdesk.geometry.text import number, plain


def worded(opening: PlotLine) -> list[PlotProblem]:
    """Every problem of the opening line's texts and numbers."""
    line = opening.line
    return [*_code(line, plain(opening.code)), *_use(line, opening.use), *_shape(line, opening.shape),
            *_land_class(line, plain(opening.land_class)), *_area(line, opening.area)]


def stated_points(opening: PlotLine) -> int | None:
    """The number of boundary points the line states, None where it states no whole number."""
    value = number(opening.points)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _code(line: int, code: str) -> list[PlotProblem]:
    return [] if code else [problem("missing", line, field="code", name="地块编号")]


def _use(line: int, use: str) -> list[PlotProblem]:
    if not use:
        return [problem("missing", line, field="use", name="地块用途")]
    return [] if use_of(use) else [problem("use_unknown", line, use, "use")]


def _shape(line: int, shape: str) -> list[PlotProblem]:
    if not shape:
        return [problem("shape_missing", line)]
    return [] if shape == "面" else [problem("shape_kind", line, shape)]


def _land_class(line: int, code: str) -> list[PlotProblem]:
    if not code:
        return [problem("not_stated", line, field="land_class", name="地类编码")]
    return [] if land_class(code) else [problem("land_class", line, code, "land_class")]


def _area(line: int, area: str) -> list[PlotProblem]:
    if not area:
        return [problem("not_stated", line, field="stated_area", name="地块面积")]
    value = number(area)
    if value is None:
        return [problem("not_a_number", line, area, "stated_area")]
    return [] if value > 0 else [problem("out_of_range", line, area, "stated_area", name="地块面积")]
