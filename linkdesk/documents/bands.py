"""A table too wide for its sheet goes on below itself: its columns in bands, the first ones repeated in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from linkdesk.documents.blocks import Column, Table
from linkdesk.documents.cells import leaves

CONTINUED = "（续）"


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a table as it is printed, with the numbers its columns have in the whole table."""

    table: Table
    numbers: tuple[int, ...]


def bands(table: Table) -> tuple[Band, ...]:
    """The bands of a table from top to bottom; signers and notes stand under the last."""
    chosen = tuple(_chosen(table))
    return tuple(_band(table, at, columns, last=at + 1 == len(chosen)) for at, columns in enumerate(chosen))


def _chosen(table: Table) -> Iterator[tuple[int, ...]]:
    """The leaf columns of each band, from 0."""
    count = len(leaves(table.columns))
    for start, end in pairwise((0, *table.band_starts, count)):
        yield (*range(min(table.band_keys, start)), *range(start, end))


def _band(table: Table, at: int, chosen: tuple[int, ...], last: bool) -> Band:
    part = replace(
        table, columns=tuple(_pruned(table.columns, iter(range(len(leaves(table.columns)))), frozenset(chosen))),
        rows=tuple(tuple(row[c] for c in chosen) for row in table.rows),
        totals=None if table.totals is None else tuple(table.totals[c] for c in chosen),
        title=f"{table.title}{CONTINUED}" if at and table.title else table.title, band_starts=(), band_keys=0,
        signers=table.signers if last else (), notes=table.notes if last else ())
    return Band(part, tuple(c + 1 for c in chosen))


def _pruned(columns: Sequence[Column], places: Iterator[int], kept: frozenset[int]) -> Iterator[Column]:
    """The header tree with only the kept leaves; a group without any is gone."""
    for column in columns:
        if column.children:
            children = tuple(_pruned(column.children, places, kept))
            if children:
                yield replace(column, children=children)
        elif next(places) in kept:
            yield column
