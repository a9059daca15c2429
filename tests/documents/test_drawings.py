"""Shapes of a drawing on paper: holes, hatching, words with halo and side, dashes, size of paper."""

import io
from decimal import Decimal

import pytest

from linkdesk.documents.blocks import (
    Align,
    Document,
    Drawing,
    Hatch,
    PageKind,
    Section,
    Shape,
    ShapeKind,
)
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.picture import image
from linkdesk.documents.preview import page_sizes
from linkdesk.domain.errors import KnownError
from tests.documents.paper import MM, one, pages_of, printed

GREEN = "#0F6B4F"


def at(*places):
    """Places in mm."""
    return tuple((Decimal(x), Decimal(y)) for x, y in places)


def square(left, low, side):
    """The corners of a square."""
    return at((left, low), (left + side, low), (left + side, low + side), (left, low + side))


def drawn(*shapes):
    """Shapes on 100 × 60 mm, five pixels a mm; a colour is asked for in mm from the lower left."""
    pixels = image(Drawing(Decimal(100), Decimal(60), shapes), 127)
    return lambda x, y: pixels.getpixel((round((1 + x) * 5), round((1 + 60 - y) * 5)))


def test_holes_are_empty_and_islands_in_them_are_not():
    colour = drawn(Shape(ShapeKind.POLYGON, square(10, 10, 40), fill=GREEN, holes=(square(20, 20, 20), square(27, 27, 6))))
    assert colour(15, 30) == (15, 107, 79)
    assert colour(23, 30) == (255, 255, 255)
    assert colour(30, 30) == (15, 107, 79)


@pytest.mark.parametrize("hatch", [h for h in Hatch if h is not Hatch.NONE])
def test_hatching_stays_inside_and_lets_the_fill_through(hatch):
    colour = drawn(Shape(ShapeKind.POLYGON, square(10, 10, 40), stroke="", fill="#FFFF00", hatch=hatch))
    inside = {colour(x / 5, y / 5) for x in range(75, 225) for y in range(75, 225)}
    assert (255, 255, 0) in inside
    assert any(red < 200 for red, _, _ in inside)
    assert {colour(x / 5, 55) for x in range(500)} == {(255, 255, 255)}


def test_hatching_leaves_holes_free():
    colour = drawn(Shape(ShapeKind.POLYGON, square(10, 10, 40), hatch=Hatch.CROSSED, holes=(square(20, 20, 20),)))
    assert {colour(x / 5, y / 5) for x in range(105, 195) for y in range(105, 195)} == {(255, 255, 255)}


@pytest.mark.parametrize(("align", "begins"), [(Align.LEFT, 50), (Align.CENTRE, 42), (Align.RIGHT, 34)])
def test_words_stand_on_the_side_that_is_asked_for(align, begins):
    word = Shape(ShapeKind.TEXT, at((50, 30)), "拆旧地块", size_mm=Decimal(4), align=align)
    row = pages_of(printed(one(Drawing(Decimal(100), Decimal(60), (word,)), page=PageKind.MAP)))[0][0]
    left = 25 + (210 - 41 - 100) / 2
    assert row.x / MM == pytest.approx(left + begins, abs=0.05)


def test_a_halo_keeps_a_word_off_what_lies_under_it():
    ground = Shape(ShapeKind.POLYGON, square(10, 10, 40), fill="#000000")
    word = Shape(ShapeKind.TEXT, at((20, 28)), "编号", size_mm=Decimal(6), stroke="#FFFFFF")
    halo = Shape(ShapeKind.TEXT, at((20, 28)), "编号", size_mm=Decimal(6), halo=True)
    bright = [sum(colour(x / 5, y / 5)[0] > 200 for x in range(95, 165) for y in range(130, 170))
              for colour in (drawn(ground, word), drawn(ground, halo))]
    assert bright[1] > 1.5 * bright[0] > 0


def test_a_dashed_line_has_gaps_and_the_next_one_has_none():
    colour = drawn(Shape(ShapeKind.LINE, at((10, 20), (90, 20)), dashed=True, size_mm=Decimal("0.6")),
                   Shape(ShapeKind.LINE, at((10, 40), (90, 40)), size_mm=Decimal("0.6")))
    assert {colour(x / 5, 20) for x in range(100, 400)} > {(255, 255, 255), (0, 0, 0)}
    assert (255, 255, 255) not in {colour(x / 5, 40) for x in range(100, 400)}


@pytest.mark.parametrize(("paper", "landscape", "size"), [("A4", False, (210, 297)), ("A4", True, (297, 210)),
                                                         ("A3", True, (420, 297)), ("A3", False, (297, 420))])
def test_a_section_has_its_paper(paper, landscape, size):
    out = io.BytesIO()
    section = Section((Drawing(Decimal(10), Decimal(10), ()),), PageKind.MAP, landscape, paper)
    write_pdf([Document("test", "图", (section,))], out)
    assert tuple(round(side / MM) for side in page_sizes(out.getvalue())[0]) == size


@pytest.mark.parametrize("pictures", [None, {"aa": b"no picture"}.__getitem__])
def test_a_picture_that_cannot_be_read_is_named(pictures):
    shape = Shape(ShapeKind.PICTURE, at((0, 50), (50, 50), (0, 0), (0, 0), (50, 50)), "影像.jpg", hash="aa")
    with pytest.raises(KnownError, match=r"影像\.jpg"):
        write_pdf([one(Drawing(Decimal(100), Decimal(60), (shape,)))], io.BytesIO(), pictures=pictures)
