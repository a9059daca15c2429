"""考核督查, 监督检查, 责任分工 and 征求意见 in the window: entered, lifted, corrected, asked, voted, attached and warned of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from linkdesk.actions import annexes, sanctions
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.project import Project
from linkdesk.domain.words import Severity


@pytest.fixture
def show(open_window, desk, project_id):
    window = open_window(desk)

    def shown(key, *more):
        window.open(key, project_id, *more)
        return window.page, window.notice.sentence
    return shown


def put(rows, at, name, text):
    rows.page.reload()
    place = 1 + [c.name for c in rows.model.columns].index(name)
    rows.model.setData(rows.model.index(at, place), text, Qt.ItemDataRole.EditRole)
    rows.page.reload()


def suspend(page, **lines):
    page.entry.ask()
    page.entry.kind.setCurrentText(SanctionKind.LAND_SUSPENDED)
    for name, text in ({"decided_by": "山西省国土资源厅", "number": "晋国土资函〔2018〕8号", "decided_on": "2018-05-02"} | lines).items():
        page.entry.lines[name].setText(text)
    page.entry.enter.click()
    page.reload()


def test_a_suspension_is_entered_warned_of_lifted_and_corrected(show, desk, project_id):
    page, said = show("oversight")
    assert page.body.currentIndex() == 1
    suspend(page, number="")
    assert said.text().startswith("请填写文号")
    assert page.entry.isVisible()
    suspend(page)
    assert not page.entry.isVisible()
    assert "暂停建设用地审批（晋国土资函〔2018〕8号）" in page.in_force.text()
    entered = desk.store.load(Sanction)[0]
    assert page.table.model.marks[entered.id][0] is Severity.WARNING
    assert "R41-land" in {f.rule_id for f in desk.findings(project_id)}
    page.lift.click()
    assert not page.entry.kind.isEnabled()
    for name, text in (("decided_by", "山西省国土资源厅"), ("number", "晋国土资函〔2018〕12号"), ("decided_on", "2018-06-01")):
        page.entry.lines[name].setText(text)
    page.entry.enter.click()
    page.reload()
    assert page.in_force.text() == ""
    page.table.select(next(s.id for s in desk.store.load(Sanction) if s.lifts_id))
    page.correct.click()
    page.correction.given.emit("对象抄错")
    page.reload()
    assert "8号" in page.in_force.text()
    assert len(page.table.model.rows) == 3


def test_only_what_a_kind_needs_is_asked(show):
    page, _ = show("oversight")
    page.entry.ask()
    asked = {}
    for kind in (SanctionKind.SCORE_DEDUCTED, SanctionKind.QUOTA_CUT, SanctionKind.QUOTA_SUSPENDED, SanctionKind.PRAISED):
        page.entry.kind.setCurrentText(kind)
        asked[kind] = {n for n in ("score", "area", "year", "from_on", "until_on") if page.entry.lines[n].isEnabled()}
    assert list(asked.values()) == [{"score"}, {"area", "year"}, {"from_on", "until_on"}, set()]


def test_a_matter_and_its_packet_say_what_is_suspended(show, desk, project_id):
    was = desk.store.get(Project, project_id)
    desk.do(sanctions.enter(desk, was.responsible_id, None, sanctions.Typed(
        SanctionKind.LAND_SUSPENDED, "山西省国土资源厅", "晋国土资函〔2018〕8号", "2018-05-02")))
    page, _ = show("packets")
    page.steps["new_land"].click()
    assert "暂停建设用地审批，尚未解除（A §二(二)）" in page.held.text()
    page.steps["acceptance"].click()
    assert "暂停" not in page.held.text()


def test_the_rooms_of_approval_are_in_its_menu(show):
    page, _ = show("matters")
    menu = next(a.menu() for a in page.actions_beside if a.menu())
    titles = [a.text() for a in menu.actions()]
    assert {"征求意见", "责任分工"} <= set(titles)
    menu.actions()[titles.index("征求意见")].trigger()


def test_inspections_are_typed_and_marked_until_put_right(show, desk, project_id):
    page, said = show("inspections")
    page.rows.add()
    put(page.rows, 0, "inspected_on", "2018-05-02")
    put(page.rows, 0, "finding", "工程款未设专账核算")
    put(page.rows, 0, "rectify_by", "2018-06-01")
    made = desk.store.load(Inspection)[0]
    assert page.rows.model.marks[made.id] == (Severity.ERROR, "逾期未整改。")
    assert "尚未整改 1 个（逾期 1）" in page.summary.text()
    put(page.rows, 0, "rectified_on", "2018-06-02")
    assert "还没有写明整改情况" in said.text()
    put(page.rows, 0, "measures", "已设专账")
    put(page.rows, 0, "rectified_on", "2018-06-02")
    assert page.rows.model.marks == {}


def test_a_successor_takes_over_today(show, desk):
    page, _ = show("duties")
    page.rows.add()
    put(page.rows, 0, "name", "高建国")
    put(page.rows, 0, "from_on", "2018-01-01")
    page.succeed.click()
    page.reload()
    assert [(str(d.from_on), str(d.until_on)) for d in sorted(desk.store.load(DutyPerson), key=lambda d: d.position)] == [
        ("2018-01-01", "2018-06-03"), ("2018-06-04", "None")]
    put(page.rows, 1, "name", "李新")
    assert "第一责任人 李新" in page.today.text()
    page.turn.click()
    assert {d.project_id is None for d in desk.store.load(DutyPerson)} == {True, False}


def test_departments_are_asked_at_once_and_answers_are_told(show, desk, project_id):
    was = desk.store.get(Project, project_id)
    desk.do(Change("依据", before=(was,), after=(Project(**{f: getattr(was, f) for f in was.__slots__} | {"packs": ("B",)}),)))
    page, said = show("consultation")
    page.main_action.trigger()
    assert page.line.words.text().startswith("向 10 个部门发出：")
    page.line.asked_on.clear()
    page.line.number.returnPressed.emit()
    assert said.text().startswith("请填写发出日期")
    page.line.asked_on.setText("2018-05-02")
    page.line.due_on.setText("2018-05-20")
    page.line.number.returnPressed.emit()
    page.reload()
    assert len(desk.store.load(Opinion)) == 10
    assert set(page.opinions.rows.model.marks.values()) == {(Severity.WARNING, "逾期未答复，请催办。")}
    put(page.opinions.rows, 0, "stance", "不同意")
    assert "还没有写采纳情况" in page.opinions.rows.model.marks[page.opinions.rows.model.rows[0].id][1]
    late = next(f for f in desk.findings(project_id) if f.rule_id == "consult-late")
    page.lead_to(late.subject_id, late.field)
    assert page.opinions.rows.current.id == late.subject_id


def test_votes_are_typed_pasted_and_attached(show, desk, project_id, tmp_path):
    page, said = show("consultation")
    page.lead_to("", "entitled")
    assert page.tabs.currentIndex() == 2
    page.resolutions.rows.add()
    for name, text in (("entitled", "30"), ("present", "24"), ("in_favour", "16"), ("against", "9")):
        put(page.resolutions.rows, 0, name, text)
    assert said.text().startswith("同意、反对、弃权合计 25 人，多于实到 24 人")
    assert desk.store.load(Resolution)[0].against is None
    shot = QImage(4, 4, QImage.Format.Format_RGB32)
    shot.save(str(tmp_path / "决议.png"))
    page.resolutions.scan.keep(tmp_path / "决议.png")
    line = next(each for each in annexes.lines(desk, project_id) if each.annex.id == "F09")
    assert [f.file_name for f in line.files] == ["决议.png"]
    QGuiApplication.clipboard().setText("听证事项\t听证日期\n方案\t2018-05-03")
    page.tabs.setCurrentIndex(1)
    page.hearings.rows.table.paste()
    assert [str(h.held_on) for h in desk.store.load(Hearing)] == ["2018-05-03"]
    page.reload()
    page.hearing_village.villages.setCurrentIndex(1)
    page.hearing_village.villages.activated.emit(1)
    assert desk.store.load(Hearing)[0].village_id


def test_wills_are_counted_by_village(show):
    page, _ = show("consultation")
    rows = page.wills.model.rows
    assert sum(w.households for w in rows) == 186
    assert all(w.agree + w.against + w.open == w.households for w in rows)
