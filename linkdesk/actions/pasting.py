"""Rows pasted from a spreadsheet as new entities: a cell that cannot be read refuses the paste, naming its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of


def pasted(entity: type, rows: Sequence[Sequence[str]], names: Sequence[str]) -> list[dict[str, Any]]:
    """The values of every row that is not blank, by field name; KnownError when there is none, Unreadable naming the row."""
    fields = fields_of(entity)
    made = [_read(fields, row, names, at) for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not made:
        raise KnownError("剪贴板里没有可以粘贴的行。请先在表格软件中复制。")
    return made


def _read(fields: Any, row: Sequence[str], names: Sequence[str], at: int) -> dict[str, Any]:
    try:
        return {name: parse(fields[name], text) for name, text in zip(names, row, strict=False) if text.strip()}
    except Unreadable as wrong:
        raise Unreadable(f"粘贴的第 {at} 行：{wrong}") from None
