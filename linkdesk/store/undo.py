"""What Ctrl+Z and Ctrl+Y would take: the stacks of undo and redo, read off the journal of this installation.

A change goes on the undo stack and empties the redo stack. A reversal takes what it reversed off its stack, wherever
there it stood, and itself becomes what the other stack offers. Facts (printed, exported, revealed, signed in, progress,
scans and payments) are never on a stack; an upgrade or a restore empties both. What was refused to be taken back is passed
over: the step before it is offered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import sqlalchemy as sa

from linkdesk.store import journal
from linkdesk.store.journal import BARRIERS, FACTS, Act

_DEPTH = 500  # how far back the stacks reach; older changes are reversed from the history


def next_undo(connection: sa.Connection, passed: Collection[int] = ()) -> Act | None:
    """What undo would take back, under the title of what a person did, passing over these numbers; None when nothing."""
    return _top(connection, 0, passed)


def next_redo(connection: sa.Connection, passed: Collection[int] = ()) -> Act | None:
    """What redo would take back (an undo), under the title of what a person did, passing over these; None when nothing."""
    return _top(connection, 1, passed)


def _top(connection: sa.Connection, stack: int, passed: Collection[int]) -> Act | None:
    found = [act for act in stacks(_recent(connection))[stack] if act.seq not in passed]
    return replace(found[-1], title=first_title(connection, found[-1])) if found else None


def _recent(connection: sa.Connection) -> list[Act]:
    mine = journal.origin_of(connection)
    return [act for act in reversed(journal.acts(connection, _DEPTH)) if act.origin == mine]


def stacks(acts: Iterable[Act]) -> tuple[list[Act], list[Act]]:
    """The undo and the redo stack after these acts, the next to take at the end."""
    undo: list[Act] = []
    redo: list[Act] = []
    for act in acts:
        if act.kind in BARRIERS:
            undo, redo = [], []
        elif act.reverses is not None:
            _reverse(act, undo, redo)
        elif act.kind not in FACTS and act.entries:
            undo.append(act)
            redo.clear()
    return undo, redo


def _reverse(act: Act, undo: list[Act], redo: list[Act]) -> None:
    for mine, other in ((undo, redo), (redo, undo)):
        taken = [a for a in mine if a.seq == act.reverses]
        if taken:
            mine.remove(taken[0])
            if act.entries:  # a reversal that could change nothing is not worth taking back
                other.append(act)
            return


def first_title(connection: sa.Connection, act: Act) -> str:
    """The title of what a person did first, however often it was undone and redone since."""
    return first(connection, act)[0].title


def first(connection: sa.Connection, act: Act) -> tuple[Act, int]:
    """The change a chain of reversals began with, and how many of them lie between."""
    steps = 0
    while act.reverses is not None:
        act, steps = journal.act(connection, act.reverses), steps + 1
    return act, steps
