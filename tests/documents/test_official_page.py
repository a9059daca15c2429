"""The page of GB/T 9704: measured on the printed PDF."""

from itertools import pairwise

import pytest

from linkdesk.documents.blocks import Align, Gap, Heading, PageBreak, PageKind, Paragraph, Style, Text
from tests.documents.paper import MM, one, pages_of, printed, said

CHARACTERS = "土地复垦耕地保护集体经济组织农户安置补偿协议"
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (28 + 156) * MM, (297 - 37) * MM, 35 * MM


def body(page):
    """The lines of the type area: what stands below is the page number."""
    return [row for row in page if row.y > BOTTOM]


def long_page():
    return pages_of(printed(one(said(CHARACTERS * 100, Style.PLAIN))))


def test_a_page_holds_22_lines_of_28_characters():
    lines = body(long_page()[0])
    assert len(lines) == 22
    assert {len(line.text) for line in lines} == {28}


def test_the_type_area_is_156_by_225_mm():
    lines = body(long_page()[0])
    pitch = 225 * MM / 22
    for line in lines:
        assert line.x == pytest.approx(LEFT, abs=0.05)
        assert line.end == pytest.approx(RIGHT, abs=0.5)  # the last square is 16 pt, its room 15.79 pt
    gaps = [a.y - b.y for a, b in pairwise(lines)]
    assert gaps == pytest.approx([pitch] * 21, abs=0.02)
    assert lines[0].y + 16 * 0.88 < TOP < lines[0].y + pitch
    assert lines[-1].y - pitch < BOTTOM < lines[-1].y - 16 * 0.12


def test_characters_stand_at_an_even_pitch():
    line = body(long_page()[0])[3]
    steps = [b.x - a.x for a, b in pairwise(line.glyphs)]
    assert steps == pytest.approx([156 * MM / 28] * 27, abs=0.02)
    assert {glyph.size for glyph in line.glyphs} == {16}


def test_a_line_with_digits_is_spread_to_the_edge_and_digits_are_not():
    line = body(pages_of(printed(one(said(("面积1234公顷" + CHARACTERS) * 9, Style.PLAIN))))[0])[0]
    assert line.end == pytest.approx(RIGHT, abs=0.5)
    digits = [glyph for glyph in line.glyphs if glyph.text.isdigit()]
    assert [b.x - a.x for a, b in pairwise(digits[:4])] == pytest.approx([8] * 3, abs=0.02)


def test_a_paragraph_is_indented_by_two_characters_and_its_last_line_is_not_spread():
    lines = body(pages_of(printed(one(said(CHARACTERS + CHARACTERS[:10]))))[0])
    assert lines[0].x == pytest.approx(LEFT + 2 * 156 * MM / 28, abs=0.05)
    assert len(lines[0].text) == 26
    assert lines[1].glyphs[1].x - lines[1].x == pytest.approx(156 * MM / 28, abs=0.02)


def test_page_numbers_stand_outside_seven_mm_below():
    first, second = long_page()[:2]
    odd, even = first[-1], second[-1]
    assert (odd.text.replace(" ", ""), even.text.replace(" ", "")) == ("—1—", "—2—")
    assert {glyph.size for glyph in odd.glyphs} == {14}
    assert odd.glyphs[-1].x + 0.882 * 14 == pytest.approx(RIGHT - 14, abs=0.1)
    assert even.x == pytest.approx(LEFT + 14, abs=0.1)
    assert odd.y + 0.33 * 14 == pytest.approx(BOTTOM - 7 * MM, abs=0.5)


def test_every_document_is_numbered_from_one():
    pages = pages_of(printed(one(said("甲")), one(said("乙"))))
    assert [page[-1].text.replace(" ", "") for page in pages] == ["—1—", "—1—"]


@pytest.mark.parametrize("before", range(17, 23))
def test_a_heading_is_never_the_last_line_of_a_page(before):
    lines = [said("甲", Style.PLAIN)] * before
    pages = pages_of(printed(one(*lines, Heading(1, "一、总则"), Heading(2, "（一）背景"), said(CHARACTERS * 3))))
    for page in pages[:-1]:
        assert body(page)[-1].text not in ("一、总则", "（一）背景")


def test_a_page_break_begins_a_page_and_one_at_the_end_leaves_no_empty_page():
    assert len(pages_of(printed(one(said("甲"), PageBreak(), said("乙"), PageBreak())))) == 2


def test_a_title_is_set_in_balanced_centred_lines():
    title = Paragraph((Text("某某县青石镇二〇一八年度城乡建设用地增减挂钩项目区实施方案"),), Style.TITLE)
    lines = body(pages_of(printed(one(title, said("甲"))))[0])[:2]
    assert abs(len(lines[0].text) - len(lines[1].text)) <= 2
    for line in lines:
        assert line.x - LEFT == pytest.approx(RIGHT - line.end, abs=2)


def test_lines_broken_in_the_text_stay_broken_and_right_alignment_reaches_the_edge():
    pages = pages_of(printed(one(Paragraph((Text("某某县人民政府\n2018年3月5日"),), Style.PLAIN, Align.RIGHT))))
    first, second = body(pages[0])[:2]
    assert first.text == "某某县人民政府"
    assert first.end == pytest.approx(RIGHT, abs=0.5)
    assert second.text == "2018年3月5日"


def test_a_gap_is_named_in_its_place():
    pages = pages_of(printed(one(Paragraph((Text("资金来源："), Gap("资金筹措证明"), Text("。"))))))
    assert body(pages[0])[0].text == "资金来源：［待补：资金筹措证明］。"


def test_a_draft_bears_its_mark_on_every_page():
    pages = pages_of(printed(one(said(CHARACTERS * 60), mark="草稿")))
    assert len(pages) > 1
    for page in pages:
        marks = [glyph for row in page for glyph in row.glyphs if glyph.size > 100]
        assert sorted(glyph.text for glyph in marks) == ["稿", "草"]


def test_a_landscape_page_turns_margins_and_number_with_the_sheet():
    page = pages_of(printed(one(said("甲", Style.PLAIN), page=PageKind.OFFICIAL, landscape=True)))[0]
    first = next(row for row in page if row.text == "甲")
    assert first.x == pytest.approx(35 * MM, abs=0.05)
    number = [glyph for row in page for glyph in row.glyphs if glyph.text in "—1"]
    assert {round(glyph.x) for glyph in number} == {round((35 - 7) * MM - 0.33 * 14)}


def test_an_english_word_is_not_broken():
    lines = body(pages_of(printed(one(said("按照implementation plan执行，" * 12))))[0])
    for line in lines:
        for word in line.text.replace("plan", " plan ").split():
            assert "implem" not in word or "implementation" in word


def test_no_line_begins_with_a_closing_mark():
    lines = [row for page in pages_of(printed(one(said("《办法》（试行），甲、乙；" * 80)))) for row in body(page)]
    assert len(lines) > 22
    assert not [line.text for line in lines if line.text[0] in "，。；：！？、）》”’］】"]
    assert not [line.text for line in lines if line.text[-1] in "（《“‘［【"]
