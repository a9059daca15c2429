"""The unit of an area column: named by its heading, by the block above the table, or inferred from its numbers; never silently."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median

from linkdesk.domain.notation.numbers import AREA_WORDS
from linkdesk.domain.quantities import AREA_UNITS
from linkdesk.survey.grid import Cell, Row, cell_text
from linkdesk.survey.headings import cleaned

BY_HEADING = "列标题写明"
BY_BLOCK = "表头上方写明“{text}”"
BY_BLOCK_OF_LAND = "表头上方写明“{text}”，但房屋没有这样大（中位数 {median}），按㎡"
BY_SIZE = "表中没有写明单位，按数值大小推断（中位数 {median}）"
BY_DEFAULT = "表中没有写明单位，本列也没有数值，按㎡"

BY_PERSON = "经办人指定"

MU_BELOW, METRES_FROM = 5, 20
"""A column of bare homesteads with a smaller median is taken for 亩 (one of 5 ㎡ is none), from the larger on for ㎡; between, it is doubtful."""

_BOUNDS = {"house_area": (3, 10), "outbuilding_area": (1, 2)}
"""The same for buildings, which are smaller."""

BUILDINGS = frozenset(_BOUNDS)
LARGEST_BUILDING = 2000
"""No village's middle house has so many m²."""

_LINE = re.compile(r"单位:(.+)$")
_BETWEEN_UNITS = re.compile(r"[、,;/()]")


def of_block(rows: Iterable[Row]) -> tuple[str, str] | None:
    """The area unit that a line above the table names (单位:户、人、㎡), and that line; a bare (亩) in a cell counts too."""
    for text in (cleaned(cell_text(cell)) for row in rows for cell in row if cell != ""):
        line = _LINE.search(text)
        words = _BETWEEN_UNITS.split(line[1] if line else text)
        named = {AREA_WORDS[word.lower()] for word in words if word.lower() in AREA_WORDS}
        if len(named) == 1:
            return named.pop(), line[0] if line else text
    return None


def of_numbers(cells: Iterable[Cell], name: str = "") -> tuple[str, str]:
    """The unit inferred from the bare numbers of a field's column, and the reason in words."""
    middle = middle_of(cells)
    if middle is None:
        return "㎡", BY_DEFAULT
    return "亩" if middle < _BOUNDS.get(name, (MU_BELOW,))[0] else "㎡", BY_SIZE.format(median=f"{middle:g}")


def of_land(unit: str, cells: Iterable[Cell], name: str) -> str:
    """The median of a field's bare numbers where they would be no buildings in the unit named for land; else empty."""
    middle = middle_of(cells) if name in BUILDINGS and unit != "㎡" else None
    numerator, denominator = AREA_UNITS[unit]
    return f"{middle:g}" if middle is not None and middle * numerator / denominator > LARGEST_BUILDING else ""


def doubt(cells: Iterable[Cell], name: str) -> str:
    """The median of a field's bare numbers where they do not tell the unit; empty where they do."""
    low, high = _BOUNDS.get(name, (MU_BELOW, METRES_FROM))
    middle = middle_of(cells)
    return f"{middle:g}" if middle is not None and low <= middle < high else ""


def middle_of(cells: Iterable[Cell]) -> float | None:
    """The median of a column's bare numbers, or None when it has none."""
    numbers = [number for number in map(_bare_number, cells) if 0 < number < 1e9]
    return median(numbers) if numbers else None


def _bare_number(cell: Cell) -> float:
    try:
        return float(cell)
    except ValueError:
        return 0
