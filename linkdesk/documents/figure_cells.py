"""Figures in tables: whole sums as numbers, sums of a part marked, unknown ones as gaps, and the note that says why."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.blocks import Cell, Gap
from linkdesk.domain.figure import Figure

PARTIAL = "＊"


def figure_cell(figure: Figure) -> Cell:
    """A figure as a cell; the sum of a part becomes text with a mark, so that nobody adds it up unawares."""
    if figure.value is None:
        return Gap("")
    return f"{figure.text}{PARTIAL}" if figure.missing else figure


def partial_notes(figures: Iterable[Figure]) -> tuple[str, ...]:
    """One note for marked sums, naming what each leaves out; none when all are whole."""
    said = tuple(dict.fromkeys(f"{f.label}（{f.missing}）" for f in figures if f.value is not None and f.missing))
    return (f"{PARTIAL} 为部分合计，未计入：{'；'.join(said)}。",) if said else ()


def known(value: Cell) -> Cell:
    """A value of the data as a cell: an unknown one is a gap that its column names."""
    return Gap("") if value is None or value == "" else value
