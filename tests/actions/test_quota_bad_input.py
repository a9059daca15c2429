"""What comes to quota, trades and money and is not as it should be: done whole or refused in one sentence, with nothing entered."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import quota_land, quota_pending, signed_trades, trade_uses, trades
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind, QuotaAccount, TradeSide
from linkdesk.domain.trade import QuotaUse
from tests.actions import traded


@pytest.mark.parametrize(("name", "typed"), [("construction", "1e14"), ("paddy", "9e12"), ("price", "1e13"), ("adjustment_area", "8e14亩")])
def test_a_number_that_cannot_be_kept_is_refused_in_words(tmp_path, name, typed):
    desk, project_id = traded.selling(tmp_path)
    trade = traded.filled(desk, trades.draft(desk, project_id))
    with pytest.raises(KnownError, match=r"太大|高得不可能"):
        desk.do(trades.set_trade_field(desk, trade, name, typed))
    assert traded.now(desk, trade) == trade


def test_a_use_without_its_document_waits_to_be_posted(tmp_path):
    desk, project_id = traded.buying(tmp_path)
    trade = traded.signed(desk, traded.drafted(desk, project_id, side=TradeSide.BUYER))
    traded.paid(desk, trade, trades.trade_book.standing_of(desk, trade).amount.value)
    desk.do(signed_trades.transfer(desk, trade, date(2018, 6, 1), "划转文件〔2018〕1号"))
    desk.do(trade_uses.add(desk, trade, place="园区道路", construction=Decimal(10000), used_on=date(2018, 7, 1)))
    waiting, = quota_pending.of_project(desk, project_id)
    assert "依据文件" in waiting.why
    desk.do(trade_uses.set_use_field(desk, desk.store.load(QuotaUse)[0], "document", "岚政〔2018〕9号"))
    assert quota_pending.of_project(desk, project_id) == ()
    assert [e.number for e in desk.store.load(QuotaEntry, kind=PostingKind.USE)] == ["岚政〔2018〕9号"]


@pytest.mark.parametrize("code", ["", " ", "没有的地块", "\0", "\ud800"])
def test_land_taken_of_a_plot_that_is_none_is_refused_in_words(tmp_path, code):
    desk, project_id = traded.selling(tmp_path)
    with pytest.raises(KnownError, match="不在本项目区里"):
        quota_land.take_land(desk, project_id, ["A1", code], QuotaAccount.ISSUED, date(2018, 6, 1), "岚地〔2018〕1号", "")
