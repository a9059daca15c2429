"""What becomes of a row when what was done to it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from linkdesk.domain.change import Entity


class Outcome(StrEnum):
    """The three ends a row can come to."""

    REVERSED = "已撤销"
    KEPT = "保留"
    NOT_REVERSIBLE = "不能撤销"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row, and why when it is not simply reversed."""

    entity: str
    id: str
    outcome: Outcome
    reason: str = ""


class Step(NamedTuple):
    """A row as it stands and as it shall stand again; None where there is or shall be none."""

    now: Entity | None
    then: Entity | None


class Stay(NamedTuple):
    """Why a row stays as it is."""

    outcome: Outcome
    reason: str


Key = tuple[str, str]  # entity name, id
Steps = dict[Key, Step]
Stays = dict[Key, Stay]

EDITED = Stay(Outcome.KEPT, "之后已修改，保留现在的内容")
GONE = Stay(Outcome.KEPT, "之后已删除")
