"""Where Chinese lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.documents.pdf.breaking import clean, clusters, divided, fill

NOT_FIRST = "，。；：！？、）》”’］】"
NOT_LAST = "（《“‘［【"


def test_marks_stay_with_what_they_close_and_brackets_with_what_they_open():
    assert clusters("根据《办法》（试行），制定。") == ["根", "据", "《办", "法》", "（试", "行），", "制", "定。"]


def test_a_number_with_its_unit_sign_stays_whole():
    assert clusters("共12,345.60元、50%") == ["共", "12,345.60元、", "50%"]
    assert clusters("2018年1月17日228户，6.3664公顷（共3人）") == ["2018年", "1月", "17日", "228户，", "6.3664公顷", "（共", "3人）"]
    assert clusters("A户、CR-01年") == ["A", "户、", "CR-01年"]
    assert clusters("垃圾1,922.67m³。共5m²、") == ["垃", "圾", "1,922.67m³。", "共", "5m²、"]


def test_words_identity_numbers_and_addresses_stay_whole():
    assert clusters("号14022119601007517X") == ["号", "14022119601007517X"]
    assert clusters("编号XZJ-2018-000001。") == ["编", "号", "XZJ-2018-000001。"]


def test_a_dash_and_an_ellipsis_of_two_are_not_parted():
    assert clusters("甲——乙……") == ["甲", "——", "乙", "……"]


def test_a_space_is_a_place_to_break():
    assert clusters("land use") == ["land", " ", "use"]


@pytest.mark.parametrize("nothing", ["\u200b", "\ufeff", "\ufe0f", "\U000e0100", "\u202e"])
def test_what_never_shows_is_left_out(nothing):
    assert clean(f"甲{nothing}乙") == "甲乙"


def test_a_space_hangs_out_of_a_full_line():
    assert fill(["ab", " ", "cd"], [2, 1, 2], 2, 2) == [(0, 1), (2, 3)]


def test_a_word_wider_than_the_line_is_cut_into_characters():
    assert divided(["户", "123456"], [2, 6], 4) == ["户", *"123456"]


@given(st.text(alphabet=NOT_FIRST + NOT_LAST + "汉字国土a1", max_size=60), st.integers(8, 30))
def test_no_line_begins_or_ends_with_a_forbidden_mark(text, measure):
    parts = clusters(text)
    assert "".join(parts) == text
    lines = [parts[a:b] for a, b in fill(parts, [float(len(part)) for part in parts], measure, measure)]
    assert not [line for line in lines[1:] if line[0][0] in NOT_FIRST]
    assert not [line for line in lines[:-1] if line[-1][-1] in NOT_LAST]


def test_what_never_shows_is_not_printed_and_lines_stay():
    assert clean("王\x00\x01\x1f\x7f\u200b\u202e某\r\n二\x0b三\x0c四\t五") == "王某\n二\n三\n四 五"
