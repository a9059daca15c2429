"""What is taken on a map: a board of half-millimetre squares, so that no word comes to lie on another or across a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from linkdesk.documents.maps.lines import Frame, Line, Spot

_SIDE = 0.5           # mm of a square
_LINE, _WORD = 1, 2   # what a square holds


class Board:
    """The squares of a map's window."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        left, low, right, high = frame
        self._across, self._up = int((right - left) / _SIDE) + 2, int((high - low) / _SIDE) + 2
        self._squares = bytearray(self._across * self._up)

    def line(self, line: Sequence[Spot], closed: bool = True) -> None:
        """Take what a line runs through; words may cross it when there is no better place."""
        for at in self._along(line, closed):
            self._squares[at] = max(self._squares[at], _LINE)

    def word(self, box: Frame) -> None:
        """Take a box wholly."""
        for start, end in self._rows(box):
            self._squares[start:end] = bytes((_WORD,)) * (end - start)

    def is_free(self, box: Frame) -> bool:
        """Whether a box lies in the window and on no word."""
        return self._inside(box) and not any(_WORD in self._squares[a:b] for a, b in self._rows(box))

    def crossings(self, box: Frame) -> int:
        """How many squares of a box a line runs through."""
        return sum(self._squares.count(_LINE, a, b) for a, b in self._rows(box))

    def is_open(self, line: Line) -> bool:
        """Whether a line meets no word."""
        return all(self._squares[at] != _WORD for at in self._along(line, False))

    def _inside(self, box: Frame) -> bool:
        left, low, right, high = self.frame
        return box[0] >= left and box[1] >= low and box[2] <= right and box[3] <= high

    def _rows(self, box: Frame) -> Iterator[tuple[int, int]]:
        left, low = self.frame[:2]
        from_x, to_x = max(int((box[0] - left) / _SIDE), 0), min(int((box[2] - left) / _SIDE) + 1, self._across)
        for row in range(max(int((box[1] - low) / _SIDE), 0), min(int((box[3] - low) / _SIDE) + 1, self._up)):
            if from_x < to_x:
                yield row * self._across + from_x, row * self._across + to_x

    def _along(self, line: Sequence[Spot], closed: bool) -> Iterator[int]:
        left, low = self.frame[:2]
        for (ax, ay), (bx, by) in zip(line, [*line[1:], *line[:1]] if closed else line[1:], strict=closed):
            steps = int(hypot(bx - ax, by - ay) / _SIDE * 1.5) + 1
            for at in range(steps + 1):
                x, y = (ax + (bx - ax) * at / steps - left) / _SIDE, (ay + (by - ay) * at / steps - low) / _SIDE
                if 0 <= x < self._across and 0 <= y < self._up:
                    yield int(y) * self._across + int(x)
