"""What `plots inspect --json` shows of a boundary-point file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from linkdesk.domain.words import Severity
from linkdesk.geometry.plot_file import PlotFile, PlotProblem, ReadPlot


def inspect_json(plot_file: PlotFile) -> dict[str, Any]:
    """The file as JSON values: figures are text as printed (ha, m²), unknown ones null, `rings` and `points` counts."""
    return {
        "form": plot_file.form,
        "zone": plot_file.zone,
        "encoding": plot_file.encoding,
        "header": plot_file.header,
        "plots": [_plot(plot) for plot in plot_file.plots],
        "problems": [_problem(problem) for problem in plot_file.problems],
    }


def has_errors(plot_file: PlotFile) -> bool:
    """Whether something must be put right before the plots can be used."""
    return any(problem.severity is Severity.ERROR for problem in plot_file.problems)


def _plot(plot: ReadPlot) -> dict[str, Any]:
    return {
        "line": plot.line, "code": plot.code, "name": plot.name, "use": str(plot.use), "land_class": plot.land_class,
        "map_sheet": plot.map_sheet, "shape": plot.shape, "zone": plot.zone, "rings": len(plot.rings),
        "points": sum(len(ring) for ring in plot.rings), "stated_points": plot.stated_points,
        "stated_ha": _text(plot.stated_ha), "valid": plot.valid, "plane_m2": _text(plot.plane_m2),
        "ellipsoid_m2": _text(plot.ellipsoid_m2), "stated_agrees": plot.stated_agrees,
        "problems": [_problem(problem) for problem in plot.problems],
    }


def _problem(problem: PlotProblem) -> dict[str, Any]:
    return {"line": problem.line, "field": problem.field, "code": problem.code, "severity": str(problem.severity),
            "value": problem.value, "message": problem.message, "fix": problem.fix}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
