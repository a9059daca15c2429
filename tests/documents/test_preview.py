"""Pages as pixels."""

import pytest

from linkdesk.documents.preview import page_sizes, render
from linkdesk.domain.errors import KnownError
from tests.documents.paper import one, printed, said

PDF = printed(one(said("土地复垦")), one(said("甲"), landscape=True))


def test_sizes_are_in_points():
    assert [tuple(round(side) for side in size) for size in page_sizes(PDF)] == [(595, 842), (842, 595)]


def test_a_page_is_white_with_dark_ink_in_its_type_area():
    pixels = render(PDF, 0, 72)
    assert len(pixels.rgba) == pixels.width * pixels.height * 4
    assert (pixels.width, pixels.height) == (596, 842)
    rows = [pixels.rgba[at:at + pixels.width * 4] for at in range(0, len(pixels.rgba), pixels.width * 4)]
    assert set(rows[10]) == {255}
    assert min(min(row) for row in rows[105:135]) < 60


def test_resolution_scales_the_pixels():
    assert render(PDF, 1, 144).width == pytest.approx(2 * render(PDF, 1, 72).width, abs=1)


def test_a_file_serves_as_well_as_bytes(tmp_path):
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert render(tmp_path / "a.pdf", 0, 40) == render(PDF, 0, 40)


@pytest.mark.parametrize("bad", [b"", b"not a pdf", PDF[:200]])
def test_what_is_no_pdf_is_refused(bad):
    with pytest.raises(KnownError, match="不是可以打开的"):
        render(bad, 0)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(KnownError, match="不是可以打开的"):
        page_sizes(tmp_path / "无.pdf")
