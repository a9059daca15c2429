"""Inspections (监督检查, B §三(二)): by link of the work, what was found, by when and how it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linkdesk.actions import kept_scans, plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import InspectionLink
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import Inspection

WHAT, SCAN = "监督检查", "检查材料"


def inspections(desk: Desk, project_id: str) -> list[Inspection]:
    """The inspections of a project in their order."""
    return plan_rows.rows(desk, Inspection, project_id)


def add(desk: Desk, project_id: str, link: InspectionLink = InspectionLink.WORKS) -> Change:
    """One more inspection of a link, with today as its day."""
    return plan_rows.add(desk, Inspection, project_id, f"新增{WHAT}", link=link, inspected_on=desk.clock().date())


def set_inspection_field(desk: Desk, inspection: Inspection, name: str, text: str) -> Change:
    """Put what was typed into a field; days follow one another, and only what was found is put right."""
    change = set_field(plan_rows.newest(desk, inspection), name, text)
    if why := _why_not(desk, change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对。")
    return change


def _why_not(desk: Desk, now: Inspection) -> str:
    today, begun = desk.clock().date(), now.inspected_on
    if any(day and day > today for day in (begun, now.rectified_on)):
        return f"日期在今天（{today}）以后"
    if begun and now.rectify_by and now.rectify_by < begun:
        return "整改期限早于检查日期"
    if begun and now.rectified_on and now.rectified_on < begun:
        return "整改完成日期早于检查日期"
    if now.rectified_on and not now.finding.strip():
        return "没有写发现的问题，却填了整改完成日期"
    if now.rectified_on and not now.measures.strip():
        return "还没有写明整改情况，不能填整改完成日期"
    return ""


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New inspections from pasted spreadsheet rows; days that do not follow one another refuse the paste."""
    change = plan_rows.paste(desk, Inspection, project_id, WHAT, cells, names)
    plan_rows.refuse_unfit(change.after, lambda made: _why_not(desk, made))
    return change


def remove(desk: Desk, chosen: Sequence[Inspection]) -> Change:
    """Remove inspections that were entered by mistake."""
    return plan_rows.remove(desk, chosen, WHAT)


def move(desk: Desk, inspection: Inspection, by: int) -> Change:
    """Move an inspection up or down."""
    return plan_rows.move(inspections(desk, inspection.project_id), inspection, by, WHAT)


def attach(desk: Desk, inspection: Inspection, path: Path) -> Change:
    """Keep the record of an inspection, or the proof that it was put right."""
    return kept_scans.attach(desk, inspection, path, SCAN)


def detach(desk: Desk, inspection: Inspection) -> Change:
    """Take the paper of an inspection away."""
    return kept_scans.detach(desk, inspection, SCAN)


def copy_to_view(desk: Desk, inspection: Inspection) -> Path:
    """A copy of the paper for the system's own viewer."""
    return kept_scans.copy_to_view(desk, inspection, SCAN)
