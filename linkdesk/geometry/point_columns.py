"""Which column of a table of boundary points is which, whatever their order and spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linkdesk.geometry.attributes import bare, field_of

_NORTH = {"X", "N", "纵", "北", "纵X", "X纵", "北X", "X北", "NORTH", "NORTHING", "XN", "NX"}
_EAST = {"Y", "E", "横", "东", "横Y", "Y横", "东Y", "Y东", "EAST", "EASTING", "YE", "EY"}
_RINGS = {"圈号", "地块圈号", "界址圈号", "环号", "圈", "RING", "QH"}
_LABELS = ("点号", "界址点号", "界址点编号", "点名", "拐点号", "拐点编号", "界址点", "拐点", "桩号", "POINT", "DH", "JZDH", "点序号", "序号")
_AROUND = re.compile(r"坐标系?|数值|值|界址点|拐点|国家|CGCS2000|2000|大地|高斯|平面|(米|M)$")

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


def _field(heading: str) -> str | None:
    name = bare(heading)
    core = _AROUND.sub("", re.sub(r"(米|M)$", "", name)) if name not in ("N", "E") else name
    if core in _NORTH or core in _EAST:
        return "x" if core in _NORTH else "y"
    return "ring" if name in _RINGS else field_of(heading)
