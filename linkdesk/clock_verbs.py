"""`linkdesk clocks`: the time limits of a project as they stand today or on another day."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from linkdesk.speech import say
from linkdesk.usage import a_day, of_project, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.policy.running_clock import RunningClock

DONE = 0
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verb into the command line; `opened` opens the desk of a command."""
    made = of_project(verb(verbs, "clocks", "列出项目的期限：起算、到期、剩余、条款和后果", lambda wanted: _clocks(wanted, opened)))
    made.add_argument("--on", type=a_day, metavar="日期", help="按哪一天计算，如 2021-03-05，不写为今天")
    made.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")


def _clocks(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions.clocks import running_clocks
    from linkdesk.actions.projects import find
    desk = opened(wanted)
    project = find(desk, wanted.project)
    on = wanted.on or desk.dossier(project.id).on
    found = [_said(clock, on) for clock in running_clocks(desk, project.id, on)]
    say(json.dumps(found, ensure_ascii=False, indent=1, default=str) if wanted.json else "\n".join(map(_line, found)) or "没有适用的期限。")
    return DONE


def _said(clock: RunningClock, on: date) -> dict[str, Any]:
    working = clock.working_days_left(on)
    return {"id": clock.id, "subject_id": clock.subject_id, "label": clock.label, "subject": clock.subject, "state": clock.state,
            "started_on": clock.started_on, "due_on": clock.due_on, "ended_on": clock.ended_on, "days_left": clock.days_left(on),
            "working_days_left": working.number if working else None, "working_days_doubt": working.doubt if working else "",
            "rule": clock.rule, "clause": clock.clause, "consequence": clock.consequence, "certainty": clock.certainty,
            "start_certainty": clock.start_certainty, "extendable": clock.extendable, "reminder": clock.reminder, "note": clock.note,
            "how": clock.how}


def _line(said: dict[str, Any]) -> str:
    left = "" if said["days_left"] is None else f"，剩余 {said['days_left']} 天（工作日 {said['working_days_left']} 天）"
    doubt = f"（{said['working_days_doubt']}）" if said["working_days_doubt"] else ""
    due = f"{said['started_on'] or '—'} 起，{said['due_on']} 到期{left}{doubt}" if said["due_on"] else "还没有起算"
    subject, clause = (f"（{said[name]}）" if said[name] else "" for name in ("subject", "clause"))
    consequence = f"。逾期后果：{said['consequence']}" if said["consequence"] else ""
    return f"{said['state']}　{said['label']}{subject}{clause}：{due}{consequence}。"
