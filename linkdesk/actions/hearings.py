"""Hearings (听证会) on the plan: announced, held, what was said and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linkdesk.actions import kept_scans, plan_rows
from linkdesk.actions.edits import set_field, set_value
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Hearing
from linkdesk.domain.errors import KnownError

WHAT, SCAN = "听证会", "听证笔录"


def hearings(desk: Desk, project_id: str) -> list[Hearing]:
    """The hearings of a project in their order."""
    return plan_rows.rows(desk, Hearing, project_id)


def add(desk: Desk, project_id: str) -> Change:
    """One more hearing."""
    return plan_rows.add(desk, Hearing, project_id, f"新增{WHAT}", subject="项目区实施方案")


def set_hearing_field(desk: Desk, hearing: Hearing, name: str, text: str) -> Change:
    """Put what was typed into a field; a hearing is not held before it is announced, or after today."""
    change = set_field(plan_rows.newest(desk, hearing), name, text)
    if why := _why_not(desk, change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对日期；听证会开过以后再登记。")
    return change


def _why_not(desk: Desk, now: Hearing) -> str:
    if now.announced_on and now.held_on and now.held_on < now.announced_on:
        return "听证日期早于公告日期"
    if any(day and day > desk.clock().date() for day in (now.announced_on, now.held_on)):
        return "日期在今天以后"
    return ""


def set_village(desk: Desk, hearing: Hearing, village_id: str | None) -> Change:
    """Say in which village a hearing was; None for the whole project."""
    return set_value(plan_rows.newest(desk, hearing), "village_id", village_id)


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New hearings from pasted spreadsheet rows; days that cannot be refuse the paste."""
    change = plan_rows.paste(desk, Hearing, project_id, WHAT, cells, names)
    plan_rows.refuse_unfit(change.after, lambda made: _why_not(desk, made))
    return change


def remove(desk: Desk, chosen: Sequence[Hearing]) -> Change:
    """Remove hearings entered by mistake."""
    return plan_rows.remove(desk, chosen, WHAT)


def move(desk: Desk, hearing: Hearing, by: int) -> Change:
    """Move a hearing up or down."""
    return plan_rows.move(hearings(desk, hearing.project_id), hearing, by, WHAT)


def attach(desk: Desk, hearing: Hearing, path: Path) -> Change:
    """Keep the record of a hearing."""
    return kept_scans.attach(desk, hearing, path, SCAN)


def detach(desk: Desk, hearing: Hearing) -> Change:
    """Take the record of a hearing away."""
    return kept_scans.detach(desk, hearing, SCAN)


def copy_to_view(desk: Desk, hearing: Hearing) -> Path:
    """A copy of the record for the system's own viewer."""
    return kept_scans.copy_to_view(desk, hearing, SCAN)
