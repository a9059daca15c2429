from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from linkdesk import paths
from linkdesk.actions.edits import set_field
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import RelocationType, Severity
from linkdesk.ui import form as forms
from linkdesk.ui.form import Form, Mismatch
from linkdesk.ui.look import Sentence, label
from linkdesk.ui.remarks import Remark
from tests.ui.typing import enter, type_text

FORMS = sorted(p.stem for p in paths.FORMS.glob("*.ui"))
# What no form asks for: where an entity belongs, what is kept beside another field, what another widget edits.
SCANNED = {"demolition_will_form", "reclamation_will_form", "resettlement_will_form", "account_paper"}
NOT_ASKED = {"household": {"id", "project_id", "as_typed"} | SCANNED, "project": {"id", "packs"}, "plot": {"id", "project_id", "rings_id"},
             "collective_property": {"id", "project_id", "village_id"}, "township": {"id", "authority_id"}, "village": {"id", "township_id"},
             "hamlet": {"id", "village_id"}, "authority": {"id"}, "agency": {"id", "authority_id"}, "agency_name": {"id", "agency_id"},
             "notice": {"id", "project_id", "number", "issued_on", "photo", "closed_on", "withdrawn_on", "withdrawn_because", "officer_name"},
             "completion": {"id", "project_id"},
             "objection": {"id", "notice_id", "household_id", "officer_name"}, "complaint": {"id", "household_id", "paper", "officer_name"},
             "design_basis": {"id", "project_id"}, "plot_design": {"id", "plot_id"}}
HOUSEHOLD = Household(village="上沟村", head_name="向海牢", id_number="149923195903235341", population=2, homestead_area=Decimal("469.2"),
                      relocation_type=RelocationType.MINING, willing=True, phone="17319633396")


class Desk:
    """Stores what a form commits, as the desk would."""

    def __init__(self):
        self.done = []

    def commit(self, entity, name, text):
        change = set_field(entity, name, text)
        self.done.append((name, getattr(change.after[0], name)))
        self.form.show_entity(change.after[0])


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def form(desk, themed, qtbot):
    desk.form = Form(Household, desk.commit)
    qtbot.addWidget(desk.form)
    desk.form.resize(380, 900)
    desk.form.show()
    desk.form.show_entity(HOUSEHOLD)
    return desk.form


@pytest.mark.parametrize("name", FORMS)
def test_widgets_labels_and_fields_agree(name, themed):
    forms.check(forms.load(name), ENTITIES[name])


@pytest.mark.parametrize("name", FORMS)
def test_every_field_an_officer_fills_in_stands_in_the_form(name, themed):
    assert set(fields_of(ENTITIES[name])) - set(forms.entry_widgets(forms.load(name))) == NOT_ASKED[name]


@pytest.mark.parametrize("name", FORMS)
def test_what_the_ui_file_says_is_the_official_term(name, themed):
    root, fields = forms.load(name), fields_of(ENTITIES[name])
    assert {label.objectName(): label.text() for label in root.findChildren(QLabel)} == {
        f"{n}_label": fields[n].label for n in forms.entry_widgets(root)}


@pytest.mark.parametrize(("spoil", "why"), [
    (lambda root: root.findChild(QLineEdit, "head_name").setObjectName("headname"), "headname: no such field"),
    (lambda root: root.findChild(QLabel, "phone_label").setObjectName("x_label"), "phone: no label"),
    (lambda root: root.findChild(QLabel, "phone_label").setText("手机"), "phone_label: says 手机"),
    (lambda root: QLineEdit(root).setObjectName("willing"), "willing: QLineEdit, not QCheckBox"),
    (lambda root: QPushButton(root).setObjectName("reveal"), "buttons begin with do_"),
    (lambda root: root.findChild(QTableView, "members").setObjectName("relatives"), "no child entity"),
])
def test_a_form_that_disagrees_is_refused_loudly(spoil, why, themed):
    root = forms.load("household")
    spoil(root)
    with pytest.raises(Mismatch, match=why):
        forms.check(root, Household)


def test_a_form_of_another_entity_is_refused(themed):
    with pytest.raises(Mismatch, match="no such field of Plot"):
        forms.check(forms.load("household"), Plot)


def test_values_show_in_the_fields_own_way(form):
    shown = {name: box.entry.text() for name, box in form.boxes.items()}
    assert (shown["population"], shown["homestead_area"], shown["relocation_type"], shown["willing"]) == ("2", "469.20", "采煤沉陷区治理搬迁", "是")
    assert form.boxes["willing"].widget.text() == "是"
    assert form.boxes["registered_poor"].widget.text() == "未填写"
    assert form.boxes["house_structure"].widget.itemText(0) == ""


def test_an_entry_is_stored_when_it_is_made(form, desk, qtbot):
    enter(qtbot, form.boxes["village"].widget, "柳树塬村")
    assert desk.done == [("village", "柳树塬村")]
    assert form.boxes["head_name"].widget.text() == "向海牢"


def test_leaving_a_field_untouched_stores_nothing(form, desk, qtbot):
    for box in form.boxes.values():
        box.widget.setFocus()
    qtbot.keyClick(form.boxes["note"].widget, Qt.Key.Key_Return)
    assert desk.done == []


@pytest.mark.parametrize(("typed", "stored", "shown"), [
    ("０．３亩", Decimal("200.0000"), "200.00"), ("1,234.5", Decimal("1234.5000"), "1,234.50"), ("0.02公顷", Decimal("200.0000"), "200.00")])
def test_areas_are_converted_before_the_officers_eyes(form, desk, qtbot, typed, stored, shown):
    box = form.boxes["homestead_area"]
    box.widget.setFocus()
    box.widget.selectAll()
    type_text(box.widget, typed)
    assert ("=" in box.below.text()) is any(unit in typed for unit in ("亩", "公顷"))
    qtbot.keyClick(box.widget, Qt.Key.Key_Return)
    assert desk.done == [("homestead_area", stored)]
    assert box.widget.text() == shown


def test_what_was_typed_in_another_unit_stays_beside_its_square_metres(form):
    form.show_entity(replace(HOUSEHOLD, homestead_area=Decimal(200), as_typed=(("homestead_area", "0.3亩"),)))
    assert form.boxes["homestead_area"].below.text() == "原填写：0.3亩"
    form.show_entity(HOUSEHOLD)
    assert form.boxes["homestead_area"].below.isHidden()


def test_a_wrong_entry_says_why_and_the_old_value_stands(form, desk, qtbot):
    box = form.boxes["population"]
    enter(qtbot, box.widget, "很多")
    assert desk.done == []
    assert box.below.text() == "“家庭人口”请填数字，应为一个确定的数，原值未改动。"
    assert box.widget.property("look") == "wrong"
    form.show_entity(HOUSEHOLD)  # something else was changed meanwhile
    assert box.widget.text() == "很多"
    box.widget.setFocus()
    qtbot.keyClick(box.widget, Qt.Key.Key_Escape)
    assert box.widget.text() == "2"
    assert box.below.isHidden()


def test_enter_leads_on_and_shift_enter_back(form, qtbot):
    order = list(form.boxes)
    form.boxes[order[0]].widget.setFocus()
    for name in order:
        assert form.boxes[name].widget.hasFocus()
        qtbot.keyClick(form.boxes[name].widget, Qt.Key.Key_Return)
    assert form.boxes[order[0]].widget.hasFocus()
    qtbot.keyClick(form.boxes[order[0]].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.boxes[order[-1]].widget.hasFocus()


def test_a_flag_has_three_states(form, desk, qtbot):
    box = form.boxes["registered_poor"].widget
    for word in ("是", "否"):
        box.click()
        assert box.text() == word
    assert desk.done == [("registered_poor", True), ("registered_poor", False)]
    box.click()
    assert desk.done[-1] == ("registered_poor", None)


def test_a_choice_is_stored_when_chosen(form, desk):
    box = form.boxes["house_structure"].widget
    box.setCurrentIndex(box.findText("土窑洞"))
    box.activated.emit(box.currentIndex())
    assert [str(v) for _, v in desk.done] == ["土窑洞"]


def test_the_wheel_never_changes_a_choice(form, desk):
    box = form.boxes["relocation_type"].widget
    event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(box, event)
    assert (box.currentText(), desk.done) == ("采煤沉陷区治理搬迁", [])


def test_private_values_are_masked_until_asked_for(form):
    assert form.boxes["id_number"].widget.text() == "149923********5341"
    assert form.boxes["phone"].widget.text() == "173****3396"
    form.mask(False)
    assert form.boxes["id_number"].widget.text() == HOUSEHOLD.id_number


def test_a_masked_number_can_be_typed_anew_but_not_patched(form, desk, qtbot):
    box = form.boxes["phone"]
    enter(qtbot, box.widget, "173****3397")
    assert desk.done == []
    assert "F2" in box.below.text()
    enter(qtbot, box.widget, "13800000000")
    assert desk.done == [("phone", "13800000000")]
    assert box.widget.text() == "138****0000"


def test_f2_asks_to_see_a_masked_value(form, qtbot):
    with qtbot.waitSignal(form.reveal):
        qtbot.keyClick(form.boxes["id_number"].widget, Qt.Key.Key_F2)


def test_f2_takes_up_what_the_survey_had(form, desk, qtbot):
    form.show_entity(replace(HOUSEHOLD, homestead_area=None, id_number=None), (),
                     {"homestead_area": "约157", "id_number": "149923195903235340"})
    box = form.boxes["homestead_area"]
    box.widget.setFocus()
    qtbot.keyClick(box.widget, Qt.Key.Key_F2)
    assert box.widget.text() == "约157"
    box.widget.setText("157")
    qtbot.keyClick(box.widget, Qt.Key.Key_Return)
    assert desk.done == [("homestead_area", Decimal(157))]
    form.reveal.connect(lambda: form.mask(False))
    private = form.boxes["id_number"].widget
    private.setFocus()
    qtbot.keyClick(private, Qt.Key.Key_F2)
    assert private.text() == ""  # the desk shows the household again without what it had: settled
    form.show_entity(replace(HOUSEHOLD, id_number=None), (), {"id_number": "149923195903235340"})
    qtbot.keyClick(private, Qt.Key.Key_F2)
    assert private.text() == "149923195903235340"


def test_findings_and_problems_stand_under_their_field(form, qtbot):
    problem = Problem(field="id_number", value="149923195903235340", message="校验位不对。")
    form.show_entity(replace(HOUSEHOLD, id_number=None), [Remark("id_number", Severity.ERROR, "校验位不对。", problem),
                                                         Remark("homestead_area", Severity.WARNING, "偏大。")], {"id_number": problem.value})
    box = form.boxes["id_number"]
    line = box.remarks.itemAt(0).widget()
    assert line.sentence.text() == "错误：校验位不对。"
    assert box.widget.property("look") == "wrong"
    assert box.widget.placeholderText() == "原填：149923********5340（F2 取用）"
    assert form.boxes["homestead_area"].widget.property("look") == "doubtful"
    with qtbot.waitSignal(form.settled) as told:
        line.open.click()
        type_text(line.how, "与户口簿一致")
        line.confirm.click()
    assert told.args == [problem, "与户口簿一致"]


def test_required_fields_and_units_are_marked(form):
    assert form.findChild(QLabel, "head_name_label").text() == "户主姓名 *"
    assert form.findChild(QLabel, "village_label").text() == "行政村"
    assert [label.text() for label in form.boxes["homestead_area"].widget.findChildren(QLabel)] == ["㎡"]


@pytest.mark.parametrize(("width", "columns"), [(380, 1), (811, 1), (812, 2), (1200, 2)])
def test_groups_stand_in_two_columns_when_there_is_room(form, width, columns):
    form.resize(width, 900)
    QApplication.processEvents()
    assert len({group.x() for group in form.findChildren(QGroupBox)}) == columns
    assert sum(group.isVisible() for group in form.findChildren(QGroupBox)) == 5


@pytest.mark.parametrize("entity", [Household, Project, Plot])
def test_no_form_needs_more_width_than_the_side_has(entity, themed, qtbot):
    area = QScrollArea(widgetResizable=True)
    qtbot.addWidget(area)
    inside = Form(entity, lambda *_: None)
    area.setWidget(inside)
    area.resize(360 - 32, 600)
    area.show()
    QApplication.processEvents()
    assert area.horizontalScrollBar().maximum() == 0


def test_children_are_edited_in_the_table_of_their_name(themed):
    assert forms.children(forms.load("household")) == {"members": Member}


def test_every_entry_widget_is_one_of_three_kinds(themed):
    kinds = {type(w) for name in FORMS for w in forms.entry_widgets(forms.load(name)).values()}
    assert kinds == {QLineEdit, QComboBox, QCheckBox}


def test_a_date_is_read_as_people_write_it(form, desk, qtbot):
    enter(qtbot, form.boxes["surveyed_on"].widget, "2018年3月5日")
    assert desk.done == [("surveyed_on", date(2018, 3, 5))]
    assert isinstance(form.boxes["surveyed_on"], QWidget)
    assert form.boxes["surveyed_on"].widget.text() == "2018-03-05"


def test_a_long_remark_under_a_field_is_shown_whole(qtbot, themed):
    form = Form(Household, lambda *_: None)
    scroll = QScrollArea(widgetResizable=True)
    scroll.setWidget(form)
    qtbot.addWidget(scroll)
    scroll.resize(360, 600)
    village = "青石镇黄土岭梁家圪塔行政村民委员会大疙瘩自然村"
    form.show_entity(HOUSEHOLD, [Remark("village", Severity.WARNING, f"“{village}”不在本项目乡镇的行政村名录中。请在名录中补充该村，或改正村名。")])
    scroll.show()
    qtbot.waitExposed(scroll)
    said = next(s for s in form.findChildren(Sentence) if village in s.text())
    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()) > 2 * said.fontMetrics().height())


def test_a_group_title_has_its_line_and_begins_where_the_fields_begin(qtbot, themed):
    page = QWidget()
    title = label("核对说明", "group")
    title.setParent(page)
    qtbot.addWidget(page)
    page.show()
    title.adjustSize()
    picture = title.grab().toImage()
    ground = picture.pixelColor(picture.width() - 1, 0)
    assert picture.pixelColor(picture.width() - 1, picture.height() - 1) != ground
    assert title.indent() == 0
