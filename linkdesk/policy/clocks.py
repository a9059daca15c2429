"""Time limits (期限) of one project: what began each, when it is due, how it stands, and by whose words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from linkdesk.domain import days
from linkdesk.domain.approval import ClockReading
from linkdesk.domain.docket import Docket
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.validity import in_force
from linkdesk.policy.matter_rules import Happened, events
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Clock
from linkdesk.policy.reminders import reminders
from linkdesk.policy.running_clock import RunningClock, standing_on, stood
from linkdesk.policy.terms import Event
from linkdesk.policy.values import value_of

EVERY_TIME = "每年一次"  # the reading by which a limit begins anew
_ENDS = {Event.COMPLETED: (Event.COMPLETED, Event.ACCEPTED)}
"""What has been accepted was completed, at the latest on that day; any other limit ends with its own event."""
_ONCE = frozenset({Event.PLAN_APPROVED, Event.DESIGN_APPROVED})
Overrides = Iterable[PolicyOverride]


def running(docket: Docket, packs: Iterable[Pack], overrides: Overrides = (), distances: Sequence[int] | None = None,
            ) -> tuple[RunningClock, ...]:
    """Every time limit of a project: those of its packs, and those that people have set; the earliest due first, not begun last.

    `distances` are those of reminding, where they are known already: they are the same for all projects of the same packs.
    """
    packs, overrides = tuple(packs), tuple(overrides)
    happened = events(docket, packs)
    if distances is None:
        distances = reminders(packs, overrides, docket.on)
    made = [stood(c, docket.on, distances) for pack in packs for c in of_pack(docket, pack, happened, overrides)]
    return tuple(sorted((*made, *_set_by_people(docket, distances)), key=lambda c: (c.due_on or date.max, c.label)))


def of_pack(docket: Docket, pack: Pack, happened: Iterable[Happened], overrides: Overrides = ()) -> list[RunningClock]:
    """The limits of one pack by what has happened, whose standing on the day is still to be told."""
    happened, overrides = tuple(happened), tuple(overrides)
    made = [(clock, run) for clock in pack.clocks for run in _of_clock(docket, pack, clock, happened, overrides)
            if run.started_on or not _contradicted(clock, docket)]  # what has begun is not ended by a fact told otherwise later
    beside = [_beside(clock, run, made) for clock, run in made]
    return [replace(run, beside=said) if said else run for (_, run), said in zip(made, beside, strict=True)]


def _contradicted(clock: Clock, docket: Docket) -> bool:
    return any(getattr(docket.project, name) is (not value) for name, value in clock.when)


def _of_clock(docket: Docket, pack: Pack, clock: Clock, happened: Sequence[Happened], overrides: Overrides) -> list[RunningClock]:
    """One for each start; one that has not begun where the limit is in force and nothing has started it."""
    today = in_force(clock, docket.on)
    own = [r for r in docket.readings if r.clock_id == clock.id]
    wanted = clock.needs is None or any(h.event is clock.needs for h in happened) or _told(docket, pack, clock)
    events_ = _starts(clock, [h for h in happened if h.pack_id in ("", pack.id)]) if wanted else []
    starts = _repeated(docket, pack, clock, events_, own, overrides)
    known = [(s, _reading(own, s, starts)) for s in starts if today or in_force(clock, s.on)]
    told = {reading.id for _, reading in known if reading}
    alone = [(None, r) for r in own if r.id not in told and (r.started_on or not r.subject_id or not starts)] if wanted else []
    found = [_run(pack, clock, start, reading, _end(clock, start, events_, happened)) for start, reading in (*known, *alone)]
    return found or ([_run(pack, clock, None, None, None, wanted)] if today else [])


def _told(docket: Docket, pack: Pack, clock: Clock) -> bool:
    """Whether an officer has said when it began, or when what it needs began another limit."""
    meant = {c.id for c in pack.clocks if c is clock or c.start is clock.needs}
    return any(r.started_on for r in docket.readings if r.clock_id in meant)


def _starts(clock: Clock, happened: Sequence[Happened]) -> list[Happened]:
    """What starts a clock, each subject once; what was entered without a matter only where no matter tells of it."""
    first: dict[str, Happened] = {}
    for each in happened:
        if each.event is clock.start:
            first.setdefault(each.subject_id, each)
    return [h for id_, h in first.items() if id_] or list(first.values())


def _repeated(docket: Docket, pack: Pack, clock: Clock, starts: list[Happened], own: Sequence[ClockReading], overrides: Overrides,
              ) -> list[Happened]:
    """Where the county reads a limit as beginning anew each time: the turns something was entered for, and the one of today."""
    read = value_of(pack, clock.repeats, overrides, docket.on) if clock.repeats else None
    if read is None or read.text != EVERY_TIME:
        return starts
    return [turn for start in starts for turn in _turns(clock, start, {r.subject_id for r in own}, docket.on)]


def _turns(clock: Clock, start: Happened, entered: set[str], on: date) -> list[Happened]:
    found, turn, at = [], 0, start
    while at.on < date.max:
        following = days.after(start.on, clock.limit * (turn + 1), clock.unit)
        current = on < following or following == date.max
        if current or at.subject_id in entered:
            found.append(at)
        if current:
            break
        turn, at = turn + 1, replace(start, on=following, subject_id=f"{start.subject_id}#{turn + 2}", label=f"{start.label}（第 {turn + 2} 次）")
    return found


def _reading(own: Sequence[ClockReading], start: Happened, starts: Sequence[Happened]) -> ClockReading | None:
    """What an officer said of this run; said before there was a matter, it is about the only one there is, if it can be."""
    exact = next((r for r in reversed(own) if r.subject_id == start.subject_id), None)
    return exact or next((r for r in reversed(own) if not r.subject_id and len(starts) == 1 and _can_be_of(r, start)), None)


def _can_be_of(reading: ClockReading, start: Happened) -> bool:
    """Whether what was said without a matter can be about this start: a project is approved once, but trades and advances recur."""
    if start.event in _ONCE:
        return True
    return reading.started_on in (None, start.on) and (reading.ended_on is None or reading.ended_on >= start.on)


def _end(clock: Clock, start: Happened | None, starts: Sequence[Happened], happened: Sequence[Happened]) -> Happened | None:
    """What ended a run: of its own matter, else the first that belongs to no other run."""
    ends = [h for h in happened if h.event in _ENDS.get(clock.end, (clock.end,))]
    claimed = {s.subject_id for s in starts if s.subject_id}
    own = next((h for h in ends if start and start.subject_id and h.subject_id == start.subject_id), None)
    return own or next((h for h in ends if h.subject_id not in claimed), None)


def _run(pack: Pack, clock: Clock, start: Happened | None, reading: ClockReading | None, end: Happened | None,
         wanted: bool = True) -> RunningClock:
    begun = (reading and reading.started_on) or (start.on if start else None)
    lawful = days.after(begun, clock.limit, clock.unit) if begun else None
    put_off = reading.extended_to if reading and clock.extendable is not False else None
    due = max((d for d in (put_off, lawful) if d), default=None)  # when the start is corrected, a day put off to may lie before
    note = clock.note if wanted else "；".join(filter(None, (f"还没有登记{clock.needs}，没有起算", clock.note)))
    return RunningClock(
        clock.id, clock.label, start.subject_id if start else reading.subject_id if reading else "", start.label if start else "",
        f"从{clock.start}起 {clock.limit:f} {clock.unit}内，应有{clock.end}", pack.label(clock.clause), pack.id, begun, due,
        (end.on if end else None) or (reading.ended_on if reading else None), consequence=clock.consequence, certainty=clock.certainty,
        start_certainty=clock.start_certainty, extendable=clock.extendable, note=note, start_event=clock.start, end_event=clock.end,
        stated_start=start.on if start else None, stated_end=end.on if end else None, lawful_due=lawful, reading=reading,
        length=f"{clock.limit:f} {clock.unit}", obligations=clock.obligations)


def _beside(clock: Clock, run: RunningClock, made: Sequence[tuple[Clock, RunningClock]]) -> str:
    """Which of several limits of one clause on one end rules: the earliest, and both say so."""
    others = [r for c, r in made if r is not run and (c.end, c.clause) == (clock.end, clock.clause) and r.due_on]
    first = min(others, key=lambda r: r.due_on, default=None)
    if run.due_on is None or first is None or first.due_on == run.due_on:
        return ""
    if first.due_on < run.due_on:
        return f"同时适用的“{first.label}”{first.due_on} 先到期，以先到的为准。"
    return f"与“{first.label}”同时适用，本期限先到期，以本期限为准。"


def _set_by_people(docket: Docket, distances: Sequence[int]) -> list[RunningClock]:
    """Days that no policy sets: of inspections, of opinions asked for, of agreements; there may be thousands, so they are made once."""
    def made(id_: str, label: str, subject_id: str, subject: str, rule: str, days_: tuple[date | None, ...], consequence: str = "",
             ) -> RunningClock:
        state, reached = standing_on(docket.on, distances, *days_)
        return RunningClock(id_, label, subject_id, subject, rule, "", "", *days_, state, consequence, reminder=reached)

    rectified = [made("inspection", "整改期限", i.id, f"{i.inspector}：{i.finding}", f"{i.link}检查提出的问题，按检查单位定的日期整改",
                      (i.inspected_on, i.rectify_by, i.rectified_on)) for i in docket.inspections if i.rectify_by and i.finding.strip()]
    asked = [made("opinion", "征求意见答复期限", o.id, o.department, "按征求意见函要求的日期答复", (o.asked_on, o.due_on, o.answered_on))
             for o in docket.opinions if o.due_on and (o.answered_on or (o.asked_on and o.stance is None))]
    agreed = [made("agreed_term", t.label, f"{t.field}/{t.due_on}", f"{t.open} 份协议还没有完成", "按协议约定的日期完成",
                   (None, t.due_on, None), "逾期的，奖补按协议和政策参数处理") for t in docket.terms]
    return [*rectified, *asked, *agreed]
