"""Rows pasted from a spreadsheet as new entities: a cell that cannot be read refuses the paste, naming its row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.notation.numbers import area_unit
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.spelling import brief, compact

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")  # the unit behind a heading
_COUNTS = ("序号",)  # a column that only counts the rows


def pasted(entity: type, rows: Sequence[Sequence[str]], names: Sequence[str]) -> list[dict[str, Any]]:
    """The values of every row that is not blank, by field name; KnownError when there is none, Unreadable naming the row.

    `names` are the columns in their order, unless the first row holds their headings: then those tell.
    """
    fields = fields_of(entity)
    filled = [(at, row) for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if filled and (headed := _headed(fields, filled[0][1], names)):
        units = _units(fields, filled[0][1], headed)
        names, filled = headed, [(at, _in_units(row, units)) for at, row in filled[1:]]
    made = [_read(fields, row, names, at) for at, row in filled]
    if not made:
        raise KnownError("剪贴板里没有可以粘贴的行。请先在表格软件中复制。")
    return made


def _headed(fields: Mapping[str, Field], row: Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns that a row of headings tells; none for a row of values. KnownError for a heading that is none, or stands twice."""
    known = {_plain(word): name for name in names for word in (fields[name].label, *fields[name].aliases)} | dict.fromkeys(_COUNTS, "")
    found = [known.get(_plain(cell), "" if not cell.strip() else None) for cell in row]
    told = [name for name in found if name]
    if len(told) < 2:
        return []
    wrong = next((cell for cell, name in zip(row, found, strict=True) if name is None or told.count(name) > 1), "")
    if wrong:
        twice = _plain(wrong) in known
        raise KnownError(f"粘贴的表头{'里有两列' if twice else '里没有'}“{brief(wrong.strip())}”{'' if twice else '这一栏'}，没有粘贴。"
                         "请核对表头，或去掉表头按页面各栏的顺序粘贴。")
    return [name or "" for name in found]


def _units(fields: Mapping[str, Field], row: Sequence[str], names: Sequence[str]) -> list[str]:
    """The unit a heading names for an area, where it is another than the page's: 可复垦面积（亩）."""
    of_areas = {name for name in names if name and fields[name].quantity is Quantity.AREA}
    told = ("".join(_BRACKETS.findall(compact(cell))) if name in of_areas else "" for cell, name in zip(row, names, strict=True))
    return [area_unit("1" + re.split("[：:]", words.strip("()[]【】"))[-1]) for words in told]


def _in_units(row: Sequence[str], units: Sequence[str]) -> list[str]:
    """A row with the unit of its heading behind every figure that names none itself."""
    named = (*units, *[""] * len(row))
    return [cell + unit if unit and cell.strip() and not area_unit(cell) else cell for cell, unit in zip(row, named, strict=False)]


def _plain(heading: str) -> str:
    return compact(_BRACKETS.sub("", heading))


def _read(fields: Any, row: Sequence[str], names: Sequence[str], at: int) -> dict[str, Any]:
    try:
        return {name: parse(fields[name], text) for name, text in zip(names, row, strict=False) if name and text.strip()}
    except Unreadable as wrong:
        raise Unreadable(f"粘贴的第 {at} 行：{wrong}") from None
