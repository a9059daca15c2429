"""The reclamation design report as an officer works on it: its sections in order, what each lacks, and the officer's own text."""

from __future__ import annotations

from linkdesk.actions import plans
from linkdesk.actions.plans import Passage
from linkdesk.desk import Desk
from linkdesk.documents import design
from linkdesk.documents.templates import Ask
from linkdesk.domain.change import Change
from linkdesk.domain.planning_words import PlanKind


def outline(desk: Desk, project_id: str) -> tuple[Passage, ...]:
    """The report heading by heading, as it would be printed now."""
    return plans.outline(desk, project_id, PlanKind.DESIGN)


def asks() -> tuple[Ask, ...]:
    """The sections an officer may write, in order."""
    return design.sections_to_write()


def write(desk: Desk, project_id: str, ask: Ask, text: str) -> Change:
    """Put an officer's text in place of a section's default; an empty one gives the default back."""
    return plans.write(desk, project_id, ask, text)
