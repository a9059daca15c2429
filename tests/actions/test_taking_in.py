"""Projects, plots and surveys come in as one change each, and go again with one undo."""

import pytest

from linkdesk import paths
from linkdesk.actions import demo, plots, projects, surveys
from linkdesk.domain.directory import Authority, Township, Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from tests.actions.desks import empty


def test_a_new_project_enters_its_directories_once(tmp_path):
    desk, _ = empty(tmp_path / "w")
    again = projects.NewProject("另一个项目区", county="岚川县人民政府", township="青石镇", villages=("上沟村", "新村"), packs=("A",))
    desk.do(projects.new_project(desk, again))
    assert {a.name for a in desk.store.load(Authority)} == {"岚川县人民政府", "岚阳市人民政府"}
    assert desk.store.count(Township) == 1
    assert sorted(v.name for v in desk.store.load(Village)) == sorted(["上沟村", "柳树塬村", "后圪垛村", "新村"])
    desk.close()


@pytest.mark.parametrize("wanted", [
    projects.NewProject("", "县", "镇", packs=("A",)), projects.NewProject("项目", "县", "镇"),
    projects.NewProject("项目", "县", "镇", packs=("Z",)), projects.NewProject(demo.SAMPLE.name, "县", "镇", packs=("A",))])
def test_an_unfit_project_is_refused(tmp_path, wanted):
    desk, _ = empty(tmp_path / "w")
    with pytest.raises(KnownError):
        projects.new_project(desk, wanted)
    desk.close()


def test_the_import_keeps_every_row_and_one_undo_takes_all_back(sample):
    desk, project_id = sample
    assert desk.store.count(Household, project_id=project_id) == 186
    assert desk.store.count(SourceRow) == 186
    assert len(desk.dossier(project_id).held) == 16
    assert desk.undo_title == "导入农户"
    undone = desk.undo()
    assert undone.title == "导入农户"
    assert [desk.store.count(kind) for kind in (Household, SourceRow, Problem, ImportBatch)] == [0, 0, 0, 0]
    assert desk.store.count(Plot) == 12
    desk.redo()
    assert desk.store.count(Household) == 186
    assert len(desk.dossier(project_id).held) == 16


def test_the_same_file_is_not_taken_in_twice(sample):
    desk, project_id = sample
    reading = surveys.understand(paths.SAMPLES / demo.SURVEY)
    with pytest.raises(KnownError, match="导入过"):
        surveys.import_survey(desk, reading, project_id)


def test_a_person_already_in_another_project_is_kept_and_held(sample):
    desk, _ = sample
    other = projects.NewProject("邻村项目区", "岚川县人民政府", "青石镇", packs=("A",))
    desk.do(projects.new_project(desk, other))
    other_id = projects.find(desk, "邻村项目区").id
    desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / demo.SURVEY), other_id))
    assert desk.store.count(Household, project_id=other_id) == 186
    assert len(desk.dossier(other_id).held) == 186
    assert any("其他项目" in p.message for p in desk.dossier(other_id).problems)


def test_villages_unknown_to_the_directory_are_remarked_not_made(tmp_path):
    desk, _ = empty(tmp_path / "w")
    desk.do(projects.new_project(desk, projects.NewProject("少村项目区", "岚川县人民政府", "白马镇", ("上沟村",), ("A",))))
    project_id = projects.find(desk, "少村项目区").id
    desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / demo.SURVEY), project_id))
    remarked = [p for p in desk.dossier(project_id).problems if p.code == "village_unknown"]
    assert sorted(p.value for p in remarked) == sorted(["柳树塬村", "后圪垛村"])
    assert desk.store.count(Household, village_id=None) == 71 + 51
    desk.close()


def test_plots_find_their_village_and_are_not_taken_in_twice(sample):
    desk, project_id = sample
    dossier = desk.dossier(project_id)
    named = {p.code: dossier.village_names.get(p.village_id) for p in dossier.plots}
    assert named["CJ-SG-01"] == "上沟村"
    assert named["CJ-LS-04"] == "柳树塬村"
    assert named["AZ-01"] is None
    with pytest.raises(KnownError, match="重复"):
        plots.import_plots(desk, plots.understand(paths.SAMPLES / demo.PLOTS), project_id)


def test_boundary_points_stay_when_their_plots_go(sample):
    desk, _ = sample
    desk.undo()
    desk.undo()
    assert desk.store.count(Plot) == 0
    assert desk.store.count(PlotRings) == 12


def test_a_boundary_file_in_error_is_refused_whole(sample, tmp_path):
    desk, project_id = sample
    text = (paths.SAMPLES / demo.PLOTS).read_bytes().decode("gb18030").replace("4203536.622,37412296.862", "4203536.622")
    path = tmp_path / "坏.txt"
    path.write_bytes(text.encode("gb18030"))
    with pytest.raises(KnownError, match="没有导入"):
        plots.import_plots(desk, plots.understand(path), project_id)


def test_deleting_nothing_of_a_project_that_is_gone(tmp_path):
    desk, _ = empty(tmp_path / "w")
    with pytest.raises(KnownError, match="找不到"):
        desk.dossier("0" * 32)
    desk.close()
