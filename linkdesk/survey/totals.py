"""Subtotal and total rows: how they are known, and whether what they say agrees with the rows above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from linkdesk.domain.notation.numbers import AREA_WORDS
from linkdesk.domain.quantities import AREA_UNITS
from linkdesk.survey.columns import Column
from linkdesk.survey.grid import Cell, Row, cell_text, plain
from linkdesk.survey.headings import TOTAL_WORDS, cleaned

HOUSEHOLDS = "户"
_FIRST_CELLS = 4
_COUNTED = re.compile(r"(\d+)(户|人)")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(\D.*)?$")

Sums = dict[str, Decimal]
"""Sums by field name, and the number of households under HOUSEHOLDS."""


def is_total(row: Row) -> bool:
    """Whether one of a row's first texts says that it sums up others: 合计, 上沟村小计, 本页小计."""
    texts = (cell for cell in row if cell.__class__ is str and cell)
    return any(len(text) <= 40 and TOTAL_WORDS.match(cleaned(text)) for text in islice(texts, _FIRST_CELLS))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A total that is not the sum of its rows: where it stands, what it says and what the rows come to."""

    index: int
    name: str
    said: str
    found: str


class Tally:
    """The households of a sheet so far: since the last total of any kind, since the last 合计, and all of them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._places = [(at, column) for at, column in enumerate(columns) if column.field.quantity]
        self._numeric = {column.index: column for _, column in self._places}
        self._names = {HOUSEHOLDS, *(column.field.name for _, column in self._places)}
        self._waiting: list[Sequence[Any]] = []
        self._further = 0
        self._grand: Sums = {}
        self._sheet: Sums = {}
        self.unsure: set[str] = set()
        """Fields of which a value could not be read: their totals cannot be checked."""
        self.add = self._waiting.append
        """Take in one household's values, in the order of the columns."""

    def add_further(self, values: Sequence[Any]) -> None:
        """Take in one more row of the last household."""
        self._waiting.append(values)
        self._further += 1

    def close(self, row: Row) -> list[Disagreement]:
        """Compare a total row with the rows above it and begin a new section."""
        section = self._end_section()
        wrong = self._disagreements(row, self._grand if is_grand(row) else section, section, self._grand, self._sheet)
        if is_grand(row):
            self._grand = {}
        return wrong

    def close_sheet(self, row: Row) -> list[Disagreement]:
        """Compare a total row that stood before its rows with all rows of the sheet."""
        self._end_section()
        return self._disagreements(row, self._sheet, self._sheet)

    def _end_section(self) -> Sums:
        section = self._section()
        _add(self._grand, section)
        _add(self._sheet, section)
        self._waiting.clear()
        self._further = 0
        return section

    def _disagreements(self, row: Row, meant: Sums, *scopes: Sums) -> list[Disagreement]:
        """What a total claims that none of the scopes comes to, beside what the scope it means comes to."""
        wrong = [claim for claim in self._claims(row) if not any(claim.holds(scope) for scope in scopes)]
        return [Disagreement(c.index, c.name, c.said, _figure(meant.get(c.name, Decimal(0)))) for c in wrong]

    def sums_up(self, row: Row) -> bool:
        """Whether a row without words holds nothing but the sums of its section, two of them at least."""
        claims = list(self._claims(row))
        section = self._section() if len(claims) > 1 else {}
        return bool(section) and all(claim.holds(section) for claim in claims)

    def _section(self) -> Sums:
        sums = {column.field.name: sum((v[at] for v in self._waiting if v[at] is not None), Decimal(0))
                for at, column in self._places}
        return sums | {HOUSEHOLDS: Decimal(len(self._waiting) - self._further)}

    def _claims(self, row: Row) -> Iterator[_Claim]:
        for at, cell in enumerate(row):
            for name, total, tolerance in _said(cell, self._numeric.get(at)):
                if name in self._names and name not in self.unsure:
                    yield _Claim(at, name, cell_text(cell), total, tolerance)


@dataclass(frozen=True, slots=True)
class _Claim:
    index: int
    name: str
    said: str
    total: Decimal
    tolerance: Decimal

    def holds(self, sums: Sums) -> bool:
        return abs(self.total - sums.get(self.name, Decimal(0))) <= self.tolerance


def _said(cell: Cell, column: Column | None) -> Iterator[tuple[str, Decimal, Decimal]]:
    text = plain(cell).replace(",", "")
    if column is None or text.endswith(HOUSEHOLDS):
        for number, what in _COUNTED.findall(text):
            yield HOUSEHOLDS if what == HOUSEHOLDS else "population", Decimal(number), Decimal(0)
    elif found := _NUMBER.match(text):
        yield column.field.name, *_in_field_unit(Decimal(found[1]), AREA_WORDS.get((found[2] or "").lower()), column)


def _in_field_unit(number: Decimal, written: str | None, column: Column) -> tuple[Decimal, Decimal]:
    """A total in the field's own unit, and how far the sum of rounded rows may lie from it."""
    if not column.is_area:
        return number, Decimal(0)
    numerator, denominator = AREA_UNITS[written or column.unit]
    last_digit = Decimal(1).scaleb(number.as_tuple().exponent) * numerator / denominator
    return number * numerator / denominator, max(last_digit, Decimal("0.05")) if denominator > 1 else Decimal("0.05")


def is_grand(row: Row) -> bool:
    """Whether a total is not only that of a part (小计)."""
    return not any(cell.__class__ is str and "小计" in cell for cell in row)


def _add(into: Sums, more: Sums) -> None:
    for name, value in more.items():
        into[name] = into.get(name, Decimal(0)) + value


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
