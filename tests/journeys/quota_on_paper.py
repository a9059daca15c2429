"""Totals of the county's tables T1–T5, compared with figures reckoned elsewhere: in both units, and in the workbook that is written."""

from decimal import Decimal

from openpyxl import load_workbook

from linkdesk.actions import quota_exports
from linkdesk.actions.county_lines import project_lines
from linkdesk.documents.quota_tables.quota_tables import quota_table
from linkdesk.domain.area_units import AreaUnit


def places(columns, before=()):
    """The leaf columns of a table by the headings above them."""
    return [path for c in columns for path in (places(c.children, (*before, c.label)) if c.children else [(*before, c.label)])]


def totals_are(desk, on, wanted):
    """Each total named by its table and headings is the area given, in hectares, in both units."""
    lines = project_lines(desk, on)
    for key, totals in wanted.items():
        for unit, factor in ((AreaUnit.HECTARE, 1), (AreaUnit.MU, 15)):
            table = quota_table(key, lines, unit, "")
            at = {path: place for place, path in enumerate(places(table.columns))}
            assert {path: table.totals[at[path]] for path in totals} == {path: area * factor for path, area in totals.items()}, (key, unit)


def progress(desk, on):
    """What T1 tells of how far each project is."""
    return [row[-1] for row in quota_table("T1", project_lines(desk, on), AreaUnit.HECTARE, "").rows]


def exported(desk, folder, name):
    """The numbers in the first sheet of a table of the folder that is written, in hectares."""
    quota_exports.export(desk, folder)
    sheet = load_workbook(folder / f"{name}.xlsx", data_only=True).worksheets[0]
    return {Decimal(str(c.value)) for row in sheet.iter_rows() for c in row if isinstance(c.value, int | float)}


def quota_on_page(facts):
    """What the county's one page tells of its quota, in hectares of construction land and farmland, without what is nothing."""
    said = {f.key: tuple(f.total(AreaUnit.HECTARE, measure) for measure in ("construction", "farmland")) for f in facts.quota}
    return {key: pair for key, pair in said.items() if any(pair)}
