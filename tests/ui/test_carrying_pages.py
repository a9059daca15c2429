"""实施验收, 参与主体, 设计变更 in the real window: typed, pasted, dropped, paid, corrected; every room leads on."""

from datetime import date
from decimal import Decimal

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from linkdesk.actions import partners, plot_stages, site_photos, variations
from linkdesk.domain.carrying import CountyMeasure, Partner, PlotStage, SitePhoto, Variation, WorkPayment
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.carrying_words import PhotoPhase, PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.design import WorkItem
from linkdesk.domain.errors import KnownError
from tests.ui.panels import cell, typed


def old(desk, project_id):
    return [s.plot for s in standings(desk.dossier(project_id))]


def picture(path, colour="green"):
    Image.new("RGB", (40, 30), colour).save(path)
    return path


def drop(widget, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = widget.rect().center()
    QApplication.sendEvent(widget, QDragEnterEvent(at, copy, mime, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, mime, left, none))


def test_a_stage_is_typed_set_for_many_and_pasted(opened, desk, project_id):
    page, plots = opened("carrying"), old(desk, project_id)
    page.matrix.modes.setCurrentText("实际完工")
    typed(page.matrix, 0, "CLEARING", "2018年5月3日")
    assert desk.store.load(PlotStage)[0].ended_on == date(2018, 5, 3)
    page.matrix.table.view.selectAll()
    page.matrix.stages.setCurrentText("土地平整")
    page.matrix.value.setText("2018-05-20")
    page.matrix.set_button.click()
    assert {s.plot_id for s in desk.store.load(PlotStage, stage=PlotStageKind.LEVELLING)} == {p.id for p in plots}
    page.reload()
    page.matrix.table.view.setCurrentIndex(cell(page.matrix, 1, "COVERING"))
    QGuiApplication.clipboard().setText("2018-05-30\t2018-06-01\n2018-05-31\t")
    page.matrix.table.paste()
    assert {(s.plot_id, s.ended_on) for s in desk.store.load(PlotStage, stage=PlotStageKind.COVERING)} == {
        (plots[1].id, date(2018, 5, 30)), (plots[2].id, date(2018, 5, 31))}


def test_a_wrong_date_is_said_and_nothing_is_stored(opened, desk, project_id):
    page = opened("carrying")
    page.matrix.modes.setCurrentText("实际完工")
    typed(page.matrix, 0, "CLEARING", "五月")
    assert "请填日期" in opened.window.notice.sentence.text()
    assert not desk.store.load(PlotStage)


def test_doubts_stand_at_the_plot(opened, desk, project_id):
    page, plot = opened("carrying"), old(desk, project_id)[0]
    desk.do(plot_stages.set_stage_field(desk, plot.id, PlotStageKind.LEVELLING, "ended_on", "2018-05-01"))
    page.reload()
    assert "拆除清运还没有完工" in page.matrix.how.text()
    assert plot.id in page.matrix.model.marks


def test_photographs_are_dropped_dated_moved_and_taken_away(opened, desk, project_id, tmp_path, qtbot):
    page, plot = opened("carrying"), old(desk, project_id)[0]
    strip = page.photos.strips[PhotoPhase.BEFORE]
    drop(strip.list.viewport(), picture(tmp_path / "1.jpg"), picture(tmp_path / "2.png", "red"))
    qtbot.waitUntil(lambda: len(strip.photos) == 2)
    strip.list.setCurrentRow(1)
    box = page.photos.fields.boxes["taken_on"]
    box.widget.setText("2018-05-02")
    box.widget.editingFinished.emit()
    assert [p.taken_on for p in site_photos.photos(desk, plot.id)] == [None, date(2018, 5, 2)]
    page.reload()
    page.photos.buttons[2].click()
    page.reload()
    assert [p.file_name for p in strip.photos] == ["2.png", "1.jpg"]
    strip.list.setFocus()
    QTest.keyClick(strip.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(desk.store.load(SitePhoto)) == 1)


def test_a_file_that_is_no_photograph_is_named(opened, tmp_path):
    page = opened("carrying")
    (tmp_path / "说明.txt").write_text("不是照片")
    drop(page.photos.strips[PhotoPhase.AFTER].list.viewport(), tmp_path / "说明.txt")
    assert "说明.txt" in opened.window.notice.sentence.text()


def test_what_stands_against_the_report_leads_to_its_place(opened, desk, project_id, qtbot):
    desk.do(partners.add(desk, project_id))
    desk.do(partners.set_partner_field(desk, partners.partners(desk, project_id)[0], "amount", "30"))
    page = opened("carrying")
    page.tabs.setCurrentIndex(1)
    at = next(n for n, o in enumerate(page.report.found) if o.room == "partners")
    page.report.open.itemActivated.emit(page.report.open.item(at))
    qtbot.waitUntil(lambda: opened.window.page.key == "partners")
    page = opened("carrying")
    at = next(n for n, o in enumerate(page.report.found) if o.field == "began_on")
    page.report.open.itemActivated.emit(page.report.open.item(at))
    assert page.tabs.currentIndex() == 1
    box = page.report.form.boxes["began_on"]
    box.widget.setText("2018-04-01")
    box.widget.editingFinished.emit()
    assert desk.dossier(project_id).carrying.completion.began_on == date(2018, 4, 1)


def test_more_leads_to_every_room_of_carrying_out(opened):
    page = opened("carrying")
    assert [a.text() for a in page.more.menu.actions()][:2] == ["参与主体", "设计变更"]
    page.more.menu.actions()[1].trigger()
    assert opened.window.page.key == "variations"


def pay(page, amount, voucher, day="2018-05-01", note=""):
    entry = page.payments.entry
    for line, text in ((entry.amount, amount), (entry.paid_on, day), (entry.voucher, voucher), (entry.note, note)):
        line.setText(text)
    entry.enter.click()


def test_a_partner_is_entered_paid_asked_about_and_corrected(opened, desk, project_id, qtbot):
    page = opened("partners")
    page.main_action.trigger()
    qtbot.waitUntil(lambda: page.partners.current is not None)
    typed(page.partners, 0, "name", "宏远公司（虚构）")
    page.reload()
    typed(page.partners, 0, "amount", "100")
    page.reload()
    pay(page, "60", "记-1")
    page.reload()
    assert page.payments.standing.text() == "宏远公司（虚构）：合同 100.00 万元，已付 60.00 万元，未付 40.00 万元。"
    pay(page, "50", "记-2")
    assert "超过合同 10.00 万元" in opened.window.notice.sentence.text()
    assert len(desk.store.load(WorkPayment)) == 1
    assert page.payments.entry.amount.text() == "50"
    pay(page, "50", "记-2", note="会议纪要 3 号")
    page.reload()
    page.payments.table.select(next(p.id for p in page.payments.table.model.rows if p.voucher == "记-2"))
    page.payments.correct.click()
    page.payments.correction.given.emit("不应超付")
    page.reload()
    assert page.accounts[page.partners.current.id].paid == 60
    assert [page.payments._state(p) for p in page.payments.table.model.rows].count("已更正") == 1


def test_a_partner_that_was_paid_stays(opened, desk, project_id, qtbot):
    page = opened("partners")
    desk.do(partners.add(desk, project_id))
    page.reload()
    pay(page, "1", "记-1")
    page.partners.remove()
    assert "不能删除" in opened.window.notice.sentence.text()
    assert desk.store.load(Partner)


def test_contracts_and_measures_are_attached(opened, desk, project_id, tmp_path, qtbot):
    scan = tmp_path / "办法.pdf"
    scan.write_bytes(b"%PDF-1.4")
    page = opened("partners")
    page.tabs.setCurrentIndex(1)
    page.measures.add()
    qtbot.waitUntil(lambda: page.measures.current is not None)
    typed(page.measures, 0, "begins", "2018-03-01")
    page.reload()
    page.document.keep(scan)
    page.reload()
    assert desk.store.load(CountyMeasure)[0].file_name == "办法.pdf"
    assert page.document.words.text() == "文件扫描件：办法.pdf"


def test_a_variation_takes_from_the_design_and_goes_into_it(opened, desk, project_id, qtbot):
    plot = old(desk, project_id)[0]
    desk.do(Change("新增", after=(WorkItem(plot.id, name="表土回覆", unit="m³", formula="120", price=Decimal(20)),)))
    page = opened("variations")
    page.rows.add()
    qtbot.waitUntil(lambda: page.rows.current is not None)
    page.plots.setCurrentIndex(page.plots.findData(plot.id))
    page.plots.activated.emit(page.plots.currentIndex())
    page.reload()
    page.take.click()
    page.reload()
    one = desk.store.load(Variation)[0]
    assert (one.number, one.work, one.unit, one.quantity_before) == ("BG-01", "表土回覆", "m³", Decimal(120))
    typed(page.rows, 0, "quantity_after", "1120")
    page.reload()
    page.cost.click()
    page.reload()
    assert desk.store.load(Variation)[0].cost_change == Decimal(20000)
    page.carry.click()
    assert "还没有登记批准" in opened.window.notice.sentence.text()
    for name, text in (("approver", "岚州市国土资源局"), ("approved_on", "2018-06-04")):
        typed(page.rows, 0, name, text)
        page.reload()
    page.carry.click()
    assert "没有写明变更理由" in opened.window.notice.sentence.text()
    typed(page.rows, 0, "reason", "局部基岩出露")
    page.reload()
    page.carry.click()
    item = desk.store.load(WorkItem)[0]
    assert (item.formula, item.note) == ("1120", "设计变更BG-01，原计算式：120")
    desk.undo()
    assert desk.store.load(WorkItem)[0].formula == "120"


def test_numbers_of_variations_do_not_come_twice(desk, project_id):
    for _ in range(2):
        desk.do(variations.add(desk, project_id))
    first, second = variations.variations(desk, project_id)
    with pytest.raises(KnownError, match="已经用过"):
        variations.set_variation_field(desk, second, "number", " BG-01")
    desk.do(variations.remove(desk, [first]))
    desk.do(variations.add(desk, project_id))
    assert sorted(v.number for v in variations.variations(desk, project_id)) == ["BG-02", "BG-03"]
