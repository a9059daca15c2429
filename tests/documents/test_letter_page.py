"""Type area, faces and sizes, signature and 版记 of letters, measured on the printed page. Source: GB/T 9704-2012."""

from itertools import combinations, pairwise

import pytest

from linkdesk.documents.blocks import Paragraph, Text
from linkdesk.documents.letters import Enclosed
from linkdesk.domain.approval_words import LetterKind, LetterWay
from tests.documents.letters import COUNTY, PITCH, SEVEN, TALL, TEXT, notice, request, sheets

CHARACTER = 156 / 28
CHARACTERS = "土地复垦耕地保护集体经济组织农户安置补偿协议"
FOOT = TALL - 35


def page_of(pages, text):
    return next(at for at, page in enumerate(pages, 1) if any(text in row.text for row in page.rows))


def long_letter():
    return notice(body=CHARACTERS * 60)


def test_a_full_page_holds_22_lines_of_28_characters_in_the_type_area():
    page = sheets(long_letter())[1]
    assert len(page.body) == 22
    assert {len(row.text) for row in page.body} == {28}
    assert [row.x for row in page.body] == pytest.approx([28] * 22, abs=0.05)
    assert [row.end for row in page.body] == pytest.approx([184] * 22, abs=0.2)
    assert [b.base - a.base for a, b in pairwise(page.body)] == pytest.approx([PITCH] * 21, abs=0.05)
    assert page.body[0].top == pytest.approx(37 + (PITCH - 5.64) / 2, abs=0.5)
    assert page.body[-1].low == pytest.approx(FOOT - (PITCH - 5.64) / 2, abs=0.5)


def test_lines_keep_their_pitch_below_the_head_too():
    body = [row for row in sheets(long_letter())[0].body if row.size == 16]
    assert [b.base - a.base for a, b in pairwise(body[1:])] == pytest.approx([PITCH] * (len(body) - 2), abs=0.05)


def test_characters_stand_5_571_mm_apart():
    row = sheets(long_letter())[1].body[3]
    assert [b.x - a.x for a, b in pairwise(row.signs)] == pytest.approx([CHARACTER] * 27, abs=0.01)


def test_faces_and_sizes_are_those_of_the_standard():
    text = f"## 基本情况\n{TEXT}\n### 拆旧区\n{TEXT}"
    pages = sheets(request(body=text))
    rows = {row.text: row for page in pages for row in page.rows}
    assert (rows["一、基本情况"].size, rows["（一）拆旧区"].size) == (16, 16)
    assert all("Sans" in font for font in rows["一、基本情况"].fonts)
    assert all("Kai" in font for font in rows["（一）拆旧区"].fonts)
    title, body = pages[0].row(f"{COUNTY}关于"), pages[0].row("为做好")
    assert (title.size, body.size) == (22, 16)
    assert all("Bold" in font for font in title.fonts)
    assert all("Fang" in font for font in body.fonts)


def test_addressees_stand_flush_one_empty_line_below_the_title():
    page = sheets(request())[0]
    at = next(n for n, row in enumerate(page.body) if row.text.startswith("晋原市人民政府："))
    assert page.body[at].x == pytest.approx(28, abs=0.05)
    # The bases of two sizes on one grid differ by 0.38 of the difference of sizes.
    assert page.body[at].base - page.body[at - 1].base == pytest.approx(2 * PITCH - 0.38 * 6 / 72 * 25.4, abs=0.1)
    assert page.body[at + 1].x == pytest.approx(28 + 2 * CHARACTER, abs=0.05)


@pytest.mark.parametrize("title", ["关于某事的请示", f"{COUNTY}关于" + "青石镇城乡建设用地增减挂钩项目区实施方案" * 3 + "的请示"], ids=len)
def test_a_title_is_centred_in_lines_of_like_length(title):
    rows = [row for row in sheets(request(title=title))[0].rows if row.size == 22]
    assert "".join(row.text for row in rows) == title
    assert max(len(row.text) for row in rows) - min(len(row.text) for row in rows) <= 6
    for row in rows:
        assert (row.x + row.end) / 2 == pytest.approx(28 + 78, abs=0.5)


def test_page_numbers_stand_outside_seven_mm_below_the_type_area():
    odd, even = (page.rows[-1] for page in sheets(long_letter())[:2])
    assert (odd.text, even.text) == ("—1—", "—2—")
    assert {odd.size, even.size} == {14}
    for row in (odd, even):
        assert (row.signs[0].top + row.signs[0].low) / 2 == pytest.approx(FOOT + 7, abs=0.5)
        assert all("Serif" in font for font in row.fonts)
    assert odd.signs[-1].right == pytest.approx(184 - 14 / 72 * 25.4, abs=0.5)
    assert even.signs[0].left == pytest.approx(28 + 14 / 72 * 25.4, abs=0.5)


def test_attachments_are_named_one_line_below_the_text_without_marks():
    names = tuple(f"第{at}项成果材料{'汇编' * 9 if at == 2 else ''}。" for at in range(1, 11))
    page = sheets(notice(body="请查收。", attachments=names, title="通知"))[0]
    note, text, second = page.row("附件：1"), page.row("请查收"), page.row("2．")
    assert note.base - text.base == pytest.approx(2 * PITCH, abs=0.05)
    assert note.x == pytest.approx(28 + 2 * CHARACTER, abs=0.05)
    assert second.x == pytest.approx(note.signs[3].x, abs=0.05)
    turned = page.body[page.body.index(second) + 1]
    assert turned.x == pytest.approx(second.signs[2].x, abs=0.05)
    assert not [row.text for row in page.body if row.text.endswith("材料。")]


def test_one_attachment_bears_no_number():
    pages = sheets(notice(attachments=("地块表",)))
    assert any(row.text == "附件：地块表" for page in pages for row in page.rows)


def test_with_a_seal_the_date_ends_four_characters_from_the_right_and_the_name_is_centred_over_it():
    page = sheets(request())[0]
    name, date = next(row for row in page.body if row.text == COUNTY), page.row("2018年3月5日")
    text = page.body[page.body.index(name) - 1]
    assert date.end == pytest.approx(184 - 4 * CHARACTER, abs=0.5)
    assert (name.x + name.end) / 2 == pytest.approx((date.x + date.end) / 2, abs=0.5)
    assert date.base - name.base == pytest.approx(PITCH, abs=0.05)
    assert name.base - text.base == pytest.approx(3 * PITCH, abs=0.05)


def test_a_paper_without_seal_has_the_name_two_and_the_date_four_characters_from_the_right():
    page = sheets(notice(kind=LetterKind.MINUTES))[0]
    name, date = next(row for row in page.body if row.text == COUNTY), page.row("2018年3月5日")
    assert name.end == pytest.approx(184 - 2 * CHARACTER, abs=0.5)
    assert date.end == pytest.approx(184 - 4 * CHARACTER, abs=0.5)
    assert date.base - name.base == pytest.approx(PITCH, abs=0.05)


@pytest.mark.parametrize("count", [2, 3, 7])
def test_joint_issuers_sign_side_by_side_with_room_for_a_seal_each(count):
    pages = sheets(notice(issuers=SEVEN[:count], body="请遵照执行。\n" * 3, title="通知"))
    places = [(at, sign.x, row.base) for at, page in enumerate(pages) for row in page.body if row.size == 16
              for sign in row.signs if sign.text == "达"]
    assert len(places) == count
    for one, other in combinations(places, 2):
        # A seal is 42 mm wide; a name of two lines begins a line higher.
        assert one[0] != other[0] or abs(one[1] - other[1]) > 22 or abs(one[2] - other[2]) >= 42 - PITCH


def test_the_signature_never_stands_alone_on_a_page():
    for lines in range(6, 30):
        pages = sheets(notice(body="\n".join([CHARACTERS[:10]] * lines), title="通知"))
        page = pages[page_of(pages, "2018年3月5日") - 1]
        assert any(row.text == CHARACTERS[:10] for row in page.body)


@pytest.mark.parametrize("count", [1, 3, 7])
def test_the_first_page_shows_the_text_however_short_it_is(count):
    page = sheets(request(issuers=SEVEN[:count], signers=("李明",) * count, body="妥否，请批示。", attachments=()))[0]
    assert any(row.text == "妥否，请批示。" for row in page.body)


def test_a_text_of_one_line_is_signed_on_its_own_page():
    page = sheets(request(issuers=SEVEN[:3], signers=("李明",), body="妥否，请批示。"))[0]
    assert page.row("2018年3月5日").base > page.row("妥否").base


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_longest_names_are_signed_below_the_text_and_within_the_type_area(count):
    long = "岚山县易地扶贫搬迁和城乡建设用地增减挂钩工作领导小组暨土地整治项目协调推进领导小组办公室"
    pages = sheets(notice(issuers=(long,) * count, title="通知", body="请查收。\n" * 3))
    at = max(page_of(pages, "请查收"), page_of(pages, "2018年3月5日")) - 1
    rows = [row for row in pages[at].body if row.size == 16]
    text = max(n for n, row in enumerate(rows) if row.text == "请查收。")
    signed = rows[text + 1:]
    assert sum(row.text.count("岚") for row in signed) == count
    assert signed[0].base - rows[text].base >= PITCH - 0.05
    assert all(row.x > 28 - 0.5 and row.end < 184 + 0.5 for row in signed)


def test_the_lines_of_one_attachment_stay_together():
    for lines in range(3, 30):
        letter = notice(body="\n".join(["请查收。"] * lines), title="通知", attachments=("甲", "勘测定界成果汇编" * 4 + "终"))
        pages = sheets(letter)
        assert page_of(pages, "2．") == page_of(pages, "终")


def test_a_request_says_whom_to_ask_below_the_date():
    page = sheets(request())[0]
    remark = page.row("（联系人：王芳")
    assert remark.x - 28 == pytest.approx(2 * CHARACTER, abs=0.5)
    assert remark.base - page.row("2018年3月5日").base == pytest.approx(PITCH, abs=0.05)


def test_the_imprint_stands_at_the_foot_of_an_even_page_with_the_lowest_line_on_the_edge_of_the_type_area():
    pages = sheets(request())
    assert len(pages) == 2
    bars = pages[1].bars
    assert [bar.thickness for bar in bars] == pytest.approx([0.35, 0.25, 0.35], abs=0.01)
    assert {(round(bar.left, 1), round(bar.right, 1)) for bar in bars} == {(28.0, 184.0)}
    assert bars[-1].middle == pytest.approx(FOOT, abs=0.1)
    copied, printed = pages[1].row("抄送："), pages[1].row(f"{COUNTY}办公室")
    assert copied.text == "抄送：市国土资源局，市财政局。"
    assert printed.text == f"{COUNTY}办公室2018年3月6日印发"
    assert {copied.size, printed.size} == {14}
    assert [row.x for row in (copied, printed)] == pytest.approx([28 + 14 / 72 * 25.4] * 2, abs=0.1)
    assert printed.end == pytest.approx(184 - 14 / 72 * 25.4, abs=0.2)


@pytest.mark.parametrize("lines", [1, 10, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 50, 70])
def test_the_imprint_is_on_the_last_page_and_that_page_is_even(lines):
    pages = sheets(notice(body="\n".join(["请查收。"] * lines), title="通知"))
    assert len(pages) % 2 == 0
    assert page_of(pages, "抄送：") == len(pages)


def test_an_empty_page_before_the_imprint_and_the_imprint_page_bear_no_number():
    found = []
    for lines in range(22, 34):
        pages = sheets(notice(body="\n".join(["请查收。"] * lines), title="通知"))
        found += [pages] if len(pages) == 4 else []
        assert [row.text for page in pages for row in page.rows if row.text.startswith("—")][:2] == ["—1—", "—2—"]
    pages = found[0]
    assert not pages[2].rows
    assert not [row for row in pages[3].rows if row.text.startswith("—")]


def test_attachments_begin_a_new_page_before_the_imprint():
    enclosed = [Enclosed(at, f"第{at}项成果", (Paragraph((Text("正文。"),)),)) for at in (1, 2)]
    pages = sheets(request(attachments=("第1项成果", "第2项成果")), *enclosed)
    first, second = (page_of(pages, f"附件{at}") for at in (1, 2))
    assert second == first + 1 <= len(pages)
    label, title = pages[first - 1].body[:2]
    assert (label.text, title.text) == ("附件1", "第1项成果")
    assert label.x == pytest.approx(28, abs=0.05)
    assert all("Sans" in sign.font for sign in label.signs)
    assert title.base - label.base == pytest.approx(2 * PITCH + 0.38 * 6 / 72 * 25.4, abs=0.1)
    assert page_of(pages, "抄送：") == len(pages)


def test_a_letter_between_equals_has_no_lines_about_whom_it_is_copied_to():
    pages = sheets(notice(kind=LetterKind.LETTER, way=LetterWay.LEVEL))
    assert len(pages) == 1
    assert not [bar for bar in pages[0].bars if not bar.red]
    assert pages[0].row("抄送：").base < FOOT
    assert not any("印发" in row.text for row in pages[0].rows)


@pytest.mark.parametrize("count", [4, 7, 9])
@pytest.mark.parametrize("lines", range(3, 20, 2))
def test_rows_of_seals_stay_on_one_page_below_some_text(count, lines):
    letter = notice(kind=LetterKind.PUBLICITY, issuers=SEVEN[:count] + SEVEN[:max(count - 7, 0)], body="\n".join(["请查收。"] * lines))
    pages = sheets(letter)
    page = pages[page_of(pages, "2018年3月5日") - 1]
    text = [at for at, row in enumerate(page.body) if row.text == "请查收。"]
    assert text
    assert sum(row.text.count("达") for row in page.body[text[-1] + 1:]) == count


def test_rows_of_seals_that_fill_a_page_but_for_the_grid_go_to_the_next_together():
    pages = sheets(notice(kind=LetterKind.PUBLICITY, issuers=SEVEN, title="关于青石镇城乡建设用地增减挂钩项目区实施方案的公示", body=TEXT * 3))
    assert [sum(row.text.count("达") for row in page.body) for page in pages] == [0, 7]
    assert pages[1].body[0].text.startswith("作，我县")
