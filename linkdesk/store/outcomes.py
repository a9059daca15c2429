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


Key = tuple[str, str]  # entity name, id


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row, and why when it is not simply reversed.

    `row` is the row as it stands, stood last or shall stand again (None when that was blanked), `owner` the row it is a part
    of, `because` the rows it stays for: the agreement that refers to it, the member edited since.
    """

    entity: str
    id: str
    outcome: Outcome
    reason: str = ""
    row: Entity | None = None
    owner: Key | None = None
    because: tuple[Key, ...] = ()


class Step(NamedTuple):
    """A row as it stands and as it shall stand again; None where there is or shall be none."""

    now: Entity | None
    then: Entity | None

    @property
    def row(self) -> Entity:
        """The row as it stands, else as it shall stand again."""
        return self.then if self.now is None else self.now


class Stay(NamedTuple):
    """Why a row stays as it is, and for which rows."""

    outcome: Outcome
    reason: str
    because: tuple[Key, ...] = ()


Steps = dict[Key, Step]
Stays = dict[Key, Stay]
Looked = dict[Key, Step | Stay]

EDITED = Stay(Outcome.KEPT, "之后已修改，保留现在的内容")
GONE = Stay(Outcome.KEPT, "之后已删除")
