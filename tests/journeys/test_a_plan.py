"""An officer's days with a plan, from the files to the packet, its approval and its amendment, under both policies.

Areas, persons and amounts are worked out here once more by plain arithmetic from what was entered; text, tables, workbooks and
coordinates have to agree with that.
"""

import pytest

from linkdesk.actions.demo import SAMPLE
from linkdesk.domain.directory import Officer
from tests.journeys import plan_work as work
from tests.journeys.plan_amendment import amend
from tests.journeys.plan_inputs import grounds, whole
from tests.journeys.plan_papers import (
    Tables,
    agree,
    coordinates_agree,
    of_land,
    of_money,
    of_people,
    packet,
    tables_agree,
    words,
)
from tests.journeys.plan_sums import land, money, people
from tests.journeys.planner import Planner


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
    folder = packet(officer, "plan", tmp_path / "材料")
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
