"""What becomes of the problems of a household that is read again: settled by a good value, replaced by a new one, or left open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linkdesk.actions.differences import Family
from linkdesk.actions.weights import MEMBERS, Difference
from linkdesk.domain.household import Household
from linkdesk.domain.survey import Problem
from linkdesk.survey.reading import MEMBER_PREFIX

_TOGETHER = {
    "area_unlikely": ("house_area", "homestead_area"),
    "population_mismatch": ("population", MEMBERS),
    "holder_differs": ("head_name", "account_holder"),
    "sex_mismatch": ("sex", "id_number"),
    "relocation_without_poverty": ("relocation_type", "registered_poor"),
    "demolished_without_homestead": ("house_demolished", "homestead_area"),
}
"""What a check looked at: where a workbook does not hold all of it, its silence says nothing."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The problems of one household after it was read again."""

    settled: tuple[Problem, ...] = ()
    replaced: tuple[Problem, ...] = ()
    new: tuple[Problem, ...] = ()
    open: tuple[Problem, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether any problem comes or goes."""
        return bool(self.settled or self.replaced or self.new)

    @property
    def holds(self) -> bool:
        """Whether an unsettled error is left."""
        return any(p.holds for p in (*self.new, *self.open))


@dataclass(frozen=True, slots=True)
class Case:
    """A household as read beside the one that stands: all problems it ever `had`, those `said` now, what differs.

    `lasting` are the numbers that some other household is still held for as a second one.
    """

    read: Family
    standing: Family
    had: Sequence[Problem] = ()
    said: Sequence[Problem] = ()
    differences: Sequence[Difference] = ()
    lasting: frozenset[str] = frozenset()

    @property
    def open(self) -> list[Problem]:
        """The problems nobody has settled yet."""
        return [p for p in self.had if p.settled_at is None]


def questions(case: Case, taken: frozenset[str]) -> Questions:
    """What becomes of the problems when these of the differing fields are taken."""
    if not case.had and not case.said:
        return Questions()
    kept = frozenset(d.field for d in case.differences) - taken
    known, said = set(map(what, case.had)), set(map(what, case.said))
    new = tuple(p for p in case.said if what(p) not in known and _arises(p, case, taken, kept))
    asked_anew = {p.field for p in new}
    ends = {p.id: _end(p, case, kept, asked_anew) for p in case.open if what(p) not in said}
    return Questions(tuple(p for p in case.open if ends.get(p.id) == "settled"),
                     tuple(p for p in case.open if ends.get(p.id) == "replaced"), new,
                     tuple(p for p in case.open if not ends.get(p.id)))


def what(problem: Problem) -> tuple[str, str, str]:
    """By what a problem is known again: field, code and what stood there."""
    return problem.field, problem.code, problem.value


def _differing(field: str) -> str:
    return MEMBERS if field.startswith(MEMBER_PREFIX) else field


def _arises(problem: Problem, case: Case, taken: frozenset[str], kept: frozenset[str]) -> bool:
    """Whether a problem said of a cell is one of the household: not where what stands is kept in place of that cell."""
    field = _differing(problem.field)
    if field in taken or field in kept:
        return field in taken
    if field == MEMBERS:
        name = problem.field.removeprefix(MEMBER_PREFIX)
        return any(getattr(m, name, None) in (None, "") for m in case.standing.members if m.present)
    read, stands = _value(case.read.household, field), _value(case.standing.household, field)
    return read is not None or stands is None


def _value(household: Household, field: str) -> Any:
    value = getattr(household, field, None)
    return None if value == "" else value


def _end(problem: Problem, case: Case, kept: frozenset[str], asked_anew: set[str]) -> str:
    """How an open problem that is not said any more ends: "replaced", "settled", or "" where it stays open."""
    looked_at = (_differing(problem.field), *_TOGETHER.get(problem.code, ()))
    if not kept.isdisjoint(looked_at) or (problem.code == "id_repeated" and problem.value in case.lasting):
        return ""
    if problem.field in asked_anew:
        return "replaced"
    return "settled" if all(_given(case.read, name) for name in looked_at) else ""


def _given(read: Family, name: str) -> bool:
    return bool(read.members) if name == MEMBERS else _value(read.household, name) is not None


def errors(problems: Iterable[Problem]) -> bool:
    """Whether any of some problems holds its household."""
    return any(p.holds for p in problems)
