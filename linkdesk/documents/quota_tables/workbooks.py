"""The county's tables as workbooks: the sheets in the units asked for, a dictionary of their fields, and the list of photographs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linkdesk.documents.blocks import Block, Document, PageKind, Section, Table
from linkdesk.documents.quota_tables.columns import Field, dictionary, tables
from linkdesk.documents.quota_tables.lines import ProjectLine
from linkdesk.documents.quota_tables.monitoring_list import PROJECT_RECORDS, monitored
from linkdesk.documents.quota_tables.national_lists import (
    NEW_PLOTS,
    OLD_PLOTS,
    PHOTOS,
    PROJECTS,
    SPECIAL_PLANS,
    Lists,
)
from linkdesk.documents.quota_tables.quota_tables import TABLES, quota_tables
from linkdesk.domain.area_units import OF_TABLES, AreaUnit
from linkdesk.domain.words import PlotUse

KIND = "quota_tables"
LISTS = "lists"
UNITS = OF_TABLES
NAMES = {key: f"{key} {title}" for key, (title, _) in TABLES.items()} | {LISTS: "项目和地块清单"}
"""The workbooks by the word they are asked for by, with their names."""


def quota_workbook(key: str, lines: Sequence[ProjectLine], on: date, units: Sequence[AreaUnit] = UNITS,
                   drawings: Sequence[Block] = ()) -> Document:
    """One of T1–T5 as a workbook: a sheet for each unit (one where nothing is an area), then what its fields mean."""
    fields = TABLES[key][1]
    return _book(NAMES[key], [*quota_tables(key, lines, units, f"截至 {on}"), dictionary([(key, fields)], units)], drawings)


def lists_workbook(lists: Lists, on: date, units: Sequence[AreaUnit] = UNITS) -> Document:
    """The lists of projects, plots, special plans and photographs as a workbook, with what their fields mean."""
    listed = ((title, fields, rows) for title, fields, rows in _lists(lists))
    found = [(title, fields, rows) for title, fields, rows in listed if rows or title == "项目清单"]
    sheets = [sheet for title, fields, rows in found
              for sheet in tables(fields, rows, units, f"{title}（截至 {on}）", title, explains=fields is not PHOTOS)]
    return _book(NAMES[LISTS], [*sheets, dictionary([(title, fields) for title, fields, _ in found], units)])


def _lists(lists: Lists) -> tuple[tuple[str, Sequence[Field], Sequence[object]], ...]:
    return (("项目清单", PROJECTS, lists.projects), ("监管系统项目信息", PROJECT_RECORDS, tuple(monitored(lists.projects, lists.plots))),
            ("拆旧地块清单", OLD_PLOTS, lists.plots_of(PlotUse.OLD)), ("建新地块清单", NEW_PLOTS, lists.plots_of(PlotUse.SETTLEMENT, PlotUse.NEW)),
            ("专项规划清单", SPECIAL_PLANS, lists.special_plans), ("照片清单", PHOTOS, lists.photos))


def _book(title: str, sheets: Sequence[Table], drawings: Sequence[Block] = ()) -> Document:
    first, *others = sheets
    sections = (Section((first, *drawings), PageKind.TABLE, landscape=True),
                *(Section((sheet,), PageKind.TABLE, landscape=True) for sheet in others))
    return Document(KIND, title, sections)
