"""Plans up their chains, from compiling to filed: every variant of both policies, with returns, refusals and corrections on the way."""

from dataclasses import replace

import pytest

from linkdesk.actions import matter_entries, matters, plan_versions, return_comments
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.docket import docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind
from tests.actions.walked_matters import (
    PASSED,
    REFUSED,
    RETURNED,
    SENT,
    do,
    last,
    now,
    opened,
    project_of,
    states,
    through,
)

COMMENTS = (("第三章", "拆旧面积与附表1不符"), ("附表5", "缺少资金来源"))


def fixed(desk, project_id, *kinds, reason=""):
    for kind in kinds or plan_versions.kinds(desk, project_id):
        desk.do(plan_versions.fix(desk, project_id, kind, reason))


def approvals(desk, project_id):
    dossier = desk.dossier(project_id)
    return [(v.kind, v.version, a.number) for v in dossier.plan_versions if (a := plan_versions.approval_of(dossier, v))]


def test_a_local_plan_is_returned_answered_sent_again_approved_and_filed(tmp_path):
    desk, project_id = project_of(tmp_path)
    fixed(desk, project_id)
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=1)
    do(desk, matter, SENT)
    assert do(desk, matter, RETURNED, comments=COMMENTS).state == "退回修改"
    with pytest.raises(KnownError, match="还有 2 条没有答复"):
        do(desk, matter, PASSED)
    first, second = now(desk, matter).comments
    desk.do(return_comments.answer(desk, first, "已按附表1改正第三章"))
    with pytest.raises(KnownError, match="还有 1 条没有答复"):
        do(desk, matter, PASSED)
    desk.do(return_comments.answer(desk, second, "已补附表5"))
    desk.do(return_comments.answer(desk, second, "已补附表5资金来源一栏"))
    counted = return_comments.comments_of(docket_of(desk.dossier(project_id)), last(desk, matter))
    assert [(a.comment.place, a.answer.text) for a in counted] == [("第三章", "已按附表1改正第三章"), ("附表5", "已补附表5资金来源一栏")]
    assert through(desk, matter, until=3).state == "已批准"
    assert desk.dossier(project_id).project.approval_number == approvals(desk, project_id)[0][2]
    assert through(desk, matter).state == "已办结"
    kinds = [e.kind for e in desk.dossier(project_id).approvals.entries]
    assert kinds == [PASSED, SENT, RETURNED, PASSED, SENT, PASSED, SENT, PASSED, SENT, PASSED]


def test_a_refused_plan_is_over_and_goes_up_again_as_a_matter_of_its_own(tmp_path):
    desk, project_id = project_of(tmp_path)
    fixed(desk, project_id)
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=2)
    do(desk, matter, SENT)
    assert do(desk, matter, REFUSED, reason="不符合土地利用总体规划").state == "不予批准"
    with pytest.raises(KnownError, match="不能再登记通过"):
        do(desk, matter, PASSED)
    again = opened(desk, project_id, "A-PLAN-LOCAL")
    assert again.title.endswith("（第 2 次）")
    assert through(desk, again).state == "已办结"


def buyer_of_another_city(desk, project_id, **facts):
    """The buyer's county, its own city in the same province."""
    province = next(a for a in desk.store.load(Authority) if a.kind is AuthorityKind.PROVINCE)
    city = Authority(name="汾东市人民政府", kind=AuthorityKind.CITY, parent_id=province.id)
    county = Authority(name="汾东市开发区管委会", kind=AuthorityKind.COUNTY, parent_id=city.id)
    agency = Agency(authority_id=city.id, duty="国土资源")
    project = desk.store.get(Project, project_id)
    desk.do(Change("购入方", before=(project,), after=(city, county, agency, AgencyName(agency_id=agency.id, name="汾东市国土资源局"),
                                                     replace(project, new_side_id=county.id, **facts))))


@pytest.mark.parametrize(("facts", "old", "new"), [
    ({}, ["岚川县人民政府", "岚阳市人民政府"], ["汾东市开发区管委会", "汾东市人民政府"]),
    ({"extended_powers_county": True}, ["岚川县人民政府"], ["汾东市开发区管委会", "汾东市人民政府"]),
    ({"new_side_extended_powers": True}, ["岚川县人民政府", "岚阳市人民政府"], ["汾东市开发区管委会"])])
def test_both_sides_of_a_trade_go_to_their_own_city_and_an_extended_powers_county_does_not(tmp_path, facts, old, new):
    desk, project_id = project_of(tmp_path, surplus_trade=True)
    buyer_of_another_city(desk, project_id, **facts)
    fixed(desk, project_id)
    for chain, bodies, kind in (("A-PLAN-OLD", old, PlanKind.OLD), ("A-PLAN-NEW", new, PlanKind.NEW)):
        matter = opened(desk, project_id, chain)
        assert through(desk, matter).state == "已办结"
        passed = [e.actor for e in desk.dossier(project_id).approvals.entries if e.matter_id == matter.id and e.kind is PASSED]
        assert passed == [*bodies, "山西省人民政府国土资源部门"]
        assert kind in [k for k, _, _ in approvals(desk, project_id)]
    assert states(desk, project_id) == {"A-PLAN-OLD": "已办结", "A-PLAN-NEW": "已办结"}


def test_a_plan_under_b_stands_on_the_special_plan_and_passes_both_joint_reviews(tmp_path):
    desk, project_id = project_of(tmp_path, "B")
    fixed(desk, project_id)
    with pytest.raises(KnownError, match=r"县级增减挂钩专项规划批准之后进行（B §二\(二\)）"):
        opened(desk, project_id, "B-PLAN")
    special = opened(desk, project_id, "B-SPECIAL-PLAN")
    assert through(desk, special, until=3).state == "已批准"
    plan = opened(desk, project_id, "B-PLAN")
    assert through(desk, special).state == "已办结"
    through(desk, plan, until=2)
    do(desk, plan, SENT)
    assert do(desk, plan, RETURNED, back_to=2, comments=(("选址图", "安置点占用林地"),)).at == 2
    desk.do(return_comments.answer(desk, now(desk, plan).comments[0], "已避让"))
    assert through(desk, plan).state == "已办结"
    acts = [now(desk, plan).chain.steps[e.step - 1].act for e in desk.dossier(project_id).approvals.entries
            if e.matter_id == plan.id and e.kind is PASSED]
    assert acts == ["编制", "联审", "联审", "联审", "入库", "转报", "立项"]
    assert approvals(desk, project_id)[0][:2] == (PlanKind.WHOLE, 1)


def test_the_two_plans_of_a_city_invested_project_name_who_approved_and_by_which_document(tmp_path):
    desk, project_id = project_of(tmp_path, "B", city_invested=True)
    fixed(desk, project_id)
    matter = opened(desk, project_id, "B-CITY-OLD")
    through(desk, matter, until=1)
    with pytest.raises(KnownError, match="没有写明这一步由谁办理"):
        do(desk, matter, SENT)
    do(desk, matter, SENT, actor="达川市人民政府", basis="达市府办〔2018〕1号（虚构）")
    assert do(desk, matter, PASSED).state == "已办结"
    assert last(desk, matter).actor == "达川市人民政府"
    assert through(desk, opened(desk, project_id, "B-CITY-NEW")).state == "已办结"
    assert [k for k, _, _ in approvals(desk, project_id)] == [PlanKind.OLD, PlanKind.NEW]


def test_a_wrong_approval_is_corrected_with_its_version_and_entered_again(tmp_path):
    desk, project_id = project_of(tmp_path)
    fixed(desk, project_id)
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=3)
    wrong = last(desk, matter)
    desk.do(matter_entries.correct(desk, wrong, "文号登错"))
    assert (now(desk, matter).state, approvals(desk, project_id)) == ("办理中", [])
    assert not desk.dossier(project_id).project.approval_number
    do(desk, matter, PASSED, number="岚阳政函[2018]6号", acted_on=wrong.acted_on)
    assert approvals(desk, project_id) == [(PlanKind.WHOLE, 1, "岚阳政函〔2018〕6号")]
    assert len(desk.dossier(project_id).approvals.entries) == 7


def test_a_plan_is_not_approved_without_a_version_and_one_approved_before_is_taken_over(tmp_path):
    desk, project_id = project_of(tmp_path)
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=2)
    do(desk, matter, SENT)
    with pytest.raises(KnownError, match="还没有定稿的版本"):
        do(desk, matter, PASSED)
    fixed(desk, project_id)
    version = desk.dossier(project_id).plan_versions[0]
    day = last(desk, matter).acted_on
    desk.do(plan_versions.approve(desk, version, "岚阳市人民政府", "岚阳政函〔2018〕6号", day))
    with pytest.raises(KnownError, match="这一版已登记批复"):
        do(desk, matter, PASSED, acted_on=day)
    assert do(desk, matter, PASSED, acted_on=day, number="岚阳政函〔2018〕6号").state == "已批准"
    assert len(desk.dossier(project_id).plan_approvals) == 1


def test_an_approval_entered_with_its_matter_is_corrected_there(tmp_path):
    desk, project_id = project_of(tmp_path)
    fixed(desk, project_id)
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=3)
    approval = desk.dossier(project_id).plan_approvals[0]
    with pytest.raises(KnownError, match="随报批事项登记"):
        desk.do(plan_versions.revoke(desk, approval, "登错"))
    assert matters.standing_of(desk, matter).concluded_on
