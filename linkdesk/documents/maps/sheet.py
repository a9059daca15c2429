"""One map sheet as a drawing: base picture, grid, plots, points, words, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from linkdesk.documents.blocks import Drawing, Hatch, Shape, ShapeKind
from linkdesk.documents.maps import frame
from linkdesk.documents.maps.board import Board
from linkdesk.documents.maps.frame import Entry, Words
from linkdesk.documents.maps.ground import Lying
from linkdesk.documents.maps.labels import Label, codes, placed
from linkdesk.documents.maps.lines import Line, anchor, cut, extent, thinned
from linkdesk.documents.maps.looks import Look
from linkdesk.documents.maps.pen import PALE_INK, area, box, mm, places
from linkdesk.documents.maps.points import point_signs
from linkdesk.documents.maps.symbols import RADIUS, SMALLEST, symbol
from linkdesk.documents.maps.view import View
from linkdesk.domain.gauss_zone import zone_at
from linkdesk.domain.outlines import Bounds, bounds_of, middle, picture_corners
from linkdesk.domain.plot import BaseMap

_SIZE, _CROWDED_SIZE, _CROWDED = 2.6, 1.9, 60  # mm of labels, and with how many plots they become smaller
_WHITE = "#FFFFFF"
_POINTS_UP_TO = 1000  # scales larger than this name the boundary points


@dataclass(frozen=True)
class Content:
    """What a sheet shows: its plots and how they look and are called, others pale, marked ground, names of places."""

    plots: Sequence[Lying]
    look: Callable[[Lying], Look]
    label: Callable[[Lying], tuple[str, ...]]           # empty: no label
    others: Sequence[Lying] = ()
    names: Sequence[tuple[str, Bounds]] = ()            # of villages, each beside one of its plots
    marked: Sequence[tuple[str, Bounds]] = ()           # ground with a number, as in an index
    pictures: Sequence[BaseMap] = ()
    others_called: str = frame.OTHER.label
    entry: Callable[[Look, Sequence[Lying]], str] = field(default=lambda look, plots: look.label)


def drawn(view: View, content: Content, words: Words) -> Drawing:
    """The sheet; a label that found no place is told in a note."""
    made = _Map(view, len(content.plots) > _CROWDED)
    over_picture = made.pictures(content.pictures)
    made.shapes += frame.grid(view)
    for each in content.others:
        made.pale(each)
    looks: dict[Look, list[Lying]] = {}
    for each in content.plots:
        look = _clear(content.look(each)) if over_picture else content.look(each)
        if content.marked:
            look = replace(look, hatch=Hatch.NONE)
            made.dot(each, look)
        else:
            made.plot(each, look, content.label(each))
        looks.setdefault(look, []).append(each)
    if view.scale <= _POINTS_UP_TO:
        made.shapes += point_signs(made.board, view, content.plots)
    made.mark(content.marked)
    lost = made.words(content.names)
    entries = made.entries([(look, content.entry(look, plots)) for look, plots in looks.items()],
                           content.others_called if content.others else "")
    around = _around(view, words, entries, f"本幅排不下注记的：{codes(lost)}，见分幅图和图幅目录。" if lost else "")
    return Drawing(mm(view.sheet.width), mm(view.sheet.height), (*made.shapes, *around), name=words.title)


def _around(view: View, words: Words, entries: Iterable[Entry], note: str) -> Iterator[Shape]:
    """Frames, figures of the grid, title, legend and foot, with one more note where there is one."""
    yield from (*frame.frames(view), *frame.figures(view), *frame.title(view, words), *frame.legend(view, list(entries)))
    yield from frame.foot(view, replace(words, notes=(*words.notes, note) if note else words.notes))


class _Map:
    """The window of a map being drawn."""

    def __init__(self, view: View, crowded: bool) -> None:
        self.view, self.crowded = view, crowded
        self.board = Board(view.sheet.window)
        self.shapes: list[Shape] = []
        self._labels: list[Label] = []
        self._as_symbol: set[Look] = set()
        self._as_area: set[Look] = set()

    def pictures(self, pictures: Sequence[BaseMap]) -> bool:
        """Lay the base pictures that reach the sheet under it; whether there is any."""
        left, low, right, high = self.view.sheet.window
        for base in pictures:
            corners = picture_corners(base)
            (ax, ay), (bx, by), (cx, cy) = corners
            ground = bounds_of((*corners, (bx + cx - ax, by + cy - ay)))
            if zone_at(ax) == zone_at(self.view.east) and self.view.shows(ground):
                spots = [*(self.view.place(*corner) for corner in corners), (left, low), (right, high)]
                self.shapes.append(Shape(ShapeKind.PICTURE, places(spots), base.name, hash=base.picture_hash))
        return bool(self.shapes)

    def pale(self, lying: Lying) -> None:
        """Draw a plot that is not this sheet's own."""
        rings = self._rings(lying)
        if rings and extent(rings) >= SMALLEST:
            self.shapes.append(area(rings, width=0.15, colour=PALE_INK, dashed=True))
            self._take(rings)

    def dot(self, lying: Lying, look: Look) -> None:
        """A plot of an index: only where it is; its sheet's number may stand on it."""
        rings = self._rings(lying)
        small = not rings or extent(rings) < SMALLEST
        if small:
            self.shapes += symbol(self.view.place(*middle(lying.bounds)), 0.5, look.corners, look.fill or _WHITE)
        else:
            self.shapes.append(area(rings, look.fill, width=0.12))
        (self._as_symbol if small else self._as_area).add(look)

    def plot(self, lying: Lying, look: Look, label: tuple[str, ...]) -> None:
        """Draw a plot of the sheet, or its sign where it is too small."""
        rings = self._rings(lying)
        small = not rings or extent(rings) < SMALLEST
        spot = self.view.place(*middle(lying.bounds)) if small else anchor(rings)
        if small:
            self.shapes += symbol(spot, RADIUS, look.corners, look.fill or _WHITE)
            self.board.word((spot[0] - RADIUS, spot[1] - RADIUS, spot[0] + RADIUS, spot[1] + RADIUS))
        else:
            self.shapes.append(area(rings, look.fill, look.hatch, width=0.3 if look.fill else 0.45))
            self._take(rings)
        (self._as_symbol if small else self._as_area).add(look)
        if label:
            size = _CROWDED_SIZE if self.crowded else _SIZE
            self._labels.append(Label(label, spot, size, reach=RADIUS if small else 0.0, ground=look.fill or _WHITE))

    def mark(self, marked: Sequence[tuple[str, Bounds]]) -> None:
        """Frame ground and number it."""
        for name, ground in marked:
            (left, low), (right, high) = self.view.place(ground.west, ground.south), self.view.place(ground.east, ground.north)
            self.shapes.append(box((left - 1.5, low - 1.5, right + 1.5, high + 1.5), width=0.25, dashed=True))
            self._labels.append(Label((name,), ((left + right) / 2, (low + high) / 2), 2.6, strong=True))

    def words(self, names: Sequence[tuple[str, Bounds]]) -> list[Label]:
        """Write all labels, names of places last; those of plots that found no place."""
        shapes, lost = placed(self.board, self._labels)
        self.shapes += [*shapes, *placed(self.board, (self._name(*named) for named in names))[0]]
        return lost

    def _name(self, name: str, ground: Bounds) -> Label:
        (left, low), (right, high) = self.view.place(ground.west, ground.south), self.view.place(ground.east, ground.north)
        reach = max(right - left, high - low, 2 * RADIUS) / 2
        return Label((name,), ((left + right) / 2, (low + high) / 2), 3.0 if self.crowded else 3.4, strong=True, reach=reach,
                     leader=False)

    def entries(self, looks: Sequence[tuple[Look, str]], others: str) -> Iterator[Entry]:
        """The legend of what was drawn."""
        for look, label in looks:
            if look in self._as_area or look not in self._as_symbol:
                yield Entry(label, look)
            if look in self._as_symbol:
                yield Entry(f"{look.label}（小）" if look in self._as_area else label, look, is_symbol=True)
        if self.view.scale <= _POINTS_UP_TO:
            yield Entry("界址点")
        if others:
            yield Entry(others, frame.OTHER)

    def _rings(self, lying: Lying) -> list[Line]:
        if not self.view.shows(lying.bounds):
            return []
        lines = (thinned([self.view.place(p.east, p.north) for p in ring]) for ring in lying.rings)
        return [inside for line in lines if len(inside := cut(line, self.view.sheet.window)) > 2]

    def _take(self, rings: Sequence[Line]) -> None:
        for ring in rings:
            self.board.line(ring)


def _clear(look: Look) -> Look:
    """The look without its fill: what the picture shows of a plot stays to be seen."""
    return replace(look, fill="")
