"""Typical cross-sections drawn to scale from their measures: outline, layers, dimensions, ground line, scale bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.blocks import Align, Drawing, Hatch, Shape
from linkdesk.documents.maps.lines import Spot
from linkdesk.documents.maps.pen import INK, PALE_INK, area, box, mm, size_for, stroke, word
from linkdesk.domain.cross_sections import Profile, called, faults, profile
from linkdesk.domain.design import CrossSection
from linkdesk.domain.design_words import CrossSectionKind as Kind

WIDTH, HEIGHT = 150.0, 104.0                  # mm: two stand on a page of text, four on two
_LEFT, _RIGHT, _LOW, _HIGH = 16.0, 122.0, 34.0, 88.0   # the window of the figure itself
_SCALES = tuple(factor * 10 ** power for power in range(5) for factor in (1, 2, 5))
_NEVER_FIRST = "，。；、）："
_SIZE, _TICK, _AWAY = 2.8, 0.8, 6.0
_EARTH, _STONE, _MASONRY, _TOPSOIL = "#EFE3CF", "#E4E4E0", "#D9DEE3", "#DCC8A6"
_LOOKS = {"面层": (_MASONRY, Hatch.CROSSED), "垫层": (_STONE, Hatch.SQUARED), "衬砌": (_MASONRY, Hatch.CROSSED),
          "耕作层": (_TOPSOIL, Hatch.UPRIGHT), "心土层": (_EARTH, Hatch.FALLING), "底土层": ("#F5EFE4", Hatch.RISING),
          "土层": (_EARTH, Hatch.FALLING)}


def section_drawing(section: CrossSection) -> Drawing:
    """A section at a round scale on 150 × 104 mm; where its measures cannot be, the reasons in words."""
    found = profile(section)
    shapes = tuple(_figure(section, found) if found else _refusal(section))
    return Drawing(mm(WIDTH), mm(HEIGHT), shapes, name=called(section))


def _refusal(section: CrossSection) -> Iterator[Shape]:
    yield from _frame(called(section))
    for at, line in enumerate(line for said in faults(section) for line in _broken(said, 40)):
        yield word(10, HEIGHT - 30 - at * 6, line, 3.2, colour="#B42318")


def _broken(text: str, characters: int) -> list[str]:
    """Text in lines, none of which begins with a mark of punctuation."""
    lines: list[str] = []
    while text:
        end = characters + (text[characters:characters + 1] in tuple(_NEVER_FIRST))
        lines.append(text[:end])
        text = text[end:]
    return lines


def _frame(title: str) -> Iterator[Shape]:
    yield box((0, 0, WIDTH, HEIGHT), width=0.18)  # no ground of its own: the mark of a draft lies below
    yield word(WIDTH / 2, HEIGHT - 8, title, size_for(title, 4.4, WIDTH - 20), align=Align.CENTRE, strong=True)


def _figure(section: CrossSection, found: Profile) -> Iterator[Shape]:
    scale = _Scale(section.kind, found)
    yield from _frame(called(section))
    yield from _DRAWN[section.kind](scale, found)
    yield from _foot(section, scale)


@dataclass(frozen=True, slots=True)
class _Extent:
    wide: Decimal
    high: Decimal


def _extent(kind: Kind, found: Profile) -> _Extent:
    """What has to have room: the figure with lining, bedding and a piece of ground."""
    thick = sum((layer.thickness for layer in found.layers), Decimal(0)) if kind is Kind.DITCH else Decimal(0)
    if kind is Kind.SOIL_LAYER:
        return _Extent(found.height * 2, found.height)
    return _Extent(max(found.top, found.bottom) + 2 * thick, found.height + thick)


class _Scale:
    """Metres as mm, about the middle of the window; y counts from the ground or from the top."""

    def __init__(self, kind: Kind, found: Profile) -> None:
        extent = _extent(kind, found)
        need = max(float(extent.wide) / (_RIGHT - _LEFT - 24), float(extent.high) / (_HIGH - _LOW)) * 1000
        self.scale = next((s for s in _SCALES if s >= need), _SCALES[-1] * 10)
        tall = self.mm(extent.high)
        self.low = _LOW + (_HIGH - _LOW - tall) / 2
        self.high = self.low + tall
        self.middle = (_LEFT + _RIGHT) / 2

    def mm(self, metres: Decimal) -> float:
        """So many metres on paper."""
        return float(metres) * 1000 / self.scale


def _bank(scale: _Scale, found: Profile) -> Iterator[Shape]:
    """A ridge or a road on its ground."""
    low, high = scale.low, scale.low + scale.mm(found.height)
    half_top, half_bottom = scale.mm(found.top) / 2, scale.mm(found.bottom) / 2
    middle = scale.middle
    yield from _ground(scale, low, middle - half_bottom, middle + half_bottom)
    outline = [(middle - half_bottom, low), (middle + half_bottom, low), (middle + half_top, high), (middle - half_top, high)]
    yield area([outline], _EARTH, Hatch.FALLING, width=0.4)
    yield from _bands(scale, found, half_top, half_bottom, high)
    yield from _dimension((middle - half_top, high), (middle + half_top, high), found.top, _AWAY)
    yield from _dimension((middle - half_bottom, low), (middle + half_bottom, low), found.bottom, -_AWAY - 3)
    yield from _upright(middle + half_bottom + 10, low, high, found.height)
    yield from _slope(middle - (half_top + half_bottom) / 2, (low + high) / 2, found.slope)


def _bands(scale: _Scale, found: Profile, half_top: float, half_bottom: float, high: float) -> Iterator[Shape]:
    """The layers of a bank from its top down, each with a line to its name."""
    whole, down = scale.mm(found.height), 0.0
    for at, layer in enumerate(found.layers):
        thick = scale.mm(layer.thickness)
        upper, lower = (half_top + (half_bottom - half_top) * d / whole for d in (down, down + thick))
        top, foot = high - down, high - down - thick
        middle = scale.middle
        fill, hatch = _LOOKS[layer.label]
        yield area([[(middle - lower, foot), (middle + lower, foot), (middle + upper, top), (middle - upper, top)]], fill, hatch)
        yield from _named(layer.label, layer.thickness, (middle + upper * 0.6, (top + foot) / 2), _HIGH - 1 - at * 5)
        down += thick


def _trench(scale: _Scale, found: Profile) -> Iterator[Shape]:
    """A ditch in its ground, with lining round it and bedding under it."""
    depth, middle = scale.mm(found.height), scale.middle
    ground, bed = scale.high, scale.high - depth
    half_top, half_bottom = scale.mm(found.top) / 2, scale.mm(found.bottom) / 2
    thick = sum(scale.mm(layer.thickness) for layer in found.layers)
    yield from _ground(scale, ground, middle - half_top - thick, middle + half_top + thick)
    yield from _coats(scale, found, (half_top, half_bottom), (ground, bed))
    hollow = [(middle - half_top, ground), (middle - half_bottom, bed), (middle + half_bottom, bed), (middle + half_top, ground)]
    yield area([hollow], "#FFFFFF", width=0.1, colour="#FFFFFF")
    yield stroke(*hollow, width=0.4)
    yield from _dimension((middle - half_top, ground), (middle + half_top, ground), found.top, _AWAY)
    yield from _dimension((middle - half_bottom, bed), (middle + half_bottom, bed), found.bottom, -_AWAY - 3 - thick)
    yield from _upright(middle + half_top + thick + 10, bed, ground, found.height)
    yield from _slope(middle - half_top - thick - 2, ground - 6, found.slope)


def _coats(scale: _Scale, found: Profile, halves: tuple[float, float], levels: tuple[float, float]) -> Iterator[Shape]:
    """Lining and bedding, the outer first, so that the inner lies upon it."""
    outward, made = 0.0, []
    for at, layer in enumerate(found.layers):
        outward += scale.mm(layer.thickness)
        middle, (ground, bed) = scale.middle, levels
        top, bottom = halves[0] + outward, halves[1] + outward
        fill, hatch = _LOOKS[layer.label]
        ring = [(middle - top, ground), (middle - bottom, bed - outward), (middle + bottom, bed - outward), (middle + top, ground)]
        at_layer = (middle + halves[1] * 0.5, bed - outward + scale.mm(layer.thickness) / 2)
        made.append([area([ring], fill, hatch), *_named(layer.label, layer.thickness, at_layer, bed - outward - 3 - at * 5)])
    for shapes in reversed(made):
        yield from shapes


def _soil(scale: _Scale, found: Profile) -> Iterator[Shape]:
    """The layers of the soil, from the surface down."""
    half = scale.mm(found.height)
    left, right, top = scale.middle - half, scale.middle + half, scale.high
    for layer in found.layers:
        foot = top - scale.mm(layer.thickness)
        fill, hatch = _LOOKS[layer.label]
        yield area([[(left, foot), (right, foot), (right, top), (left, top)]], fill, hatch, width=0.3)
        yield word(left - 2, (top + foot) / 2 - _SIZE * 0.36, layer.label, _SIZE, align=Align.RIGHT)
        yield from _upright(right + 6, foot, top, layer.thickness)
        top = foot
    if len(found.layers) > 1:
        yield from _upright(right + 20, scale.low, scale.high, found.height)
    yield from _ground_marks(left, right, scale.high)


def _ground(scale: _Scale, y: float, left: float, right: float) -> Iterator[Shape]:
    """The ground line at both sides of what stands in or on it."""
    for start, end in ((_LEFT - 6, left), (right, _RIGHT - 6)):
        if end > start:
            yield stroke((start, y), (end, y), width=0.3)
            yield from (stroke((x, y), (x - 1.6, y - 1.6), width=0.12) for x in _steps(start + 2, end, 2.4))


def _ground_marks(left: float, right: float, y: float) -> Iterator[Shape]:
    yield from (stroke((x, y), (x, y + 1.4), width=0.15, colour="#0F6B4F") for x in _steps(left + 1.5, right, 3))


def _steps(start: float, end: float, by: float) -> Iterator[float]:
    while start < end:
        yield start
        start += by


def _dimension(start: Spot, end: Spot, metres: Decimal, away: float) -> Iterator[Shape]:
    """A level dimension `away` mm above (or below) its line, in cm."""
    y = start[1] + away
    yield from (stroke((x, start[1] + (1 if away > 0 else -1)), (x, y + (1 if away > 0 else -1)), width=0.1) for x in (start[0], end[0]))
    yield stroke((start[0], y), (end[0], y), width=0.12)
    for x in (start[0], end[0]):
        yield stroke((x - _TICK, y - _TICK), (x + _TICK, y + _TICK), width=0.3)
    yield word((start[0] + end[0]) / 2, y + 0.9, _said(metres), _SIZE, align=Align.CENTRE, halo=True)


def _upright(x: float, low: float, high: float, metres: Decimal) -> Iterator[Shape]:
    """An upright dimension with its figure at the right."""
    for y in (low, high):
        yield stroke((x - 3, y), (x + 1, y), width=0.1)
        yield stroke((x - _TICK, y - _TICK), (x + _TICK, y + _TICK), width=0.3)
    yield stroke((x, low), (x, high), width=0.12)
    yield word(x + 1.6, (low + high) / 2 - _SIZE * 0.36, _said(metres), _SIZE)


def _slope(x: float, y: float, slope: Decimal) -> Iterator[Shape]:
    if slope:
        yield word(x - 3, y, f"1:{_plain(slope)}", _SIZE, align=Align.RIGHT, halo=True)


def _named(label: str, metres: Decimal, at: Spot, y: float) -> Iterator[Shape]:
    """A line from a layer to its name at the right."""
    yield stroke(at, (_RIGHT + 2, y), width=0.12)
    yield word(_RIGHT + 3, y - 1, f"{label} {_said(metres)}", _SIZE)


def _said(metres: Decimal) -> str:
    """A measure in cm, as sections are written."""
    return f"{_plain(metres * 100)}"


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}"


def _foot(section: CrossSection, scale: _Scale) -> Iterator[Shape]:
    """Scale and its bar, the unit, and the note."""
    yield word(WIDTH / 2, 14, f"1:{scale.scale}", 3.6, align=Align.CENTRE, strong=True)
    whole = _bar_length(scale.scale)
    long = float(whole) * 1000 / scale.scale / 2
    for at in range(2):
        left = WIDTH / 2 - long + at * long
        yield area([[(left, 10), (left + long, 10), (left + long, 11.2), (left, 11.2)]], "#FFFFFF" if at else INK, width=0.12)
    for at, said in ((-1, "0"), (0, _plain(whole * 50)), (1, f"{_plain(whole * 100)} cm")):
        yield word(WIDTH / 2 + at * long, 6.6, said, 2.2, align=Align.CENTRE)
    yield word(4, 14, "尺寸单位：cm", 2.6)
    if section.note.strip():
        note = f"说明：{' '.join(section.note.split())}"
        yield word(4, 2.4, note, size_for(note, 2.5, WIDTH - 8), colour=PALE_INK)


def _bar_length(scale: int) -> Decimal:
    """The round length in metres that makes at most 30 mm."""
    lengths = (Decimal(factor).scaleb(power) for power in range(4, -4, -1) for factor in (5, 2, 1))
    return next(length for length in lengths if float(length) * 1000 / scale <= 30)


_DRAWN = {Kind.RIDGE: _bank, Kind.ROAD: _bank, Kind.DITCH: _trench, Kind.SOIL_LAYER: _soil}
