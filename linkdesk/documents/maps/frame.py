"""What stands around a map: frames, grid with its figures, title, north arrow, legend, scale bar, foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from linkdesk.documents.blocks import Align, Hatch, Shape
from linkdesk.documents.maps.looks import Look
from linkdesk.documents.maps.pen import GRID, INK, PALE_INK, area, box, size_for, stroke, width_of, word
from linkdesk.documents.maps.symbols import symbol
from linkdesk.documents.maps.view import BAND, FOOT, LEGEND, SIDE, TITLE, View

_GRID_AT_LEAST = 40       # mm between grid lines
_CROSSES_UP_TO = 2000     # scales larger than this have crosses, smaller ones lines
_STEPS = tuple(Decimal(f * 10 ** p) for p in range(7) for f in (1, 2, 5))
_FIGURE, _SMALL, _LEGEND_WORD = 2.1, 2.5, 2.6
_BAR = 50                 # mm of the scale bar at most
_SWATCH, _ROW = (7.0, 3.6), 5.6
OTHERS = "其他地块"                       # of another kind or on another sheet
OTHER = Look(OTHERS, "", Hatch.NONE)      # only a dashed outline


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: a look as area or as symbol, or the sign of a boundary point without a look."""

    label: str
    look: Look | None = None
    is_symbol: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around a map."""

    title: str
    above: str                    # beside the title, at the left: project or number of the sheet
    system: tuple[str, ...]       # coordinate system, in lines
    makers: tuple[str, ...]       # who and when, in lines
    notes: tuple[str, ...] = ()


def frames(view: View) -> Iterator[Shape]:
    """The thin inner and the bold outer frame."""
    left, low, right, high = view.sheet.window
    yield box((left, low, right, high), width=0.18)
    yield box((0.4, low - BAND, view.sheet.width - 0.4, high + BAND), width=0.7)


def step(scale: int) -> Decimal:
    """Metres between grid lines: the least round number that is at least 4 cm on paper."""
    return next((s for s in _STEPS if s * 1000 / scale >= _GRID_AT_LEAST), _STEPS[-1])


def grid(view: View) -> Iterator[Shape]:
    """The lines or crosses of the coordinates; they lie under everything."""
    left, low, right, high = view.sheet.window
    xs, ys = [x for x, _ in _uprights(view)], [y for y, _ in _levels(view)]
    if view.scale > _CROSSES_UP_TO:
        yield from (stroke((x, low), (x, high), width=0.1, colour=GRID) for x in xs)
        yield from (stroke((left, y), (right, y), width=0.1, colour=GRID) for y in ys)
        return
    for x in xs:
        for y in ys:
            yield stroke((max(x - 5, left), y), (min(x + 5, right), y), width=0.12, colour=GRID)
            yield stroke((x, max(y - 5, low)), (x, min(y + 5, high)), width=0.12, colour=GRID)


def figures(view: View) -> Iterator[Shape]:
    """The coordinates in km between the frames, each with a tick at the inner frame."""
    left, low, right, high = view.sheet.window
    for x, text in _uprights(view):
        for y, toward in ((low, -1), (high, 1)):
            yield stroke((x, y), (x, y + toward * 1.2), width=0.12)
            yield word(x, y + (-3.6 if toward < 0 else 1.9), text, _FIGURE, align=Align.CENTRE)
    for y, text in _levels(view):
        yield stroke((left, y), (left - 0.8, y), width=0.12)
        yield stroke((right, y), (right + 0.8, y), width=0.12)
        yield word(left - 1.0, y + 0.4, text, _size(text), align=Align.RIGHT)
        yield word(right + 1.0, y + 0.4, text, _size(text))


def _size(text: str) -> float:
    return size_for(text, _FIGURE, SIDE - 2.0)


def _uprights(view: View) -> list[tuple[float, str]]:
    ground = view.ground
    return [(view.place(at, ground.south)[0], text) for at, text in _round_values(ground.west, ground.east, view.scale)]


def _levels(view: View) -> list[tuple[float, str]]:
    ground = view.ground
    return [(view.place(ground.west, at)[1], text) for at, text in _round_values(ground.south, ground.north, view.scale)]


def _round_values(first: Decimal, last: Decimal, scale: int) -> list[tuple[Decimal, str]]:
    by = step(scale)
    digits = 0 if by >= 1000 else 1 if by >= 100 else 2 if by >= 10 else 3
    return [(at * by, f"{at * by / 1000:.{digits}f}") for at in range(ceil(first / by), int(last / by) + 1)]


def title(view: View, words: Words) -> Iterator[Shape]:
    """The title in the middle, what belongs to it at the left, the north arrow at the right."""
    sheet = view.sheet
    base = sheet.height - TITLE
    yield word(sheet.width / 2, base + 6.5, words.title, size_for(words.title, 6.2, sheet.width - 2 * 26), align=Align.CENTRE,
               strong=True)
    yield word(0, base + 2.2, words.above, size_for(words.above, 2.8, sheet.width - 24), colour=PALE_INK)
    yield from north(sheet.width - 8, base + 1.8)


def north(x: float, y: float) -> Iterator[Shape]:
    """The north arrow, its foot at (x, y)."""
    tip, half, notch = (x, y + 10.5), 2.4, (x, y + 2.2)
    yield area([[tip, (x - half, y), notch]], INK, width=0.15)
    yield area([[tip, (x + half, y), notch]], "#FFFFFF", width=0.15)
    yield word(x, y + 11.3, "北", 3.0, align=Align.CENTRE, strong=True)


def legend(view: View, entries: Sequence[Entry]) -> Iterator[Shape]:
    """The strip under the map that says what each look means."""
    y = FOOT + LEGEND - _ROW - 0.6
    yield word(0, y + 0.6, "图例", 3.0, strong=True)
    x, room = 11.0, view.sheet.width
    for entry in entries:
        wide = _SWATCH[0] + 1.5 + width_of(entry.label, _LEGEND_WORD)
        if x + wide > room:
            x, y = 11.0, y - _ROW
        yield from _sample(entry, x, y)
        yield word(x + _SWATCH[0] + 1.5, y + 0.8, entry.label, _LEGEND_WORD)
        x += wide + 5


def _sample(entry: Entry, x: float, y: float) -> Iterator[Shape]:
    if entry.look is None:
        yield from symbol((x + _SWATCH[0] / 2, y + _SWATCH[1] / 2), 0.5, 16, "#FFFFFF")
    elif entry.is_symbol:
        yield from symbol((x + _SWATCH[0] / 2, y + _SWATCH[1] / 2), 1.3, entry.look.corners, entry.look.fill or "#FFFFFF")
    else:
        yield box((x, y, x + _SWATCH[0], y + _SWATCH[1]), entry.look.fill, entry.look.hatch, width=0.2,
                  dashed=entry.look is OTHER)


def foot(view: View, words: Words) -> Iterator[Shape]:
    """Coordinate system at the left, scale and its bar in the middle, who made it at the right, notes under all."""
    sheet = view.sheet
    side = (sheet.width - 66) / 2
    for at, line in enumerate(words.system):
        yield word(0, FOOT - 4.0 - at * 3.9, line, size_for(line, _SMALL, side))
    for at, line in enumerate(words.makers):
        yield word(sheet.width - side, FOOT - 4.0 - at * 3.9, line, size_for(line, _SMALL, side))
    yield word(sheet.width / 2, FOOT - 4.6, f"1:{view.scale}", 3.8, align=Align.CENTRE, strong=True)
    yield from scale_bar(view, sheet.width / 2, FOOT - 9.4)
    for at, note in enumerate(words.notes[:2]):
        yield word(0, 3.9 - at * 3.4, note, size_for(note, 2.3, sheet.width), colour=PALE_INK)


def scale_bar(view: View, middle: float, y: float) -> Iterator[Shape]:
    """Four parts, black and white in turn, of together a round length that makes at most 50 mm."""
    whole = max((s for s in _STEPS if s * 1000 / view.scale <= _BAR), default=_STEPS[0])
    long = float(whole) * 250 / view.scale
    left = middle - 2 * long
    for at in range(4):
        yield box((left + at * long, y, left + (at + 1) * long, y + 1.2), "#FFFFFF" if at % 2 else INK, width=0.12)
    unit, by = ("公里", 1000) if whole >= 1000 else ("米", 1)
    for at in (0, 2, 4):
        said = f"{(whole * at / 4 / by).normalize():f}{unit if at == 4 else ''}"
        yield word(left + at * long, y - 2.9, said, _FIGURE, align=Align.CENTRE)
