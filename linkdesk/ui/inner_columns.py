"""Columns of tables whose rows hold an entity inside: as that entity's own columns, read through the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from linkdesk.domain.entry import shown
from linkdesk.domain.privacy import on_screen
from linkdesk.ui.columns import Column, of_fields, text_key


def inner(attribute: str, entity: type, widths: dict[str, int], heading: str = "") -> tuple[Column, ...]:
    """The columns of `row.attribute`, an entity or None; with `heading` behind each where two stand side by side."""
    return tuple(_through(attribute, column, heading) for column in of_fields(entity, widths))


def _through(attribute: str, column: Column, heading: str) -> Column:
    def read(row: Any, function: Callable[[Any], Any], nothing: Any) -> Any:
        entity = getattr(row, attribute)
        return nothing if entity is None else function(entity)

    def text(row: Any) -> str:
        return read(row, lambda e: on_screen(shown(column.field, getattr(e, column.name)), column.field.private), "")
    return replace(column, name=f"{attribute}.{column.name}", heading=f"{column.heading}{heading}", text=text, field=None,
                   key=lambda row: read(row, column.key, (True, "")),
                   figure=column.figure and (lambda row: read(row, column.figure, None)))


def words(name: str, heading: str, text: Callable[[Any], str], width: int) -> Column:
    """A column of plain words."""
    return Column(name, heading, text, lambda row: text_key(text(row)), width)
