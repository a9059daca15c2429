"""Matters walk their chain: whose turn it is follows from what was entered, and what is out of turn is refused in words."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk import shipped
from linkdesk.domain.approval import CommentAnswer, Matter, MatterEntry, ReturnComment
from linkdesk.domain.approval_words import EntryKind, MatterState
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.docket import Docket
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind
from linkdesk.policy.actors import body_of
from linkdesk.policy.matter_rules import blocked, events, openable, why_not
from linkdesk.policy.matters import standing
from linkdesk.policy.terms import Actor, Event

A, B = "A", "B"
PROVINCE = Authority(name="山西省人民政府", kind=AuthorityKind.PROVINCE)
CITY = Authority(name="岚阳市人民政府", kind=AuthorityKind.CITY, parent_id=PROVINCE.id)
COUNTY = Authority(name="岚川县人民政府", parent_id=CITY.id)
LAND = Agency(authority_id=CITY.id, duty="国土资源")
NAMES = (AgencyName(agency_id=LAND.id, name="岚阳市国土资源局", until_on=date(2019, 1, 31)),
         AgencyName(agency_id=LAND.id, name="岚阳市规划和自然资源局", from_on=date(2019, 2, 1)))


def docket(pack=A, **facts):
    project = Project(name="青石", packs=(pack,), responsible_id=COUNTY.id, **({"surplus_trade": False} | facts))
    return Docket(project, date(2020, 1, 1), authorities=(PROVINCE, CITY, COUNTY), agencies=(LAND,), agency_names=NAMES)


def packs():
    return tuple(shipped.packs().values())


def chain(pack, id_):
    return next(c for c in shipped.packs()[pack].chains if c.id == id_)


def matter(of, chain_id, pack=A, **more):
    made = Matter(project_id=of.project.id, pack_id=pack, chain_id=chain_id, title="事项", opened_on=date(2018, 3, 1), **more)
    return replace(of, matters=(*of.matters, made)), made


def entered(of, made, *steps):
    """The docket with entries of (step, kind, day of March 2018); each must be allowed when it is made."""
    for step, kind, day in steps:
        entry = MatterEntry(matter_id=made.id, step=step, kind=kind, acted_on=date(2018, 3, day), actor="机关", basis="文件", number=f"{day}号",
                            reason="理由", back_to=1 if kind is EntryKind.RETURNED else None)
        assert why_not(of, packs(), entry) == ""
        of = replace(of, entries=(*of.entries, entry))
    return of


SENT, PASSED, RETURNED, REFUSED = EntryKind.SENT, EntryKind.PASSED, EntryKind.RETURNED, EntryKind.REFUSED
WHOLE = [(1, PASSED, 1), (2, SENT, 2), (2, PASSED, 3), (3, SENT, 4), (3, PASSED, 5), (4, SENT, 6), (4, PASSED, 7)]


@pytest.mark.parametrize(("done", "state", "at", "waits"), [
    (0, MatterState.COMPILING, 1, "办理"), (1, MatterState.UNDER_WAY, 2, "报送"), (2, MatterState.UNDER_WAY, 2, "办理"),
    (3, MatterState.UNDER_WAY, 3, "报送"), (5, MatterState.CONCLUDED, 4, "报送"), (6, MatterState.CONCLUDED, 4, "办理"),
    (7, MatterState.DONE, 0, "")])
def test_a_matter_goes_its_chain_and_stands_before_it_is_filed(done, state, at, waits):
    of, made = matter(docket(), "A-PLAN-LOCAL")
    found = standing(entered(of, made, *WHOLE[:done]), packs(), made)
    assert (found.state, found.at, found.waits_for) == (state, at, waits)
    assert found.concluded_on == (date(2018, 3, 5) if done >= 5 else None)


def test_a_return_goes_back_keeps_its_history_and_wants_each_comment_answered():
    of, made = matter(docket(), "A-PLAN-LOCAL")
    of = entered(of, made, *WHOLE[:2], (2, RETURNED, 3))
    comment = ReturnComment(entry_id=of.entries[-1].id, text="面积不符")
    of = replace(of, comments=(comment,))
    found = standing(of, packs(), made)
    assert (found.state, found.at, found.passed, found.comments) == (MatterState.RETURNED, 1, (), (comment,))
    again = MatterEntry(matter_id=made.id, step=1, kind=PASSED, acted_on=date(2018, 3, 4))
    assert "1 条没有答复" in why_not(of, packs(), again)
    of = replace(of, answers=(CommentAnswer(comment_id=comment.id, text="已改"),))
    assert why_not(of, packs(), again) == ""
    assert standing(entered(of, made, (1, PASSED, 4), (2, SENT, 5)), packs(), made).state is MatterState.UNDER_WAY


@pytest.mark.parametrize(("before", "entry", "says"), [
    (1, (3, SENT, 2), "现在轮到第 2 步"), (1, (2, PASSED, 2), "还没有报送"), (2, (2, SENT, 3), "已经报送"),
    (2, (2, PASSED, 1), "早于上一条记录"), (5, (4, RETURNED, 6), "已经批准，不能再退回"), (7, (4, SENT, 8), "已办结"),
    (0, (1, REFUSED, 1), "第一步")])
def test_what_is_out_of_turn_is_refused(before, entry, says):
    of, made = matter(docket(), "A-PLAN-LOCAL")
    of = entered(of, made, *WHOLE[:before])
    step, kind, day = entry
    wrong = MatterEntry(matter_id=made.id, step=step, kind=kind, acted_on=date(2018, 3, day), actor="机关", number="1号", reason="理由", back_to=1)
    assert says in why_not(of, packs(), wrong)


def test_a_day_to_come_and_an_actor_nobody_named_are_refused():
    of, made = matter(docket(B, surplus_trade=True, approved_on=date(2018, 1, 1), approval_number="批〔2018〕1号"), "B-ADVANCE", B)
    unnamed = MatterEntry(matter_id=made.id, step=1, kind=PASSED, acted_on=date(2018, 3, 1))
    assert "没有写明这一步由谁办理" in why_not(of, packs(), unnamed)
    assert "在今天之后" in why_not(of, packs(), replace(unnamed, acted_on=date(2099, 1, 1)))


def test_an_extended_powers_county_skips_the_city_on_its_own_side_only():
    of, old = matter(docket(surplus_trade=True, extended_powers_county=True), "A-PLAN-OLD")
    of, new = matter(of, "A-PLAN-NEW")
    assert (standing(of, packs(), old).skipped, standing(of, packs(), new).skipped) == ((2,), ())
    assert standing(entered(of, old, (1, PASSED, 1)), packs(), old).at == 3


def test_a_design_waits_for_the_plan_under_a_and_a_buyer_names_the_sellers():
    of = docket()
    assert "批准之后进行（A §二(二)）" in blocked(of, packs(), chain(A, "A-DESIGN"))
    told = replace(of, project=replace(of.project, approval_number="批〔2018〕1号", approved_on=date(2018, 2, 1)))
    assert blocked(told, packs(), chain(A, "A-DESIGN")) == ""
    of, land = matter(of, "A-NEWLAND", basis_number="批〔2018〕9号", basis_on=date(2018, 5, 1))
    assert blocked(of, packs(), chain(A, "A-NEWLAND"))
    assert not blocked(of, packs(), chain(A, "A-NEWLAND"), land)


def test_what_can_be_opened_follows_the_facts():
    ids = [o.chain.id for o in openable(docket(), (shipped.packs()[A],))]
    assert "A-PLAN-LOCAL" in ids
    assert "A-PLAN-OLD" not in ids


def test_a_body_is_named_by_its_name_of_the_day():
    names = [body_of(docket(), chain(A, "A-DESIGN"), Actor.CITY_LAND, day) for day in (date(2019, 1, 31), date(2019, 2, 1))]
    assert names == ["岚阳市国土资源局", "岚阳市规划和自然资源局"]
    assert body_of(docket(), chain(A, "A-PLAN-LOCAL"), Actor.CITY, date(2018, 1, 1)) == "岚阳市人民政府"


def test_the_approval_is_the_event_its_clock_starts_with():
    of, made = matter(docket(), "A-PLAN-LOCAL")
    found = events(entered(of, made, *WHOLE), packs())
    assert [(h.event, h.on, h.subject_id) for h in found] == [(Event.PLAN_APPROVED, date(2018, 3, 5), made.id)]


def test_an_approval_stays_an_event_when_the_clock_or_the_policy_is_elsewhere():
    told = docket(approved_on=date(2018, 6, 1), approval_number="批〔2018〕1号")
    for on in (date(2018, 7, 1), date(1986, 1, 1), date(2099, 1, 1)):
        assert [h.on for h in events(replace(told, on=on), (shipped.packs()[A],)) if h.event is Event.PLAN_APPROVED] == [date(2018, 6, 1)]
