"""The design is fixed in versions and approved like a plan: after the plan under A, compared as it was sealed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import demo_design, envelopes, packets, plan_versions
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import figure
from linkdesk.domain.frozen import dossier_from_json
from linkdesk.domain.plan_standing import approval_of, approved, out_of_use, versions
from linkdesk.domain.planning_words import PlanKind, TravelsWith
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import Certainty, PlotUse, Severity
from tests.actions import desks

DESIGN = PlanKind.DESIGN


@pytest.fixture
def desk_and_project(tmp_path):
    desk, project_id = desks.filled(tmp_path / "w")
    demo_design.fill(desk, project_id)
    return desk, project_id


def approve_plan(desk, project_id):
    project = desk.dossier(project_id).project
    desk.do(Change("批复", before=(project,), after=(replace(project, approval_number="示政函〔2018〕5号", approved_on=date(2018, 6, 1)),)))


def test_a_design_is_fixed_only_when_the_plan_is_approved(desk_and_project):
    desk, project_id = desk_and_project
    assert plan_versions.kinds(desk, project_id)[-1] is DESIGN
    with pytest.raises(KnownError, match="A §二\\(二\\)"):
        plan_versions.fix(desk, project_id, DESIGN)
    approve_plan(desk, project_id)
    desk.do(plan_versions.fix(desk, project_id, DESIGN))
    (version,) = versions(desk.dossier(project_id), DESIGN)
    kept = desk.store.get(Sealed, version.sealed_id)
    assert dossier_from_json(kept.dossier).design == desk.dossier(project_id).design


def test_what_differs_from_the_approved_design_is_listed(desk_and_project):
    desk, project_id = desk_and_project
    approve_plan(desk, project_id)
    desk.do(plan_versions.fix(desk, project_id, DESIGN))
    (version,) = versions(desk.dossier(project_id), DESIGN)
    before = desk.dossier(project_id).project
    desk.do(plan_versions.approve(desk, version, "示例市国土资源局", "示国土资函〔2018〕9号", date(2018, 6, 20)))
    dossier = desk.dossier(project_id)
    assert dossier.project == before
    assert approved(dossier, DESIGN) == version
    assert not out_of_use(dossier, (PlanKind.WHOLE,))
    with pytest.raises(KnownError, match="没有差异"):
        plan_versions.fix(desk, project_id, DESIGN, "再来一版")
    assert packet_begins(desk, project_id) == ("申报材料", "design")
    item = next(i for i in dossier.design.items if i.formula)
    desk.do(Change("改", before=(item,), after=(replace(item, formula="123.45"),)))
    found = plan_versions.differences(desk, project_id, DESIGN)
    assert any("123.45" in cell.after for cell in found.cells)
    assert not found.plots
    assert plan_versions.changes_of(desk, desk.dossier(project_id), DESIGN).title.endswith("拆旧区复垦设计报告变更对照表")
    desk.do(plan_versions.fix(desk, project_id, DESIGN, "土源不足，改客土", TravelsWith.ACCEPTANCE))
    assert [v.version for v in versions(desk.dossier(project_id), DESIGN)] == [1, 2]
    assert packet_begins(desk, project_id) == ("变更申报材料（与竣工验收同步申报）", "plan_changes")
    with pytest.raises(KnownError, match="生成复垦设计申报材料"):
        packets.refuse_unfit(desk.dossier(project_id), "amendment", False, desk.folder / "材料")


def packet_begins(desk, project_id):
    """How the packet of the design is titled behind the project's name, and the kind of its first paper."""
    dossier = desk.dossier(project_id)
    (envelope,) = envelopes.envelopes(desk, dossier, "design")
    kind, _ = next(envelopes.parts(desk, dossier, "design", envelope))
    return envelope.title.removeprefix(f"{dossier.project.name}拆旧区复垦设计"), kind


def approved_as(desk, project_id, kind, number, on):
    desk.do(plan_versions.fix(desk, project_id, kind))
    desk.do(plan_versions.approve(desk, versions(desk.dossier(project_id), kind)[-1], "示例市人民政府", number, on))


def test_plots_are_held_against_the_plan_approved_last_also_when_it_was_split_for_trade(desk_and_project):
    desk, project_id = desk_and_project

    def put(before, **fields):
        desk.do(Change("改", before=(before,), after=(replace(before, **fields),)))

    def beside():
        return [f for f in desk.findings(project_id) if f.rule_id in ("design-plots", "design-area")]

    put(desk.dossier(project_id).project, surplus_trade=False)
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    put(plot, reclaimed_area=Decimal(4000))
    approved_as(desk, project_id, PlanKind.WHOLE, "示政函〔2018〕5号", date(2018, 6, 1))
    assert not beside()
    put(desk.dossier(project_id).plots_of(PlotUse.OLD)[0], reclaimed_area=Decimal(4500))
    assert [(f.subject_id, f.field, f.measured) for f in beside()] == [(plot.id, "reclaimed_area", "0.0500 公顷")]
    put(desk.dossier(project_id).project, surplus_trade=True)
    approved_as(desk, project_id, PlanKind.NEW, "晋国土资复〔2018〕8号", date(2018, 6, 20))
    assert beside()  # the plan of the new side says nothing of old plots
    approved_as(desk, project_id, PlanKind.OLD, "晋国土资复〔2018〕7号", date(2018, 6, 20))
    assert not beside()
    (version,) = versions(desk.dossier(project_id), PlanKind.OLD)
    desk.do(plan_versions.revoke(desk, approval_of(desk.dossier(project_id), version), "文号抄错"))
    assert beside()  # what stands is the earlier approval again


def test_the_cost_of_a_mu_is_held_against_the_countys_own_range(desk_and_project):
    desk, project_id = desk_and_project
    plots = desk.dossier(project_id).plots_of(PlotUse.OLD)
    desk.do(Change("复垦面积", before=plots, after=tuple(replace(p, reclaimed_area=rounded(p.plane_area, 2)) for p in plots)))
    printed = rounded(figure("design_cost_per_mu", desk.dossier(project_id)).value, 2)

    def found(name, value):
        before = tuple(o for o in desk.dossier(project_id).overrides if o.name == name)
        own = PolicyOverride(pack_id="LD", name=name, value=str(value), certainty=Certainty.CONFIRMED, document="县定范围", id=name)
        desk.do(Change("县定", before=before, after=(own,)))
        return [f for f in desk.findings(project_id) if f.rule_id == "design-cost"]
    assert not found("design_cost_least", printed)
    assert not found("design_cost_most", printed)  # both bounds belong to the range
    (low,) = found("design_cost_least", printed + Decimal("0.01"))
    assert (low.severity, low.subject) == (Severity.WARNING, "design_basis")
    assert "待核实" not in low.bound
    assert not found("design_cost_least", Decimal(0))
    (high,) = found("design_cost_most", printed - Decimal("0.01"))
    assert high.measured == f"{printed} 万元/亩"
