"""A reading as plain data for `linkdesk survey inspect --json`: what was understood and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.survey import Problem
from linkdesk.survey.houses import OF_HOUSE
from linkdesk.survey.reading import ColumnReading, Reading, SheetReading, held_ids

_NOT_SURVEYED = frozenset(("project_id", "village_id", "plot_id", "as_typed", "id"))
_SURVEYED = tuple(name for name in fields_of(Household) if name not in _NOT_SURVEYED)
_OF_MEMBER = ("name", "relation", "id_number")
_OF_PROBLEM = ("sheet", "row", "column", "heading", "field", "code", "severity", "value", "message", "fix")


def inspect_json(reading: Reading) -> dict[str, Any]:
    """The structure of `survey inspect --json`: areas in m² as text, dates ISO, what is unknown or in error absent."""
    first = {}
    for row in reversed(reading.source_rows):
        first[row.household_id] = {"sheet": row.sheet, "row": row.row}
    members: dict[str, list[dict[str, Any]]] = {}
    for member in reading.members:
        members.setdefault(member.household_id, []).append(_given(member, _OF_MEMBER))
    houses: dict[str, list[dict[str, Any]]] = {}
    for house in reading.houses:
        houses.setdefault(house.household_id, []).append(_given(house, OF_HOUSE))
    held = held_ids(reading)
    return {
        "sheets": [_sheet(sheet) for sheet in reading.sheets],
        "rows_read": reading.rows_read,
        "skipped": [{"sheet": s.sheet, "row": s.row, "why": s.why} for s in reading.skipped],
        "households": [first[h.id] | _household(h) | {"members": members.get(h.id, []), "held": h.id in held}
                       | _houses(houses.get(h.id, ())) for h in reading.households],
        "problems": [_problem(p) for p in reading.problems],
    }


def _sheet(sheet: SheetReading) -> dict[str, Any]:
    said = {"name": sheet.name, "header_rows": list(sheet.header_rows),
            "columns": [_column(c) for c in sheet.columns], "unmapped": list(sheet.unmapped)}
    if sheet.unmapped_columns:
        said["unmapped_columns"] = [{"column": column, "heading": heading} for column, heading in sheet.unmapped_columns]
    more = {"village_from": sheet.village_from, "asks_header": sheet.asks_header, "skipped": sheet.skipped}
    return said | {name: value for name, value in more.items() if value}


def _column(column: ColumnReading) -> dict[str, str]:
    said = {"column": column.column, "heading": column.heading, "field": column.field, "unit": column.unit}
    return said | ({"unit_reason": column.unit_reason} if column.unit_reason else {})


def _household(household: Household) -> dict[str, Any]:
    typed = {"as_typed": dict(household.as_typed)} if household.as_typed else {}
    return _given(household, _SURVEYED) | typed


def _houses(houses: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Only where there are several."""
    return {"houses": list(houses)} if houses else {}


def _given(entity: Household | House | Member, names: tuple[str, ...]) -> dict[str, Any]:
    values, fields = ((name, getattr(entity, name)) for name in names), fields_of(type(entity))
    return {name: _plain(value, fields[name].decimals) for name, value in values if value is not None}


def _plain(value: Any, decimals: int) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.{decimals}f}"
    return value.isoformat() if isinstance(value, date) else value


def _problem(problem: Problem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in _OF_PROBLEM}
