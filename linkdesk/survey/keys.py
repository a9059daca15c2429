"""Marks this program leaves in workbooks it writes, so that they are read back by key whatever was renamed, moved or sorted."""

from __future__ import annotations

from collections.abc import Sequence

HIDDEN_SHEET = "_linkdesk"
"""The hidden sheet with the template's id and field keys; never survey data."""

_MARK = "linkdesk:"
ROW_HEADING = "linkdesk:row"
"""The heading of the hidden column of row keys in a workbook that went back to the village."""

NOT_A_SURVEY = "linkdesk:not-a-survey"
"""Stands in the first cell of a sheet this program wrote for people only: a list of problems, instructions."""

_ROW = "linkdesk:row:"
_FEWEST = 3


def field_key(name: str) -> str:
    """What stands in the hidden row of a template over a field's column."""
    return _MARK + name


def field_keys(row: Sequence[object]) -> dict[int, str]:
    """Column index → field name where a row is a template's hidden row of keys; empty for any other row."""
    found = {at: cell.removeprefix(_MARK) for at, cell in enumerate(row)
             if isinstance(cell, str) and cell.startswith(_MARK) and not cell.startswith((ROW_HEADING, NOT_A_SURVEY))}
    return found if len(found) >= _FEWEST else {}


def is_for_people(rows: Sequence[Sequence[object]]) -> bool:
    """Whether the first rows of a sheet say that it holds no survey data, wherever the mark was moved."""
    return any(cell == NOT_A_SURVEY for row in rows for cell in row)


def is_of_another(rows: Sequence[Sequence[object]], entity: str) -> bool:
    """Whether the first rows say that a sheet holds no `entity` (as keys name it): it is for people, or its keys name others."""
    keyed = next(filter(None, map(field_keys, rows)), None)
    return is_for_people(rows) or (keyed is not None and not any(name.startswith(f"{entity}.") for name in keyed.values()))


def row_key(file_hash: str, sheet: str, row: int) -> str:
    """The key of one data row of one workbook: whose row it is can be looked up by the file's hash, sheet and row."""
    return f"{_ROW}{file_hash[:16]}:{row}:{sheet}"


def of_row_key(text: str) -> tuple[str, str, int] | None:
    """Beginning of the file hash, sheet and row of a key; None when the text is none."""
    hash_, _, rest = text.removeprefix(_ROW).partition(":")
    row, _, sheet = rest.partition(":")
    return (hash_, sheet, int(row)) if text.startswith(_ROW) and row.isascii() and row.isdigit() else None
