"""What stands already, gathered once for a whole workbook."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.desk import Desk
from linkdesk.survey import Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """The project an import goes into, and the number of the last change that was seen."""

    project_id: str
    seen: int


def stands(desk: Desk, reading: Reading, project_id: str) -> Standing:
    """Gather what a reading is weighed against."""
    return Standing(project_id, desk.as_of())
