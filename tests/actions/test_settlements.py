"""安置区建设 and 后续利用 of a real project: one house a household, days in order, checks before moving in, use year by year."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import after_uses, settlements
from linkdesk.domain.carrying_words import FarmerKind, SettlementCheckKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.settlement_standing import settlement_states, without_house
from linkdesk.domain.words import PlotUse, ResettlementChoice
from tests.actions import desks


@pytest.fixture
def desk_and_project(tmp_path):
    desk, project_id = desks.filled(tmp_path / "w")
    desk.do(Change("安置地块", after=(Plot(project_id, code="AZ-99", use=PlotUse.SETTLEMENT, settled_households=2, id="az"),)))
    households = desk.dossier(project_id).households[:3]
    desk.do(Change("安置方式", before=households, after=tuple(replace(h, resettlement_choice=ResettlementChoice.CONCENTRATED) for h in households)))
    return desk, project_id


def state(desk, project_id):
    return next(s for s in settlement_states(desk.dossier(project_id)) if s.plot.id == "az")


def pasted(desk, project_id, *numbers):
    desk.do(settlements.paste_houses(desk, project_id, "az", [[n, "90"] for n in numbers], ("number", "area")))


def test_houses_are_allotted_to_those_who_wait_one_each(desk_and_project):
    desk, project_id = desk_and_project
    pasted(desk, project_id, "1-101", "1-102")
    waiting = without_house(desk.dossier(project_id))
    desk.do(settlements.allot_open(desk, project_id, "az"))
    now = state(desk, project_id)
    assert [h.household_id for h in now.houses] == [h.id for h in waiting[:2]]
    assert now.allotted == 2
    with pytest.raises(KnownError, match="没有空着的住房"):
        settlements.allot_open(desk, project_id, "az")
    desk.do(settlements.add_house(desk, "az"))
    third = state(desk, project_id).houses[-1]
    with pytest.raises(KnownError, match="一户一套"):
        settlements.allot(desk, third, waiting[0].id)
    desk.do(settlements.allot(desk, now.houses[0], None))
    desk.do(settlements.allot(desk, third, waiting[0].id))
    with pytest.raises(KnownError, match="先改为未分配"):
        settlements.remove(desk, [third])
    assert "比方案的安置户数 2 户多" in state(desk, project_id).troubles[0]


def test_numbers_and_days_that_cannot_be(desk_and_project):
    desk, project_id = desk_and_project
    pasted(desk, project_id, "1-101")
    for rows, said in (([["1-101", "90"]], "已经有了"), ([["2", "90"], ["2", "90"]], "已经有了"), ([["", "90"]], "没有房号"),
                       ([["3", "很大"]], "第 1 行")):
        with pytest.raises(KnownError, match=said):
            settlements.paste_houses(desk, project_id, "az", rows, ("number", "area"))
    house = state(desk, project_id).houses[0]
    desk.do(settlements.set_house_field(desk, house, "allotted_on", "2018-05-01"))
    with pytest.raises(KnownError, match="早于分配日期"):
        settlements.set_house_field(desk, house, "moved_in_on", "2018-04-01")
    with pytest.raises(KnownError, match="在今天之后"):
        settlements.set_house_field(desk, house, "moved_in_on", "2018-07-03")
    with pytest.raises(KnownError, match="在今天之后"):
        settlements.paste_houses(desk, project_id, "az", [["7", "2019-01-01"]], ("number", "moved_in_on"))
    assert state(desk, project_id).moved_in == 0


def test_a_pasted_house_names_its_household(desk_and_project):
    desk, project_id = desk_and_project
    first = without_house(desk.dossier(project_id))[0]
    names = ("number", "household_id")
    desk.do(settlements.paste_houses(desk, project_id, "az", [["1-101", first.id_number], ["1-102", ""]], names))
    assert [h.household_id for h in state(desk, project_id).houses] == [first.id, None]
    for rows, said in (([["9", "没有这个人"]], "第 1 行：没有找到"), ([["9", first.id_number]], "一户一套")):
        with pytest.raises(KnownError, match=said):
            settlements.paste_houses(desk, project_id, "az", rows, names)
    free = state(desk, project_id).houses[1]
    second = without_house(desk.dossier(project_id))[0]
    desk.do(settlements.allot_named(desk, project_id, free, second.id_number))
    assert state(desk, project_id).allotted == 2
    desk.do(settlements.allot_named(desk, project_id, state(desk, project_id).houses[1], " "))
    assert state(desk, project_id).allotted == 1


def test_moving_in_waits_for_quality_and_fire_checks(desk_and_project):
    desk, project_id = desk_and_project
    pasted(desk, project_id, "1-101")
    desk.do(settlements.set_house_field(desk, state(desk, project_id).houses[0], "moved_in_on", "2018-06-01"))
    assert "房号 1-101 已有入住日期，却没有分配给农户" in state(desk, project_id).troubles[0]
    desk.do(settlements.allot_open(desk, project_id, "az"))
    assert "工程质量、消防" in state(desk, project_id).troubles[0]
    desk.do(settlements.add_check(desk, "az", kind=SettlementCheckKind.QUALITY, item="竣工验收", passed=True))
    desk.do(settlements.add_check(desk, "az", kind=SettlementCheckKind.FIRE, item="消防通道", passed=False, checked_on=date(2018, 5, 2),
                                  rectify_by=date(2018, 6, 1)))
    told = state(desk, project_id).troubles
    assert "而消防还没有" in told[0]
    assert "整改期限 2018-06-01 已过" in told[1]
    fire = state(desk, project_id).checks[-1]
    with pytest.raises(KnownError, match="早于检查日期"):
        settlements.set_check_field(desk, fire, "rectified_on", "2018-05-01")
    desk.do(settlements.set_check_field(desk, fire, "rectified_on", "2018-06-20"))
    assert state(desk, project_id).troubles == ("有 1 户在消防合格（2018-06-20）以前入住，请核对日期。",)
    desk.do(settlements.set_house_field(desk, state(desk, project_id).houses[0], "moved_in_on", "2018-06-20"))
    assert not state(desk, project_id).troubles


def test_use_is_told_year_by_year_and_goes_with_its_last_value(desk_and_project):
    desk, project_id = desk_and_project
    plots = desk.dossier(project_id).plots_of(PlotUse.OLD)[:2]
    desk.do(after_uses.set_many(desk, [p.id for p in plots], 2019, "farmer_kind", "村集体"))
    desk.do(after_uses.set_use_field(desk, plots[0].id, 2019, "in_use", "是"))
    desk.do(after_uses.take_over(desk, project_id, 2020))
    uses = {(u.plot_id, u.year): u for u in desk.dossier(project_id).carrying.after_uses}
    assert uses[plots[0].id, 2020].farmer_kind is FarmerKind.COLLECTIVE
    assert uses[plots[0].id, 2020].in_use is None
    with pytest.raises(KnownError, match="没有可以沿用"):
        after_uses.take_over(desk, project_id, 2020)
    desk.do(after_uses.set_use_field(desk, plots[1].id, 2019, "farmer_kind", ""))
    assert (plots[1].id, 2019) not in {(u.plot_id, u.year) for u in desk.dossier(project_id).carrying.after_uses}


def test_pasted_use_names_its_plots(desk_and_project):
    desk, project_id = desk_and_project
    code = desk.dossier(project_id).plots_of(PlotUse.OLD)[0].code
    desk.do(after_uses.paste(desk, project_id, 2019, [[code, "示例合作社", "玉米"], ["", "", ""]], ("farmer", "crop")))
    (use,) = desk.dossier(project_id).carrying.after_uses
    assert (use.farmer, use.crop, use.year) == ("示例合作社", "玉米", 2019)
    headed = [["地块编号", "种植作物", "在耕在用"], [code, "小麦", "否"]]
    desk.do(after_uses.paste(desk, project_id, 2019, headed, ("farmer", "crop")))
    (use,) = desk.dossier(project_id).carrying.after_uses
    assert (use.farmer, use.crop, use.in_use) == ("示例合作社", "小麦", False)
    for heading in ("产量", "年度"):  # of which year it is, the page says
        with pytest.raises(KnownError, match=f"没有“{heading}”这一栏"):
            after_uses.paste(desk, project_id, 2019, [["地块编号", heading], [code, "2017"]], ())
    for rows, said in (([[code, "甲"], [code, "乙"]], "有两行"), ([[code, "甲", "2019-08-01"]], "在今天之后")):
        with pytest.raises(KnownError, match=said):
            after_uses.paste(desk, project_id, 2019, rows, ("farmer", "checked_on"))
    desk.undo()
    for rows, said in (([["没有的", "某人"]], "没有地块“没有的”"), ([["", " "]], "剪贴板里没有"), ([[code, "", "", "哪天"]], "第 1 行")):
        with pytest.raises(KnownError, match=said):
            after_uses.paste(desk, project_id, 2019, rows, ("farmer", "crop", "checked_on"))
    desk.undo()
    assert not desk.dossier(project_id).carrying.after_uses
