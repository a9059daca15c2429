"""Matters at the desk: opened, corrected, joined and removed; what comes twice, too late or out of turn is refused and nothing is lost."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linkdesk.actions import matter_entries, matters, plan_versions, return_comments
from linkdesk.actions.matter_entries import Particulars
from linkdesk.actions.matter_papers import spelled
from linkdesk.domain.approval import CommentAnswer, Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind
from tests.actions.walked_matters import (
    FIRST,
    NOON,
    PASSED,
    RECEIVED,
    REFUSED,
    RETURNED,
    SENT,
    TOLD,
    WITHDRAWN,
    day,
    do,
    last,
    now,
    opened,
    project_of,
    through,
)

LOCAL, NUMBER = "A-PLAN-LOCAL", "岚阳函〔2018〕5号"


@pytest.fixture
def plan(tmp_path):
    """A desk with a plan fixed and its matter opened."""
    desk, project_id = project_of(tmp_path)
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    return desk, project_id, opened(desk, project_id, LOCAL)


def sent(desk, matter, until=1):
    through(desk, matter, until=until)
    do(desk, matter, SENT)


# What may be entered in each state: with the entries that lead there, allowed kinds of the next one.
STATES = {
    "编制": ((), {PASSED, WITHDRAWN}),
    "待报送": ((PASSED,), {SENT, WITHDRAWN}),
    "已报送": ((PASSED, SENT), {RECEIVED, PASSED, RETURNED, REFUSED, WITHDRAWN}),
    "已收到": ((PASSED, SENT, RECEIVED), {RECEIVED, PASSED, RETURNED, REFUSED, WITHDRAWN}),
    "退回": ((PASSED, SENT, RETURNED), {PASSED, WITHDRAWN}),
    "批准": ((PASSED, SENT, PASSED, SENT, PASSED), {SENT}),
    "报备": ((PASSED, SENT, PASSED, SENT, PASSED, SENT), {PASSED, RECEIVED}),
    "办结": ((PASSED, SENT, PASSED, SENT, PASSED, SENT, PASSED), set()),
    "不予通过": ((PASSED, SENT, REFUSED), set()),
    "撤回": ((PASSED, WITHDRAWN), set())}


@pytest.mark.parametrize("state", STATES)
def test_in_every_state_what_is_in_turn_is_entered_and_all_else_refused(plan, state):
    desk, _, matter = plan
    led, allowed = STATES[state]
    for each in led:
        do(desk, matter, each)
    said = Particulars(acted_on=day(desk, matter), number=NUMBER, reason="理由（虚构）", actor="岚川县人民政府")
    for kind in EntryKind:
        if kind in allowed:
            assert isinstance(matter_entries.enter(desk, matter, kind, said).after[-1], MatterEntry)
        else:
            with pytest.raises(KnownError, match=r"。$"):
                matter_entries.enter(desk, matter, kind, said)
    assert desk.store.count(MatterEntry) == len(led)


@pytest.mark.parametrize(("said", "says"), [
    ({"acted_on": None}, "请填写日期"), ({"acted_on": date(2099, 1, 1)}, "在今天之后"), ({"acted_on": date(2018, 3, 1)}, "早于上一条记录"),
    ({"number": ""}, "请填写审查意见的文号")])
def test_a_decision_without_day_or_number_or_before_its_submission_is_refused(plan, said, says):
    desk, _, matter = plan
    sent(desk, matter)
    with pytest.raises(KnownError, match=says):
        desk.do(matter_entries.pass_(desk, matter, Particulars(**({"acted_on": date(2018, 4, 1), "number": NUMBER} | said))))
    assert now(desk, matter).waits_for == "办理"


@pytest.mark.parametrize("verb", [matter_entries.give_back, matter_entries.refuse, matter_entries.withdraw])
def test_going_back_wants_a_reason(plan, verb):
    desk, _, matter = plan
    sent(desk, matter)
    with pytest.raises(KnownError, match="请写明"):
        verb(desk, matter, Particulars(acted_on=date(2018, 4, 1)))


def test_a_body_is_named_for_the_officer_and_the_officer_for_the_entry(plan):
    desk, _, matter = plan
    desk.do(matter_entries.pass_(desk, matter, Particulars(acted_on=FIRST)))
    entry = last(desk, matter)
    assert (entry.actor, entry.handler, entry.officer_name) == ("岚川县人民政府", "演示员", "演示员")


def test_only_the_last_entry_is_corrected_and_only_once_with_a_reason(plan):
    desk, _, matter = plan
    through(desk, matter, until=2)
    first, *_, third = desk.dossier(matter.project_id).approvals.entries
    with pytest.raises(KnownError, match="之后还有 2 条记录"):
        desk.do(matter_entries.correct(desk, first, "登错"))
    with pytest.raises(KnownError, match="请写明更正的原因"):
        matter_entries.correct(desk, third, " ")
    again = matter_entries.correct(desk, third, "登错")
    desk.do(again)
    assert now(desk, matter).waits_for == "办理"
    with pytest.raises(KnownError, match="已经更正过"):
        desk.do(replace(again, after=tuple(replace(e, id="又") for e in again.after), as_of=None))
    assert len(desk.dossier(matter.project_id).approvals.entries) == 4


def test_a_withdrawn_matter_goes_on_once_that_is_corrected(plan):
    desk, _, matter = plan
    sent(desk, matter)
    do(desk, matter, WITHDRAWN)
    desk.do(matter_entries.correct(desk, last(desk, matter), "不是本事项"))
    assert now(desk, matter).state == "办理中"


def test_a_number_serves_one_matter_and_is_free_once_corrected(plan):
    desk, project_id, matter = plan
    through(desk, matter, until=3)
    borne = last(desk, matter).number
    desk.do(plan_versions.fix(desk, project_id, PlanKind.DESIGN))
    design = opened(desk, project_id, "A-DESIGN")
    sent(desk, design, until=2)
    with pytest.raises(KnownError, match="已用于“项目区实施方案"):
        do(desk, design, PASSED, number=borne, actor="岚阳市人民政府")
    do(desk, design, PASSED, number=borne)  # another body counts its own numbers
    desk.do(matter_entries.correct(desk, last(desk, design), "机关登错"))
    desk.do(matter_entries.correct(desk, last(desk, matter), "文号登错"))
    with pytest.raises(KnownError, match="批准之后进行"):
        do(desk, design, PASSED, number=borne, actor="岚阳市人民政府")
    do(desk, matter, PASSED, number="岚阳函〔2018〕77号")
    assert do(desk, design, PASSED, number=borne, actor="岚阳市人民政府").state == "已办结"


def test_a_number_sent_twice_is_one_body_s_number(plan):
    desk, project_id, matter = plan
    sent(desk, matter)
    special = last(desk, matter).number
    do(desk, matter, PASSED)
    project = desk.store.get(Project, project_id)
    desk.do(Change("批准", before=(project,), after=(replace(project, **TOLD),)))
    work = opened(desk, project_id, "A-NEWLAND", basis_document="批复", basis_number="批〔2018〕1号", basis_on=FIRST)
    do(desk, work, PASSED, actor="岚川县人民政府", basis="县政府批示")
    with pytest.raises(KnownError, match="一个文号只用一次"):
        do(desk, work, SENT, number=special, actor="山西省人民政府", basis="省政府文件")


@pytest.mark.parametrize(("typed", "kept"), [("岚政函[2018]5号", NUMBER.replace("阳", "政")), ("岚政函（2018） 5 号", "岚政函〔2018〕5号"),
                                             ("岚政函【2018】5号", "岚政函〔2018〕5号"), ("12号", "12号")])
def test_a_number_is_kept_in_one_spelling(typed, kept):
    assert spelled(typed) == kept


def test_a_scan_is_kept_and_an_empty_one_refused(plan, tmp_path):
    desk, _, matter = plan
    empty, page = tmp_path / "空.pdf", tmp_path / "意见.txt"
    empty.write_bytes(b"")
    page.write_text("意见", "utf-8")
    with pytest.raises(KnownError, match="是空文件"):
        do(desk, matter, PASSED, file=empty)
    with pytest.raises(KnownError, match=r"读不了|不是文件"):
        do(desk, matter, PASSED, file=tmp_path / "没有.pdf")
    do(desk, matter, PASSED, file=page)
    assert last(desk, matter).file_name == "意见.txt"
    assert desk.store.files.read(last(desk, matter).file_hash).decode() == "意见"


def test_a_matter_without_entries_is_removed_undone_and_redone(plan):
    desk, project_id, matter = plan
    desk.do(matters.remove(desk, matter))
    desk.undo()
    assert now(desk, matter).matter == matter
    desk.redo()
    assert matters.register(desk, project_id) == ()
    desk.undo()
    do(desk, matter, PASSED)
    with pytest.raises(KnownError, match="已有办理记录"):
        matters.remove(desk, matter)
    desk.undo()  # the entry is passed over, and what it is about cannot go: what is before goes instead, or is refused
    assert last(desk, matter).kind is PASSED


def test_a_removed_matter_does_not_come_back_beside_another_of_its_chain(plan):
    desk, project_id, matter = plan
    removed = desk.do(matters.remove(desk, matter))
    opened(desk, project_id, LOCAL)
    with pytest.raises(KnownError, match="已有一件正在办理"):
        desk.take_back(removed)
    assert len(matters.register(desk, project_id)) == 1


def test_a_chain_is_under_way_once_and_only_where_it_applies(plan):
    desk, project_id, _ = plan
    with pytest.raises(KnownError, match="已有一件正在办理"):
        opened(desk, project_id, LOCAL)
    with pytest.raises(KnownError, match="没有这个报批流程"):
        opened(desk, project_id, "A-TRADE")
    with pytest.raises(KnownError, match="没有这个报批流程"):
        matters.open_matter(desk, project_id, "B", "B-PLAN")


def test_a_title_is_edited_and_the_rest_follows_from_what_happened(plan):
    desk, _, matter = plan
    desk.do(matters.set_matter_field(desk, matter, "title", "2018年方案"))
    assert now(desk, matter).matter.title == "2018年方案"
    for name, text in (("title", " "), ("chain_id", "A-DESIGN")):
        with pytest.raises(KnownError):
            matters.set_matter_field(desk, matter, name, text)


def test_answers_are_of_the_last_return_until_the_papers_go_up_again(plan):
    desk, _, matter = plan
    sent(desk, matter)
    do(desk, matter, RETURNED, comments=(("", "面积不符"), ("附图", " ")))
    (comment,) = now(desk, matter).comments
    with pytest.raises(KnownError, match="请写明怎样修改"):
        return_comments.answer(desk, comment, " ")
    desk.do(return_comments.answer(desk, comment, "已改"))
    sent(desk, matter)
    with pytest.raises(KnownError, match="已重新报送"):
        return_comments.answer(desk, comment, "再改")
    with pytest.raises(KnownError, match="答复没有登记"):
        desk.do(Change("答复", after=(CommentAnswer(comment_id=comment.id, text="再改"),), kind=ChangeKind.PROGRESS))


@pytest.mark.parametrize(("clock", "says"), [(datetime(1986, 1, 1), "核对电脑的时钟"), (datetime(2099, 1, 1), "晚 20 年以上")])
def test_a_clock_far_off_enters_nothing_and_set_right_goes_on(plan, clock, says):
    desk, _, matter = plan
    do(desk, matter, PASSED)
    desk.clock = lambda: clock
    with pytest.raises(KnownError, match=says):
        do(desk, matter, SENT, acted_on=date(2018, 4, 1))
    desk.sign_in(desk.officer)
    desk.clock = lambda: NOON
    assert do(desk, matter, SENT).waits_for == "办理"


def test_what_goes_round_the_actions_is_refused_by_the_guards(plan):
    desk, project_id, matter = plan
    stray = MatterEntry(matter_id=matter.id, step=3, kind=PASSED, acted_on=FIRST, actor="某机关", number="1号")
    with pytest.raises(KnownError, match="现在轮到第 1 步"):
        desk.do(Change("登记", after=(stray,)))
    with pytest.raises(KnownError, match="已有一件正在办理"):
        desk.do(Change("新开", after=(Matter(project_id=project_id, pack_id="A", chain_id=LOCAL, title="又一件"),)))
    other = replace(matter, id="别的", chain_id="A-NEWLAND")
    desk.do(Change("新开", after=(other,)))
    with pytest.raises(KnownError, match="没有写明这两件"):
        desk.do(Change("同步", before=(other,), after=(replace(other, joined_id=matter.id),)))
    do(desk, matter, PASSED)
    with pytest.raises(KnownError, match="不能改换"):
        desk.do(Change("改", before=(matter,), after=(replace(matter, chain_id="A-DESIGN"),)))
    assert desk.store.count(MatterEntry) == 1


def test_two_programs_do_not_enter_the_same_step_twice(plan):
    desk, _, matter = plan
    one, other = (matter_entries.pass_(desk, matter, Particulars(acted_on=FIRST)) for _ in range(2))
    desk.do(one)
    with pytest.raises(KnownError):
        desk.do(other)
    with pytest.raises(KnownError, match="现在轮到第 2 步"):
        desk.do(replace(other, as_of=None))
    assert desk.store.count(MatterEntry) == 1


def set_fact(desk, project_id, **facts):
    project = desk.store.get(Project, project_id)
    desk.do(Change("情况", before=(project,), after=(replace(project, **facts),)))


def test_a_fact_that_decides_the_chain_stays_while_a_matter_is_under_way(tmp_path):
    desk, project_id = project_of(tmp_path, surplus_trade=True, extended_powers_county=False)
    for kind in plan_versions.kinds(desk, project_id):
        desk.do(plan_versions.fix(desk, project_id, kind))
    old = opened(desk, project_id, "A-PLAN-OLD")
    through(desk, old, until=1)
    set_fact(desk, project_id, extended_powers_county=True)  # nothing went up yet
    set_fact(desk, project_id, extended_powers_county=False)
    do(desk, old, SENT)
    for fact, label in (("extended_powers_county", "扩权强县"), ("surplus_trade", "涉及节余指标易地交易")):
        with pytest.raises(KnownError, match=f"正在办理，“{label}”没有改动"):
            set_fact(desk, project_id, **{fact: fact == "extended_powers_county"})
    set_fact(desk, project_id, new_side_extended_powers=True, name="另名")  # says nothing of this chain
    do(desk, old, WITHDRAWN)
    set_fact(desk, project_id, surplus_trade=False)
