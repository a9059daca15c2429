"""What a person said about a workbook: where its header is, which column holds what, in which unit, what a cell should say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from linkdesk.domain.survey import HeadingPattern

LEFT_OUT = ""
"""The field of a column that is not to be read."""

Entry = tuple[Any, ...]
_WRITTEN = "headers", "fields", "units", "cells"


@dataclass(frozen=True, slots=True)
class Directions:
    """All that was said of one workbook; rows are counted from 1, columns named by letter, areas' units are ㎡, 亩 or 公顷.

    `headers` holds sheet, first and last row; `fields` sheet, column and field ("members.name" for a member's, LEFT_OUT);
    `units` sheet, column and unit; `cells` sheet, row, column and corrected text. `patterns` are what officers chose for
    other workbooks, the latest last; they belong to the office and are no part of the JSON.
    """

    headers: tuple[tuple[str, int, int], ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()
    units: tuple[tuple[str, str, str], ...] = ()
    cells: tuple[tuple[str, int, str, str], ...] = ()
    patterns: tuple[HeadingPattern, ...] = ()

    def with_header(self, sheet: str, first: int, last: int) -> Directions:
        """The same, with the header of a sheet in these rows."""
        return replace(self, headers=_said(self.headers, (sheet, first, last), 1))

    def with_field(self, sheet: str, column: str, field: str) -> Directions:
        """The same, with a column read as this field, or left out."""
        return replace(self, fields=_said(self.fields, (sheet, column, field), 2))

    def with_unit(self, sheet: str, column: str, unit: str) -> Directions:
        """The same, with a column's bare numbers in this unit."""
        return replace(self, units=_said(self.units, (sheet, column, unit), 2))

    def with_cell(self, sheet: str, row: int, column: str, text: str) -> Directions:
        """The same, with this text in a cell; "" empties it."""
        return replace(self, cells=_said(self.cells, (sheet, row, column, text), 3))

    def to_json(self) -> dict[str, list[list[Any]]]:
        """Plain data that `from_json` reads back, without the patterns."""
        return {name: [list(entry) for entry in getattr(self, name)] for name in _WRITTEN}

    @staticmethod
    def from_json(said: dict[str, Any], patterns: Iterable[HeadingPattern] = ()) -> Directions:
        """The directions that `to_json` wrote; keys of others in the same object are left alone."""
        entries = {name: tuple(tuple(entry) for entry in said.get(name, ())) for name in _WRITTEN}
        return Directions(**entries, patterns=tuple(patterns))


def _said(entries: tuple[Entry, ...], entry: Entry, key: int) -> tuple[Entry, ...]:
    """The entries with one more, which stands for what was said of the same place before."""
    return (*(e for e in entries if e[:key] != entry[:key]), entry)
