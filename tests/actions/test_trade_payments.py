"""The money of a trade: its plan, its payments once and never beyond the amount, what comes late and what that costs."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import trade_book, trade_payments
from linkdesk.actions.trade_payments import Typed
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.trade import TradePayment
from linkdesk.domain.trade_dues import instalments_standing
from tests.actions.traded import drafted, filled, now, paid, selling, signed

RATE = Decimal("0.5")  # ‰ a day


@pytest.fixture
def sold(tmp_path):
    desk, project_id = selling(tmp_path)
    return desk, signed(desk, drafted(desk, project_id, parts=(1, 2), late_rate=RATE))


def standing(desk, trade, on=None):
    return trade_book.standing_of(desk, now(desk, trade), on)


REFUSED = {
    "no day": (Typed("900", "", "P9"), "请填写到账日期"), "no voucher": (Typed("900", "2018-05-20", " — "), "请填写凭证号"),
    "nothing": (Typed("0", "2018-05-20", "P9"), "请填写金额"), "ahead": (Typed("900", "2020-05-20", "P9"), "在今天以后"),
    "before signing": (Typed("900", "2018-05-03", "P9"), "早于签订日期"), "beyond": (Typed("2700.01", "2018-05-20", "P9"), "多出 100.00 元"),
    "yuan as 万元": (Typed("9000000", "2018-05-20", "P9"), "核对金额和单位"),
}


@pytest.mark.parametrize(("typed", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_a_payment_is_refused_in_words(sold, typed, said):
    desk, trade = sold
    with pytest.raises(KnownError, match=said):
        trade_payments.pay(desk, trade, typed)
    assert trade_payments.payments(desk, trade) == []


def test_nothing_is_paid_before_signing(tmp_path):
    desk, project_id = selling(tmp_path)
    with pytest.raises(KnownError, match="还没有签订"):
        paid(desk, drafted(desk, project_id), 100)


def test_a_voucher_counts_once_also_for_a_second_person(sold):
    desk, trade = sold
    paid(desk, trade, 9_000_000, voucher="银付-001")
    with pytest.raises(KnownError, match="没有重复登记"):
        paid(desk, trade, 9_000_000, voucher="银付 001")
    with pytest.raises(KnownError, match="没有重复登记"):
        desk.do(Change("付", after=(TradePayment(trade_id=trade.id, amount=Decimal(1), paid_on=date(2018, 6, 1), voucher="银付001"),)))
    assert standing(desk, trade).open == 18_000_000


def test_two_people_do_not_pay_the_same_rest_twice(sold):
    desk, trade = sold
    paid(desk, trade, 9_000_000)
    one = trade_payments.pay(desk, trade, Typed("1800", "2018-06-20", "P2"))
    other = trade_payments.pay(desk, trade, Typed("1800", "2018-06-20", "P3"))
    desk.do(one)
    with pytest.raises(KnownError):
        desk.do(other)
    assert standing(desk, trade).open == 0


def test_a_wrong_payment_is_answered_once_and_both_entries_stay(sold):
    desk, trade = sold
    paid(desk, trade, 9_000_000)
    wrong, = trade_payments.payments(desk, trade)
    with pytest.raises(KnownError, match="原因"):
        trade_payments.revoke(desk, wrong, " ")
    desk.do(trade_payments.revoke(desk, wrong, "凭证录错"))
    assert (standing(desk, trade).paid, len(trade_payments.payments(desk, trade))) == (0, 2)
    with pytest.raises(KnownError, match="已经更正过"):
        trade_payments.revoke(desk, wrong, "再更正")
    paid(desk, trade, 9_000_000)


def test_late_parts_are_told_with_days_and_penalty(sold):
    """9 million are due on 1 June and 18 million on 1 July; a day late is free until the next."""
    desk, trade = sold
    paid(desk, trade, 4_000_000, on="2018-06-01")
    paid(desk, trade, 6_000_000, on="2018-06-11", voucher="P2")
    found = standing(desk, trade, date(2018, 7, 21))
    assert [(d.paid, d.open) for d in found.dues] == [(9_000_000, 0), (1_000_000, 17_000_000)]
    assert [(p.amount, p.days, p.is_open, p.penalty) for p in found.late] == [
        (5_000_000, 10, False, Decimal("25000.00")), (17_000_000, 20, True, Decimal("170000.00"))]
    assert (found.due, found.penalty.value) == (17_000_000, Decimal("195000.00"))
    assert found.penalty.formula == "逾期金额 × 逾期天数 × 违约金率（‰/日）÷ 1000"
    assert standing(desk, trade, date(2018, 6, 1)).late == ()
    assert [f.rule_id for f in desk.findings(trade.project_id) if f.subject == "trade"] == ["trade-late"]


def test_a_payment_goes_to_the_instalment_it_names_and_the_rest_to_the_earliest_open(sold):
    desk, trade = sold
    first, second = trade_payments.instalments(desk, trade)
    desk.do(trade_payments.pay(desk, trade, Typed("2000", "2018-05-20", "P1"), second))
    assert [d.paid for d in standing(desk, trade).dues] == [2_000_000, 18_000_000]
    with pytest.raises(KnownError, match="不是这笔交易的"):
        desk.do(Change("付", after=(TradePayment(trade_id=trade.id, instalment_id="x" * 32, amount=Decimal(1), paid_on=date(2018, 6, 1),
                                                voucher="P9"),)))
    assert first.amount == 9_000_000


def test_without_a_rate_the_penalty_is_not_known_and_without_lateness_it_is_nothing(tmp_path):
    desk, project_id = selling(tmp_path)
    trade = signed(desk, drafted(desk, project_id))
    assert standing(desk, trade, date(2018, 6, 1)).penalty.value == 0
    late = standing(desk, trade, date(2018, 6, 2)).penalty
    assert (late.value, late.missing) == (None, "逾期付款违约金率")


def test_the_plan_is_filled_moved_pasted_and_removed_before_signing(tmp_path):
    desk, project_id = selling(tmp_path)
    trade = drafted(desk, project_id, parts=(1, 1))
    first, second = trade_payments.instalments(desk, trade)
    assert (first.amount, second.amount) == (13_500_000, 13_500_000)
    desk.do(trade_payments.move(desk, second, -1))
    assert trade_payments.instalments(desk, trade)[0].id == second.id
    desk.do(trade_payments.remove(desk, trade_payments.instalments(desk, trade)))
    desk.do(trade_payments.paste(desk, trade, [["首付款", "2018-06-01", "800"], ["尾款", "2018-12-01", "1900"]], ("name", "due_on", "amount")))
    assert [i.amount for i in trade_payments.instalments(desk, trade)] == [8_000_000, 19_000_000]
    assert filled(desk, trade_payments.add(desk, trade)).amount is None  # nothing is left to plan
    desk.undo()


def test_lateness_ends_when_the_trade_ends(sold):
    desk, trade = sold
    ended = [*instalments_standing(trade, trade_payments.instalments(desk, trade), (), date(2018, 6, 21))]
    assert ended[0].late[0].days == 20
