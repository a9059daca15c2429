"""A workbook on its way back to the village, as a value: what is wrong in which cell, and which row is whose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from linkdesk.survey.grid import Merge, Row

LIST_SHEET = "核实问题"
"""The name of the sheet that lists what is to be verified."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet as it was read; rows can be walked once."""

    name: str
    visible: bool
    merges: tuple[Merge, ...]
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell to be verified: row from 1, column letter, and what its comment says."""

    row: int
    column: str
    is_error: bool
    says: str


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What is put on one sheet: `keys` ties data rows to row keys; corrections in `text_columns` must stay text.

    `width` is the number of columns in use; rows count from 1. Keys of an earlier round stay where `keep_keys` says so: as
    long as a workbook is not taken in, its rows are only known by those of the one that was.
    """

    name: str
    header_rows: tuple[int, ...]
    text_columns: tuple[str, ...]
    width: int
    keys: tuple[tuple[int, str], ...]
    wrong: tuple[WrongCell, ...]
    keep_keys: bool = False


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list of problems."""

    sheet: str
    row: int
    column: str
    heading: str
    head_name: str
    value: str
    is_error: bool
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Everything that is added to an officer's own workbook; `notes` stand under the title of the list."""

    title: str
    notes: tuple[str, ...]
    sheets: tuple[SheetMarks, ...]
    lines: tuple[ListLine, ...]

    def to_json(self) -> dict[str, Any]:
        """As JSON, for the process that opens the workbook."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Returned:
        """Back from JSON."""
        return cls(said["title"], tuple(said["notes"]), tuple(map(_sheet, said["sheets"])),
                   tuple(ListLine(**line) for line in said["lines"]))

    def without(self, dropped: Mapping[str, Sequence[int]]) -> Returned:
        """The same for a copy of the workbook that lacks some rows (in order, by sheet); row keys stay what they are."""
        return replace(self, sheets=tuple(_thinner(s, dropped.get(s.name, ())) for s in self.sheets),
                       lines=tuple(replace(line, row=row) for line in self.lines
                                   if (row := moved(line.row, dropped.get(line.sheet, ()))) is not None))


def _sheet(said: Mapping[str, Any]) -> SheetMarks:
    return SheetMarks(said["name"], tuple(said["header_rows"]), tuple(said["text_columns"]), said["width"],
                      tuple(map(tuple, said["keys"])), tuple(WrongCell(**cell) for cell in said["wrong"]), said["keep_keys"])


def moved(row: int, dropped: Sequence[int]) -> int | None:
    """Where a row stands once others are dropped; None when it is dropped itself."""
    before = bisect_left(dropped, row)
    return None if before < len(dropped) and dropped[before] == row else row - before


def _thinner(sheet: SheetMarks, dropped: Sequence[int]) -> SheetMarks:
    if not dropped:
        return sheet
    return replace(sheet, header_rows=tuple(r for row in sheet.header_rows if (r := moved(row, dropped)) is not None),
                   keys=tuple((r, key) for row, key in sheet.keys if (r := moved(row, dropped)) is not None),
                   wrong=tuple(replace(cell, row=r) for cell in sheet.wrong if (r := moved(cell.row, dropped)) is not None))
