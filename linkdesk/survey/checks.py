"""What is looked at when the whole workbook has been read: each household in itself, then the households beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from linkdesk.domain.household import Household, Member
from linkdesk.survey import plausible, repeats
from linkdesk.survey.book import Book
from linkdesk.survey.places import of_household, of_member


def of_book(book: Book, on: date | None) -> None:
    """Report what is wrong or probably wrong; `on` is the day of reading, by which a birth can lie in the future."""
    if on is not None:
        _births(book, on)
    _doubts(book)
    for member in book.members:
        if member.sex and plausible.is_of_other_sex(member):
            of_member(book, member, "sex").report("sex_mismatch", member.sex)
    repeats.of_book(book)


def _doubts(book: Book) -> None:
    """What does not fit within a household; an area that could not be read is not taken for none."""
    members: dict[str, list[Member]] = defaultdict(list)
    for member in book.members:
        members[member.household_id].append(member)
    unread = {(p.household_id, p.field) for p in book.problems if p.value}
    for household in book.households:
        for doubt in plausible.doubts(household, members.get(household.id, ())):
            if doubt.value or (household.id, doubt.field) not in unread:
                of_household(book, household.id, doubt.field).report(doubt.code, doubt.value, doubt.detail)


def _births(book: Book, on: date) -> None:
    """A number whose birth date cannot be is an error: who has it has none; the head is told of once, also when listed a member."""
    told = set()
    for at, why in _born_wrong(book.households, on):
        household = book.households[at]
        told.add((household.id, household.id_number))
        of_household(book, household.id, "id_number").report("id_birth", household.id_number, why)
        book.households[at] = replace(household, id_number=None)
    for at, why in _born_wrong(book.members, on):
        member = book.members[at]
        if (member.household_id, member.id_number) not in told:
            of_member(book, member, "id_number").report("id_birth", member.id_number, why)
        book.members[at] = replace(member, id_number=None)


def _born_wrong(people: list[Household] | list[Member], on: date) -> Iterator[tuple[int, str]]:
    """Place in the list and reason of each whose birth date cannot be."""
    doubt = plausible.birth_doubt(on)
    for at, person in enumerate(people):
        if person.id_number and (why := doubt(person.id_number)):
            yield at, why
