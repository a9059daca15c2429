"""A project with nothing wrong and nothing open has no finding at all; each fault put into it is found by its rule alone."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import commands, paths
from linkdesk.actions import demo, demo_plans, plots, projects
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority, Village
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind, LeftOutReason, PlotUse, RelocationType, ResettlementChoice
from tests.actions.desks import NOON

SAMPLES = {"A": (demo.SAMPLE, demo.PLOTS), "A traded": (demo.SAMPLE, demo.PLOTS), "B": (demo_plans.SECOND, demo_plans.PLOTS)}
FACTS = {"land_plan": "总体规划", "consolidation_plan": "整治规划", "special_plan": "专项规划", "special_plan_on": date(2018, 1, 5),
         "reserve_area": Decimal(0), "city_invested": False}
BARE = dict.fromkeys(("paddy_taken", "irrigated_taken", "unused_taken", "basic_farmland_taken"), Decimal(0))


def whole(plot):
    """A plot filled in as it should be: old land all to farmland of grade 10, everything taken is farmland of grade 11."""
    area = plot.plane_area
    plot = replace(plot, stated_area=area, quality_grade=Decimal(11), layout_basis="规划图 3 号")
    if plot.use is PlotUse.OLD:
        return replace(plot, land_class="0702", reclaim_class="0103", reclaimed_area=area, new_agricultural_area=area,
                       new_farmland_area=area, new_paddy_area=Decimal(0), quality_grade=Decimal(10))
    return replace(plot, agricultural_taken=area, farmland_taken=area, dry_taken=area, new_construction_area=area,
                   settled_persons=80 if plot.use is PlotUse.SETTLEMENT else None, settled_households=24, **BARE)


def people(plot):
    return [Household(project_id=plot.project_id, head_name=f"{plot.code}第{at}户", plot_id=plot.id, village_id=plot.village_id, willing=True,
                      population=4, homestead_area=Decimal(300), relocation_type=RelocationType.POVERTY,
                      resettlement_choice=ResettlementChoice.CONCENTRATED) for at in range(2)]


def _facts(kind, dossier):
    if kind == "A":
        return {"surplus_trade": False}, ()
    if kind == "B":
        return {"surplus_trade": True}, ()
    buyer = Authority(name="岚阳开发区管委会", kind=AuthorityKind.DEVELOPMENT_ZONE)
    new = sum(p.plane_area for p in dossier.plots_of(PlotUse.NEW))
    return {"surplus_trade": True, "new_side_id": buyer.id, "quota_assigned": new}, (buyer,)


@pytest.fixture(scope="module", params=SAMPLES)
def correct(request, tmp_path_factory):
    wanted, boundaries = SAMPLES[request.param]
    desk = demo.sample_desk(tmp_path_factory.mktemp("correct") / "工作区", lambda: NOON)
    desk.do(projects.new_project(desk, wanted))
    project_id = projects.find(desk, wanted.name).id
    desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / boundaries), project_id))
    dossier = desk.dossier(project_id)
    filled, villages = [whole(p) for p in dossier.plots], desk.store.load(Village)
    told, more = _facts(request.param, dossier)
    after = [replace(v, is_poor=True, has_relocation=True, in_special_plan=True) for v in villages]
    homes = [h for p in filled if p.use is PlotUse.OLD for h in people(p)]
    desk.do(Change("填写完整", before=(dossier.project, *dossier.plots, *villages),
                   after=(replace(dossier.project, **FACTS, **told), *filled, *after, *more, *homes)))
    yield request.param, desk, project_id
    desk.close()


def put(desk, kind, wanted, **values):
    now = next(e for e in desk.store.load(kind) if wanted(e))
    desk.do(Change("改错", before=(now,), after=(replace(now, **values),)))


def test_nothing_is_found_where_nothing_is_wrong(correct, capsys):
    _, desk, project_id = correct
    assert [(f.rule_id, f.message) for f in desk.findings(project_id)] == []
    assert commands.run(["--data", str(desk.folder), "check", "--project", project_id, "--json"]) == 0
    assert {f["rule_id"] for f in json.loads(capsys.readouterr().out)} <= {"plan_period"}  # the clock outside runs on


FAULTS = {  # what is put wrong: where, which values, the rules that find it under A and under B, the field they lead to
    "special plan": (Project, None, {"special_plan": ""}, "", "R37 error", "special_plan"),
    "general plan": (Project, None, {"land_plan": ""}, "R14 error", "", "land_plan"),
    "layout": (Plot, PlotUse.OLD, {"layout_basis": None}, "R14-layout note", "", "layout_basis"),
    "class": (Plot, PlotUse.OLD, {"land_class": "0103"}, "R30 error", "", "land_class"),
    "direction": (Plot, PlotUse.OLD, {"reclaim_class": "0301", "new_farmland_area": Decimal(0)}, "R30-direction warning", "", "reclaim_class"),
    "stated": (Plot, PlotUse.OLD, {"stated_area": Decimal(100)}, "R13 warning", "R13 warning", "stated_area"),
    "code": (Plot, PlotUse.OLD, {"code": "AZ-01"}, "R12-code error", "R12-code error", "code"),
    "township": (Plot, PlotUse.OLD, {"village_id": None}, "", "R05 note", "village_id"),
    "grade": (Plot, PlotUse.SETTLEMENT, {"quality_grade": Decimal(1)}, "R04 error", "", "quality_grade"),
    "basic farmland": (Plot, PlotUse.SETTLEMENT, {"basic_farmland_taken": Decimal(1)}, "R11 error", "R11 error", "basic_farmland_taken"),
    "persons": (Plot, PlotUse.SETTLEMENT, {"settled_persons": 400}, "", "R07 error", "settled_persons"),
    "crowded": (Household, None, {"homestead_area": Decimal(9000)}, "R23 warning", "R23 warning", ""),
    "refusal": (Household, None, {"willing": False}, "R18-refusal note", "R17 warning, R18-refusal note", "willing"),
    "village": (Village, None, {"in_special_plan": False}, "", "R37-villages warning", "in_special_plan"),
    "left out": (Household, None, {"left_out": LeftOutReason.LIVED_IN}, "R18 error", "R18 warning", "left_out"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_by_its_rule_and_undone_with_it(correct, fault):
    policy, desk, project_id = correct
    kind, use, values, under_a, under_b, field = FAULTS[fault]
    put(desk, kind, lambda e: use is None or e.use is use, **values)
    found = desk.findings(project_id)
    desk.undo()
    expected = under_b if policy == "B" else under_a
    assert {f"{f.rule_id} {f.severity.value}" for f in found} == set(filter(None, expected.split(", ")))
    assert {f.field for f in found} <= {field}
    assert desk.findings(project_id) == ()
