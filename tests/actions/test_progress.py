"""What happened is entered for many at once, refused for each with its reason, and corrected by a further entry."""

import shutil
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, coverage, edits, finalising, household_changes, progress, supplements
from linkdesk.actions.household_changes import Occasion
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import (
    AcceptanceLevel,
    AgreementEventKind,
    PairStage,
    PairTrouble,
    PartyRole,
    PaymentEventKind,
    UnsignedReason,
    WorkWay,
)
from linkdesk.domain.appraisal import Party
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household, Member
from linkdesk.domain.paper_changes import differences
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.recording import Entry
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import (
    AgreementKind,
    AgreementState,
    Certainty,
    ChangeKind,
    HouseholdEventKind,
    LeftOutReason,
)
from tests.actions import desks
from tests.actions.printed_pairs import TERMS, printed_pairs

Kind = AgreementEventKind
DEMOLISH, RECLAIM = AgreementKind.DEMOLISH, AgreementKind.RECLAIM
TODAY = datetime(2018, 8, 20, 10, 0)


def day(month, number):
    return date(2018, month, number)


def entry(kind, on=None, **more):
    return Entry(kind, on or day(7, 20), **more)


def signatures(on=None):
    return [entry(kind, on or day(7, 10)) for kind in SIGNATURES]


DOWN = entry(Kind.DEMOLISHED, way=WorkWay.SELF)
GOOD = entry(Kind.DEMOLITION_ACCEPTED, day(7, 25), passed=True)
RECLAIMED = entry(Kind.RECLAIMED, day(8, 1), way=WorkWay.SELF)
RECLAIMED_WELL = entry(Kind.RECLAMATION_ACCEPTED, day(8, 10), passed=True)


class Office:
    """A desk with the pairs of four households printed, some weeks later."""

    def __init__(self, desk, project_id, ids):
        self.desk, self.project_id, self.ids, self.one = desk, project_id, ids, ids[0]
        desk.clock = lambda: TODAY

    def enter(self, *entries, ids=None):
        return self.desk.do(progress.record(self.desk, self.project_id, ids or [self.one], entries))

    def why(self, *entries, one=None):
        return progress.refusals(self.desk.dossier(self.project_id), [one or self.one], entries).get(one or self.one, "")

    def of(self, id_=None):
        return self.desk.dossier(self.project_id).progress[id_ or self.one]

    def papers(self, id_=None):
        return self.of(id_).trace.mains

    def household(self, id_=None):
        return self.desk.store.get(Household, id_ or self.one)

    def event(self, kind):
        return next(e for e in self.of().trace.events if e.kind is kind)

    def revoke(self, kind, reason="登记错户"):
        return self.desk.do(progress.revoke(self.desk, self.event(kind).id, reason))

    def put(self, *entities, kind=ChangeKind.EDIT):
        self.desk.do(Change("准备", after=entities, kind=kind))

    def pay(self, agreement, amount, *kinds):
        """Payments as the book keeps them; how they come about is another test's matter."""
        officer = self.desk.officer
        batch = PaymentBatch(self.project_id, f"DF-{agreement.id[:6]}", agreement.kind, day(8, 15), officer.id, officer.name)
        payment = Payment(batch.id, self.project_id, agreement.id, 1, Decimal(amount), bank_account="6228480000000000000")
        events = [PaymentEvent(self.project_id, batch.id, payment.id, kind, day(8, 16), officer_id=officer.id) for kind in kinds]
        self.desk.store.apply(Change("兑付", after=(batch, payment, *events), kind=ChangeKind.PAY), officer.name)
        self.desk._forget()


@pytest.fixture(scope="module")
def printed_workspace(filled_workspace, tmp_path_factory):
    """The sample with the pairs of four households printed, once; tests work on copies."""
    folder, project_id = filled_workspace
    own = tmp_path_factory.mktemp("printed") / "工作区"
    shutil.copytree(folder, own)
    desk = opened(own)
    ids = printed_pairs(desk, project_id, 4)
    desk.close()
    return own, project_id, ids


def opened(folder):
    desk = Desk.open(folder, lambda: desks.NOON)
    desk.sign_in(desk.officers()[0])
    return desk


@pytest.fixture
def office(printed_workspace, tmp_path):
    folder, project_id, ids = printed_workspace
    shutil.copytree(folder, tmp_path / "工作区")
    desk = opened(tmp_path / "工作区")
    yield Office(desk, project_id, ids)
    desk.close()


def test_a_whole_village_signed_on_one_evening(office):
    assert office.enter(*signatures(), ids=office.ids)
    assert {office.of(id_).stage for id_ in office.ids} == {PairStage.DUAL_SIGNED}
    events = office.desk.store.load(AgreementEvent, kind=Kind.PARTY_B_SIGNED)
    assert len(events) == 8
    assert {(e.officer_name, e.entered_at) for e in events} == {(office.desk.officer_name, TODAY)}


def test_the_whole_way_to_the_end(office):
    office.enter(*signatures())
    office.enter(entry(Kind.VACATED, day(7, 18)), DOWN, GOOD)
    assert office.of().stage is PairStage.DEMOLITION_ACCEPTED
    assert office.of().due_of(DEMOLISH).payable == office.papers()[0].amount
    assert office.of().due_of(RECLAIM).payable == 0
    office.enter(RECLAIMED, RECLAIMED_WELL)
    assert office.of().due_of(RECLAIM).payable == office.papers()[1].amount
    assert "未付" in office.why(entry(Kind.CLOSED, day(8, 15)))
    for paper in office.papers():
        office.pay(paper, paper.amount, PaymentEventKind.PAID)
    assert office.of().stage is PairStage.RECLAMATION_PAID
    office.enter(entry(Kind.CLOSED, day(8, 18)))
    assert office.of().stage is PairStage.CLOSED
    assert "已办结" in office.why(entry(Kind.VACATED))


@pytest.mark.parametrize(("wrong", "word"), [
    (entry(Kind.PARTY_B_SIGNED, day(8, 21)), "以后"), (Entry(Kind.PARTY_B_SIGNED, None), "请填写日期"),
    (entry(Kind.PARTY_B_SIGNED, day(7, 1)), "早于协议印制日期"),
    (entry(Kind.PARTY_B_SIGNED, agreement_kind=AgreementKind.RESETTLE), "搬迁安置协议尚未定稿印制"),
    (entry(Kind.PARTY_B_SIGNED, person="王邻居"), "既不是户主"),
    (entry(Kind.DEMOLISHED), "方式"), (entry(Kind.DEMOLITION_ACCEPTED), "合格"), (GOOD, "尚未登记拆除"),
    (RECLAIMED, "尚未登记拆除验收合格"), (RECLAIMED_WELL, "尚未登记复垦"), (entry(Kind.CLOSED), "不能办结"),
    (entry(Kind.WITHDRAWN), "依据"), (entry(Kind.TERMINATED, basis="双方协商"), "尚未签完"),
    (entry(Kind.DISPUTE_SETTLED, basis="调解书"), "没有未解决的争议"),
    (entry(Kind.HEIR_CONFIRMED, person="张某", basis="公证书"), "没有登记户主死亡"),
    (entry(Kind.NOT_SIGNED), "未签原因"), (entry(Kind.STAMPED), "份数"), (entry(Kind.PRINTED), "批量打印"),
])
def test_what_cannot_be_entered_says_why(office, wrong, word):
    assert word in office.why(wrong)
    with pytest.raises(KnownError, match=word):
        office.enter(wrong)


def test_unprinted_and_incomplete_pairs_are_not_signed(office):
    desk, project_id = office.desk, office.project_id
    other = agreements.eligible(desk.dossier(project_id))[0][5].id
    assert "没有有效的协议" in office.why(*signatures(), one=other)
    desk.do(agreements.draft(desk, project_id, [other]))
    assert "旧房拆除协议、宅基地复垦协议尚未定稿印制" in office.why(*signatures(), one=other)
    assert "尚未定稿印制" in office.why(DOWN, one=other)
    desk.do(agreements.void(office.desk, [office.papers()[1]], "填错"))
    assert office.why(*signatures()) == "宅基地复垦协议尚未定稿印制"
    assert not office.why(entry(Kind.PARTY_B_SIGNED, agreement_kind=DEMOLISH))


def test_only_those_are_entered_for_whom_it_can_be(office):
    office.enter(DOWN)
    change = progress.record(office.desk, office.project_id, office.ids, DOWN)
    assert "3 户" in change.title
    assert {e.household_id for e in change.after} == set(office.ids[1:])
    with pytest.raises(KnownError, match="还没有选中"):
        progress.record(office.desk, office.project_id, [], DOWN)


def test_nothing_is_entered_twice(office):
    office.enter(*signatures(), DOWN)
    assert "已登记过" in office.why(*signatures())
    assert "已于2018-07-20登记" in office.why(DOWN)


def test_one_party_signs_later(office):
    office.enter(entry(Kind.PARTY_B_SIGNED, agreement_kind=DEMOLISH))
    office.enter(entry(Kind.PARTY_B_SIGNED, day(7, 22)))
    days = {e.agreement_id: e.happened_on for e in office.of().trace.events}
    assert [days[a.id] for a in office.papers()] == [day(7, 20), day(7, 22)]


@pytest.mark.parametrize(("first", "then", "word"), [
    ([DOWN], entry(Kind.DEMOLITION_ACCEPTED, day(7, 19), passed=True), "早于拆除"), ([DOWN], entry(Kind.VACATED, day(7, 21)), "晚于已登记的拆除"),
    ([DOWN, GOOD], entry(Kind.RECLAIMED, day(7, 24), way=WorkWay.SELF), "早于拆除验收"),
    ([DOWN, GOOD, RECLAIMED], entry(Kind.DEMOLITION_ACCEPTED, day(8, 5), passed=False), "请先更正复垦"),
])
def test_steps_keep_their_order(office, first, then, word):
    office.enter(*signatures(), *first)
    assert word in office.why(then)


def test_a_house_taken_down_before_signing_is_entered_and_costs_the_reward(office):
    said = progress.weigh(office.desk.dossier(office.project_id), [office.one], DOWN)[office.one]
    assert not said.why
    assert any("拆除前已双签" in w and "A §三(四)" in w for w in said.warnings)
    office.enter(DOWN, GOOD, *signatures(day(8, 1)))
    assert office.of().due_of(DEMOLISH).payable == 0
    assert office.of().stage is PairStage.DEMOLITION_ACCEPTED


def test_another_way_than_agreed_is_told(office):
    office.enter(*signatures())
    told = progress.weigh(office.desk.dossier(office.project_id), [office.one], replace(DOWN, way=WorkWay.ORGANISED))[office.one]
    assert any("自行拆除" in w for w in told.warnings)
    assert not progress.weigh(office.desk.dossier(office.project_id), [office.one], DOWN)[office.one].warnings


def change_id(office):
    office.desk.do(edits.set_value(office.household(), "id_number", "140926197203060010"))


def change_account(office):
    office.desk.do(edits.set_field(office.household(), "bank_account", "6217000010001234567"))


def change_rate(office):
    pack = office.desk.dossier(office.project_id).rate("demolition_reward_per_person").pack_id
    office.put(PolicyOverride(pack_id=pack, name="demolition_reward_per_person", value="12000", certainty=Certainty.CONFIRMED,
                              document="岚政办发〔2018〕20号", from_on=day(7, 15), confirmed_on=day(7, 15)))


@pytest.mark.parametrize(("happen", "word"), [(change_id, "身份证号"), (change_account, "银行账号"), (change_rate, "标准由10,000.00变为12,000.00")])
def test_what_changed_since_printing_is_signed_on_a_new_paper_only(office, happen, word):
    office.desk.do(edits.set_field(office.household(), "bank_account", "6217000010007654321"))
    for paper in office.papers():
        office.desk.do(agreements.void(office.desk, [paper], "重印"))
    printed_again(office)
    office.enter(entry(Kind.PARTY_A_SIGNED, day(8, 20)))
    happen(office)
    said = office.why(entry(Kind.PARTY_B_SIGNED, day(8, 20)))
    assert word in said
    assert "请作废后重新印制" in said


def printed_again(office):
    office.desk.do(agreements.draft(office.desk, office.project_id, [office.one]))
    office.desk.do(finalising.set_terms(office.desk, office.project_id, *TERMS))
    office.desk.do(finalising.finalise(office.desk, office.project_id, subjects=[office.one]))


def birth(office, on):
    child = Member(name="新生儿", relation="子")
    office.desk.do(household_changes.join(office.desk, office.household(), HouseholdEventKind.BORN, [child], Occasion(on, "出生证明")))


def test_a_birth_before_signing_needs_a_new_paper_and_one_after_it_changes_nothing(office):
    persons = office.papers()[0].persons
    birth(office, day(7, 15))
    assert not office.why(*signatures(day(7, 10))), "they had signed before the child was born"
    assert f"人口由{persons}人变为{persons + 1}人" in office.why(*signatures(day(7, 16)))
    office.enter(*signatures(day(7, 10)), DOWN, GOOD)
    assert office.of().due_of(DEMOLISH).payable == persons * 10_000
    assert differences(office.desk.dossier(office.project_id), office.papers()[0]) == (f"人口由{persons}人变为{persons + 1}人",)


def party(office, role, name, basis="委托书"):
    office.put(Party(household_id=office.one, role=role, name=name, basis=basis))


def test_somebody_else_signs_on_a_paper_that_says_so(office):
    party(office, PartyRole.AGENT, "王代理", basis=None)
    assert "既不是户主" in office.why(entry(Kind.PARTY_B_SIGNED, person="王代理"))
    party(office, PartyRole.AGENT, "李代理")
    assert not office.why(entry(Kind.PARTY_B_SIGNED, person="李代理"))
    assert not office.why(entry(Kind.PARTY_B_SIGNED, person=office.household().head_name))


def test_the_head_died_and_an_heir_goes_on(office):
    office.enter(entry(Kind.HEAD_DIED, day(7, 15)))
    assert PairTrouble.HEAD_DIED in office.of().troubles
    assert "户主已死亡" in office.why(*signatures(day(7, 16)))
    assert not office.why(*signatures(day(7, 10)))
    heir = entry(Kind.HEIR_CONFIRMED, day(7, 20), person="张继承", basis="公证书")
    assert "还没有登记为有依据的继承人" in office.why(heir)
    party(office, PartyRole.HEIR, "张继承")
    assert "早于户主死亡" in office.why(replace(heir, happened_on=day(7, 14)))
    said = progress.weigh(office.desk.dossier(office.project_id), [office.one], heir)[office.one]
    assert "作废" in said.warnings[0]
    office.enter(heir)
    assert office.of().troubles == ()


def test_withdrawing_is_possible_until_the_house_is_down(office):
    withdrawal = entry(Kind.WITHDRAWN, day(7, 22), basis="申请书")
    office.enter(*signatures())
    assert not office.why(withdrawal)
    office.enter(DOWN)
    assert "不能撤回" in office.why(withdrawal)
    office.revoke(Kind.DEMOLISHED)
    office.enter(withdrawal)
    assert office.of().stage is PairStage.WITHDRAWN
    assert {d.payable for d in office.of().dues} == {0}
    assert "已撤回" in office.why(DOWN)


def test_who_has_had_money_gives_it_back_before_withdrawing(office):
    office.enter(*signatures())
    paper = office.papers()[0]
    office.pay(paper, 3000)
    withdrawal = entry(Kind.WITHDRAWN, day(7, 22), basis="申请书")
    assert "3,000.00元正在兑付" in office.why(withdrawal)
    assert "正在兑付" in office.why(entry(Kind.TERMINATED, day(7, 22), basis="协商"))
    with pytest.raises(KnownError, match="正在兑付"):
        office.revoke(Kind.PARTY_B_SIGNED)


def test_money_of_before_is_given_back_with_the_withdrawal(office):
    taken = [replace(a, state=AgreementState.TAKEN_OVER, paid_before=Decimal(paid), id=f"taken-{paid}", household_id=office.ids[1], number="")
             for a, paid in zip(office.papers(), (2000, 1000), strict=True)]
    office.desk.do(agreements.void(office.desk, office.papers(office.ids[1]), "改为接收"))
    office.put(*taken, kind=ChangeKind.IMPORT)
    one = office.ids[1]
    withdrawal = entry(Kind.WITHDRAWN, day(7, 22), basis="申请书")
    assert "请填写退回已领款" in office.why(withdrawal, one=one)
    assert "多于" in office.why(replace(withdrawal, repaid=Decimal(3001)), one=one)
    office.enter(replace(withdrawal, repaid=Decimal(3000)), ids=[one])
    assert [(d.paid, d.overpaid) for d in office.of(one).dues] == [(0, 0), (0, 0)]


def test_a_wrong_entry_is_answered_and_not_undone(office):
    office.enter(*signatures(), DOWN, GOOD)
    assert "登记" not in office.desk.undo_title
    with pytest.raises(KnownError, match="请先更正拆除验收"):
        office.revoke(Kind.DEMOLISHED)
    with pytest.raises(KnownError, match="原因"):
        office.revoke(Kind.DEMOLITION_ACCEPTED, " ")
    wrong = office.event(Kind.DEMOLITION_ACCEPTED)
    office.revoke(Kind.DEMOLITION_ACCEPTED)
    office.revoke(Kind.DEMOLISHED)
    assert office.of().stage is PairStage.DUAL_SIGNED
    with pytest.raises(KnownError, match="已更正过"):
        office.desk.do(progress.revoke(office.desk, wrong.id, "再改"))
    assert office.desk.store.count(AgreementEvent, revokes_id=wrong.id) == 1


def test_the_county_names_the_acceptance_that_counts(office):
    pack = office.desk.dossier(office.project_id).rate("acceptance_level").pack_id
    office.put(PolicyOverride(pack_id=pack, name="acceptance_level", value="乡级复验", certainty=Certainty.CONFIRMED, document="岚政办发〔2018〕9号"))
    office.enter(*signatures(), DOWN)
    assert "验收层级" in office.why(GOOD)
    office.enter(replace(GOOD, level=AcceptanceLevel.VILLAGE))
    assert office.of().stage is PairStage.DEMOLISHED
    office.enter(replace(GOOD, level=AcceptanceLevel.TOWNSHIP, happened_on=day(7, 28)))
    assert office.of().due_of(DEMOLISH).payable == office.papers()[0].amount


def test_reasons_of_not_signing_and_disputes(office):
    office.enter(entry(Kind.NOT_SIGNED, reason=UnsignedReason.ABSENT), entry(Kind.DISPUTED, basis="四至有争议"))
    assert office.of().troubles == (PairTrouble.DISPUTED,)
    assert "不用重复" in office.why(entry(Kind.DISPUTED, basis="又来"))
    office.enter(entry(Kind.DISPUTE_SETTLED, day(7, 25), basis="调解书"), *signatures())
    assert office.of().troubles == ()
    assert "已双签" in office.why(entry(Kind.NOT_SIGNED, reason=UnsignedReason.ABSENT))


def test_a_household_with_a_paper_in_force_stays(office):
    with pytest.raises(KnownError, match="作废"):
        office.desk.do(coverage.leave_out(office.desk, [office.household()], LeftOutReason.UNWILLING, "证明"))
    with pytest.raises(KnownError, match="仍在执行"):
        office.desk.do(edits.set_value(office.household(), "left_out", LeftOutReason.UNWILLING))
    with pytest.raises(KnownError, match="仍在执行"):
        office.desk.do(edits.set_value(office.household(), "project_id", None))


def drafted(office, **changes):
    paper = office.papers()[0]
    office.desk.do(supplements.supplement(office.desk, paper.id, changes))
    return office.desk.store.load(Agreement, supplements_id=paper.id)[-1]


def test_a_supplement_states_what_changes_and_is_in_force_when_signed(office):
    with pytest.raises(KnownError, match="已印制"):
        drafted(office, demolish_by=date(2018, 12, 31))
    office.enter(*signatures())
    paper = office.papers()[0]
    with pytest.raises(KnownError, match="没有变更"):
        drafted(office, demolish_by=paper.demolish_by)
    made = drafted(office, demolish_by=date(2018, 12, 31), persons=paper.persons + 1, changes="延长拆除期限，增加一人")
    assert (made.state, made.kind, made.reclaim_by, made.head_name) == (AgreementState.DRAFT, DEMOLISH, None, None)
    assert made.amount == (paper.persons + 1) * 10_000
    with pytest.raises(KnownError, match="尚未签完"):
        drafted(office, demolish_by=date(2019, 1, 31))
    office.desk.do(finalising.finalise(office.desk, office.project_id, subjects=[office.one]))
    assert office.of().trace.in_force(paper) == paper
    office.enter(*signatures(day(8, 20)))
    assert office.of().trace.in_force(paper).demolish_by == date(2018, 12, 31)
    office.enter(entry(Kind.DEMOLISHED, day(8, 20), way=WorkWay.SELF), replace(GOOD, happened_on=day(8, 20)))
    assert office.of().due_of(DEMOLISH).payable == (paper.persons + 1) * 10_000
    assert office.of().due_of(DEMOLISH).agreement == paper


def test_a_supplement_is_void_with_its_agreement_which_can_then_be_made_anew(office):
    office.enter(*signatures())
    main, made = office.papers()[0], drafted(office, demolish_by=date(2018, 12, 31))
    assert agreements.with_supplements(office.desk.dossier(office.project_id), [main]) == (main, made)
    office.desk.do(agreements.void(office.desk, [main], "另签"))
    assert made not in office.of().trace.agreements
    assert [kind for _, kind in agreements.missing(office.desk, office.project_id, [office.one])] == [main.kind]


def test_a_supplement_below_what_was_paid_is_told(office):
    office.enter(*signatures(), DOWN, GOOD)
    paper = office.papers()[0]
    office.pay(paper, paper.amount, PaymentEventKind.PAID)
    change = supplements.supplement(office.desk, paper.id, {"persons": 1})
    said, = supplements.told(office.desk.dossier(office.project_id), [e for e in change.after if isinstance(e, Agreement)])
    assert "退回" in said
