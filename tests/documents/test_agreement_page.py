"""The printed agreement: two pages, its code, its place in the file."""

import io
from itertools import groupby
from random import Random

import pikepdf
import pytest
import segno
import zxingcpp
from PIL import Image

from linkdesk.documents.blocks import Code, PageBreak, PageKind, Style
from linkdesk.documents.pdf import page_counts, write_pdf
from linkdesk.documents.pdf.qr import rows
from linkdesk.documents.preview import render
from linkdesk.domain.errors import Cancelled, KnownError
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


TOKENS = "LD2018ABCDEF", "LD2018ABCDEG", "LD2018ABCDEH"


def agreement_page(*blocks, **more):
    """An agreement of some blocks, with a number and codes."""
    return one(*(blocks or (said("甲"),)), page=PageKind.AGREEMENT, **{"number": "XZJ-2018-000001", "codes": TOKENS, **more})


def dark_modules(pdf):
    """The modules of the first page's code as the rendered page shows them, without the quiet zone."""
    dpi, module = 300, 22 / 29
    pixels = render(pdf, 0, dpi)
    left, top = 25 + 38 * 12 / MM - 22 + 4 * module, 297 - 6 - 22 + 4 * module

    def dark(row, column):
        x, y = (round((at + 0.5) * module * dpi / 25.4 + edge * dpi / 25.4) for at, edge in ((column, left), (row, top)))
        return pixels.rgba[(y * pixels.width + x) * 4] < 128

    return [[dark(row, column) for column in range(21)] for row in range(21)]


def test_the_code_stands_at_the_lower_right_22_mm_wide_and_says_its_token():
    wanted = segno.make("LD2018ABCDEF", version=1, error="q", mode="alphanumeric", boost_error=False, mask=0)
    assert dark_modules(printed(agreement_page())) == [[bool(module) for module in row] for row in wanted.matrix]


def test_codes_put_together_are_those_drawn_whole():
    chance = Random(7)
    for _ in range(300):
        token = "".join(chance.choices("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", k=12))
        whole = segno.make(token, version=1, error="q", mode="alphanumeric", boost_error=False, mask=0).matrix
        assert [[(at, n) for at, n in runs] for runs in rows(token)] == [dark_runs(row) for row in whole]


def dark_runs(row):
    """The runs of ones in a row, as (from, length)."""
    at, found = 0, []
    for dark, run in groupby(row):
        length = len(list(run))
        found += [(at, length)] if dark else []
        at += length
    return found


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_every_page_has_a_code_of_its_own_that_is_read_again(dpi):
    pdf = printed(agreement_page(said("甲"), PageBreak(), said("乙"), PageBreak(), said("丙")))
    assert [read_codes(pdf, page, dpi) for page in range(3)] == [[token] for token in TOKENS]


def read_codes(pdf, page, dpi):
    """The tokens of the codes on a page rendered at so many dots an inch."""
    pixels = render(pdf, page, dpi)
    image = Image.frombytes("RGBA", (pixels.width, pixels.height), bytes(pixels.rgba)).convert("L")
    return [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def test_number_page_and_token_stand_beside_the_code_in_digits():
    text = whole_text(printed(agreement_page(said("甲"), PageBreak(), said("乙"))))
    for each in ("XZJ-2018-000001", "第1页共2页", "第2页共2页", "LD2018ABCDEG"):
        assert each in "".join(text.split())


def test_a_draft_says_so_in_place_of_number_and_code():
    pdf = printed(agreement_page(mark="草稿"))
    assert read_codes(pdf, 0, 200) == []
    assert "XZJ" not in whole_text(pdf)
    assert "草稿\n第 1 页" in whole_text(pdf)


def test_a_page_without_a_code_of_its_own_is_not_printed():
    with pytest.raises(KnownError, match="要印 4 页，只备了 3 个核对码"):
        printed(agreement_page(*(block for _ in range(4) for block in (said("甲"), PageBreak()))))


def test_codes_never_change_the_layout():
    texts = [said("甲") for _ in range(80)]
    with_codes, without = (pages_of(printed(agreement_page(*texts, codes=codes))) for codes in (TOKENS, ()))
    assert [[row.y for row in page if row.text == "甲"] for page in with_codes] == \
           [[row.y for row in page if row.text == "甲"] for page in without]
    assert min(row.y for page in with_codes for row in page if row.text == "甲") > (6 + 22) * MM


def test_pages_are_counted_before_they_are_printed():
    documents = [agreement_page(*(said("甲") for _ in range(count)), codes=()) for count in (1, 39, 40, 80)]
    assert page_counts(documents) == (1, 1, 2, 3)


def test_a_code_of_an_older_sealed_paper_stands_in_its_type_area():
    pdf = printed(one(said("甲"), Code("LD2018ABCDEF", "XZJ-2018-000001"), page=PageKind.AGREEMENT))
    assert read_codes(pdf, 0, 200) == ["LD2018ABCDEF"]
    assert "XZJ-2018-000001" in whole_text(pdf)


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
