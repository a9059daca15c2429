"""The history of a desk, and an import taken back ten days later with the fate of every row named."""

from dataclasses import replace
from datetime import timedelta

import pytest

from linkdesk.actions import agreements, checks, finalising, history, households
from linkdesk.actions.history import ActState
from linkdesk.actions.projects import NewProject, new_project
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.errors import Cancelled, KnownError, Stale
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from linkdesk.domain.words import AgreementKind, AgreementState, ChangeKind
from tests.actions.desks import NOON

PARTS = Member, House, SourceRow, Problem


@pytest.fixture
def act(sample):
    """act(kind, title) → the newest act of that kind and title."""
    desk, _ = sample
    return lambda title, kind="": next(a for a in history.acts(desk, kind=kind) if a.title == title)


def parts(desk, household):
    return [part for kind in PARTS for part in desk.store.load(kind, household_id=household.id)]


def fate(taking, entity):
    return {row.id: row for row in taking.rows if row.entity == entity}


def test_the_history_tells_the_newest_first_and_what_can_be_taken_back(sample, act):
    desk, project_id = sample
    told = [(a.kind, a.title, a.state) for a in history.acts(desk)]
    assert told == [("登录", "登录", ActState.FIXED), ("导入", "导入农户", ActState.OPEN), ("导入", "导入地块", ActState.OPEN),
                    ("编辑", "新建项目", ActState.OPEN), ("登录", "登录", ActState.FIXED)]
    assert [a.title for a in history.acts(desk, kind=ChangeKind.IMPORT)] == ["导入农户", "导入地块"]
    assert [a.title for a in history.acts(desk, limit=2, offset=1)] == ["导入农户", "导入地块"]
    assert [a.title for a in history.acts(desk, project_id)] == ["导入农户", "导入地块", "新建项目"]
    assert act("登录").why_not == "“登录”已经发生，不能撤销"


def test_what_is_of_another_project_is_left_out_also_when_its_rows_are_gone(sample, act):
    desk, project_id = sample
    desk.do(new_project(desk, NewProject("另一项目区", "岚川县", "青石镇", ("上沟村",), ("A",))))
    [other] = [p.id for p in desk.store.load(type(desk.dossier(project_id).project)) if p.id != project_id]
    desk.do(households.add(desk, other))
    assert [a.title for a in history.acts(desk, other)][:2] == ["新增农户", "新建项目"]
    history.take_back(desk, act("新增农户").seq)
    history.take_back(desk, act("导入农户").seq)
    assert [a.title for a in history.acts(desk, other)] == ["撤销：新增农户", "新增农户", "新建项目"]
    assert [a.title for a in history.acts(desk, project_id)] == ["撤销：导入农户", "导入农户", "导入地块", "新建项目"]


def test_an_import_taken_back_ten_days_later_leaves_whole_households_and_names_each(sample, act):
    desk, project_id = sample
    agreed, edited, grown_, deleted, settled, shrunk = _six(desk, project_id)
    kept = _ten_days(desk, project_id, agreed, edited, grown_, deleted, settled)
    batches = desk.store.load(ImportBatch)
    looked = history.look(desk, act("导入农户").seq)
    before = desk.as_of()
    found = fate(looked, "household")
    assert _told(found, edited) == ("保留", "之后已修改，保留现在的内容")
    assert _told(found, grown_) == ("保留", "之后新增了“家庭成员 小满”")
    assert _told(found, deleted) == ("保留", "之后已删除")
    assert _told(found, settled)[0] == "保留"
    assert _told(found, settled)[1].startswith("其“问题 ")
    number = desk.store.load(Agreement, household_id=agreed.id)[0].number
    assert _told(found, agreed) == ("不能撤销", f"已有旧房拆除协议 {number}（已印制）、宅基地复垦协议（草稿）")
    assert _told(found, shrunk) == ("已撤销", "")
    assert found[deleted.id].name == f"农户 {deleted.head_name}（{deleted.village}{deleted.group}）"
    assert desk.as_of() == before, "looking changed something"

    done = history.take_back(desk, act("导入农户").seq)
    assert done.rows == looked.rows
    standing = {h.id for h in desk.store.load(Household)}
    assert standing == {agreed.id, edited.id, grown_.id, settled.id}
    for household in (agreed, edited, grown_, settled):
        assert len(parts(desk, household)) == kept[household.id], "a household was taken back in part"
    assert {p.household_id for kind in PARTS for p in desk.store.load(kind)} - {None} <= standing
    assert desk.store.load(ImportBatch) == batches
    assert desk.store.verify() == []
    assert act("导入农户").state is ActState.PARTLY
    assert history.summary(done).startswith("已撤销“导入农户”：农户 181 户、")
    assert "不能撤销农户 1 户" in history.summary(done)


def _six(desk, project_id):
    """One household to be agreed with, edited, grown, deleted, settled in one problem, and one nobody touches."""
    dossier = desk.dossier(project_id)
    able = agreements.eligible(dossier)[0]
    held = next(h for h in dossier.households if h.id in dossier.held)
    return able[0], able[1], able[2], able[3], held, able[4]


def _ten_days(desk, project_id, agreed, edited, grown_, deleted, settled):
    """Ten days of work; returns how many rows belong to each household that has to stay, by its id."""
    desk.do(households.correct(desk, edited, "population", "9"))
    desk.do(Change("添加家庭成员", after=(Member(household_id=grown_.id, name="小满"),)))
    desk.do(households.remove(desk, [deleted]))
    problem = next(p for p in desk.store.load(Problem, household_id=settled.id) if p.holds)
    desk.do(households.settle(desk, problem, "与户口簿一致"))
    made = [Agreement(project_id=project_id, household_id=agreed.id, kind=kind, made_on=NOON.date())
            for kind in (AgreementKind.DEMOLISH, AgreementKind.RECLAIM)]
    desk.do(Change("生成双签协议", after=tuple(made)))
    for rate in desk.dossier(project_id).rates:
        if rate.name in ("demolition_reward_per_person", "reclamation_reward_per_person"):
            desk.do(checks.confirm(desk, rate, str(rate.value), "岚政办发〔2018〕3号"))
    _finalise_one(desk, project_id, made[0])
    desk.clock = lambda: NOON + timedelta(days=10)
    return {h.id: len(parts(desk, h)) for h in (agreed, edited, grown_, settled)}


def _finalise_one(desk, project_id, agreement):
    """Number and seal one agreement alone; the other of its pair stays a draft."""
    final = replace(agreement, number="青石镇双签-2018-00001", state=AgreementState.PRINTED)
    sealed = finalising.seal(desk, desk.dossier(project_id), [final])
    desk.do(Change("双签协议定稿编号", before=(agreement,), after=(final, *sealed), kind=ChangeKind.PRINT))


def _told(found, household):
    return str(found[household.id].outcome), found[household.id].reason


def test_what_was_taken_back_is_in_the_history_and_can_be_done_again(sample, act):
    desk, _ = sample
    before = sorted(desk.store.load(Household), key=lambda h: h.id)
    history.take_back(desk, act("导入农户").seq)
    assert (act("导入农户").state, act("导入农户").by) == (ActState.TAKEN_BACK, "演示员")
    with pytest.raises(KnownError, match="已由演示员于 2018-07-02 12:00 撤销"):
        history.take_back(desk, act("导入农户").seq)
    assert history.look(desk, act("导入农户").seq).rows == ()
    history.take_back(desk, act("撤销：导入农户").seq)
    assert sorted(desk.store.load(Household), key=lambda h: h.id) == before
    assert (act("导入农户").state, act("撤销：导入农户").state) == (ActState.OPEN, ActState.TAKEN_BACK)
    assert history.take_back(desk, act("导入农户").seq).does_something


def test_what_was_kept_for_an_edit_goes_when_the_edit_is_taken_back(sample, act):
    desk, project_id = sample
    desk.do(households.correct(desk, desk.dossier(project_id).households[0], "population", "9"))
    history.take_back(desk, act("导入农户").seq)
    assert desk.store.count(Household) == 1
    history.take_back(desk, act("修改家庭人口").seq)
    history.take_back(desk, act("导入农户").seq)
    assert [desk.store.count(e) for e in (Household, *PARTS, ImportBatch)] == [0] * 6
    assert act("导入农户").state is ActState.TAKEN_BACK


def test_what_leaves_nothing_to_take_back_is_refused_with_the_reason(sample, act):
    desk, project_id = sample
    household = desk.dossier(project_id).households[0]
    desk.do(households.correct(desk, household, "population", "9"))
    desk.do(households.correct(desk, desk.store.get(Household, household.id), "population", "8"))
    version, first = desk.as_of(), history.acts(desk)[1]
    assert not history.look(desk, first.seq).does_something
    with pytest.raises(KnownError, match="没有可以撤销的内容，数据没有改动：之后已修改"):
        history.take_back(desk, first.seq)
    assert desk.as_of() == version


def test_a_finalised_agreement_is_not_taken_back_through_the_history(sample, act):
    desk, project_id = sample
    agreed = agreements.eligible(desk.dossier(project_id))[0][0]
    made = Agreement(project_id=project_id, household_id=agreed.id, kind=AgreementKind.DEMOLISH, made_on=NOON.date())
    desk.do(Change("生成双签协议", after=(made,)))
    _finalise_one(desk, project_id, made)
    for title in ("生成双签协议", "双签协议定稿编号"):
        with pytest.raises(KnownError, match="数据没有改动"):
            history.take_back(desk, act(title).seq)
    assert desk.store.get(Agreement, made.id).number == "青石镇双签-2018-00001"


def test_taking_back_can_be_stopped_at_any_step_and_leaves_all_as_it_was(sample, act):
    desk, _ = sample
    seen = []

    def stop_late(done, total):
        seen.append((done, total))
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        history.take_back(desk, act("导入农户").seq, stop_late)
    assert [d for d, _ in seen] == sorted(d for d, _ in seen)
    assert len({total for _, total in seen}) == 1
    assert (desk.store.count(Household), act("导入农户").state) == (186, ActState.OPEN)


def test_a_change_made_meanwhile_by_another_program_refuses_the_taking_back(sample, act):
    desk, project_id = sample
    seq, household = act("导入农户").seq, desk.dossier(project_id).households[0]

    def meddle(done, total):
        if done == total // 2:
            desk.store.apply(Change("另一处修改", (household,), (replace(household, population=9),)), officer="李四")

    with pytest.raises(Stale, match="另一个程序改动了工作区"):
        history.take_back(desk, seq, meddle)
    assert desk.store.count(Household) == 186


def test_no_identity_number_stands_in_what_is_told(sample, act):
    desk, _ = sample
    numbers = {h.id_number for h in desk.store.load(Household)} - {None}
    told = " ".join(f"{row.name} {row.reason}" for row in history.look(desk, act("导入农户").seq).rows)
    assert numbers
    assert not [n for n in numbers if n in told]
