"""What stands in two households and belongs to one: a homestead's certificate, an account, a person written a little differently."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from linkdesk.domain.household import Member
from linkdesk.domain.identity_number import normalised_id
from linkdesk.domain.likeness import Person, near_pairs
from linkdesk.domain.spelling import halfwidth
from linkdesk.survey.book import Book
from linkdesk.survey.places import Place, of_household, of_member
from linkdesk.survey.reading import MEMBER_PREFIX

WRONG = frozenset(("id_checksum", "id_length", "id_birth", "id_duplicate"))
"""Problems of an identity number that is known all the same, if wrong."""

_FEWEST = 5  # characters of a certificate or account; shorter ones are 有, 无, 1 and the like
_STROKES = re.compile(r"[\W_]+")
_DIGIT = re.compile(r"\d")


def of_book(book: Book) -> None:
    """Report at each place what stands at another place too."""
    _twice(book, "certificate_number", "homestead_repeated", _certificates(book))
    accounts = ((h.id, h.bank_account, h.bank_account) for h in book.households if h.bank_account)
    _twice(book, "bank_account", "account_repeated", accounts)
    _near(book)


Owned = tuple[str, str, str]
"""Household, what it has in one spelling, and as it is written."""


def _certificates(book: Book) -> Iterator[Owned]:
    """The certificates of every house; brackets and strokes make none another."""
    owned = chain(((h.id, h.certificate_number) for h in book.households),
                  ((h.household_id, h.certificate_number) for h in book.houses))
    for household_id, certificate in owned:
        if certificate:
            yield household_id, _STROKES.sub("", halfwidth(certificate)).upper(), certificate


def _twice(book: Book, field: str, code: str, owned: Iterable[Owned]) -> None:
    owned = list(owned)
    times = Counter(value for _, value, _ in owned)
    owners: dict[str, dict[str, str]] = {}
    for household_id, value, as_written in owned:
        if times[value] > 1 and len(value) >= _FEWEST and _DIGIT.search(value):
            owners.setdefault(value, {})[household_id] = as_written
    for written in owners.values():
        if len(written) > 1:
            _report(code, list(written.values()), [of_household(book, household_id, field) for household_id in written])


def _report(code: str, written: list[str], places: list[Place]) -> None:
    """Each further place names the first, the first names the second and says how many there are."""
    first, second, *more = places
    first.report(code, written[0], second.seen_from(first) + (f"等 {len(places) - 1} 处" if more else ""))
    for place, value in zip((second, *more), written[1:], strict=True):
        place.report(code, value, first.seen_from(place))


def _near(book: Book) -> None:
    """Heads and members of different households who may be one person: told at both places."""
    for one, other in near_pairs(chain(_heads(book), _members(book))):
        if one.household_id != other.household_id:
            here, there = (_place(book, person) for person in (one, other))
            here.report("near_duplicate", one.number, there.seen_from(here))
            there.report("near_duplicate", other.number, here.seen_from(there))


class _Somebody(NamedTuple):
    """A head (no member) or a member of a household, with the number as it stands."""

    household_id: str
    member: Member | None
    number: str


def _place(book: Book, person: _Somebody) -> Place:
    if person.member is None:
        return of_household(book, person.household_id, "id_number")
    return of_member(book, person.member, "id_number")


def _heads(book: Book) -> Iterator[Person]:
    wrong = {p.household_id: normalised_id(p.value) for p in book.problems if p.code in WRONG and p.field == "id_number"}
    for household in book.households:
        number = household.id_number or wrong.get(household.id)
        if number and household.head_name:
            key = _Somebody(household.id, None, number)
            yield Person(key, household.village or "", household.head_name, number, number is household.id_number)


def _members(book: Book) -> Iterator[Person]:
    """The members but the head, who is there already."""
    households = {h.id: h for h in book.households}
    wrong = {(p.household_id, p.row): normalised_id(p.value) for p in book.problems
             if p.code in WRONG and p.field == MEMBER_PREFIX + "id_number"}
    for member in book.members:
        household = households[member.household_id]
        number = member.id_number or wrong.get((member.household_id, of_member(book, member, "id_number").row))
        if number and member.name and number != household.id_number:
            key = _Somebody(household.id, member, number)
            yield Person(key, household.village or "", member.name, number, number is member.id_number)
