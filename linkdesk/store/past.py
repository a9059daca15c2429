"""What was done, the newest first, and how it stands: taken back since or not, and why it never can be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from linkdesk.domain.entities import entity_name
from linkdesk.domain.plot import PlotRings
from linkdesk.store import journal
from linkdesk.store.journal import FACTS, Act
from linkdesk.store.tables import JOURNAL_ENTRY

CONTENT = entity_name(PlotRings)  # named by what it says, and no row that a person entered


@dataclass(frozen=True, slots=True)
class Past:
    """An act, the reversals of it that stand, why nothing of it can be taken back (empty when it may be), and how many of its
    rows are content that lasts, whoever refers to it."""

    act: Act
    reversed_by: tuple[Act, ...]
    closed: str
    lasting: int = 0

    @property
    def left(self) -> int:
        """How many of its rows were not taken back, of those that can be."""
        return max(0, self.act.entries - self.lasting - sum(r.entries for r in self.reversed_by))


def past(connection: sa.Connection, limit: int, before: int | None = None, kind: str = "") -> list[Past]:
    """The last acts (of a kind), the newest first; with `before`, those below that seq."""
    standing, upgraded = _standing(connection), journal.last_upgrade(connection)
    return [Past(act, tuple(standing[act.seq]), closed(act, upgraded), _lasting(connection, act) if standing[act.seq] else 0)
            for act in journal.acts(connection, limit, before, kind)]


def _lasting(connection: sa.Connection, act: Act) -> int:
    query = sa.select(sa.func.count()).select_from(JOURNAL_ENTRY).where(journal.within(act.seq), JOURNAL_ENTRY.c.entity == CONTENT)
    return connection.execute(query).scalar_one()


def closed(act: Act, upgraded: int) -> str:
    """Why nothing of an act can ever be taken back, empty when it may be; `upgraded` is the number of the last upgrade."""
    if act.kind in FACTS:
        return f"“{act.kind}”已经发生，不能撤销"
    return "数据库升级之前的操作不能撤销" if act.seq < upgraded else "" if act.entries else "没有改动数据"


def _standing(connection: sa.Connection) -> defaultdict[int, list[Act]]:
    """The reversals that have not been taken back themselves, by the number of what they reverse."""
    found: defaultdict[int, list[Act]] = defaultdict(list)
    for act in reversed(journal.reversals(connection)):  # whatever takes an act back comes after it
        if act.entries and sum(r.entries for r in found[act.seq]) < act.entries:
            found[act.reverses].append(act)
    return found
