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
    even: bool = False          # stands on an even page of its document
    starts_grid: bool = False   # the lines below it are counted from its lower edge
    numberless: bool = False    # its page bears no number
    head: Box | None = None     # comes again when this box begins a page
    bookmark: tuple[int, str] | None = None  # level and title


@dataclass(slots=True)
class Page:
    """A page being filled: boxes with the place of their upper edge below the top of the type area."""

    style: PageStyle
    placed: list[tuple[Box, float]]
    number: int = 1             # within its document
    numbered: bool = True
    y: float = 0.0
    foot: float = 0.0
    origin: float = 0.0         # from where its lines are counted

    def next(self) -> Page:
        """The page after this one; where this one was left empty for the foot of the last page, neither bears a number."""
        self.numbered = self.numbered and self.begun
        return Page(self.style, [], self.number + 1, self.begun)

    def top_of(self, box: Box) -> float:
        """Where the box would begin."""
        return self._top(box, self.y)

    def _top(self, box: Box, y: float) -> float:
        if box.on_grid and self.style.grid:
            return self.origin + ceil((y - self.origin - _SLACK) / self.style.leading) * self.style.leading
        return y

    def fits(self, boxes: Sequence[Box]) -> bool:
        """Whether all the boxes have room one below the other."""
        foot = sum(box.height for box in boxes if box.at_foot)
        y = self.y
        for box in boxes:
            y = y if box.at_foot else self._top(box, y) + box.height
        return y + foot <= self.style.depth - self.foot + _SLACK

    def place(self, box: Box) -> None:
        """Put a box on the page."""
        if box.at_foot:
            self.foot += box.height
            self.placed.append((box, self.style.depth - self.foot))
            return
        top = self.top_of(box)
        self.placed.append((box, top))
        self.y = top + box.height
        self.origin = self.y if box.starts_grid else self.origin
        self.numbered = self.numbered and not box.numberless

    @property
    def begun(self) -> bool:
        """Whether anything but white stands on the page."""
        return any(not box.space for box, _ in self.placed)


def pages(boxes: Sequence[Box], style: PageStyle, before: int = 0) -> Iterator[Page]:
    """Fill pages with boxes; without any there is one empty page. The document has so many pages before these."""
    page = Page(style, [], before + 1)
    for group in _groups(boxes):
        while _turns(page, group):
            full, page = page, page.next()
            yield full
        for box in group:
            if page.begun and not box.space and not page.fits([box]):
                full, page = page, page.next()
                yield full
            _place(page, box)
    if page.begun or not boxes:
        yield page


def _turns(page: Page, group: Sequence[Box]) -> bool:
    """Whether a new page begins before these boxes; an odd one is left empty when they stand on an even one."""
    if page.begun and (group[0].ends_page or not page.fits(group)):
        return True
    return group[0].even and page.number % 2 == 1


def _place(page: Page, box: Box) -> None:
    if box.ends_page or (box.space and not page.begun):
        return
    if box.head is not None and not page.begun:
        page.place(box.head)
    page.place(box)


def _groups(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    group: list[Box] = []
    for box in boxes:
        if group and (box.ends_page or box.even):
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
