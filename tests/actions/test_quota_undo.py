"""Every verb of quota, trade, advance and special plan: done, undone, redone, and taken back days later while another program writes."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from linkdesk.actions import (
    advances,
    assessments,
    funds_book,
    guide_prices,
    history,
    obligations,
    quota_entries,
    quota_land,
    quota_years,
    signed_trades,
    special_plan_rows,
    special_plans,
    targets,
    trade_payments,
    trade_uses,
    trades,
    village_potentials,
)
from linkdesk.desk import Desk
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority, Officer, Township, Village
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.quota import GuidePrice, Obligation, QuotaAdvance, QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, moved
from linkdesk.domain.quota_words import AssessmentKind, CounterpartKind, LandPurpose, QuotaAccount, TradeSide
from linkdesk.domain.special_plan import Assessment, PlannedProject, SpecialPlan
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment
from linkdesk.domain.words import AuthorityKind
from tests.actions import advanced, traded
from tests.actions.quota_books import county_of

DAY = date(2018, 6, 1)
HECTARE = Decimal(10000)


class Book:
    """A desk with one row of each kind; the trade is a draft until `signed`."""

    def __init__(self, made, kinds=()):
        self.desk, self.id = made
        self.body = county_of(self.desk, self.id)
        for kind in kinds:
            getattr(self, f"_with_{kind}")()

    def _with_trade(self):
        traded.drafted(self.desk, self.id, parts=(1, 1))

    def _with_plan(self):
        desk = self.desk
        desk.do(special_plans.add(desk, self.body, self.id))
        town = Township(authority_id=self.body, name="岭南镇")
        desk.do(Change("名录", after=(town, Village(township_id=town.id, name="上村"))))
        for _ in range(2):
            desk.do(special_plan_rows.add_project(desk, self.of(SpecialPlan)))
        desk.do(village_potentials.set_field_of(desk, self.of(SpecialPlan), self.village(), "idle_area", "1"))

    def _with_year(self):
        self.desk.do(assessments.begin(self.desk, self.body, AssessmentKind.TRADE, 2018))
        self.desk.do(targets.add(self.desk))

    def of(self, kind, **fits):
        """The first row of a kind."""
        return self.desk.store.load(kind, **fits)[0]

    def village(self):
        """The first line of the survey of potential."""
        return village_potentials.rows(self.desk, self.of(SpecialPlan))[0]

    def told(self):
        """All rows but those of the other program; of the ledger what stands, for its entries are answered and not removed."""
        rows = {name: {row.id: row for row in self.desk.store.load(kind)}
                for name, kind in ENTITIES.items() if kind not in (Authority, QuotaEntry)}
        ledger = {key: amounts for key, amounts in moved(self.desk.store.load(QuotaEntry)).items() if amounts}
        return rows | {"ledger": ledger}


SELLER = {
    "trades.draft": lambda at: trades.draft(at.desk, at.id),
    "trades.set": lambda at: trades.set_trade_field(at.desk, at.of(Trade), "guarantee", "复垦保证金"),
    "trades.choose": lambda at: trades.set_choice(at.desk, at.of(Trade), "counterpart_kind", CounterpartKind.COUNTY),
    "trades.remove": lambda at: trades.remove(at.desk, at.of(Trade)),
    "instalments.add": lambda at: trade_payments.add(at.desk, at.of(Trade)),
    "instalments.set": lambda at: trade_payments.set_instalment_field(at.desk, at.of(TradeInstalment), "name", "定金"),
    "instalments.move": lambda at: trade_payments.move(at.desk, trade_payments.instalments(at.desk, at.of(Trade))[0], 1),
    "instalments.paste": lambda at: trade_payments.paste(at.desk, at.of(Trade), [["尾款", "1"]], ("name", "amount")),
    "instalments.remove": lambda at: trade_payments.remove(at.desk, [at.of(TradeInstalment)]),
    "guide.add": lambda at: guide_prices.add(at.desk),
    "guide.set": lambda at: guide_prices.set_price_field(at.desk, at.of(GuidePrice), "price", "31"),
    "guide.paste": lambda at: guide_prices.paste(at.desk, [["岚川县", "28"]], ("region", "price")),
    "guide.remove": lambda at: guide_prices.remove(at.desk, [at.of(GuidePrice)]),
    "plan.add": lambda at: special_plans.add(at.desk, at.body),
    "plan.set": lambda at: special_plans.set_plan_field(at.desk, at.of(SpecialPlan), "layout", "三片"),
    "plan.approve": lambda at: special_plans.set_plan_field(at.desk, at.of(SpecialPlan), "approved_on", "2018-01-02"),
    "plan.project": lambda at: special_plans.set_project(at.desk, at.of(SpecialPlan), None),
    "plan.remove": lambda at: special_plans.remove(at.desk, at.of(SpecialPlan)),
    "links.set": lambda at: special_plan_rows.set_link_field(
        at.desk, at.of(SpecialPlan), special_plan_rows.links(at.desk, at.of(SpecialPlan))[0], "title", "规划"),
    "planned.add": lambda at: special_plan_rows.add_project(at.desk, at.of(SpecialPlan)),
    "planned.set": lambda at: special_plan_rows.set_project_field(at.desk, at.of(PlannedProject), "old_area", "3"),
    "planned.move": lambda at: special_plan_rows.move_project(at.desk, special_plan_rows.projects(at.desk, at.of(SpecialPlan))[0], 1),
    "planned.link": lambda at: special_plan_rows.set_linked(at.desk, at.of(PlannedProject), at.id),
    "planned.paste": lambda at: special_plan_rows.paste_projects(at.desk, at.of(SpecialPlan), [["丙项目"]], ("name",)),
    "planned.remove": lambda at: special_plan_rows.remove_projects(at.desk, [at.of(PlannedProject)]),
    "potential.set": lambda at: village_potentials.set_field_of(at.desk, at.of(SpecialPlan), at.village(), "households", "30"),
    "potential.mark": lambda at: village_potentials.include(at.desk, at.of(SpecialPlan), [at.village()], True),
    "potential.paste": lambda at: village_potentials.paste(at.desk, at.of(SpecialPlan), [["上村", "12"]], ("village", "willing")),
    "potential.clear": lambda at: village_potentials.clear(at.desk, at.of(SpecialPlan), [at.village()]),
    "assess.begin": lambda at: assessments.begin(at.desk, at.body, next(iter(AssessmentKind)), 2017),
    "assess.set": lambda at: assessments.set_assessment_field(at.desk, at.of(Assessment), "problems", "进度慢"),
    "assess.remove": lambda at: assessments.remove(at.desk, [at.of(Assessment)]),
    "targets.set": lambda at: targets.set_target_field(at.desk, at.of(YearTarget), "area", "20"),
    "targets.remove": lambda at: targets.remove(at.desk, [at.of(YearTarget)]),
}

BUYER = {
    "uses.add": lambda at: trade_uses.add(at.desk, at.of(Trade), place="厂房", document="岚地〔2018〕4号", construction=HECTARE, used_on=DAY),
    "uses.set": lambda at: trade_uses.set_use_field(at.desk, at.of(QuotaUse), "construction", "2"),
    "uses.choose": lambda at: trade_uses.set_choice(at.desk, at.of(QuotaUse), "purpose", LandPurpose.INDUSTRY),
    "uses.paste": lambda at: trade_uses.paste(at.desk, at.of(Trade), [["道路", "0.5", "2018-07-01", "岚地〔2018〕5号"]],
                                              ("place", "construction", "used_on", "document")),
    "uses.remove": lambda at: trade_uses.remove(at.desk, [at.of(QuotaUse)]),
    "trades.note": lambda at: trades.set_trade_field(at.desk, at.of(Trade), "note", "已告知"),
}
ADVANCE = {
    "advances.apply": lambda at: advances.apply(at.desk, at.id, advances.Typed(construction="0.1")),
    "advances.paste": lambda at: advances.paste(at.desk, at.id, [["0.1", "园区"]], ("construction", "place")),
    "advances.set": lambda at: advances.set_advance_field(at.desk, at.of(QuotaAdvance, place="新区"), "construction", "0.2"),
    "advances.remove": lambda at: advances.remove(at.desk, [at.of(QuotaAdvance, place="新区")]),
    "obligations.enter": lambda at: obligations.enter(at.desk, at.id, [obligations.proposed(at.desk, at.id)[0].id]),
    "obligations.set": lambda at: obligations.set_obligation_field(at.desk, at.of(Obligation), "amount", "12"),
    "obligations.settle": lambda at: obligations.settle(at.desk, at.of(Obligation), obligations.Settling("2020-05-01", "缴款书 1 号")),
    "obligations.remove": lambda at: obligations.remove(at.desk, [at.of(Obligation)]),
}


def _twice(at, other, make):
    """Done, undone, redone, and taken back ten days later with a change of another program in between."""
    before, now = at.told(), at.desk.clock()
    seq = at.desk.do(make(at))
    after = at.told()
    assert after != before
    at.desk.undo()
    assert at.told() == before
    at.desk.redo()
    assert at.told() == after
    other.as_of()
    other.do(Change("旁人的改动", after=(Authority(name=str(seq), kind=AuthorityKind.COUNTY),)))
    at.desk.clock = lambda: now + timedelta(days=10)
    at.desk.as_of()
    history.take_back(at.desk, seq)
    assert at.told() == before


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Books by the name of who makes them, each with a second desk at its workspace."""
    made = {}

    def book(name, make, *kinds):
        if name not in made:
            at = Book(make(tmp_path_factory.mktemp(name)), kinds)
            other = Desk.open(at.desk.folder, at.desk.clock)
            other.sign_in(other.store.load(Officer)[0])
            made[name] = at, other
        return made[name]
    yield book
    for at, other in made.values():
        other.close()
        at.desk.close()


@pytest.mark.parametrize("verb", SELLER)
def test_a_verb_is_done_undone_redone_and_taken_back_days_later(opened, verb):
    _twice(*opened("seller", traded.selling, "trade", "plan", "year"), SELLER[verb])


@pytest.mark.parametrize("verb", BUYER)
def test_a_verb_of_a_buyer_is_too(opened, verb):
    _twice(*opened("buyer", _bought), BUYER[verb])


@pytest.mark.parametrize("verb", ADVANCE)
def test_a_verb_of_advances_is_too(opened, verb):
    _twice(*opened("advance", _advanced), ADVANCE[verb])


def _bought(folder):
    """A trade bought, paid and transferred, of which one hectare is used."""
    desk, project_id = traded.buying(folder)
    trade = traded.signed(desk, traded.drafted(desk, project_id, side=TradeSide.BUYER))
    traded.paid(desk, trade, trades.trade_book.standing_of(desk, trade).amount.value)
    desk.do(signed_trades.transfer(desk, trade, DAY, "岚指划〔2018〕1号"))
    desk.do(trade_uses.add(desk, trade, place="园区", document="岚地〔2018〕3号", construction=HECTARE, used_on=DAY))
    return desk, project_id


def _advanced(folder):
    """An advance long overdue with one of its obligations entered, and another advance applied for."""
    desk, project_id = advanced.granted(folder, on=date(2018, 6, 1))
    desk.clock = lambda: datetime(2020, 6, 1, 12)
    desk.do(obligations.enter(desk, project_id, [obligations.proposed(desk, project_id)[0].id]))
    desk.do(advances.apply(desk, project_id, advances.Typed(construction="0.1", place="新区")))
    return desk, project_id


@pytest.mark.parametrize(("name", "make"), [
    ("announced_on", lambda at: trades.announce(at.desk, at.of(Trade), date(2018, 4, 9), "省交易平台 1 号")),
    ("negotiated_on", lambda at: trades.negotiate(at.desk, at.of(Trade), date(2018, 4, 20), "双方同意"))])
def test_what_happened_is_no_step_of_undo_and_is_put_right_in_its_field(opened, name, make):
    at, _ = opened("facts", traded.selling, "trade")
    title, seq = at.desk.undo_title, at.desk.do(make(at))
    assert at.desk.undo_title == title
    with pytest.raises(KnownError, match="不能撤销"):
        history.take_back(at.desk, seq)
    at.desk.do(trades.set_trade_field(at.desk, at.of(Trade), name, ""))
    assert getattr(at.of(Trade), name) is None


def test_what_is_entered_for_good_is_passed_over_and_refused(tmp_path):
    at = Book(traded.selling(tmp_path), ["trade"])
    desk, id_ = at.desk, at.id
    trade = lambda: at.of(Trade)  # noqa: E731
    spent = funds_book.Spent(payee="岚川县财政局", amount="1", paid_on="2018-06-01", voucher="Z1")
    for make in (
            lambda: quota_entries.issue(desk, at.body, DAY, "岚政〔2018〕9号", "计划", 2018, Amounts(HECTARE)),
            lambda: quota_entries.opening(desk, at.body, None, QuotaAccount.AWARDED, date(2017, 12, 31), "期初", "", Amounts(HECTARE)),
            lambda: quota_entries.reverse(desk, at.of(QuotaEntry, number="期初"), "录错"),
            lambda: quota_land.take_land(desk, id_, ["A1"], QuotaAccount.ISSUED, DAY, "岚地〔2018〕1号", "", LandPurpose.RELOCATION),
            lambda: trades.sign(desk, trade(), traded.SIGNED_ON),
            lambda: trade_payments.pay(desk, trade(), trade_payments.Typed("100", "2018-05-20", "P1")),
            lambda: trade_payments.revoke(desk, at.of(TradePayment), "录错"),
            lambda: signed_trades.terminate(desk, trade(), DAY, "双方协商"),
            lambda: funds_book.receive(desk, id_, funds_book.Received(payer="财政局", amount="100", received_on="2018-06-01", voucher="R1")),
            lambda: funds_book.spend(desk, id_, spent, sure=True),
            lambda: funds_book.revoke(desk, at.of(FundUse), "录错"),
            lambda: funds_book.revoke(desk, at.of(FundReceipt), "录错"),
            lambda: quota_years.close_year(desk, at.body, 2018),
            lambda: quota_years.reopen_year(desk, at.body, 2018, "补记，局长同意")):
        _stays(at, make())
    assert desk.store.verify() == []


def _stays(at, change):
    """Neither undo nor the history takes back what is for good."""
    seq = at.desk.do(change)
    stands = at.told(), set(at.desk.store.load(QuotaEntry))
    with pytest.raises(KnownError, match=r"没有撤销|不能撤销|没有改动|没有登记"):
        history.take_back(at.desk, seq)
    assert (at.told(), set(at.desk.store.load(QuotaEntry))) == stands
    with suppress(KnownError):
        at.desk.undo()
        at.desk.redo()
    assert all(at.desk.store.get(type(row), row.id) == row for row in change.after)
