"""Who belongs to a household: its head and its members, and how they are called when another becomes the head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import sex
from linkdesk.domain.words import Sex

HEAD = "户主"
FORMER_HEAD = "原户主"
_HEAD_WORDS = (HEAD, "本人")


def is_head(household: Household, member: Member) -> bool:
    """Whether a member is the head of the household, told by the identity number, else by the relation, else by the name."""
    if member.id_number and member.id_number == household.id_number:
        return True
    unknown = not (member.id_number and household.id_number)
    return member.relation in _HEAD_WORDS or (unknown and bool(member.name) and member.name == household.head_name)


def people(household: Household, members: Iterable[Member]) -> tuple[Member, ...]:
    """All who belong to a household now, the head first; a head whom the survey did not list gets a row of its own, not stored yet."""
    here = sorted((m for m in members if m.household_id == household.id and m.present), key=lambda m: m.position)
    heads = [m for m in here if is_head(household, m)][:1] or [_unlisted_head(household)]
    return (heads[0], *(m for m in here if m is not heads[0]))


def _unlisted_head(household: Household) -> Member:
    known = sha256(f"{household.id}/{household.head_name}".encode()).hexdigest()[:32]  # the same whenever it is asked for
    return Member(household_id=household.id, position=-1, name=household.head_name, relation=HEAD, id_number=household.id_number,
                  sex=household.sex, id=known)


def persons(household: Household, here: Sequence[Member]) -> int:
    """How many persons a household counts: as surveyed, else those who are listed."""
    return len(here) if household.population is None else household.population


def under(head: Member, here: Iterable[Member]) -> tuple[Member, ...]:
    """Members as they are called once one of them is the head; what each was to the former head stays readable."""
    return tuple(replace(m, relation=HEAD if m.id == head.id else _to_former(m)) for m in here)


def _to_former(member: Member) -> str | None:
    if not member.relation or member.relation.startswith(FORMER_HEAD):
        return member.relation
    return FORMER_HEAD if member.relation in _HEAD_WORDS else f"{FORMER_HEAD}之{member.relation}"


def named_after(household: Household, head: Member) -> Household:
    """The household with another head: name, identity number and sex follow."""
    known = sex(head.id_number) if head.id_number else None
    return replace(household, head_name=head.name, id_number=head.id_number, sex=Sex(known) if known else head.sex)
