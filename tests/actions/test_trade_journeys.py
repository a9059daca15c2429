"""From plan to money: a trade under A that its acceptance covers, one that falls short, a buyer, and under B a transfer of what was advanced."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import city_shares, demo_trades, signed_trades, trade_book, trade_uses, trades
from linkdesk.actions.demo import PLOTS, SAMPLE, sample_desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import LandPurpose, PostingKind, TradeSide, TradeState, TransferPoint
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.words import PovertyClass
from tests.actions.advanced import granted
from tests.actions.quota_books import accepted, balances, county_of
from tests.actions.traded import drafted, filled, now, paid, selling, signed, told

HECTARE = Decimal(10000)


def state(desk, trade, on=None):
    return trade_book.standing_of(desk, now(desk, trade), on).state


def test_a_traded_project_from_its_plan_to_the_last_payment(tmp_path):
    desk, project_id = selling(tmp_path)
    trade = signed(desk, drafted(desk, project_id, parts=(3, 7), transfer_point=TransferPoint.FIRST_PAYMENT))
    paid(desk, trade, 8_100_000, on="2018-05-30")
    desk.do(signed_trades.transfer(desk, trade, date(2018, 5, 30), "划转单 1 号"))
    desk.do(signed_trades.file(desk, now(desk, trade), date(2018, 6, 10), "备案 1 号"))
    accepted(desk, project_id)
    paid(desk, trade, 18_900_000, on="2018-06-29", voucher="P2")
    found, standing = balances(desk, project_id), trade_book.standing_of(desk, now(desk, trade))
    assert (found["已交易"], found["节余指标"]) == ((6, 5), (Decimal("2.5"), Decimal("2.5")))
    assert (standing.state, standing.open, standing.late) == (TradeState.TRANSFERRED, 0, ())
    assert standing.accepted_on <= standing.accept_due
    assert [f.rule_id for f in desk.findings(project_id) if f.subject == "trade"] == []


def test_what_is_left_after_the_acceptance_is_sold_from_the_surplus(tmp_path):
    desk, project_id = selling(tmp_path)
    accepted(desk, project_id)
    trade = signed(desk, drafted(desk, project_id, construction=Decimal(85000), farmland=Decimal(75000)), on=date(2019, 6, 3))
    assert balances(desk, project_id)["已交易"] == (Decimal("8.5"), Decimal("7.5"))
    assert trade.signed_on == date(2019, 6, 3)


def test_under_b_what_was_advanced_is_transferred_and_no_more(tmp_path):
    desk, project_id = granted(tmp_path)
    told(desk, "30")
    project, body = desk.store.get(Project, project_id), desk.dossier(project_id).responsible
    desk.do(Change("填写", before=(project, body), after=(replace(project, surplus_trade=True), replace(body, poverty_class=PovertyClass.POOR))))
    said = {"construction": HECTARE, "farmland": HECTARE * Decimal("0.8"), "needs_on": date(2019, 1, 10)}
    early = drafted(desk, project_id, **said)
    with pytest.raises(KnownError, match="节余指标"):
        trades.sign(desk, early, date(2019, 1, 31))
    trade = signed(desk, early, on=date(2019, 3, 1))
    found = balances(desk, project_id)
    assert (found["已交易"], found["预支未归还"]) == ((1, Decimal("0.8")), (1, Decimal("0.8")))
    more = drafted(desk, project_id, **said | {"construction": Decimal(1), "farmland": Decimal(0)}, number="岚交〔2018〕2号")
    with pytest.raises(KnownError, match="没有登记"):
        trades.sign(desk, more, date(2019, 3, 2))
    assert state(desk, trade) is TradeState.SIGNED


def test_the_countys_share_is_what_is_sold_of_a_project_the_city_invested_in(tmp_path):
    desk, project_id = selling(tmp_path, "A", city_invested=True, city_share=Decimal(40), city_share_document="市县分成协议")
    accepted(desk, project_id)
    desk.do(city_shares.share_surplus(desk, project_id, date(2019, 6, 2), "1号"))
    assert balances(desk, project_id)["县级分成"] == (Decimal("5.1"), Decimal("4.5"))
    over = drafted(desk, project_id, construction=Decimal(51001), farmland=Decimal(0))
    with pytest.raises(KnownError, match="县级分成"):
        trades.sign(desk, over, date(2019, 6, 3))
    trade = drafted(desk, project_id, construction=Decimal(51000), farmland=Decimal(45000))
    signed(desk, trade, on=date(2019, 6, 3))
    assert balances(desk, project_id)["已交易"] == (Decimal("5.1"), Decimal("4.5"))


def test_a_project_said_not_to_be_traded_or_not_approved_is_not_traded(tmp_path):
    desk, project_id = selling(tmp_path)
    project = desk.store.get(Project, project_id)
    trade = drafted(desk, project_id)
    desk.do(Change("填写", before=(project,), after=(replace(project, surplus_trade=False),)))
    with pytest.raises(KnownError, match="不涉及节余指标交易"):
        trades.sign(desk, trade, date(2018, 5, 4))


def test_commercial_land_on_annual_quota_is_found_under_b(tmp_path):
    desk, project_id = selling(tmp_path, "B")
    taken = QuotaEntry(authority_id=county_of(desk, project_id), project_id=project_id, kind=PostingKind.USE, from_account=Account.ANNUAL_PLAN,
                       to_account=Account.USED_URBAN, construction=HECTARE, posted_on=date(2018, 6, 1), number="1号", purpose=LandPurpose.TOURISM)
    desk.do(Change("用地", after=(taken,)))
    found, = (f for f in desk.findings(project_id) if f.rule_id == "R36")
    assert (found.severity, "旅游用地 1.0000 公顷" in found.message) == ("error", True)


def test_a_use_of_bought_quota_names_its_purpose_and_is_traced_to_its_entry(tmp_path):
    desk, project_id = selling(tmp_path)
    trade = signed(desk, drafted(desk, project_id, TradeSide.BUYER, transfer_point=TransferPoint.SIGNED, number="购 1 号"))
    trade = filled(desk, signed_trades.transfer(desk, trade, date(2018, 5, 5), "划转单"))
    use = filled(desk, trade_uses.add(desk, trade, place="商场", purpose=LandPurpose.COMMERCE, construction=HECTARE, used_on=date(2018, 6, 1),
                                      document="岚地 1 号"))
    entry, = (e for e in desk.store.load(QuotaEntry, source_id=use.id))
    assert (entry.from_account, entry.construction, entry.purpose) == (Account.BOUGHT, HECTARE, LandPurpose.COMMERCE)


def test_the_demo_shows_a_trade_with_its_payments(tmp_path):
    said = list(demo_trades.show(sample_desk(tmp_path / "w"), SAMPLE, PLOTS))
    assert "已划转" in said[-1]
    assert "逾期 1 笔" in said[-1]
