"""A change is written whole or not at all, and only on rows that still are as it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkdesk import store
from linkdesk.domain.agreement import Agreement, Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority, Township
from linkdesk.domain.errors import Cancelled, KnownError, Stale
from linkdesk.domain.household import Household, Member
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind
from linkdesk.store.apply import BATCH
from tests.store.conftest import OFFICER
from tests.store.people import household, member

PROJECT = Project(name="青石项目区")


def test_rows_are_inserted_updated_and_deleted(opened, do):
    first, second = household(PROJECT, head_name="张三"), household(PROJECT, head_name="李四")
    do(after=(PROJECT, first, second))
    changed = replace(first, head_name="张三丰")
    do(before=(first, second), after=(changed,))
    assert opened.load(Household) == [changed]


def test_the_journal_tells_who_did_what_and_when(opened, do):
    seq = do("新建项目", after=(PROJECT,))
    [act] = opened.history()
    assert (act.seq, act.officer, act.title, act.kind, act.entries) == (seq, OFFICER, "新建项目", ChangeKind.EDIT, 1)
    assert act.at.isoformat() == "2018-03-05T08:00:00"
    assert (act.origin, act.origin_seq) == (opened.origin, 1)


def test_the_journal_keeps_of_an_insert_the_digest_of_an_update_what_changed_of_a_delete_all(opened, do):
    one = household(head_name="张三", population=3)
    do(after=(one,))
    do(before=(one,), after=(replace(one, population=4),))
    do(before=(replace(one, population=4),))
    entries = opened._connection.exec_driver_sql("SELECT op, before, after FROM journal_entry ORDER BY place").all()
    inserted, updated, deleted = map(tuple, entries)
    assert (inserted[:2], len(inserted[2])) == (("insert", None), 64)
    assert updated == ("update", '{"population":3}', '{"population":4}')
    assert deleted == ("delete", f'{{"head_name":"张三","population":4,"as_typed":"","id":"{one.id}"}}', None)


@pytest.mark.parametrize("change", [
    lambda one: Change("改", (replace(one, population=9),), (replace(one, population=5),)),
    lambda one: Change("删", (replace(one, population=9),)),
    lambda one: Change("改", (household(),), ()),
    lambda one: Change("建", (), (replace(one, population=5),)),
], ids=["update", "delete", "delete what is not there", "insert what is there"])
def test_a_change_of_something_else_than_what_stands_is_stale_and_nothing_is_written(change, opened, do):
    one, other = household(population=3), household(population=7)
    do(after=(one, other))
    made = change(one)
    with pytest.raises(Stale, match="没有保存"):
        opened.apply(replace(made, after=(*made.after, household())), officer=OFFICER)
    assert opened.load(Household) == [one, other]
    assert opened.data_version == 1


def test_a_change_that_changes_nothing_leaves_no_trace(opened, do):
    do(after=(PROJECT,))
    assert opened.apply(Change("修改", (PROJECT,), (PROJECT,)), officer=OFFICER) is None
    assert opened.data_version == 1


def test_what_was_only_done_is_noted_too(opened):
    assert opened.apply(Change("查看身份证号", kind=ChangeKind.REVEAL), officer=OFFICER) == 1


@pytest.mark.parametrize("entity", [Sealed(number="1"), PlotRings(rings="[[]]")])
def test_entries_that_are_only_added_refuse_any_before(entity, opened, do):
    do(after=(entity,))
    with pytest.raises(KnownError, match="不能改动或删除"):
        opened.apply(Change("删", (entity,)), officer=OFFICER)
    assert opened.get(type(entity), entity.id) == entity


def test_content_may_come_again_but_never_other_content_under_its_name(opened, do):
    rings = PlotRings(rings="[[]]", id="a" * 64)
    do(after=(rings,))
    do(after=(rings, PROJECT))
    assert opened.count(PlotRings) == 1
    assert opened.history()[0].entries == 1
    with pytest.raises(KnownError, match="内容不同"):
        opened.apply(Change("导入", after=(replace(rings, zone=35),)), officer=OFFICER)


def test_an_entity_that_stands_twice_in_a_change_is_a_bug(opened):
    with pytest.raises(ValueError, match="twice"):
        opened.apply(Change("建", after=(PROJECT, replace(PROJECT, name="又"))), officer=OFFICER)


def test_what_is_referred_to_is_not_deleted_and_the_sentence_names_who_refers(opened, do):
    one = household(PROJECT)
    agreement = Agreement(project_id=PROJECT.id, household_id=one.id)
    do(after=(PROJECT, one, agreement))
    with pytest.raises(KnownError, match=r"“农户”仍被“协议”引用，没有删除.*请先处理"):
        opened.apply(Change("删除农户", (one,)), officer=OFFICER)
    do("删除", before=(one, agreement))
    assert opened.count(Household) == 0


def test_children_that_go_with_their_parent_must_be_listed(opened, do):
    one = household()
    child = member(one)
    do(after=(one, child))
    with pytest.raises(KnownError, match="家庭成员"):
        opened.apply(Change("删除农户", (one,)), officer=OFFICER)
    do(before=(one, child))
    assert opened.count(Member) == 0


def test_a_reference_to_what_is_not_there_is_refused(opened, do):
    with pytest.raises(KnownError, match="所引用的“项目区”已不存在"):
        opened.apply(Change("新建地块", after=(Plot(project_id="0" * 32),)), officer=OFFICER)
    assert opened.data_version == 0


def test_foreign_keys_are_the_net_below(opened, do, monkeypatch):
    monkeypatch.setattr("linkdesk.store.references.refuse_broken", lambda *_: None)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        opened.apply(Change("新建地块", after=(Plot(project_id="0" * 32),)), officer=OFFICER)
    assert opened.count(Plot) == 0


def test_a_cycle_of_references_may_come_in_one_change(opened, do):
    city = Authority(name="市")
    county = Authority(name="县", parent_id=city.id)
    do(after=(Township(authority_id=county.id, name="乡"), county, city))
    assert opened.get(Authority, county.id) == county


def test_a_large_change_reports_by_batches_and_can_be_stopped_until_the_commit(opened):
    many = tuple(household(population=i % 9 + 1) for i in range(2 * BATCH + 10))
    seen: list[tuple[int, int]] = []

    def stop_at_the_end(done: int, total: int) -> None:
        seen.append((done, total))
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        opened.apply(Change("导入农户", after=many), officer=OFFICER, report=stop_at_the_end)
    assert seen == [(BATCH, len(many)), (2 * BATCH, len(many)), (len(many), len(many))]
    assert (opened.count(Household), opened.data_version) == (0, 0)
    opened.apply(Change("导入农户", after=many), officer=OFFICER)
    assert opened.load(Household) == list(many)


def test_a_full_disk_is_said_and_nothing_is_half_written(opened, do):
    do(after=(PROJECT,))
    pages = opened._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    opened._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(KnownError, match=r"磁盘空间已满.*没有保存"):
        opened.apply(Change("导入", after=tuple(household(PROJECT, note="长" * 200) for _ in range(500))), officer=OFFICER)
    assert (opened.count(Household), opened.data_version) == (0, 1)
    assert opened.verify() == []


def test_an_import_is_preceded_by_a_backup(opened, do):
    do(after=(PROJECT,))
    do(after=(household(PROJECT),), kind=ChangeKind.IMPORT)
    [copy] = (opened.folder / "backups").iterdir()
    copied = opened.folder.parent / "copied"
    store.restore(copy, copied, at=opened.clock())
    with store.connect(copied) as before:
        assert (before.load(Project), before.count(Household)) == ([PROJECT], 0)


def test_personal_data_stays_out_of_the_errors_of_the_database(opened, do, monkeypatch):
    monkeypatch.setattr("linkdesk.store.references.refuse_broken", lambda *_: None)
    with pytest.raises(Exception, match="FOREIGN KEY") as error:
        opened.apply(Change("导入", after=(household(project_id="x", id_number="110101199001011237"),)), officer=OFFICER)
    assert "110101199001011237" not in str(error.value)
