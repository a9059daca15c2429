"""From boxes to pages: what stays together, what comes again on each page, where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import PageStyle

Draw = Callable[[Ink, float, float], None]
_SLACK = 0.05  # points by which sums of heights may be off


def nothing(ink: Ink, x: float, y: float) -> None:
    """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a page that is never parted; `draw` gets its upper left corner."""

    height: float
    draw: Draw = nothing
    keep: bool = False          # never the last on its page: stays with the next
    space: bool = False         # only white: left out at the head of a page
    on_grid: bool = False       # begins on a line of the page's grid
    at_foot: bool = False       # stands at the foot of the type area
    ends_page: bool = False
    head: Box | None = None     # comes again when this box begins a page
    bookmark: tuple[int, str] | None = None  # level and title


@dataclass(slots=True)
class Page:
    """A page being filled: boxes with the place of their upper edge below the top of the type area."""

    style: PageStyle
    placed: list[tuple[Box, float]]
    y: float = 0.0
    foot: float = 0.0

    def top_of(self, box: Box) -> float:
        """Where the box would begin."""
        if box.on_grid and self.style.grid:
            return ceil((self.y - _SLACK) / self.style.leading) * self.style.leading
        return self.y

    def fits(self, boxes: Sequence[Box]) -> bool:
        """Whether all the boxes have room one below the other."""
        flow = sum(box.height for box in boxes if not box.at_foot)
        foot = sum(box.height for box in boxes if box.at_foot)
        return self.top_of(boxes[0]) + flow + foot <= self.style.depth - self.foot + _SLACK

    def place(self, box: Box) -> None:
        """Put a box on the page."""
        if box.at_foot:
            self.foot += box.height
            self.placed.append((box, self.style.depth - self.foot))
            return
        top = self.top_of(box)
        self.placed.append((box, top))
        self.y = top + box.height

    @property
    def begun(self) -> bool:
        """Whether anything but white stands on the page."""
        return any(not box.space for box, _ in self.placed)


def pages(boxes: Sequence[Box], style: PageStyle) -> Iterator[Page]:
    """Fill pages with boxes; without any there is one empty page."""
    page = Page(style, [])
    for group in _groups(boxes):
        if page.begun and (group[0].ends_page or not page.fits(group)):
            yield page
            page = Page(style, [])
        for box in group:
            if page.begun and not box.space and not page.fits([box]):
                yield page
                page = Page(style, [])
            _place(page, box)
    if page.begun or not boxes:
        yield page


def _place(page: Page, box: Box) -> None:
    if box.ends_page or (box.space and not page.begun):
        return
    if box.head is not None and not page.begun:
        page.place(box.head)
    page.place(box)


def _groups(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    group: list[Box] = []
    for box in boxes:
        if group and box.ends_page:
            yield group
            group = []
        group.append(box)
        if not box.keep:
            yield group
            group = []
    if group:
        yield group


def kept(boxes: Sequence[Box], last: int) -> list[Box]:
    """The boxes, the last so many of them staying with what follows."""
    at = max(len(boxes) - last, 0)
    return [*boxes[:at], *(replace(box, keep=True) for box in boxes[at:])]
