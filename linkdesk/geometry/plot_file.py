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
    CGCS2000) computed in m²; `use` is a PlotUse where the word was understood, else the word.
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


@dataclass(frozen=True, slots=True)
class PlotFile:
    """A boundary-point file: name, encoding, the entries before [地块坐标], zone, plots in order, problems by line."""

    name: str
    encoding: str
    header: dict[str, str]
    zone: int | None
    plots: tuple[ReadPlot, ...]
    problems: tuple[PlotProblem, ...]
