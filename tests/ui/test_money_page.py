"""资金 in the window: entered, doubted, corrected, led to, found by its checks; other books stand in it and are not corrected here."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from linkdesk.domain.change import Change
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.planning import EstimateItem
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import ProceedsPurpose
from linkdesk.domain.trade import Trade, TradePayment
from linkdesk.domain.words import Severity


@pytest.fixture
def page(opened):
    made = opened("money")
    made.said_wrong = opened.window.notice.sentence
    return made


def came(page, **lines):
    page.ask(0)
    fill(page.receipt, {"payer": "岚川县财政局", "amount": "50", "received_on": "2018-01-02", "number": "岚财1号", "voucher": "收-1"} | lines)


def went(page, **lines):
    page.ask(1)
    fill(page.use, {"payee": "测绘院", "amount": "3", "paid_on": "2018-01-03", "voucher": "付-1"} | lines)


def fill(entry, lines):
    for name, text in lines.items():
        entry.lines[name].setText(text)
    entry.enter.click()


def sold(desk, project_id):
    """A trade with one payment, as its own room stores them."""
    was = desk.store.get(Project, project_id)
    rows = (Trade(was.responsible_id, project_id, title="示例交易", counterpart="示例开发区", signed_on=date(2018, 1, 1), id="t1"),
            TradePayment("t1", amount=Decimal(200000), paid_on=date(2018, 1, 2), voucher="银-1", entered_at=datetime(2018, 1, 2), id="paid"))
    change = Change("示例", after=rows)
    desk.store.apply(change, officer="演示员", at=desk.clock())
    desk._changed(change)


def test_receipts_and_uses_are_entered_and_summed(page, desk):
    assert page.body.currentIndex() == 1
    came(page)
    went(page)
    page.reload()
    assert page.body.currentIndex() == 0
    assert page.balance.text() == "到账 500,000.00 元，支出 30,000.00 元，结余 470,000.00 元"
    assert [a.line.voucher for a in page.table.model.rows] == ["付-1", "收-1"]
    assert page.use.lines["voucher"].text() == ""
    assert page.use.lines["paid_on"].text() == "2018-01-03"


def test_what_is_refused_stays_to_be_corrected(page, desk):
    came(page, received_on="")
    assert page.said_wrong.text() == "请填写到账日期，再登记到账。"
    assert page.receipt.lines["amount"].text() == "50"
    assert desk.store.load(FundReceipt) == []


def test_a_doubt_is_asked_and_entered_when_confirmed(page, desk, project_id):
    desk.do(Change("估算", after=(EstimateItem(project_id, name="工程", amount=Decimal(300000)),)))
    went(page, amount="30000")
    assert "像是把元当成万元" in page.sure.words.text()
    assert desk.store.load(FundUse) == []
    page.sure.act.click()
    assert [u.amount for u in desk.store.load(FundUse)] == [Decimal(300_000_000)]
    assert not page.sure.isVisible()


def test_proceeds_ask_for_trade_and_purpose_and_their_errors_stand_at_the_entry(page, desk, project_id):
    sold(desk, project_id)
    page.reload()
    assert not page.use.purpose.isEnabled()
    page.use.kind.setCurrentIndex(page.use.kind.findData(str(FundKind.PROCEEDS)))
    assert page.use.purpose.isEnabled()
    page.use.trade.setCurrentIndex(page.use.trade.findData("t1"))
    went(page, amount="5")
    page.reload()
    made = desk.store.load(FundUse)[0]
    assert (made.trade_id, made.kind, made.purpose) == ("t1", FundKind.PROCEEDS, None)
    assert page.table.model.marks[made.id][0] is Severity.ERROR
    assert {"R35", "R35-budget"} <= {f.rule_id for f in desk.findings(project_id)}
    page.use.purpose.setCurrentIndex(page.use.purpose.findData(str(ProceedsPurpose.REVIVAL)))
    went(page, amount="15.01", voucher="付-2", budget_item="2130126")
    assert "差 100.00 元" in page.said_wrong.text()
    page.tabs.setCurrentIndex(1)
    assert [(lot.spent, lot.left) for lot in page.lots.model.rows] == [(Decimal(50000), Decimal(150000))]
    assert [a.id for a in page.purposes.model.rows] == [made.id]


def test_own_entries_are_corrected_and_those_of_other_books_led_to(page, desk, project_id):
    sold(desk, project_id)
    came(page)
    page.reload()
    page.lead_to(desk.store.load(FundReceipt)[0].id, "")
    assert page.correct.isEnabled()
    page.correct.click()
    page.correction.given.emit("重复登记")
    page.reload()
    assert {a.state for a in page.table.model.rows if a.line.entity == "fund_receipt"} == {"更正", "已更正"}
    assert "到账 200,000.00 元" in page.balance.text()
    page.table.select("paid")
    assert (page.correct.isEnabled(), page.source.isEnabled()) == (False, True)


def test_a_household_is_named_and_found_among_those_who_benefited(page, desk, project_id):
    somebody = next(h for h in desk.dossier(project_id).households if h.registered_poor)
    page.use.finder.chosen.emit(somebody)
    assert somebody.head_name in page.use.whom.text()
    assert somebody.id_number not in page.use.whom.text()
    went(page)
    page.reload()
    assert page.use.household is None
    page.search.setText(somebody.head_name)
    mine = next(b for b in page.benefits.model.rows if b.id == somebody.id)
    assert mine.received == Decimal(30000)
    assert "其中建档立卡" in page.poor.text()


def test_a_project_without_anything_starts_empty(page):
    assert page.body.currentIndex() == 1
    assert page.lots.model.rows == []
    assert "还没有到账的交易收益" in page.kept.text()
