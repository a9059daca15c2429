"""From a signed trade to money spent: each payment's use by purpose, a payment taken back under what was spent, and the papers that tell it."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import funds_book, printing, signed_trades, trade_payments
from linkdesk.actions.funds_book import Received, Spent
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money_standing import money
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quota_words import ProceedsPurpose, TransferPoint
from linkdesk.domain.trade import TradePayment
from tests.actions.quota_books import accepted
from tests.actions.traded import drafted, now, paid, selling, signed

POVERTY, REVIVAL = ProceedsPurpose.POVERTY, ProceedsPurpose.REVIVAL
OURS = ("R35", "funds", "proceeds", "trade-late")


def spend(desk, project_id, amount, on, voucher, purpose=POVERTY, item="2130505", **more):
    desk.do(funds_book.spend(desk, project_id, Spent(FundKind.PROCEEDS, more.pop("trade_id", ""), "", CostCategory.OTHER, purpose, item,
                                                     "青石镇人民政府", f"{amount}元", on, voucher)))


def remarks(desk, project_id):
    return sorted(f.rule_id for f in desk.findings(project_id) if f.rule_id.startswith(OURS))


def test_what_a_trade_brings_is_spent_for_the_two_purposes_and_every_fen_is_told(tmp_path):
    desk, project_id = selling(tmp_path)
    trade = signed(desk, drafted(desk, project_id, parts=(3, 7), transfer_point=TransferPoint.FIRST_PAYMENT))
    with pytest.raises(KnownError, match=r"差 1,000,000\.00 元"):
        spend(desk, project_id, 1_000_000, "2018-05-25", "付-0")
    paid(desk, trade, 8_100_000, on="2018-05-30")
    desk.do(signed_trades.transfer(desk, trade, date(2018, 5, 30), "划转单 1 号"))
    accepted(desk, project_id)
    paid(desk, trade, 18_900_000, on="2018-06-29", voucher="P2")
    spend(desk, project_id, 8_000_000, "2018-06-01", "付-1", trade_id=trade.id)
    spend(desk, project_id, "500000.01", "2018-06-30", "付-2", REVIVAL, "2130126")
    desk.do(funds_book.receive(desk, project_id, Received("", FundKind.BUDGET, "财政局", "10", "2018-05-02", "岚财1号", "收-1")))
    now_ = money(desk.dossier(project_id))
    first, second = now_.lots
    assert (first.spent_on(POVERTY), first.spent_on(REVIVAL), second.spent_on(REVIVAL)) == (8_000_000, 100_000, Decimal("400000.01"))
    assert (now_.received, now_.spent, now_.balance) == (27_100_000, Decimal("8500000.01"), Decimal("18599999.99"))
    assert remarks(desk, project_id) == []
    made = printing.write(desk, project_id, "money", tmp_path / "文件") + printing.write(desk, project_id, "audit", tmp_path / "文件")
    assert {p.name for p in made} == {"资金台账.pdf", "资金台账.xlsx", "审计清单.pdf", "审计清单.xlsx"}


def test_a_payment_taken_back_leaves_what_was_spent_from_it_as_an_error(tmp_path):
    desk, project_id = selling(tmp_path)
    trade = signed(desk, drafted(desk, project_id))
    paid(desk, trade, 27_000_000)
    spend(desk, project_id, 5_000_000, "2018-05-21", "付-1")
    desk.do(trade_payments.revoke(desk, desk.store.load(TradePayment, trade_id=now(desk, trade).id)[0], "银行退回"))
    assert "proceeds-covered" in remarks(desk, project_id)
    assert money(desk.dossier(project_id)).gaps[-1] == "用交易收益支出的凭证 付-1，到支出当日到账的收益不够"
    with pytest.raises(KnownError, match="不够"):
        spend(desk, project_id, 1, "2018-05-22", "付-2")
    paid(desk, trade, 27_000_000, on="2018-05-21", voucher="P2")
    assert "proceeds-covered" not in remarks(desk, project_id)
