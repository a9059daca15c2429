"""Whom agreements are with: a household, or a village collective by one of its properties."""

from __future__ import annotations

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.directory import committee
from linkdesk.domain.household import Household

Subject = Household | CollectiveProperty


class OfSubject:
    """What belongs to a household or to a collective property: exactly one of `household_id` and `collective_id` is given."""

    __slots__ = ()

    @property
    def subject_id(self) -> str:
        """The id of the household or of the collective property; empty while neither is given."""
        return self.household_id or self.collective_id or ""


def belonging_to(subject: Subject) -> dict[str, str]:
    """The reference by which something belongs to a subject, as keyword of its constructor or of a look-up."""
    return {"household_id" if isinstance(subject, Household) else "collective_id": subject.id}


def name_of(subject: Subject) -> str:
    """The head's name, or what the collective calls its property; empty when unknown."""
    return (subject.head_name if isinstance(subject, Household) else subject.name) or ""


def party_b(subject: Subject, village: str) -> str:
    """Who signs as 乙方: the head, or the owner of a collective's property, else its village's committee; empty when unknown."""
    if isinstance(subject, Household):
        return subject.head_name or ""
    return subject.owner or (committee(village) if village else "")
