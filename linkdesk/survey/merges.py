"""Merged cells below a header: what the first cell holds is meant for every row beneath it."""

from __future__ import annotations

from collections.abc import Container, Iterable

from linkdesk.survey.grid import Merge, Numbers

NOTHING_COVERED: frozenset[int] = frozenset()


class Carrier:
    """Carries the content of vertically merged cells of some columns down, row by row."""

    def __init__(self, merges: Iterable[Merge], first_row: int, columns: Container[int]) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, int]] = {}
        for top, left, bottom, _ in merges:
            if top >= first_row and bottom > top and left in columns:
                self._starting.setdefault(top, []).append((left, bottom))

    def carried(self, at: int, row: Numbers) -> tuple[Numbers, frozenset[int]]:
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

    def _filled(self, row: Numbers, covered: frozenset[int]) -> Numbers:
        filled = list(row)
        for column in covered:
            if column < len(filled) and not filled[column]:
                filled[column] = self._open[column][1]
        return filled
