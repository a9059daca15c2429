"""Responsible persons (责任分工, A §四(一)(二)): of the whole place or of one project, each for some time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field, set_value
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import DutyRole
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import DutyPerson
from linkdesk.domain.project import Project

WHAT = "责任人"


def duties(desk: Desk, project_id: str) -> list[DutyPerson]:
    """The persons of a project: those of its whole place and its own, in their order."""
    return sorted(desk.dossier(project_id).approvals.duties, key=lambda d: (tuple(DutyRole).index(d.role), d.project_id is not None, d.position))


def add(desk: Desk, project_id: str, role: DutyRole = DutyRole.FIRST, whole_place: bool = False) -> Change:
    """One more person, of this project or of its whole place."""
    body = _body(desk, project_id)
    if whole_place and not body:
        raise KnownError("本项目还没有指定责任主体，没有新增全县的责任人。请先在“概况”中选择责任主体。")
    first = plan_rows.after_last(duties(desk, project_id))
    return Change(f"新增{WHAT}", after=(DutyPerson(authority_id=body, project_id=None if whole_place else project_id, position=first, role=role),))


def _body(desk: Desk, project_id: str) -> str | None:
    project = desk.store.get(Project, project_id)
    return project.responsible_id if project else None


def set_duty_field(desk: Desk, person: DutyPerson, name: str, text: str) -> Change:
    """Put what was typed into a field; a time cannot end before it begins."""
    change = set_field(plan_rows.newest(desk, person), name, text)
    if why := _why_not(change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对两个日期。")
    return change


def _why_not(person: DutyPerson) -> str:
    return "截止日期早于起始日期" if person.from_on and person.until_on and person.until_on < person.from_on else ""


def set_whole_place(desk: Desk, person: DutyPerson, project_id: str, whole_place: bool) -> Change:
    """Say whether a person answers for the whole place or for this project only."""
    if whole_place and not person.authority_id:
        raise KnownError("本项目还没有指定责任主体，不能登记为全县的责任人。请先在“概况”中选择责任主体。")
    return set_value(plan_rows.newest(desk, person), "project_id", None if whole_place else project_id)


def succeed(desk: Desk, person: DutyPerson) -> Change:
    """A successor from today on, in the same role and unit; the predecessor's time ends yesterday."""
    was, today = plan_rows.newest(desk, person), desk.clock().date()
    if was.until_on and was.until_on < today:
        raise KnownError(f"“{was.name}”的任期已于 {was.until_on} 截止，没有改动。继任的责任人请直接新增。")
    if was.from_on and was.from_on >= today:
        raise KnownError(f"“{was.name}”从 {was.from_on} 起才任职，没有改动。请先核对起始日期。")
    made = DutyPerson(authority_id=was.authority_id, project_id=was.project_id, position=was.position + 1, role=was.role, unit=was.unit,
                      post=was.post, duty=was.duty, from_on=today)
    return Change("责任人变更", before=(was,), after=(replace(was, until_on=today - timedelta(days=1)), made))


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New persons of this project from pasted spreadsheet rows."""
    first, body = plan_rows.after_last(duties(desk, project_id)), _body(desk, project_id)
    made = tuple(DutyPerson(authority_id=body, project_id=project_id, position=first + at, **row)
                 for at, row in enumerate(pasted(DutyPerson, cells, names)))
    plan_rows.refuse_unfit(made, _why_not)
    return Change(f"粘贴{WHAT} {len(made)} 行", after=made)


def remove(desk: Desk, chosen: Sequence[DutyPerson]) -> Change:
    """Remove persons entered by mistake; who has handed over gets an end of his time instead."""
    return plan_rows.remove(desk, chosen, WHAT)
