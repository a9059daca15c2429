"""What is to be done today in a project follows from its docket: whose turn, what is missing, what is due, how far it has come."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from linkdesk import shipped
from linkdesk.domain.approval import Matter, MatterEntry, ReturnComment
from linkdesk.domain.approval_words import EntryKind, SanctionKind
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.directory import Authority
from linkdesk.domain.docket import Docket
from linkdesk.domain.oversight import Inspection, Sanction
from linkdesk.domain.planning import PlanAnnex
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind
from linkdesk.policy.clocks import running
from linkdesk.policy.spans import spans
from linkdesk.policy.today import Concern, due_lines, pressing, project_today

DAY = date(2018, 7, 2)
CITY = Authority(name="岚阳市人民政府", kind=AuthorityKind.CITY)
COUNTY = Authority(name="岚川县人民政府", parent_id=CITY.id)
PASSED, SENT, RETURNED, REFUSED = EntryKind.PASSED, EntryKind.SENT, EntryKind.RETURNED, EntryKind.REFUSED


def docket(**more):
    project = Project(name="青石", packs=("A",), responsible_id=COUNTY.id, surplus_trade=False)
    return Docket(project, DAY, authorities=(CITY, COUNTY), **more)


def with_matter(*steps, chain="A-PLAN-LOCAL", of=None):
    """A docket with a matter on which (step, kind, day of June) were entered."""
    of = of or docket()
    matter = Matter(project_id=of.project.id, pack_id="A", chain_id=chain, opened_on=date(2018, 6, 1))
    entries = [MatterEntry(matter_id=matter.id, step=at, kind=kind, acted_on=date(2018, 6, day), actor="机关",
                           back_to=1 if kind is RETURNED else None) for at, kind, day in steps]
    return replace(of, matters=(*of.matters, matter), entries=(*of.entries, *entries)), matter


def seen(of):
    packs = tuple(p for p in shipped.packs().values() if p.id == "A" or p.always)
    return project_today(of, packs, running(of, packs))


@pytest.mark.parametrize(("steps", "concern", "words", "number", "days"), [
    ((), Concern.OURS, "岚川县人民政府编制", 1, 31),
    (((1, PASSED, 5),), Concern.OURS, "待报送市级国土资源部门", 2, 27),
    (((1, PASSED, 5), (2, SENT, 12)), Concern.ABOVE, "市级国土资源部门审查同意", 2, 20),
    (((1, PASSED, 5), (2, SENT, 12), (2, PASSED, 20), (3, SENT, 22)), Concern.ABOVE, "岚阳市人民政府审批", 3, 10)])
def test_whose_turn_it_is_and_how_long(steps, concern, words, number, days):
    found = seen(with_matter(*steps)[0])
    turn, = found.turns
    assert (turn.words, turn.number, turn.of, turn.days) == (words, number, 4, days)
    assert found.concerns & {Concern.OURS, Concern.ABOVE} == {concern}


def test_what_the_packet_lacks_is_named_until_it_is_there_or_waived():
    of, _ = with_matter((1, PASSED, 5))
    lacking = seen(of)
    assert Concern.MISSING in lacking.concerns
    assert lacking.missing
    rows = tuple(PlanAnnex(project_id=of.project.id, code=a.id, file_hash="f" * 64) for p in shipped.packs().values() for a in p.annexes)
    first = seen(replace(of, annexes=rows[:1] + tuple(replace(r, file_hash="", not_needed="不涉及") for r in rows[1:])))
    assert (first.missing, Concern.MISSING in first.concerns) == ((), False)


def test_nothing_is_missing_while_a_higher_body_has_it():
    assert seen(with_matter((1, PASSED, 5), (2, SENT, 12))[0]).missing == ()


def test_comments_of_a_return_are_to_be_answered_by_us():
    of, _ = with_matter((1, PASSED, 5), (2, SENT, 12), (2, RETURNED, 20))
    turn, = seen(replace(of, comments=(ReturnComment(entry_id=of.entries[-1].id, text="面积不符"),))).turns
    assert (turn.words, turn.ours, turn.comments) == ("待答复退回意见 1 条", True, 1)


def test_what_is_refused_is_nobodys_turn():
    found = seen(with_matter((1, PASSED, 5), (2, SENT, 12), (2, REFUSED, 20))[0])
    assert found.turns == ()
    assert [s.state for s in found.stages if s.matter_id] == ["不予批准"]


@pytest.mark.parametrize(("left", "concern"), [(-1, Concern.OVERDUE), (0, Concern.SOON), (30, Concern.SOON), (31, None)])
def test_what_is_due_is_a_concern_by_its_days(left, concern):
    of = docket()
    opinion = Opinion(project_id=of.project.id, department="林业局", asked_on=date(2018, 6, 1), due_on=DAY + timedelta(left))
    found = seen(replace(of, opinions=(opinion,)))
    assert found.concerns == ({concern} if concern else set())
    line, = due_lines([found])
    assert (line.project, line.clock.label, line.left) == ("青石", "征求意见答复期限", left)


def test_what_is_answered_is_not_due_and_the_earliest_project_comes_first():
    of = docket()
    done = Opinion(project_id=of.project.id, department="林业局", due_on=date(2018, 6, 1), answered_on=date(2018, 5, 1))
    late = Inspection(project_id=of.project.id, inspector="省厅", finding="渣土未清", rectify_by=date(2018, 7, 1))
    quiet, urgent = seen(replace(of, opinions=(done,))), seen(replace(of, inspections=(late,)))
    assert quiet.due == ()
    assert pressing([quiet, urgent]) == (urgent, quiet)


@pytest.mark.parametrize(("more", "held"), [
    ({}, True), ({"until_on": date(2018, 7, 1)}, False), ({"until_on": DAY}, True), ({"from_on": date(2018, 7, 3)}, False)])
def test_a_suspension_in_force_is_a_concern(more, held):
    sanction = Sanction(authority_id=COUNTY.id, kind=SanctionKind.LAND_SUSPENDED, decided_on=date(2018, 5, 1), **more)
    assert (Concern.SUSPENDED in seen(docket(sanctions=(sanction,))).concerns) is held


def test_a_suspension_ends_when_it_is_lifted_or_corrected():
    sanction = Sanction(authority_id=COUNTY.id, kind=SanctionKind.LAND_SUSPENDED, decided_on=date(2018, 5, 1))
    for other in ({"lifts_id": sanction.id, "decided_on": date(2018, 6, 1)}, {"revokes_id": sanction.id}):
        after = Sanction(authority_id=COUNTY.id, kind=SanctionKind.LAND_SUSPENDED, **other)
        assert seen(docket(sanctions=(sanction, after))).suspensions == ()


def test_the_bar_has_a_part_for_each_thing_that_goes_up():
    of, _ = with_matter((1, PASSED, 5), (2, SENT, 12), (2, PASSED, 13), (3, SENT, 14), (3, PASSED, 15))
    of, _ = with_matter((1, PASSED, 20), chain="A-DESIGN", of=of)
    found = {s.word: (s.state, s.passed, s.of) for s in seen(of).stages}
    assert found == {"方案": ("已批准", 3, 4), "设计": ("办理中", 1, 3), "用地": ("未开始", 0, 0), "验收": ("未开始", 0, 0)}


def test_while_it_is_open_whether_surplus_is_traded_one_plan_stands_in_the_bar():
    of = docket()
    of = replace(of, project=replace(of.project, surplus_trade=None))
    assert [s.word for s in seen(of).stages].count("方案") == 1
    begun, _ = with_matter(chain="A-PLAN-OLD", of=of)
    assert [s.word for s in seen(begun).stages if s.word in ("方案", "拆旧", "建新")] == ["拆旧"]


def test_a_matter_on_the_time_line_ends_today_while_it_is_open():
    of, _ = with_matter((1, PASSED, 5), (2, SENT, 12))
    span, = spans(of, tuple(shipped.packs().values()))
    assert (span.begins_on, span.ends_on, span.is_open, span.passed_on) == (date(2018, 6, 1), DAY, True, (date(2018, 6, 5),))


def test_a_clock_set_back_counts_no_days():
    of, _ = with_matter((1, PASSED, 5))
    turn, = seen(replace(of, on=date(1986, 1, 1))).turns
    assert (turn.days, turn.waited) == (None, "")
