"""Bars side by side for each name, with their numbers behind them: the one picture all charts of quota and money are drawn by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.blocks import Align, Drawing, Hatch, Shape, ShapeKind
from linkdesk.documents.gantt import fitted
from linkdesk.domain.quantities import printed

D = Decimal
WIDTH, NAME, NUMBER = D(165), D(42), D(26)  # mm; of the picture, the names at its left, room for a number at its right
_BAR, _GAP, _LEGEND, _TYPE = D("4.2"), D("2.4"), D(9), D("3")
_LEADING = _TYPE * D("1.2")
_INK, _LINE = "#333333", "#8A939C"


@dataclass(frozen=True, slots=True)
class Series:
    """What one bar of each name tells, in which colour; a hatch tells it apart where there is no colour."""

    name: str
    colour: str
    hatch: Hatch = Hatch.NONE


@dataclass(frozen=True, slots=True)
class Bars:
    """A name with a value for each series; None where it is not known."""

    name: str
    values: tuple[Decimal | None, ...]


def bars(series: Sequence[Series], rows: Sequence[Bars], caption: str, unit: str, decimals: int) -> Drawing:
    """The picture: as high as its names need, the longest bar as wide as there is room."""
    high = _GAP + _BAR * len(series)
    height = _LEGEND + high * len(rows) + _GAP
    most = max((value for row in rows for value in row.values if value), default=D(0))
    shapes = [*_legend(series, height)]
    for at, row in enumerate(rows):
        shapes += _group(series, row, height - _LEGEND - high * (at + 1), most, decimals)
    axis = Shape(ShapeKind.LINE, ((NAME, D(0)), (NAME, height - _LEGEND)), stroke=_LINE)
    return Drawing(WIDTH, height, (*shapes, axis), f"{caption}（单位：{unit}）", caption)


def _legend(series: Sequence[Series], height: Decimal) -> Iterator[Shape]:
    x = NAME
    for each in series:
        yield _box(x, height - D(6), D(5), D(3), each)
        yield _text(x + D(6), height - D("5.8"), each.name)
        x += D(10) + _TYPE * len(each.name)


def _group(series: Sequence[Series], row: Bars, y: Decimal, most: Decimal, decimals: int) -> Iterator[Shape]:
    yield from _name(row.name, y + _BAR * len(series) / 2, int((_GAP + _BAR * len(series)) / _LEADING))
    for at, (each, value) in enumerate(zip(series, row.values, strict=True)):
        bottom = y + _BAR * (len(series) - 1 - at)
        length = (WIDTH - NAME - NUMBER) * value / most if value and value > 0 else D(0)
        if length:
            yield _box(NAME, bottom + D("0.4"), length, _BAR - D("0.8"), each)
        if value != 0:
            yield _text(NAME + length + D("1.2"), bottom + D("0.6"), "未登记" if value is None else printed(value, decimals))


def _name(name: str, middle: Decimal, most: int) -> Iterator[Shape]:
    """The name in as many lines as stand beside its bars; of what does not fit even so the end is kept, where names differ."""
    lines = [name]
    while len(lines) < most and (head := fitted(lines[-1], NAME - D(4), _TYPE)) != lines[-1]:
        lines[-1:] = [head.removesuffix("…"), lines[-1][len(head) - 1:]]
    for at, line in enumerate(lines):
        y = middle - _TYPE / 2 + _LEADING * (D(len(lines) - 1) / 2 - at)
        yield _text(NAME - D(2), y, fitted(line[::-1], NAME - D(4), _TYPE)[::-1], Align.RIGHT)


def _box(x: Decimal, y: Decimal, width: Decimal, height: Decimal, look: Series) -> Shape:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Shape(ShapeKind.POLYGON, corners, stroke=_LINE, fill=look.colour, size_mm=D("0.12"), hatch=look.hatch)


def _text(x: Decimal, y: Decimal, text: str, align: Align = Align.LEFT) -> Shape:
    return Shape(ShapeKind.TEXT, ((x, y),), text, stroke=_INK, size_mm=_TYPE, align=align)
