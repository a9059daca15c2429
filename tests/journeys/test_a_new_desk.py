"""From an empty workspace: sign in, begin a project, take in plots and survey, correct a held row, print, undo all of it."""

from contextlib import closing

import pypdfium2
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from linkdesk import paths
from linkdesk.actions.projects import projects
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import ChangeKind
from tests.ui.typing import enter, type_text

GOOD_ID = "11010519491231002X"


def _settled(qtbot, window):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(20)


def _sign_in(qtbot, window):
    type_text(window.page.name, "王建国")
    enter(qtbot, window.page.office, "岚川县国土资源局")


def _begin_project(qtbot, window):
    window.page.main_action.trigger()
    page = window.page
    type_text(page.name, "青石镇项目区")
    for box, text in ((page.county, "岚川县人民政府"), (page.township, "青石镇")):
        box.setEditText(text)
    type_text(page.villages, "上沟村、柳树塬村、后圪垛村")
    page.packs.show_chosen(("A",))
    page.create.click()
    _settled(qtbot, window)


def _take_in(qtbot, window, desk):
    window.rail.chosen.emit("plots")
    window.page.main_action.trigger()
    assert window.page.key == "plots_import"
    window.page.read(paths.SAMPLES / "plots_qingshi.txt")
    _settled(qtbot, window)
    assert desk.store.count(Plot) == 0, "no plot is taken in before a person confirms"
    window.page.main_action.trigger()
    _settled(qtbot, window)
    assert (window.page.key, desk.store.count(Plot)) == ("plots", 12)
    window.rail.chosen.emit("households")
    window.page.main_action.trigger()
    assert window.page.key == "import"
    window.page.read(paths.SAMPLES / "survey_qingshi.xlsx")
    _settled(qtbot, window)
    assert desk.store.count(Household) == 0, "nothing is taken in before a person confirms"
    window.page.main_action.trigger()
    _settled(qtbot, window)
    assert window.page.key == "households"


def _correct_one(qtbot, window, desk, project_id):
    problem = next(p for p in desk.dossier(project_id).problems if p.code == "id_checksum")
    window.open("households", project_id, problem.household_id, "id_number")
    qtbot.wait(20)
    enter(qtbot, window.page.view.form.boxes["id_number"].widget, GOOD_ID)
    qtbot.wait(20)
    assert desk.store.get(Household, problem.household_id).id_number == GOOD_ID
    return problem.household_id


def _print(qtbot, window, project_id, folder):
    window.open("agreements", project_id)
    window.page.main_action.trigger()
    _settled(qtbot, window)
    window.open("preview", project_id, "roster")
    _settled(qtbot, window)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(folder / "打印.pdf"))
    window.page.print_to(printer)
    return len(window.page.made.sizes)


def test_from_an_empty_desk_to_paper_and_back(qtbot, open_window, empty_desk, tmp_path):
    window = open_window(empty_desk)
    _sign_in(qtbot, window)
    _begin_project(qtbot, window)
    project_id = projects(empty_desk)[0].id
    _take_in(qtbot, window, empty_desk)
    assert empty_desk.store.count(Household) == 186
    held = len(empty_desk.dossier(project_id).held)
    household_id = _correct_one(qtbot, window, empty_desk, project_id)
    assert len(empty_desk.dossier(project_id).held) == held - 1
    pages = _print(qtbot, window, project_id, tmp_path)
    with closing(pypdfium2.PdfDocument(tmp_path / "打印.pdf")) as printed:
        assert len(printed) == pages > 5
        assert {page.get_width() > page.get_height() for page in printed} == {True}, "the roster lies across"
    assert empty_desk.store.history(1)[0].kind == ChangeKind.PRINT
    window.undo()   # the agreements
    window.undo()   # the correction
    assert household_id in empty_desk.dossier(project_id).held
    window.undo()   # the whole import
    _settled(qtbot, window)
    assert empty_desk.store.count(Household) == 0
    assert {a.officer for a in empty_desk.store.history(20)} == {"王建国"}
