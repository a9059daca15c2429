"""Two programs at one workspace: what rests on something not being there yet is refused when it has come meanwhile."""

from contextlib import closing

import pytest

from linkdesk import paths
from linkdesk.actions import agreements, demo, edits, plots, projects, surveys
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from tests.actions.desks import NOON, empty


@pytest.fixture
def two(sample):
    """The sample's desk, another one on the same workspace, and the project."""
    desk, project_id = sample
    with closing(Desk.open(desk.folder, lambda: NOON)) as other:
        yield desk, other, project_id


def test_agreements_are_drafted_once(two):
    desk, other, project_id = two
    mine, theirs = (agreements.draft(d, project_id) for d in (desk, other))
    other.do(theirs)
    with pytest.raises(Stale, match="另一个程序改动了工作区，本次操作没有保存"):
        desk.do(mine)
    with pytest.raises(KnownError, match="没有需要新生成的协议"):
        agreements.draft(desk, project_id)
    assert desk.store.count(Agreement) == sum(isinstance(e, Agreement) for e in theirs.after)


def test_a_desk_that_looks_again_sees_what_the_other_did(two):
    desk, other, project_id = two
    assert not desk.dossier(project_id).agreements
    other.do(agreements.draft(other, project_id))
    desk.as_of()
    assert len(desk.dossier(project_id).agreements) == 328


def test_what_was_gathered_after_a_change_of_ones_own_is_not_gathered_again(two):
    desk, other, project_id = two
    desk.do(edits.set_field(desk.dossier(project_id).households[0], "note", "这个程序"))
    gathered = desk.dossier(project_id)
    desk.as_of()
    assert desk.dossier(project_id) is gathered
    other.do(edits.set_field(gathered.households[0], "note", "另一个程序"))
    desk.as_of()
    assert desk.dossier(project_id).households[0].note == "另一个程序"


def test_who_was_refused_sees_what_the_other_did(two):
    desk, other, project_id = two
    household = desk.dossier(project_id).households[0]
    other.do(edits.set_field(household, "note", "另一个程序"))
    with pytest.raises(Stale):
        desk.do(edits.set_field(household, "note", "这个程序"))
    assert desk.dossier(project_id).households[0].note == "另一个程序"


def test_a_file_is_taken_in_once(tmp_path):
    desk, project_id = empty(tmp_path / "w")
    survey, plot_file = surveys.understand(paths.SAMPLES / demo.SURVEY), plots.understand(paths.SAMPLES / demo.PLOTS)
    with closing(desk), closing(Desk.open(desk.folder, lambda: NOON)) as other:
        for take, read in ((surveys.import_survey, survey), (plots.import_plots, plot_file)):
            mine, theirs = (take(d, read, project_id) for d in (desk, other))
            other.do(theirs)
            with pytest.raises(Stale):
                desk.do(mine)
        assert (desk.store.count(Household), desk.store.count(Plot)) == (186, 12)


def test_a_county_is_entered_once(tmp_path):
    desk, _ = empty(tmp_path / "w")
    wanted = (projects.NewProject(name, "邻县人民政府", "镇", packs=("A",)) for name in ("一", "二"))
    with closing(desk), closing(Desk.open(desk.folder, lambda: NOON)) as other:
        mine, theirs = (projects.new_project(d, w) for d, w in zip((desk, other), wanted, strict=True))
        other.do(theirs)
        with pytest.raises(Stale):
            desk.do(mine)
        assert [a.name for a in desk.store.load(Authority)].count("邻县人民政府") == 1
