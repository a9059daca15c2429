"""Plan drawings plot by plot: each on a card at a round scale, boundary points named, its design beside it; two cards a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from linkdesk.documents.blocks import Align, Drawing, PageKind, Section, Shape
from linkdesk.documents.maps import frame
from linkdesk.documents.maps.board import Board
from linkdesk.documents.maps.ground import Lying, called
from linkdesk.documents.maps.lines import Frame, Line, cut, thinned
from linkdesk.documents.maps.looks import Look, look_of
from linkdesk.documents.maps.pen import PALE_INK, area, box, mm, size_for, stroke, width_of, word
from linkdesk.documents.maps.points import point_signs
from linkdesk.documents.maps.view import BAND, SIDE, Sheet, View, fitted
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.gauss_zone import central_meridian, degrees_wide, zone_at

_ENOUGH = 1000        # a plot shown smaller than 1:1000 on half a page has a page of its own
_TITLE, _FOOT = 12.0, 19.0
_BESIDE = 54.0        # mm of the words at the right of a small card
_ROW, _SIZE = 5.2, 2.6

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Card(Sheet):
    """A card: its window is what title, foot and words leave; `beside` the window, or below it."""

    beside: float = 0.0
    below: float = 0.0

    @property
    def window(self) -> Frame:
        """Left, low, right and high of the inner frame, in mm."""
        return SIDE, _FOOT + BAND + self.below, self.width - SIDE - self.beside, self.height - _TITLE - BAND


_SMALL = Card("A4", False, 169, 126, beside=_BESIDE)
_LARGE = Card("A4", False, 169, 256, below=52)


def card_sections(dossier: Dossier, lying: Sequence[Lying], rows: dict[str, tuple[Row, ...]]) -> tuple[Section, ...]:
    """The cards in order, two small ones on a page; `rows` are what is written of each plot, by its id."""
    pages: list[list[Drawing]] = []
    open_ = False  # whether the last page has room for a small card
    for each in lying:
        view = _view(each)
        drawing = _drawn(dossier, each, view, rows.get(each.plot.id, ()))
        small = view.sheet is _SMALL
        if small and open_:
            pages[-1].append(drawing)
        else:
            pages.append([drawing])
        open_ = small and not open_
    return tuple(Section(tuple(page), PageKind.MAP) for page in pages)


def _view(lying: Lying) -> View:
    small = fitted(lying.bounds, _ENOUGH, (_SMALL,))
    return small if small.scale <= _ENOUGH else fitted(lying.bounds, _ENOUGH, (_LARGE,))


def _drawn(dossier: Dossier, lying: Lying, view: View, rows: Sequence[Row]) -> Drawing:
    name = f"{called(lying.plot)}地块平面图"
    shapes = (*frame.grid(view), *_plot(dossier, lying, view), *_around(lying, view, name), *_words(view, rows))
    return Drawing(mm(view.sheet.width), mm(view.sheet.height), shapes, name=name)


def _plot(dossier: Dossier, lying: Lying, view: View) -> Iterator[Shape]:
    board = Board(view.sheet.window)
    rings: list[Line] = [inside for ring in lying.rings
                         if len(inside := cut(thinned([view.place(p.east, p.north) for p in ring]), view.sheet.window)) > 2]
    if rings:
        look: Look = look_of(dossier, lying.plot, True)
        yield area(rings, look.fill, look.hatch, width=0.35)
    for ring in rings:
        board.line(ring)
    yield from point_signs(board, view, (lying,))


def _around(lying: Lying, view: View, name: str) -> Iterator[Shape]:
    card = view.sheet
    left, low, right, high = card.window
    yield box((left, low, right, high), width=0.18)
    yield box((0.4, 0.4, card.width - 0.4, card.height - 0.4), width=0.4)
    yield from frame.figures(view)
    middle = (left + right) / 2
    yield word(middle, card.height - 8.4, name, size_for(name, 4.6, right - left - 24), align=Align.CENTRE, strong=True)
    yield from frame.north(right - 5, high - 15)
    foot = low - BAND
    yield word(middle, foot - 4.6, f"1:{view.scale}", 3.6, align=Align.CENTRE, strong=True)
    yield from frame.scale_bar(view, middle, foot - 9.4)
    yield word(left - 5, foot - 4.6, lying.village, size_for(lying.village, _SIZE, 40))
    yield word(left - 5, foot - 16.6, _system(lying), 2.2, colour=PALE_INK)


def _system(lying: Lying) -> str:
    zone = zone_at(lying.rings[0][0].east)
    if zone is None:
        return "2000国家大地坐标系，带号未注明；坐标单位：公里"
    return f"2000国家大地坐标系，{degrees_wide(zone)}度带第{zone}带，中央经线{central_meridian(zone)}°；坐标单位：公里"


def _words(view: View, rows: Sequence[Row]) -> Iterator[Shape]:
    """Label and value line by line: in a column beside a small card's window, in two columns below a large one's."""
    card: Card = view.sheet
    if card.beside:
        left, top = card.width - card.beside + 1, card.height - _TITLE - 6
        yield from _column(rows, left, top, card.beside - 4)
        return
    half = -(-len(rows) // 2)
    for at, part in enumerate((rows[:half], rows[half:])):
        yield from _column(part, 6 + at * card.width / 2, card.below - 4, card.width / 2 - 10)


def _column(rows: Sequence[Row], left: float, top: float, wide: float) -> Iterator[Shape]:
    for at, (label, value) in enumerate(rows):
        y = top - at * _ROW
        room = wide - width_of(label, _SIZE) - 2
        yield word(left, y, label, _SIZE, colour=PALE_INK)
        yield word(left + wide, y, value, size_for(value, _SIZE, max(room, 6)), align=Align.RIGHT)
        yield _rule(left, left + wide, round(y - 1.5, 3))


@lru_cache(256)
def _rule(left: float, right: float, y: float) -> Shape:
    return stroke((left, y), (right, y), width=0.08, colour=PALE_INK)
