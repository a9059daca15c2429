"""The buyer's side: what is bought comes with the transfer, in three rights apart, and is used up to what was bought; the ledger follows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import signed_trades, trade_book, trade_uses, trades
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import standing_entries
from linkdesk.domain.quota_words import LandPurpose, PostingKind, TradeSide
from linkdesk.domain.trade import QuotaUse
from linkdesk.domain.trade_rights import Right
from tests.actions.quota_books import balances
from tests.actions.traded import buying, drafted, filled, now, paid, signed

HECTARE = Decimal(10000)


@pytest.fixture
def bought(tmp_path):
    """6 ha bought, with 5 ha of farmland, paid and transferred."""
    desk, project_id = buying(tmp_path)
    trade = signed(desk, drafted(desk, project_id, TradeSide.BUYER, counterpart="岚川县人民政府"))
    paid(desk, trade, 27_000_000)
    return desk, filled(desk, signed_trades.transfer(desk, trade, date(2018, 6, 1), "岚指划〔2018〕1号"))


def left(desk, trade):
    return {r.right: r.left / HECTARE for r in trade_book.standing_of(desk, now(desk, trade)).rights}


def used(desk, trade, **areas):
    said = {"place": "标准厂房", "purpose": LandPurpose.INDUSTRY, "used_on": date(2018, 8, 1), "document": "岚地〔2018〕3号"}
    return filled(desk, trade_uses.add(desk, trade, **said, **{name: Decimal(str(area)) * HECTARE for name, area in areas.items()}))


def test_a_buyer_names_the_class_of_the_seller_and_gets_three_rights_with_the_transfer(tmp_path):
    desk, project_id = buying(tmp_path)
    made = drafted(desk, project_id, TradeSide.BUYER, seller_class=None)
    with pytest.raises(KnownError, match="转让方贫困县类别"):
        trades.sign(desk, made, date(2018, 5, 4))
    assert trade_book.standing_of(desk, made).rights == ()


def test_the_rights_are_used_apart_and_the_ledger_follows(bought):
    desk, trade = bought
    assert left(desk, trade) == {Right.CONSTRUCTION: 6, Right.PLAN_SCALE: 6, Right.FARMLAND: 5}
    used(desk, trade, construction=4, plan_scale=6, farmland=1)
    assert left(desk, trade) == {Right.CONSTRUCTION: 2, Right.PLAN_SCALE: 0, Right.FARMLAND: 4}
    assert trade.project_id
    found = balances(desk, trade.project_id)
    assert (found["购入指标"], found["建新使用"]) == ((2, 4), (4, 1))
    assert "建设用地规模" not in found


@pytest.mark.parametrize(("areas", "said"), [({"construction": 6.5}, "用于新增建设用地"), ({"plan_scale": 6.0001}, "用于规划空间"),
                                             ({"farmland": 5.2}, "用于占补平衡")])
def test_no_right_is_used_beyond_what_was_bought(bought, areas, said):
    desk, trade = bought
    used(desk, trade, construction=1)
    with pytest.raises(KnownError, match=said):
        used(desk, trade, **areas)
    assert left(desk, trade)[Right.CONSTRUCTION] == 5


def test_a_use_is_changed_taken_back_and_undone_with_its_entries(bought):
    desk, trade = bought
    use = used(desk, trade, construction=4, farmland=1)
    with pytest.raises(KnownError, match="多出 1"):
        desk.do(trade_uses.set_use_field(desk, use, "construction", "7"))
    use = filled(desk, trade_uses.set_use_field(desk, use, "construction", "3"))
    assert balances(desk, trade.project_id)["购入指标"] == (3, 4)
    desk.do(trade_uses.remove(desk, [use]))
    assert balances(desk, trade.project_id)["购入指标"] == (6, 5)
    desk.undo()
    assert desk.store.count(QuotaUse) == 1
    assert balances(desk, trade.project_id)["购入指标"] == (3, 4)
    desk.undo()
    assert balances(desk, trade.project_id)["购入指标"] == (2, 4)


@pytest.mark.parametrize(("day", "said"), [(date(2018, 5, 31), "早于指标划转日期"), (date(2020, 1, 1), "在今天以后")])
def test_nothing_is_used_before_it_went_over_or_after_today(bought, day, said):
    desk, trade = bought
    with pytest.raises(KnownError, match=said):
        trade_uses.add(desk, trade, place="厂房", construction=HECTARE, used_on=day)


def test_what_is_used_keeps_its_trade_from_ending(bought):
    desk, trade = bought
    used(desk, trade, construction=1)
    with pytest.raises(KnownError, match="已登记使用"):
        signed_trades.terminate(desk, trade, date(2018, 9, 1), "协商")
    with pytest.raises(KnownError, match="已登记使用"):
        signed_trades.transfer(desk, trade, None)


def test_nothing_is_used_of_a_sale_or_before_the_transfer(tmp_path):
    desk, project_id = buying(tmp_path)
    trade = signed(desk, drafted(desk, project_id, TradeSide.BUYER))
    with pytest.raises(KnownError, match="已划转"):
        trade_uses.add(desk, trade, place="厂房", construction=HECTARE)


def test_undoing_the_transfer_takes_what_was_bought_back(bought):
    desk, trade = bought
    desk.do(signed_trades.transfer(desk, trade, None))
    assert "购入指标" not in balances(desk, trade.project_id)


def test_a_day_of_transfer_that_is_put_right_is_judged_again_and_the_ledger_follows(bought):
    desk, trade = bought
    made = filled(desk, signed_trades.transfer(desk, trade, date(2018, 6, 8)))
    posted = standing_entries(desk.store.load(QuotaEntry, trade_id=trade.id))
    assert {(e.kind, e.posted_on) for e in posted} == {(PostingKind.PURCHASE, date(2018, 6, 8))}
    with pytest.raises(KnownError, match="划转时点还没有到"):  # paid on the 20th
        desk.do(Change("改日期", before=(made,), after=(replace(made, transferred_on=date(2018, 5, 10)),)))
