"""Hand-made pairs of the sample's households, signed and worked off, for the tests of payments."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.actions import agreements, officers
from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine
from linkdesk.domain.agreement_words import AgreementEventKind as Kind
from linkdesk.domain.agreement_words import WorkWay
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.words import AgreementKind, AgreementState, ChangeKind

DEMOLISH, RECLAIM = AgreementKind.DEMOLISH, AgreementKind.RECLAIM
RATES = {DEMOLISH: Decimal(10000), RECLAIM: Decimal(5000)}
SIGNED = date(2018, 6, 1)
CARD = "622848000000000000"
SECRETS = {"李审核": "fuhe-2018", "赵备用": "beiyong-1"}


def card(at: int) -> str:
    """A card number whose check digit is right."""
    body = f"{CARD[:-3]}{at:03d}"
    digits = [int(d) for d in reversed(body)]
    total = sum(d if at % 2 else (d * 2 - 9 if d > 4 else d * 2) for at, d in enumerate(digits))
    return f"{body}{-total % 10}"


def pairs(desk, project_id, count=4, until=(Kind.VACATED, Kind.DEMOLISHED, Kind.DEMOLITION_ACCEPTED)):
    """The first eligible households with a signed pair, own accounts, and the work entered up to the last of `until`."""
    chosen = agreements.eligible(desk.dossier(project_id))[0][:count]
    owned = [replace(h, bank_name="农村信用社", bank_account=card(at), account_holder=h.head_name) for at, h in enumerate(chosen)]
    desk.do(Change("账户", before=tuple(chosen), after=tuple(owned)))
    made = [paper(h, kind, at) for at, h in enumerate(owned, 1) for kind in (DEMOLISH, RECLAIM)]
    lines = [AgreementLine(agreement_id=a.id, label="奖补", reward=True, quantity=Decimal(a.persons), unit="元/人", price=a.rate,
                           amount=a.amount) for a in made]
    desk.do(Change("协议", after=(*made, *lines)))
    signed = [happened(a, kind, agreement_id=a.id) for a in made for kind in (Kind.PARTY_A_SIGNED, Kind.PARTY_B_SIGNED, Kind.WITNESS_SIGNED)]
    desk.do(Change("进度", after=(*signed, *(work(a, kind) for a in made[::2] for kind in until)), kind=ChangeKind.PROGRESS))
    return owned, made


def paper(household, kind, at):
    return Agreement(project_id=household.project_id, household_id=household.id, kind=kind, number=f"双签-{at:05d}-{kind[0]}",
                     state=AgreementState.PRINTED, persons=household.population, rate=RATES[kind],
                     amount=RATES[kind] * household.population, demolish_by=date(2018, 9, 30), reclaim_by=date(2018, 12, 31),
                     head_name=household.head_name, id_number=household.id_number, account_holder=household.account_holder,
                     bank_name=household.bank_name, bank_account=household.bank_account)


def happened(agreement, kind, **more):
    return AgreementEvent(project_id=agreement.project_id, household_id=agreement.household_id, kind=kind, happened_on=SIGNED, **more)


def work(agreement, kind, way=WorkWay.SELF):
    passed = True if kind in (Kind.DEMOLITION_ACCEPTED, Kind.RECLAMATION_ACCEPTED) else None
    return happened(agreement, kind, way=way if kind in (Kind.DEMOLISHED, Kind.RECLAIMED) else None, passed=passed)


def enter(desk, *events):
    desk.do(Change("进度", after=events, kind=ChangeKind.PROGRESS))


def second_officer(desk, name="李审核"):
    """Another officer of the office, with his own secret; the first is at the desk again afterwards."""
    first, other = desk.officer, Officer(name=name, office="青石镇财政所")
    officers.sign_in(desk, other)
    desk.do(officers.set_secret(desk, SECRETS[name]))
    officers.sign_in(desk, first)
    return other
