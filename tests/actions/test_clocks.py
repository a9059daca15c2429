"""An officer's word on a time limit: what the policy leaves open is changed with a note, what it states only by a document."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from linkdesk.actions import clocks, targets
from linkdesk.actions.checks import confirm
from linkdesk.domain.approval import ClockReading, Matter, MatterEntry, YearTarget
from linkdesk.domain.approval_words import ClockState, EntryKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.policy.terms import Event

THREE = "A-ACCEPT-3Y/"


@pytest.fixture
def approved(sample):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    desk.do(Change("批复", before=(project,), after=(replace(project, approval_number="批〔2018〕1号", approved_on=date(2018, 3, 5)),)))
    return desk, project_id


def of(desk, project_id, key):
    return clocks.clock_of(desk, project_id, key)


def refused(desk, project_id, key, **said):
    before = desk.store.load(ClockReading)
    with pytest.raises(KnownError) as wrong:
        desk.do(clocks.set_reading(desk, project_id, key, **said))
    assert desk.store.load(ClockReading) == before
    return str(wrong.value)


def passed(desk, project_id, pack_id, chain_id, step, on):
    """A matter of a chain of which one step passed."""
    matter = Matter(project_id=project_id, pack_id=pack_id, chain_id=chain_id, title=chain_id, opened_on=on)
    entry = MatterEntry(matter_id=matter.id, step=step, kind=EntryKind.PASSED, acted_on=on, actor="机关", basis="某文", number=f"{chain_id}1号")
    for at in range(1, step):
        desk.store.apply(Change("步骤", after=(replace(entry, step=at, id=f"{matter.id}-{at}", number=""), *((matter,) if at == 1 else ()))),
                         officer="演示员", at=desk.clock())
    desk.store.apply(Change("步骤", after=(entry,)), officer="演示员", at=desk.clock())
    desk.as_of()
    return matter


def test_a_start_that_is_our_reading_is_changed_with_a_note_and_taken_back(approved):
    desk, project_id = approved
    assert of(desk, project_id, THREE).due_on == date(2021, 3, 5)
    assert "要写明依据" in refused(desk, project_id, THREE, started_on="2018-04-01")
    desk.do(clocks.set_reading(desk, project_id, THREE, started_on="2018年4月1日", note="自批复送达之日起算"))
    now = of(desk, project_id, THREE)
    assert (now.due_on, now.reading.officer_name) == (date(2021, 4, 1), desk.officer_name)
    assert "自批复送达之日起算" in now.how[0]
    desk.undo()
    assert of(desk, project_id, THREE).reading is None
    desk.redo()
    desk.do(clocks.clear(desk, project_id, THREE))
    assert of(desk, project_id, THREE).due_on == date(2021, 3, 5)
    with pytest.raises(KnownError, match="不用清除"):
        clocks.clear(desk, project_id, THREE)


def test_a_start_the_policy_states_moves_only_by_a_document(approved):
    desk, project_id = approved
    project = desk.store.get(Project, project_id)
    desk.do(Change("易地交易", before=(project,), after=(replace(project, surplus_trade=True),)))
    matter = passed(desk, project_id, "A", "A-TRADE", 3, date(2018, 6, 1))
    key = f"A-ACCEPT-2Y/{matter.id}"
    assert of(desk, project_id, key).due_on == date(2020, 6, 1)
    assert "A §二(二)已经写明从交易之日起算" in refused(desk, project_id, key, started_on="2018-06-15", note="想晚一点")
    desk.do(clocks.set_reading(desk, project_id, key, started_on="2018-06-15", document="省厅〔2018〕9号"))
    assert of(desk, project_id, key).due_on == date(2020, 6, 15)
    assert "先到" in of(desk, project_id, THREE).beside


@pytest.mark.parametrize(("said", "why"), [
    ({}, "还没有填写"), ({"started_on": "2099-01-01", "note": "x"}, "今天（2018-07-02）以后"), ({"ended_on": "2018-06-01"}, "依据文件"),
    ({"ended_on": "2018-01-01", "document": "某文"}, "早于起算日期"), ({"extended_to": "2022-01-01"}, "批准延期的文件"),
    ({"extended_to": "2020-01-01", "document": "某文"}, "不晚于原来的 2021-03-05"), ({"started_on": "三月", "note": "x"}, "请填日期")])
def test_what_does_not_fit_is_refused_in_words(approved, said, why):
    assert why in refused(*approved, THREE, **said)


def test_a_limit_is_put_off_by_a_document_and_keeps_its_start(approved):
    desk, project_id = approved
    desk.do(clocks.set_reading(desk, project_id, THREE, started_on="2018-04-01", note="送达"))
    desk.do(clocks.extend(desk, project_id, THREE, "2022-04-01", "市局〔2021〕3号"))
    now = of(desk, project_id, THREE)
    assert (now.started_on, now.due_on, now.lawful_due) == (date(2018, 4, 1), date(2022, 4, 1), date(2021, 4, 1))
    assert "延期至 2022-04-01（市局〔2021〕3号，送达）" in now.how[1]


@pytest.fixture
def advanced(approved):
    """The sample under B, its plan approved and quota used in advance, one transfer signed."""
    desk, project_id = approved
    project = desk.store.get(Project, project_id)
    desk.do(Change("换政策", before=(project,), after=(replace(project, packs=("B",), surplus_trade=True),)))
    passed(desk, project_id, "B", "B-ADVANCE", 2, date(2018, 5, 1))
    return desk, project_id, passed(desk, project_id, "B", "B-TRANSFER", 3, date(2018, 6, 1))


def test_three_years_of_an_advance_are_never_extended(advanced):
    desk, project_id, _ = advanced
    assert of(desk, project_id, "B-ADVANCE-3Y/").due_on == date(2021, 3, 5)
    assert refused(desk, project_id, "B-ADVANCE-3Y/", extended_to="2022-01-01", document="某文") == "B §二(四)规定这个期限不得延期，没有登记延期。"


def test_a_second_application_for_adjustment_is_refused_unless_the_county_reads_once_a_year(advanced):
    desk, project_id, transfer = advanced
    key = f"B-ADJUST-1Y/{transfer.id}"
    desk.do(clocks.set_reading(desk, project_id, key, ended_on="2018-06-20", document="岚政〔2018〕20号"))
    assert of(desk, project_id, key).state is ClockState.DONE
    assert "B §二(七)，一个期限内只能申请一次" in refused(desk, project_id, key, ended_on="2018-06-30", document="岚政〔2018〕21号")
    rate = next(r for r in desk.dossier(project_id).rates if r.name == "adjustment_times")
    desk.do(confirm(desk, rate, "每年一次", "市局〔2018〕5号"))
    desk.clock = lambda: datetime(2019, 7, 1, 9)
    again = f"{key}#2"
    desk.do(clocks.set_reading(desk, project_id, again, ended_on="2019-06-30", document="岚政〔2019〕3号"))
    assert [of(desk, project_id, k).state for k in (key, again)] == [ClockState.DONE, ClockState.DONE]


def test_what_the_register_tells_is_not_entered_twice(advanced):
    desk, project_id, _ = advanced
    advance = next(c for c in clocks.running_clocks(desk, project_id) if c.id == "B-ADVANCE-1Y")
    desk.store.apply(Change("归还", after=(MatterEntry(matter_id=advance.subject_id, step=3, kind=EntryKind.PASSED, acted_on=date(2018, 6, 30),
                                                     actor="机关", basis="某文"),)), officer="演示员", at=desk.clock())
    desk.as_of()
    assert of(desk, project_id, advance.key).ended_on == date(2018, 6, 30)
    assert f"“{Event.RETURNED}”已在审批或验收里登记（2018-06-30）" in refused(desk, project_id, advance.key, ended_on="2018-06-29", document="某文")


def test_a_limit_gone_from_the_project_is_refused(approved):
    assert "已不适用于本项目" in refused(*approved, "B-ADJUST-1Y/", started_on="2018-04-01", note="x")


@pytest.mark.parametrize("now", [datetime(1986, 1, 1), datetime(2099, 1, 1)])
def test_a_computer_set_wrong_shows_its_limits_and_refuses_in_words(approved, now):
    desk, project_id = approved
    project = desk.store.get(Project, project_id)
    desk.do(Change("易地交易", before=(project,), after=(replace(project, surplus_trade=True),)))
    key = f"A-ACCEPT-2Y/{passed(desk, project_id, 'A', 'A-TRADE', 3, date(2018, 6, 1)).id}"
    desk.clock = lambda: now
    assert of(desk, project_id, key).state is (ClockState.RUNNING if now.year < 2000 else ClockState.OVERDUE)
    assert targets.year_clocks(desk)
    if now.year < 2000:
        assert "核对电脑的时钟" in refused(desk, project_id, key, started_on="2018-03-06", document="某文")


def test_a_clock_of_another_zone_tells_the_day_of_the_office(approved):
    desk, project_id = approved
    desk.clock = lambda: datetime(2021, 3, 5, 17, 0, tzinfo=UTC)  # the 6th in China
    assert desk.dossier(project_id).on == date(2021, 3, 6)
    assert of(desk, project_id, THREE).state is ClockState.OVERDUE


def owed(desk):
    return {c.id for c in targets.year_clocks(desk)} & {"A-TRADE-1000", "year_target"}


def test_targets_are_entered_by_year_and_replace_the_shipped_one(sample):
    desk, project_id = sample
    assert [c.id for c in targets.year_clocks(desk) if c.id == "A-TRADE-1000"]
    desk.do(targets.add(desk))
    (made,) = targets.targets(desk)
    assert (made.from_year, made.authority_id) == (2018, desk.store.get(Project, project_id).responsible_id)
    assert owed(desk) == {"A-TRADE-1000", "year_target"}  # 2019 is still to be entered
    with pytest.raises(KnownError, match="截止年度早于起始年度"):
        targets.set_target_field(desk, made, "to_year", "2017")
    desk.do(targets.set_target_field(desk, made, "area", "1000"))
    desk.do(targets.add(desk, made))
    assert [t.from_year for t in targets.targets(desk)] == [2018, 2019]
    assert owed(desk) == {"year_target"}
    desk.do(targets.set_body(desk, targets.targets(desk)[1], targets.counties(desk)[0].id))
    desk.do(targets.paste(desk, [["节余指标易地交易", "2020", "2020", "800"]], ["subject", "from_year", "to_year", "area"]))
    desk.do(targets.remove(desk, targets.targets(desk)[:2]))
    assert [t.to_year for t in targets.targets(desk)] == [2020]
    desk.undo()
    assert len(desk.store.load(YearTarget)) == 3
