"""The money of a project: entered once, corrected by further entries, never spent before it came in; sums reckoned again by plain arithmetic."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, funds_book
from linkdesk.actions.demo_agreements import steps
from linkdesk.actions.funds_book import Doubtful, Received, Spent
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.money_lines import MoneyBook
from linkdesk.domain.money_standing import money
from linkdesk.domain.planning import EstimateItem, FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import ProceedsPurpose, TradeSide
from linkdesk.domain.trade import Trade, TradePayment

POVERTY, REVIVAL = ProceedsPurpose.POVERTY, ProceedsPurpose.REVIVAL
CAME = Received("", FundKind.BUDGET, "岚川县财政局（虚构）", "50", "2018-05-02", "岚财预〔2018〕7号", "收-1")
WENT = Spent(category=CostCategory.PREPARATION, payee="岚阳测绘院（虚构）", amount="3.2", paid_on="2018-05-09", voucher="付-1")
NAMED = Spent(FundKind.PROCEEDS, purpose=POVERTY, budget_item="2130505 生产发展", payee="青石镇财政所", amount="10", paid_on="2018-06-20",
              voucher="付-9")


def sell(desk, project_id, *payments, side=TradeSide.SELLER, id_="t1"):
    """A signed trade with payments, as its own room stores them: pairs of day and 万元."""
    was = desk.store.get(Project, project_id)
    trade = Trade(was.responsible_id, project_id, side=side, title="示例交易", counterpart="示例开发区管委会", number="J-1", id=id_)
    paid = tuple(TradePayment(id_, amount=Decimal(amount) * 10000, paid_on=date.fromisoformat(day), voucher=f"{id_}-{at}",
                              entered_at=datetime(2018, 7, 1, 8, at)) for at, (day, amount) in enumerate(payments))
    write(desk, trade, *paid)
    return trade


def write(desk, *rows):
    """Rows of other rooms' books; what guards those is tried by their own tests."""
    desk.store.apply(Change("示例", after=rows), officer="演示员", at=desk.clock())
    desk._changed(Change("示例", after=rows))


def standing(desk, project_id):
    return money(desk.dossier(project_id))


def test_what_came_and_went_stands_once_and_a_correction_takes_it_out(sample):
    desk, project_id = sample
    desk.do(funds_book.receive(desk, project_id, CAME))
    desk.do(funds_book.spend(desk, project_id, WENT))
    found = standing(desk, project_id)
    assert (found.received, found.spent, found.balance) == (Decimal(500000), Decimal(32000), Decimal(468000))
    wrong = desk.store.load(FundUse)[0]
    desk.do(funds_book.revoke(desk, wrong, "金额抄错"))
    assert standing(desk, project_id).spent == 0
    assert len(funds_book.entries(desk, project_id, FundUse)) == 2
    with pytest.raises(KnownError, match="已经更正过"):
        funds_book.revoke(desk, wrong, "金额抄错")
    with pytest.raises(KnownError, match="没有可以撤销"):
        desk.take_back(desk.store.history(1)[0].seq)
    with pytest.raises(KnownError, match="原因"):
        funds_book.revoke(desk, desk.store.load(FundReceipt)[0], " ")


BAD_RECEIPTS = {
    "金额": (replace(CAME, amount=""), "请填写金额"), "零": (replace(CAME, amount="0"), "大于零"),
    "负数": (replace(CAME, amount="-3"), "金额"), "文字": (replace(CAME, amount="五十多"), "金额"),
    "没有日期": (replace(CAME, received_on=""), "到账日期"), "日期不对": (replace(CAME, received_on="2018-02-30"), "日期"),
    "以后": (replace(CAME, received_on="2018-07-03"), "今天以后"), "凭证": (replace(CAME, voucher="——"), "凭证号"),
    "单位": (replace(CAME, payer=" "), "拨付单位"), "交易价款": (replace(CAME, kind=FundKind.PROCEEDS), "交易流转"),
    "来源": (replace(CAME, fund_source_id="nowhere"), "不在本项目")}


@pytest.mark.parametrize(("typed", "why"), BAD_RECEIPTS.values(), ids=BAD_RECEIPTS)
def test_receipts_that_cannot_be(sample, typed, why):
    desk, project_id = sample
    with pytest.raises(KnownError, match=why):
        desk.do(funds_book.receive(desk, project_id, typed))
    assert desk.store.load(FundReceipt) == []


BAD_USES = {
    "金额": (replace(WENT, amount=""), "请填写金额"), "以后": (replace(WENT, paid_on="2019-01-01"), "今天以后"),
    "收款人": (replace(WENT, payee=""), "收款人"), "农户": (replace(WENT, household_id="nobody"), "不在本项目"),
    "没有收益": (NAMED, "差 100,000.00 元"), "别的交易": (replace(NAMED, trade_id="t9"), "不是本项目转让")}


@pytest.mark.parametrize(("typed", "why"), BAD_USES.values(), ids=BAD_USES)
def test_uses_that_cannot_be(sample, typed, why):
    desk, project_id = sample
    with pytest.raises(KnownError, match=why):
        desk.do(funds_book.spend(desk, project_id, typed))
    assert desk.store.load(FundUse) == []


def test_nothing_lies_before_the_project(sample):
    desk, project_id = sample
    was = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(was,), after=(replace(was, period="2018—2020年", survey_year=2016),)))
    with pytest.raises(KnownError, match="早于本项目区（最早 2016 年）"):
        funds_book.receive(desk, project_id, replace(CAME, received_on="2015-12-31"))
    desk.do(funds_book.receive(desk, project_id, replace(CAME, received_on="2016-01-01")))


def test_the_kind_is_that_of_the_source_and_a_foreign_source_is_refused(sample):
    desk, project_id = sample
    loan = FundSource(project_id, kind=FundKind.LOAN, name="农发行贷款", amount=Decimal(900000), id="loan")
    desk.do(Change("资金来源", after=(loan,)))
    desk.do(funds_book.receive(desk, project_id, replace(CAME, fund_source_id="loan")))
    assert desk.store.load(FundReceipt)[0].kind is FundKind.LOAN
    row = next(r for r in standing(desk, project_id).sources if r.kind is FundKind.LOAN)
    assert (row.planned, row.received) == (Decimal(900000), Decimal(500000))


def test_doubts_are_asked_about_and_stand_when_confirmed(sample):
    desk, project_id = sample
    desk.do(Change("估算", after=(EstimateItem(project_id, name="工程", amount=Decimal(3_000_000)),)))
    with pytest.raises(Doubtful, match="像是把元当成万元"):
        funds_book.receive(desk, project_id, replace(CAME, amount="500000"))
    desk.do(funds_book.receive(desk, project_id, replace(CAME, amount="500000元")))
    assert desk.store.load(FundReceipt)[0].amount == 500000
    with pytest.raises(Doubtful, match="像是重复"):
        funds_book.receive(desk, project_id, replace(CAME, voucher=" 收—1 "))
    desk.do(funds_book.receive(desk, project_id, CAME, sure=True))
    assert standing(desk, project_id).received == 1_000_000


def test_one_voucher_is_not_entered_in_two_books(sample):
    desk, project_id = sample
    sell(desk, project_id, ("2018-06-01", 40))
    with pytest.raises(Doubtful, match="已在“交易价款”登记过"):
        funds_book.receive(desk, project_id, replace(CAME, amount="40", voucher="t1-0"))


def test_proceeds_are_drawn_first_in_first_out_and_never_before_they_came(sample):
    desk, project_id = sample
    sell(desk, project_id, ("2018-06-01", 12), ("2018-06-25", 30))
    desk.do(funds_book.spend(desk, project_id, replace(NAMED, trade_id="t1")))
    with pytest.raises(KnownError, match="到 2018-06-20 到账的交易收益不够"):
        funds_book.spend(desk, project_id, replace(NAMED, amount="2.01", voucher="付-10"))
    desk.do(funds_book.spend(desk, project_id, replace(NAMED, amount="5", voucher="付-11", paid_on="2018-06-26", purpose=REVIVAL)))
    first, second = standing(desk, project_id).lots
    assert (first.spent_on(POVERTY), first.spent_on(REVIVAL), first.left) == (Decimal(100000), Decimal(20000), 0)
    assert (second.spent, second.left) == (Decimal(30000), Decimal(270000))
    with pytest.raises(KnownError, match="以后（2018-06-26 凭证 付-11）已用去"):
        funds_book.spend(desk, project_id, replace(NAMED, amount="28", voucher="付-12", paid_on="2018-06-25"))


def test_the_guard_refuses_what_no_action_asked_about(sample):
    desk, project_id = sample
    use = FundUse(project_id, kind=FundKind.PROCEEDS, payee="某", amount=Decimal(5), paid_on=date(2018, 6, 1), voucher="1")
    for bad in (use, replace(use, kind=FundKind.BUDGET, trade_id="t1"), replace(use, kind=FundKind.BUDGET, amount=None),
                replace(use, kind=FundKind.BUDGET, revokes_id="gone", note="x")):
        with pytest.raises(KnownError):
            desk.do(Change("登记支出", after=(bad,)))
    twice = tuple(replace(use, amount=Decimal(60000), id=id_) for id_ in "ab")
    sell(desk, project_id, ("2018-05-01", 10))
    with pytest.raises(KnownError, match="不够"):
        desk.do(Change("登记支出", after=twice))
    assert desk.store.load(FundUse) == []


def test_a_buyers_payments_are_spent_not_received(sample):
    desk, project_id = sample
    sell(desk, project_id, ("2018-06-01", 12), side=TradeSide.BUYER)
    found = standing(desk, project_id)
    assert (found.received, found.spent, found.paid_by(MoneyBook.TRADES)) == (0, Decimal(120000), Decimal(120000))
    assert found.gaps == ("支出多于已登记的到账，到账记录可能还不全",)


def test_everything_is_reckoned_again_by_plain_arithmetic(sample, tmp_path):
    """Over the demo's agreements, payments and trades of two years: each total once from the entries alone."""
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    for _, work in steps(desk, project_id, tmp_path):
        work()
    somebody = next(h for h in desk.dossier(project_id).households if h.registered_poor)
    sell(desk, project_id, ("2017-12-30", "100.5"), ("2018-06-01", "40.1234"))
    desk.do(funds_book.receive(desk, project_id, CAME))
    desk.do(funds_book.spend(desk, project_id, WENT))
    desk.do(funds_book.spend(desk, project_id, replace(NAMED, trade_id="t1", household_id=somebody.id, amount="0.33333")))
    desk.do(funds_book.spend(desk, project_id, replace(NAMED, voucher="付-20", purpose=ProceedsPurpose.OTHER, budget_item="", amount="7")))
    dossier, found = desk.dossier(project_id), standing(desk, project_id)
    paid = {a: had.paid for a, had in dossier.book.had().items()}
    out, came = Decimal(32000) + Decimal("3333.30") + 70000 + sum(paid.values()), Decimal(500000) + 1005000 + 401234
    assert sum(paid.values()) > 0
    assert (found.received, found.spent) == (came, out)
    by_year = defaultdict(Decimal)
    for line in found.receipts:
        by_year[line.day.year] += line.amount
    for line in found.uses:
        by_year[line.day.year] -= line.amount
    assert [(y.year, y.closing - y.opening) for y in found.years] == sorted(by_year.items())
    assert found.years[-1].closing == found.balance == came - out
    assert sum(row.received for row in found.sources) == came
    assert sum(row.spent for row in found.categories) == out
    assert all(sum(a for _, a in line.parts) == line.amount for line in found.uses)
    assert sum(lot.spent for lot in found.lots) == Decimal("73333.30")
    whose = {a.id: a.subject_id for a in dossier.agreements}
    received = defaultdict(Decimal)
    for id_, amount in paid.items():
        received[whose[id_]] += amount
    received[somebody.id] += Decimal("3333.30")
    assert {b.household.id: b.received for b in found.benefits if b.received} == dict(received)
    assert len(found.benefits) == len(dossier.households)
    assert {b.household.id for b in found.benefits if b.is_poor} == {h.id for h in desk.store.load(Household) if h.registered_poor}
