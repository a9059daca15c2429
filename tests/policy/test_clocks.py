"""Every time limit of every pack: its start, the day before, the day itself and the day after, month ends and both readings."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from linkdesk import shipped
from linkdesk.domain import days
from linkdesk.domain.approval import ClockReading, YearTarget
from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.docket import AgreedTerm, Docket
from linkdesk.domain.oversight import Inspection
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.words import Certainty
from linkdesk.policy.check import findings
from linkdesk.policy.clocks import of_pack, running
from linkdesk.policy.compliance import rows_with_state
from linkdesk.policy.matter_rules import Happened
from linkdesk.policy.reminders import distances
from linkdesk.policy.running_clock import stood
from linkdesk.policy.terms import Event, RowResult
from linkdesk.policy.year_clocks import yearly
from tests.policy.dossiers import dossier

ONE = timedelta(1)
REMIND = (180, 90, 30)
EVERY = [(pack.id, clock.id) for pack in shipped.packs().values() for clock in pack.clocks]
TABLE = {  # clock → start, first due day, start stated by the text, what may follow
    "A-ACCEPT-3Y": (date(2018, 3, 5), date(2021, 3, 5), False, "扶贫考核扣分"),
    "A-ACCEPT-2Y": (date(2018, 3, 5), date(2020, 3, 5), True, "停批建设用地"),
    "B-ADVANCE-1Y": (date(2018, 3, 5), date(2019, 3, 5), False, "补缴税费"),
    "B-ADVANCE-3Y": (date(2018, 3, 5), date(2021, 3, 5), False, ""),
    "B-ADJUST-1Y": (date(2018, 3, 5), date(2019, 3, 5), False, "不能再按本条申请"),
    "N-RETURN-3Y": (date(2018, 3, 5), date(2021, 3, 5), False, "停止下达"),
}


def docket(pack="A", on=date(2018, 6, 1), readings=(), **more):
    return Docket(Project(name="青石", packs=(pack,), id="p", surplus_trade=True), on, readings=tuple(readings), **more)


def clock(id_):
    return next(c for p in shipped.packs().values() for c in p.clocks if c.id == id_)


def begun(id_, start, *more):
    """What starts a clock, and what it needs besides."""
    needs = clock(id_).needs
    return (*((Happened(needs, start, "n", "预支"),) if needs else ()), Happened(clock(id_).start, start, "m", "事项"), *more)


def runs(id_, happened, on, readings=(), overrides=()):
    pack = next(p for p in shipped.packs().values() if any(c.id == id_ for c in p.clocks))
    made = of_pack(docket(pack.id, on, readings), pack, happened, overrides)
    return [stood(c, on, REMIND) for c in made if c.id == id_]


def run(id_, happened, on, readings=(), overrides=()):
    (one,) = runs(id_, happened, on, readings, overrides)
    return one


def test_the_table_has_every_clock():
    assert {id_ for _, id_ in EVERY} == TABLE.keys()


@pytest.mark.parametrize("id_", TABLE)
def test_each_clock_on_its_edge_days(id_):
    start, due, stated, consequence = TABLE[id_]
    happened = begun(id_, start)
    found = {day: run(id_, happened, day) for day in (start, due - ONE * 181, due - ONE, due, due + ONE)}
    assert {c.due_on for c in found.values()} == {due}
    assert (found[due].started_on, found[due].is_ours, found[due].certainty is Certainty.UNVERIFIED) == (start, not stated, id_[0] == "N")
    states = [c.state for c in found.values()]
    assert states == [ClockState.RUNNING, ClockState.RUNNING, ClockState.NEAR, ClockState.NEAR, ClockState.OVERDUE]
    assert [c.days_left(day) for day, c in found.items()][2:] == [1, 0, -1]
    assert consequence in found[due].consequence
    assert found[due].clause.endswith(clock(id_).clause)


@pytest.mark.parametrize("id_", TABLE)
@pytest.mark.parametrize("start", [date(2020, 2, 29), date(2019, 1, 31), date(2018, 12, 31), date(2019, 2, 28)])
def test_each_clock_from_29_february_and_month_ends(id_, start):
    found = run(id_, begun(id_, start), start)
    year = start.year + int(clock(id_).limit)
    due = date(year, 2, 28) if start == date(2020, 2, 29) else start.replace(year=year)
    assert found.due_on == due
    assert ("取月末" in "".join(found.how)) is (due.day != start.day)


@pytest.mark.parametrize("id_", TABLE)
@pytest.mark.parametrize(("late", "state"), [(-1, ClockState.DONE), (0, ClockState.DONE), (1, ClockState.DONE_LATE)])
def test_each_clock_ends_in_time_on_its_last_day(id_, late, state):
    start, due, _, _ = TABLE[id_]
    ended = Happened(clock(id_).end, due + ONE * late, "other", "终")
    assert run(id_, begun(id_, start, ended), date(2030, 1, 1)).state is state


@pytest.mark.parametrize("id_", TABLE)
def test_each_clock_waits_for_what_starts_it(id_):
    found = run(id_, (), date(2018, 6, 1))
    assert (found.state, found.due_on, found.days_left(date(2018, 6, 1))) == (ClockState.NOT_BEGUN, None, None)
    assert "没有起算" in found.how[0]


@pytest.mark.parametrize("on", [date(1986, 1, 1), date(2099, 12, 31), date.min, date.max])
@pytest.mark.parametrize("id_", TABLE)
def test_a_computer_set_to_another_time_gives_states_not_faults(id_, on):
    found = run(id_, begun(id_, date(2018, 3, 5)), on)
    assert found.state in (ClockState.RUNNING, ClockState.OVERDUE)
    assert found.working_days_left(on).doubt
    assert run(id_, begun(id_, date.max), date(2018, 3, 5)).due_on == date.max


@pytest.mark.parametrize("id_", [i for i in TABLE if not TABLE[i][2]])
def test_a_start_that_is_our_reading_can_be_another(id_):
    reading = ClockReading(project_id="p", clock_id=id_, subject_id="m", started_on=date(2018, 5, 31), note="县里自下达之日起算")
    found = run(id_, begun(id_, date(2018, 3, 5)), date(2018, 6, 1), [reading])
    assert found.due_on == days.after(date(2018, 5, 31), clock(id_).limit, "年")
    assert "县里自下达之日起算" in found.how[0]


def test_of_two_limits_on_acceptance_the_earlier_rules_and_both_say_so():
    happened = (Happened(Event.PLAN_APPROVED, date(2018, 3, 5), "m1", "方案"), Happened(Event.TRADED, date(2018, 9, 1), "m2", "交易"))
    three, two = runs("A-ACCEPT-3Y", happened, date(2019, 1, 1))[0], runs("A-ACCEPT-2Y", happened, date(2019, 1, 1))[0]
    assert (three.beside, two.beside) == ("同时适用的“易地交易项目复垦验收期限”2020-09-01 先到期，以先到的为准。",
                                          "与“复垦验收期限”同时适用，本期限先到期，以本期限为准。")
    late = (happened[0], Happened(Event.TRADED, date(2020, 1, 1), "m2", "交易"))
    assert "本期限先到期" in runs("A-ACCEPT-3Y", late, date(2020, 1, 1))[0].beside


def test_an_advance_returned_ends_its_own_year_and_no_other():
    happened = (Happened(Event.ADVANCE_APPROVED, date(2018, 3, 5), "m1", "一"), Happened(Event.ADVANCE_APPROVED, date(2018, 4, 5), "m2", "二"),
                Happened(Event.RETURNED, date(2018, 12, 1), "m1", "还"))
    assert [(c.subject_id, c.ended_on) for c in runs("B-ADVANCE-1Y", happened, date(2019, 1, 1))] == [("m1", date(2018, 12, 1)), ("m2", None)]


def test_three_years_bind_only_a_project_that_used_quota_in_advance_and_end_by_acceptance():
    approved = Happened(Event.PLAN_APPROVED, date(2018, 3, 5), "m", "规划")
    assert run("B-ADVANCE-3Y", (approved,), date(2022, 1, 1)).state is ClockState.NOT_BEGUN
    said = ClockReading(project_id="p", clock_id="B-ADVANCE-1Y", started_on=date(2018, 5, 1), note="批复在用本程序以前")
    assert run("B-ADVANCE-3Y", (approved,), date(2022, 1, 1), [said]).due_on == date(2021, 3, 5)
    accepted = Happened(Event.ACCEPTED, date(2020, 3, 5), "v", "验收")
    assert run("B-ADVANCE-3Y", begun("B-ADVANCE-3Y", date(2018, 3, 5), accepted), date(2022, 1, 1)).state is ClockState.DONE


def test_no_extension_where_the_text_forbids_one_and_by_a_document_elsewhere():
    def put_off(id_):
        reading = ClockReading(project_id="p", clock_id=id_, subject_id="m", extended_to=date(2022, 1, 1), document="某文")
        return run(id_, begun(id_, date(2018, 3, 5)), date(2019, 1, 1), [reading])
    assert put_off("B-ADVANCE-3Y").due_on == date(2021, 3, 5)
    assert (put_off("A-ACCEPT-3Y").due_on, put_off("A-ACCEPT-3Y").lawful_due) == (date(2022, 1, 1), date(2021, 3, 5))


def test_the_adjustment_is_once_or_once_a_year_as_the_county_reads_it():
    happened = begun("B-ADJUST-1Y", date(2018, 3, 5))
    used = ClockReading(project_id="p", clock_id="B-ADJUST-1Y", subject_id="m", ended_on=date(2018, 8, 1), document="申请")
    on = date(2020, 6, 1)
    assert [(c.subject_id, c.state) for c in runs("B-ADJUST-1Y", happened, on, [used])] == [("m", ClockState.DONE)]
    yearly_read = PolicyOverride(pack_id="B", name="adjustment_times", value="每年一次")
    found = runs("B-ADJUST-1Y", happened, on, [used], [yearly_read])
    assert [(c.subject_id, c.started_on, c.due_on, c.state) for c in found] == [
        ("m", date(2018, 3, 5), date(2019, 3, 5), ClockState.DONE), ("m#3", date(2020, 3, 5), date(2021, 3, 5), ClockState.RUNNING)]


def test_a_limit_that_began_in_force_runs_on_when_its_document_has_ended():
    pack = shipped.packs()["A"]
    over = replace(pack, clocks=tuple(replace(c, until_on=date(2018, 12, 31)) for c in pack.clocks))
    made = of_pack(docket("A", date(2020, 1, 1)), over, begun("A-ACCEPT-3Y", date(2018, 3, 5)))
    assert [(c.id, c.due_on) for c in made] == [("A-ACCEPT-3Y", date(2021, 3, 5))]


@pytest.mark.parametrize(("left", "reached"), [(181, None), (180, 180), (91, 180), (90, 90), (31, 90), (30, 30), (0, 30)])
def test_reminders_are_reached_one_after_the_other(left, reached):
    assert run("A-ACCEPT-3Y", begun("A-ACCEPT-3Y", date(2018, 3, 5)), date(2021, 3, 5) - ONE * left).reminder == reached


def test_a_county_sets_its_own_distances():
    of = docket("A", date(2021, 2, 20))
    project = replace(of.project, approval_number="批〔2018〕1号", approved_on=date(2018, 3, 5), surplus_trade=False)
    packs = (shipped.packs()["A"], shipped.packs()["LD"])
    assert [c.state for c in running(replace(of, project=project), packs)] == [ClockState.NEAR]
    own = PolicyOverride(pack_id="LD", name="reminder_days", value="10 天、5 天")
    assert [c.state for c in running(replace(of, project=project), packs, [own])] == [ClockState.RUNNING]
    assert distances("180、90；30，x0") == (180, 90, 30)
    assert distances("没有，99999") == (180, 90, 30)


def test_days_set_by_people_run_beside_those_of_the_packs():
    of = docket("A", date(2018, 6, 1), terms=(AgreedTerm("demolish_by", "约定拆除日期", date(2018, 5, 31), 3),),
                inspections=(Inspection(project_id="p", inspector="市局", finding="围挡缺失", inspected_on=date(2018, 5, 1),
                                        rectify_by=date(2018, 6, 1)),
                             Inspection(project_id="p", inspector="市局", rectify_by=date(2018, 6, 1))),
                opinions=(Opinion(project_id="p", department="县林业局", asked_on=date(2018, 5, 1), due_on=date(2018, 5, 20),
                                  answered_on=date(2018, 5, 21)),))
    found = running(of, (shipped.packs()["LD"],))
    assert [(c.label, c.state) for c in found] == [("征求意见答复期限", ClockState.DONE_LATE), ("约定拆除日期", ClockState.OVERDUE),
                                                   ("整改期限", ClockState.NEAR)]


def test_overdue_and_near_limits_are_findings_and_stand_in_the_compliance_table():
    def at(on):
        return dossier(packs=("A",), on=on, surplus_trade=False, approval_number="批〔2018〕1号", approved_on=date(2018, 3, 5))
    packs = shipped.packs().values()
    late = [f for f in findings(at(date(2021, 3, 6)), packs) if f.subject == "clock_reading"]
    assert [(f.rule_id, f.clause, f.measured, f.subject_id) for f in late] == [("R25-3Y", "A §二(二)", "1 天", "A-ACCEPT-3Y/")]
    assert "2021-03-05 到期，还没有完成；逾期的后果：扶贫考核扣分" in late[0].message
    assert [f.rule_id for f in findings(at(date(2021, 3, 5)), packs) if f.subject == "clock_reading"] == ["R25-3Y-near"]
    assert not [f for f in findings(at(date(2019, 3, 5)), packs) if f.subject == "clock_reading"]
    rows = {s.row.id: s.state for s in rows_with_state(at(date(2021, 3, 6)), packs)}
    assert rows["A22-07"] is RowResult.DOUBTFUL


def test_yearly_duties_and_targets_of_the_county():
    packs = [shipped.packs()[id_] for id_ in ("A", "LD")]
    found = {c.id: c for c in yearly(packs, (), date(2019, 4, 1))}
    assert (found["A-ASSESS-Q1"].due_on, found["A-SUPERVISE"].due_on) == (date(2020, 3, 31), date(2019, 12, 31))
    assert (found["A-TRADE-1000"].due_on, found["A-TRADE-1000"].certainty) == (date(2019, 12, 31), Certainty.UNVERIFIED)
    assert {c.id: c.due_on for c in yearly(packs, (), date(2019, 3, 31))}["A-ASSESS-Q1"] == date(2019, 3, 31)
    own = YearTarget(from_year=2018, to_year=2019, area=1200, done=1200, document="晋国土资发〔2018〕1号")
    later = YearTarget(from_year=2020, to_year=2020, area=800, done=10, document="晋国土资发〔2020〕2号")
    targets = [c for c in yearly(packs, (own, later), date(2021, 1, 1)) if c.id in ("A-TRADE-1000", "year_target")]
    assert [(c.subject_id, c.state, c.clause) for c in targets] == [
        (own.id, ClockState.DONE, "A §三(一)"), (later.id, ClockState.OVERDUE, "A §三(一)")]


def owed(*rows):
    """What is left of the two years' shipped target, and how each row of (county, first year, last year) is called."""
    made = [YearTarget(authority_id=body, from_year=first, to_year=last, area=600, document="文") for body, first, last in rows]
    found = yearly([shipped.packs()["A"]], made, date(2019, 4, 1), names={"x": "青石县", "y": "云岭县"})
    return ["shipped" if c.id == "A-TRADE-1000" else c.subject.split("，")[0] for c in found if c.id in ("A-TRADE-1000", "year_target")]


@pytest.mark.parametrize(("rows", "left"), [
    ([], ["shipped"]), ([("x", 2018, 2018)], ["2018 年", "shipped"]), ([("x", 2018, 2018), ("x", 2019, None)], ["2018 年", "2019 年"]),
    ([("x", 2018, 2019)], ["2018—2019 年"]), ([("x", 2017, 2020)], ["2017—2020 年"]), ([("x", 2020, 2020)], ["shipped", "2020 年"]),
    ([("x", None, None)], ["shipped", "年度待补"]), ([("x", 2018, 2019), ("y", 2018, 2018)], ["云岭县 2018 年", "青石县 2018—2019 年", "shipped"])])
def test_one_year_entered_leaves_the_other_year_owing_and_each_county_its_own(rows, left):
    assert sorted(owed(*rows)) == sorted(left)


def test_a_target_of_poor_counties_does_not_run_in_others_and_says_so():
    (target,) = [c for c in yearly([shipped.packs()["A"]], (), date(2021, 1, 1), poor=()) if c.id == "A-TRADE-1000"]
    assert (target.due_on, target.state) == (None, ClockState.NOT_BEGUN)
    assert target.note.startswith("只对贫困县")


def test_a_target_is_done_by_the_ledger_and_the_shipped_one_when_every_poor_county_has_done_it():
    def of(id_, poor=("x",), targets=(), **sold):
        told = {(body, 2018): Decimal(area) for body, area in sold.items()}
        made = yearly([shipped.packs()["A"]], targets, date(2019, 4, 1), names={"x": "青石县", "y": "云岭县"}, poor=poor, sold=told)
        return next((c.subject, c.state) for c in made if c.id == id_)
    assert of("A-TRADE-1000") == ("2018—2019 年，1,000.00 亩", ClockState.RUNNING)
    assert of("A-TRADE-1000", x=999) == ("2018—2019 年，1,000.00 亩，已完成 999.00 亩", ClockState.RUNNING)
    assert of("A-TRADE-1000", x=1000)[1] is ClockState.DONE
    assert of("A-TRADE-1000", poor=("x", "y"), x=1000) == ("2018—2019 年，1,000.00 亩，青石县已完成 1,000.00 亩", ClockState.RUNNING)
    own = YearTarget(authority_id="x", from_year=2018, to_year=2019, area=Decimal(1000), done=Decimal(400), document="文")
    assert of("year_target", targets=[own], x=600) == (
        "2018—2019 年，1,000.00 亩，已完成 1,000.00 亩（启用前 400.00＋台账 600.00）", ClockState.DONE)


def test_a_target_read_as_wanted_every_year_is_due_every_year():
    read = PolicyOverride(pack_id="A", name="trade_target_reading", value="每年")
    made = [c for c in yearly([shipped.packs()["A"]], (), date(2018, 4, 1), [read]) if c.id == "A-TRADE-1000"]
    assert [(c.due_on, c.subject) for c in made] == [(date(2018, 12, 31), "2018 年，1,000.00 亩"), (date(2019, 12, 31), "2019 年，1,000.00 亩")]
    assert len({c.key for c in made}) == 2


@pytest.mark.parametrize("on", [date(1986, 6, 1), date(2099, 6, 1), date.max, date.min])
def test_yearly_duties_on_the_edges_of_the_calendar(on):
    assert [c for c in yearly([shipped.packs()["A"]], (YearTarget(),), on) if c.due_on is None or c.due_on.year >= on.year or c.state]
