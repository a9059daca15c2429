"""Reference measures of cross-sections come from their file, and a file that does not fit is refused by its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from linkdesk import paths
from linkdesk.domain.cross_sections import doubtful, faults
from linkdesk.domain.design_words import CrossSectionKind
from linkdesk.domain.errors import KnownError
from linkdesk.policy.sections import read_sections

RIDGE = '[[section]]\nkind = "田埂"\nname = "田埂断面"\ntop_width = 0.30\nbottom_width = 0.50\nheight = 0.30\nnote = "待核实"\n'


def test_the_shipped_sections_can_be_drawn_and_wait_to_be_confirmed() -> None:
    found = read_sections(paths.own_text(paths.STANDARDS / "sections.toml"), "sections.toml")
    assert {section.kind for section in found} == {CrossSectionKind.RIDGE, CrossSectionKind.SOIL_LAYER}
    assert all(doubtful(section) and not faults(section) for section in found)


def test_measures_are_read_as_they_are_written() -> None:
    section, = read_sections(RIDGE, "own.toml")
    assert (section.top_width, section.height, section.lining) == (Decimal("0.30"), Decimal("0.30"), None)


@pytest.mark.parametrize(("text", "says"), [
    (RIDGE.replace("田埂\"", "田梗\"", 1), "断面 田埂断面有误：“kind”没有“田梗”"), (RIDGE.replace("0.50", '"半米"'), "“bottom_width”应是数字"),
    (RIDGE + "width = 1\n", "不认识的项“width”"), (RIDGE + "[[section]\n", "不合 TOML 格式")])
def test_what_does_not_fit_is_refused_by_its_place(text: str, says: str) -> None:
    with pytest.raises(KnownError, match=says):
        read_sections(text, "own.toml")
