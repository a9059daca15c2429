"""What resettlement agreements with registered poor households may not exceed: room and own money, where they are stated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import standing
from linkdesk.domain.household import Household
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import AgreementKind
from linkdesk.policy.measured import Measured


def housing_per_person(dossier: Dossier) -> list[Measured]:
    """The room of each resettlement home a person, in m²."""
    return [_shared(a, "housing_area", a.housing_area, _persons(a, h), f"{h.head_name or '该户'}安置住房人均面积", "㎡/人")
            for a, h in _poor(dossier) if a.housing_area is not None]


def self_funding_per_person(dossier: Dossier) -> list[Measured]:
    """What each household pays itself, a person, in yuan."""
    return [_shared(a, "self_funded", a.self_funded, _persons(a, h), f"{h.head_name or '该户'}人均自筹", "元/人")
            for a, h in _poor(dossier) if a.self_funded is not None]


def self_funding_per_household(dossier: Dossier) -> list[Measured]:
    """What each household pays itself, in yuan."""
    return [Measured(a.self_funded, "agreement", a.id, "self_funded", f"{h.head_name or '该户'}自筹", "元/户", 2)
            for a, h in _poor(dossier) if a.self_funded is not None]


def _poor(dossier: Dossier) -> Iterator[tuple[Agreement, Household]]:
    poor = {h.id: h for h in dossier.households if h.registered_poor}
    return ((a, poor[a.subject_id]) for a in standing(dossier) if a.kind is AgreementKind.RESETTLE and a.subject_id in poor)


def _persons(agreement: Agreement, household: Household) -> int | None:
    return agreement.persons or household.population


def _shared(agreement: Agreement, field: str, whole: Decimal, persons: int | None, label: str, unit: str) -> Measured:
    each = rounded(whole / persons, 2) if persons else None
    return Measured(each, "agreement", agreement.id, field, label, unit, 2, "" if persons else "家庭人口",
                    exact=whole / persons if persons else None)
