"""Design, new land, acceptance and quota up their chains, with what must be approved first under each policy."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import acceptances, advances, clocks, matters, plan_versions
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse
from linkdesk.policy.actors import body_of
from linkdesk.policy.matter_rules import possible_kinds
from tests.actions.walked_matters import (
    PASSED,
    RETURNED,
    SENT,
    TOLD,
    do,
    last,
    now,
    opened,
    project_of,
    through,
)

SELLERS = {"basis_document": "转让方复垦设计批复（虚构）", "basis_number": "忻国土资函〔2018〕3号", "basis_on": date(2018, 2, 1)}
AREA = Decimal(1000)


def old_plot(desk, project_id, code="G1", use=PlotUse.OLD):
    desk.do(Change("地块", after=(Plot(project_id=project_id, code=code, name=code, use=use, reclaimed_area=AREA, new_farmland_area=AREA,
                                     new_agricultural_area=AREA),)))


def designed(desk, project_id):
    """The design as it stands fixed as its next version."""
    desk.do(plan_versions.fix(desk, project_id, PlanKind.DESIGN))
    return opened(desk, project_id, "A-DESIGN")


def accepted(desk, project_id, authority, number, on):
    rows = [replace(r, passed=True) for r in acceptances.proposed(desk.dossier(project_id))]
    desk.do(acceptances.accept(desk, project_id, authority, number, on, rows))


def test_a_design_waits_for_its_plan_and_opens_new_land_and_acceptance(tmp_path):
    desk, project_id = project_of(tmp_path)
    with pytest.raises(KnownError, match=r"批准之后进行（A §二\(二\)）"):
        opened(desk, project_id, "A-DESIGN")
    project = desk.store.get(Project, project_id)
    desk.do(Change("批准", before=(project,), after=(replace(project, **TOLD),)))
    old_plot(desk, project_id)
    design = designed(desk, project_id)
    with pytest.raises(KnownError, match=r"批准之后进行（A §二\(三\)）"):
        opened(desk, project_id, "A-NEWLAND")
    assert through(desk, design).state == "已办结"
    assert desk.dossier(project_id).plan_approvals[0].approver == last(desk, design).actor
    assert desk.dossier(project_id).project.approval_number == TOLD["approval_number"]  # the design's approval is not the plan's
    assert through(desk, opened(desk, project_id, "A-NEWLAND")).state == "已办结"
    work = opened(desk, project_id, "A-ACCEPTANCE")
    through(desk, work, until=1)
    do(desk, work, SENT)
    with pytest.raises(KnownError, match="还没有登记竣工验收"):
        do(desk, work, PASSED)
    accepted(desk, project_id, now(desk, work).step.actor, "岚国土资验〔2018〕2号", date(2018, 11, 1))
    with pytest.raises(KnownError, match="与填写的日期不同"):
        do(desk, work, PASSED, number="", acted_on=date(2018, 11, 2))
    assert do(desk, work, PASSED, number="", acted_on=date(2018, 11, 1)).state == "已办结"
    assert last(desk, work).number == "岚国土资验〔2018〕2号"


def test_a_buyer_applies_for_new_land_on_the_sellers_design(tmp_path):
    desk, project_id = project_of(tmp_path, surplus_trade=True)
    with pytest.raises(KnownError, match="前置批准"):
        opened(desk, project_id, "A-NEWLAND")
    with pytest.raises(KnownError, match="请补齐前置批准日期"):
        opened(desk, project_id, "A-NEWLAND", **(SELLERS | {"basis_on": None}))
    with pytest.raises(KnownError, match="在今天之后"):
        opened(desk, project_id, "A-NEWLAND", **(SELLERS | {"basis_on": date(2030, 1, 1)}))
    matter = opened(desk, project_id, "A-NEWLAND", **SELLERS)
    assert through(desk, matter).state == "已办结"
    with pytest.raises(KnownError, match="前置批准不能去掉"):
        desk.do(matters.set_basis(desk, desk.store.get(type(matter), matter.id), "", "", None))


def test_a_returned_design_goes_on_from_the_step_it_was_returned_to(tmp_path):
    desk, project_id = project_of(tmp_path, **TOLD)
    design = designed(desk, project_id)
    through(desk, design, until=2)
    do(desk, design, SENT)
    found = do(desk, design, RETURNED, back_to=2)
    assert (found.at, found.passed) == (2, (1,))
    assert through(desk, design).state == "已办结"


@pytest.mark.parametrize(("pack", "chain", "steps"), [("A", "A-TRADE", 4), ("B", "B-TRANSFER", 3), ("B", "B-ADVANCE", 3)])
def test_quota_is_traded_transferred_and_advanced_after_the_plan(tmp_path, pack, chain, steps):
    desk, project_id = project_of(tmp_path, pack, surplus_trade=True)
    with pytest.raises(KnownError, match="批准之后进行"):
        opened(desk, project_id, chain)
    project = desk.store.get(Project, project_id)
    desk.do(Change("批准", before=(project,), after=(replace(project, **TOLD),)))
    matter = opened(desk, project_id, chain)
    if chain == "A-TRADE":
        desk.do(matters.set_basis(desk, matter, "建新区实施方案批复（虚构）", "晋自然资函〔2018〕5号", date(2018, 2, 1)))
    if chain == "B-ADVANCE":
        desk.do(advances.apply(desk, project_id, advances.Typed(construction="0.5"), matter))
    found = through(desk, matter)
    assert (found.state, len(found.passed)) == ("已办结", steps)
    assert all(e.actor for e in desk.dossier(project_id).approvals.entries)


def test_quota_moves_only_when_both_plans_of_a_trade_are_approved(tmp_path):
    desk, project_id = project_of(tmp_path, surplus_trade=True, **TOLD)
    trade = opened(desk, project_id, "A-TRADE")
    through(desk, trade, until=2)
    do(desk, trade, SENT, actor="两方")
    with pytest.raises(KnownError, match="“协商”要在建新区实施方案（涉及易地交易）批准之后完成"):
        do(desk, trade, PASSED, actor="两方")
    desk.do(plan_versions.fix(desk, project_id, PlanKind.NEW))
    through(desk, opened(desk, project_id, "A-PLAN-NEW"))
    assert through(desk, trade).state == "已办结"


def test_who_touches_no_forest_leaves_out_its_review_with_a_reason_and_without_a_number(tmp_path):
    desk, project_id = project_of(tmp_path, "B", special_plan="专项规划", special_plan_on=date(2017, 5, 1))
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    plan = opened(desk, project_id, "B-PLAN")
    found = through(desk, plan, until=2)
    assert (found.at, possible_kinds(found)[:2]) == (3, (SENT, PASSED))
    with pytest.raises(KnownError, match="请写明不涉及联审的理由"):
        do(desk, plan, PASSED, number="", reason="")
    with pytest.raises(KnownError, match="还没有报送"):
        do(desk, plan, RETURNED)
    assert do(desk, plan, PASSED, number="", reason="集中居住区不占用林地").at == 4
    assert through(desk, plan).state == "已办结"


def test_land_of_a_city_invested_project_waits_for_the_plan_of_the_new_side(tmp_path):
    desk, project_id = project_of(tmp_path, "B", city_invested=True)
    for kind in plan_versions.kinds(desk, project_id):
        desk.do(plan_versions.fix(desk, project_id, kind))
    through(desk, opened(desk, project_id, "B-CITY-OLD"))
    land = opened(desk, project_id, "B-NEWLAND")
    with pytest.raises(KnownError, match="“审批”要在市级投资：建新实施方案（使用方）批准之后完成"):
        through(desk, land)
    through(desk, opened(desk, project_id, "B-CITY-NEW"))
    assert through(desk, land).state == "已办结"


def test_only_the_body_the_policy_names_returns_quota_by_its_acceptance(tmp_path):
    desk, project_id = project_of(tmp_path, **TOLD)
    old_plot(desk, project_id)
    through(desk, designed(desk, project_id))
    work = opened(desk, project_id, "A-ACCEPTANCE")
    through(desk, work, until=1)
    do(desk, work, SENT)
    accepted(desk, project_id, "岚川县国土资源局", "岚国土资验〔2018〕2号", date(2018, 11, 1))
    with pytest.raises(KnownError, match=r"按政策由.+国土资源部门（A §二\(二\)）验收后才归还指标"):
        do(desk, work, PASSED, number="", acted_on=date(2018, 11, 1))
    assert next(c for c in clocks.running_clocks(desk, project_id) if c.id == "A-ACCEPT-3Y").ended_on is None
    desk.do(acceptances.revoke(desk, desk.dossier(project_id).carrying.acceptances[0], "只是初验"))
    accepted(desk, project_id, body_of(desk.dossier(project_id), now(desk, work).chain, now(desk, work).step.actor, date(2018, 11, 1)),
             "岚阳国土资验〔2018〕2号", date(2018, 11, 1))
    assert do(desk, work, PASSED, number="", acted_on=date(2018, 11, 1)).state == "已办结"
    assert next(c for c in clocks.running_clocks(desk, project_id) if c.id == "A-ACCEPT-3Y").ended_on == date(2018, 11, 1)


def test_an_acceptance_with_an_open_plot_is_not_passed(tmp_path):
    desk, project_id = project_of(tmp_path, "B", **TOLD)
    old_plot(desk, project_id)
    accepted(desk, project_id, "渠川县自然资源局", "渠验〔2018〕1号", date(2018, 9, 1))
    old_plot(desk, project_id, "G2")
    matter = opened(desk, project_id, "B-ACCEPTANCE")
    through(desk, matter, until=1)
    do(desk, matter, SENT, actor="渠川县人民政府", basis="渠府〔2018〕1号")
    with pytest.raises(KnownError, match="还有 1 个拆旧地块没有验收合格（G2）"):
        do(desk, matter, PASSED)
