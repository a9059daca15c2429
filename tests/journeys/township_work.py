"""The township's work: signatures, a withdrawal, an heir, a supplement, a complaint, demolition and its acceptance."""

from datetime import date

from linkdesk.actions import (
    complaints,
    finalising,
    household_changes,
    progress,
    supplements,
)
from linkdesk.actions.household_changes import Occasion
from linkdesk.domain.agreement_words import (
    PairStage,
    PairTrouble,
    PartyRole,
    UnsignedReason,
    WorkWay,
)
from linkdesk.domain.household import Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.notice import Complaint
from linkdesk.domain.recording import Entry
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import HouseholdEventKind
from tests.actions.signed_pairs import card
from tests.journeys.cast import DEMOLISH, RECLAIM
from tests.journeys.office import Kind
from tests.journeys.township_papers import add_party

HEIR_ID = "14992319990101123" + check_digit("14992319990101123")


def sign(office, cast):
    """Everybody signs on one day but one, who is away."""
    office.on(7, 10)
    office.sign(cast.signing)
    office.enter(cast.unsigned, Entry(Kind.NOT_SIGNED, office.today, reason=UnsignedReason.ABSENT, basis="在外务工，年底回来"))
    assert {office.of(id_).stage for id_ in cast.signing} == {PairStage.DUAL_SIGNED}
    assert office.of(cast.unsigned).stage is PairStage.PRINTED


def before_the_work(office, cast):
    """One withdraws, one dies and his heir goes on, one gets more time by a supplement, one complains and is answered."""
    office.on(7, 16)
    office.enter(cast.withdrawn, Entry(Kind.WITHDRAWN, office.today, basis="撤回申请书"))
    office.enter(cast.heir, Entry(Kind.HEAD_DIED, office.today, basis="死亡证明"))
    assert office.of(cast.heir).troubles == (PairTrouble.HEAD_DIED,)
    the_heir_goes_on(office, cast.heir)
    supplemented(office, cast.longer, DEMOLISH, demolish_by=date(2018, 10, 31))
    complain_and_settle(office, cast.complains)


def the_heir_goes_on(office, id_):
    desk, home = office.desk, office.household(id_)
    account = household_changes.Account("农村信用社", card(7), "向继承")
    head, *_ = household_changes.family(desk, home)
    office.on(7, 20)
    desk.do(household_changes.leave(desk, home, HouseholdEventKind.DIED, [head], Occasion(date(2018, 7, 16), "死亡证明"),
                                    Member(name="向继承", relation="长子", id_number=HEIR_ID), account))
    add_party(office, home, PartyRole.HEIR, name="向继承", id_number=HEIR_ID, basis="继承公证书")
    office.enter(id_, Entry(Kind.HEIR_CONFIRMED, office.today, person="向继承", basis="继承公证书"))
    for kind in (DEMOLISH, RECLAIM):
        supplemented(office, id_, kind, head_name="向继承", id_number=HEIR_ID, account_holder="向继承", bank_name="农村信用社",
                     bank_account=card(7))
    assert office.of(id_).troubles == ()


def supplemented(office, id_, kind, **changes):
    """A supplement to a signed agreement: drafted, numbered, printed, signed."""
    desk, main = office.desk, office.of(id_).trace.of(kind)
    desk.do(supplements.supplement(desk, main.id, changes))
    desk.do(finalising.finalise(desk, office.project_id, subjects=[id_]))
    office.enter(id_, *(Entry(each, office.today, agreement_kind=kind) for each in SIGNATURES))
    signed = office.of(id_).trace.in_force(main)
    assert {name: getattr(signed, name) for name in changes} == changes


def complain_and_settle(office, id_):
    desk = office.desk
    office.on(8, 1)
    desk.do(complaints.enter(desk, office.household(id_)))
    assert PairTrouble.COMPLAINT in office.of(id_).troubles
    office.on(8, 9)
    for name, text in (("complainant", "某邻居"), ("content", "院墙归属"), ("settlement", "现场指界，双方认可"), ("settled_on", "2018-08-09")):
        [complaint] = desk.store.load(Complaint)
        desk.do(complaints.correct(desk, complaint, name, text))
    assert office.of(id_).troubles == ()


def demolish(office, cast):
    """Most take their house down themselves and in time; a group has it done for them; some are late; one is found wanting first."""
    working, on_time = cast.working, [i for i in cast.working if i not in (*cast.late, cast.longer)]
    office.on(8, 12)
    office.work(working, Kind.VACATED)
    assert {office.of(id_).stage for id_ in working} == {PairStage.VACATED}
    office.on(8, 20)
    organised = [*cast.organised, cast.school]
    office.demolish([i for i in working if i not in organised])
    office.demolish(organised, WorkWay.ORGANISED)
    office.on(9, 10)
    office.work(cast.complains, Kind.DEMOLITION_ACCEPTED, passed=False)
    too_early = Entry(Kind.RECLAIMED, office.today, way=WorkWay.SELF)
    assert "尚未登记拆除验收合格" in progress.refusals(office.dossier, [cast.complains], too_early)[cast.complains]
    office.on(9, 20)
    office.work(on_time, Kind.DEMOLITION_ACCEPTED, passed=True)
    office.on(10, 15)
    assert all(PairTrouble.OVERDUE in office.of(id_).troubles for id_ in cast.late)
    assert PairTrouble.OVERDUE not in office.of(cast.longer).troubles
    office.work([*cast.late, cast.longer], Kind.DEMOLITION_ACCEPTED, passed=True)
