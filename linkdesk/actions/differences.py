"""Field by field: where a household as read differs from the one that stands, and what of it is taken without asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from linkdesk.actions.weights import HOUSES, MEMBERS, Difference
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Severity
from linkdesk.survey.reading import MEMBER_PREFIX

_NOT_COMPARED = frozenset(("project_id", "village_id", "plot_id", "as_typed", "id"))
COMPARED = tuple(name for name in fields_of(Household) if name not in _NOT_COMPARED)
OF_MEMBER = "name", "relation", "id_number", "sex", "ethnicity", "education"
OF_HOUSE = tuple(name for name in fields_of(House) if name not in ("household_id", "position", "id"))
PERSONS = frozenset(("id_number", "head_name", "population", MEMBERS))
"""What an agreement was made on: once one is on paper, these are never taken without asking."""

_LABELS = {name: field.label for name, field in fields_of(Household).items()} | {MEMBERS: "家庭成员", HOUSES: "房屋"}
_values = attrgetter(*COMPARED)
_of_member = attrgetter(*OF_MEMBER)
_of_house = attrgetter(*OF_HOUSE)


@dataclass(frozen=True, slots=True)
class Family:
    """A household with its members and houses."""

    household: Household
    members: Sequence[Member] = ()
    houses: Sequence[House] = ()


def difference(field: str, old: Any, new: Any) -> Difference:
    """A difference under the official name of its field."""
    return Difference(field, _LABELS[field], old, new)


def differences(read: Family, standing: Family, emptied: Iterable[str] = ()) -> tuple[Difference, ...]:
    """All differences; what the workbook leaves open is none, save the fields it has `emptied`."""
    return (*_of_fields(read.household, standing.household, frozenset(emptied)), *_of_members(read.members, standing.members),
            *_of_houses(read.houses, standing.houses))


def _of_fields(read: Household, standing: Household, emptied: frozenset[str]) -> Iterator[Difference]:
    new, old = _values(read), _values(standing)
    if new != old:
        yield from (difference(name, b, a) for name, a, b in zip(COMPARED, new, old, strict=True)
                    if a != b and (a not in (None, "") or (name in emptied and b not in (None, ""))))


def missing(read: Household, standing: Household) -> list[str]:
    """The fields that one as read leaves open and the one that stands does not."""
    new, old = _values(read), _values(standing)
    return [] if new == old else [name for name, a, b in zip(COMPARED, new, old, strict=True)
                                  if a != b and a in (None, "") and b not in (None, "")]


def _of_members(read: Sequence[Member], standing: Sequence[Member]) -> Iterator[Difference]:
    if not read or list(map(_of_member, read)) == list(map(_of_member, standing)):
        return
    pairs, new, gone = paired(read, standing)
    if new or gone or any(adds(a, b) for a, b in pairs):
        yield difference(MEMBERS, tuple(m for m in standing if m.present), tuple(read))


def adds(read: Member, standing: Member) -> dict[str, Any]:
    """What a member as read says otherwise than the one that stands; what it leaves open is nothing."""
    both = zip(OF_MEMBER, _of_member(read), _of_member(standing), strict=True)
    return {name: a for name, a, b in both if a not in (None, "") and a != b}


def paired(read: Sequence[Member], standing: Sequence[Member]) -> tuple[list[tuple[Member, Member]], list[Member], list[Member]]:
    """Members as read beside those that stand, then those that are new, then those of the household that were not read.

    They are told by identity number, else by name and relation, else by name alone. Who has left the household and is
    still listed is neither new nor gone.
    """
    free = {m.id: m for m in standing}
    found: dict[str, Member] = {}
    for tell in (_number, _kin, _name):
        known = {tell(m): m for m in reversed(free.values()) if tell(m)}
        for member in read:
            other = known.get(tell(member)) if member.id not in found else None
            if other and other.id in free and not (tell is _name and _contrary(member, other)):
                found[member.id] = free.pop(other.id)
    pairs = [(m, found[m.id]) for m in read if m.id in found and found[m.id].present]
    return pairs, [m for m in read if m.id not in found], [m for m in free.values() if m.present]


def _number(member: Member) -> Any:
    return member.id_number


def _kin(member: Member) -> Any:
    return (member.name, member.relation) if member.name else None


def _name(member: Member) -> Any:
    return member.name


def _contrary(one: Member, other: Member) -> bool:
    """Namesakes with two different numbers are two people."""
    return None not in (one.id_number, other.id_number) and one.id_number != other.id_number


def _of_houses(read: Sequence[House], standing: Sequence[House]) -> Iterator[Difference]:
    if read and list(map(_of_house, read)) != list(map(_of_house, standing)):
        yield difference(HOUSES, tuple(standing), tuple(read))


def settled_silently(found: Iterable[Difference], open_: Sequence[Problem], said: Sequence[Problem], read: Family,
                     standing: Family) -> frozenset[str]:
    """The differing fields in question at the household that stands, whose new value is good or at least replaces nothing."""
    questioned = {p.field for p in open_}
    wrong = {p.field for p in said if p.severity is Severity.ERROR}
    return frozenset(d.field for d in found if d.new is not None and (
        (d.field in questioned and (d.field not in wrong or d.old in (None, "")))
        or (d.field == MEMBERS and _fills_in(questioned, read, standing))
        or (d.field == HOUSES and _houses_fill_in(questioned, read.houses, standing.houses))))


def _fills_in(questioned: set[str], read: Family, standing: Family) -> bool:
    """Whether the members as read only fill in what is in question at those that stand."""
    pairs, new, gone = paired(read.members, standing.members)
    return not new and not gone and all(
        getattr(b, name) in (None, "") and not questioned.isdisjoint(_questions(name)) for a, b in pairs for name in adds(a, b))


def _houses_fill_in(questioned: set[str], read: Sequence[House], standing: Sequence[House]) -> bool:
    """The same for houses, which are told by their order."""
    return len(read) == len(standing) and all(
        old in (None, "") and name in questioned
        for a, b in zip(read, standing, strict=True)
        for name, new, old in zip(OF_HOUSE, _of_house(a), _of_house(b), strict=True) if new != old)


def _questions(name: str) -> tuple[str, ...]:
    """The fields under which a problem with a member's field may stand: the head is asked as the household."""
    return MEMBER_PREFIX + name, {"name": "head_name", "id_number": "id_number"}.get(name, "")
