"""Taking back a change days later: each row is reversed, kept because it was edited since, or not reversible, with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkdesk import store
from linkdesk.domain.agreement import Agreement, Sealed
from linkdesk.domain.entities import APPEND_ONLY, ENTITIES, entity_name
from linkdesk.domain.errors import Cancelled
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.plot import Plot, PlotRings, PlotSource
from linkdesk.domain.project import Project
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from linkdesk.domain.words import ChangeKind
from tests.store.people import household, imported, member

PROJECT = Project(name="青石项目区")
HOUSEHOLDS = tuple(household(PROJECT, head_name=name) for name in ("张三", "李四", "王五"))
SURVEY = (Household, Member, SourceRow, Problem, ImportBatch)


@pytest.fixture
def taken_in(do):
    """The seq of the import of three households."""
    do("新建项目", after=(PROJECT,))
    return do("导入农户", after=imported(PROJECT, HOUSEHOLDS), kind=ChangeKind.IMPORT)


@pytest.fixture
def ends(opened):
    """What became of the rows of a reversal: entity → the outcomes and reasons, one of each."""
    def ends(reversal):
        found = {}
        for row in reversal.outcomes:
            found.setdefault(row.entity, set()).add(f"{row.outcome}：{row.reason}".rstrip("："))
        return found
    return ends


def counts(opened, *entities):
    return [opened.count(e) for e in entities]


def test_a_whole_import_is_taken_back_and_done_again(opened, taken_in, undo, ends):
    before = [opened.load(e) for e in SURVEY]
    assert ends(undo(taken_in)) == {entity_name(e): {"已撤销"} for e in SURVEY}
    assert counts(opened, *SURVEY) == [0] * 5
    undo(opened.next_redo().seq)
    assert [sorted(opened.load(e), key=lambda e: e.id) for e in SURVEY] == [sorted(b, key=lambda e: e.id) for b in before]
    assert opened.verify() == []


def test_a_household_edited_since_is_kept_with_all_that_belongs_to_it(opened, do, taken_in, undo, ends):
    edited = replace(HOUSEHOLDS[1], population=4)
    do("改人口", before=(HOUSEHOLDS[1],), after=(edited,))
    found = ends(undo(taken_in))
    assert opened.load(Household) == [edited]
    assert counts(opened, Member, SourceRow, Problem, ImportBatch) == [1, 1, 2, 1]
    assert found["household"] == {"已撤销", "保留：之后已修改，保留现在的内容"}
    assert found["member"] == {"已撤销", "保留：随所属的“农户”保留"}
    assert found["import_batch"] <= {"保留：还有保留的“原始行”", "保留：还有保留的“问题”"}
    assert opened.verify() == []


def test_an_edit_taken_back_lets_the_import_be_taken_back_whole(opened, do, taken_in, undo):
    seq = do("改人口", before=(HOUSEHOLDS[1],), after=(replace(HOUSEHOLDS[1], population=4),))
    undo(seq)
    undo(taken_in)
    assert counts(opened, *SURVEY) == [0] * 5


def test_a_household_with_an_agreement_is_not_reversible_and_says_what_refers(opened, do, taken_in, undo, ends):
    do("生成协议", after=(Agreement(project_id=PROJECT.id, household_id=HOUSEHOLDS[0].id),))
    found = ends(undo(taken_in))
    assert found["household"] == {"已撤销", "不能撤销：仍被“协议”引用"}
    assert opened.load(Household) == [HOUSEHOLDS[0]]
    assert counts(opened, Member, SourceRow) == [1, 1]


def test_a_part_edited_since_keeps_its_household_and_the_other_parts(opened, do, taken_in, undo):
    [problem] = opened.load(Problem, household_id=HOUSEHOLDS[2].id)
    do("处理问题", before=(problem,), after=(replace(problem, settled_by="王敏"),))
    undo(taken_in)
    assert opened.load(Household) == [HOUSEHOLDS[2]]
    assert counts(opened, Member, SourceRow) == [1, 1]


def test_a_part_added_since_keeps_its_household(opened, do, taken_in, undo):
    do("添加家庭成员", after=(member(HOUSEHOLDS[0]),))
    undo(taken_in)
    assert opened.load(Household) == [HOUSEHOLDS[0]]
    assert opened.count(Member) == 2


def test_a_part_deleted_since_keeps_its_household_and_the_other_parts(opened, do, taken_in, undo, ends):
    [mine] = opened.load(Member, household_id=HOUSEHOLDS[0].id)
    do("删除成员", before=(mine,))
    found = ends(undo(taken_in))
    assert found["member"] == {"已撤销", "保留：之后已删除"}
    assert found["household"] == {"已撤销", "保留：其“家庭成员”之后已删除"}
    assert opened.load(Household) == [HOUSEHOLDS[0]]
    assert counts(opened, Member, SourceRow, ImportBatch) == [0, 1, 1]
    assert opened.verify() == []


def test_a_household_deleted_since_with_its_parts_keeps_nothing(opened, do, taken_in, undo, ends):
    parts = [part for kind in (Member, SourceRow, Problem) for part in opened.load(kind, household_id=HOUSEHOLDS[0].id)]
    do("删除农户", before=(HOUSEHOLDS[0], *parts))
    reversal = opened.reverse(taken_in)
    assert ends(reversal)["household"] == {"已撤销", "保留：之后已删除"}
    assert [o.row for o in reversal.outcomes if o.id == HOUSEHOLDS[0].id] == [HOUSEHOLDS[0]]
    undo(taken_in)
    assert counts(opened, *SURVEY) == [0] * 5


def test_a_household_edited_since_that_has_an_agreement_stays_for_the_agreement(opened, do, taken_in, undo):
    do("改人口", before=(HOUSEHOLDS[0],), after=(replace(HOUSEHOLDS[0], population=4),))
    made = Agreement(project_id=PROJECT.id, household_id=HOUSEHOLDS[0].id)
    do("生成协议", after=(made,))
    [outcome] = [o for o in undo(taken_in).outcomes if o.id == HOUSEHOLDS[0].id]
    assert (outcome.outcome, outcome.because) == (store.Outcome.NOT_REVERSIBLE, (("agreement", made.id),))


def test_a_household_and_its_parts_changed_in_one_step_are_turned_back_together_or_not_at_all(opened, do, taken_in, undo):
    [part] = opened.load(Member, household_id=HOUSEHOLDS[0].id)
    one, other = replace(HOUSEHOLDS[0], population=5), replace(part, name="李四四")
    seq = do("再次导入", before=(HOUSEHOLDS[0], part), after=(one, other))
    do("改姓名", before=(other,), after=(replace(other, name="李思"),))
    assert {o.outcome for o in undo(seq).outcomes} == {store.Outcome.KEPT}
    assert opened.get(Household, one.id) == one
    do("改姓名", before=(replace(other, name="李思"),), after=(other,))
    assert {o.outcome for o in undo(seq).outcomes} == {store.Outcome.REVERSED}
    assert (opened.get(Household, one.id), opened.get(Member, part.id)) == (HOUSEHOLDS[0], part)


def test_a_deleted_household_does_not_come_back_without_the_problem_that_held_it(opened, do, taken_in, undo, ends):
    parts = [part for kind in (Member, SourceRow, Problem) for part in opened.load(kind, household_id=HOUSEHOLDS[0].id)]
    seq = do("删除农户", before=(HOUSEHOLDS[0], *parts))
    undo(taken_in)
    found = ends(undo(seq))
    assert all(one.startswith("不能撤销") for each in found.values() for one in each), found
    assert counts(opened, *SURVEY) == [0] * 5
    undo(opened.next_redo().seq)
    assert {o.outcome for o in undo(seq).outcomes} == {store.Outcome.REVERSED}
    assert counts(opened, *SURVEY) == [3, 3, 3, 4, 1]
    assert opened.verify() == []


def test_each_outcome_says_of_whom_a_row_is_a_part(opened, taken_in):
    owners = {o.entity: o.owner and o.owner[0] for o in opened.reverse(taken_in).outcomes}
    assert owners == {"household": None, "member": "household", "source_row": "household", "problem": "import_batch",
                      "import_batch": None}


def test_looking_at_what_a_reversal_would_do_can_be_stopped(opened, taken_in):
    def stop(done, total):
        assert (done, total) == (14, 14)
        raise Cancelled

    with pytest.raises(Cancelled):
        opened.reverse(taken_in, stop)
    undone = opened.reverse(taken_in)
    assert {o.outcome for o in undone.outcomes} == {store.Outcome.REVERSED}


def test_an_update_is_taken_back_where_its_fields_are_as_it_left_them(opened, do, undo):
    one, two = household(head_name="张三", population=3), household(head_name="李四", population=3)
    do(after=(one, two))
    seq = do("改人口", before=(one, two), after=(replace(one, population=4), replace(two, population=4)))
    do("改姓名", before=(replace(one, population=4),), after=(replace(one, population=4, head_name="张三丰"),))
    do("改人口", before=(replace(two, population=4),), after=(replace(two, population=5),))
    outcomes = [o.outcome for o in undo(seq).outcomes]
    assert outcomes == [store.Outcome.REVERSED, store.Outcome.KEPT]
    assert opened.load(Household) == [replace(one, head_name="张三丰"), replace(two, population=5)]


def test_a_delete_is_taken_back_with_everything_it_listed(opened, do, undo):
    one = household(head_name="张三", note="备注")
    part = member(one)
    do(after=(one, part))
    seq = do("删除农户", before=(one, part))
    undo(seq)
    assert (opened.load(Household), opened.load(Member)) == ([one], [part])


def test_what_was_deleted_does_not_come_back_without_what_it_refers_to(opened, do, undo, ends):
    one = household(PROJECT)
    part = member(one)
    do(after=(PROJECT, one, part))
    seq = do("删除农户", before=(one, part))
    do("删除项目", before=(PROJECT,))
    assert ends(undo(seq)) == {"household": {"不能撤销：原来引用的“项目区”已不存在"}, "member": {"不能撤销：原来引用的“农户”已不存在"}}
    assert counts(opened, Household, Member) == [0, 0]


def test_a_reference_is_not_turned_back_to_what_is_gone(opened, do, undo, ends):
    old, new = Plot(project_id=PROJECT.id, code="1"), Plot(project_id=PROJECT.id, code="2")
    one = household(PROJECT, plot_id=old.id)
    do(after=(PROJECT, old, new, one))
    seq = do("换地块", before=(one,), after=(replace(one, plot_id=new.id),))
    do("删除地块", before=(old,))
    assert ends(undo(seq)) == {"household": {"不能撤销：原来引用的“地块”已不存在"}}


def test_moving_to_a_new_row_is_taken_back_together(opened, do, undo):
    old, new = Plot(project_id=PROJECT.id, code="1"), Plot(project_id=PROJECT.id, code="2")
    one = household(PROJECT, plot_id=old.id)
    do(after=(PROJECT, old, one))
    seq = do("换地块", before=(one, old), after=(replace(one, plot_id=new.id), new))
    undo(seq)
    assert (opened.load(Household), opened.load(Plot)) == ([one], [old])


def test_a_row_that_something_edited_since_still_refers_to_stays(opened, do, undo, ends):
    new = Plot(project_id=PROJECT.id, code="2")
    one = household(PROJECT, population=3)
    do(after=(PROJECT, one))
    moved = replace(one, plot_id=new.id)
    seq = do("定地块", before=(one,), after=(moved, new))
    other = household(PROJECT, plot_id=new.id)
    do("又一户", after=(other,))
    assert ends(undo(seq)) == {"household": {"已撤销"}, "plot": {"不能撤销：仍被“农户”引用"}}
    assert opened.get(Household, one.id) == one


def test_entries_that_are_only_added_stay_and_say_so(opened, do, undo, ends):
    rings = PlotRings(rings="[[]]")
    plot = Plot(project_id=PROJECT.id, code="1", rings_id=rings.id)
    do(after=(PROJECT,))
    seq = do("导入地块", after=(rings, plot, PlotSource(plot_id=plot.id), Sealed(number="1")))
    assert ends(undo(seq)) == {"plot_rings": {"不能撤销：“界址点”只增不改，按规定留存"}, "plot": {"已撤销"},
                               "plot_source": {"已撤销"}, "sealed": {"不能撤销：“封存文稿”只增不改，按规定留存"}}
    undo(opened.next_redo().seq)
    assert opened.load(Plot) == [plot]


def test_values_blanked_on_request_are_not_brought_back(opened, do, undo, ends):
    one = household(head_name="张三")
    do(after=(one,))
    seq = do("改姓名", before=(one,), after=(replace(one, head_name="李四"),))
    opened._connection.exec_driver_sql("UPDATE journal_entry SET before = NULL, after = NULL, salt = NULL WHERE op = 'update'")
    assert ends(undo(seq)) == {"household": {"不能撤销：原值已按要求清除"}}
    assert opened.verify() == []


def test_reversing_writes_nothing_until_it_is_applied(opened, taken_in):
    version = opened.data_version
    reversal = opened.reverse(taken_in)
    assert len(reversal.change) == len(reversal.outcomes) == 14
    assert (opened.data_version, reversal.change.title, reversal.change.kind) == (version, "撤销：导入农户", ChangeKind.UNDO)


def test_every_entity_that_may_be_deleted_can_come_back(opened, do, undo):
    from tests.store.sample import filled
    # What is only added holds back what it refers to; rings and sealed papers refer to nothing.
    full = {name: e for name, e in filled().items() if type(e) not in APPEND_ONLY or name in ("sealed", "plot_rings")}
    full = {name: replace(e, **{f.name: None for f in fields_of(type(e)).values() if f.refers_to and f.refers_to not in full})
            for name, e in full.items()}
    do(after=tuple(full.values()))
    seq = do("全部删除", before=tuple(e for e in full.values() if type(e) not in APPEND_ONLY))
    undo(seq)
    assert {name: opened.load(ENTITIES[name]) for name in full} == {name: [e] for name, e in full.items()}
