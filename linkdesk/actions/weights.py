"""What a workbook's households weigh against what stands: new, changed or the same, and in which fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from linkdesk.domain.household import Household
from linkdesk.domain.survey import Problem
from linkdesk.survey import Reading

if TYPE_CHECKING:
    from linkdesk.actions.cases import Cases

Choice = str | dict[str, str]
"""What to do with a changed household: NEW, OLD, or one of them for each field that is asked."""

NEW, OLD = "new", "old"
MEMBERS, HOUSES = "members", "houses"


class Weight(StrEnum):
    """What a household of the workbook is to the project."""

    NEW = "新增"
    CHANGED = "有变化"
    SAME = "无变化"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which workbook and project differ; for MEMBERS and HOUSES old and new are tuples of them.

    A `new` of None is a cell that was emptied, or can no longer be read, in a workbook that went back to the village.
    """

    field: str
    label: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Taken:
    """A household as read, and the one it stands for in the project.

    `key` is "sheet!row". `settles` are the fields taken without asking: what stands there is missing or in question, and
    the new value is good. `remark` says what an officer must know before choosing.
    """

    key: str
    household: Household
    standing: Household | None = None
    weight: Weight = Weight.NEW
    differences: tuple[Difference, ...] = ()
    settles: frozenset[str] = frozenset()
    remark: str = ""

    @property
    def asks(self) -> tuple[Difference, ...]:
        """The differences an officer has to decide."""
        return tuple(d for d in self.differences if d.field not in self.settles)

    def takes(self, choice: Choice | None) -> frozenset[str] | None:
        """The differing fields whose new value is taken under a choice; None while something asked is not decided."""
        chosen = {d.field: choice.get(d.field) if isinstance(choice, dict) else choice for d in self.asks}
        if not all(said in (NEW, OLD) for said in chosen.values()):
            return None
        silent = {d.field for d in self.differences if d.field in self.settles}
        return frozenset(silent | {name for name, said in chosen.items() if said == NEW})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many households an import brings; `held` are those that would stand with an unsettled error after it."""

    new: int = 0
    changed: int = 0
    same: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """A reading weighed against a project; `problems` are the reading's and those against everything that stands."""

    project_id: str
    reading: Reading
    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    cases: Cases = field(repr=False)

    @property
    def seen(self) -> int:
        """The number of the last change that was seen when this was weighed."""
        return self.cases.seen

    def undecided(self, choices: Mapping[str, Choice]) -> tuple[Taken, ...]:
        """The changed households that ask for a choice and have none, or not for every field."""
        return tuple(t for t in self.taken if t.takes(choices.get(t.key)) is None)
