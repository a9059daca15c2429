"""Sanctions and rewards, inspections, responsible persons: entered, lifted, corrected, taken back."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from linkdesk.actions import duties, inspections, sanctions
from linkdesk.actions.sanctions import Typed
from linkdesk.domain.approval_words import DutyRole, InspectionLink, SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.oversight_standing import active, quota_effects, responsible_on
from linkdesk.domain.project import Project
from linkdesk.domain.words import Severity

TODAY = datetime(2018, 7, 2, 12, 0).date()
LAND = Typed(SanctionKind.LAND_SUSPENDED, "省国土资源厅", "×国土资函〔2018〕8号", "2018-06-01", reason="到期没有完成复垦验收")
LIFT = Typed(decided_by="省国土资源厅", number="×国土资函〔2018〕20号", decided_on="2018-06-28")
CUT = Typed(SanctionKind.QUOTA_CUT, "省国土资源厅", "×国土资函〔2018〕9号", "2018-06-01", area="30亩", year="2019")


@pytest.fixture
def desk_and_body(sample):
    desk, project_id = sample
    return desk, project_id, desk.store.get(Project, project_id).responsible_id


def entered(desk, change):
    desk.do(change)
    return change.after[0]


def warned(desk, project_id):
    return [f.severity for f in desk.findings(project_id) if f.rule_id == "R41-land"]


def test_a_suspension_warns_until_it_is_lifted_and_again_when_the_lifting_was_wrong(desk_and_body):
    desk, project_id, body = desk_and_body
    made = entered(desk, sanctions.enter(desk, body, None, LAND))
    assert (made.officer_name, made.decided_on.isoformat()) == ("演示员", "2018-06-01")
    assert warned(desk, project_id) == [Severity.WARNING]
    lifting = entered(desk, sanctions.lift(desk, made, LIFT))
    assert warned(desk, project_id) == []
    assert not active(sanctions.register(desk), TODAY)
    with pytest.raises(KnownError, match="已经解除过"):
        sanctions.lift(desk, made, LIFT)
    with pytest.raises(KnownError, match="先更正那条解除"):
        sanctions.revoke(desk, made, "文号抄错")
    desk.do(sanctions.revoke(desk, lifting, "对象抄错"))
    assert warned(desk, project_id) == [Severity.WARNING]
    assert len(sanctions.register(desk)) == 3


def test_a_sanction_of_another_project_does_not_count_here(desk_and_body):
    desk, project_id, body = desk_and_body
    other = Project(name="另一项目区", packs=("A",), responsible_id=body)
    desk.do(Change("新建项目", after=(other,)))
    desk.do(sanctions.enter(desk, body, other.id, LAND))
    assert warned(desk, project_id) == []
    assert warned(desk, other.id) == [Severity.WARNING]


@pytest.mark.parametrize(("typed", "words"), [
    (replace(LAND, number=""), "请填写文号"), (replace(LAND, decided_on="2018-07-03"), "在今天"), (replace(LAND, decided_on="2018"), "请填日期"),
    (replace(LAND, from_on="2018-06-10", until_on="2018-06-09"), "早于起始日期"), (replace(CUT, area=""), "指标面积和指标年度"),
    (replace(CUT, year=""), "指标面积和指标年度"), (Typed(decided_by="×", number="×", decided_on="2018-06-01"), "分数")])
def test_what_cannot_be_entered_is_said_in_words(desk_and_body, typed, words):
    desk, _, body = desk_and_body
    with pytest.raises(KnownError, match=words):
        sanctions.enter(desk, body, None, typed)
    assert sanctions.register(desk) == []


def test_a_document_is_entered_once_and_a_guard_watches(desk_and_body):
    desk, _, body = desk_and_body
    made = entered(desk, sanctions.enter(desk, body, None, CUT))
    with pytest.raises(KnownError, match="已经登记过"):
        sanctions.enter(desk, body, None, CUT)
    with pytest.raises(KnownError, match="已经登记过"):
        desk.do(Change("再登记", after=(Sanction(authority_id=body, kind=CUT.kind, decided_by="×", number=CUT.number, year=2019,
                                                 decided_on=made.decided_on, area=Decimal(1)),)))
    with pytest.raises(KnownError, match="只有仍有效的暂停类处分可以解除"):
        sanctions.lift(desk, made, LIFT)
    assert [(e.year, e.area) for e in quota_effects(sanctions.register(desk))] == [(2019, Decimal(-20000))]
    desk.do(sanctions.revoke(desk, made, "面积抄错"))
    assert quota_effects(sanctions.register(desk)) == ()
    with pytest.raises(KnownError, match="已经更正过"):
        sanctions.revoke(desk, made, "再更正")


def test_a_clock_set_back_enters_nothing(desk_and_body):
    desk, _, body = desk_and_body
    desk.clock = lambda: datetime(1986, 1, 1)
    with pytest.raises(KnownError, match="在今天"):
        desk.do(sanctions.enter(desk, body, None, LAND))


def test_inspections_find_something_and_it_is_put_right(sample):
    desk, project_id = sample
    made = entered(desk, inspections.add(desk, project_id, InspectionLink.FUNDS))
    assert made.inspected_on == TODAY

    def put(name, text):
        desk.do(inspections.set_inspection_field(desk, made, name, text))
    with pytest.raises(KnownError, match="没有写发现的问题"):
        put("rectified_on", "2018-07-02")
    put("finding", "资金未专账核算")
    with pytest.raises(KnownError, match="还没有写明整改情况"):
        put("rectified_on", "2018-07-02")
    with pytest.raises(KnownError, match="整改期限早于检查日期"):
        put("rectify_by", "2018-07-01")
    put("measures", "已设专账")
    put("rectified_on", "2018-07-02")
    desk.undo()
    assert inspections.inspections(desk, project_id)[0].rectified_on is None
    desk.do(inspections.remove(desk, [made]))
    desk.undo()
    assert [i.id for i in inspections.inspections(desk, project_id)] == [made.id]


def test_persons_answer_for_the_place_or_the_project_and_hand_over(sample):
    desk, project_id = sample
    place = entered(desk, duties.add(desk, project_id, DutyRole.FIRST, whole_place=True))
    desk.do(duties.set_duty_field(desk, place, "name", "高建国"))
    desk.do(duties.set_duty_field(desk, place, "from_on", "2018-01-01"))
    with pytest.raises(KnownError, match="截止日期早于起始日期"):
        duties.set_duty_field(desk, place, "until_on", "2017-12-31")
    desk.do(duties.succeed(desk, place))
    there = duties.duties(desk, project_id)
    desk.do(duties.set_duty_field(desk, there[1], "name", "李新"))
    there = duties.duties(desk, project_id)
    assert [d.name for d in responsible_on(there, DutyRole.FIRST, TODAY)] == ["李新"]
    assert [d.name for d in responsible_on(there, DutyRole.FIRST, place.from_on or datetime(2018, 3, 1).date())] == ["高建国"]
    desk.do(duties.set_whole_place(desk, there[1], project_id, False))
    assert [d.project_id for d in duties.duties(desk, project_id)] == [None, project_id]
