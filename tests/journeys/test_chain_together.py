"""One packet, two decisions (B §二(七)): an amendment goes up with the acceptance, a new-area change with the land taking."""

from datetime import date

import pytest

from linkdesk.actions import matters, plan_versions
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import PlanKind, TravelsWith
from linkdesk.domain.words import PlotUse
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
    states,
    through,
)
from tests.journeys.test_chain_design_and_land import accepted, old_plot

BY = {"actor": "达川市自然资源和规划局", "basis": "达市自然资规〔2018〕1号（虚构）"}


def approved_plan(desk, project_id):
    """The plan fixed and approved in its room, before any matter."""
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    desk.do(plan_versions.approve(desk, desk.dossier(project_id).plan_versions[-1], "省国土资源厅", "川国土资函〔2018〕8号", date(2018, 2, 1)))


def amended(desk, project_id):
    old_plot(desk, project_id, "G9")
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE, "增加一个拆旧地块", TravelsWith.ACCEPTANCE))


def joined(desk, project_id, *chains):
    first, second = (opened(desk, project_id, chain) for chain in chains)
    desk.do(matters.join(desk, first, second))
    return first, second


def test_an_amendment_and_the_acceptance_go_up_in_one_packet_and_are_decided_apart(tmp_path):
    desk, project_id = project_of(tmp_path, "B", **TOLD)
    old_plot(desk, project_id)
    approved_plan(desk, project_id)
    amended(desk, project_id)
    change, work = joined(desk, project_id, "B-AMENDMENT", "B-ACCEPTANCE")
    do(desk, change, PASSED, **BY)
    with pytest.raises(KnownError, match="同步申报的“竣工验收”还没有完成申报"):
        do(desk, change, SENT, **BY)
    do(desk, work, PASSED, **BY)
    do(desk, change, SENT, **BY)
    assert [(now(desk, m).waits_for, last(desk, m).number) for m in (change, work)] == [("办理", last(desk, change).number)] * 2
    assert do(desk, change, PASSED).state == "已办结"
    assert now(desk, work).state == "办理中"  # one decision does not make the other
    assert plan_versions.approved(desk.dossier(project_id), PlanKind.WHOLE).version == 2
    accepted(desk, project_id, BY["actor"], "达自然资验〔2018〕5号", date(2018, 9, 1))
    do(desk, work, PASSED, number="", acted_on=date(2018, 9, 1))
    assert states(desk, project_id) == {"B-AMENDMENT": "已办结", "B-ACCEPTANCE": "已办结"}


def test_one_of_two_may_be_returned_and_goes_up_again_alone(tmp_path):
    desk, project_id = project_of(tmp_path, "B", **TOLD)
    approved_plan(desk, project_id)
    amended(desk, project_id)
    change, work = joined(desk, project_id, "B-AMENDMENT", "B-ACCEPTANCE")
    for matter in (change, work):
        do(desk, matter, PASSED, **BY)
    do(desk, work, SENT, **BY)
    do(desk, change, RETURNED)
    through(desk, change)
    assert states(desk, project_id) == {"B-AMENDMENT": "已办结", "B-ACCEPTANCE": "办理中"}
    assert len([e for e in desk.dossier(project_id).approvals.entries if e.matter_id == work.id]) == 2


def test_a_new_area_goes_up_with_the_land_taking_only_if_it_was_fixed_at_the_approval(tmp_path):
    desk, project_id = project_of(tmp_path, "B", **TOLD)
    approved_plan(desk, project_id)
    amended(desk, project_id)
    with pytest.raises(KnownError, match=r"立项时没有确定城镇建新区.*B §二\(七\)"):
        joined(desk, project_id, "B-AMENDMENT", "B-NEWLAND")


def test_a_new_area_fixed_at_the_approval_goes_up_with_the_land_taking(tmp_path):
    desk, project_id = project_of(tmp_path, "B", **TOLD)
    old_plot(desk, project_id, "X1", PlotUse.NEW)
    approved_plan(desk, project_id)
    amended(desk, project_id)
    change, land = joined(desk, project_id, "B-AMENDMENT", "B-NEWLAND")
    for matter in (change, land):
        do(desk, matter, PASSED, **BY)
    do(desk, land, SENT, **BY)
    for matter in (change, land):
        assert do(desk, matter, PASSED, number="川函〔2018〕30号").state == "已办结"  # one document may decide both


def test_what_no_policy_lets_go_together_is_refused(tmp_path):
    desk, project_id = project_of(tmp_path, "B", **TOLD)
    approved_plan(desk, project_id)
    land, work = (opened(desk, project_id, chain) for chain in ("B-NEWLAND", "B-ACCEPTANCE"))
    with pytest.raises(KnownError, match="政策没有写明"):
        matters.join(desk, land, work)
    with pytest.raises(KnownError, match="另一件事项"):
        matters.join(desk, land, land)
