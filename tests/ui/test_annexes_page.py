"""附件 in the real window: files dropped onto their line, opened, removed, moved; a reason why none is needed."""

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from linkdesk.domain.planning_words import AnnexState


@pytest.fixture
def page(open_window, desk, project_id):
    window = open_window(desk)
    window.open("annexes", project_id)
    return window.page


def pdf(path):
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path)
    return path


def dropped(page, code, *paths):
    view = page.list.view
    at = next(i for i, row in enumerate(page.list.model.rows) if row.id == code)
    view.scrollTo(view.model().index(at, 1))
    drop(page, view.visualRect(view.model().index(at, 1)).center(), *paths)


def drop(page, place, *paths):
    viewport = page.list.view.viewport()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QDragEnterEvent(QPoint(place), copy, mime, left, none))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(place), copy, mime, left, none))


def states(page):
    return {row.id: row.line.state for row in page.list.model.rows}


def test_files_are_dropped_onto_their_line(page, desk, project_id, tmp_path):
    assert "缺" in page.count.text()
    dropped(page, "F19", pdf(tmp_path / "论证意见.pdf"))
    page.reload()
    assert states(page)["F19"] is AnnexState.THERE
    assert page.name.text().startswith("F19")
    assert [f.file_name for f in page.files.model.rows] == ["论证意见.pdf"]
    assert [a.code for a in desk.dossier(project_id).annexes] == ["F19"]


def test_a_drop_beside_every_line_says_where_to_drop(page, tmp_path, qtbot):
    with qtbot.waitSignal(page.wrong) as told:
        drop(page, QPoint(5, 5000), pdf(tmp_path / "a.pdf"))
    assert "请拖到对应附件的那一行" in told.args[0]


def test_a_reason_is_typed_and_taken_back(page, qtbot, desk, project_id):
    page.lead_to("F25", "")
    page.reason.setFocus()
    page.reason.setText("本单位自行编制")
    page.reason.editingFinished.emit()
    page.reload()
    assert states(page)["F25"] is AnnexState.NOT_NEEDED
    page.reason.setText("")
    page.reason.editingFinished.emit()
    page.reload()
    assert states(page)["F25"] is AnnexState.MISSING


def test_a_file_is_opened_moved_and_removed(page, qtbot, tmp_path, monkeypatch, desk, project_id):
    one, two = pdf(tmp_path / "一.pdf"), tmp_path / "二.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.add_blank_page()
        made.save(two)
    dropped(page, "F08", one, two)
    page.reload()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    page.open_button.click()
    assert opened[0].endswith("一.pdf")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    with qtbot.waitSignal(page.wrong) as told:
        page.open_button.click()
    assert "没有能打开.pdf文件的程序" in told.args[0]
    page.files.select(page.files.model.rows[1].id)
    page.of_files[2].click()
    page.reload()
    assert [f.file_name for f in page.chosen().files] == ["二.pdf", "一.pdf"]
    page.files.select(page.chosen().files[0].id)
    page.remove_button.click()
    page.reload()
    assert [f.file_name for f in page.chosen().files] == ["一.pdf"]
