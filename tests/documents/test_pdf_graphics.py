"""Drawings and pictures on paper."""

import gc
import io
from decimal import Decimal

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from linkdesk.documents.blocks import Drawing, PageKind, Picture, PictureRow, Shape, ShapeKind
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.preview import render
from linkdesk.domain.errors import KnownError
from tests.documents.paper import one, printed, whole_text


def at(*places):
    """Places in mm."""
    return tuple((Decimal(x), Decimal(y)) for x, y in places)


PLOT = Drawing(Decimal(100), Decimal(60), (
    Shape(ShapeKind.POLYGON, at((10, 10), (90, 10), (90, 50), (10, 50)), fill="#0F6B4F"),
    Shape(ShapeKind.LINE, at((0, 0), (100, 60), (100, 0)), stroke="#B42318", size_mm=Decimal("0.5")),
    Shape(ShapeKind.TEXT, at((12, 52)), "CJ-01 地块䶮", size_mm=Decimal(4))), "图1 地块位置图")


def colour(pdf, x_mm, y_mm):
    """The colour at a place in mm from the upper left of the first page."""
    pixels = render(pdf, 0, 127)  # five pixels a mm
    start = (round(y_mm * 5) * pixels.width + round(x_mm * 5)) * 4
    return tuple(pixels.rgba[start:start + 3])


def test_a_drawing_is_drawn_to_scale_in_the_middle():
    pdf = printed(one(PLOT))
    left = 28 + (156 - 100) / 2  # on the official page
    assert colour(pdf, left + 40, 37 + 60 - 15) == (15, 107, 79)
    assert colour(pdf, left + 5, 37 + 60 - 30) == (255, 255, 255)
    assert colour(pdf, left + 100, 37 + 60 - 30)[0] > 150


def test_words_in_a_drawing_and_its_caption_are_found():
    text = whole_text(printed(one(PLOT)))
    assert "CJ-01 地块䶮" in text
    assert "图1 地块位置图" in text


def test_a_drawing_wider_than_the_page_is_made_to_fit():
    wide = Drawing(Decimal(400), Decimal(200), (Shape(ShapeKind.POLYGON, at((0, 0), (400, 0), (400, 200), (0, 200)), fill="#000000"),))
    pdf = printed(one(wide))
    assert colour(pdf, 30, 40) == (0, 0, 0)
    assert colour(pdf, 186, 40) == (255, 255, 255)


def png(width, height):
    """A green picture file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (15, 107, 79)).save(file, "PNG")
    return file.getvalue()


def with_picture(data, width_mm=100):
    """A page with a picture whose bytes are these."""
    out = io.BytesIO()
    write_pdf([one(Picture("ab12", width_mm, "位置图"))], out, pictures={"ab12": data}.__getitem__)
    return out.getvalue()


def test_a_picture_keeps_its_shape():
    pdf = with_picture(png(200, 100))
    left = 28 + (156 - 100) / 2
    assert colour(pdf, left + 50, 37 + 25) == (15, 107, 79)
    assert colour(pdf, left + 50, 37 + 51) == (255, 255, 255)
    assert "位置图" in whole_text(pdf)


def test_a_tall_picture_is_made_to_fit_one_page():
    with pikepdf.open(io.BytesIO(with_picture(png(100, 2000)))) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("data", [b"", b"no picture", png(20, 20)[:60]])
def test_a_broken_picture_is_named(data):
    with pytest.raises(KnownError, match="位置图"):
        with_picture(data)


def test_a_picture_without_a_store_is_named():
    with pytest.raises(KnownError, match="位置图"):
        printed(one(Picture("ab12", 100, "位置图"), page=PageKind.TABLE))


def test_a_picture_the_store_has_lost_is_named():
    def lost(digest):
        raise KnownError("这个附件找不到了。")
    with pytest.raises(KnownError, match="图片（位置图）没有打印：这个附件找不到了"):
        write_pdf([one(Picture("ab12", 100, "位置图"))], io.BytesIO(), pictures=lost)


def test_nothing_to_print_is_refused():
    with pytest.raises(KnownError, match="没有"):
        printed()


@pytest.mark.parametrize("block", [lambda digest: Picture(digest, 100, digest), lambda digest: PictureRow((Picture(digest, 50, digest),) * 3)])
def test_of_many_pictures_only_those_of_the_page_being_drawn_lie_in_the_memory_as_pixels(block):
    """Decoded, two thousand photographs of a project filled two gigabytes."""
    most, pictures = [], {f"{at:03d}": png(300 + at, 200) for at in range(24)}

    def read(digest):
        most.append(sum(isinstance(each, ImageReader) for each in gc.get_objects()))
        return pictures[digest]
    write_pdf([one(*map(block, pictures)), one(*map(block, pictures))], io.BytesIO(), pictures=read)
    assert len(most) >= 48
    assert max(most) <= 6
