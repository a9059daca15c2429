"""The work on a plan, step by step, as an officer of the first sample township does it; after each step some findings are gone."""

from __future__ import annotations

from decimal import Decimal

import pikepdf

from linkdesk import paths
from linkdesk.actions import agreements, annexes, edits, households, plan_reading, plans, plots, surveys
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority
from linkdesk.domain.household import Household
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.planning_words import AnnexState, LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import AuthorityKind, PlotUse, Severity
from tests.journeys.plan_inputs import COUNTY_MONEY, ITEM_HEADS, ITEMS, NEW_FARMLAND, PLANS, fields
from tests.ui.typing import enter

RIGHT = {"head_name": lambda at: f"补名{'甲乙丙丁戊'[at % 5]}", "surveyed_on": lambda at: "2018-05-20", "population": lambda at: "4",
         "homestead_area": lambda at: str(280 + at), "id_number": lambda at: _number(f"14992319700101{300 + at}")}
OWN_TEXT = "按实地调查编写：拆旧区{old_area}公顷，复垦新增耕地{new_farmland_area}公顷，摸底农户{household_count}户，总投资{investment_total}万元。"
RATES = {"demolition_reward_per_person": "", "reclamation_reward_per_person": "", "agreement_pair": "", "surplus_basis": "", "area_basis": "",
         "acceptance_level": "乡级复验", "demolition_reward_other_way_per_person": "8000", "demolition_reward_late_per_person": "5000",
         "housing_subsidy_concentrated_per_person": "", "housing_subsidy_scattered_per_person": "",
         "housing_subsidy_synchronous_per_person": "", "guide_price": "30"}


def _number(body):
    return body + check_digit(body)


def take_plots_in(officer, name):
    """Read a file of plots, look at it, take it in."""
    page = officer.open("plots_import")
    page.read(paths.SAMPLES / name)
    officer.idle()
    assert not any(each.existing for each in page.incoming)
    page.main_action.trigger()
    officer.idle()
    assert officer.window.page.key == "plots"


def take_households_in(officer, name):
    """Read the survey, take it in, and put right what the rows that are held lack."""
    officer.open("import").read(paths.SAMPLES / name)
    officer.idle()
    officer.window.page.main_action.trigger()
    officer.idle()
    desk = officer.desk
    for at, problem in enumerate(desk.store.load(Problem)):
        if problem.severity is Severity.ERROR:
            home = desk.store.get(Household, problem.household_id)
            desk.do(households.correct(desk, home, problem.field, RIGHT[problem.field](at)))
    assert not officer.dossier.held


def take_in(officer, plots_name, survey_name, grounds):
    """The same in short, without the window: files taken in, every plot filled in."""
    desk, project_id = officer.desk, officer.project_id
    desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / plots_name), project_id))
    desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / survey_name), project_id))
    for ground in grounds:
        officer.put(officer.plot(ground.code), **fields(ground), stated_area=str(ground.area))


def builds_elsewhere(officer, name, kind):
    """Another body builds on the quota, and answers for the plan of the new side."""
    body = Authority(name=name, kind=kind)
    officer.desk.do(Change("登记单位", after=(body,)))
    officer.desk.do(edits.set_value(officer.project, "new_side_id", body.id))


def the_city_invests(officer, name, ground):
    """The city pays, a county that uses it builds on one plot more, and the surplus is shared four to six."""
    builds_elsewhere(officer, name, AuthorityKind.DEVELOPMENT_ZONE)
    plot = Plot(project_id=officer.project_id, code=ground.code, use=PlotUse.NEW, land_class="0103", stated_area=ground.area * 10000)
    officer.desk.do(Change("登记地块", after=(plot,)))
    officer.put(plot, **fields(ground))
    officer.put(officer.project, city_invested="是", quota_assigned=str(ground.area))
    officer.confirm("达市府发〔2018〕7号", city_share="40")


def place(officer):
    """Every homestead onto an old plot of its village, each onto the one with most room left; in the room for it."""
    page = officer.open("placing")
    wanted = dict(_where(officer.dossier))
    for plot_id in dict.fromkeys(wanted.values()):
        page.table.select(plot_id)
        model = page.households.view.selectionModel()
        model.clearSelection()
        for at, row in enumerate(page.households.model.rows):
            if wanted[row.id] == plot_id:
                model.select(page.households.view.model().index(at, 1), model.SelectionFlag.Select | model.SelectionFlag.Rows)
        page.give.click()
        officer.idle()
    assert {h.id: h.plot_id for h in officer.dossier.households} == wanted
    assert "R23" not in officer.rules()


def _where(dossier):
    for village in dossier.villages:
        room = {p.id: p.plane_area for p in dossier.plots_of(PlotUse.OLD) if p.village_id == village.id}
        for home in (h for h in dossier.households if h.village_id == village.id):
            most = max(room, key=room.get)
            room[most] -= home.homestead_area
            yield home.id, most


def plots_are_filled_in(officer, grounds):
    """Fields of every plot; one is led to by its finding and typed in its form, one is told class by class in its table."""
    for ground in grounds:
        officer.put(officer.plot(ground.code), **fields(ground))
    wrong = next(g for g in grounds if abs(g.area - g.stated) > Decimal("0.01"))
    assert "R13" in officer.faults()
    page = officer.open("plots", officer.plot(wrong.code).id, "stated_area")
    enter(officer.qtbot, page.form.boxes["stated_area"].widget, str(wrong.area))
    officer.idle()
    assert "R13" not in officer.rules()


def land_is_told_class_by_class(officer, code):
    page = officer.open("plots", officer.plot(code).id, "code")
    page.tabs.setCurrentIndex(1)
    officer.paste(page.land.sides[LandSide.AFTER].table, ("地类", "面积（公顷）", "等别"), *NEW_FARMLAND)
    told = officer.plot(code)
    assert (told.new_farmland_area, told.quality_grade) == (Decimal(6551), Decimal("10.9"))


def the_project_is_told(officer, typed):
    """The facts of the project: until both plans are named that it conforms to, this is an error."""
    assert "R14" in officer.faults()
    officer.put(officer.project, **typed)
    page = officer.open("overview", "", "land_plan")
    for name, text in PLANS.items():
        enter(officer.qtbot, page.form.boxes[name].widget, text)
        officer.idle()
    assert "R14" not in officer.rules()


def cost_and_money(officer, loan):
    """Rates confirmed, agreements drafted, the estimate pasted, sources typed until they meet it."""
    officer.confirm("晋政办发〔2017〕91号", **RATES)
    officer.desk.do(agreements.draft(officer.desk, officer.project_id))
    page = officer.open("finance")
    officer.paste(page.items.table, ITEM_HEADS, *ITEMS)
    officer.paste(page.sources.table, ("来源类别", "来源", "金额（万元）"), ("财政资金", "县财政预算", str(COUNTY_MONEY)))
    assert "funds-balance" in officer.faults()
    officer.paste(page.sources.table, ("来源类别", "来源", "金额（万元）"), ("银行贷款", "农发行贷款", str(loan)))
    assert "funds-balance" not in officer.rules()


def schedule_and_tenure(officer):
    officer.open("schedule").generate()
    officer.idle()
    page = officer.open("tenure")
    names = [column.name for column in page.rows.model.columns]
    for name, text in (("holder_after", "上沟村一组农民集体"), ("basis", "村民会议决议")):
        row = next(at for at, line in enumerate(page.rows.model.rows) if line.plot_id == "CJ-SG-01")
        page.rows.model.setData(page.rows.model.index(row, 1 + names.index(name)), text)
        officer.idle()
    [change] = officer.dossier.tenure_changes
    assert (change.holder_after, change.basis) == ("上沟村一组农民集体", "村民会议决议")


def the_text_is_written(officer):
    """One section at the window, a figure picked by initials; the others by the same means the window uses."""
    officer.write("natural_conditions", "项目区属黄土丘陵区，拆旧区", "cjqzmj", "old_area", "公顷。")
    for kind in plans.kinds(officer.desk, officer.project_id):
        asks = {ask.key: ask for passage in plans.outline(officer.desk, officer.project_id, kind) for ask in passage.asks}
        for key, ask in asks.items():
            if not plans.written(officer.dossier, key):
                officer.desk.do(plans.write(officer.desk, officer.project_id, ask, OWN_TEXT))
    assert plans.written(officer.dossier, "natural_conditions") == "项目区属黄土丘陵区，拆旧区{old_area}公顷。"


def annexes_are_attached(officer, folder):
    """A paper for each line by drop; for some a reason why none is needed."""
    page = officer.open("annexes")
    lacking = [row.id for row in page.list.model.rows if row.line.state is AnnexState.MISSING]
    for code in lacking[2:]:
        officer.drop(page, code, _paper(folder / f"{code}.pdf"))
    for code in lacking[:2]:
        officer.desk.do(annexes.set_not_needed(officer.desk, officer.project_id, code, "由县里统一报送"))
    officer.idle()
    assert not [row for row in officer.open("annexes").list.model.rows if row.line.state is AnnexState.MISSING]
    return lacking[2:]


def _paper(path):
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path)
    return path


def refusals_are_judged(officer):
    """What a refusal of the three kinds comes to is for a person to say, in the room of the clauses; until then the plan lacks it."""
    assert "R18-refusal" in officer.rules()
    assert gaps(officer) == ["人工判断"], gaps(officer)
    page = officer.open("clauses")
    for row in ("A/A32-03", "A/A32-04", "A/A32-05"):
        assert page.table.select(row)
        assert page.judging.isVisibleTo(page)
        page.met.click()
        page.basis.setText("入户谈话记录：本人继续居住，腾退后再复垦")
        page.save.click()
        officer.idle()
    assert gaps(officer) == [], gaps(officer)


def gaps(officer):
    """What the plans still lack, as the list of their chapters tells it."""
    return [gap for kind in plans.kinds(officer.desk, officer.project_id)
            for passage in plans.outline(officer.desk, officer.project_id, kind) for gap in plan_reading.lacking(passage)]
