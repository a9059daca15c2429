"""Near-duplicates among 25,000, 50,000 and 100,000 households: beside rapidfuzz comparing all numbers of each village, and its growth."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Iterable
from random import Random

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.likeness import Person, near_pairs, similar
from tests.bench.survey import GIVEN, NAMES

SIZES = 25_000, 50_000, 100_000
VILLAGE = 500
ROUNDS = 5
SECONDS = 10.0
GROWTH = 1.5
"""How much longer a household of the largest list may take than one of the smallest."""

ONE_WRONG_IN = 8


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, seconds of LinkDesk (the best of some rounds), what they are held against, the ratio, and the ratio allowed."""
    told, each = [], {}
    for size in SIZES:
        people = crowd(size, size // VILLAGE)
        ours, peer = (min(_seconds(work, people) for _ in range(ROUNDS)) for work in (_ours, _peer))
        missed = _peer(people) - _ours(people)
        assert not missed, f"{len(missed)} pairs were not found"
        told.append((f"相近户 {size} 户，每村 {VILLAGE} 户（秒，对照 rapidfuzz 逐村两两比对）", ours, peer, ours / peer, 2.0))
        each[size] = ours / size
    smallest, largest = each[SIZES[0]] * 1e6, each[SIZES[-1]] * 1e6
    people = crowd(SIZES[-1], 1)
    one = min(_seconds(_ours, people) for _ in range(ROUNDS))
    return [*told, ("相近户每户用时的增长（微秒，10 万户对照 2.5 万户）", largest, smallest, largest / smallest, GROWTH),
            (f"相近户 {SIZES[-1]} 户，全在一村（秒，对照上限）", one, SECONDS, one / SECONDS, 1.0)]


def crowd(size: int, villages: int) -> list[Person]:
    """Made-up heads of households; of every eight numbers one has a wrong digit, of every fifty one lacks a digit."""
    random, people = Random(size), []
    for at in range(size):
        first17 = f"149923{random.randrange(1930, 1999)}{random.randrange(1, 13):02}{random.randrange(1, 29):02}{random.randrange(1000):03}"
        number = first17 + check_digit(first17)
        if at % ONE_WRONG_IN == 0:
            place = random.randrange(18)
            number = number[:place] + random.choice("0123456789") + number[place + 1:]
        name = random.choice(NAMES) + random.choice(GIVEN) + random.choice(GIVEN)
        people.append(Person(at, f"{at % villages}村", name, number[:-1] if at % 50 == 0 else number))
    return people


def _ours(people: Iterable[Person]) -> set[frozenset[int]]:
    return {frozenset(pair) for pair in near_pairs(people)}


def _peer(people: Iterable[Person]) -> set[frozenset[int]]:
    """All numbers of each village beside each other in compiled code; the check digit aside, one edit apart."""
    villages: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        villages[person.village].append(person)
    found = set()
    for village in villages.values():
        bodies = [person.number[:17] for person in village]
        distances = cdist(bodies, bodies, scorer=Levenshtein.distance, score_cutoff=1)
        pairs = zip(*(distances <= 1).nonzero(), strict=True)
        found |= {frozenset((village[a].key, village[b].key)) for a, b in pairs if a < b and _is_misread(village[a], village[b])}
    return found


def _is_misread(one: Person, other: Person) -> bool:
    """Of the pairs that the peer's distance finds, those that one digit tells apart: what both sides must find."""
    same_length = len(one.number) == len(other.number) == 18
    return same_length and one.number != other.number and similar(one.name, other.name)


def _seconds(work: object, people: list[Person]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work(people)
    return time.perf_counter() - begun
