"""扫描归档 on screen: files are dropped, counts said, what no code could place is sorted by hand, missing pages stand there."""

import shutil

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from linkdesk.actions import projects
from linkdesk.desk import Desk
from linkdesk.domain.agreement import ScannedPage
from linkdesk.domain.agreement_words import ScanResult
from linkdesk.ui.scans_page import BOTH, COMPLETE, EMPTY, MISSING, TO_SORT
from tests.conftest import DAY
from tests.scans import scanner
from tests.scans.printed import codes, printed
from tests.scans.scanner import Settings
from tests.ui.typing import enter


@pytest.fixture(scope="session")
def signed(sample_workspace, tmp_path_factory):
    """A workspace with a pair printed, its pages, and scans of all but the last, the first of them with its code torn off."""
    folder = tmp_path_factory.mktemp("signed")
    shutil.copytree(sample_workspace, folder / "工作区")
    desk = Desk.open(folder / "工作区", lambda: DAY)
    desk.sign_in(desk.officers()[0])
    pages = scanner.pages(printed(desk, projects.projects(desk)[0].id, households=1), 150)
    desk.close()
    torn = pages[0].copy()
    torn.paste(255, (torn.width // 2, torn.height * 4 // 5, torn.width, torn.height))
    rng = scanner.shuffled()
    (folder / "扫描").mkdir()
    for at, image in enumerate([torn, *pages[1:-1]]):
        scanner.save(scanner.scanned(image, rng, Settings(dpi=150))[0], folder / "扫描" / f"{at}.jpg")
    return folder, pages


@pytest.fixture
def desk(signed, tmp_path):
    shutil.copytree(signed[0] / "工作区", tmp_path / "工作区")
    opened = Desk.open(tmp_path / "工作区", lambda: DAY)
    opened.sign_in(opened.officers()[0])
    yield opened
    opened.close()


@pytest.fixture
def pages(signed):
    return signed[1]


@pytest.fixture
def folder(signed):
    return signed[0] / "扫描"


@pytest.fixture
def page(open_window, desk, project_id):
    window = open_window(desk)
    window.open("scans", project_id)
    assert window.page.body.currentIndex() == EMPTY
    return window.page


@pytest.fixture
def taken(page, folder, qtbot):
    page.take([folder])
    qtbot.waitUntil(lambda: page.body.currentIndex() == BOTH, timeout=20_000)
    return page


def test_what_was_filed_is_counted_and_what_needs_a_hand_stands_in_front(taken, pages):
    assert f"已归档 {len(pages) - 2} 页" in taken.outcome.text()
    assert "无法识别 1 页" in taken.outcome.text()
    assert taken.which.currentText() == TO_SORT
    [line] = taken.pages.model.rows
    assert (line.row.result, line.row.source_name) == (ScanResult.UNREADABLE, "0.jpg")
    assert taken.sorting.isVisible()
    assert taken.picture.paper.pixmap().width() > 300


def test_a_page_is_filed_by_hand_with_the_keys(taken, desk, project_id, qtbot):
    first = codes(desk, project_id)[0]
    agreement = next(a for a in desk.dossier(project_id).agreements if a.id == first.agreement_id)
    enter(qtbot, taken.sorting.search, agreement.number)
    assert taken.sorting.paper.id == agreement.id
    assert taken.sorting.page.text() == "1"
    qtbot.keyClick(taken.sorting.page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not taken.pages.model.rows)
    [row] = desk.store.load(ScannedPage, result=ScanResult.BY_HAND)
    assert (row.page_code_id, row.page) == (first.id, 1)


def test_a_wrong_code_is_told_and_a_right_one_files(taken, desk, project_id, qtbot):
    first = codes(desk, project_id)[0]
    taken.sorting.code.setText("ABCDEFGHJKMN")
    taken.sorting.file_code.click()
    assert len(taken.pages.model.rows) == 1
    taken.sorting.code.setText(first.token.lower())
    taken.sorting.file_code.click()
    qtbot.waitUntil(lambda: not taken.pages.model.rows)


def test_missing_pages_stand_there_and_the_rest_is_shown(taken, pages, desk, project_id):
    last = codes(desk, project_id)[-1]
    taken.which.setCurrentText(MISSING)
    taken.which.activated.emit(1)
    states = {line.id: str(line.state) for line in taken.agreements.model.rows}
    assert states[last.agreement_id] == f"缺第 {last.page} 页"
    taken.agreements.select(last.agreement_id)
    assert taken.export_action.isEnabled()
    assert not taken.sorting.isVisible()
    taken.which.setCurrentText(COMPLETE)
    taken.which.activated.emit(2)
    assert not taken.agreements.model.rows


def test_a_page_is_left_out_only_with_a_reason(taken, desk, qtbot):
    taken.sorting.leave_out.click()
    taken.sorting.why.act.click()
    assert len(taken.pages.model.rows) == 1
    taken.sorting.why.reason.setText("封面")
    taken.sorting.why.act.click()
    qtbot.waitUntil(lambda: not taken.pages.model.rows)
    assert "没有需要人工处理" in taken.picture.said.text()


def test_files_can_be_dropped(page, folder, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    page.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: page.body.currentIndex() == BOTH, timeout=20_000)
