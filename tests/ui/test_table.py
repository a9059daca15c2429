from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QComboBox

from linkdesk.actions.households import matches
from linkdesk.domain.household import Household, Member
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import ResettlementChoice, Severity
from linkdesk.ui.columns import of_fields, text_key
from linkdesk.ui.memory import Memory
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

WIDTHS = {"village": 78, "group": 72, "head_name": 72, "population": 72, "homestead_area": 118, "resettlement_choice": 90, "id_number": 160,
          "phone": 110}
DOWN = Qt.SortOrder.DescendingOrder
HOUSEHOLDS = [
    Household(village="上沟村", group="二组", head_name="曾海", population=4, homestead_area=Decimal("469.2"), id_number="149923195903235341"),
    Household(village="上沟村", group="十组", head_name="单国香", population=None, homestead_area=Decimal("1063.25")),
    Household(village="后圪垛村", group="三组", head_name="阿山", population=12, homestead_area=None,
              resettlement_choice=ResettlementChoice.MONEY, phone="17319633396")]


@pytest.fixture
def model(themed):
    made = EntityTable(of_fields(Household, WIDTHS), matches, editable=True)
    made.show(HOUSEHOLDS, {HOUSEHOLDS[1].id: (Severity.ERROR, "缺少家庭人口。")})
    return made


@pytest.fixture
def table(model, qtbot, tmp_path):
    made = Table(model, Memory(tmp_path), "households")
    qtbot.addWidget(made)
    made.resize(620, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def texts(model, column):
    at = [c.name for c in model.columns].index(column) + 1
    return [model.index(row, at).data() for row in range(model.rowCount())]


def sort(model, column, order=Qt.SortOrder.AscendingOrder):
    model.sort([c.name for c in model.columns].index(column) + 1, order)


def test_the_model_keeps_qts_rules(model, qtmodeltester):
    qtmodeltester.check(model)
    sort(model, "population")
    model.filter("村")
    model.show(HOUSEHOLDS[:1])
    qtmodeltester.check(model)


def test_the_total_keeps_qts_rules(table, qtmodeltester):
    qtmodeltester.check(table.totals.model())


def test_headings_carry_the_unit_and_numbers_stand_at_the_right(model):
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["", "行政村", "村民小组", "户主姓名", "家庭人口", "宅基地面积（㎡）", "安置方式", "身份证号", "联系电话"]
    assert model.index(0, 5).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert texts(model, "homestead_area") == ["469.20", "1,063.25", ""]


def test_private_values_are_masked_also_when_edited_and_copied(model, table):
    assert texts(model, "id_number")[0] == "149923********5341"
    assert texts(model, "phone")[2] == "173****3396"
    assert model.index(0, 7).data(Qt.ItemDataRole.EditRole) == ""
    table.by_hand = ["id_number"]
    table.fit()
    table.view.selectAll()
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0] == "149923********5341"
    model.masked = False
    assert texts(model, "id_number")[0] == "149923195903235341"


def test_what_is_not_filled_in_comes_last_either_way(model):
    sort(model, "population")
    assert texts(model, "population") == ["4", "12", ""]
    sort(model, "population", DOWN)
    assert texts(model, "population") == ["12", "4", ""]


def test_words_sort_by_pinyin_and_numbers_in_them_by_size(model):
    sort(model, "head_name")
    assert texts(model, "head_name") == ["阿山", "单国香", "曾海"]  # GB 2312 keeps one reading: 单 dān
    assert sorted(["10组", "9组", "十二组", "二组", "十组", "三组"], key=text_key) == ["二组", "三组", "9组", "10组", "十组", "十二组"]


def test_a_third_click_gives_the_order_of_the_data_back(model):
    sort(model, "head_name")
    model.sort(-1)
    assert model.rows == HOUSEHOLDS


def test_the_mark_leads_and_tells_why(model):
    assert model.index(1, 0).data(Qt.ItemDataRole.DecorationRole).availableSizes()
    assert model.index(1, 3).data(Qt.ItemDataRole.ToolTipRole) == "缺少家庭人口。"
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "错误"
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    model.sort(0)
    assert model.rows[0] is HOUSEHOLDS[1]


@pytest.mark.parametrize(("typed", "found"), [("单", [1]), ("sgx", [1]), ("dgx", [1]), ("zh", [0]), ("后圪垛", [2]), ("5341", [0]), ("xyz", [])])
def test_rows_are_found_by_characters_or_any_pinyin_initials(model, typed, found):
    model.filter(typed)
    assert model.rows == [HOUSEHOLDS[at] for at in found]


def test_the_total_adds_what_is_shown(table, model):
    total = table.totals.model()

    def shown():
        return [total.index(0, at).data() for at in (1, 4, 5)]
    assert shown() == ["合计", "16", "1,532.45"]
    model.filter("上沟村")
    assert shown() == ["合计", "4", "1,532.45"]
    model.filter("nobody")
    assert shown() == ["合计", "", ""]


def test_a_total_is_the_sum_of_what_its_rows_print():
    """Three plots of 0.33335 公顷 print 0.3334 each, and 1.0002 together."""
    column, = of_fields(Plot, {"reclaimed_area": 90})
    rows = [Plot(project_id="p", reclaimed_area=Decimal("3333.5")) for _ in range(3)]
    assert [column.text(row) for row in rows] == ["0.3334"] * 3
    assert column.sum(rows) == "1.0002"


def test_selected_rows_are_added_up(table, qtbot):
    with qtbot.waitSignal(table.selected_sums) as told:
        table.view.selectAll()
    assert told.args == ["已选 3 行　家庭人口 16 人　宅基地面积 1,532.45 ㎡"]


def test_keys_of_the_table_are_its_own(table):
    assert {s.context() for s in table.findChildren(QShortcut)} == {Qt.ShortcutContext.WidgetShortcut}


def test_rows_are_copied_as_spreadsheet_rows(table):
    table.view.selectRow(1)
    table.copy()
    assert QGuiApplication.clipboard().text() == "上沟村\t十组\t单国香\t\t1063.25\t"


def test_pasted_rows_belong_to_the_columns_shown(table, qtbot):
    QGuiApplication.clipboard().setText("柳树塬村\t一组\t任俊\n")
    with qtbot.waitSignal(table.pasted) as told:
        table.paste()
    assert told.args == [[["柳树塬村", "一组", "任俊"]], ["village", "group", "head_name", "population", "homestead_area", "resettlement_choice"]]


def test_a_pasted_heading_row_names_the_fields(table, qtbot):
    QGuiApplication.clipboard().setText("户主\t宅基地面积（㎡）\n任俊\t276.1")
    with qtbot.waitSignal(table.pasted) as told:
        table.paste()
    assert told.args == [[["任俊", "276.1"]], ["head_name", "homestead_area"]]


def test_current_row_and_selection_survive_a_change_of_the_data(table, model):
    table.select(HOUSEHOLDS[2].id)
    table.show_entities([replace(HOUSEHOLDS[2], population=11), *HOUSEHOLDS[:2]])
    assert table.entity_at(table.view.currentIndex().row()).population == 11
    sort(model, "homestead_area", DOWN)
    assert table.entity_at(table.view.currentIndex().row()).id == HOUSEHOLDS[2].id
    assert [e.id for e in table.selected()] == [HOUSEHOLDS[2].id]


def test_several_selected_rows_stay_selected(table):
    both = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.select(HOUSEHOLDS[0].id)
    table.view.selectionModel().select(table.model.index(2, 0), both)
    table.show_entities(list(HOUSEHOLDS))
    assert table.selected() == [HOUSEHOLDS[0], HOUSEHOLDS[2]]


@pytest.mark.parametrize("width", [300, 480, 620, 1000])
def test_as_many_columns_show_as_fit(table, width):
    table.resize(width, 400)
    assert table.view.horizontalScrollBar().maximum() == 0
    assert len(table.shown_columns()) >= 2


def test_chosen_columns_are_remembered(table, model, tmp_path, qtbot):
    table.toggle("phone")
    table.toggle("village")
    again = Table(model, Memory(tmp_path), "households")
    qtbot.addWidget(again)
    again.fit()
    assert [c.name for c in again.shown_columns()] == ["group", "head_name", "population", "homestead_area", "resettlement_choice", "phone"]


def test_a_cell_edited_in_place_tells_what_was_typed(table, model, qtbot):
    with qtbot.waitSignal(model.edited) as told:
        model.setData(model.index(0, 4), "5")
    assert told.args == [HOUSEHOLDS[0], "population", "5"]
    with qtbot.assertNotEmitted(model.edited):
        model.setData(model.index(0, 4), "4")
        model.setData(model.index(0, 7), "")  # masked and untouched


def test_a_cell_offers_the_official_terms(table, model):
    table.view.edit(model.index(0, 6))
    box = table.view.viewport().findChild(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["", *map(str, ResettlementChoice)]


def test_ten_thousand_rows_are_sorted_found_and_shown(themed, qtbot):
    chance = Random(1)
    many = [Household(village=chance.choice("上沟 柳树塬 后圪垛".split()), head_name=chance.choice("向戴陶毛") + chance.choice("海国英俊"),
                      population=chance.randint(1, 9)) for _ in range(10_000)]
    model = EntityTable(of_fields(Household, WIDTHS), matches)
    table = Table(model)
    qtbot.addWidget(table)
    table.resize(600, 700)
    table.show()
    model.show(many)
    sort(model, "village")
    model.filter("xh")
    assert 0 < len(model.rows) < 1000
    model.filter("")
    table.view.selectAll()
    assert len(table.selected()) == 10_000
    assert table.totals.model().index(0, 4).data() == f"{sum(h.population for h in many):,}"


def test_members_show_their_own_columns(themed):
    model = EntityTable(of_fields(Member, {"name": 72, "relation": 84, "id_number": 150}))
    model.show([Member(name="向山", relation="之子", id_number="149923198705266829")])
    assert [model.index(0, at).data() for at in range(1, 4)] == ["向山", "之子", "149923********6829"]


def test_the_row_of_sums_stands_only_under_a_column_that_is_summed(table):
    assert table.totals.isVisibleTo(table)
    for column in table.shown_columns():
        if column.figure:
            table.toggle(column.name)
    assert not table.totals.isVisibleTo(table)
    table.toggle("population")
    assert table.totals.isVisibleTo(table)


def test_a_figure_is_never_shown_in_part(table, model):
    """The column of a figure grows with it, and another one gives way where there is no room."""
    at = 1 + list(WIDTHS).index("homestead_area")
    for area, shown in (("469.2", True), ("1234567890123456789012345.25", False)):
        table.show_entities([replace(HOUSEHOLDS[0], homestead_area=Decimal(area))] * 2)
        text = model.index(0, at).data()
        assert table.view.columnWidth(at) >= table.view.fontMetrics().horizontalAdvance(text)
        assert ("resettlement_choice" in [c.name for c in table.shown_columns()]) is shown
