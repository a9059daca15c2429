"""Random histories: what the store holds is what a plain dictionary would, and everything can be taken back and done again."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household, Member
from linkdesk.domain.project import Project
from tests.store.conftest import OFFICER, clock
from tests.store.people import household, member

KINDS = (Project, Household, Member)
PARENT = {Household: "project_id", Member: "household_id"}
NIGHTLY = bool(os.environ.get("LINKDESK_NIGHTLY"))


class Histories(RuleBasedStateMachine):
    """An officer who adds, edits, removes, undoes and redoes; `states` is what stood after each change, by seq."""

    @initialize()
    def open(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.store = store.connect(Path(self.temporary.name), clock=clock(), wal=False)
        self.store._connection.exec_driver_sql("PRAGMA synchronous = OFF")
        self.known = {}

    def teardown(self):
        if hasattr(self, "store"):
            assert self.store.verify() == []
            self.store.close()
            self.temporary.cleanup()

    def do(self, before=(), after=()):
        try:
            self.store.apply(Change("改", tuple(before), tuple(after)), officer=OFFICER)
        except KnownError:
            assert any(self.parent(e) for e in self.known.values())  # only a reference can stand in the way here
            return
        for e in before:
            del self.known[e.id]
        self.known.update({e.id: e for e in after})

    def parent(self, entity):
        return getattr(entity, PARENT[type(entity)], None) if type(entity) in PARENT else None

    def some(self, data, kind=KINDS):
        """Some of what there is, drawn in an order that does not depend on random ids."""
        there = [e for e in self.known.values() if isinstance(e, kind)]
        return data.draw(st.lists(st.sampled_from(there), unique_by=lambda e: e.id, max_size=4)) if there else []

    @rule(data=st.data(), population=st.integers(1, 9))
    def add(self, data, population):
        project = Project(name="项目")
        households = [household(p, population=population) for p in (project, *self.some(data, Project))]
        members = [member(h) for h in (*households[:2], *self.some(data, Household))]
        self.do(after=(project, *households, *members))

    @rule(data=st.data(), population=st.integers(1, 9))
    def edit(self, data, population):
        edited = self.some(data, Household)
        self.do(before=edited, after=[replace(h, population=population) for h in edited])

    @rule(data=st.data())
    def move(self, data):
        projects = [None, *(p.id for p in self.some(data, Project))]
        moved = self.some(data, Household)
        self.do(before=moved, after=[replace(h, project_id=projects[-1]) for h in moved])

    @rule(data=st.data(), population=st.integers(1, 9))
    def edit_with_members(self, data, population):
        households, members = self.some(data, Household), self.some(data, Member)
        self.do(before=(*households, *members), after=(*(replace(h, population=population) for h in households),
                                                       *(replace(m, position=population) for m in members)))

    @rule(data=st.data())
    def remove(self, data):
        self.do(before=self.some(data))

    @rule(data=st.data())
    def take_back_any(self, data):
        acts = self.store.history()
        if acts:
            self.reverse(data.draw(st.sampled_from([a.seq for a in acts])))

    @precondition(lambda self: self.store.next_undo())
    @rule()
    def undo(self):
        self.reverse(self.store.next_undo().seq)

    @precondition(lambda self: self.store.next_redo())
    @rule()
    def redo(self):
        self.reverse(self.store.next_redo().seq)

    @precondition(lambda self: self.store.next_undo())
    @rule()
    def undo_and_redo(self):
        last, entries = self.store.history(1)[0], dict(self.known)
        if self.store.next_undo().seq == last.seq:  # nothing came between: all of it is taken back, and all comes again
            assert self.reverse(last.seq) == {store.Outcome.REVERSED}
            assert self.reverse(self.store.next_redo().seq) == {store.Outcome.REVERSED}
            assert self.known == entries

    def reverse(self, seq):
        change, outcomes = self.store.reverse(seq)
        self.store.apply(change, officer=OFFICER, reverses=seq)
        touched = {e.id for e in (*change.before, *change.after)}
        assert touched == {o.id for o in outcomes if o.outcome is store.Outcome.REVERSED}
        self.is_whole(outcomes)
        for entity in change.before:
            del self.known[entity.id]
        self.known.update({e.id: e for e in change.after})
        return {o.outcome for o in outcomes}

    def is_whole(self, outcomes):
        """What a change did to a household and to its members is taken back together or not at all."""
        back = {(o.entity, o.id): o.outcome is store.Outcome.REVERSED for o in outcomes}
        assert all(back[o.owner] is back[o.entity, o.id] for o in outcomes if o.owner in back)

    @invariant()
    def the_store_holds_what_is_known(self):
        there = [e for kind in KINDS for e in self.store.load(kind)] if hasattr(self, "store") else []
        assert {e.id: e for e in there} == getattr(self, "known", {})


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=400 if NIGHTLY else 20, stateful_step_count=25, deadline=None,
                                  suppress_health_check=list(HealthCheck))
