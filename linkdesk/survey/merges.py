"""Merged cells below a header: what the first cell holds is meant for every row beneath it."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.survey.grid import Cell, Merge, Row

NOTHING_COVERED: frozenset[int] = frozenset()


class Carrier:
    """Carries the content of vertically merged cells down, row by row."""

    def __init__(self, merges: Iterable[Merge], first_row: int) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, Cell]] = {}
        for top, left, bottom, _ in merges:
            if top >= first_row and bottom > top:
                self._starting.setdefault(top, []).append((left, bottom))

    def carried(self, at: int, row: Row) -> tuple[Row, frozenset[int]]:
        """The row with merged content filled in, and the columns a merge covers from above; rows in order, from 0."""
        if not self._open and at not in self._starting:
            return row, NOTHING_COVERED
        covered = frozenset(column for column, (bottom, _) in self._open.items() if at <= bottom)
        self._open = {column: self._open[column] for column in covered}
        filled = self._filled(row, covered)
        for column, bottom in self._starting.get(at, ()):
            if column < len(row):
                self._open[column] = bottom, row[column]
        return filled, covered

    def _filled(self, row: Row, covered: frozenset[int]) -> Row:
        filled = list(row)
        for column in covered:
            if column < len(filled) and filled[column] == "":
                filled[column] = self._open[column][1]
        return filled
