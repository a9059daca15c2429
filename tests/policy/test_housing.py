"""Room and own money of registered poor households are checked where a resettlement agreement states them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.words import AgreementKind, Severity
from linkdesk.policy.check import findings
from tests.documents.dossiers import packs_of, sample

RULES = {"housing_area_limit", "self_funding_person", "self_funding_household"}


def found(poor=True, kind=AgreementKind.RESETTLE, **stated):
    dossier = sample(agreements=())
    household = replace(dossier.households[0], population=4, registered_poor=poor)
    agreement = Agreement(project_id="p", household_id=household.id, kind=kind, persons=4, id="r", **stated)
    dossier = replace(dossier, households=(household, *dossier.households[1:]), agreements=(agreement,))
    return [f for f in findings(dossier, packs_of(dossier.project)) if f.subject_id == "r"]


@pytest.mark.parametrize(("stated", "rules"), [
    ({"housing_area": Decimal(100)}, 0), ({"housing_area": Decimal("100.01")}, 0), ({"housing_area": Decimal("100.02")}, 1),
    ({"self_funded": Decimal(10000)}, 0), ({"self_funded": Decimal("10000.04")}, 2), ({}, 0),
])
def test_limits_of_pack_a(stated, rules):
    made = found(**stated)
    assert len(made) == rules
    assert {f.severity for f in made} <= {Severity.WARNING}


def test_only_of_the_registered_poor_and_of_resettlement():
    assert not found(poor=False, self_funded=Decimal(90000))
    assert not found(kind=AgreementKind.DEMOLISH, self_funded=Decimal(90000))
