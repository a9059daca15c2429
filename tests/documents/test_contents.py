"""The page of contents: numbers in a column, titles below each other, also where a title takes two lines."""

import pytest

from linkdesk.documents.blocks import Contents
from tests.documents.paper import one, pages_of, printed

MM = 72 / 25.4


def rows(*entries):
    return pages_of(printed(one(Contents(entries))))[0][:-1]


def test_titles_begin_below_each_other_behind_their_numbers():
    found = rows(*((f"{at}　F{at:02}实施方案文本", at) for at in (1, 9, 10)))
    assert len({round(next(s.x for s in row.glyphs if s.text == "F"), 2) for row in found}) == 1


def test_the_second_line_of_a_title_stands_below_its_first_and_ends_in_dots_and_page():
    first, second = rows(("1　" + "建新区用地报批附件清单" * 3, 3))
    assert second.x == pytest.approx(next(g.x for g in first.glyphs if g.text == "建"), abs=0.5)
    assert second.text.endswith("...3")


def test_a_title_with_a_wide_space_and_no_number_is_left_alone():
    only, = rows(("上沟村　宅基地复垦协议", 7))
    assert only.x == pytest.approx(28 * MM, abs=0.5)
