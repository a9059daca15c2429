"""What Ctrl+Z and Ctrl+Y take, one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind
from linkdesk.store import journal, sqlite
from linkdesk.store.journal import UPGRADE, Note
from tests.store.conftest import OFFICER

A = Project(name="甲")
B, C = replace(A, name="乙"), replace(A, name="丙")


def name(opened):
    return [p.name for p in opened.load(Project)]


@pytest.fixture
def back(opened, undo):
    """Take back the next of undo or redo; its title, or None when nothing is left."""
    def back(which):
        act = opened.next_undo() if which == "undo" else opened.next_redo()
        if act is not None:
            undo(act.seq)
        return act and act.title
    return back


def test_undo_and_redo_walk_back_and_forth(opened, do, back):
    do("新建", after=(A,))
    do("改乙", before=(A,), after=(B,))
    do("改丙", before=(B,), after=(C,))
    walked = [(back("undo"), name(opened)) for _ in range(4)]
    assert walked == [("改丙", ["乙"]), ("改乙", ["甲"]), ("新建", []), (None, [])]
    walked = [(back("redo"), name(opened)) for _ in range(4)]
    assert walked == [("新建", ["甲"]), ("改乙", ["乙"]), ("改丙", ["丙"]), (None, ["丙"])]
    assert (back("undo"), name(opened)) == ("改丙", ["乙"])


def test_a_new_change_ends_redo(opened, do, back):
    do("新建", after=(A,))
    do("改乙", before=(A,), after=(B,))
    back("undo")
    do("改丙", before=(A,), after=(C,))
    assert opened.next_redo() is None
    assert [back("undo"), back("undo"), back("undo")] == ["改丙", "新建", None]


def test_the_journal_says_undone_and_done_again(opened, do, back):
    do("新建", after=(A,))
    for which in ("undo", "redo", "undo"):
        back(which)
    assert [act.title for act in opened.history()] == ["撤销：新建", "重做：新建", "撤销：新建", "新建"]


def test_an_older_change_taken_back_leaves_the_others_to_undo(opened, do, undo, back):
    first = do("新建", after=(A,))
    other = Project(name="丁")
    do("另建", after=(other,))
    undo(first)
    assert [back("redo"), back("undo"), back("undo"), back("undo")] == ["新建", "新建", "另建", None]


def test_an_undo_that_can_change_nothing_lets_the_one_before_come_up(opened, do, undo, back):
    do("新建", after=(A,))
    second = do("改乙", before=(A,), after=(B,))
    with_another_hand(opened, Change("改丙", (B,), (C,)))
    assert (opened.next_undo().seq, undo(second).outcomes[0].outcome) == (second, store.Outcome.KEPT)
    assert (opened.next_undo().title, opened.next_redo()) == ("新建", None)


def with_another_hand(opened, change):
    """The change as it would come from another office: it bears another origin."""
    opened.apply(change, officer="李静")
    opened._connection.exec_driver_sql("UPDATE journal SET origin = 'other' WHERE seq = (SELECT max(seq) FROM journal)")


@pytest.mark.parametrize("kind", [ChangeKind.PRINT, ChangeKind.EXPORT, ChangeKind.REVEAL, ChangeKind.SIGN_IN])
def test_facts_are_passed_over(kind, opened, do, undo, back):
    do("新建", after=(A,))
    fact = do("打印", before=(A,), after=(B,), kind=kind)
    assert opened.next_undo().title == "新建"
    reversal = opened.reverse(fact)
    assert len(reversal.change) == 0
    assert reversal.outcomes[0].reason == f"“{kind}”已经发生，不能撤销"


def test_an_upgrade_ends_what_can_be_taken_back(opened, do):
    seq = do("新建", after=(A,))
    with sqlite.writing(opened._connection):
        journal.write(opened._connection, Note(opened.clock(), "", UPGRADE, "数据库升级"))
    assert (opened.next_undo(), opened.next_redo()) == (None, None)
    [outcome] = opened.reverse(seq).outcomes
    assert (outcome.outcome, outcome.reason) == (store.Outcome.NOT_REVERSIBLE, "数据库升级之前的操作不能撤销")


def test_history_comes_by_pages_the_newest_first(opened, do):
    for i in range(5):
        do(f"第{i}步", after=(Project(name=str(i)),))
    assert [a.title for a in opened.history(2)] == ["第4步", "第3步"]
    assert [a.title for a in opened.history(10, before=4)] == ["第2步", "第1步", "第0步"]


def test_officers_names_stay_with_their_acts(opened, do, undo):
    seq = do("新建", after=(A,))
    opened.apply(opened.reverse(seq).change, officer="李静", reverses=seq)
    assert [a.officer for a in opened.history()] == ["李静", OFFICER]
