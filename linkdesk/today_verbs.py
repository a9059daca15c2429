"""`linkdesk today`: what is to be done today in all projects, as lines, as JSON, or as the report for the meeting."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from linkdesk.speech import say
from linkdesk.usage import a_path, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.policy.today import DueLine, ProjectToday

DONE = 0
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verb into the command line; `opened` opens the desk of a command."""
    made = verb(verbs, "today", "全部项目今天的情况：轮到谁、什么到期、缺什么", lambda wanted: _today(wanted, opened))
    made.add_argument("--out", type=a_path, metavar="文件夹", help="写出一页报告、表格和横道图")
    made.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")


def _today(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions.today import Today
    from linkdesk.domain.days import local_day
    from linkdesk.policy.today import county_lines
    desk = opened(wanted)
    today = Today(desk)
    if wanted.out:
        from linkdesk.actions.today_papers import write
        for path in write(today, wanted.out):
            say(path)
        return DONE
    found, county = today.projects(), county_lines(today.county(), local_day(desk.clock()))
    if wanted.json:
        said = {"on": local_day(desk.clock()), "projects": [_said(p) for p in found], "county": [_due(line) for line in county]}
        say(json.dumps(said, ensure_ascii=False, indent=1, default=str))
    else:
        say("\n".join([*(line for p in found for line in _lines(p)), *(_line(line) for line in county)]) or "还没有项目。")
    return DONE


def _said(project: ProjectToday) -> dict[str, Any]:
    from linkdesk.policy.today import due_lines
    turns = [{"matter_id": t.matter_id, "title": t.title, "cite": t.cite, "step": t.number, "steps": t.of, "act": t.act, "actor": t.actor,
              "waits_for": t.waits_for, "ours": t.ours, "state": t.state, "since": t.since, "days": t.days,
              "working_days": t.working.number if t.working else None, "packet": t.packet, "missing": t.missing, "comments": t.comments}
             for t in project.turns]
    stages = [{"subject": s.subject, "state": s.state, "passed": s.passed, "steps": s.of, "on": s.on} for s in project.stages]
    held = [{"kind": s.kind, "decided_by": s.decided_by, "number": s.number} for s in project.suspensions]
    return {"id": project.id, "name": project.name, "concerns": _concerns(project), "turns": turns, "stages": stages,
            "due": [_due(line) for line in due_lines([project])], "missing": project.missing, "suspensions": held}


def _concerns(project: ProjectToday) -> list[str]:
    from linkdesk.policy.today import Concern
    return [concern for concern in Concern if concern in project.concerns]


def _due(line: DueLine) -> dict[str, Any]:
    clock = line.clock
    return {"clock": clock.id, "label": clock.label, "subject": clock.subject, "state": clock.state, "due_on": clock.due_on,
            "days_left": line.left, "clause": clock.clause, "consequence": clock.consequence}


def _lines(project: ProjectToday) -> Iterator[str]:
    from linkdesk.policy.today import due_lines
    yield f"{project.name}：{'、'.join(_concerns(project)) or '没有要办的事项'}"
    yield from (f"　{t.title}：{t.words}，第 {t.number} 步，共 {t.of} 步{f'，已 {t.waited}' if t.waited else ''}"
                f"{f'；缺 {len(t.missing)} 件材料' if t.missing else ''}" for t in project.turns)
    yield from (f"　{_line(line)}" for line in due_lines([project]))
    yield from (f"　{s.kind}（{s.decided_by}，{s.number}）" for s in project.suspensions)


def _line(line: DueLine) -> str:
    clock = line.clock
    told = "，".join(filter(None, (clock.clause, f"逾期后果：{clock.consequence}" if clock.consequence else "")))
    return f"{clock.due_on}　{clock.label}（{line.left_words}）{clock.subject}{f'　{told}' if told else ''}"
