"""Time limits of whole dockets, reckoned by hand: matters walked up, corrections, acceptances in parts, several advances, readings."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk import shipped
from linkdesk.domain.approval import ClockReading, Matter, MatterEntry
from linkdesk.domain.approval_words import ClockState, EntryKind, OpinionStance
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.carrying_words import AcceptanceResult
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.docket import Docket
from linkdesk.domain.project import Project
from linkdesk.policy.clocks import of_pack, running
from linkdesk.policy.matter_rules import events
from linkdesk.policy.matters import skipped_steps

DONE, LATE, OVERDUE, RUNNING, NEAR = ClockState.DONE, ClockState.DONE_LATE, ClockState.OVERDUE, ClockState.RUNNING, ClockState.NEAR
PASSED, PART, FAILED = AcceptanceResult.PASSED, AcceptanceResult.PART, AcceptanceResult.FAILED
D = date.fromisoformat


def docket(on, *walked, packs=("A",), acceptances=(), readings=(), opinions=(), **facts):
    """`walked`: chain, id, last step, day of its last step: what was passed, the last step on that day."""
    project = Project(name="青石", packs=packs, id="p", **facts)
    made = Docket(project, D(on), acceptances=tuple(acceptances), readings=tuple(readings), opinions=tuple(opinions))
    for chain_id, id_, last, day in walked:
        pack = shipped.packs()[chain_id[0]]
        chain = next(c for c in pack.chains if c.id == chain_id)
        matter = Matter(project_id="p", pack_id=pack.id, chain_id=chain_id, title=id_, id=id_)
        passed = [at for at in range(1, last + 1) if at not in skipped_steps(chain, made)]
        entries = [MatterEntry(matter_id=id_, step=at, kind=EntryKind.PASSED, acted_on=D(day), id=f"{id_}/{at}") for at in passed]
        made = replace(made, matters=(*made.matters, matter), entries=(*made.entries, *entries))
    return made


def corrected(made, entry_id, day=None):
    """An entry answered by 更正, and made again on another day."""
    wrong = next(e for e in made.entries if e.id == entry_id)
    again = (replace(wrong, id=f"{entry_id}'", acted_on=D(day)),) if day else ()
    return replace(made, entries=(*made.entries, replace(wrong, id=f"-{entry_id}", revokes_id=entry_id), *again))


def packs_of(made):
    return [shipped.packs()[id_] for id_ in (*made.project.packs, "LD")]


def runs(made, clock_id):
    return {(c.subject_id, str(c.started_on), str(c.due_on), c.ended_on and str(c.ended_on), c.state)
            for c in running(made, packs_of(made)) if c.id == clock_id and c.started_on}


def accepted(id_, day, result, revokes=None):
    return Acceptance(project_id="p", authority="市局", number=id_, accepted_on=D(day), result=result, revokes_id=revokes, id=id_)


def reading(clock_id, **more):
    return ClockReading(project_id="p", clock_id=clock_id, **{k: D(v) if k.endswith(("_on", "_to")) else v for k, v in more.items()})


PLAN, OLD, TRADE = ("A-PLAN-LOCAL", "plan", 4, "2018-03-05"), ("A-PLAN-OLD", "plan", 3, "2018-03-05"), ("A-TRADE", "t", 4, "2020-02-29")
B_PLAN = ("B-PLAN", "plan", 6, "2018-12-31")


@pytest.mark.parametrize(("entered", "ended", "state"), [
    ([("a", "2020-05-01", PASSED)], "2020-05-01", DONE),
    ([("a", "2020-05-01", PART)], None, OVERDUE),
    ([("a", "2020-05-01", FAILED), ("b", "2021-03-06", PASSED)], "2021-03-06", LATE),
    ([("a", "2020-05-01", PART), ("b", "2021-03-05", PASSED)], "2021-03-05", DONE),
    ([("a", "2020-05-01", PASSED), ("-", "2020-05-01", PASSED, "a")], None, OVERDUE),
    ([("a", "2020-05-01", PART), ("b", "2020-09-01", PASSED), ("-", "2020-05-01", PART, "a")], None, OVERDUE),
    ([("a", "2020-05-01", PART), ("b", "2020-09-01", PASSED), ("-", "2020-05-01", PART, "a"), ("c", "2021-04-01", PASSED)], "2021-04-01", LATE),
    ([("a", "2020-05-01", PART), ("b", "2020-09-01", PASSED), ("-", "2020-05-01", PART, "a"), ("c", "2020-04-01", PASSED)], "2020-09-01", DONE),
    ([("a", "2020-05-01", FAILED), ("b", "2020-09-01", PASSED), ("-", "2020-05-01", FAILED, "a")], "2020-09-01", DONE)])
def test_acceptance_ends_the_limit_on_the_day_the_last_plot_passed(entered, ended, state):
    made = docket("2022-01-01", PLAN, acceptances=[accepted(*each) for each in entered], surplus_trade=False)
    assert runs(made, "A-ACCEPT-3Y") == {("plan", "2018-03-05", "2021-03-05", ended, state)}


def test_each_trade_has_its_two_years_and_one_acceptance_ends_them_all():
    made = docket("2022-03-01", OLD, TRADE, ("A-TRADE", "u", 3, "2020-12-31"), surplus_trade=True)
    assert runs(made, "A-ACCEPT-2Y") == {("t", "2020-02-29", "2022-02-28", None, OVERDUE), ("u", "2020-12-31", "2022-12-31", None, RUNNING)}
    over = replace(made, acceptances=(accepted("a", "2022-03-01", PASSED),))
    assert {(id_, state) for id_, *_, state in runs(over, "A-ACCEPT-2Y")} == {("t", LATE), ("u", DONE)}
    assert {state for *_, state in runs(over, "A-ACCEPT-3Y")} == {LATE}


def test_each_advance_has_its_year_and_its_own_return():
    made = docket("2020-02-28", B_PLAN, ("B-ADVANCE", "x", 3, "2019-01-31"), ("B-ADVANCE", "y", 2, "2019-02-28"),
                  ("B-ADVANCE", "z", 1, "2019-06-01"), packs=("B",))
    assert runs(made, "B-ADVANCE-1Y") == {("x", "2019-01-31", "2020-01-31", "2019-01-31", DONE), ("y", "2019-02-28", "2020-02-28", None, NEAR)}
    assert runs(made, "B-ADVANCE-3Y") == {("plan", "2018-12-31", "2021-12-31", None, RUNNING)}
    assert not runs(corrected(corrected(made, "y/2"), "x/2"), "B-ADVANCE-3Y")


@pytest.mark.parametrize(("again", "expected"), [("2018-08-31", {("plan", "2018-08-31", "2021-08-31", None, OVERDUE)}), (None, set())])
def test_a_corrected_entry_starts_nothing_and_the_one_made_again_does(again, expected):
    made = corrected(docket("2021-09-01", ("A-PLAN-LOCAL", "plan", 3, "2018-03-05"), surplus_trade=False), "plan/3", again)
    assert runs(made, "A-ACCEPT-3Y") == expected


def test_what_has_begun_goes_on_when_the_project_is_said_not_to_trade_any_more():
    made = docket("2021-01-01", OLD, TRADE, surplus_trade=False)
    assert runs(made, "A-ACCEPT-2Y") == {("t", "2020-02-29", "2022-02-28", None, RUNNING)}
    assert not [c for c in running(docket("2021-01-01", OLD, surplus_trade=False), packs_of(made)) if c.id == "A-ACCEPT-2Y"]


def test_an_earlier_advance_told_without_a_matter_is_not_the_one_of_a_later_matter():
    early = reading("B-ADVANCE-1Y", started_on="2018-05-01", ended_on="2018-11-01", document="验收意见")
    late = ("B-ADVANCE", "y", 2, "2019-02-28")
    assert runs(docket("2019-06-01", B_PLAN, late, packs=("B",), readings=[early]), "B-ADVANCE-1Y") == {
        ("", "2018-05-01", "2019-05-01", "2018-11-01", DONE), ("y", "2019-02-28", "2020-02-28", None, RUNNING)}
    same = reading("B-ADVANCE-1Y", started_on="2019-02-28", note="批复当日")
    assert [id_ for id_, *_ in runs(docket("2019-06-01", B_PLAN, late, packs=("B",), readings=[same]), "B-ADVANCE-1Y")] == ["y"]


def test_a_start_read_otherwise_before_there_was_a_matter_holds_for_the_approval():
    own = reading("A-ACCEPT-3Y", started_on="2018-06-30", note="县里自开工起算")
    assert runs(docket("2019-01-01", PLAN, readings=[own], surplus_trade=False), "A-ACCEPT-3Y") == {
        ("plan", "2018-06-30", "2021-06-30", None, RUNNING)}


@pytest.mark.parametrize(("day", "due"), [("2018-03-05", "2021-12-01"), ("2019-12-05", "2022-12-05")])
def test_an_extension_never_shortens_a_limit_whose_start_is_corrected(day, due):
    own = reading("A-ACCEPT-3Y", subject_id="plan", extended_to="2021-12-01", document="延期批复")
    assert {row[2] for row in runs(docket("2020-01-01", (*PLAN[:3], day), readings=[own], surplus_trade=False), "A-ACCEPT-3Y")} == {due}


def test_the_limits_of_a_pack_start_by_its_own_chains_and_findings_tell_the_same():
    made = docket("2020-01-01", ("A-PLAN-LOCAL", "a", 3, "2018-03-05"), ("B-PLAN", "b", 6, "2018-12-31"), ("B-ADVANCE", "y", 2, "2019-02-28"),
                  packs=("A", "B"), surplus_trade=False)
    assert [row[:2] for id_ in ("A-ACCEPT-3Y", "B-ADVANCE-3Y") for row in runs(made, id_)] == [("a", "2018-03-05"), ("b", "2018-12-31")]
    apart = {(c.key, c.due_on) for pack in packs_of(made) for c in of_pack(made, pack, events(made, (pack,)))}
    assert apart == {(c.key, c.due_on) for c in running(made, packs_of(made))}


def test_an_opinion_not_asked_for_is_not_late_and_one_answered_without_a_day_is_not_open():
    def asked(**more):
        return Opinion(project_id="p", department="县林业局", due_on=D("2018-05-20"), **more)
    made = docket("2018-06-01", opinions=[asked(), asked(asked_on=D("2018-05-01")), asked(asked_on=D("2018-05-01"), stance=OpinionStance.AGREES)])
    assert [c.state for c in running(made, packs_of(made)) if c.id == "opinion"] == [OVERDUE]
