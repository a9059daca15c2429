"""A trade from its draft to its end: what each step asks, what it refuses and in which words, and that the ledger follows."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import signed_trades, trade_book, trade_payments, trades
from linkdesk.domain.change import Change
from linkdesk.domain.docket import docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota_words import CounterpartKind, TradeSide, TradeState, TransferPoint
from linkdesk.domain.trade import Trade, TradeInstalment
from linkdesk.domain.words import PovertyClass
from linkdesk.policy import clocks
from tests.actions.quota_books import accepted, balances
from tests.actions.traded import (
    CONTACT,
    SIGNED_ON,
    drafted,
    filled,
    now,
    paid,
    selling,
    signed,
    told,
)

AMOUNT = Decimal(27_000_000)  # 6 ha are 90 mu, at 30 万元


def standing(desk, trade, on=None):
    return trade_book.standing_of(desk, now(desk, trade), on)


def refused(desk, change_of, *words):
    """What is asked for is refused in one sentence with these words, and nothing has changed."""
    version = desk.store.data_version
    with pytest.raises(KnownError) as said:
        desk.do(change_of())
    assert [word for word in words if word not in str(said.value)] == []
    assert desk.store.data_version == version


def test_a_sale_is_signed_with_its_entry_in_the_ledger_and_its_amount_reckoned(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id)
    assert trades.obstacles(desk, made, SIGNED_ON) == ()
    assert trades.warnings(desk, made) == ()
    made = signed(desk, made)
    assert (made.signed_on, made.seller_class) == (SIGNED_ON, PovertyClass.POOR)
    found = balances(desk, project_id)
    assert (found["已交易待验收"], found["预计节余指标"]) == ((6, 5), (Decimal("2.5"), Decimal("2.5")))
    amount = standing(desk, made).amount
    assert (amount.value, amount.formula) == (AMOUNT, "成交单价（万元/亩）× 建设用地指标（亩）× 10000")
    assert amount.inputs == (("建设用地指标", "90.0000 亩"), ("成交单价", "30.0000 万元/亩"))
    assert standing(desk, made).accept_due == date(2020, 5, 4)


def test_the_amount_is_rounded_once_to_the_fen_and_may_be_priced_by_farmland(tmp_path):
    desk, project_id = selling(tmp_path)
    made = filled(desk, trades.draft(desk, project_id, price=Decimal("30.1234"), construction=Decimal(12345), farmland=Decimal(10001)))
    assert standing(desk, made).amount.value == Decimal("5578100.60")  # 18.5175 亩 × 301,234 元 = 5,578,100.595
    made = filled(desk, trades.set_choice(desk, made, "priced_by_farmland", True))
    assert standing(desk, made).amount.value == Decimal("4518961.85")  # 15.0015 亩


LACKING = {
    "title": ("", "交易名称"), "counterpart": ("", "对方"), "construction": (None, "建设用地指标"), "price": (None, "成交单价"),
    "number": ("", "协议编号"), "transfer_point": (None, "指标划转时点"), "paddy": (Decimal(60000), "其中水田", "大于“耕地指标”"),
    "announced_on": (date(2018, 5, 5), "公告日期", "晚于签订日期"), "accept_by": (date(2018, 5, 1), "约定验收期限", "早于签订日期"),
    "needs_on": (date(2018, 6, 1), "晚于签订日期"), "price ": (Decimal(300_000), "像是把元当成万元"),
}


@pytest.mark.parametrize(("name", "said"), LACKING.items())
def test_what_is_lacking_or_cannot_be_is_named_and_nothing_is_signed(tmp_path, name, said):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id)
    desk.do(Change("填写", before=(made,), after=(replace(made, **{name.strip(): said[0]}),)))
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "还不能签订", *said[1:])
    assert name.strip() in {lack.field for lack in trades.obstacles(desk, now(desk, made), SIGNED_ON)}


def test_signing_wants_a_day_that_has_come_and_a_payment_plan_that_makes_the_amount(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id, parts=(3, 7))
    refused(desk, lambda: trades.sign(desk, made, None), "签订日期")
    refused(desk, lambda: trades.sign(desk, made, date(2019, 12, 3)), "在今天以后")
    first, _ = trade_payments.instalments(desk, made)
    desk.do(trade_payments.set_instalment_field(desk, first, "amount", "800"))
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "付款计划合计 26,900,000.00 元", "少 100,000.00 元")
    desk.do(trade_payments.remove(desk, trade_payments.instalments(desk, made)))
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "还没有付款计划")


@pytest.mark.parametrize("pack", ["A", "B"])
def test_a_seller_that_is_not_poor_on_the_day_is_refused_and_the_class_stays_with_the_trade(tmp_path, pack):
    desk, project_id = selling(tmp_path, pack, PovertyClass.NONE)
    made = drafted(desk, project_id)
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "非贫困县")
    made = filled(desk, trades.set_choice(desk, made, "seller_class", PovertyClass.POOR))
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "类别依据文件")
    made = filled(desk, trades.set_trade_field(desk, made, "seller_class_document", "晋贫〔2018〕1号"))
    if pack == "A":
        assert signed(desk, made).seller_class is PovertyClass.POOR


def test_under_b_a_price_below_the_guide_price_is_refused_and_under_a_warned_of(tmp_path):
    for pack in "AB":
        desk, project_id = selling(tmp_path / pack, pack)
        made = drafted(desk, project_id, price=Decimal("29.99"))
        if pack == "B":
            refused(desk, lambda d=desk, t=made: trades.sign(d, t, SIGNED_ON), "成交单价 29.9900 万元/亩", "指导价 30.0000 万元/亩", "B §二(三)")
        else:
            assert [lack.field for lack in trades.warnings(desk, made)] == ["price"]
            assert signed(desk, made).signed_on == SIGNED_ON
        desk.close()


@pytest.mark.parametrize("pack", ["A", "B"])
def test_without_a_guide_price_it_is_asked_for_until_one_is_entered_or_none_is_confirmed(tmp_path, pack):
    desk, project_id = selling(tmp_path, pack, guide="")
    made = drafted(desk, project_id)
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "省级指导价", "没有公布的")
    told(desk, "", document="省厅答复：未公布（虚构）")
    assert "省级指导价" not in "".join(lack.why for lack in trades.obstacles(desk, made, SIGNED_ON))


def test_the_guide_price_of_the_nearest_region_and_of_the_day_holds(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id)
    told(desk, "20", region="岚阳市")
    told(desk, "31", region="岚川县", from_on="2018-05-05")
    assert trades.warnings(desk, made)  # today the county has its own, higher one
    assert [lack.field for lack in trades.obstacles(desk, made, SIGNED_ON)] == []
    assert "price" not in {lack.field for lack in trades.warnings(desk, signed(desk, made))}  # on the day of the trade it had not


def test_local_needs_come_first_under_b_and_zones_under_a(tmp_path):
    desk, project_id = selling(tmp_path / "b", "B")
    made = drafted(desk, project_id, needs_met=None)
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "没有说明本地需要")
    desk, project_id = selling(tmp_path / "a")
    elsewhere = {"counterpart": "汾东县人民政府", "counterpart_kind": CounterpartKind.COUNTY}
    bare = drafted(desk, project_id, needs_met=None, **elsewhere)
    assert {lack.field for lack in trades.warnings(desk, bare)} == {"needs_met", "zone_contact"}
    assert trades.warnings(desk, drafted(desk, project_id, **elsewhere, **CONTACT)) == ()


def test_more_than_stands_is_not_sold_and_mu_typed_as_hectares_are_told_by_the_project(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id)
    refused(desk, lambda: trades.set_trade_field(desk, made, "construction", "90"), "像是把亩当成公顷", "8.5000 公顷", "原值未改动")
    refused(desk, lambda: trades.set_trade_field(desk, made, "price", "300000"), "像是把元当成万元", "原值未改动")
    assert filled(desk, trades.set_trade_field(desk, made, "construction", "90亩")).construction == 60000
    wide = drafted(desk, project_id, construction=Decimal(90000), farmland=Decimal(50000))
    refused(desk, lambda: trades.sign(desk, wide, SIGNED_ON), "像是把亩当成公顷")
    signed(desk, made)
    again = drafted(desk, project_id, construction=Decimal(26000), farmland=Decimal(0), number="岚交〔2018〕2号")
    refused(desk, lambda: trades.sign(desk, again, SIGNED_ON), "2.6000 公顷", "2.5000 公顷")
    assert balances(desk, project_id)["已交易待验收"] == (6, 5)


def test_nothing_is_sold_before_the_plan_is_approved_and_under_b_only_what_was_accepted_or_advanced(tmp_path):
    desk, project_id = selling(tmp_path, "B")
    made = drafted(desk, project_id)
    refused(desk, lambda: trades.sign(desk, made, SIGNED_ON), "超过可转让的节余指标 0.0000 公顷")


def test_a_number_stands_for_one_agreement(tmp_path):
    desk, project_id = selling(tmp_path)
    signed(desk, drafted(desk, project_id, construction=Decimal(10000), farmland=Decimal(0)))
    other = drafted(desk, project_id, construction=Decimal(10000), farmland=Decimal(0), number="岚交 〔2018〕1号")
    refused(desk, lambda: trades.sign(desk, other, SIGNED_ON), "已用于")


def test_what_was_signed_does_not_change_whoever_asks_and_undo_leaves_it(tmp_path):
    desk, project_id = selling(tmp_path)
    made = signed(desk, drafted(desk, project_id))
    plan, = trade_payments.instalments(desk, made)
    refused(desk, lambda: trades.set_trade_field(desk, made, "price", "31"), "不能再改")
    refused(desk, lambda: trades.set_choice(desk, made, "side", TradeSide.BUYER), "已于 2018-05-04 签订")
    refused(desk, lambda: trades.remove(desk, made), "签订")
    refused(desk, lambda: trade_payments.set_instalment_field(desk, plan, "amount", "1"), "付款计划不能再改")
    refused(desk, lambda: Change("改", before=(made,), after=(replace(made, price=Decimal(31)),)), "成交单价不能再改")
    refused(desk, lambda: Change("改", before=(made,), after=(replace(made, signed_on=None),)), "签订日期不能再改")
    refused(desk, lambda: Change("删", before=(made,)), "不能删除")
    refused(desk, lambda: Change("改", before=(plan,), after=(replace(plan, amount=Decimal(1)),)), "付款计划不能再改")
    assert desk.do(trades.set_trade_field(desk, made, "note", "双方各执两份"))
    for _ in range(6):
        with suppress(KnownError):
            desk.undo()
    assert now(desk, made).signed_on == SIGNED_ON
    assert trade_payments.instalments(desk, made) == [plan]
    assert balances(desk, project_id)["已交易待验收"] == (6, 5)


POINTS = {
    TransferPoint.SIGNED: (None, SIGNED_ON), TransferPoint.FIRST_PAYMENT: ("首笔价款还没有收齐，还差 9,000,000.00 元", date(2018, 5, 20)),
    TransferPoint.PAID: ("全部价款还没有收齐，还差 27,000,000.00 元", date(2018, 6, 20)),
    TransferPoint.ACCEPTED: ("项目还没有全部验收合格", date(2019, 6, 1)), TransferPoint.DAY: (None, date(2018, 7, 1))}


@pytest.mark.parametrize("point", TransferPoint)
def test_the_quota_goes_over_when_the_agreement_says(tmp_path, point):
    desk, project_id = selling(tmp_path)
    made = signed(desk, drafted(desk, project_id, parts=(1, 2), transfer_point=point, transfer_due_on=date(2018, 7, 1)))
    lacking, reached = POINTS[point]
    if lacking:
        refused(desk, lambda: signed_trades.transfer(desk, made, date(2018, 5, 10), "划转单 1 号"), lacking, "没有登记划转")
    paid(desk, made, 9_000_000)
    paid(desk, made, 18_000_000, on="2018-06-20", voucher="P2")
    accepted(desk, project_id)
    refused(desk, lambda: signed_trades.transfer(desk, made, date(2019, 7, 1)), "划转文件")
    if reached > SIGNED_ON:
        refused(desk, lambda: signed_trades.transfer(desk, made, date(2018, 5, 5), "划转单 1 号"), "没有登记")
    desk.do(signed_trades.transfer(desk, made, max(reached, date(2018, 5, 20)), "划转单 1 号"))
    assert standing(desk, made).state is TradeState.TRANSFERRED
    assert standing(desk, made).reached_on == reached


def test_a_trade_that_ends_gives_its_quota_back_unless_it_was_delivered(tmp_path):
    desk, project_id = selling(tmp_path)
    made = signed(desk, drafted(desk, project_id))
    refused(desk, lambda: signed_trades.terminate(desk, made, date(2018, 4, 1), "协商"), "早于签订日期")
    refused(desk, lambda: signed_trades.terminate(desk, made, date(2018, 9, 1)), "终止的原因")
    ended = filled(desk, signed_trades.terminate(desk, made, date(2018, 9, 1), "协商终止，岚交终〔2018〕1号"))
    assert standing(desk, ended).state is TradeState.ENDED
    assert "已交易待验收" not in balances(desk, project_id)
    refused(desk, lambda: signed_trades.transfer(desk, ended, date(2018, 9, 2), "划转单"), "终止")
    refused(desk, lambda: signed_trades.terminate(desk, ended, None), "不能撤回")
    refused(desk, lambda: Change("改", before=(ended,), after=(replace(ended, terminated_on=None),)), "不能撤回")


def test_what_was_delivered_by_an_acceptance_is_surplus_again_when_the_trade_ends(tmp_path):
    desk, project_id = selling(tmp_path)
    made = signed(desk, drafted(desk, project_id))
    accepted(desk, project_id, share="0.5")
    assert balances(desk, project_id)["已交易"] == (Decimal("3.5"), Decimal("3.5"))
    desk.do(signed_trades.terminate(desk, made, date(2019, 9, 1), "协商终止"))
    found = balances(desk, project_id)
    assert found["节余指标"] == (Decimal("3.5"), Decimal("3.5"))
    assert not {"已交易", "已交易待验收", "预计节余指标"} & set(found)


def test_an_acceptance_that_falls_short_leaves_what_is_still_to_be_delivered(tmp_path):
    desk, project_id = selling(tmp_path)
    signed(desk, drafted(desk, project_id))
    accepted(desk, project_id, share="0.5")
    found = balances(desk, project_id)
    assert (found["已交易"], found["已交易待验收"]) == ((Decimal("3.5"), Decimal("3.5")), (Decimal("2.5"), Decimal("1.5")))


def test_an_adjustment_of_planning_space_is_applied_for_once_within_a_year_and_ends_its_time_limit(tmp_path):
    desk, project_id = selling(tmp_path, "B")
    accepted(desk, project_id, on=date(2018, 4, 1))
    made = signed(desk, drafted(desk, project_id, construction=Decimal(10000), farmland=Decimal(10000)))
    assert limit(desk, project_id, "B-ADJUST-1Y") == (date(2019, 5, 4), None)
    refused(desk, lambda: signed_trades.apply_adjustment(desk, made, date(2019, 5, 5)), "2019-05-04 已过", "B §二(七)")
    refused(desk, lambda: signed_trades.apply_adjustment(desk, made, date(2018, 5, 3)), "早于签订日期")
    made = filled(desk, signed_trades.apply_adjustment(desk, made, date(2019, 5, 4), Decimal(10000), "渠川规函〔2019〕1号"))
    assert limit(desk, project_id, "B-ADJUST-1Y") == (date(2019, 5, 4), date(2019, 5, 4))
    refused(desk, lambda: signed_trades.apply_adjustment(desk, made, date(2019, 5, 3)), "只能申请一次")


def test_the_time_to_be_accepted_runs_from_the_trade_for_the_seller_and_not_for_a_trade_that_ended(tmp_path):
    desk, project_id = selling(tmp_path)
    made = signed(desk, drafted(desk, project_id))
    assert limit(desk, project_id, "A-ACCEPT-2Y") == (date(2020, 5, 4), None)
    accepted(desk, project_id)
    assert limit(desk, project_id, "A-ACCEPT-2Y") == (date(2020, 5, 4), date(2019, 6, 1))
    assert standing(desk, made).accepted_on == date(2019, 6, 1)


def limit(desk, project_id, id_):
    """When a time limit is due, and when it ended; all at once and for one project the same."""
    dossier = desk.dossier(project_id)
    packs = desk.project_packs(dossier.project)
    one, = (c for c in clocks.running(docket_of(dossier), packs) if c.id == id_)
    other, = (c for d in desk.dockets() if d.project.id == project_id for c in clocks.running(d, packs) if c.id == id_)
    assert (one.due_on, one.ended_on) == (other.due_on, other.ended_on)
    return one.due_on, one.ended_on


def test_filing_and_the_steps_before_signing_have_their_days(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id)
    refused(desk, lambda: trades.announce(desk, made, None, "平台 12 号"), "公告日期")
    made = filled(desk, trades.announce(desk, made, date(2018, 4, 10), "平台 12 号"))
    assert standing(desk, made).state is TradeState.ANNOUNCED
    refused(desk, lambda: trades.negotiate(desk, made, date(2020, 4, 10), "会谈"), "在今天以后")
    made = filled(desk, trades.negotiate(desk, made, date(2018, 4, 20), "会谈两次，议定 30 万元/亩"))
    refused(desk, lambda: signed_trades.file(desk, made, date(2018, 6, 1), "备 1 号"), "还没有签订")
    made = signed(desk, made)
    assert filled(desk, trades.set_trade_field(desk, made, "filed_on", "2018-06-01")).filed_on == date(2018, 6, 1)


def test_typing_a_day_goes_by_the_same_verbs(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id)
    made = filled(desk, trades.set_trade_field(desk, made, "signed_on", "2018-05-04"))
    assert balances(desk, project_id)["已交易待验收"] == (6, 5)
    refused(desk, lambda: trades.set_trade_field(desk, made, "signed_on", ""), "签订")
    refused(desk, lambda: trades.set_trade_field(desk, made, "transferred_on", "2018-05-05"), "划转文件")


def test_a_draft_is_removed_with_its_plan_and_comes_back_by_undo(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id, parts=(1, 1))
    desk.do(trades.remove(desk, made))
    assert (desk.store.count(Trade), desk.store.count(TradeInstalment)) == (0, 0)
    desk.undo()
    assert (desk.store.count(Trade), desk.store.count(TradeInstalment)) == (1, 2)


def test_two_programs_do_not_sign_the_same_trade_twice(tmp_path):
    desk, project_id = selling(tmp_path)
    made = drafted(desk, project_id)
    one, other = trades.sign(desk, made, SIGNED_ON), trades.sign(desk, made, SIGNED_ON)
    desk.do(one)
    with pytest.raises(KnownError):
        desk.do(other)
    assert balances(desk, project_id)["已交易待验收"] == (6, 5)
