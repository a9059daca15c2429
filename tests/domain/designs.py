"""A design for the tests of what follows from it: one plot, what stands on it, its works."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.domain.design import Design, PlotDesign, WorkItem, plot_design_id
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.recipe import RecipeBook
from linkdesk.domain.stated import Stated
from linkdesk.domain.work_quantities import work_lines

PLOT = Plot("p1", "CJ-001", stated_area=Decimal(2000), plane_area=Decimal("1800.55"), reclaimed_area=Decimal("1234.50"),
            new_farmland_area=Decimal(1000), id="plot1")
DESIGN = PlotDesign(
    PLOT.id, hard_area=Decimal(100), hard_thickness=Decimal("0.15"), foundation_volume=Decimal(12), wall_volume=Decimal(3),
    soil_thickness=Decimal("0.6"), topsoil_area=Decimal(300), topsoil_thickness=Decimal("0.2"), level_before=Decimal("100.5"),
    level_after=Decimal("100.2"), cover_thickness=Decimal("0.5"), ridge_length=Decimal(120), rubble_distance=Decimal(3),
    id=plot_design_id(PLOT.id))


def item(formula, unit="m³", name="土方", **other):
    return WorkItem(other.pop("plot_id", PLOT.id), other.pop("position", 0), name=name, unit=unit, formula=formula, **other)


def coefficient(label, value, unit, **other):
    return Stated("recipes", label, label, None if value is None else Decimal(value), unit, **other)


def dossier(*items, coefficients=(), plots=(PLOT,), design=DESIGN, **other):
    numbered = tuple(replace(each, position=at) for at, each in enumerate(items))
    rows = Design(plots=(design,) if design else (), items=numbered, buildings=other.pop("buildings", ()))
    return Dossier(project=Project(name="青石项目", id="p1"), on=date(2018, 7, 1), plots=plots, design=rows,
                   recipes=RecipeBook(coefficients=tuple(coefficients)), **other)


def lines(*items, **other):
    """The lines of works by the names of the works."""
    return {line.item.name: line for line in work_lines(dossier(*items, **other))}


def line(formula, unit="m³", **other):
    return lines(item(formula, unit), **other)["土方"]
