"""今日: what is to be done in all projects today. What no change has touched is not judged again."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.actions.targets import year_clocks
from linkdesk.desk import Desk
from linkdesk.domain.docket import Docket
from linkdesk.domain.project import PolicyOverride
from linkdesk.policy.clocks import running
from linkdesk.policy.parts import Pack
from linkdesk.policy.reminders import reminders
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.spans import Span, spans
from linkdesk.policy.today import Concern, ProjectToday, project_today
from linkdesk.uncollected import uncollected

_Rules = tuple[tuple[Pack, ...], tuple[int, ...]]  # the packs of a project and the distances of reminding


class Today:
    """All projects today, kept project by project until its docket or the county's values change."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: dict[str, tuple[Docket, ProjectToday]] = {}
        self._overrides: tuple[PolicyOverride, ...] = ()

    def projects(self) -> tuple[ProjectToday, ...]:
        """Every project, by name."""
        overrides = tuple(self.desk.store.load(PolicyOverride))
        if overrides != self._overrides:
            self._kept, self._overrides = {}, overrides
        rules: dict[tuple[str, ...], _Rules] = {}
        with uncollected(ages=True):
            self._kept = {docket.project.id: (docket, self._judged(docket, rules)) for docket in self.desk.dockets()}
        return tuple(project for _, project in self._kept.values())

    def county(self) -> tuple[RunningClock, ...]:
        """What is due every year and the targets of years, for the whole county."""
        return year_clocks(self.desk)

    def spans(self) -> list[tuple[ProjectToday, tuple[Span, ...]]]:
        """All projects, each with the days of its matters."""
        return [(found, spans(docket, self.desk.project_packs(docket.project)))
                for (docket, found) in (self._kept[p.id] for p in self.projects())]

    def _judged(self, docket: Docket, rules: dict[tuple[str, ...], _Rules]) -> ProjectToday:
        before = self._kept.get(docket.project.id)
        if before is not None and before[0] == docket:
            return before[1]
        named = docket.project.packs
        if named not in rules:
            packs = self.desk.project_packs(docket.project)
            rules[named] = packs, reminders(packs, self._overrides, docket.on)
        packs, distances = rules[named]
        return project_today(docket, packs, running(docket, packs, self._overrides, distances))


def counts(projects: Iterable[ProjectToday]) -> dict[Concern, int]:
    """How many projects there are for each concern."""
    projects = tuple(projects)
    return {concern: sum(concern in p.concerns for p in projects) for concern in Concern}
