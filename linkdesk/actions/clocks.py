"""Time limits of a project: how each stands today, and what an officer says of its start, its end or its extension."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linkdesk.desk import Desk
from linkdesk.domain.approval import ClockReading
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.docket import docket_of
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.policy.clocks import running
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.terms import Event

_DAYS = ("started_on", "ended_on", "extended_to")
_ELSEWHERE = {"inspection": "检查登记", "opinion": "征求意见", "agreed_term": "双签协议"}


def running_clocks(desk: Desk, project_id: str, on: date | None = None) -> tuple[RunningClock, ...]:
    """Every time limit of a project as it stands on a day (today without one), the earliest due first."""
    dossier = desk.dossier(project_id, on)
    return dossier.once("running_clocks", lambda: running(docket_of(dossier), desk.project_packs(dossier.project), dossier.overrides))


def clock_of(desk: Desk, project_id: str, key: str) -> RunningClock:
    """The time limit of a key; KnownError when the project has it no more."""
    found = next((c for c in running_clocks(desk, project_id) if c.key == key), None)
    if found is None:
        raise KnownError("这个期限已不适用于本项目，没有改动。请刷新后重新选择。")
    return found


def set_reading(desk: Desk, project_id: str, key: str, *, started_on: str = "", ended_on: str = "", extended_to: str = "",
                document: str = "", note: str = "") -> Change:
    """Say when a limit starts, ended or was put off to, and on what; what is left empty follows from the register and the policy."""
    seen, clock = desk.as_of(), clock_of(desk, project_id, key)
    was = clock.reading
    base = was or ClockReading(project_id=project_id, clock_id=clock.id, subject_id=clock.subject_id)
    typed = {"started_on": started_on, "ended_on": ended_on, "extended_to": extended_to, "document": document, "note": note}
    said = {name: parse(fields_of(ClockReading)[name], text) for name, text in typed.items()}
    now = replace(base, **said, officer_name=desk.officer_name)
    _refuse_other_rooms(clock)
    _refuse_nothing(now)
    _refuse_start(clock, now)
    _refuse_end(clock, was, now)
    _refuse_extension(clock, now)
    _refuse_days(now, clock, local_day(desk.clock()))
    return Change(f"登记期限：{clock.label}", before=(was,) if was else (), after=(now,), as_of=None if was else seen)


def extend(desk: Desk, project_id: str, key: str, to: str, document: str, note: str = "") -> Change:
    """Put a limit off by a document that says so; KnownError with the clause where the policy allows none."""
    was = clock_of(desk, project_id, key).reading
    days = {name: getattr(was, name).isoformat() for name in ("started_on", "ended_on") if was and getattr(was, name)}
    return set_reading(desk, project_id, key, **days, extended_to=to, document=document, note=note or (was.note if was else ""))


def clear(desk: Desk, project_id: str, key: str) -> Change:
    """Take back what was said of a limit: it follows from the register and the policy again."""
    clock = clock_of(desk, project_id, key)
    if clock.reading is None:
        raise KnownError("这个期限没有经办人填写的内容，不用清除。")
    return Change(f"清除期限登记：{clock.label}", before=(clock.reading,))


def _refuse_other_rooms(clock: RunningClock) -> None:
    if not clock.pack_id:
        raise KnownError(f"“{clock.label}”由{_ELSEWHERE.get(clock.id, '登记它的页面')}里的日期决定，没有改动。请到那里修改。")


def _refuse_nothing(now: ClockReading) -> None:
    if not any(getattr(now, name) for name in _DAYS):
        raise KnownError("还没有填写起算日期、完成日期或延期至，没有登记。要恢复原来的算法，请按“清除”。")


def _refuse_start(clock: RunningClock, now: ClockReading) -> None:
    """A start the policy states is changed only by a document, one that is our reading with a note at least."""
    if now.started_on is None or now.started_on == clock.stated_start:
        return
    if not clock.is_ours and not now.document.strip():
        raise KnownError(f"{clock.clause}已经写明从{clock.start_event}起算，起算日期没有改动。确有文件另行规定的，请填写依据文件。")
    if not (now.note.strip() or now.document.strip()):
        raise KnownError("改起算日期要写明依据文件或说明，没有登记。请先填写。")


def _refuse_end(clock: RunningClock, was: ClockReading | None, now: ClockReading) -> None:
    if now.ended_on is None:
        return
    if clock.stated_end:
        raise KnownError(f"“{clock.end_event}”已在审批或验收里登记（{clock.stated_end}），没有重复登记。有误的请到那里更正。")
    if was and was.ended_on and was.ended_on != now.ended_on:
        once = f"按 {clock.clause}，一个期限内只能申请一次；" if clock.end_event is Event.ADJUSTMENT_APPLIED else ""
        raise KnownError(f"{once}已经登记过 {was.ended_on} 完成，没有再次登记。登记有误的，请先清除再登记。")
    if not now.document.strip():
        raise KnownError("登记完成日期要填写依据文件（名称和文号），没有登记。请先填写。")


def _refuse_extension(clock: RunningClock, now: ClockReading) -> None:
    if now.extended_to is None:
        return
    if clock.extendable is False:
        raise KnownError(f"{clock.clause}规定这个期限不得延期，没有登记延期。")
    if not now.document.strip():
        raise KnownError("登记延期要填写批准延期的文件（名称和文号），没有登记。请先填写。")
    if clock.lawful_due is None and now.started_on is None:
        raise KnownError("这个期限还没有起算，没有登记延期。请先登记起算日期。")


def _refuse_days(now: ClockReading, clock: RunningClock, today: date) -> None:
    for day, label in ((now.started_on, "起算日期"), (now.ended_on, "完成日期")):
        if day and day > today:
            raise KnownError(f"{label}在今天（{today}）以后，没有登记。请核对日期，或核对电脑的时钟。")
    begun = now.started_on or clock.started_on
    if begun and now.ended_on and now.ended_on < begun:
        raise KnownError(f"完成日期早于起算日期（{begun}），没有登记。请核对两个日期。")
    due = clock.lawful_due if now.started_on in (None, clock.started_on) else now.started_on
    if due and now.extended_to and now.extended_to <= due:
        raise KnownError(f"延期至的日期不晚于原来的 {due}，没有登记。请核对日期。")
