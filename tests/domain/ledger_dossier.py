"""A dossier of made-up households at every stage, and of one collective, for the ledgers' tests."""

from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import (
    AcceptanceLevel,
    AgreementEventKind,
    PaymentEventKind,
    UnsignedReason,
    WorkWay,
)
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Condition
from linkdesk.domain.household import Household
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.project import Project
from linkdesk.domain.words import AgreementKind, AgreementState, Certainty

K = AgreementEventKind
PAIR = (str(AgreementKind.DEMOLISH), str(AgreementKind.RECLAIM))
ON = date(2018, 9, 1)
SIGNED = date(2018, 5, 3)


def household(name, village="上沟村", group="一组", persons=3):
    return Household(id=name, project_id="p", head_name=name, village=village, group=group, population=persons, willing=True,
                     id_number=f"14992319590323{ord(name[0]) % 10_000:04d}", homestead_area=Decimal("200.005"), bank_account="6222")


def papers(subject, persons=3, state=AgreementState.PRINTED, collective=False):
    whose = {"collective_id" if collective else "household_id": subject}
    made = []
    for kind, rate in ((AgreementKind.DEMOLISH, 10000), (AgreementKind.RECLAIM, 5000)):
        amount = None if collective else Decimal(persons * rate)
        made.append(Agreement(project_id="p", kind=kind, state=state, number=f"{subject}-{kind.name}" if state is not AgreementState.DRAFT else "",
                              persons=None if collective else persons, rate=None if collective else Decimal(rate), amount=amount,
                              demolish_by=date(2018, 8, 1), reclaim_by=date(2018, 12, 1), id=f"{subject}-{kind.name}", **whose))
    return made


def event(subject, kind, on, agreement="", **more):
    return AgreementEvent(project_id="p", household_id=subject, agreement_id=f"{subject}-{agreement}" if agreement else None, kind=kind,
                          happened_on=on, officer_name="演示员", **more)


def signed(subject, on=SIGNED, kinds=("DEMOLISH", "RECLAIM")):
    return [event(subject, k, on, of) for of in kinds for k in (K.PARTY_A_SIGNED, K.PARTY_B_SIGNED, K.WITNESS_SIGNED)]


CONDITIONS = tuple(Condition(f, k, f, f, "A §三(四)", "", Certainty.STATED) for k, f in (
    (AgreementKind.DEMOLISH, "dual_signed_before_demolition"), (AgreementKind.DEMOLISH, "demolished_by_itself"),
    (AgreementKind.DEMOLISH, "demolition_accepted_in_time"), (AgreementKind.RECLAIM, "reclamation_accepted")))


def dossier():
    """甲 demolished and paid, 乙 demolished late, 丙 signed one, 丁 only printed (absent), 戊 nothing, 己 withdrew, a school."""
    events = [*signed("甲"), event("甲", K.DEMOLISHED, date(2018, 6, 1), way=WorkWay.SELF),
              event("甲", K.DEMOLITION_ACCEPTED, date(2018, 7, 1), passed=True, level=AcceptanceLevel.TOWNSHIP, basis="验收单"),
              *signed("乙"), event("乙", K.DEMOLISHED, date(2018, 8, 20), way=WorkWay.SELF),
              *signed("丙", kinds=("DEMOLISH",)), event("丁", K.NOT_SIGNED, date(2018, 5, 4), reason=UnsignedReason.ABSENT, basis="务工"),
              *signed("己"), event("己", K.WITHDRAWN, date(2018, 5, 9), "DEMOLISH", basis="申请书", repaid=Decimal("12.34")),
              event("甲", K.PRINTED, date(2018, 5, 1), "DEMOLISH", copies=4), event("甲", K.PRINTED, date(2018, 5, 1), "RECLAIM", copies=4)]
    batch = PaymentBatch(project_id="p", number="批-1", maker_id="o", id="b")
    payment = Payment(batch_id="b", project_id="p", agreement_id="甲-DEMOLISH", position=1, amount=Decimal("30000.00"), id="pay")
    happened = [PaymentEvent(project_id="p", batch_id="b", kind=kind, payment_id=of, happened_on=date(2018, 8, 2), voucher=voucher)
                for kind, of, voucher in ((PaymentEventKind.CONFIRMED, None, None), (PaymentEventKind.SENT, None, None),
                                          (PaymentEventKind.PAID, "pay", "凭-7"))]
    people = [household("甲"), household("乙", group="二组", persons=5), household("丙"), household("丁", "柳村", "一组", 2),
              household("戊", "柳村", "二组", 4), household("己", "柳村", "一组", 1)]
    made = [a for h in people if h.id != "戊" for a in papers(h.id, h.population)]
    return Dossier(
        project=Project(id="p", name="甲乙项目区"), on=ON, households=tuple(people), agreements=(*made, *papers("school", collective=True)),
        collective=(CollectiveProperty(id="school", name="旧小学", village="上沟村", land_area=Decimal("812.4"), agreed=True),),
        agreement_events=tuple(events),
        conditions=CONDITIONS, pair=PAIR, batches=(batch,), payments=(payment,), payment_events=tuple(happened))
