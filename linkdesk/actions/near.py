"""Persons of a workbook who may stand in the project already, a little differently written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from linkdesk.actions.matching import written
from linkdesk.actions.repeats import MEMBER_ID, Comparison
from linkdesk.domain.household import Household, Member
from linkdesk.domain.likeness import Person, near_pairs
from linkdesk.domain.survey import Problem


class _Somebody(NamedTuple):
    """A person of a household, with the number as it stands; `is_read` in the workbook, else in the project."""

    household: Household
    is_read: bool
    field: str
    number: str
    at: int


def near(comparison: Comparison) -> Iterator[Problem]:
    """A remark on each person as read who is like one of the project's that the workbook does not hold itself."""
    reading, standing, reread = comparison.reading, comparison.standing, comparison.reread
    villages = {h.village for h in reading.households}
    free = [h for h in standing.households if h.village in villages and h.id not in reread and h.left_out is None]
    if not free:
        return
    villages = {h.village for h in free}
    mine = _persons((h for h in reading.households if h.village in villages), comparison.members, written(reading.problems), is_read=True)
    others = _persons(free, standing.members, written(p for h in free for p in standing.problems.get(h.id, ())), is_read=False)
    told: set[tuple[str, str, str]] = set()
    for one, other in near_pairs((*mine, *others)):
        if one.is_read != other.is_read:
            here, there = (one, other) if one.is_read else (other, one)
            if (what := (here.household.id, here.field, here.number)) not in told:
                told.add(what)
                yield comparison.problem(here.household, here.field, "near_duplicate", here.number,
                                         comparison.named(there.household), here.at)


def _persons(households: Iterable[Household], members: Mapping[str, list[Member]], wrong: Mapping[str, str],
             is_read: bool) -> Iterator[Person]:
    for household in households:
        village, number = household.village or "", household.id_number or wrong.get(household.id, "")
        if number and household.head_name:
            yield Person(_Somebody(household, is_read, "id_number", number, 0), village, household.head_name, number)
        for at, member in enumerate(members.get(household.id, ())):
            if member.id_number and member.name and member.present and member.id_number != number:
                yield Person(_Somebody(household, is_read, MEMBER_ID, member.id_number, at), village, member.name, member.id_number)
