"""Rows to try the store with: a project, its households, and an import of them."""

from __future__ import annotations

from typing import Any

from linkdesk.domain.change import Entity
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.project import Project
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow


def household(project: Project | None = None, **values: Any) -> Household:
    """A household with only these values."""
    empty = {f.name: None for f in fields_of(Household).values() if f.optional}
    return Household(**empty | {"project_id": project and project.id} | values)


def member(of: Household, **values: Any) -> Member:
    """A member of a household."""
    return Member(**{"household_id": of.id, "name": "李四", "relation": "妻", "id_number": None} | values)


def imported(project: Project, households: tuple[Household, ...]) -> tuple[Entity, ...]:
    """All that an import of these households puts in: a member, a source row and a problem for each, and the batch."""
    batch = ImportBatch(project_id=project.id, file_name="青石乡.xlsx")
    members = tuple(member(h) for h in households)
    rows = tuple(SourceRow(batch_id=batch.id, household_id=h.id, row=i) for i, h in enumerate(households, 5))
    problems = tuple(Problem(batch_id=batch.id, household_id=h.id, code="missing") for h in households)
    loose = Problem(batch_id=batch.id, household_id=None, code="total_differs")
    return (*households, *members, batch, *rows, *problems, loose)
