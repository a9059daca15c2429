"""Which column of a table of boundary points is which, whatever their order and spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from linkdesk.domain.gauss_zone import is_easting, is_northing
from linkdesk.geometry.attributes import bare, field_of
from linkdesk.geometry.text import number, plain

_NORTH = {"X", "N", "纵", "北", "纵X", "X纵", "北X", "X北", "NORTH", "NORTHING", "XN", "NX"}
_EAST = {"Y", "E", "横", "东", "横Y", "Y横", "东Y", "Y东", "EAST", "EASTING", "YE", "EY"}
_RINGS = {"圈号", "地块圈号", "界址圈号", "环号", "圈", "RING", "QH"}
_LABELS = ("点号", "界址点号", "界址点编号", "点名", "拐点号", "拐点编号", "界址点", "拐点", "桩号", "POINT", "DH", "JZDH", "点序号", "序号")
_AROUND = re.compile(r"坐标系?|数值|值|界址点|拐点|国家|CGCS2000|2000|大地|高斯|平面|(米|M)$")

LEAST_POINTS = 3
Columns = dict[str, tuple[int, str]]
"""Where "x", "y", "ring", "label" and the words of a plot stand, each with its heading."""


def columns(row: Sequence[str], above: Sequence[str] = ()) -> Columns | None:
    """The columns of a heading row, None where it is none; a cell that is blank is headed by the one above it."""
    headings = [text or (above[i] if i < len(above) else "") for i, text in enumerate(row)]
    found: Columns = {}
    for i, heading in enumerate(headings):
        field = _field(heading)
        if field:
            found.setdefault(field, (i, heading))
    labels = {bare(heading): (i, heading) for i, heading in enumerate(headings)}
    label = next((labels[name] for name in _LABELS if name in labels), None)
    found |= {"label": label} if label else {}
    return found if "x" in found and "y" in found else None


def unheaded(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table without headings, told by the size of its numbers; None where there is any doubt.

    Three rows or more with a northing in one column and an easting in another, decimals in one of them; other rows have no numbers.
    """
    points = [row for row in rows if sum(number(cell) is not None for cell in row) > 1]
    width = min(map(len, points), default=0)
    north, east = ([i for i in range(width) if all(_is(fits, row[i]) for row in points)] for fits in (is_northing, is_easting))
    if len(points) < LEAST_POINTS or len(north) != 1 or len(east) != 1:
        return None
    if not any("." in row[i] for row in points for i in north + east):
        return None
    before = list(range(min(*north, *east)))
    found = {"x": (north[0], "X"), "y": (east[0], "Y")} | ({"label": (0, "点号")} if before else {})
    is_ring = len(before) > 1 and all(re.fullmatch(r"\d{1,2}", plain(row[before[-1]])) for row in points)
    return found | ({"ring": (before[-1], "圈号")} if is_ring else {})


def _is(fits: Callable[[Decimal], bool], cell: str) -> bool:
    value = number(cell)
    return value is not None and fits(value)


def _field(heading: str) -> str | None:
    name = bare(heading)
    core = _AROUND.sub("", re.sub(r"(米|M)$", "", name)) if name not in ("N", "E") else name
    if core in _NORTH or core in _EAST:
        return "x" if core in _NORTH else "y"
    return "ring" if name in _RINGS else field_of(heading)
