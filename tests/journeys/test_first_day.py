"""An officer's first day: sign in, begin a project, take the survey in, correct a row, make and print agreements, take it back."""

from linkdesk import paths
from linkdesk.domain.household import Household
from linkdesk.domain.words import ChangeKind
from tests.ui.typing import enter


def test_import_correct_print_undo(open_window, empty_desk, qtbot, tmp_path):
    window, desk = open_window(empty_desk), empty_desk

    def idle():
        qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
        qtbot.wait(1)

    window.page.name.setText("张三")
    enter(qtbot, window.page.office, "岚川县国土资源局")

    window.page.create.click()
    page = window.page
    page.name.setText("青石镇项目区")
    page.county.setCurrentText("岚川县人民政府")
    page.township.setCurrentText("青石镇")
    page.villages.setText("上沟村、柳树塬村、后圪垛村")
    page.packs.boxes["A"].click()
    page.create.click()
    project_id = window.project_id
    assert window.page.key == "overview"

    window.rail.steps["households"].click()
    window.page.go.emit("import", "", "")
    window.page.read(paths.SAMPLES / "survey_qingshi.xlsx")
    idle()
    assert window.page.summary.text().startswith("“survey_qingshi.xlsx”：读取 186 行　新增 186 户　有变化 0 户　无变化 0 户　暂缓 16 户")
    assert desk.dossier(project_id).households == ()  # nothing is written before it is confirmed
    window.page.main_action.trigger()
    idle()
    assert window.page.key == "households"
    assert len(desk.dossier(project_id).households) == 186
    imported = desk.dossier(project_id)

    problem = next(p for p in imported.problems if p.holds and p.field == "homestead_area")
    window.panel.lead.emit(next(i for i in window.panel.items if (i.subject_id, i.field) == (problem.household_id, "homestead_area")))
    enter(qtbot, window.page.view.form.boxes["homestead_area"].widget, "0.3亩")
    idle()
    corrected = desk.store.get(Household, problem.household_id)
    assert (str(corrected.homestead_area), corrected.as_typed) == ("200.0000", (("homestead_area", "0.3亩"),))
    assert len(desk.dossier(project_id).held) == len(imported.held) - 1

    window.rail.steps["agreements"].click()
    window.page.main_action.trigger()
    idle()
    window.page.print.trigger()
    idle()
    assert window.page.key == "preview"
    assert len(window.page.made.sizes) >= 2 * len(desk.dossier(project_id).agreements)
    window.page.lead_to("roster", "")
    idle()
    window.page.save_to(tmp_path / "打印")
    idle()
    assert {p.name for p in (tmp_path / "打印").iterdir()} == {"农户清册.pdf", "农户清册.xlsx"}

    window.rail.steps["households"].click()
    for title in ("生成双签协议", "修改宅基地面积", "导入农户"):
        assert window.menus.undo.text() == f"撤销：{title}"
        window.menus.undo.trigger()
        idle()
    assert desk.dossier(project_id).households == ()
    assert desk.store.load(Household) == []
    assert [act.kind for act in desk.store.history(3)] == [ChangeKind.UNDO] * 3
