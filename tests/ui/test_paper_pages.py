"""Import review, plots and print preview, as a person meets them."""

from contextlib import closing
from threading import Event

import pypdfium2
import pytest

from linkdesk import paths
from linkdesk.actions import checks
from linkdesk.domain.figures import as_mu, figure
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from tests.ui.typing import enter


@pytest.fixture
def window(qtbot, open_window, desk, project_id):
    made = open_window(desk)
    made.open("plots", project_id)
    return made


def _settled(qtbot, window):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(20)


def _texts(pdf):
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def test_the_review_shows_problems_and_takes_nothing_in(qtbot, window, desk, project_id):
    before = desk.store.count(Household)
    window.open("import", project_id)
    assert window.page.body.currentIndex() == 0
    assert not window.page.main_action.isEnabled()
    window.page.read(paths.SAMPLES / "survey_shuanghe.xls")
    _settled(qtbot, window)
    page = window.page
    assert page.body.currentIndex() == 1
    assert page.problems.model.rowCount() == len(page.intake.problems) >= len(page.reading.problems)
    shown = [page.problems.model.index(at, 3).data() for at in range(page.problems.model.rowCount())]
    assert not any(h.id_number in text for h in page.reading.households if h.id_number for text in shown), "an ID stands unmasked"
    assert desk.store.count(Household) == before
    assert str(len(page.reading.households)) in page.summary.text()


def test_a_file_that_is_no_workbook_is_one_sentence_under_the_title(qtbot, window, project_id, tmp_path):
    (tmp_path / "假.xlsx").write_text("不是表格", "utf-8")
    window.open("import", project_id)
    window.page.read(tmp_path / "假.xlsx")
    _settled(qtbot, window)
    assert window.notice.isVisible()
    assert window.page.body.currentIndex() == 0


def test_a_plot_is_edited_in_its_form_and_undone(qtbot, window, desk):
    plot = next(p for p in desk.store.load(Plot) if p.code == "CJ-SG-01")
    assert window.page.table.select(plot.id)
    box = window.page.form.boxes["reclaimed_area"]
    enter(qtbot, box.widget, "9.9亩")
    qtbot.waitUntil(lambda: desk.store.get(Plot, plot.id).reclaimed_area == 6600)
    window.undo()
    assert desk.store.get(Plot, plot.id).reclaimed_area is None


def test_areas_of_plots_stand_as_papers_print_them(window, desk, project_id):
    rate = desk.dossier(project_id).rate("area_basis")
    desk.do(checks.confirm(desk, rate, "椭球面积", "岚自然资发〔2018〕3号"))
    window.refresh()
    table, dossier = window.page.table.model, desk.dossier(project_id)
    assert dossier.area_basis == "ellipsoid"
    for column in (c for c in table.columns if c.name in ("hectares", "mu")):
        made = [figure("plot_area", dossier, p) for p in table.rows]
        assert [column.text(p) for p in table.rows] == [(f if column.name == "hectares" else as_mu(f)).text for f in made]
    assert any(p.plane_area != p.ellipsoid_area for p in table.rows)


def test_computed_areas_cannot_be_typed_over(window):
    assert window.page.form.boxes["plane_area"].widget.isReadOnly()
    assert window.page.form.boxes["ellipsoid_area"].widget.isReadOnly()


def test_the_preview_shows_and_keeps_what_is_printed(qtbot, window, desk, project_id, tmp_path):
    window.open("preview", project_id, "annexes")
    _settled(qtbot, window)
    page = window.page
    assert page.body.currentIndex() == 1
    assert not page.sheets.grab().toImage().isNull()
    assert f"共 {len(page.made.sizes)} 页" in page.counted.text()
    page._zoom(1)
    assert page.zoom == 100
    page.save_to(tmp_path)
    _settled(qtbot, window)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["附表.pdf", "附表.xlsx"]
    assert _texts(tmp_path / "附表.pdf") == _texts(page.made.pdf)
    assert (desk.store.history(1)[0].title, page.version) == ("导出附表", desk.store.data_version)


def test_what_cannot_be_printed_says_why_in_place_of_the_page(qtbot, window, project_id):
    window.open("preview", project_id, "agreements")
    _settled(qtbot, window)
    assert window.page.body.currentIndex() == 0
    assert "前面的步骤" in window.page.empty.text()


def test_pages_that_were_broken_off_can_be_asked_for_again(qtbot, window, project_id):
    window.open("preview", project_id, "annexes")
    window.work.cancel()
    _settled(qtbot, window)
    page = window.page
    assert page.body.currentIndex() == 0
    assert "没有排完" in page.empty.text()
    page.make("annexes")
    _settled(qtbot, window)
    assert page.body.currentIndex() == 1


def test_pages_asked_for_while_something_else_runs_come_afterwards(qtbot, window, project_id):
    go_on = Event()
    window.work.start("读取", lambda report: go_on.wait(10), lambda _: None)
    window.open("preview", project_id, "annexes")
    assert not window.page.making
    go_on.set()
    qtbot.waitUntil(lambda: window.page.body.currentIndex() == 1, timeout=20_000)


def test_the_preview_follows_a_change(qtbot, window, desk, project_id):
    window.open("preview", project_id, "roster")
    _settled(qtbot, window)
    before = window.page.made.pdf
    from linkdesk.actions.edits import set_field
    desk.do(set_field(desk.dossier(project_id).households[0], "head_name", "改了名"))
    _settled(qtbot, window)
    assert window.page.made.pdf != before
