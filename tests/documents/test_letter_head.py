"""The head of a letter, measured on the printed page. Source: GB/T 9704-2012, 7.2 and 10.1."""

import pytest

from linkdesk.domain.approval_words import LetterKind, LetterWay, Secrecy, Urgency
from tests.documents.letters import COUNTY, PITCH, SEVEN, TALL, TEXT, notice, request, sheets

NEAR = 0.5  # mm
CHARACTER = 156 / 28


def first(letter):
    return sheets(letter)[0]


def names(sheet):
    return [row for row in sheet.rows if row.signs[0].red]


def red_bars(sheet):
    return [bar for bar in sheet.bars if bar.red]


@pytest.mark.parametrize("issuers", [(COUNTY,), (COUNTY, "静安县人民政府"), SEVEN[:3], SEVEN], ids=len)
def test_the_names_begin_35_mm_below_the_top_of_the_type_area(issuers):
    top = names(first(notice(issuers=issuers)))[0]
    assert min(sign.top for sign in top.signs) == pytest.approx(37 + 35, abs=NEAR)


def test_the_name_stands_in_the_middle_in_red_in_the_title_face():
    row = names(first(request()))[0]
    assert row.text == f"{COUNTY}文件"
    assert (row.signs[0].left + row.signs[-1].right) / 2 == pytest.approx(28 + 78, abs=NEAR)
    assert all("Serif" in font and "Bold" in font for font in row.fonts)


def test_number_line_and_title_follow_in_stated_distances():
    sheet = first(notice())
    number, line, title = sheet.row("岚政"), red_bars(sheet)[0], sheet.row(COUNTY + "关于")
    assert number.top - max(s.low for s in names(sheet)[-1].signs) == pytest.approx(2 * PITCH + (PITCH - 5.64) / 2, abs=NEAR)
    assert line.middle - line.thickness / 2 - number.low == pytest.approx(4, abs=NEAR)
    assert title.base - (line.middle + line.thickness / 2) == pytest.approx(2 * PITCH + PITCH / 2 + 0.38 * 22 / 72 * 25.4, abs=NEAR)


def test_the_red_line_is_as_wide_as_the_type_area():
    bars = red_bars(first(notice()))
    assert len(bars) == 1
    assert (bars[0].left, bars[0].right) == pytest.approx((28, 184), abs=0.05)


def test_the_number_is_centred_in_size_three():
    row = first(notice()).row("岚政")
    assert row.text == "岚政〔2018〕3号"
    assert row.size == 16
    assert (row.x + row.end) / 2 == pytest.approx(28 + 78, abs=NEAR)


def test_an_upward_letter_has_its_number_at_the_left_and_the_signer_at_the_right():
    row = first(request()).row("岚政")
    assert row.text == "岚政〔2018〕3号签发人：李明"
    assert row.x == pytest.approx(28 + CHARACTER, abs=0.1)
    assert row.end == pytest.approx(184 - CHARACTER, abs=0.2)
    assert {"Kai" in sign.font for sign in row.signs[-2:]} == {True}
    assert {"Fang" in sign.font for sign in row.signs[-6:-2]} == {True}


def test_several_signers_stand_two_in_a_line_each_under_the_one_above():
    sheet = first(request(issuers=SEVEN[:3], signers=("李明", "欧阳建国", "张三")))
    above, last = sheet.row("签发人"), sheet.row("岚政")
    assert above.text == "签发人：李明欧阳建国"
    assert last.text == "岚政〔2018〕3号张三"
    assert last.signs[-2].x == pytest.approx(above.signs[4].x, abs=0.05)
    assert last.base - above.base == pytest.approx(PITCH, abs=0.05)


def test_joint_issuers_stand_one_below_the_other_the_host_first_the_word_beside_them():
    rows = names(first(notice(issuers=SEVEN)))
    assert [row.text.removesuffix("文件") for row in rows] == list(SEVEN)
    assert rows[3].text.endswith("文件")
    assert {row.size for row in rows} == {rows[0].size}
    starts, ends = [row.signs[0].left for row in rows], [row.signs[len(name) - 1].right for row, name in zip(rows, SEVEN, strict=True)]
    assert max(starts) - min(starts) < NEAR
    assert max(ends) - min(ends) < NEAR


def test_the_word_stands_in_the_middle_beside_an_even_number_of_names():
    rows = names(first(notice(issuers=SEVEN[:2])))
    word = next(row for row in rows if row.text == "文件")
    others = [row.base for row in rows if row is not word]
    assert word.base == pytest.approx(sum(others) / 2, abs=0.05)


@pytest.mark.parametrize("issuers", [SEVEN, SEVEN + SEVEN[:3]], ids=len)
def test_the_first_page_always_shows_text(issuers):
    sheet = first(notice(issuers=issuers, title="关于" + "进一步做好城乡建设用地增减挂钩工作" * 3 + "的通知", body=TEXT * 3))
    assert any(row.text.startswith("为做好") for row in sheet.body)


@pytest.mark.parametrize("name", ["某某", COUNTY, "达川市规划和自然资源局", "某某县易地扶贫搬迁和城乡建设用地增减挂钩工作领导小组办公室"], ids=len)
def test_a_name_of_any_length_stays_within_the_type_area(name):
    for row in names(first(notice(issuers=(name,)))):
        assert row.signs[0].left > 28 - NEAR
        assert row.signs[-1].right < 184 + NEAR
        assert row.size >= 22


def test_copy_number_secrecy_and_urgency_stand_at_the_upper_left_line_by_line():
    sheet = first(notice(copy_number="12", secrecy=Secrecy.SECRET, urgency=Urgency.HIGHEST))
    rows = sheet.body[:3]
    assert [row.text for row in rows] == ["000012", "机密", "特急"]
    assert [row.x for row in rows] == pytest.approx([28] * 3, abs=0.05)
    assert [row.base for row in rows] == pytest.approx([rows[0].base + at * PITCH for at in range(3)], abs=0.05)
    assert rows[0].top == pytest.approx(37 + (PITCH - 5.64) / 2, abs=NEAR)
    assert all("Sans" in font for row in rows[1:] for font in row.fonts)


@pytest.fixture
def letter():
    return notice(kind=LetterKind.LETTER, way=LetterWay.LEVEL, number="岚政函〔2018〕5号", title="关于征求意见的函", urgency=Urgency.HIGH)


def test_a_letter_between_equals_has_its_own_form(letter):
    sheet = first(letter)
    assert [row.text for row in names(sheet)] == [COUNTY]
    assert min(sign.top for sign in names(sheet)[0].signs) == pytest.approx(30, abs=NEAR)
    bars = red_bars(sheet)
    assert [bar.right - bar.left for bar in bars] == pytest.approx([170] * 4, abs=0.1)
    assert [bar.left for bar in bars] == pytest.approx([20] * 4, abs=0.1)
    assert [a.thickness > b.thickness for a, b in (bars[:2], bars[2:])] == [True, False]
    assert bars[0].middle - bars[0].thickness / 2 - max(s.low for s in names(sheet)[0].signs) == pytest.approx(4, abs=NEAR)
    assert TALL - bars[3].middle - bars[3].thickness / 2 == pytest.approx(20, abs=NEAR)


def test_its_number_stands_at_the_right_below_the_red_lines_and_its_first_page_bears_none(letter):
    pages = sheets(letter.__class__(**{f: getattr(letter, f) for f in letter.__dataclass_fields__} | {"body": TEXT + "\n" + TEXT * 20}))
    row = pages[0].row("加急")
    assert row.text == "加急岚政函〔2018〕5号"
    assert row.end == pytest.approx(184, abs=0.5)
    assert row.top - red_bars(pages[0])[1].middle == pytest.approx(7 / 8 * 16 / 72 * 25.4, abs=NEAR)
    assert not [r for r in pages[0].rows if r.text.startswith("—")]
    assert pages[1].rows[-1].text == "—2—"
    assert not red_bars(pages[1])


def test_minutes_name_the_meeting_in_their_head():
    sheet = first(notice(kind=LetterKind.MINUTES, number="〔2018〕2号"))
    assert names(sheet)[0].text == f"{COUNTY}会议纪要"
    assert min(sign.top for sign in names(sheet)[0].signs) == pytest.approx(72, abs=NEAR)
    assert len(red_bars(sheet)) == 1


@pytest.mark.parametrize("kind", [LetterKind.PUBLICITY, LetterKind.COMMITMENT])
def test_what_is_posted_or_promised_has_no_red_head(kind):
    sheet = first(notice(kind=kind, number=""))
    assert not names(sheet)
    assert not red_bars(sheet)
    assert sheet.body[0].size == 22


def test_seven_agencies_with_their_signers_are_named_in_characters_larger_than_the_text():
    sheet = first(request(issuers=SEVEN, signers=("李明", "欧阳建国", "王芳", "张伟", "赵立", "孙权中", "周一"), body=TEXT * 3))
    assert min(row.size for row in names(sheet)) >= 16
    assert any(row.text.startswith("为做好") for row in sheet.body)


def test_a_first_heading_and_its_text_stand_on_the_first_page_below_seven_agencies():
    sheet = first(request(issuers=SEVEN, signers=("李明",) * 7, body="## 项目区概况\n" + TEXT * 3))
    assert [row.text[:3] for row in sheet.body[-2:]] == ["一、项", "为做好"]
