"""Workbooks in: any township's survey sheet → rows, households, members and problems; nothing is stored here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkdesk.survey.directions import Directions
    from linkdesk.survey.inspection import inspect_json
    from linkdesk.survey.reader import read
    from linkdesk.survey.reading import ColumnReading, LooseMember, Reading, SheetReading, Skipped, held_ids

_WHERE = {"read": "reader", "inspect_json": "inspection", "Reading": "reading", "SheetReading": "reading",
          "ColumnReading": "reading", "Skipped": "reading", "LooseMember": "reading", "held_ids": "reading",
          "Directions": "directions"}

__all__ = ["ColumnReading", "Directions", "LooseMember", "Reading", "SheetReading", "Skipped", "held_ids", "inspect_json", "read"]


def __getattr__(name: str) -> Any:
    # The child process passes through here on its way to child.py and must start fast: names are fetched when asked for.
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
