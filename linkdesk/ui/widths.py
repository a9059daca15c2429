"""How wide a column has to be: as declared, wider where a figure, a day or a code would be cut off; these tell nothing in part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QFontMetrics

from linkdesk.ui import theme
from linkdesk.ui.cells import PADDING
from linkdesk.ui.columns import Column

CODES = "code", "plot"  # columns of this name
LOOKED_AT = 60  # rows; what stands behind them is told by the sum


def width_of(column: Column, rows: Sequence[Any], total: str, metrics: QFontMetrics) -> int:
    """The width in px at the size worn now; `total` is the sum of the column as printed, or nothing."""
    declared = theme.current().px(column.width)
    if not (column.right or column.name in CODES or (column.field is not None and column.field.type is date)):
        return declared
    longest = max((total, *map(column.text, rows[:LOOKED_AT])), key=len)
    return max(declared, metrics.horizontalAdvance(longest) + PADDING)
