"""Departments' opinions (征求意见, B §二(一)): asked of all departments the pack names at once, answered, adopted or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from linkdesk.actions import kept_scans, plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.policy.consulted import Department, departments

WHAT, SCAN = "部门意见", "复函扫描件"
FIELDS = fields_of(Opinion)


@dataclass(frozen=True, slots=True)
class Asking:
    """What goes out to every department alike, as typed."""

    subject: str = ""
    asked_on: str = ""
    due_on: str = ""
    number: str = ""


def opinions(desk: Desk, project_id: str) -> list[Opinion]:
    """The opinions of a project in their order."""
    return plan_rows.rows(desk, Opinion, project_id)


def to_ask(dossier: Dossier) -> tuple[Department, ...]:
    """The departments that the project's policies name and that have no row yet."""
    there = {o.duty for o in dossier.approvals.opinions} | {o.department for o in dossier.approvals.opinions}
    return tuple(d for d in departments(dossier) if d.duty not in there and d.name not in there)


def ask_all(desk: Desk, project_id: str, asking: Asking, matter_id: str | None = None) -> Change:
    """Ask every department that has not been asked: those the policies name, and rows that wait without a day."""
    dossier = desk.dossier(project_id)
    told = _read(desk, asking)
    waiting = [o for o in dossier.approvals.opinions if o.asked_on is None and o.answered_on is None]
    first, new = plan_rows.after_last(dossier.approvals.opinions), to_ask(dossier)
    if not waiting and not new:
        told = "政策列明的部门都已发出征求意见，没有重复发出" if dossier.approvals.opinions else "本项目的政策没有列明征求意见的部门，没有发出"
        raise KnownError(f"{told}。另外要征求的部门请新增一行。")
    asked = tuple(_with(o, told, matter_id) for o in waiting)
    made = tuple(Opinion(project_id=project_id, matter_id=matter_id, position=first + at, duty=d.duty, department=d.name, **told)
                 for at, d in enumerate(new))
    return Change(f"征求 {len(asked) + len(made)} 个部门意见", before=tuple(waiting), after=(*asked, *made))


def _with(opinion: Opinion, told: dict, matter_id: str | None) -> Opinion:
    kept = {name: value for name, value in told.items() if value and not getattr(opinion, name)}
    return replace(opinion, matter_id=opinion.matter_id or matter_id, **kept)


def _read(desk: Desk, asking: Asking) -> dict[str, date | str | None]:
    told = {"subject": asking.subject.strip(), "asked_on": parse(FIELDS["asked_on"], asking.asked_on),
            "due_on": parse(FIELDS["due_on"], asking.due_on), "asking_number": asking.number.strip()}
    if not told["asked_on"]:
        raise KnownError("请填写发出日期，再征求意见。")
    if why := _why_not(desk, Opinion(asked_on=told["asked_on"], due_on=told["due_on"])):
        raise KnownError(f"{why}，没有发出。请核对日期。")
    return told


def _why_not(desk: Desk, now: Opinion) -> str:
    today = desk.clock().date()
    if any(day and day > today for day in (now.asked_on, now.answered_on)):
        return f"日期在今天（{today}）以后"
    if now.asked_on and now.due_on and now.due_on < now.asked_on:
        return "要求答复日期早于发出日期"
    if now.asked_on and now.answered_on and now.answered_on < now.asked_on:
        return "答复日期早于发出日期"
    return ""


def add(desk: Desk, project_id: str) -> Change:
    """One more department, also where no policy names it."""
    return plan_rows.add(desk, Opinion, project_id, f"新增{WHAT}")


def set_opinion_field(desk: Desk, opinion: Opinion, name: str, text: str) -> Change:
    """Put what was typed into a field; an answer does not come before the question, and an answer without a day came today."""
    was = plan_rows.newest(desk, opinion)
    change = set_field(was, name, text)
    now = change.after[0]
    if name == "stance" and now.stance and not now.answered_on:
        now = replace(now, answered_on=desk.clock().date())
    if why := _why_not(desk, now):
        raise KnownError(f"{why}，原值未改动。请核对两个日期。")
    return replace(change, after=(now,))


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New opinions from pasted spreadsheet rows; days that do not follow one another refuse the paste."""
    change = plan_rows.paste(desk, Opinion, project_id, WHAT, cells, names)
    plan_rows.refuse_unfit(change.after, lambda made: _why_not(desk, made))
    return change


def remove(desk: Desk, chosen: Iterable[Opinion]) -> Change:
    """Remove opinions entered by mistake; one that was answered stays."""
    rows = tuple(plan_rows.newest(desk, o) for o in chosen)
    if answered := next((o for o in rows if o.answered_on), None):
        raise KnownError(f"“{answered.department}”已经答复，不能删除，没有改动。答复登记有误的，请先清空答复日期和意见。")
    return plan_rows.remove(desk, rows, WHAT)


def move(desk: Desk, opinion: Opinion, by: int) -> Change:
    """Move an opinion up or down."""
    return plan_rows.move(opinions(desk, opinion.project_id), opinion, by, WHAT)


def attach(desk: Desk, opinion: Opinion, path: Path) -> Change:
    """Keep the department's answer."""
    return kept_scans.attach(desk, opinion, path, SCAN)


def detach(desk: Desk, opinion: Opinion) -> Change:
    """Take the department's answer away."""
    return kept_scans.detach(desk, opinion, SCAN)


def copy_to_view(desk: Desk, opinion: Opinion) -> Path:
    """A copy of the answer for the system's own viewer."""
    return kept_scans.copy_to_view(desk, opinion, SCAN)
