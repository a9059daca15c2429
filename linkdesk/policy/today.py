"""What is to be done today in one project: whose turn it is, what is missing, what is due, and how far its matters have come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.docket import Docket
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.oversight_standing import active
from linkdesk.domain.project import Project
from linkdesk.policy.matters import standings
from linkdesk.policy.parts import Pack
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.stages import Stage, stages
from linkdesk.policy.turns import Turn, turn

COUNTY = "全县"
SOON = 30  # days: what is due within them is pressing


class Concern(StrEnum):
    """Why a project wants to be looked at today."""

    OVERDUE = "逾期"
    SOON = "30 天内到期"
    OURS = "待我方办理"
    ABOVE = "等上级办理"
    MISSING = "缺材料"
    SUSPENDED = "暂停"


@dataclass(frozen=True, slots=True)
class ProjectToday:
    """One project on a day; `due` are its open time limits, the earliest first."""

    docket: Docket
    packs: tuple[Pack, ...]
    turns: tuple[Turn, ...] = ()
    due: tuple[RunningClock, ...] = ()
    suspensions: tuple[Sanction, ...] = ()
    concerns: frozenset[Concern] = frozenset()

    @property
    def project(self) -> Project:
        """The project."""
        return self.docket.project

    @property
    def on(self) -> date:
        """The day."""
        return self.docket.on

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The parts of its bar; worked out when somebody looks, for of hundreds of bars a screen shows some twenty."""
        return self.docket.once("stages", lambda: stages(self.docket, self.packs, standings(self.docket, self.packs)))

    @property
    def id(self) -> str:
        """The project's id."""
        return self.project.id

    @property
    def name(self) -> str:
        """The project's name."""
        return self.project.name

    @property
    def overdue(self) -> tuple[RunningClock, ...]:
        """What is past its day."""
        return tuple(clock for clock in self.due if clock.due_on < self.on)

    @property
    def soon(self) -> tuple[RunningClock, ...]:
        """What is due within 30 days, today included."""
        return tuple(clock for clock in self.due if 0 <= (clock.due_on - self.on).days <= SOON)

    @property
    def missing(self) -> tuple[str, ...]:
        """The papers that the turns of this project lack, each once."""
        return tuple(dict.fromkeys(paper for each in self.turns for paper in each.missing))


def project_today(docket: Docket, packs: Iterable[Pack], clocks: Iterable[RunningClock]) -> ProjectToday:
    """What is to be done in a project, by its docket, the packs that apply to it and its time limits."""
    packs = tuple(packs)
    turns = tuple(turn(docket, packs, each) for each in standings(docket, packs) if each.is_open)
    due = tuple(clock for clock in clocks if clock.is_open)
    held = active(docket.sanctions, docket.on)
    return ProjectToday(docket, packs, turns, due, held, frozenset(_concerns(docket.on, turns, due, held)))


def pressing(projects: Iterable[ProjectToday]) -> tuple[ProjectToday, ...]:
    """The most pressing first: by the earliest day that is due, those with nothing due last."""
    return tuple(sorted(projects, key=lambda p: p.due[0].due_on if p.due else date.max))


def _concerns(on: date, turns: tuple[Turn, ...], due: tuple[RunningClock, ...], held: tuple[Sanction, ...]) -> Iterable[Concern]:
    if any(clock.state is ClockState.OVERDUE for clock in due):
        yield Concern.OVERDUE
    if any(0 <= (clock.due_on - on).days <= SOON for clock in due):
        yield Concern.SOON
    if any(each.ours for each in turns):
        yield Concern.OURS
    if any(not each.ours for each in turns):
        yield Concern.ABOVE
    if any(each.missing or each.comments for each in turns):
        yield Concern.MISSING
    if held:
        yield Concern.SUSPENDED


@dataclass(frozen=True, slots=True)
class DueLine:
    """An open time limit of a project, or of the county where `project_id` is empty, with the days left (negative: past)."""

    project_id: str
    project: str
    clock: RunningClock
    left: int

    @property
    def id(self) -> str:
        """What tells this line from all others."""
        return f"{self.project_id}/{self.clock.key}"

    @property
    def left_words(self) -> str:
        """How much time is left, in words."""
        return f"逾期 {-self.left} 天" if self.left < 0 else f"剩 {self.left} 天" if self.left else "今天到期"


def due_lines(projects: Iterable[ProjectToday], county: Iterable[DueLine] = ()) -> tuple[DueLine, ...]:
    """What is due in these projects and the county, the earliest first; of one day as the projects come."""
    lines = (DueLine(p.id, p.name, clock, (clock.due_on - p.on).days) for p in projects for clock in p.due)
    return tuple(sorted((*county, *lines), key=lambda line: line.clock.due_on))


def county_lines(clocks: Iterable[RunningClock], on: date) -> tuple[DueLine, ...]:
    """The open time limits of the whole county."""
    return tuple(DueLine("", COUNTY, clock, (clock.due_on - on).days) for clock in clocks if clock.is_open)
