"""Which household of the project each household of a workbook is: by its row, by identity number and name, or by likeness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkdesk.actions.standing import Standing, places
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.identity_number import normalised_id
from linkdesk.domain.likeness import similar
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.domain.words import Severity
from linkdesk.survey import Reading

_EVIDENCE = ("group", "population", "homestead_area", "house_area", "phone", "bank_account")
_ENOUGH = 3
_SPECIFIC = 11
"""Characters two numbers must share from one end to be one number with its other end spoilt or lost."""


@dataclass(frozen=True, slots=True)
class Match:
    """A household of the project and how sure that is: `row` is the row taken in earlier, when that is what told it.

    `likely` is set where neither row nor number tells: whatever differs is then asked.
    """

    household: Household
    row: SourceRow | None = None
    likely: bool = False


def matched(reading: Reading, standing: Standing) -> dict[str, Match]:
    """For each household as read, by its id, the one of the project that it is; what is missing is new."""
    found = _by_row(reading, standing)
    free = {h.id for h in standing.households} - {m.household.id for m in found.values()}
    for household in reading.households:
        if household.id not in found and (match := _by_number(household, standing, free)):
            found[household.id] = match
            free.discard(match.household.id)
    return found | _by_likeness([h for h in reading.households if h.id not in found], reading.problems, standing, free)


def _by_row(reading: Reading, standing: Standing) -> dict[str, Match]:
    if not standing.rows:
        return {}
    keyed = {id_ for id_, _ in reading.keys}
    found: dict[str, Match] = {}
    claimed: set[str] = set()
    wanted = places(reading)
    for household in reading.households:
        rows = filter(None, map(standing.rows.get, wanted.get(household.id, ())))
        for row in rows:
            other = standing.by_id.get(row.household_id or "")
            if other and other.id not in claimed and not (household.id in keyed and _another(household, other)):
                found[household.id] = Match(other, row)
                claimed.add(other.id)
                break
    return found


def _another(read: Household, standing: Household) -> bool:
    """Whether somebody else was written into a household's row: both number and name are others."""
    numbers = read.id_number, standing.id_number
    return None not in numbers and numbers[0] != numbers[1] and not alike(read.head_name, standing.head_name)


def _by_number(read: Household, standing: Standing, free: set[str]) -> Match | None:
    others = [h for h in standing.by_number.get(read.id_number or "", ()) if h.id in free and alike(read.head_name, h.head_name)]
    same = [h for h in others if h.head_name == read.head_name]
    return Match((same or others)[0]) if others else None


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names may be the same person's: equal, one character different, missing or swapped, or not both given."""
    return not one or not other or similar(one, other)


def _by_likeness(reads: list[Household], problems: Iterable[Problem], standing: Standing, free: set[str]) -> dict[str, Match]:
    """Match where a number is missing or wrong on one side: same village and name, and the written number or the rest alike."""
    namesakes = grouped((h for h in standing.households if h.id in free), _name)
    said = written(problems)
    stood = written(p for of_one in standing.problems.values() for p in of_one)
    found: dict[str, Match] = {}
    for read in reads:
        others = [h for h in namesakes.get(_name(read), ()) if h.id in free and not (read.id_number and h.id_number)]
        match = _likely(read, said.get(read.id, ""), [(h, stood.get(h.id, "")) for h in others])
        if match:
            found[read.id] = match
            free.discard(match.household.id)
    return found


def _name(household: Household) -> str:
    return f"{household.village or ''}\0{household.head_name or ''}"


def written(problems: Iterable[Problem]) -> dict[str, str]:
    """What stood where a head's number was in error, by household."""
    return {p.household_id: normalised_id(p.value) for p in problems
            if p.field == "id_number" and p.household_id and p.severity is Severity.ERROR and p.value}


def _likely(read: Household, written: str, others: list[tuple[Household, str]]) -> Match | None:
    number = read.id_number or written
    same = [h for h, stood in others if number and number == (h.id_number or stood)]
    close = [h for h, stood in others if number and (h.id_number or stood) and _close(number, h.id_number or stood)]
    if same or len(close) == 1:
        return Match((same or close)[0])
    rest = [h for h, _ in others if _same_otherwise(read, h)]
    return Match(rest[0], likely=True) if len(rest) == 1 else None


def _close(one: str, other: str) -> bool:
    """Whether two written numbers may be one number: few characters differ, or a long beginning or end is the same."""
    if len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 2:
        return True
    return _shared(one, other) + _shared(one[::-1], other[::-1]) >= max(len(one), len(other), _SPECIFIC) - 3


def _shared(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _same_otherwise(read: Household, other: Household) -> bool:
    """Whether what else is known of two households agrees, and is enough to tell."""
    both = [(a, b) for a, b in ((getattr(read, n), getattr(other, n)) for n in _EVIDENCE) if None not in (a, b)]
    return len(both) >= _ENOUGH and all(a == b for a, b in both)
