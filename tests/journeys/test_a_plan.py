"""An officer's days with a plan, from the files to the packet, its approval and its amendment, under both policies.

Areas, persons and amounts are worked out here once more by plain arithmetic from what was entered; text, tables, workbooks and
coordinates have to agree with that.
"""

from decimal import Decimal

import pytest

from linkdesk.actions.demo import SAMPLE
from linkdesk.actions.projects import NewProject
from linkdesk.domain.directory import Officer
from linkdesk.domain.words import AuthorityKind
from tests.journeys import plan_work as work
from tests.journeys.plan_amendment import amend
from tests.journeys.plan_inputs import PLANS, Ground, grounds, whole
from tests.journeys.plan_papers import (
    Tables,
    agree,
    coordinates_agree,
    of_land,
    of_money,
    of_new_side,
    of_old_side,
    of_people,
    packet,
    tables_agree,
    words,
)
from tests.journeys.plan_sums import land, money, people
from tests.journeys.planner import Planner

SECOND = NewProject(name="江北县双河乡增减挂钩项目区", county="江北县人民政府", city="达川市人民政府", township="双河乡", packs=("B",),
                    villages=("红岩村", "石桥村", "大垭村"))


@pytest.fixture
def at_work(empty_desk, open_window, qtbot):
    empty_desk.sign_in(Officer(name="王建国", office="岚川县国土资源局"))
    return lambda wanted: Planner(empty_desk, wanted, open_window, qtbot)


def test_a_plan_without_trade_from_its_files_to_its_amendment(at_work, tmp_path):
    officer, ground = at_work(SAMPLE), grounds("plots_qingshi.txt")
    work.take_plots_in(officer, "plots_qingshi.txt")
    work.take_households_in(officer, "survey_qingshi.xlsx")
    work.the_project_is_told(officer, whole())
    work.plots_are_filled_in(officer, ground)
    work.land_is_told_class_by_class(officer, "CJ-SG-01")
    work.place(officer)
    homes = officer.dossier.households
    work.cost_and_money(officer, money(homes, ground)["loan"])
    work.schedule_and_tenure(officer)
    work.the_text_is_written(officer)
    work.annexes_are_attached(officer, tmp_path)
    work.refusals_are_judged(officer)
    assert officer.rules() == {"R18-refusal"}, "what a person judged stays to be seen, everything else is put right"
    looked_at(officer)
    folder = packet(officer, "plan", tmp_path / "材料", final=True)
    papers_agree(folder, land(ground), money(homes, ground), people(homes))
    coordinates_agree(folder / "坐标文件.txt", ground)
    amend(officer, tmp_path, land(ground))


def looked_at(officer):
    """The plan on screen as it will be printed, and every page of it drawn."""
    page = officer.open("preview", "plan")
    officer.idle()
    assert len(page.made.sizes) > 10
    assert not page.sheets.grab().isNull()


def papers_agree(folder, land, money, people):
    text = words(folder / "申报材料.pdf")
    assert "草稿" not in text
    assert "［待补" not in text
    agree(text, *of_land(land), *of_money(money), *of_people(people))
    tables_agree(Tables(next(folder.glob("附件* 附表.xlsx"))), land, money, people)


def test_a_plan_with_trade_is_two_papers_each_of_its_own_land(at_work, tmp_path):
    officer, ground = at_work(SAMPLE), grounds("plots_qingshi.txt")
    work.take_in(officer, "plots_qingshi.txt", "survey_qingshi.xlsx", ground)
    officer.put(officer.project, **whole(surplus_trade="是", quota_assigned="2.68"), **PLANS)
    work.builds_elsewhere(officer, "岚阳经济技术开发区管理委员会", AuthorityKind.DEVELOPMENT_ZONE)
    folder = packet(officer, "plan", tmp_path / "材料", final=False)
    old, new = (words(folder / f"申报材料（{side}）.pdf") for side in ("拆旧区", "建新区"))
    sums = land(ground, own=("安置",))
    agree(old, *of_old_side(sums), ("购入#公顷", "2.68"))
    agree(new, *of_new_side(sums, "2.60"), ("取得的指标为#公顷", "2.68"))
    assert "CJ-SG-01" not in new
    assert Tables(folder / "附件2 附表（拆旧区）.xlsx").cell("附表9", "节余指标", "建设用地") == sums["surplus"]
    assert Tables(folder / "附件2 附表（建新区）.xlsx").cell("附表4", "合计", "总面积") == sums["new"]
    for side, uses in (("拆旧区", ("拆旧", "安置")), ("建新区", ("建新",))):
        coordinates_agree(folder / f"坐标文件（{side}）.txt", [g for g in ground if g.use in uses])


def test_a_plan_of_the_producing_county_and_two_where_the_city_invests(at_work, tmp_path):
    officer, ground = at_work(SECOND), grounds("plots_shuanghe.txt")
    work.take_in(officer, "plots_shuanghe.txt", "survey_shuanghe.xls", ground)
    told = whole(surplus_trade="是", special_plan="江北县增减挂钩专项规划", special_plan_on="2018-01-10")
    officer.put(officer.project, **told, **PLANS)
    assert officer.faults() == {"R17"}, "some do not agree: what is broken is the consent that the county asks for"
    sums = land(ground)
    text = words(packet(officer, "plan", tmp_path / "材料", final=False) / "申报材料.pdf")
    assert "实施规划申报材料" in text
    agree(text, ("拆旧区总面积#公顷", sums["old"]), ("新增耕地#公顷", sums["gained"]), ("人均#㎡", sums["per_person"]),
          ("按耕地测算，为#公顷", sums["surplus_farmland"]), ("后的余额，为#公顷", sums["surplus"]))

    work.the_city_invests(officer, "达川市经济开发区管理委员会", Ground("CR-01", "建新", Decimal("2"), Decimal("2")))
    folder = packet(officer, "plan", tmp_path / "市级投资", final=False)
    old, new = (words(folder / f"申报材料（{side}）.pdf") for side in ("拆旧区", "建新区"))
    city = (sums["surplus"] * Decimal("0.4")).quantize(Decimal("0.0001"), "ROUND_HALF_UP")
    agree(old, *of_old_side(sums), ("市级#公顷", city), ("县级#公顷", sums["surplus"] - city))
    agree(new, *of_new_side(sums | {"new": Decimal(2)}, "1.92"), ("取得的指标为#公顷", "2"))
