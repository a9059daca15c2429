"""The printed agreement: two pages, its code, its place in the file."""

import io

import pikepdf
import pytest
import segno

from linkdesk.documents.blocks import Code, PageKind, Paragraph, Style, Text
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.preview import render
from linkdesk.domain.errors import Cancelled
from tests.bench.agreement_texts import words
from tests.bench.agreements import document
from tests.documents.paper import MM, fonts_of, one, pages_of, printed, result, said, whole_text


def test_an_ordinary_agreement_fits_two_pages():
    assert set(result(*(document(words(at)) for at in range(20)))[1].pages) == {2}


def test_names_and_amounts_are_found_again():
    agreement = words(3)
    text = whole_text(printed(document(agreement))).replace("\n", "")
    assert agreement.signers[1][1] in text
    assert f"{float(agreement.rows[-1][-1]):,.2f}" in text
    assert agreement.number in text


def test_lines_hold_38_characters():
    page = pages_of(printed(one(said("土地" * 60, Style.PLAIN), page=PageKind.AGREEMENT)))[0]
    assert len(page[0].text) == 38
    assert page[0].glyphs[-1].x + 12 == pytest.approx(25 * MM + 38 * 12, abs=0.1)


def code_page(**more):
    """A page with only a code."""
    return printed(one(said("甲"), Code("LD2018ABCDEF", "XZJ-2018-000001"), page=PageKind.AGREEMENT, **more))


def dark_modules(pdf):
    """The modules of the code as the rendered page shows them, without the quiet zone."""
    dpi, module = 300, 22 / 29
    pixels = render(pdf, 0, dpi)
    right, foot = 25 + 38 * 12 / MM, 297 - (21 + 36 * 20 / MM)
    left, top = right - 22 + 4 * module, 297 - foot - 22 + 4 * module

    def dark(row, column):
        x, y = (round((at + 0.5) * module * dpi / 25.4 + edge * dpi / 25.4) for at, edge in ((column, left), (row, top)))
        return pixels.rgba[(y * pixels.width + x) * 4] < 128

    return [[dark(row, column) for column in range(21)] for row in range(21)]


def test_the_code_stands_at_the_lower_right_22_mm_wide_and_says_its_token():
    wanted = segno.make("LD2018ABCDEF", version=1, error="q", mode="alphanumeric", boost_error=False, mask=0)
    assert dark_modules(code_page()) == [[bool(module) for module in row] for row in wanted.matrix]


def test_the_number_stands_beside_the_code_in_digits():
    assert "XZJ-2018-000001" in whole_text(code_page())


def test_text_keeps_clear_of_the_code():
    texts = [Paragraph((Text("甲"),)) for _ in range(34)]
    pages = pages_of(printed(one(*texts, Code("LD2018ABCDEF", "1"), page=PageKind.AGREEMENT)))
    foot = 297 * MM - 21 * MM - 36 * 20
    for page in pages:
        if any(row.text == "1" for row in page):
            assert min(row.y for row in page if row.text == "甲") > foot + 22 * MM


def test_bookmarks_lead_to_each_document():
    pdf, told = result(*(document(words(at)) for at in range(3)))
    assert [(mark.level, mark.page) for mark in told.bookmarks] == [(0, 1), (0, 3), (0, 5)]
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        assert [item.title for item in outline.root] == [mark.title for mark in told.bookmarks]


def test_the_same_agreements_give_the_same_file():
    assert printed(document(words(1)), document(words(2))) == printed(document(words(1)), document(words(2)))


def test_the_file_is_sound_and_all_its_faces_are_embedded():
    pdf = printed(*(document(words(at)) for at in range(3)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
    assert all(fonts_of(pdf).values())


def test_progress_is_told_and_a_cancelled_print_leaves_nothing(tmp_path):
    told = []
    documents = [document(words(at)) for at in range(3)]
    write_pdf(documents, tmp_path / "a.pdf", report=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(documents, tmp_path / "b.pdf", report=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
