"""One time limit as it runs: start, due day, end, how it stands, and the words that say how it was reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain.approval import ClockReading
from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.days import ends_early
from linkdesk.domain.quota_words import ObligationKind
from linkdesk.domain.words import Certainty
from linkdesk.domain.workdays import Counted, working_days
from linkdesk.policy.terms import Event

ENDED = frozenset({ClockState.DONE, ClockState.DONE_LATE})


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A time limit of a project or county; `id` is that of the pack's clock, or says who set it, `subject_id` which run it is.

    `beside` says which of several limits rules, `reminder` which distance of reminding (days) is reached. `stated_start` and
    `stated_end` are the days of the register, `lawful_due` the day without extension, `reading` what an officer said, `obligations`
    what the clause imposes when it is missed.
    """

    id: str
    label: str
    subject_id: str
    subject: str
    rule: str
    clause: str = ""
    pack_id: str = ""
    started_on: date | None = None
    due_on: date | None = None
    ended_on: date | None = None
    state: ClockState = ClockState.NOT_BEGUN
    consequence: str = ""
    certainty: Certainty = Certainty.STATED
    start_certainty: Certainty = Certainty.STATED
    extendable: bool | None = None
    note: str = ""
    beside: str = ""
    reminder: int | None = None
    start_event: Event | None = None
    end_event: Event | None = None
    stated_start: date | None = None
    stated_end: date | None = None
    lawful_due: date | None = None
    reading: ClockReading | None = None
    length: str = ""
    fulfilled: bool = False
    obligations: tuple[ObligationKind, ...] = ()

    @property
    def key(self) -> str:
        """What tells this run from every other of its project."""
        return f"{self.id}/{self.subject_id}"

    @property
    def is_open(self) -> bool:
        """Whether it has begun and not ended."""
        return self.due_on is not None and self.state not in ENDED

    @property
    def is_ours(self) -> bool:
        """Whether its start is a reading, not what the policy states."""
        return self.start_certainty is not Certainty.STATED

    def days_left(self, on: date) -> int | None:
        """The calendar days left on a day, negative when it is past; None when it has not begun or has ended."""
        return (self.due_on - on).days if self.is_open else None

    def working_days_left(self, on: date) -> Counted | None:
        """The working days left on a day, with what is doubtful of the count; None when it has not begun or has ended."""
        return working_days(on, self.due_on) if self.is_open else None

    @property
    def how(self) -> tuple[str, ...]:
        """How it was reckoned, a sentence each."""
        return tuple(filter(None, (self._start_words(), self._due_words(), self._end_words(), self.beside)))

    def _start_words(self) -> str:
        if self.started_on is None:
            return "没有起算：" + (f"还没有登记“{self.start_event}”。" if self.start_event else "没有填写起算日期。") if not self.due_on else ""
        if self.start_event is None:
            return f"{self.started_on} 起。"
        whose = "起算日原文没有写明，按本县读法，可以改" if self.is_ours else "起算日由政策原文规定"
        moved = self.reading is not None and self.reading.started_on is not None and self.reading.started_on != self.stated_start
        said = f"{self.start_event}{f'（{self.subject}）' if self.subject else ''}"
        return f"{self.started_on} 起算，经办人填写（{_why(self.reading)}）。" if moved else f"{self.started_on} 起算：{said}；{whose}。"

    def _due_words(self) -> str:
        if self.due_on is None or not self.length:
            return f"{self.due_on} 到期，当日仍在期限内。" if self.due_on else ""
        early = f"（当月没有 {self.started_on.day} 日，取月末）" if ends_early(self.started_on, self.lawful_due) else ""
        due = f"{self.length}后为 {self.lawful_due}{early}，当日仍在期限内。"
        return due + (f"延期至 {self.due_on}（{_why(self.reading)}）。" if self.due_on != self.lawful_due else "")

    def _end_words(self) -> str:
        if self.ended_on is None:
            return ""
        by = f"，{_why(self.reading)}" if self.stated_end is None and self.reading else ""
        return f"{self.ended_on} 完成{by}。"


def _why(reading: ClockReading) -> str:
    return "，".join(filter(None, (reading.document.strip(), reading.note.strip()))) or "没有写明依据"


def stood(clock: RunningClock, on: date, distances: Sequence[int]) -> RunningClock:
    """The clock with how it stands on a day, and which of the distances of reminding is reached."""
    if clock.fulfilled:
        return replace(clock, state=_ended(clock.due_on, clock.ended_on))
    state, reached = standing_on(on, distances, clock.started_on, clock.due_on, clock.ended_on)
    return clock if (state, reached) == (clock.state, clock.reminder) else replace(clock, state=state, reminder=reached)


def standing_on(on: date, distances: Sequence[int], started_on: date | None, due_on: date | None, ended_on: date | None,
                ) -> tuple[ClockState, int | None]:
    """How a time limit with these days stands on a day, and which of the distances of reminding is reached."""
    if ended_on:
        return _ended(due_on, ended_on), None
    if due_on is None:
        return ClockState.NOT_BEGUN, None
    if on > due_on:
        return ClockState.OVERDUE, None
    reached = _reached(on, distances, started_on, due_on)
    return (ClockState.RUNNING if reached is None else ClockState.NEAR), reached


def _ended(due_on: date | None, ended_on: date | None) -> ClockState:
    return ClockState.DONE_LATE if ended_on and due_on and ended_on > due_on else ClockState.DONE


def _reached(on: date, distances: Sequence[int], started_on: date | None, due_on: date) -> int | None:
    """The smallest distance already reached; one as long as the whole limit reminds of nothing, unless there is no shorter."""
    if not distances:
        return None
    whole = (due_on - started_on).days if started_on else min(distances) + 1
    fit = [d for d in distances if d < whole] or [min(distances)]
    left = (due_on - on).days
    return min((d for d in fit if left <= d), default=None)
