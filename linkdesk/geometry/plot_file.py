"""What a boundary-point file holds, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from linkdesk.domain.words import Severity


class Point(NamedTuple):
    """A boundary point (界址点): its name and its coordinates in metres, X north and Y east, digits as printed."""

    label: str
    x: Decimal
    y: Decimal


UNIT = {"exchange": "行", "table": "行", "shapefile": "个图形", "geojson": "个图形", "dxf": "个图形"}
"""What the line number of a plot or problem counts, by the form of the file."""

Ring = tuple[Point, ...]  # the closing point is not repeated
Rings = tuple[Ring, ...]


class Boundary(NamedTuple):
    """The rings of one plot and the zone (带号) its coordinates count in."""

    zone: int | None
    rings: Rings


@dataclass(frozen=True, slots=True)
class PlotProblem:
    """Something in the file a person can put right; `field` is a field of Plot where one is concerned."""

    line: int
    code: str
    severity: Severity
    value: str
    message: str
    fix: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ReadPlot:
    """A plot as read; areas are None where its points could not be understood.

    stated_ha in hectares and stated_points as the file states them; plane_m2 (4 decimals) and ellipsoid_m2 (3 decimals,
    CGCS2000) computed in m²; `use` is a PlotUse where the word was understood, else the word; `problems` are those of this plot.
    """

    line: int
    code: str
    name: str
    use: str
    land_class: str
    map_sheet: str
    shape: str
    rings: Rings
    zone: int | None
    stated_ha: Decimal | None
    stated_points: int | None
    valid: bool
    plane_m2: Decimal | None
    ellipsoid_m2: Decimal | None
    stated_agrees: bool | None
    file_name: str = ""
    remarks: tuple[str, ...] = ()
    problems: tuple[PlotProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlotFile:
    """A file of plots: name, encoding, entries of the header, zone, plots in order, problems by line, the form it has."""

    name: str
    encoding: str
    header: dict[str, str]
    zone: int | None
    plots: tuple[ReadPlot, ...]
    problems: tuple[PlotProblem, ...]
    form: str = "exchange"

    def where(self, problem: PlotProblem) -> str:
        """The place of a problem in words: 第 3 行, in a drawing 第 3 个图形."""
        return f"第 {problem.line} {UNIT[self.form]}"
