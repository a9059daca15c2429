"""Words are found and replaced in what an officer wrote, never in figures, pictures or marks; pictures are kept once."""

import pytest
from PIL import Image

from linkdesk.actions import plan_reading, plan_search, section_pictures
from linkdesk.actions.plans import Insertable
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import PlanSection
from tests.actions import desks

HASH = "0f" * 32


def _section(text, key="a"):
    return PlanSection(project_id="p", key=key, text=text)


@pytest.mark.parametrize(("text", "wanted", "other", "after"), [
    ("甲乙甲", "甲", "丙", "丙乙丙"),
    ("甲**乙甲**丁", "乙甲", "丙", "甲**丙**丁"),
    ("甲**乙**", "甲乙", "丙", "丙"),
    ("面积{old_area}公顷", "old", "x", None),
    ("面积{old_area}公顷", "公顷", "亩", "面积{old_area}亩"),
    (f"![{HASH}|80|图甲]\n甲", "甲", "乙", f"![{HASH}|80|图甲]\n乙"),
    ("| 甲 | 乙 |\n| 甲 |  |", "甲", "a|b", "| a\\|b | 乙 |\n| a\\|b |  |"),
    ("## 甲", "甲", "乙", "## 乙"),
    ("aAa", "A", "b", "bbb"),
    ("甲", "", "乙", None),
    ("1*2", "*", "{old_area}", "1\\{old_area}2"),
])
def test_replacing(text, wanted, other, after):
    section = _section(text)
    change = plan_search.replacing([section], wanted, other)
    assert [s.text for s in change.after] == ([after] if after else [])
    assert change.before == ((section,) if after else ())


def test_a_section_that_loses_all_its_words_gets_the_default_back():
    section = _section("甲")
    change = plan_search.replacing([section], "甲", "")
    assert (change.before, change.after) == ((section,), ())


def test_sections_are_counted_in_their_order():
    sections = [_section("甲甲", "b"), _section("乙", "a"), _section("| 甲 |", "c")]
    assert [(h.key, h.count) for h in plan_search.hits(sections, "甲")] == [("b", 2), ("c", 1)]


@pytest.mark.parametrize(("typed", "text"), [
    ("面积6.3664", "6.3664"), ("共1,234.50公顷", "1,234.50"), ("共2018", None), ("共12", None), ("第 156户", "156"), ("1.2.3", None)])
def test_a_number_just_typed(typed, text):
    found = plan_reading.number_before(typed)
    assert (found.text if found else None) == text


def test_figures_are_found_by_the_number_they_show():
    offered = [Insertable("old_area", "拆旧区", "1,234.50"), Insertable("other", "另一项", "1234.5"), Insertable("project.period", "期限", "12")]
    found = plan_reading.by_number(offered)
    assert found[plan_reading.Typed("1234.50", 0).value].name == "old_area"
    assert len(found) == 1


def test_a_picture_is_kept_once_and_shown_again(tmp_path):
    desk, _ = desks.empty(tmp_path / "工作区")
    Image.new("RGB", (40, 30), "white").save(tmp_path / "图.png")
    digest = section_pictures.keep(desk, tmp_path / "图.png")
    assert section_pictures.keep_bytes(desk, (tmp_path / "图.png").read_bytes()) == digest
    assert section_pictures.content(desk, digest) == (tmp_path / "图.png").read_bytes()
    assert section_pictures.content(desk, "ab" * 32) == b""
    desk.close()


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nnothing", b"\xff\xd8\xff\xe0broken"])
def test_what_is_no_picture_is_refused(tmp_path, content):
    desk, _ = desks.empty(tmp_path / "工作区")
    with pytest.raises(KnownError, match="没有插入"):
        section_pictures.keep_bytes(desk, content)
    (tmp_path / "假.png").write_bytes(content)
    with pytest.raises(KnownError):
        section_pictures.keep(desk, tmp_path / "假.png")
    desk.close()
