"""Plain lists of any kind (village lists, relocation lists, ledgers): one row for each entity, read by its fields' headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, Private, fields_of
from linkdesk.domain.identity_number import id_problem
from linkdesk.domain.quantities import AREA_UNITS, Quantity
from linkdesk.domain.survey import Problem
from linkdesk.survey import lines, list_header, units
from linkdesk.survey.columns import Column, Columns
from linkdesk.survey.grid import Cell, Numbers, Row, cell_text, column_letter
from linkdesk.survey.header import ROWS_SEARCHED, Header
from linkdesk.survey.headings import SEQUENCE, household_field, spellings
from linkdesk.survey.keys import is_of_another
from linkdesk.survey.merges import Carrier
from linkdesk.survey.problems import Remark, sentences
from linkdesk.survey.process import RawSheet, opened
from linkdesk.survey.reading import Skipped
from linkdesk.survey.values import DITTO_ABOVE, Typed

Report = Callable[[int, int], None]

NO_HEADER = "没有找到表头"
HIDDEN = "隐藏的工作表，未读取"
_VILLAGE_SHEET = re.compile(r"\S+(村|社区|居委会)$")
_HOUSEHOLD = "户"  # a bare 姓名 may be whom to call


@dataclass(frozen=True, slots=True)
class ListColumn:
    """What one column of a list was taken for; `field` is empty where its heading is not known."""

    sheet: str
    column: str
    heading: str
    field: str = ""
    label: str = ""
    unit: str = ""
    unit_reason: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as understood: `places` are (sheet, row from 1) of the entities, in the same order; a value in error is absent."""

    file_name: str
    file_hash: str
    entities: tuple[Any, ...]
    places: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]
    columns: tuple[ListColumn, ...]

    @property
    def rows_read(self) -> int:
        """How many rows hold an entity."""
        return len(self.entities)

    @property
    def is_roster(self) -> bool:
        """Whether its headings name heads of households or their numbers, which the entities have no place for."""
        unknown = [c.heading.rpartition("/")[2] for c in self.columns if not c.field]
        meant = {(household_field(name), _HOUSEHOLD in heading) for heading in unknown for name in spellings((heading,))}
        return ("head_name", True) in meant or any(field == "id_number" for field, _ in meant)

    def problems_at(self, place: tuple[str, int]) -> tuple[Problem, ...]:
        """What is wrong with the row of an entity."""
        return tuple(p for p in self.problems if (p.sheet, p.row) == place)


def read_list(path: Path, entity: type, report: Report, on: date | None = None) -> Listing:
    """What a workbook lists, as entities of one class; `on` is the day by which a birth can lie in the future.

    Every row below a header is an entity, with its problems beside it, or skipped with a reason. Raises KnownError when
    the file cannot be read, or no sheet has a header of that class's fields.
    """
    path, reading = Path(path), _Reading(entity, on)
    with opened(path, lambda: report(reading.rows, max(reading.rows, 1))) as (file_hash, sheets):
        for sheet in sheets:
            reading.take(sheet)
            report(reading.rows, max(reading.rows, 1))
    if not reading.columns:
        fields = list_header.asked(entity)
        wanted = "、".join(f"“{f.label}”" for f in [f for f in fields if f.required] or fields[:4])
        raise KnownError(f"“{path.name}”里没有找到表头，没有导入任何内容。请核对文件，表头应有{wanted}等列标题。")
    return Listing(path.name, file_hash, tuple(reading.entities), tuple(reading.places), tuple(reading.problems),
                   tuple(reading.skipped), tuple(reading.columns))


class _Reading:
    """All that was found in the sheets so far."""

    def __init__(self, entity: type, on: date | None) -> None:
        self.entity, self.on, self.rows = entity, on, 0
        self.entities: list[Any] = []
        self.places: list[tuple[str, int]] = []
        self.problems: list[Problem] = []
        self.skipped: list[Skipped] = []
        self.columns: list[ListColumn] = []

    def take(self, sheet: RawSheet) -> None:
        """Read one sheet; a sheet without a header of this entity is left out, and said to be."""
        numbers = [row for rows in sheet.chunks for row in rows]
        self.rows += len(numbers)
        if not any(numbers) or not sheet.visible:
            if numbers:
                self.skipped.append(Skipped(sheet.name, 0, HIDDEN))
            return
        rows = [sheet.cells.row(row) for row in numbers]
        other = is_of_another(rows[:ROWS_SEARCHED], re.sub(r"(?<=.)(?=[A-Z])", "_", self.entity.__name__).lower())
        header = None if other else list_header.find(rows, sheet.merges, self.entity)
        if header is None:
            self.skipped.append(Skipped(sheet.name, 0, NO_HEADER))
            return
        self.skipped += (Skipped(sheet.name, at, why) for at, why in enumerate(lines.above(rows[:header.first]), 1))
        _Sheet(self, sheet, header, rows).read(numbers)


class _Sheet:
    """One sheet with its header, on its way to entities."""

    def __init__(self, reading: _Reading, sheet: RawSheet, header: Header, rows: list[Row]) -> None:
        self.reading, self.sheet, self.header, self.rows = reading, sheet, header, rows
        self.columns, unknown, sequence = _matched(header, rows, reading.entity)
        self.readers = [column.reader() for column in self.columns]
        reading.columns += [*(self._said(column) for column in self.columns),
                            *(ListColumn(sheet.name, column_letter(h.index), h.text) for h in unknown)]
        known = Columns(self.columns, (), sequence, ())
        self.judge = lines.judge(header, rows[:header.first], known)
        self.before: dict[str, Any] = {}

    def _said(self, column: Column) -> ListColumn:
        return ListColumn(self.sheet.name, column.letter, column.heading, column.field.name, column.field.label,
                          column.unit, column.unit_reason)

    def read(self, numbers: list[Numbers]) -> None:
        """Every row below the header becomes an entity, or is skipped with a reason."""
        start = self.header.last + 1
        carrier = Carrier(self.sheet.merges, start, {column.index for column in self.columns})
        for at, row in enumerate(numbers[start:], start):
            filled, _ = carrier.carried(at, row)
            why = self.judge(self.rows[at]) if any(row) else lines.EMPTY
            if why in ("", lines.WORDLESS, lines.NO_HOUSEHOLD):
                self._take(at + 1, self.sheet.cells.row(filled))
            else:
                self.reading.skipped.append(Skipped(self.sheet.name, at + 1, why))

    def _take(self, at: int, row: Row) -> None:
        values: dict[str, Any] = {}
        typed = []
        wrong: set[str] = set()
        for column, read in zip(self.columns, self.readers, strict=True):
            cell = row[column.index] if column.index < len(row) else ""
            value = self._value(column, read(cell), at, cell, wrong)
            if isinstance(value, Typed):
                typed.append((column.field.name, value.text))
                value = value.value
            values[column.field.name] = value
        self.before = values
        self._finish(at, values, tuple(typed), wrong)

    def _value(self, column: Column, value: Any, at: int, cell: Cell, wrong: set[str]) -> Any:
        name = column.field.name
        if value is DITTO_ABOVE:
            value = self.before.get(name)
        if isinstance(value, Remark):
            self._report(value.code, at, column, cell_text(cell), value.detail)
            value = value.value
            wrong.update({name} if value is None else ())
        if value and self.reading.on and column.field.private is Private.IDENTITY and id_problem(value, self.reading.on):
            self._report("id_birth", at, column, cell_text(cell))
            wrong.add(name)
            return None
        return value

    def _finish(self, at: int, values: dict[str, Any], typed: tuple[tuple[str, str], ...], wrong: set[str]) -> None:
        fields = fields_of(self.reading.entity)
        if "village" in fields and not values.get("village") and _VILLAGE_SHEET.match(self.sheet.name):
            values["village"] = self.sheet.name
        for field in fields.values():
            if field.required and values.get(field.name) in (None, "") and field.name not in wrong:
                self._report("missing", at, next((c for c in self.columns if c.field == field), None), about=field)
        given = {name: value for name, value in values.items() if value is not None}
        if typed and "as_typed" in fields:
            given["as_typed"] = typed
        self.reading.entities.append(self.reading.entity(**given))
        self.reading.places.append((self.sheet.name, at))

    def _report(self, code: str, at: int, column: Column | None, value: str = "", detail: str = "",
                about: Field | None = None) -> None:
        field = about or column.field
        severity, message, fix = sentences(code, field.label, value, detail)
        self.reading.problems.append(Problem(
            sheet=self.sheet.name, row=at, column=column.letter if column else "", heading=column.heading if column else "",
            field=field.name, code=code, severity=severity, value=value, message=message, fix=fix))


def _matched(header: Header, rows: list[Row], entity: type) -> tuple[tuple[Column, ...], list[Any], int | None]:
    """The columns known, the headings that are not, and where the running number stands."""
    found: dict[str, Column] = {}
    unknown, sequence = [], None
    block = rows[:header.first]
    for heading in header.headings:
        name = list_header.meaning(entity, heading.parts)
        if name == SEQUENCE:
            sequence = heading.index
        elif name is None or name in found:
            unknown.append(heading)
        else:
            field = fields_of(entity)[name]
            found[name] = Column(heading.index, heading.text, field, False, *_unit(heading, field, block, rows[header.last + 1:]))
    return tuple(found.values()), unknown, sequence


def _unit(heading: Any, field: Field, block: list[Row], data: Iterable[Row]) -> tuple[str, str]:
    if field.quantity is not Quantity.AREA:
        return heading.unit or field.unit, ""
    if heading.unit in AREA_UNITS:
        return heading.unit, units.BY_HEADING
    if named := units.of_block(block):
        return named[0], units.BY_BLOCK.format(text=named[1])
    return units.of_numbers(row[heading.index] for row in data if len(row) > heading.index)
