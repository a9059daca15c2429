"""Agreements and entries for the tests of what follows from them: one household, its pair, and days in the summer of 2018."""

from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine
from linkdesk.domain.agreement_words import AgreementEventKind, StandardBasis
from linkdesk.domain.words import AgreementKind, AgreementState

Kind = AgreementEventKind
PAIR = (str(AgreementKind.DEMOLISH), str(AgreementKind.RECLAIM))
SIGNATURES = Kind.PARTY_A_SIGNED, Kind.PARTY_B_SIGNED, Kind.WITNESS_SIGNED
HOUSEHOLD, PROJECT = "h1", "p1"
SUMMER, AUTUMN = date(2018, 7, 1), date(2018, 10, 10)


def day(month, number):
    return date(2018, month, number)


def agreement(kind, **other):
    said = {"persons": 4, "rate": Decimal(10_000), "amount": Decimal(40_000), "made_on": day(6, 1), "state": AgreementState.PRINTED,
            "number": f"青石双签-2018-{kind[:2]}", "demolish_by": day(9, 30), "reclaim_by": date(2019, 6, 30)}
    return Agreement(project_id=PROJECT, household_id=HOUSEHOLD, kind=kind, id=other.pop("id", kind.name), **(said | other))


def pair(**other):
    return agreement(AgreementKind.DEMOLISH, **other), agreement(AgreementKind.RECLAIM, **other)


def line(of, **other):
    said = {"label": "旧房拆除奖补", "basis": StandardBasis.PER_PERSON, "reward": True, "quantity": Decimal(4), "unit": "元/人",
            "price": Decimal(10_000), "amount": Decimal(40_000)}
    return AgreementLine(agreement_id=of.id, **(said | other))


def event(kind, on, of=None, **other):
    return AgreementEvent(project_id=PROJECT, household_id=HOUSEHOLD, kind=kind, happened_on=on, agreement_id=of.id if of else None,
                          **other)


def signed(of, on):
    return [event(kind, on, of) for kind in SIGNATURES]
