"""One sheet of an untrusted workbook on its way out of the child, whatever format it came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

Merge = tuple[int, int, int, int]
Marks = dict[int, dict[int, str]]
"""Texts of formula errors by row and column, counted from 0."""

MOST_COLUMNS = 16_384


class Refused(Exception):
    """This file is not read; the text is the key of a sentence in process.REFUSALS."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Name, rows from the first of the sheet on, and how many; a row's first cell stands in column `first`, counted from 0.

    Every row has `width` cells. The cells are texts, numbers, truth values, dates or times.
    """

    name: str
    rows: Iterable[Sequence[Any]]
    height: int
    width: int
    first: int = 0
    visible: bool = True
    merges: Sequence[Merge] = ()

    def marked(self, marks: Marks) -> Sheet:
        """The same sheet with formula errors in their cells, where a library left nothing or a made-up number."""
        return replace(self, rows=_marked(self.rows, self.first, marks)) if marks else self


def _marked(rows: Iterable[Sequence[Any]], first: int, marks: Marks) -> Iterator[Sequence[Any]]:
    for at, row in enumerate(rows):
        if at in marks:
            row = list(row)
            for column, text in marks[at].items():
                if 0 <= column - first < len(row):
                    row[column - first] = text
        yield row


def apart(merges: Iterable[Merge], height: int, width: int) -> list[Merge]:
    """The merges that begin in the used part of a sheet, without those that overlap an earlier one, which no honest sheet has.

    So all merges together never cover more cells than the sheet has.
    """
    free_from = [0] * width
    kept = []
    for merge in sorted(merges):
        top, left, bottom, right = merge
        inside = slice(left, min(right, width - 1) + 1)
        if top <= bottom and left <= right and top < height and left < width and max(free_from[inside]) <= top:
            free_from[inside] = [bottom + 1] * (inside.stop - left)
            kept.append(merge)
    return kept
