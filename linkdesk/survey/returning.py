"""An officer's own workbook as it goes back: kept with all its formats where that can be, else written anew from its cells."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from linkdesk import children
from linkdesk.survey import limits
from linkdesk.survey.process import RawSheet, opened
from linkdesk.survey.rebuilding import rebuilt
from linkdesk.survey.returned import RawTable, Returned
from linkdesk.survey.returned_child import PATIENCE

Report = Callable[[int, int], None]
_ZIP = b"PK"


def returned_workbook(returned: Returned, original: Path, report: Report,
                      dropped: Mapping[str, Sequence[int]] | None = None) -> bytes:
    """The original as .xlsx with everything that is added; for a part of it, see rebuilt().

    `report(done, rows)` may raise Cancelled. Raises KnownError when the file cannot be read at all.
    """
    rows = max(1, sum(len(sheet.keys) for sheet in returned.sheets))
    kept = None if dropped is not None else _kept(returned, original, lambda: report(0, rows))
    return kept or _from_cells(returned, original, lambda done: report(min(done, rows), rows), dropped)


def _from_cells(returned: Returned, original: Path, tick: Callable[[int], None],
                dropped: Mapping[str, Sequence[int]] | None) -> bytes:
    with opened(original, lambda: tick(0)) as (_, sheets):
        return rebuilt(returned, map(_table, sheets), tick, dropped)


def _table(sheet: RawSheet) -> RawTable:
    rows = (sheet.cells.row(row) for chunk in sheet.chunks for row in chunk)
    return RawTable(sheet.name, sheet.visible, sheet.merges, rows)


def _kept(returned: Returned, original: Path, tick: Callable[[], None]) -> bytes | None:
    """The marked original, made in a process of its own; None where it is no .xlsx or asks for more than it may."""
    with original.open("rb") as file:
        if file.read(2) != _ZIP:
            return None
        size = file.seek(0, 2)
    try:
        return children.answer("mark-workbook", str(original.resolve()), memory=limits.MEMORY, seconds=PATIENCE * limits.seconds_allowed(size),
                               tick=tick, given=json.dumps(returned.to_json()).encode("ascii"))
    except children.Silent:
        return None
