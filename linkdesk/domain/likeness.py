"""Persons who may be one and the same: same village, similar names, identity numbers that differ by one slip of the pen.

Nothing is compared with everything: numbers that agree but for one place meet under the same key, so that the work grows with
the number of persons and not with its square.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product
from operator import ne
from typing import Any

from linkdesk.domain.identity_number import id_problem

BODY, LENGTH = 17, 18
MOST_ALIKE = 8
"""A number that more persons of a village have is a placeholder; the others are not looked at."""

FEW = 20
"""So many are compared each with each sooner than place by place."""

_SHORTEST, _LONGEST = LENGTH - 1, LENGTH + 1


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to compare: `number` is normalised, right or wrong; `key` is what near_pairs calls the person by.

    `is_right` says that the number was found right before, so that it need not be judged again.
    """

    key: Hashable
    village: str
    name: str
    number: str
    is_right: bool = False


def near_pairs(people: Iterable[Person]) -> Iterator[tuple[Any, Any]]:
    """Keys of persons of the same village with similar names whose numbers differ, but only by one slip; each pair once.

    A slip is another digit in one of the first 17 places (the check digit aside), or, where one of the numbers is wrong
    by itself, a character dropped, added, or exchanged with its neighbour. Persons without name or number have no likeness.
    """
    known = _by_number(people)
    seen: set[frozenset[str]] = set()
    for one, other in chain(_misread(known), _slipped(known)):
        alike = [(a.key, b.key) for a, b in product(known[one], known[other]) if similar(a.name, b.name)]
        if alike and (pair := frozenset((one, other))) not in seen:
            seen.add(pair)
            yield from alike


def similar(one: str, other: str) -> bool:
    """Whether two names are equal, or but for one character (another, missing, added), or for their order."""
    if one == other:
        return True
    if len(one) == len(other):
        return len(one) > 1 and (sum(map(ne, one, other)) == 1 or sorted(one) == sorted(other))
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 < len(long) and any(long[:at] + long[at + 1:] == short for at in range(len(long)))


def _by_number(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Persons by number and village in one text, the number first."""
    known: dict[str, list[Person]] = {}
    for person in people:
        number = person.number
        if person.name and _SHORTEST <= len(number) <= _LONGEST and number.isalnum() and number.isascii():
            alike = known.setdefault(f"{number}|{person.village}", [])
            if len(alike) < MOST_ALIKE:
                alike.append(person)
    return known


def _misread(known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs whose first 17 characters agree but for one: then every second of them agrees, or all the others do."""
    whole = [key for key in known if key[LENGTH:LENGTH + 1] == "|"]
    for begin in (0, 1):
        halves = [key[begin:BODY:2] + key[LENGTH:] for key in whole]
        for keys in _meeting(halves, whole):
            yield from _one_apart(keys, 1 - begin)


def _one_apart(keys: list[str], begin: int) -> Iterator[tuple[str, str]]:
    """Pairs of these that differ in one place at most of every second from `begin` on; where there are many, place by place."""
    if len(keys) <= FEW:
        halves = [(key[begin:BODY:2], key) for key in keys]
        yield from ((a, b) for (one, a), (other, b) in combinations(halves, 2) if sum(map(ne, one, other)) < 2)
        return
    for at in range(begin, BODY, 2):
        rests = [key[:at] + key[at + 1:BODY] + key[LENGTH:] for key in keys]
        yield from chain.from_iterable(combinations(alike, 2) for alike in _meeting(rests, keys))


def _meeting(parts: list[str], keys: list[str]) -> Iterable[list[str]]:
    """The keys that have a part in common, two of them at least."""
    last = dict(zip(parts, keys, strict=True))  # no list for each of those, the most, that meet nobody
    meeting: dict[str, list[str]] = {}
    if len(last) < len(keys):
        for part, key in zip(parts, keys, strict=True):
            if last[part] is not key:
                meeting.setdefault(part, [last[part]]).append(key)
    return meeting.values()


def _slipped(known: dict[str, list[Person]]) -> Iterator[tuple[str, str]]:
    """Pairs of a wrong number and one that comes of it by a character more, less, or exchanged with its neighbour."""
    for key, people in known.items():
        number, _, village = key.partition("|")
        if people[0].is_right or (len(number) == LENGTH and id_problem(number) is None):
            continue
        for other in _one_slip_from(number):
            if other != number and (found := f"{other}|{village}") in known:
                yield key, found


def _one_slip_from(number: str) -> Iterator[str]:
    if len(number) > LENGTH:
        yield from (number[:at] + number[at + 1:] for at in range(len(number)))
    elif len(number) < LENGTH:
        yield from (number[:at] + digit + number[at:] for at in range(LENGTH) for digit in "0123456789X")
    else:
        yield from (number[:at] + number[at + 1] + number[at] + number[at + 2:] for at in range(BODY))
