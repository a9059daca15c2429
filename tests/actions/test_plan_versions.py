"""Versions of a plan: fixed, approved, corrected, and every difference to the approved one told."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import store
from linkdesk.actions import plan_versions, plans, plots, workspace
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Drawing
from linkdesk.documents.json import from_json
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plan_standing import PlotChange, approval_of, approved, out_of_use, versions
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind, TravelsWith
from linkdesk.domain.plot import Plot, PlotSource
from linkdesk.domain.project import PlanSection, Project
from linkdesk.paths import SAMPLES
from tests.conftest import DAY

WHOLE = PlanKind.WHOLE


@pytest.fixture
def project_id(desk, project_id):
    if not desk.store.load(Plot, project_id=project_id):
        desk.do(plots.import_plots(desk, plots.understand(SAMPLES / "plots_qingshi.txt"), project_id))
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(project,), after=(replace(project, surplus_trade=False, packs=("A",)),)))
    return project_id


def fix(desk, project_id, **how):
    desk.do(plan_versions.fix(desk, project_id, WHOLE, **how))
    return versions(desk.dossier(project_id), WHOLE)[-1]


def approve(desk, version, number="岚政复〔2018〕12号"):
    desk.do(plan_versions.approve(desk, version, "岚州市人民政府", number, date(2018, 3, 1)))


def edit(desk, entity, **fields):
    desk.do(Change("修改", before=(entity,), after=(replace(entity, **fields),)))


def plot(desk, project_id, code):
    return next(p for p in desk.store.load(Plot, project_id=project_id) if p.code == code)


def test_a_version_is_kept_as_it_was_fixed(desk, project_id):
    before = plan_versions.paper(desk, desk.dossier(project_id), WHOLE)
    version = fix(desk, project_id)
    edit(desk, plot(desk, project_id, "CJ-SG-01"), new_farmland_area=Decimal("6000"))
    assert from_json(desk.store.get(Sealed, version.sealed_id).document) == before
    assert plan_versions.paper(desk, desk.dossier(project_id), WHOLE) != before


def test_nothing_of_the_households_is_in_the_sealed_copy(desk, project_id):
    version = fix(desk, project_id)
    kept = desk.store.get(Sealed, version.sealed_id)
    people = [h for h in desk.dossier(project_id).households if h.id_number]
    assert people
    assert not any(h.id_number in kept.dossier or h.id_number in kept.document for h in people)


def test_a_second_version_needs_a_reason_and_a_difference(desk, project_id):
    fix(desk, project_id)
    with pytest.raises(KnownError, match="请先写明变更理由"):
        plan_versions.fix(desk, project_id, WHOLE)
    with pytest.raises(KnownError, match="没有差异"):
        plan_versions.fix(desk, project_id, WHOLE, "调整")
    edit(desk, plot(desk, project_id, "CJ-SG-01"), new_farmland_area=Decimal("6000"))
    second = fix(desk, project_id, reason="新增耕地核减", travels_with=TravelsWith.ACCEPTANCE)
    assert (second.version, second.travels_with) == (2, TravelsWith.ACCEPTANCE)


def test_a_number_is_not_given_again_after_an_older_backup_was_restored(desk, project_id, tmp_path):
    fix(desk, project_id)
    saved = workspace.backup(desk, tmp_path / "备份.zip")
    edit(desk, plot(desk, project_id, "CJ-SG-01"), new_farmland_area=Decimal("6000"))
    assert fix(desk, project_id, reason="核减").version == 2
    desk.close()
    store.restore(saved, desk.folder, at=DAY)
    with closing(Desk.open(desk.folder, lambda: DAY)) as again:
        edit(again, plot(again, project_id, "CJ-SG-01"), new_farmland_area=Decimal("5000"))
        third = fix(again, project_id, reason="另行核减")
        assert (third.version, third.reason, again.store.count(PlanVersion)) == (3, "另行核减", 2)


def test_every_difference_is_told_in_text_tables_and_plots(desk, project_id):
    approve(desk, fix(desk, project_id))
    desk.do(Change("写背景", after=(PlanSection(project_id=project_id, key="background", text="另写的背景。"),)))
    edit(desk, plot(desk, project_id, "CJ-SG-01"), new_farmland_area=Decimal("6000"))
    gone = plot(desk, project_id, "CJ-SG-03")
    desk.do(Change("删除地块", before=(gone, *desk.store.load(PlotSource, plot_id=gone.id))))
    found = plan_versions.differences(desk, project_id, WHOLE)
    assert any("另写的背景" in d.after for d in found.texts)
    assert {(d.code, d.what) for d in found.plots} == {("CJ-SG-01", PlotChange.EDITED), ("CJ-SG-03", PlotChange.REMOVED)}
    edited, removed = found.plots
    assert edited.fields == (("新增耕地", "", "0.6000"),)
    assert removed.area_before == gone.plane_area
    assert any("附表3" in d.table and d.row == "CJ-SG-03" and not d.after for d in found.cells)
    assert any("附表3" in d.table and d.row == "CJ-SG-01" and d.column == "新增耕地" for d in found.cells)


def test_moved_and_removed_plots_stand_on_a_map_with_their_old_outline(desk, project_id):
    approve(desk, fix(desk, project_id))
    moved, gone = plot(desk, project_id, "CJ-SG-01"), plot(desk, project_id, "CJ-SG-03")
    edit(desk, moved, rings_id=plot(desk, project_id, "CJ-SG-02").rings_id)
    desk.do(Change("删除地块", before=(gone, *desk.store.load(PlotSource, plot_id=gone.id))))
    made, = plan_versions.changes_papers(desk, desk.dossier(project_id))
    drawings = [b for s in made.sections for b in s.blocks if isinstance(b, Drawing)]
    words = {shape.text for drawing in drawings for shape in drawing.shapes}
    assert {"CJ-SG-01", "界址变动", "CJ-SG-03", "删除"} <= words
    assert any(text.startswith("变更前界线") for text in words)


def test_an_approval_fills_the_projects_own_fields(desk, project_id):
    version = fix(desk, project_id)
    approve(desk, version)
    project = desk.store.get(Project, project_id)
    assert (project.approver, project.approval_number, project.approved_on) == ("岚州市人民政府", "岚政复〔2018〕12号", date(2018, 3, 1))
    assert approved(desk.dossier(project_id), WHOLE) == version
    assert not plan_versions.differences(desk, project_id, WHOLE)


def test_an_approval_is_answered_by_a_correction(desk, project_id):
    version = fix(desk, project_id)
    approve(desk, version, "岚政复〔2018〕21号")
    with pytest.raises(KnownError, match="请先更正"):
        plan_versions.approve(desk, version, "岚州市人民政府", "岚政复〔2018〕12号", date(2018, 3, 1))
    wrong, = desk.dossier(project_id).plan_approvals
    desk.do(plan_versions.revoke(desk, wrong, "文号抄错"))
    assert approved(desk.dossier(project_id), WHOLE) is None
    approve(desk, version, "岚政复〔2018〕21号")
    assert approved(desk.dossier(project_id), WHOLE) == version
    with pytest.raises(KnownError, match="已经更正过"):
        desk.do(plan_versions.revoke(desk, wrong, "再来"))


def test_a_corrected_approval_gives_the_project_back_what_it_bore_before(desk, project_id):
    fields = "approver", "approval_number", "approved_on"
    approve(desk, fix(desk, project_id))
    first = tuple(getattr(desk.store.get(Project, project_id), name) for name in fields)
    edit(desk, plot(desk, project_id, "CJ-SG-01"), new_farmland_area=Decimal("6000"))
    approve(desk, fix(desk, project_id, reason="核减"), "岚政复〔2018〕99号")
    for borne in (first, ("岚州市人民政府", "", None)):
        desk.do(plan_versions.revoke(desk, approved_by(desk, project_id), "文号抄错"))
        assert tuple(getattr(desk.store.get(Project, project_id), name) for name in fields) == borne


def approved_by(desk, project_id):
    dossier = desk.dossier(project_id)
    return approval_of(dossier, approved(dossier, WHOLE))


def test_the_projects_own_approval_is_not_taken_by_a_correction(desk, project_id):
    approve(desk, fix(desk, project_id))
    edit(desk, desk.store.get(Project, project_id), approval_number="岚政复〔2018〕13号")
    desk.do(plan_versions.revoke(desk, approved_by(desk, project_id), "文号抄错"))
    assert desk.store.get(Project, project_id).approval_number == "岚政复〔2018〕13号"


@pytest.mark.parametrize(("approver", "number", "on", "said"), [
    ("", "1号", date(2018, 3, 1), "请填写批准机关"), ("市政府", " ", date(2018, 3, 1), "批复文号"), ("市政府", "1号", None, "批复日期"),
    ("市政府", "1号", date(2999, 1, 1), "在今天之后")])
def test_what_an_approval_may_not_lack(desk, project_id, approver, number, on, said):
    version = fix(desk, project_id)
    with pytest.raises(KnownError, match=said):
        plan_versions.approve(desk, version, approver, number, on)


def test_a_number_serves_one_project(desk, project_id):
    approve(desk, fix(desk, project_id))
    other = Project(name="另一个项目区", packs=("A",), surplus_trade=False)
    desk.do(Change("新建", after=(other,)))
    second = fix(desk, other.id)
    with pytest.raises(KnownError, match="一个文号只用一次"):
        approve(desk, second)


def test_a_version_out_of_turn_is_refused_by_whatever_way_it_comes(desk, project_id):
    version = fix(desk, project_id)
    with pytest.raises(KnownError, match="已有第 1 版"):
        desk.do(Change("定稿", after=(PlanVersion(project_id=project_id, sealed_id=version.sealed_id, kind=WHOLE, version=3),)))


def test_versions_and_approvals_made_by_hand_are_refused_too(desk, project_id):
    version = fix(desk, project_id)
    told = PlanApproval(version_id=version.id, approver="市政府", number="1号", approved_on=date(2018, 3, 1))
    sealed = replace(desk.store.get(Sealed, version.sealed_id), id="0" * 32)
    second = PlanVersion(project_id=project_id, sealed_id=sealed.id, kind=WHOLE, version=2)
    for said, *entities in (
            ("没有重复登记", told, replace(told, id="1" * 32)), ("在今天", replace(told, approved_on=date(2999, 1, 1))),
            ("已经更正过", replace(told, revokes_id="2" * 32)),
            ("已有第 1 版", replace(sealed, version=2), second, replace(second, id="3" * 32)),
            ("封存件", sealed, second), ("封存件", replace(second, sealed_id=version.sealed_id)),
            ("封存件", replace(sealed, version=2, subject_id="4" * 32), second)):
        with pytest.raises(KnownError, match=said):
            desk.do(Change("手工", after=tuple(entities)))
    assert desk.dossier(project_id).plan_versions == (version,)
    assert not desk.dossier(project_id).plan_approvals


def test_a_deciding_fact_changed_after_approval_leaves_a_plan_out_of_use(desk, project_id):
    version = fix(desk, project_id)
    approve(desk, version)
    assert out_of_use(desk.dossier(project_id), plans.kinds(desk, project_id)) == ()
    edit(desk, desk.store.get(Project, project_id), surplus_trade=True)
    assert plans.kinds(desk, project_id) == (PlanKind.OLD, PlanKind.NEW)
    assert out_of_use(desk.dossier(project_id), plans.kinds(desk, project_id)) == (version,)


def test_a_project_without_a_version_has_nothing_to_compare(desk, project_id):
    with pytest.raises(KnownError, match="没有可以比较的版本"):
        plan_versions.differences(desk, project_id, WHOLE)
