"""What stands on one page, gathered as PDF operators: paths first, then all text in one text object."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.lib.utils import ImageReader

from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.styles import RULE

_BELOW = 0.12  # how far the square of a Chinese character reaches below its base line, in sizes


class Ink:
    """The operators of one page; x and y in points, y downwards from the top of the page."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._text: list[str] = []
        self._rules: list[str] = []
        self._other: list[str] = []
        self.images: list[tuple[ImageReader, float, float, float, float]] = []

    def line(self, line: Line, x: float, y: float, size: float, leading: float) -> None:
        """Draw a set line in a band of `leading` below y, its square centred in it."""
        base = self.height - y - (leading + size) / 2 + _BELOW * size
        left = x + line.x
        if line.code:
            self._text.append(f"1 0 0 1 {left:.2f} {base:.2f} Tm {line.code}")
        for a, b in line.underlines:
            self._segment(left + a, base - 0.16 * size, left + b, base - 0.16 * size)

    def turned(self, line: Line, x: float, y: float) -> None:
        """Draw a set line running down the page from (x, y), its head to the right."""
        self._text.append(f"0 -1 1 0 {x:.2f} {self.height - y:.2f} Tm {line.code}")

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a thin line."""
        self._segment(x, self.height - y, to_x, self.height - to_y)

    def _segment(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self._rules.append(f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l")

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a thin rectangle whose upper left corner is (x, y)."""
        self._rules.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re")

    def boxes(self, lefts: Iterable[float], y: float, height: float) -> None:
        """Draw the uprights at `lefts` and the foot line of a table row."""
        edges = list(lefts)
        top, foot = self.height - y, self.height - y - height
        self._rules += [f"{x:.2f} {top:.2f} m {x:.2f} {foot:.2f} l" for x in edges]
        self._segment(edges[0], foot, edges[-1], foot)

    def drawn(self, operators: str) -> None:
        """Add operators that leave the graphics state as they found it."""
        self._other.append(operators)

    def image(self, image: ImageReader, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture with its upper left corner at (x, y)."""
        self.images.append((image, x, self.height - y - height, width, height))

    def operators(self) -> str:
        """The page's operators."""
        rules = [f"{RULE} w", *self._rules, "S"] if self._rules else []
        text = ["BT", *self._text, "ET"] if self._text else []
        return "\n".join([*self._other, *rules, *text])
