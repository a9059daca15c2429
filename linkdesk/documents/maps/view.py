"""Which part of the ground a sheet shows, at which scale, and where a place comes to lie on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import hypot

from linkdesk.domain.outlines import Bounds

# What stands around the window of a map, in mm.
TITLE, SIDE, BAND, LEGEND, FOOT = 17.0, 9.0, 5.0, 13.0, 20.0
MARGIN = 9.0  # white inside the window, for labels

SCALES = tuple(factor * 10 ** power for power in (2, 3, 4, 5, 6) for factor in (1, 2, 5) if factor * 10 ** power >= 200)
_LIKE_25000 = {20000: 25000}  # the series of Chinese maps has 1:25 000 where round numbers have 1:20 000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: its name, whether it lies across, and the mm a drawing has on it."""

    paper: str
    landscape: bool
    width: float
    height: float

    @property
    def window(self) -> tuple[float, float, float, float]:
        """Left, low, right and high of the map's inner frame, in mm."""
        return SIDE, FOOT + LEGEND + BAND, self.width - SIDE, self.height - TITLE - BAND

    @property
    def name(self) -> str:
        """A4横 and the like."""
        return f"{self.paper}{'横' if self.landscape else '竖'}"


SHEETS = (Sheet("A4", False, 169, 260), Sheet("A4", True, 260, 169), Sheet("A3", True, 379, 260), Sheet("A3", False, 260, 379))


@dataclass(frozen=True)
class View:
    """A part of the ground on a sheet at 1:`scale`; east and north in metres are those of the window's lower left."""

    sheet: Sheet
    scale: int
    east: Decimal
    north: Decimal

    def place(self, east: Decimal, north: Decimal) -> tuple[float, float]:
        """Where a place lies, in mm from the lower left of the drawing."""
        left, low, _, _ = self.sheet.window
        return left + float(east - self.east) * 1000 / self.scale, low + float(north - self.north) * 1000 / self.scale

    @cached_property
    def ground(self) -> Bounds:
        """What the window shows."""
        left, low, right, high = self.sheet.window
        across, up = (Decimal(side) * self.scale / 1000 for side in (right - left, high - low))
        return Bounds(self.east, self.north, self.east + across, self.north + up)

    def shows(self, bounds: Bounds) -> bool:
        """Whether any of it can be seen."""
        mine = self.ground
        return bounds.west < mine.east and bounds.east > mine.west and bounds.south < mine.north and bounds.north > mine.south


def fitted(bounds: Bounds, enough: int, sheets: Sequence[Sheet] = SHEETS) -> View:
    """The view that shows all of it largest; A3 only where A4 would be smaller than 1:`enough` and A3 is larger."""
    small = [sheet for sheet in sheets if sheet.paper == "A4"]
    best = _largest(bounds, small or sheets)
    if best[0] > enough:
        best = min(best, _largest(bounds, sheets), key=lambda found: found[0])
    return _centred(bounds, *best)


def fits(bounds: Bounds, scale: int) -> bool:
    """Whether any sheet shows all of it at this scale."""
    across, up = float(bounds.east - bounds.west) * 1000 / scale, float(bounds.north - bounds.south) * 1000 / scale
    return any(across <= wide and up <= high for wide, high in map(_room, SHEETS))


def reach(scale: int) -> float:
    """The metres across a sheet can show at most at this scale."""
    return max(hypot(*_room(sheet)) for sheet in SHEETS) * scale / 1000


def _room(sheet: Sheet) -> tuple[float, float]:
    left, low, right, high = sheet.window
    return right - left - 2 * MARGIN, high - low - 2 * MARGIN


def _largest(bounds: Bounds, sheets: Sequence[Sheet]) -> tuple[int, Sheet]:
    scales = [(_scale(bounds, sheet), -_filled(bounds, sheet), at) for at, sheet in enumerate(sheets)]
    scale, _, at = min(scales)
    return scale, sheets[at]


def _scale(bounds: Bounds, sheet: Sheet) -> int:
    """The largest scale of the series at which it fits the sheet with its margin."""
    wide, high = _room(sheet)
    need = max(float(bounds.east - bounds.west) / wide, float(bounds.north - bounds.south) / high) * 1000
    found = next((scale for scale in map(_round, SCALES) if scale >= need), None)
    return found or int(need // 10 ** 6 + 1) * 10 ** 6


def _round(scale: int) -> int:
    return _LIKE_25000.get(scale, scale)


def _filled(bounds: Bounds, sheet: Sheet) -> float:
    """How alike sheet and ground are in shape, 1 being the same."""
    left, low, right, high = sheet.window
    ground = max(float(bounds.east - bounds.west), 1) / max(float(bounds.north - bounds.south), 1)
    ratio = ground / ((right - left) / (high - low))
    return min(ratio, 1 / ratio)


def _centred(bounds: Bounds, scale: int, sheet: Sheet) -> View:
    left, low, right, high = sheet.window
    east = (bounds.west + bounds.east - Decimal(right - left) * scale / 1000) / 2
    north = (bounds.south + bounds.north - Decimal(high - low) * scale / 1000) / 2
    return View(sheet, scale, east.quantize(Decimal(1)), north.quantize(Decimal(1)))
