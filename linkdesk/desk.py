"""The desk without a window: store, policy packs, officer and clock. `Desk.do(change)` is the one way to change anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkdesk import following, shipped, store
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Officer
from linkdesk.domain.docket import Docket
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaAdvance, QuotaEntry
from linkdesk.domain.trade import QuotaUse, TradeInstalment
from linkdesk.domain.words import ChangeKind
from linkdesk.gathering import Gathering
from linkdesk.guards import GUARDS
from linkdesk.policy.parts import applying

if TYPE_CHECKING:
    from linkdesk.policy.check import Finding
    from linkdesk.policy.pack import Pack

Report = Callable[[int, int], None]
Listener = Callable[[frozenset[type]], None]
_WEIGHED = QuotaEntry, QuotaUse, QuotaAdvance, TradeInstalment  # beside balances, rights, surplus, and whether a trade is signed


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an undo or redo: its title and, for each row not simply reversed, why."""

    title: str
    outcomes: tuple[Any, ...]


class Desk:
    """One workspace, opened; everything a person does goes through `do`, `undo` and `redo`."""

    def __init__(self, opened: store.Store, clock: Callable[[], datetime]) -> None:
        self.store = opened
        self.store.clock = clock
        self.officer: Officer | None = None
        self._listeners: list[Listener] = []
        self._seen = 0
        self._gathering = Gathering(opened)
        self._dossiers: dict[tuple[str, date], Dossier] = {}
        self._findings: dict[str, tuple[Finding, ...]] = {}
        self._dockets: tuple[date, tuple[Docket, ...]] | None = None

    @classmethod
    def open(cls, folder: Path, clock: Callable[[], datetime] = datetime.now) -> Desk:
        """Open (or begin) the workspace in a folder; raises KnownError when it cannot be used."""
        return cls(store.connect(folder, clock=clock), clock)

    def close(self) -> None:
        """Let go of the workspace."""
        self.store.close()

    @property
    def folder(self) -> Path:
        """The workspace folder."""
        return self.store.folder

    @property
    def clock(self) -> Callable[[], datetime]:
        """What tells the time: the store's own clock, which the guards ask too."""
        return self.store.clock

    @clock.setter
    def clock(self, clock: Callable[[], datetime]) -> None:
        self.store.clock = clock

    @property
    def packs(self) -> dict[str, Pack]:
        """All policy packs shipped with the program, by id."""
        return shipped.packs()

    def officers(self) -> list[Officer]:
        """Everybody who has worked at this desk."""
        return self.store.load(Officer)

    def sign_in(self, officer: Officer) -> None:
        """Let an officer begin to work, and keep that in the journal; a new one is entered in the directory."""
        new = () if self.store.get(Officer, officer.id) else (officer,)
        self.officer = officer
        self.do(Change("登录", after=new, kind=ChangeKind.SIGN_IN))

    @property
    def officer_name(self) -> str:
        """The name of who works now, as it stands in the journal."""
        return self.officer.name if self.officer else ""

    def on_change(self, listener: Listener) -> None:
        """Call `listener(entity classes)` after every change."""
        self._listeners.append(listener)

    def do(self, change: Change, report: Report | None = None) -> int | None:
        """Carry a change out and keep it in the journal; returns its sequence number, None when it changes nothing."""
        seen = self.store.data_version
        change = self._followed(change)
        self._guard(change)
        return self._apply(_as_guarded(change, seen), report)

    def as_of(self) -> int:
        """The number of the last change, whoever made it; what was gathered before a change of another program is forgotten."""
        last = self.store.data_version
        if last != self._seen:
            self._forget()
        self._seen = last
        return last

    def undo(self, report: Report | None = None) -> Undone:
        """Take back the last thing done (not already taken back)."""
        return self._reverse(self.store.next_undo, "撤销", report)

    def redo(self, report: Report | None = None) -> Undone:
        """Do again what was taken back last."""
        return self._reverse(self.store.next_redo, "重做", report)

    @property
    def undo_title(self) -> str:
        """What `undo` would take back; empty when nothing."""
        row = self.store.next_undo()
        return row.title if row else ""

    @property
    def redo_title(self) -> str:
        """What `redo` would do again; empty when nothing."""
        row = self.store.next_redo()
        return row.title if row else ""

    def take_back(self, seq: int, report: Report | None = None) -> Undone:
        """Take back a change of any day, by its number; raises KnownError when nothing of it can be, with the reason."""
        return self._take_back(seq, report, "这一步没有可以撤销的内容，数据没有改动：")

    def _reverse(self, offered: Callable[[], Any], word: str, report: Report | None) -> Undone:
        row = offered()
        if row is None:
            raise KnownError(f"没有可以{word}的操作。")
        try:
            return replace(self._take_back(row.seq, report), title=row.title)
        except KnownError as refused:
            following = offered()
            if following is None or following.seq == row.seq:
                raise
            raise KnownError(f"{refused}再{word}一次，{word}的是更早的“{following.title}”。") from refused

    def _take_back(self, seq: int, report: Report | None, nothing_left: str = "") -> Undone:
        seen = self.store.data_version
        change, outcomes = self.store.reverse(seq, report and _half_of(report, 0))
        if nothing_left and not change.before and not change.after:
            raise KnownError(nothing_left + "；".join(dict.fromkeys(o.reason for o in outcomes)) + "。")
        change = self._followed(change)
        try:
            self._guard(change)
        except KnownError:
            self.store.pass_over(seq)  # else undo would offer for ever what it may not do
            raise
        self._apply(replace(change, as_of=seen), report and _half_of(report, 1), reverses=seq)
        return Undone(change.title, tuple(outcomes))

    def _apply(self, change: Change, report: Report | None, reverses: int | None = None) -> int | None:
        change = replace(change, title=without_numbers(change.title))  # titles quote what people typed
        try:
            seq = self.store.apply(change, officer=self.officer_name, at=self.clock(), report=report, reverses=reverses)
        except Stale:
            self._forget()  # what the change was thought out on is old: who looks again sees what stands now
            raise
        self._changed(change)
        return seq

    def _followed(self, change: Change) -> Change:
        """The change with the entries of the quota ledger that its events call for, or no longer call for."""
        if not following.tells(change):  # the clock is asked for what is entered alone
            return change
        return following.followed(self.store, change, self.dossier, self.project_packs, self.officer_name, self.clock())

    def _guard(self, change: Change) -> None:
        for guard in GUARDS:
            guard(self.store, change)

    def _forget(self, change: Change | None = None) -> None:
        """Let go of what a change has made old; of everything when it is not known what has changed."""
        if change is None:
            self._gathering.forget()
        else:
            self._gathering.follow(change)
        self._dossiers.clear()
        self._dockets = None
        self._findings.clear()

    def _changed(self, change: Change) -> None:
        classes = frozenset(type(e) for e in (*change.before, *change.after))
        alone = self.store.data_version == self._seen + 1  # nobody else has written since it was gathered
        self._forget(change if alone else None)
        self._seen = self.store.data_version  # nothing that is kept is older than this
        for listener in tuple(self._listeners):
            listener(classes)

    def dossier(self, project_id: str, on: date | None = None) -> Dossier:
        """Everything known of a project on a day (today when not given), kept until the next change."""
        key = project_id, on or local_day(self.clock())
        if key not in self._dossiers:
            self._dossiers[key] = self._gathering.dossier(*key, self.project_packs, self.officer_name)
        return self._dossiers[key]

    def dockets(self) -> tuple[Docket, ...]:
        """The dockets of all projects today, by name, kept until the next change."""
        today = local_day(self.clock())
        if self._dockets is None or self._dockets[0] != today:
            self._dockets = today, self._gathering.dockets(today, self.project_packs)
        return self._dockets[1]

    def project_packs(self, project: Project) -> tuple[Pack, ...]:
        """The packs that apply to a project: those it names, then those that apply everywhere."""
        return applying(self.packs, project)

    def packs_of_paper(self, project: Project) -> tuple[str, ...]:
        """The packs of a project with the hash of each one's file: what a sealed paper says it was made under."""
        hashes = shipped.hashes()
        return tuple(f"{pack.id}:{hashes[pack.id]}" for pack in self.project_packs(project))

    def findings(self, project_id: str) -> tuple[Finding, ...]:
        """What the checks find in a project today, kept until the next change."""
        from linkdesk.policy.check import findings
        if project_id not in self._findings:
            dossier = self.dossier(project_id)
            self._findings[project_id] = findings(dossier, self.project_packs(dossier.project))
        return self._findings[project_id]


def _as_guarded(change: Change, seen: int) -> Change:
    """A change weighed against other rows stands on what the guards saw: nothing of another program may come between."""
    weighed = any(isinstance(e, Agreement) for e in change.before) or any(isinstance(e, _WEIGHED) for e in change.after)
    return replace(change, as_of=seen) if weighed and change.as_of is None else change


def _half_of(report: Report, before: int) -> Report:
    """The report of one of two halves of the work; `before` is how many halves lie behind."""
    return lambda done, total: report(done + before * total, 2 * total)
