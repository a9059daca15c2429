"""典型断面: reference measures taken over, measures typed, the drawing following, impossible measures told beside their row."""

from decimal import Decimal

import pytest

from linkdesk.actions import cross_sections
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import Severity
from tests.ui.panels import typed


@pytest.fixture
def page(open_window, desk, project_id):
    window = open_window(desk)
    window.open("sections", project_id)
    return window.page


def test_reference_sections_are_taken_over_drawn_and_doubtful(page, desk, project_id, qtbot):
    page.take_defaults()
    qtbot.waitUntil(lambda: len(page.rows.model.rows) == 2)
    assert [row.note[:3] for row in page.rows.model.rows] == ["待核实", "待核实"]
    page.rows.table.select(page.rows.model.rows[0].id, 1)
    qtbot.waitUntil(lambda: [d.name for d in page.picture.shown] == ["田埂断面"])
    drawn = page.picture.shown
    typed(page.rows, 0, "height", "0.4")
    qtbot.waitUntil(lambda: page.picture.shown != drawn)
    with pytest.raises(KnownError, match="都有了"):
        cross_sections.defaults(desk, project_id)


def test_a_measure_that_cannot_be_is_kept_and_told(page, desk, project_id, qtbot):
    page.take_defaults()
    qtbot.waitUntil(lambda: len(page.rows.model.rows) == 2)
    typed(page.rows, 0, "bottom_width", "0.2")
    qtbot.waitUntil(lambda: page.rows.model.rows[0].bottom_width == Decimal("0.2"))
    severity, said = page.rows.model.marks[page.rows.model.rows[0].id]
    assert severity is Severity.ERROR
    assert "底宽小于顶宽" in said
    desk.undo()
    qtbot.waitUntil(lambda: page.rows.model.rows[0].bottom_width == Decimal("0.5"))
