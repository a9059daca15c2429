"""The county's own measures for reclamation (实施办法, A §三(四)) as dated documents, and which one is in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from linkdesk.actions import kept_scans, plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain import carrying_standing
from linkdesk.domain.carrying import CountyMeasure
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project

WHAT, SCAN = "实施办法", "文件扫描件"


def measures(desk: Desk, project_id: str) -> list[CountyMeasure]:
    """The measures of the project's responsible body, the latest first."""
    project = desk.store.get(Project, project_id)
    found = desk.store.load(CountyMeasure, authority_id=project.responsible_id) if project and project.responsible_id else []
    return sorted(found, key=lambda m: str(m.begins or m.issued_on or ""), reverse=True)


def in_force(desk: Desk, project_id: str, on: date | None = None) -> CountyMeasure | None:
    """The measures in force on a day (today without one)."""
    return carrying_standing.in_force(measures(desk, project_id), on or desk.clock().date())


def add(desk: Desk, project_id: str, title: str = "", number: str = "") -> Change:
    """One more document of the project's responsible body."""
    return Change(f"新增{WHAT}", after=(CountyMeasure(authority_id=_body(desk, project_id), title=title.strip(), number=number.strip()),))


def _body(desk: Desk, project_id: str) -> str:
    project = desk.store.get(Project, project_id)
    if project is None or not project.responsible_id:
        raise KnownError("本项目还没有指定责任主体，没有新增实施办法。请先在“概况”中选择责任主体。")
    return project.responsible_id


def set_measure_field(desk: Desk, measure: CountyMeasure, name: str, text: str) -> Change:
    """Put what was typed into a field; it cannot end before it begins."""
    change = set_field(plan_rows.newest(desk, measure), name, text)
    now = change.after[0]
    if now.until_on and (begins := now.begins or now.issued_on) and now.until_on < begins:
        raise KnownError("有效期至早于施行日期，原值未改动。请核对两个日期。")
    return change


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New documents from pasted spreadsheet rows."""
    made = tuple(CountyMeasure(authority_id=_body(desk, project_id), **row) for row in pasted(CountyMeasure, cells, names))
    return Change(f"粘贴{WHAT} {len(made)} 行", after=made)


def remove(desk: Desk, chosen: Sequence[CountyMeasure]) -> Change:
    """Remove documents."""
    return plan_rows.remove(desk, chosen, WHAT)


def attach(desk: Desk, measure: CountyMeasure, path: Path) -> Change:
    """Keep the scan of a document."""
    return kept_scans.attach(desk, measure, path, SCAN)


def copy_to_view(desk: Desk, measure: CountyMeasure) -> Path:
    """A copy of the document for the system's own viewer."""
    return kept_scans.copy_to_view(desk, measure, SCAN)


def detach(desk: Desk, measure: CountyMeasure) -> Change:
    """Take the scan of a document away."""
    return kept_scans.detach(desk, measure, SCAN)
