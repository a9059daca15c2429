"""What a leader asks of a county, each figure with the rows it comes from: plain numbers, no project is opened for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from linkdesk.documents.quota_tables.lines import ProjectLine, ProjectState
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_readings import OF_COUNTY, Flows, QuotaReading

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class LeaderFigure:
    """A figure with its unit; `behind` are the ids of the rows of `entity` that it counts or sums up, `less` of those of `less_entity` that
    it takes off, `where` the room that shows them."""

    key: str
    label: str
    value: Decimal | int
    unit: str
    entity: str
    behind: tuple[str, ...] = ()
    where: str = ""
    decimals: int = 0
    less_entity: str = ""
    less: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it comes from."""
        return len(self.behind) + len(self.less)


@dataclass(frozen=True, slots=True)
class QuotaFigure:
    """A figure of the ledger: what `reading` reads of each owner (a project's id, None for the county's own accounts)."""

    reading: QuotaReading
    owners: Mapping[str | None, Amounts]

    @property
    def key(self) -> str:
        """The name of the reading."""
        return self.reading.key

    @property
    def label(self) -> str:
        """What it is called."""
        return self.reading.label

    def total(self, unit: AreaUnit, measure: str) -> Decimal:
        """What is printed: the sum of what is printed for each owner."""
        return sum((unit.of(getattr(amounts, measure)) for amounts in self.owners.values()), NOTHING)


def quota_figures(flows: Mapping[str | None, Flows], readings: Iterable[QuotaReading] = OF_COUNTY) -> tuple[QuotaFigure, ...]:
    """The figures of a county's ledger from the flows of its owners."""
    def read(reading: QuotaReading) -> dict[str | None, Amounts]:
        found = ((owner, reading.of(mine)) for owner, mine in flows.items())
        return {owner: amounts for owner, amounts in found if amounts}
    return tuple(QuotaFigure(reading, read(reading)) for reading in readings)


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A target of a year or some years with what is done of it, in mu; None where nothing is known."""

    target_id: str
    subject: str
    years: str
    area: Decimal | None
    done: Decimal | None
    document: str

    @property
    def share(self) -> Decimal | None:
        """How much of it is done, in percent."""
        return self.done * 100 / self.area if self.area and self.done is not None else None


@dataclass(frozen=True, slots=True)
class Risk:
    """A time limit that is past or near, with what follows from missing it."""

    project_id: str
    project: str
    label: str
    due_on: date
    left: int
    consequence: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that somebody has to decide or to settle; `entity` and `id` are the row it comes from."""

    project_id: str
    project: str
    words: str
    entity: str
    id: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class CountyFacts:
    """A county on a day, as its one page tells it."""

    authority_id: str | None
    county: str
    on: date
    short: str = ""
    lines: tuple[ProjectLine, ...] = ()
    quota: tuple[QuotaFigure, ...] = ()
    trades: tuple[LeaderFigure, ...] = ()
    money: tuple[LeaderFigure, ...] = ()
    targets: tuple[TargetFigure, ...] = ()
    risks: tuple[Risk, ...] = ()
    decisions: tuple[Decision, ...] = ()
    years: Mapping[int, Flows] = field(default_factory=dict)
    income: Mapping[int | None, tuple[Decimal, Decimal]] = field(default_factory=dict)  # by year: what came in and what was spent, in yuan

    @property
    def place(self) -> str:
        """The county as titles call it."""
        return self.short or self.county

    @property
    def states(self) -> tuple[LeaderFigure, ...]:
        """How many projects there are in each state, all of them first."""
        every = LeaderFigure("projects", "项目区", len(self.lines), "个", "project", tuple(line.project.id for line in self.lines), "projects")
        return (every, *(self._in(state) for state in ProjectState))

    def _in(self, state: ProjectState) -> LeaderFigure:
        found = tuple(line.project.id for line in self.lines if line.state is state)
        return LeaderFigure(f"state_{state.name.lower()}", str(state), len(found), "个", "project", found, "projects")

    def of(self, key: str) -> QuotaFigure:
        """A figure of the ledger by its name."""
        return next(figure for figure in self.quota if figure.key == key)
