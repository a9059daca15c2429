"""Rows on their way from the child to the parent: as numbers of cells, each different cell of a column being told once."""

from __future__ import annotations

from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from itertools import chain, count, filterfalse
from struct import iter_unpack
from typing import Any

from linkdesk.survey.grid import Numbers

MOST_CELLS = 50_000


class Numbering:
    """Numbers the cells of a sheet, column by column; number 0 is the empty cell of any column."""

    def __init__(self, first: int, width: int) -> None:
        self._first, self._count = first, 1
        self._known: list[dict[Any, int]] = [{"": 0} for _ in range(width)]

    def chunk(self, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """A message that tells these rows: their numbers, the new cells with their columns, how many rows hold anything."""
        cells: list[tuple[int, list[Any]]] = []
        nothing = (0,) * len(rows)
        columns = [nothing] * self._first
        columns += (self._numbers(at, column, cells) for at, column in enumerate(zip(*rows, strict=True)))
        numbers = list(zip(*columns or [nothing], strict=True))
        packed = array("I", chain.from_iterable(numbers)).tobytes()
        return {"rows": b2a_base64(packed, newline=False).decode("ascii"), "width": len(numbers[0]), "cells": cells,
                "filled": sum(map(any, numbers))}

    def _numbers(self, at: int, column: Sequence[Any], cells: list[tuple[int, list[Any]]]) -> tuple[int, ...]:
        if bool in set(map(type, column)):  # True and 1 would be one key
            column = [_plain(cell) for cell in column]
        known = self._known[at]
        if len(known) > MOST_CELLS:  # a column whose cells hardly repeat is not remembered for ever
            known = self._known[at] = {"": 0}
        new = dict.fromkeys(filterfalse(known.__contains__, column))
        if new:
            known.update(zip(new, count(self._count)))
            self._count += len(new)
            cells.append((self._first + at, list(map(_plain, new))))
        return tuple(map(known.__getitem__, column))


def _plain(cell: Any) -> Any:
    if cell.__class__ is str or cell.__class__ is float:
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return cell if isinstance(cell, int) else str(cell).removesuffix(" 00:00:00")


def rows(message: dict[str, Any]) -> list[Numbers]:
    """The rows that a message tells."""
    unpacked = iter_unpack(f"{message['width']}I", a2b_base64(message["rows"]))
    return [row if any(row) else () for row in unpacked]
