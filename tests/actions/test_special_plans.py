"""The county's special plan: compiled, consulted on, approved by its matter, projects in it and what is left; refusals in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import (
    demo_special_plan,
    matter_entries,
    opinions,
    special_plan_rows,
    special_plan_state,
    special_plan_taken,
    special_plans,
    village_potentials,
)
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Township, Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import LinkedPlan
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.special_plan_standing import told_plan_of
from linkdesk.domain.words import PlotUse, RelocationType
from tests.actions.walked_matters import last, opened, project_of, through

HECTARE = Decimal(10000)


@pytest.fixture
def county(tmp_path):
    desk, project_id = project_of(tmp_path / "工作区", "B")
    body = desk.store.get(Project, project_id).responsible_id
    desk.do(special_plans.add(desk, body, project_id))
    return desk, project_id, desk.store.load(SpecialPlan)[0]


def put(desk, plan, **typed):
    for name, text in typed.items():
        desk.do(special_plans.set_plan_field(desk, plan, name, text))
    return desk.store.get(SpecialPlan, plan.id)


def arranged(desk, plan, project_id=None, **areas):
    desk.do(special_plan_rows.add_project(desk, plan))
    row = special_plan_rows.projects(desk, plan)[-1]
    for name, text in areas.items():
        desk.do(special_plan_rows.set_project_field(desk, row, name, text))
    if project_id:
        desk.do(special_plan_rows.set_linked(desk, row, project_id))
    return desk.store.get(PlannedProject, row.id)


def found(desk, project_id, rule):
    return [f for f in desk.findings(project_id) if f.rule_id == rule]


def old_land(desk, project_id, hectares, **more):
    area = Decimal(hectares) * HECTARE
    desk.do(Change("地块", after=(Plot(project_id=project_id, code=f"G{hectares}", use=PlotUse.OLD, stated_area=area, reclaimed_area=area, **more),)))


def test_a_plan_is_begun_for_the_five_years_the_day_lies_in(county):
    desk, project_id, plan = county
    assert (plan.from_year, plan.to_year, plan.project_id) == (2016, 2020, project_id)
    assert plan.name.endswith("增减挂钩专项规划（2016—2020年）")
    with pytest.raises(KnownError, match="还没有选择编制单位"):
        special_plans.add(desk, "", project_id)
    desk.do(special_plans.remove(desk, plan))
    assert not desk.store.load(SpecialPlan)
    desk.undo()
    assert desk.store.load(SpecialPlan) == [plan]


@pytest.mark.parametrize(("name", "text", "says"), [
    ("to_year", "2010", "目标年早于起始年"), ("approved_on", "2099-01-01", "以后"), ("name", " ", "不能为空"), ("old_area", "很多", "面积")])
def test_what_cannot_be_is_refused_and_nothing_changes(county, name, text, says):
    desk, _, plan = county
    with pytest.raises(KnownError, match=says):
        put(desk, plan, **{name: text})
    assert desk.store.get(SpecialPlan, plan.id) == plan


def test_filing_does_not_come_before_approval(county):
    desk, _, plan = county
    put(desk, plan, approver="达川市国土资源局", approval_number="达市国土资函〔2017〕8号", approved_on="2017-03-01")
    with pytest.raises(KnownError, match="早于批准日期"):
        put(desk, plan, filed_on="2017-02-01")


def test_what_was_approved_stays_until_the_approval_entered_by_hand_is_cleared(county):
    desk, project_id, plan = county
    row = arranged(desk, plan, old_area="10")
    plan = put(desk, plan, approved_on="2017-03-01")
    with pytest.raises(KnownError, match="内容不能改动"):
        put(desk, plan, old_area="20")
    for refused in (lambda: special_plan_rows.set_project_field(desk, row, "old_area", "20"), lambda: special_plan_rows.add_project(desk, plan),
                    lambda: special_plan_rows.remove_projects(desk, [row]), lambda: village_potentials.take_proposals(desk, plan),
                    lambda: special_plan_rows.set_link_field(desk, plan, special_plan_rows.links(desk, plan)[0], "title", "x")):
        with pytest.raises(KnownError, match="内容不能改动"):
            refused()
    with pytest.raises(KnownError, match="没有删除"):
        special_plans.remove(desk, plan)
    desk.do(special_plan_rows.set_linked(desk, row, project_id))  # which project a row became is told later
    desk.do(special_plan_rows.set_project_field(desk, row, "note", "已立项"))
    put(desk, put(desk, plan, approved_on=""), old_area="20")


def test_from_compiling_to_approval_filing_and_what_is_left(county):
    """The journey: compiled, consulted on, approved and filed by its matter, the project in it takes its share."""
    desk, project_id, plan = county
    put(desk, plan, old_area="20", new_area="12", surplus_area="8", scale="全县拆旧 20 公顷。", layout="三个乡镇。", timing="三年。",
        measures="责任到人。")
    row = arranged(desk, plan, project_id, old_area="10", new_area="6", surplus_area="10")
    assert found(desk, project_id, "R37-links")[0].message.startswith("土地整治规划、经济社会发展规划")
    for link in special_plan_rows.links(desk, plan):
        desk.do(special_plan_rows.set_link_field(desk, plan, link, "title", f"{link.plan}（2016—2020年）"))
        desk.do(special_plan_rows.set_link_field(desk, plan, link, "how", "布局一致"))
    assert not found(desk, project_id, "R37-links")
    assert [f.field for f in found(desk, project_id, "R37")] == ["approved_on"]
    matter = opened(desk, project_id, "B-SPECIAL-PLAN")
    desk.do(opinions.ask_all(desk, project_id, opinions.Asking("专项规划", "2018-05-01"), matter.id))
    assert len(desk.dossier(project_id).approvals.opinions) == 10
    through(desk, matter, until=3)
    now = desk.store.get(SpecialPlan, plan.id)
    entry = last(desk, matter)
    assert (now.approval_number, now.approved_on) == (entry.number, entry.acted_on)
    assert now.approver
    assert desk.store.get(Project, project_id).special_plan_on is None  # told once, by the plan
    assert told_plan_of(desk.dossier(project_id)).approved_on == entry.acted_on
    with pytest.raises(KnownError, match="到“审批”里更正"):
        put(desk, now, approved_on="2018-01-01")
    assert not found(desk, project_id, "R37")
    assert not found(desk, project_id, "R37-place")
    opened(desk, project_id, "B-PLAN")
    through(desk, matter)
    filed = desk.store.get(SpecialPlan, plan.id)
    assert (filed.filing_number, filed.filed_on) == (last(desk, matter).number, last(desk, matter).acted_on)
    _takes_its_share(desk, project_id, filed, row)


def _takes_its_share(desk, project_id, plan, row):
    old_land(desk, project_id, 4)
    place, = special_plan_taken.standing_of(desk, plan).places
    assert (place.taken.areas.old_area, place.left.old_area) == (4, 10)  # nothing is taken off before approval
    project = desk.store.get(Project, project_id)
    desk.do(Change("批准", before=(project,), after=(replace(project, approval_number="川自然资〔2018〕9号", approved_on=date(2018, 6, 30)),)))
    standing = special_plan_taken.standing_of(desk, plan)
    assert (standing.places[0].left.old_area, standing.left.old_area, standing.used.old_area) == (6, 16, 4)
    old_land(desk, project_id, 7)
    over, = found(desk, project_id, "R37-area")
    assert (over.subject, over.subject_id, over.field, over.measured) == ("planned_project", row.id, "old_area", "1.0000 公顷")
    assert special_plan_taken.standing_of(desk, plan).places[0].over == {"old_area": Decimal("1.0000")}


def test_a_correction_takes_approval_and_filing_back(county):
    desk, project_id, plan = county
    matter = opened(desk, project_id, "B-SPECIAL-PLAN")
    through(desk, matter)
    assert desk.store.get(SpecialPlan, plan.id).filed_on
    desk.do(matter_entries.correct(desk, last(desk, matter), "登错"))
    assert desk.store.get(SpecialPlan, plan.id).filed_on is None
    desk.do(matter_entries.correct(desk, last(desk, matter), "登错"))  # the sending to be filed
    desk.do(matter_entries.correct(desk, last(desk, matter), "登错"))
    now = desk.store.get(SpecialPlan, plan.id)
    assert (now.approver, now.approval_number, now.approved_on) == ("", "", None)
    with pytest.raises(KnownError, match="批准之后进行"):
        opened(desk, project_id, "B-PLAN")


def test_a_plan_approved_long_ago_counts_for_every_project_of_its_county(county):
    desk, project_id, plan = county
    put(desk, plan, approval_number="达市国土资函〔2017〕8号", approved_on="2017-03-01")
    assert found(desk, project_id, "R37-place")[0].subject == "planned_project"
    assert not found(desk, project_id, "R37")
    opened(desk, project_id, "B-PLAN")
    other = Project(name="别的县的项目", packs=("B",))
    desk.do(Change("新建", after=(other,)))
    assert found(desk, other.id, "R37")


def test_a_project_has_one_place_and_is_found_by_its_name(county):
    desk, project_id, plan = county
    name = desk.store.get(Project, project_id).name
    cells = [["项目名称", "乡镇", "安排年度", "拆旧面积（亩）"], [name, "双河乡", "2018", "150"], ["二期", "", "2019", "30"]]
    columns = ["name", "township", "year", "old_area", "new_area", "surplus_area", "note"]
    desk.do(special_plan_rows.paste_projects(desk, plan, cells, columns))
    first, second = special_plan_rows.projects(desk, plan)
    assert (first.project_id, first.old_area, second.project_id) == (project_id, 10 * HECTARE, None)
    with pytest.raises(KnownError, match="已对应"):
        special_plan_rows.set_linked(desk, second, project_id)
    with pytest.raises(KnownError, match="没有名称相同"):
        special_plan_rows.link_by_name(desk, plan)
    with pytest.raises(KnownError, match="不在规划期"):
        special_plan_rows.paste_projects(desk, plan, [["三期", "", "2031"]], columns)
    desk.do(special_plan_rows.move_project(desk, second, -1))
    assert [r.name for r in special_plan_rows.projects(desk, plan)] == ["二期", name]
    put(desk, plan, old_area="11")
    beyond, = found(desk, project_id, "R37-scale")
    assert (beyond.field, beyond.measured) == ("old_area", "1.0000 公顷")


def test_a_link_is_a_row_once_somebody_writes_of_it(county):
    desk, _, plan = county
    assert [link.plan for link in special_plan_rows.links(desk, plan)] == list(LinkedPlan)
    cells = [["衔接的规划", "规划名称", "衔接情况"], ["产业规划", "县产业规划", "一致"]]
    desk.do(special_plan_rows.paste_links(desk, plan, cells, ["plan", "title", "number", "how"]))
    desk.do(special_plan_rows.paste_links(desk, plan, [cells[0], ["产业规划", "县产业发展规划", "一致"]], ["plan", "title", "number", "how"]))
    stored, = desk.store.load(PlanLink)
    assert stored.title == "县产业发展规划"
    desk.undo()
    desk.undo()
    assert not desk.store.load(PlanLink)


@pytest.fixture
def villages(county):
    """The plan's county with a poor village that was surveyed, one marked as left out, and a village of another township."""
    desk, project_id, plan = county
    far = Township(authority_id=plan.authority_id, name="南山镇")
    there = desk.store.load(Village)
    poor, left = replace(there[0], is_poor=True, in_special_plan=True), replace(there[1], has_relocation=True, in_special_plan=False)
    homes = [Household(project_id=project_id, village=poor.name, head_name=f"户{at}", id_number="", population=3, willing=at < 2,
                       reclaimable_area=Decimal(200), homestead_area=Decimal(250), surveyed_on=date(2018, 3, at + 1),
                       relocation_type=RelocationType.IDLE if at == 0 else None) for at in range(3)]
    desk.do(Change("村", before=tuple(there[:2]), after=(far, Village(township_id=far.id, name=left.name), poor, left, *homes)))
    return desk, project_id, plan, poor, left


def test_the_survey_proposes_and_the_officer_decides(villages):
    desk, _, plan, poor, _ = villages
    row = next(r for r in village_potentials.rows(desk, plan) if r.id == poor.id)
    desk.do(village_potentials.set_field_of(desk, plan, row, "reclaimable_area", "0.05"))
    proposal, = (p for p in village_potentials.proposals(desk, plan) if p.village.id == poor.id)
    assert "农户 3" in proposal.words
    assert "可复垦" not in proposal.words  # somebody wrote it
    desk.do(village_potentials.take_proposals(desk, plan))
    told, = (p for p in desk.store.load(VillagePotential) if p.village_id == poor.id)
    assert (told.households, told.population, told.willing, told.idle_area, told.reclaimable_area, told.surveyed_on) == (
        3, 9, 2, 250, 500, date(2018, 3, 3))
    with pytest.raises(KnownError, match="没有可以补填"):
        village_potentials.take_proposals(desk, plan)
    desk.undo()
    assert next(p for p in desk.store.load(VillagePotential)).households is None


def test_a_poor_village_left_out_is_a_finding_that_leads_to_the_plan(villages):
    desk, project_id, plan, _, left = villages
    finding, untold = found(desk, project_id, "R37-villages")
    assert (finding.subject, finding.subject_id, finding.field) == ("village_potential", left.id, "in_special_plan")
    assert left.name in finding.message
    assert (finding.undetermined, untold.undetermined) == (False, True)
    row = next(r for r in village_potentials.rows(desk, plan) if r.id == left.id)
    desk.do(village_potentials.include(desk, plan, [row], True))
    assert desk.store.get(Village, left.id).in_special_plan is True
    with pytest.raises(KnownError, match="没有选中需要改动的村"):
        village_potentials.include(desk, plan, [row], True)
    assert found(desk, project_id, "R37-potential")[0].measured == "2 个"


HEAD = ["乡镇", "行政村", "可复垦面积（亩）", "农户", "是否贫困村"]
NAMES = ["township", "village", "is_poor", "households", "reclaimable_area"]


def test_villages_are_pasted_by_name_with_the_unit_of_the_heading(villages):
    desk, _, plan, poor, left = villages
    town = desk.store.get(Township, poor.township_id).name
    desk.do(village_potentials.paste(desk, plan, [HEAD, [town, poor.name, "15", "20", "否"], [town, left.name, "1公顷", "5", ""]], NAMES))
    told = {p.village_id: p for p in desk.store.load(VillagePotential)}
    assert [told[v.id].reclaimable_area for v in (poor, left)] == [HECTARE, HECTARE]
    assert desk.store.get(Village, poor.id).is_poor is False
    desk.undo()
    assert not desk.store.load(VillagePotential)
    assert desk.store.get(Village, poor.id).is_poor is True


@pytest.mark.parametrize(("rows", "says"), [
    ([["", "没有的村", "1", "", ""]], "不在本县名录里"), ([["", "LEFT", "1", "", ""]], "几个同名的村"),
    ([["", "POOR", "1", "", ""], ["", "POOR", "2", "", ""]], "重复"), ([["", "POOR", "一堆", "", ""]], "粘贴的第 2 行")])
def test_a_row_that_names_no_one_village_refuses_the_paste(villages, rows, says):
    desk, _, plan, poor, left = villages
    named = [[cell.replace("POOR", poor.name).replace("LEFT", left.name) for cell in row] for row in rows]
    with pytest.raises(KnownError, match=says):
        village_potentials.paste(desk, plan, [HEAD, *named], NAMES)
    assert not desk.store.load(VillagePotential)


def test_figures_of_a_village_that_cannot_be_are_refused(villages):
    desk, _, plan, poor, _ = villages
    row = next(r for r in village_potentials.rows(desk, plan) if r.id == poor.id)
    desk.do(village_potentials.set_field_of(desk, plan, row, "construction_area", "2"))
    with pytest.raises(KnownError, match="大于农村建设用地"):
        village_potentials.set_field_of(desk, plan, row, "reclaimable_area", "30")
    with pytest.raises(KnownError, match="在名录里修改"):
        village_potentials.set_field_of(desk, plan, row, "village", "别的")


def workbook(path, *rows):
    from openpyxl import Workbook
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_is_taken_in_with_its_unit_or_refused_without(villages, tmp_path):
    desk, _, plan, poor, left = villages
    town = desk.store.get(Township, poor.township_id).name
    body = (town, poor.name, 15, 20), (town, left.name, 30, 7)
    listing = village_potentials.understand(workbook(tmp_path / "潜力.xlsx", ("乡镇", "行政村", "可复垦面积（亩）", "农户"), *body))
    desk.do(village_potentials.take_in(desk, plan, listing))
    told = {p.village_id: p for p in desk.store.load(VillagePotential)}
    assert (told[left.id].reclaimable_area, told[left.id].households) == (2 * HECTARE, 7)
    with pytest.raises(KnownError, match="一致"):
        village_potentials.take_in(desk, plan, listing)
    with pytest.raises(KnownError, match="没有写明单位"):
        village_potentials.understand(workbook(tmp_path / "无单位.xlsx", ("乡镇", "行政村", "可复垦面积", "农户"), *body))


def test_the_plan_of_a_county_under_a_says_nothing_of_its_projects(tmp_path):
    desk, project_id = project_of(tmp_path / "工作区", "A")
    body = desk.store.get(Project, project_id).responsible_id
    desk.do(special_plans.add(desk, body, project_id))
    assert not [f for f in desk.findings(project_id) if f.rule_id.startswith("R37")]
    row = arranged(desk, desk.store.load(SpecialPlan)[0], project_id, old_area="3")
    assert special_plan_taken.standing_of(desk, desk.store.load(SpecialPlan)[0]).places[0].id == row.id


def test_the_made_up_plan_lacks_only_its_villages_and_departments(tmp_path):
    desk, project_id = project_of(tmp_path / "工作区", "B")
    town = desk.store.load(Township)[0]
    desk.do(Change("村", after=(Village(township_id=town.id, name="新村", households_known=30),)))
    plan = demo_special_plan.fill(desk, project_id)
    assert not [f for f in desk.findings(project_id) if f.rule_id in ("R37-links", "R37-texts", "R37-scale", "R37-place")]
    open_points = special_plan_state.lacking(desk, plan)
    assert [words[-4:] for words in open_points] == ["没有列入", "征求意见"]
    assert special_plan_state.state_words(plan) == "编制中"
