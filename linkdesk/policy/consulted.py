"""Which departments a project's policies want to be consulted, by their names of the day (B §二(一))."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.words import AuthorityKind, PlotUse
from linkdesk.policy.actors import agency_name, county_of
from linkdesk.policy.parts import split_terms

VALUE = "consulted_departments"


@dataclass(frozen=True, slots=True)
class Department:
    """A department to be consulted: what it does, and its name of the day as far as the directories know it."""

    duty: str
    name: str


def departments(dossier: Dossier) -> tuple[Department, ...]:
    """The departments of the value of the project's packs; of the city where its directory knows one, else of the county."""
    rate = dossier.rate(VALUE)
    return tuple(Department(duty, _name(dossier, duty)) for duty in split_terms(rate.text)) if rate else ()


def _name(dossier: Dossier, duty: str) -> str:
    county = county_of(dossier, PlotUse.OLD)
    city = next((a for a in dossier.authorities if county and a.id == county.parent_id and a.kind is AuthorityKind.CITY), None)
    found = (agency_name(dossier, place, known, dossier.on) for place in (city, county) if place for known in _known_as(dossier, duty))
    return next(filter(None, found), "") or f"{duty}部门"


def _known_as(dossier: Dossier, duty: str) -> tuple[str, ...]:
    """A duty as the policy words it, then as directories shorten it (扶贫移民 → 扶贫)."""
    return (duty, *sorted({a.duty.strip() for a in dossier.agencies if a.duty.strip() and duty.startswith(a.duty.strip())} - {duty}))
