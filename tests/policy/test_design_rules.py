"""The rules of the reclamation design: each met, broken and not to be told, on small dossiers."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.design import Design, PlotDesign
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.words import Severity
from linkdesk.policy.check import findings
from tests.policy.dossiers import dossier, new, old, shipped

PLOT = old("1.2", code="CJ-01", reclaimed_area=Decimal(12000), new_farmland_area=Decimal(10000))
DESIGNED = Design(plots=(PlotDesign(plot_id=PLOT.id),))
VERSION = PlanVersion(project_id="p", sealed_id="s", kind=PlanKind.WHOLE, made_at=datetime(2018, 5, 1))
APPROVED = PlanApproval(version_id=VERSION.id, approver="市政府", number="市政函〔2018〕5号", approved_on=date(2018, 5, 20))


def found(of, *rules):
    return [f for f in findings(of, shipped().values()) if f.rule_id in rules]


def designed(*plots, packs=("A",), design=DESIGNED, **more):
    return replace(dossier(*(plots or (PLOT,)), packs=packs), design=design, **more)


def test_under_a_a_design_wants_an_approved_plan():
    (made,) = found(designed(), "R19")
    assert (made.severity, made.clause, made.subject, made.field) == (Severity.ERROR, "A §二(二)", "project", "approved_on")
    assert not found(designed(design=Design()), "R19")
    assert not found(designed(plan_versions=(VERSION,), plan_approvals=(APPROVED,)), "R19")
    corrected = replace(APPROVED, id="x", revokes_id=APPROVED.id)
    assert found(designed(plan_versions=(VERSION,), plan_approvals=(APPROVED, corrected)), "R19")
    new_side = replace(VERSION, kind=PlanKind.NEW)
    assert found(designed(plan_versions=(new_side,), plan_approvals=(APPROVED,)), "R19")


def test_an_approval_named_by_the_project_itself_counts():
    of = designed()
    told = replace(of.project, approval_number="市政函〔2018〕5号", approved_on=date(2018, 5, 20))
    assert not found(replace(of, project=told), "R19")
    assert found(replace(of, project=replace(told, approved_on=None)), "R19")


def test_b_knows_no_design_stage():
    assert not found(designed(packs=("B",)), "R19")


def test_plots_that_the_approved_plan_does_not_have_and_the_other_way_round():
    gone, came = old("0.5", code="CJ-02"), old("0.6", code="CJ-03")
    made = found(designed(PLOT, came, new("1"), approved_plots=(PLOT, gone)), "design-plots")
    assert [(f.subject, f.subject_id) for f in made] == [("plot", came.id), ("project", "p")]
    assert "CJ-03" in made[0].label
    assert "CJ-02" in made[1].label
    assert not found(designed(PLOT, came), "design-plots")  # nothing approved here to compare with
    assert not found(designed(PLOT, came, approved_plots=(PLOT,), design=Design()), "design-plots")


def test_areas_that_differ_from_the_approved_plan():
    within = {"plane_area": Decimal("12001.4"), "reclaimed_area": Decimal("11998.5")}  # 0.0001 公顷 as printed
    (made,) = found(designed(approved_plots=(replace(PLOT, **within, new_farmland_area=Decimal(9500)),)), "design-area")
    assert (made.severity, made.subject_id, made.measured) == (Severity.WARNING, PLOT.id, "0.0500 公顷")
    assert "方案 0.9500 公顷，现在 1.0000 公顷" in made.message
    assert not found(designed(approved_plots=(PLOT,)), "design-area")
    assert not found(designed(approved_plots=(replace(PLOT, reclaimed_area=None),)), "design-area")
