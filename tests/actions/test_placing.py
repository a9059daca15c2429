"""Placing: households on old plots by surveyed code, by point, by hand; what does not agree is left to a person."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk import paths
from linkdesk.__main__ import main
from linkdesk.actions import placing
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.spatial import Spatial
from linkdesk.domain.words import PlotUse
from tests.actions.desks import filled
from tests.policy.dossiers import dossier, household, old, settlement

ONE, TWO, SITE = old("6", code="CJ-1", id="one"), old("6", code="cj－02", id="two"), settlement("1", code="AZ-1", id="site")
POINT = {"homestead_x": Decimal(3450000), "homestead_y": Decimal(36462000)}


def proposed(on=(), plots=(ONE, TWO, SITE), **fields):
    of = dossier(*plots, households=[household(id="h", **fields)])
    lying = tuple(("h", plot_id) for plot_id in on)
    return placing.propose(replace(of, spatial=Spatial(lying=lying, astray=() if on or "homestead_x" not in fields else ("h",))))


@pytest.mark.parametrize(("code", "plot"), [
    ("CJ-1", "one"), ("cj-1", "one"), ("ＣＪ－１", "one"), (" CJ—1 ", "one"), ("CJ-02", "two"), ("CJ_02", "two")])
def test_by_the_code_of_the_survey(code, plot):
    assert proposed(plot_code=code) == placing.Placing(by_code=(placing.Proposal("h", plot),))


def test_by_the_surveyed_point():
    assert proposed(("one",), **POINT) == placing.Placing(by_point=(placing.Proposal("h", "one"),))
    assert proposed(("one",), plot_code="CJ-1", **POINT) == placing.Placing(by_code=(placing.Proposal("h", "one"),))
    assert proposed() == placing.Placing(open=("h",))
    assert proposed(plot_id="one", plot_code="CJ-1") == placing.Placing()


@pytest.mark.parametrize(("on", "fields", "why"), [
    ((), {"plot_code": "CJ-9"}, "没有地块“CJ-9”"),
    ((), {"plot_code": "AZ-1"}, "编号“AZ-1”是安置地块，不是拆旧地块"),
    (("two",), {"plot_code": "CJ-1", **POINT}, "编号写的是 CJ-1，坐标却在地块 cj－02"),
    ((), {"plot_code": "CJ-1", **POINT}, "坐标不在任何地块上"),
    (("site",), POINT, "坐标在安置地块 AZ-1 上"),
    (("one", "two"), POINT, "坐标同在地块 CJ-1、cj－02 上"),
    ((), {"homestead_x": Decimal(3450000)}, "宅基地坐标只填了一个"),
    ((), {"plot_id": "two", "plot_code": "CJ-1"}, "已落在地块 cj－02，编号写的是 CJ-1"),
    (("one",), {"plot_id": "two", **POINT}, "已落在地块 cj－02，坐标却在地块 CJ-1"),
    ((), {"plot_id": "site"}, "已落在安置地块 AZ-1，应落在拆旧地块"),
])
def test_what_does_not_agree(on, fields, why):
    assert proposed(on, **fields) == placing.Placing(conflicts=(placing.Conflict("h", why),))


@pytest.mark.parametrize("fields", [{"plot_code": "CJ-9"}, POINT, {"homestead_x": Decimal(3450000)}])
def test_what_says_nothing_is_settled_by_a_person(fields):
    assert proposed(plot_id="one", **fields) == placing.Placing()


def test_two_plots_that_a_code_may_mean():
    (conflict,) = proposed(plots=(ONE, replace(ONE, id="again", code="cj-1"), replace(ONE, id="third", code="CJ—1")), plot_code="Cj-1").conflicts
    assert conflict.why == "编号“Cj-1”对应 3 个地块"
    assert proposed(plots=(ONE, replace(ONE, id="again", code="cj-1")), plot_code="cj-1").by_code[0].plot_id == "again"


@pytest.fixture
def desk_and_project(tmp_path):
    desk, project_id = filled(tmp_path)
    yield desk, project_id
    desk.close()


def test_placing_is_one_step_that_is_taken_back_at_once(desk_and_project):
    desk, project_id = desk_and_project
    of = desk.dossier(project_id)
    plot = of.plots_of(PlotUse.OLD)[0]
    hall = CollectiveProperty(project_id=project_id, name="旧村委会")
    desk.do(Change("集体房屋", after=(hall,)))
    chosen = [*(h.id for h in of.households[:5]), hall.id]
    change = placing.place(desk, project_id, dict.fromkeys(chosen, plot.id))
    assert change.title == "落图 5 户、1 处集体房屋"
    desk.do(change)
    now = desk.dossier(project_id)
    assert {s.id for s in (*now.households, *now.collective) if s.plot_id == plot.id} == set(chosen)
    desk.do(placing.place(desk, project_id, {chosen[0]: None}))
    assert desk.undo_title == "取消落图 1 户"
    desk.undo()
    desk.undo()
    assert not any(h.plot_id for h in desk.dossier(project_id).households)


def test_what_is_refused(desk_and_project):
    desk, project_id = desk_and_project
    of = desk.dossier(project_id)
    household_, site = of.households[0], of.plots_of(PlotUse.SETTLEMENT)[0]
    plot = of.plots_of(PlotUse.OLD)[0]
    with pytest.raises(KnownError, match="不是拆旧地块"):
        placing.place(desk, project_id, {household_.id: site.id})
    for pairs in ({"gone": plot.id}, {household_.id: "gone"}):
        with pytest.raises(KnownError, match="已有改动"):
            placing.place(desk, project_id, pairs)
    for pairs in ({}, {household_.id: None}):
        with pytest.raises(KnownError, match="没有要落图的农户"):
            placing.place(desk, project_id, pairs)


def test_a_village_with_one_old_plot_is_placed_in_one_step(desk_and_project):
    desk, project_id = desk_and_project
    of = desk.dossier(project_id)
    names = [of.village_names[h.village_id] for h in of.households if h.village_id]
    village = max(set(names), key=names.count)
    id_ = next(v.id for v in of.villages if v.name == village)
    mine = tuple(p for p in of.plots if p.village_id == id_)
    desk.do(Change("改", before=mine, after=tuple(replace(p, village_id=None) for p in mine)))
    with pytest.raises(KnownError, match="不是恰好一个"):
        placing.place_in_village(desk, project_id, village)
    desk.do(Change("增", after=(Plot(project_id=project_id, code="CJ-99", village_id=id_, id="only"),)))
    desk.do(placing.place_in_village(desk, project_id, village))
    assert sum(h.plot_id == "only" for h in desk.dossier(project_id).households) == names.count(village)


@pytest.mark.parametrize("plots_first", [True, False])
def test_the_command_line_places_what_the_survey_tells_beyond_doubt(tmp_path, capfd, plots_first):
    data, survey = ["--data", str(tmp_path / "工作区")], tmp_path / "摸底.csv"
    survey.write_text("行政村,户主姓名,身份证号,家庭人口,宅基地面积（㎡）,地块编号\n上沟村,白有田,140123196505120016,3,200,CJ-SG-01\n"
                      "上沟村,白有水,140123196505120032,3,200,CJ-XX-01\n", encoding="utf-8-sig")
    assert main([*data, "project", "new", "--name", "甲", "--county", "岚川县人民政府", "--township", "青石镇", "--packs", "A",
                 "--villages", "上沟村"]) == 0
    steps = [["plots", "import", str(paths.SAMPLES / "plots_qingshi.txt")], ["survey", "import", str(survey)]]
    for step in steps if plots_first else reversed(steps):
        main([*data, *step, "--project", "甲"])
    said = capfd.readouterr().out
    assert "已按地块编号和坐标落图 1 户" in said
    assert said.count("有 1 户的地块编号") == 1
