"""Land of a plot by class on screen: derived until somebody tells it apart, then typed and pasted in its cells."""

import pytest
from PySide6.QtGui import QGuiApplication

from linkdesk.actions import edits, land_uses
from linkdesk.domain.land_class import LandScheme
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse
from linkdesk.ui.land_use_table import LandUseTable

BEFORE, AFTER = LandSide


@pytest.fixture
def page(open_window, desk, project_id):
    window = open_window(desk)
    window.open("plots", project_id)
    return window.page


@pytest.fixture
def plot(desk, project_id):
    return next(p for p in desk.store.load(Plot, project_id=project_id, order="code") if p.use is PlotUse.OLD)


@pytest.fixture
def table(page, plot, desk, qtbot):
    table = LandUseTable(page)
    qtbot.addWidget(table)
    table.show_plot(desk.dossier(plot.project_id), plot)
    table.show()

    def again():
        table.show_plot(desk.dossier(plot.project_id), desk.store.get(Plot, plot.id))
    table.again = again
    return table


def paste(side, text):
    QGuiApplication.clipboard().setText(text)
    side.table.paste()


def test_without_rows_it_says_what_follows_and_what_lacks(table, plot):
    assert "由地块资料推出：0702 农村宅基地" in table.sides[BEFORE].said.text()
    assert "缺：新增农用地" in table.sides[AFTER].said.text()


def test_rows_are_pasted_summed_and_edited_in_their_cells(table, plot, desk):
    after = table.sides[AFTER]
    paste(after, "地类\t面积（公顷）\t耕地质量等别\n0103\t0.2\t12\n水田\t0.1\t11")
    table.again()
    assert [after._name(row) for row in after.table.model.rows] == ["旱地", "水田"]
    assert "合计 0.3000 公顷，比地块面积少" in after.said.text()
    after.table.model.edited.emit(after.table.model.rows[0], "area", "0.25")
    assert desk.store.get(Plot, plot.id).new_farmland_area == 3500
    after.table.model.edited.emit(after.table.model.rows[0], "land_class", "9999")
    assert [row.land_class for row in land_uses.rows(desk, plot.id)] == ["0103", "0101"]


def test_rows_are_filled_in_added_and_removed(table, plot, desk):
    before = table.sides[BEFORE]
    before.section.links["填入"].click()
    table.again()
    assert [row.land_class for row in before.table.model.rows] == ["0702"]
    assert "与地块面积相符" in before.said.text()
    before.section.links["添加"].click()
    table.again()
    assert len(before.table.model.marks) == 1
    before.table.select(before.table.model.rows[1].id)
    before.section.links["删除"].click()
    assert [row.land_class for row in land_uses.rows(desk, plot.id)] == ["0702"]


def test_a_class_of_another_scheme_is_told_in_the_projects(table, plot, desk):
    for name, value in (("land_scheme", LandScheme.SURVEY2), ("land_class", "203")):
        desk.do(edits.set_value(desk.store.get(Plot, plot.id), name, value))
    before = table.sides[BEFORE]
    paste(before, "地类\t面积（公顷）\n203\t0.4")
    table.again()
    before.table.select(before.table.model.rows[0].id)
    assert "可能是" in before.other.text()
    assert "0702 农村宅基地" in before.other.text()
