"""The rules of the reclamation design: each met, broken and not to be told, on small dossiers."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import WorkWay
from linkdesk.domain.carrying import Acceptance, Carrying, PlotStage, SettlementCheck, SettlementHouse
from linkdesk.domain.carrying_words import SettlementCheckKind
from linkdesk.domain.design import Design, DesignBasis, PlotDesign, QualityMeasurement, WorkItem
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.household import Household
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.words import AgreementKind, AgreementState, HouseStructure, Severity
from linkdesk.domain.work_quantities import work_lines
from linkdesk.policy.check import findings
from linkdesk.policy.compliance import rows_with_state
from linkdesk.policy.terms import RowResult
from linkdesk.shipped import standards as shipped_standards
from tests.policy.dossiers import dossier, new, old, settlement, shipped

PLOT = old("1.2", code="CJ-01", reclaimed_area=Decimal(12000), new_farmland_area=Decimal(10000))
DESIGNED = Design(plots=(PlotDesign(plot_id=PLOT.id),))
VERSION = PlanVersion(project_id="p", sealed_id="s", kind=PlanKind.WHOLE, made_at=datetime(2018, 5, 1))
OF_DESIGN = replace(VERSION, kind=PlanKind.DESIGN, id="design")
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


def test_a_design_is_not_approved_before_its_plan():
    def of(day):
        approved = replace(APPROVED, version_id=OF_DESIGN.id, approved_on=day, id="ok")
        return designed(plan_versions=(VERSION, OF_DESIGN), plan_approvals=(APPROVED, approved))
    assert not found(of(APPROVED.approved_on), "R19")
    (made,) = found(of(date(2018, 5, 19)), "R19")
    assert (made.severity, made.subject, made.subject_id) == (Severity.ERROR, "plan_version", OF_DESIGN.id)
    assert made.message.startswith("实施方案 2018-05-20 批准，复垦设计 2018-05-19 批准：")


def test_b_knows_no_design_stage():
    assert not found(designed(packs=("B",)), "R19")


def test_plots_that_the_approved_plan_does_not_have_and_the_other_way_round():
    gone, came = old("0.5", code="CJ-02"), old("0.6", code="CJ-03")
    made = found(designed(PLOT, came, new("1"), approved_plots=(PLOT, gone), plan_versions=(VERSION,), plan_approvals=(APPROVED,)), "design-plots")
    assert [(f.subject, f.subject_id) for f in made] == [("plot", came.id), ("plan_version", VERSION.id)]
    assert "CJ-03" in made[0].label
    assert "CJ-02" in made[1].label
    assert not found(designed(PLOT, came), "design-plots")  # nothing approved here to compare with
    assert not found(designed(PLOT, came, approved_plots=(PLOT,), design=Design()), "design-plots")
    on_paper = replace(designed().project, approval_number="市政函〔2018〕5号", approved_on=date(2018, 5, 20))
    (told,) = found(designed(project=on_paper), "design-plots")
    assert (told.severity, told.subject) == (Severity.NOTE, "plan_version")


def test_a_plot_that_becomes_other_land_than_the_approved_plan_says():
    def turned(then, now):
        return found(designed(replace(PLOT, reclaim_class=now), approved_plots=(replace(PLOT, reclaim_class=then),)), "design-plots")
    (made,) = turned("0103", "0301")
    assert (made.severity, made.subject_id, made.field) == (Severity.ERROR, PLOT.id, "reclaim_class")
    assert "方案 0103，现在 0301" in made.message
    assert turned("0103", "")
    assert not turned("0103", "旱地")
    assert not turned("", "0301")  # the plan told none


def test_areas_that_differ_from_the_approved_plan():
    within = {"plane_area": Decimal("12001.4"), "reclaimed_area": Decimal("11998.5")}  # 0.0001 公顷 as printed
    (made,) = found(designed(approved_plots=(replace(PLOT, **within, new_farmland_area=Decimal(9500)),)), "design-area")
    assert (made.severity, made.subject_id, made.measured) == (Severity.WARNING, PLOT.id, "0.0500 公顷")
    assert "方案 0.9500 公顷，现在 1.0000 公顷" in made.message
    assert made.field == "new_farmland_area"
    assert not found(designed(approved_plots=(PLOT,)), "design-area")
    emptied = found(designed(replace(PLOT, reclaimed_area=None, new_farmland_area=None), approved_plots=(PLOT,)), "design-area")
    assert [(f.severity, f.field) for f in emptied] == [(Severity.NOTE, "reclaimed_area")]
    assert "复垦面积等 2 处" in emptied[0].message
    assert not found(designed(approved_plots=(replace(PLOT, reclaimed_area=None),)), "design-area")


BASIS = DesignBasis(project_id="p", region="黄土高原区")
TARGETS = shipped_standards().targets
HERE = replace(PLOT, reclaim_class="0103")


def standing_on(*items, plot=HERE, facts=None, **more):
    design = Design(basis=BASIS, plots=(facts or PlotDesign(plot_id=plot.id),), items=items)
    return replace(designed(plot, design=design), targets=TARGETS, **more)


def test_earth_to_fill_with_that_nobody_brings():
    facts = PlotDesign(plot_id=HERE.id, cut_volume=Decimal(100), fill_volume=Decimal(130), topsoil_area=Decimal(0),
                       topsoil_thickness=Decimal(0), cover_thickness=Decimal(0))
    (made,) = found(standing_on(facts=facts), "design-soil")
    assert (made.severity, made.subject_id, made.measured) == (Severity.WARNING, HERE.id, "30.00 m³")
    assert "缺少的填方土" in made.label
    assert not found(standing_on(facts=replace(facts, fill_volume=Decimal(100))), "design-soil")


def test_a_slope_steeper_than_wanted_of_the_land():
    (made,) = found(standing_on(facts=PlotDesign(plot_id=HERE.id, slope_after=Decimal("25.5"))), "design-slope")
    assert (made.subject, made.subject_id, made.field, made.measured) == ("plot_design", HERE.id, "slope_after", "0.5 °")
    assert "旱地限值 25.0°（待核实）" in made.message
    assert not found(standing_on(facts=PlotDesign(plot_id=HERE.id, slope_after=Decimal(25))), "design-slope")


def test_a_slope_that_is_not_known_is_one_note():
    def noted(*facts, **more):
        plots = tuple(old("1", code=f"CJ-{at}", reclaim_class="0103", id=f"plot{at}") for at in range(len(facts)))
        designs = tuple(PlotDesign(plot_id=p.id, slope_after=slope) for p, slope in zip(plots, facts, strict=True))
        design = Design(basis=more.pop("basis", BASIS), plots=designs)
        (made,) = found(replace(designed(*plots, design=design), targets=more.pop("targets", TARGETS)), "design-slope")
        assert (made.severity, made.undetermined) == (Severity.NOTE, True)
        return made
    several = noted(None, Decimal(3), None)
    assert (several.subject, several.subject_id, several.field) == ("plot_design", "plot0", "slope_after")
    assert "地块 CJ-0 设计坡度等 2 处" in several.message
    regionless = noted(Decimal(3), None, basis=None)
    assert (regionless.subject, regionless.field) == ("design_basis", "region")
    blank = tuple(replace(t, limits=tuple(replace(s, value=None) for s in t.limits)) for t in TARGETS)
    assert "旱地的坡度限值" in noted(Decimal(3), targets=blank).message
    forest = replace(HERE, reclaim_class="0301")
    assert not found(standing_on(plot=forest), "design-slope")  # nothing is wanted of its slope


def test_topsoil_that_is_still_short():
    facts = PlotDesign(plot_id=HERE.id, cover_thickness=Decimal("0.5"), soil_thickness=Decimal(0), topsoil_area=Decimal(0),
                       topsoil_thickness=Decimal(0))
    (made,) = found(standing_on(facts=facts), "design-soil")
    assert (made.subject_id, made.measured) == (HERE.id, "6,000.00 m³")


def test_a_work_without_quantity_says_why_and_leads_there():
    items = (WorkItem(HERE.id, name="平整", unit="㎡", formula="复垦面积"), WorkItem(HERE.id, 1, name="覆土", unit="m³", formula="复垦面积 ÷ 0"),
             WorkItem(HERE.id, 2, name="翻耕"))
    (made,) = found(standing_on(*items), "design-works")  # one of each plot, however many works
    assert (made.subject, made.subject_id, made.field, made.measured) == ("work_item", items[1].id, "formula", "2 项")
    assert "“覆土”" in made.message
    assert "除" in made.message
    assert "“翻耕”" in made.message
    many = [replace(items[2], id=f"w{at}", position=at) for at in range(2000)]
    (made,) = found(standing_on(*many), "design-works")
    assert "等 2000 项" in made.message
    assert len(made.message) < 200


def test_what_a_household_does_itself_is_not_the_contractors_work():
    household = Household(project_id="p", plot_id=HERE.id, head_name="甲", homestead_area=Decimal(300), house_area=Decimal(120),
                          house_structure=HouseStructure.BRICK_CONCRETE)
    itself = Agreement(project_id="p", household_id=household.id, kind=AgreementKind.DEMOLISH, state=AgreementState.PRINTED,
                       demolition_way=WorkWay.SELF)
    whole = WorkItem(HERE.id, name="砖混房屋拆除", unit="㎡", formula="全部砖混房屋面积")
    part = WorkItem(HERE.id, 1, name="砖混房屋拆除", unit="㎡", formula="砖混房屋面积")
    own = replace(whole, position=2, doer=Doer.HOUSEHOLD, id="own")
    of = standing_on(whole, part, own, households=(household,), agreements=(itself,))
    (made,) = found(of, "design-once")
    assert (made.severity, made.subject_id) == (Severity.ERROR, whole.id)
    assert [line.quantity for line in work_lines(of)] == [Decimal("120.00"), Decimal(0), Decimal("120.00")]
    hauled = WorkItem(HERE.id, 3, name="清运", unit="m³", formula="农户拆除 × 0.6m", id="hauled")
    theirs = replace(own, name="农户拆除")
    (named,) = found(standing_on(theirs, hauled, households=(household,), agreements=(itself,)), "design-once")
    assert named.subject_id == hauled.id
    organised = replace(itself, demolition_way=WorkWay.ORGANISED)
    assert not found(replace(of, agreements=(organised,)), "design-once")
    withdrawn = replace(itself, state=AgreementState.VOID)
    assert not found(replace(of, agreements=(withdrawn,)), "design-once")


def test_measured_soil_that_falls_short_of_the_target():
    short = QualityMeasurement(plot_id=HERE.id, indicator="有效土层厚度", value=Decimal(40), sample_number="T-1")
    of = standing_on()
    of = replace(of, design=replace(of.design, measurements=(short,)))
    (made,) = found(of, "design-quality")
    assert (made.subject, made.subject_id) == ("quality_measurement", HERE.id)
    enough = replace(of, design=replace(of.design, measurements=(replace(short, value=Decimal(80)),)))
    (open_,) = found(enough, "design-quality")
    assert (open_.severity, open_.undetermined) == (Severity.NOTE, True)
    assert "土壤容重未检测" in open_.message


def rows(of):
    return {r.row.id: r for r in rows_with_state(of, shipped().values()) if r.row.id in ("A22-01", "A22-04", *(f"L-{n}" for n in range(12, 17)))}


def test_the_rows_of_the_design_before_it_is_begun_and_when_all_is_in_order():
    before = rows(designed(design=Design()))
    assert len(before) == 7
    assert {r.state for r in before.values()} == {RowResult.UNDETERMINED}
    assert not [f for f in findings(designed(design=Design()), shipped().values()) if f.rule_id.startswith(("design-", "R19"))]
    facts = PlotDesign(plot_id=HERE.id, slope_after=Decimal(3), cover_thickness=Decimal("0.5"), topsoil_area=Decimal(12000),
                       topsoil_thickness=Decimal("0.5"))
    work = WorkItem(HERE.id, name="平整", unit="㎡", formula="复垦面积", price=Decimal(5))
    of = standing_on(work, facts=facts, approved_plots=(HERE,), plan_versions=(VERSION,), plan_approvals=(APPROVED,))
    after = {id_: r.state for id_, r in rows(of).items()}
    assert after.pop("L-13") is not RowResult.MET  # no fee schedule here: the cost is not known
    assert {id_ for id_, state in after.items() if state is RowResult.MET} == {"A22-01", "L-12", "L-14", "L-15"}
    assert {after["A22-04"], after["L-16"]} == {RowResult.UNDETERMINED}  # neither begun nor measured


def test_of_a_quantity_typed_as_it_is_nobody_can_tell_whether_it_is_the_households_too():
    household = Household(project_id="p", plot_id=HERE.id, head_name="甲", house_area=Decimal(120), house_structure=HouseStructure.BRICK_CONCRETE)
    itself = Agreement(project_id="p", household_id=household.id, kind=AgreementKind.DEMOLISH, state=AgreementState.PRINTED,
                       demolition_way=WorkWay.SELF)
    typed = WorkItem(HERE.id, category=WorkCategory.CLEARING, name="房屋拆除", unit="㎡", formula="360")
    more = tuple(replace(typed, id=f"more{at}", name=f"围墙{at}") for at in range(3))
    road = replace(typed, id="road", name="生产路", category=WorkCategory.ROADS)
    of = standing_on(typed, *more, road, households=(household,), agreements=(itself,))
    (made,) = found(of, "design-once")
    assert (made.severity, made.subject_id) == (Severity.NOTE, typed.id)
    assert "等 4 处" in made.message
    assert not found(standing_on(road, households=(household,), agreements=(itself,)), "design-once")
    assert not found(replace(of, agreements=()), "design-once")


BEGUN = PlotStage(plot_id=PLOT.id, began_on=date(2018, 6, 10))
ACCEPTED = Acceptance(project_id="p", authority="市局", number="市验〔2018〕1号", accepted_on=date(2018, 6, 18))


def test_works_and_acceptance_want_an_approved_design_under_a():
    approved = replace(APPROVED, version_id=OF_DESIGN.id, approved_on=date(2018, 6, 15), id="ok")
    of = designed(carrying=Carrying(stages=(BEGUN,), acceptances=(ACCEPTED,)))
    made = found(of, "R19-works", "R19-acceptance")
    assert [(f.severity, f.subject) for f in made] == [(Severity.WARNING, "plan_version")] * 2
    assert [f.measured for f in made] == ["1 项", "1 次"]
    assert "最早开工 2018-06-10，复垦设计没有登记批复" in made[0].message
    assert rows(of)["A22-04"].state is RowResult.DOUBTFUL
    assert not found(replace(of, project=replace(of.project, packs=("B",))), "R19-works", "R19-acceptance")
    approved_since = replace(of, plan_versions=(OF_DESIGN,), plan_approvals=(approved,))
    (early,) = found(approved_since, "R19-works", "R19-acceptance")
    assert (early.rule_id, early.subject, early.subject_id) == ("R19-works", "plot_stage", PLOT.id)
    in_time = replace(approved_since, carrying=Carrying(stages=(replace(BEGUN, began_on=date(2018, 6, 15)),), acceptances=(ACCEPTED,)))
    assert not found(in_time, "R19-works", "R19-acceptance")
    assert rows(in_time)["A22-04"].state is RowResult.MET
    too_early = replace(in_time, carrying=Carrying(acceptances=(replace(ACCEPTED, accepted_on=date(2018, 6, 14)),)))
    assert [(f.subject, f.subject_id) for f in found(too_early, "R19-works", "R19-acceptance")] == [("acceptance", ACCEPTED.id)]
    corrected = replace(ACCEPTED, id="x", revokes_id=ACCEPTED.id)
    assert not found(replace(too_early, carrying=Carrying(acceptances=(ACCEPTED, corrected))), "R19-works", "R19-acceptance")


def test_what_is_open_in_a_settlement_is_a_finding_that_leads_to_its_row():
    plot = settlement("0.5", code="AZ-01")
    house = SettlementHouse(plot_id=plot.id, number="1-101", household_id="h", moved_in_on=date(2018, 6, 1))
    of = dossier(plot, packs=("A",))
    assert not found(of, "settlement-ready")
    (made,) = found(replace(of, carrying=Carrying(houses=(house,))), "settlement-ready")
    assert (made.subject, made.subject_id) == ("settlement_house", house.id)
    assert "工程质量、消防还没有检查合格的记录" in made.message
    checks = tuple(SettlementCheck(plot_id=plot.id, kind=kind, item="检查", passed=True, checked_on=date(2018, 5, 1)) for kind in SettlementCheckKind)
    assert not found(replace(of, carrying=Carrying(houses=(house,), checks=checks)), "settlement-ready")
