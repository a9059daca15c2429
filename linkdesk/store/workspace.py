"""The store of one workspace folder: desk.db, files/ and backups/, opened once and used by one thread at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any, Self, TypeVar

import sqlalchemy as sa

from linkdesk.domain.change import Change
from linkdesk.domain.words import ChangeKind
from linkdesk.store import backup, given, journal, pages, query, sqlite, sums, touched, undo
from linkdesk.store.apply import Report, apply
from linkdesk.store.files import Files
from linkdesk.store.journal import Act, Note
from linkdesk.store.past import Past, past
from linkdesk.store.projects import projects_of
from linkdesk.store.reverse import Reversal, reverse
from linkdesk.store.verify import verify
from linkdesk.store.world import world
from linkdesk.uncollected import uncollected

T = TypeVar("T")
Clock = Callable[[], datetime]


def _quiet(done: int, total: int) -> None:
    pass


class Store:
    """An open workspace; everything it raises is a KnownError (Stale among them), Cancelled from a report, or a bug."""

    def __init__(self, folder: Path, connection: sa.Connection, clock: Clock) -> None:
        self.folder = folder
        self.files = Files(folder / "files")
        self.clock = clock
        self._connection = connection
        self._owner = RLock()
        self._passed: set[int] = set()  # journal rows that undo and redo offer no more

    def apply(self, change: Change, officer: str, at: datetime | None = None, report: Report | None = None,
              reverses: int | None = None) -> int | None:
        """Carry a change out, whole or not at all, and return its journal seq (None when it changes nothing).

        `reverses` is the seq of the journal row it takes back; `report(done, total)` may raise Cancelled at any batch.
        An import into a workspace that holds something is preceded by a backup. Raises Stale and KnownError.
        """
        note = Note(at or self.clock(), officer, change.kind, change.title, reverses)
        with self._turn() as connection:
            if change.kind is ChangeKind.IMPORT and journal.last_seq(connection):
                backup.backup(connection, self.folder, note.at)
            return apply(connection, change, note, report or _quiet)

    def load(self, entity: type[T], /, order: str = "", limit: int | None = None, offset: int = 0, **equals: Any) -> list[T]:
        """The entities with these values; see query.load."""
        with self._turn() as connection:
            return query.load(connection, entity, order=order, limit=limit, offset=offset, **equals)

    def columns(self, entity: type, names: Sequence[str], /, **equals: Any) -> list[tuple[Any, ...]]:
        """Some fields of the entities with these values; see query.columns."""
        with self._turn() as connection:
            return query.columns(connection, entity, names, **equals)

    def sums(self, entity: type, by: Sequence[str], of: Sequence[str], /, **narrowed: Any) -> list[tuple[Any, ...]]:
        """Exact sums over groups of rows; see sums.sums."""
        with self._turn() as connection:
            return sums.sums(connection, entity, by, of, **narrowed)

    def page(self, entity: type[T], /, order: str = "", limit: int = 200, offset: int = 0, **narrowed: Any) -> list[T]:
        """A part of a long list; see pages.page."""
        with self._turn() as connection:
            return pages.page(connection, entity, order=order, limit=limit, offset=offset, **narrowed)

    def counted(self, entity: type, /, **narrowed: Any) -> int:
        """How many entities answer; see pages.counted."""
        with self._turn() as connection:
            return pages.counted(connection, entity, **narrowed)

    def get(self, entity: type[T], id_: str, /) -> T | None:
        """The entity of that id, or None."""
        with self._turn() as connection:
            return query.get(connection, entity, id_)

    def count(self, entity: type, /, **equals: Any) -> int:
        """How many entities have these values."""
        with self._turn() as connection:
            return query.count(connection, entity, **equals)

    def came_in(self, entity: type, ids: Sequence[str]) -> dict[str, int]:
        """Where in the journal entities came in; see touched.came_in."""
        with self._turn() as connection:
            return touched.came_in(connection, entity, ids)

    def touched(self, entity: type, owner: str, after: int) -> dict[str, int]:
        """Whose rows were changed past a place in the journal; see touched.touched."""
        with self._turn() as connection:
            return touched.touched(connection, entity, owner, after)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let several reads see one and the same state; no change may be applied meanwhile."""
        with self._turn() as connection, sqlite.reading(connection):
            yield

    def reverse(self, seq: int, report: Report | None = None) -> Reversal:
        """The change that takes a journal row back and what becomes of each of its rows; to be applied with reverses=seq.

        `report(rows looked at, rows in all)` may raise Cancelled.
        """
        with self._turn() as connection:
            return reverse(connection, seq, report or _quiet)

    def pass_over(self, seq: int) -> None:
        """Offer a journal row to undo and redo no more while this store is open: taking it back was refused."""
        self._passed.add(seq)

    def next_undo(self) -> Act | None:
        """What undo would take back; None when nothing."""
        with self._turn() as connection:
            return undo.next_undo(connection, self._passed)

    def next_redo(self) -> Act | None:
        """What redo would do again, as the undo it takes back; None when nothing."""
        with self._turn() as connection:
            return undo.next_redo(connection, self._passed)

    def history(self, limit: int = 100, before: int | None = None) -> list[Act]:
        """The last rows of the journal, the newest first; with `before`, those below that seq."""
        with self._turn() as connection:
            return journal.acts(connection, limit, before)

    def past(self, limit: int = 100, before: int | None = None, kind: str = "") -> list[Past]:
        """The last acts (of a kind) with how they stand, the newest first; with `before`, those below that seq."""
        with self._turn() as connection:
            return past(connection, limit, before, kind)

    def projects_of(self, acts: Sequence[Act]) -> dict[int, str]:
        """The project each act belongs to as far as known, by seq."""
        with self._turn() as connection:
            return projects_of(connection, acts)

    @property
    def data_version(self) -> int:
        """A number that grows with every change, whichever program made it."""
        with self._turn() as connection:
            return journal.last_seq(connection)

    def numbers_given(self) -> list[str]:
        """Every number that papers have borne here, also before an older backup was restored."""
        with self._turn() as connection:
            return given.numbers(connection)

    def last_version(self, project_id: str, kind: str) -> int:
        """The number of the last version of a plan that was ever fixed here, also before an older backup was restored."""
        with self._turn() as connection:
            return given.last_version(connection, project_id, kind)

    @property
    def origin(self) -> str:
        """The random id of this installation."""
        with self._turn() as connection:
            return journal.origin_of(connection)

    def verify(self) -> list[str]:
        """What is no longer as it was saved, one sentence each; empty when all is whole."""
        with self._turn() as connection:
            return list(verify(connection, self.files))

    def backup(self, at: datetime | None = None) -> Path:
        """Copy the database into the workspace's backups folder; only the newest copies are kept."""
        with self._turn() as connection:
            return backup.backup(connection, self.folder, at or self.clock())

    def backup_to(self, path: Path, at: datetime | None = None) -> Path:
        """Write the whole workspace (data and attachments) into one zip file."""
        with self._turn() as connection:
            return backup.backup_to(connection, self.files, Path(path), at or self.clock())

    def close(self) -> None:
        """Let go of the workspace; the log is folded into the database."""
        with self._owner:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _turn(self) -> Iterator[sa.Connection]:
        if not self._owner.acquire(blocking=False):
            raise RuntimeError("two threads use the store at the same time")
        try:
            with world(), uncollected():
                yield self._connection
        finally:
            self._owner.release()
