"""What is owed once an advance was not returned, a project not accepted in time or quota not covered: proposed, entered, settled with proof."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from linkdesk.actions import clocks, obligations, sanctions
from linkdesk.actions.obligations import Settling
from linkdesk.domain.approval_words import ClockState, SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.docket import docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.obligation_standing import ObligationState, state
from linkdesk.domain.project import Project
from linkdesk.domain.quota import Obligation
from linkdesk.domain.quota_words import ObligationKind
from tests.actions.advanced import granted, planned
from tests.actions.quota_books import HECTARE, accepted, balances, book, county_of

FOUR = ["停止预支", "扣减年度计划指标", "履行占补平衡", "补缴税费"]
LATE, IN_TIME = datetime(2020, 3, 2, 9, 0), datetime(2020, 2, 1, 23, 0)


def at(desk, when):
    """The same desk on another day."""
    desk.clock = lambda: when
    return desk


@pytest.fixture
def overdue(tmp_path):
    """An advance of 1 ha (0.8 ha of farmland) approved on 1 February 2019 and not returned a year later."""
    desk, project_id = granted(tmp_path)
    yield at(desk, LATE), project_id
    desk.close()


def kinds(rows):
    return [str(o.kind) for o in rows]


def rules(desk, project_id):
    return {f.rule_id: f for f in desk.findings(project_id) if not f.undetermined}


def refused(make):
    with pytest.raises(KnownError) as said:
        make()
    return str(said.value)


def entered(desk, project_id):
    desk.do(obligations.enter(desk, project_id, {o.id for o in obligations.proposed(desk, project_id)}))
    return obligations.obligations(desk, project_id)


def settled(desk, obligation, on="2020-02-20", proof="达市府办〔2019〕3号", paper=None):
    desk.do(obligations.settle(desk, obligation, Settling(on, proof), paper))
    return desk.store.get(Obligation, obligation.id)


def clock(desk, project_id, id_):
    return next(c for c in clocks.running_clocks(desk, project_id) if c.id == id_)


def test_nothing_is_owed_while_the_year_runs(tmp_path):
    desk, project_id = granted(tmp_path)
    assert obligations.proposed(at(desk, IN_TIME), project_id) == ()
    assert clock(desk, project_id, "B-ADVANCE-1Y").due_on == date(2020, 2, 1)
    assert not {"R25-ADVANCE-short", "R25-ADVANCE-owed"} & set(rules(desk, project_id))
    desk.close()


def test_an_advance_not_returned_imposes_the_four_consequences_of_its_clause(overdue):
    desk, project_id = overdue
    found = obligations.proposed(desk, project_id)
    assert kinds(found) == FOUR
    assert not desk.store.load(Obligation)
    assert {(o.clause, o.arisen_on, o.clock_id) for o in found} == {("B §二(四)", date(2020, 2, 2), "B-ADVANCE-1Y")}
    areas = {str(o.kind): (o.construction, o.farmland) for o in found}
    assert areas == {"停止预支": (None, None), "扣减年度计划指标": (HECTARE, HECTARE * Decimal("0.8")),
                     "履行占补平衡": (None, HECTARE * Decimal("0.8")), "补缴税费": (None, None)}
    told = rules(desk, project_id)
    short = [f.message for f in desk.findings(project_id) if f.rule_id == "R25-ADVANCE-short"]
    assert ["建设用地指标 1.0000 公顷没有归还；后果：停用预支政策" in short[0], "耕地指标 0.8000 公顷没有归还" in short[1]] == [True, True]
    assert "、".join(FOUR) in told["R25-ADVANCE-owed"].message
    assert "R25-ADVANCE" in told


def test_each_is_entered_once_by_one_click(overdue):
    desk, project_id = overdue
    first = obligations.proposed(desk, project_id)[0]
    desk.do(obligations.enter(desk, project_id, {first.id}))
    assert kinds(obligations.proposed(desk, project_id)) == FOUR[1:]
    assert "已经登记" in refused(lambda: obligations.enter(desk, project_id, {first.id}))
    assert "已经登记" in refused(lambda: obligations.enter(desk, project_id, ()))
    assert kinds(entered(desk, project_id)) == FOUR
    assert [o.position for o in obligations.obligations(desk, project_id)] == [0, 1, 2, 3]
    assert refused(lambda: desk.do(Change("又一次", after=(first,))))


def test_they_are_settled_one_by_one_with_their_proof(overdue):
    desk, project_id = overdue
    for left, each in reversed(list(enumerate(reversed(entered(desk, project_id))))):
        assert state(each, LATE.date()) is ObligationState.OPEN
        settled(desk, each)
        told = rules(desk, project_id).get("R25-ADVANCE-owed")
        assert (told.measured if told else "0 项") == f"{left} 项"
    assert {state(o, LATE.date()) for o in obligations.obligations(desk, project_id)} == {ObligationState.SETTLED}


@pytest.mark.parametrize(("on", "proof", "word"), [
    ("", "某文", "请填写履行日期"), ("2020-02-20", " ", "请填写履行凭据"), ("2020-03-03", "某文", "在今天（2020-03-02）以后"),
    ("2020-02-01", "某文", "早于义务产生的 2020-02-02"), ("七月", "某文", "请填日期")])
def test_a_settling_without_day_or_proof_is_refused(overdue, on, proof, word):
    desk, project_id = overdue
    each = entered(desk, project_id)[0]
    assert word in refused(lambda: settled(desk, each, on, proof))
    assert desk.store.get(Obligation, each.id) == each


def test_a_settled_one_stays_and_is_opened_again_only_with_a_reason(overdue, tmp_path):
    desk, project_id = overdue
    each = entered(desk, project_id)[3]
    desk.do(obligations.set_obligation_field(desk, each, "amount", "12.5"))
    paper = tmp_path / "完税证明.pdf"
    paper.write_bytes(b"%PDF-1.4 proof")
    now = settled(desk, each, paper=paper)
    assert (now.amount, now.file_name) == (Decimal(125000), "完税证明.pdf")
    assert obligations.copy_to_view(desk, now).read_bytes() == b"%PDF-1.4 proof"
    for act in (lambda: settled(desk, now), lambda: obligations.remove(desk, [now]),
                lambda: obligations.set_obligation_field(desk, now, "amount", "1"),
                lambda: desk.do(Change("绕过", before=(now,))), lambda: desk.do(Change("绕过", before=(now,), after=(replace(now, amount=None),)))):
        assert "已在 2020-02-20 登记履行" in refused(act)
    assert "请写明撤回履行的原因" in refused(lambda: obligations.reopen(desk, now, " "))
    desk.do(obligations.reopen(desk, now, "税票是别的项目的"))
    again = desk.store.get(Obligation, each.id)
    assert (again.settled_on, again.proof, again.file_hash) == (None, "", "")
    assert again.note == "2020-02-20 的履行登记（达市府办〔2019〕3号）已撤回：税票是别的项目的"
    assert "还没有登记履行" in refused(lambda: obligations.reopen(desk, again, "x"))
    desk.do(obligations.remove(desk, [again]))
    assert kinds(obligations.proposed(desk, project_id)) == ["补缴税费"]


def test_every_verb_is_taken_back_and_done_again(overdue):
    desk, project_id = overdue
    seq = desk.do(obligations.enter(desk, project_id, {o.id for o in obligations.proposed(desk, project_id)}))
    each = obligations.obligations(desk, project_id)[0]
    desk.do(obligations.set_obligation_field(desk, each, "due_on", "2020-02-29"))
    settled(desk, desk.store.get(Obligation, each.id))
    desk.undo()
    assert desk.store.get(Obligation, each.id).settled_on is None
    desk.redo()
    assert desk.store.get(Obligation, each.id).settled_on == date(2020, 2, 20)
    desk.do(obligations.reopen(desk, desk.store.get(Obligation, each.id), "错了"))
    desk.undo()
    assert desk.store.get(Obligation, each.id).settled_on == date(2020, 2, 20)
    desk.undo()
    desk.undo()
    assert desk.store.get(Obligation, each.id) == each
    desk.take_back(seq)
    assert kinds(obligations.proposed(desk, project_id)) == FOUR


def test_one_that_should_have_been_settled_is_found(overdue):
    desk, project_id = overdue
    each = entered(desk, project_id)[2]
    assert "obligation-late" not in rules(desk, project_id)
    desk.do(obligations.set_obligation_field(desk, each, "due_on", "2020-02-29"))
    late = desk.store.get(Obligation, each.id)
    assert state(late, LATE.date()) is ObligationState.OVERDUE
    assert "履行占补平衡应在 2020-02-29 前履行" in rules(desk, project_id)["obligation-late"].message
    assert state(settled(desk, late, "2020-03-01"), LATE.date()) is ObligationState.SETTLED_LATE
    assert "随履行一起登记" in refused(lambda: obligations.set_obligation_field(desk, each, "settled_on", "2020-03-01"))


def test_a_return_after_the_year_still_imposes_them(tmp_path):
    desk, project_id = granted(tmp_path)
    accepted(at(desk, LATE), project_id, on=date(2020, 2, 15))
    now = clock(desk, project_id, "B-ADVANCE-1Y")
    assert (now.state, now.ended_on) == (ClockState.DONE_LATE, date(2020, 2, 15))
    assert kinds(obligations.proposed(desk, project_id)) == FOUR
    assert obligations.proposed(desk, project_id)[1].construction == HECTARE  # what was out on the last day
    desk.close()


def test_an_acceptance_in_time_settles_the_advance_and_nothing_is_owed(tmp_path):
    desk, project_id = granted(tmp_path)
    accepted(at(desk, LATE), project_id, on=date(2020, 2, 1))
    assert "预支未归还" not in balances(desk, project_id)
    now = clock(desk, project_id, "B-ADVANCE-1Y")
    assert (now.state, now.ended_on) == (ClockState.DONE, date(2020, 2, 1))
    assert obligations.proposed(desk, project_id) == ()
    assert clock(desk, project_id, "B-ADVANCE-3Y").state is ClockState.DONE
    desk.close()


def test_an_acceptance_that_does_not_cover_the_advance_leaves_it_owed(tmp_path):
    desk, project_id = granted(tmp_path)
    accepted(at(desk, LATE), project_id, on=date(2020, 2, 1), share="0.4")  # 4 ha return: 3 for what was built, half reserved, half advanced
    assert balances(desk, project_id)["预支未归还"][0] == Decimal("0.5")
    assert clock(desk, project_id, "B-ADVANCE-1Y").state is ClockState.OVERDUE
    short = {str(o.kind): o for o in obligations.proposed(desk, project_id)}
    assert short["扣减年度计划指标"].construction == HECTARE / 2
    assert (short["补足应归还指标"].construction, short["补足应归还指标"].due_on) == (HECTARE / 2, date(2020, 2, 1))
    desk.close()


@pytest.mark.parametrize(("approved_on", "due"), [(date(2020, 2, 29), date(2021, 2, 28)), (date(2019, 2, 28), date(2020, 2, 28)),
                                                  (date(2019, 3, 1), date(2020, 3, 1)), (date(2018, 12, 31), date(2019, 12, 31))])
def test_the_year_crosses_the_end_of_february_and_its_last_day_is_in_time(tmp_path, approved_on, due):
    from tests.actions.advanced import applied, approve
    desk, project_id = planned(tmp_path)
    at(desk, datetime(due.year, due.month, due.day, 23, 0))
    applied(desk, project_id, construction="1")
    approve(desk, project_id, approved_on)
    assert clock(desk, project_id, "B-ADVANCE-1Y").due_on == due
    assert obligations.proposed(desk, project_id) == ()
    assert kinds(obligations.proposed(at(desk, datetime(due.year, due.month, due.day, 12, 0).replace(year=due.year + 1)), project_id)) == FOUR
    desk.close()


def test_a_project_not_accepted_in_time_imposes_the_three_of_its_own_policy_once(tmp_path):
    desk, project_id = planned(tmp_path, "A")
    at(desk, datetime(2021, 3, 6, 9, 0))
    assert kinds(obligations.proposed(desk, project_id)) == ["扶贫考核扣分", "扣减年度计划指标", "暂停建设用地审批"]
    assert {o.clause for o in entered(desk, project_id)} == {"A §二(二)"}
    told = rules(desk, project_id)
    assert "扶贫考核扣分、扣减年度计划指标、暂停建设用地审批" in told["R25-3Y-owed"].message
    desk.close()


def test_the_days_of_the_ledger_start_the_return_of_quota_and_its_shortfall_is_told(tmp_path):
    desk, project_id = book(tmp_path)
    from tests.actions.quota_books import approved, issued
    project = desk.store.get(Project, project_id)
    desk.do(Change("政策", before=(project,), after=(replace(project, packs=("A", "N138")),)))
    assert clock(desk, project_id, "N-RETURN-3Y").started_on is None
    issued(desk, project_id)
    approved(desk, project_id)
    at(desk, datetime(2021, 3, 6, 9, 0))
    assert (clock(desk, project_id, "N-RETURN-3Y").started_on, clock(desk, project_id, "N-RETURN-3Y").due_on) == (
        date(2018, 3, 5), date(2021, 3, 5))
    accepted(desk, project_id, "G1", on=date(2021, 3, 1), share="0.4")  # 2 of the 3 ha that were issued
    told = rules(desk, project_id)["R08"]
    assert (told.severity, told.measured) == ("warning", "1.0000 公顷")
    owed = next(o for o in obligations.proposed(desk, project_id) if o.kind is ObligationKind.RETURN)
    assert (owed.construction, owed.farmland) == (HECTARE, None)
    assert [d.quota_days for d in desk.dockets()] == [docket_of(desk.dossier(project_id)).quota_days]
    desk.close()


def test_the_stop_stands_in_the_register_of_sanctions_and_is_not_entered_twice(overdue):
    desk, project_id = overdue
    stopped, cut, balance, _ = entered(desk, project_id)
    assert obligations.wants_decision(desk, stopped)
    assert obligations.wants_decision(desk, cut)
    assert not obligations.wants_decision(desk, balance)
    desk.do(sanctions.enter(desk, county_of(desk, project_id), None, sanctions.Typed(
        SanctionKind.ADVANCE_SUSPENDED, "达川市自然资源和规划局", "达市自然资规〔2019〕9号", "2020-02-10")))
    assert not obligations.wants_decision(desk, stopped)
    assert obligations.decision(desk, stopped).number == "达市自然资规〔2019〕9号"
    assert "R41-advance" in rules(desk, project_id)
