"""Titles break between words, in lines of like length."""

import pytest

from linkdesk.documents.pdf.faces import BUNDLED, Role
from linkdesk.documents.pdf.styles import MM, TypeStyle
from linkdesk.documents.pdf.title_breaks import title_broken
from linkdesk.documents.pdf.typesetter import Typesetter

STYLE = TypeStyle(Role.TITLE, 22)


def broken(title):
    return title_broken(Typesetter(BUNDLED), title, STYLE, 156 * MM)


@pytest.mark.parametrize("lines", [
    ("岚山县人民政府关于审批青石镇城乡", "建设用地增减挂钩项目区实施方案的请示"),
    ("岚山县自然资源局关于", "青石镇项目区实施方案的公示"),
    ("岚山县人民政府关于报送双河乡城乡", "建设用地增减挂钩项目区拆旧区竣工", "验收申请及节余指标交易情况的报告")])
def test_no_word_of_the_field_and_no_place_is_parted(lines):
    assert broken("".join(lines)) == "\n".join(lines)


def test_a_title_without_known_words_is_cut_evenly():
    assert [len(line) for line in broken("甲" * 60).split("\n")] == [20, 20, 20]


@pytest.mark.parametrize("title", ["", "承诺书", "关于某事\n的请示", "甲" * 20])
def test_what_fits_or_was_broken_by_hand_stays_as_it_is(title):
    assert broken(title) == title


def test_nothing_of_a_title_is_lost():
    title = "岚山县关于“三区三州”（深度贫困地区）2018年度城乡建设用地增减挂钩节余指标跨省域调剂 implementation plan 的报告" * 2
    assert broken(title).replace("\n", "") == title


def test_what_is_far_too_long_for_a_title_is_not_weighed():
    text = "岚" * 5000
    assert broken(text) == text
