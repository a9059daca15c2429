"""Papers of trades as they leave the desk: from the preview, into a folder, in the packet; what a trade without a project gives."""

from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from linkdesk.actions import packets, printing, trade_papers, trades
from linkdesk.documents.text import as_text
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import AnnexState, AnnexStep
from linkdesk.domain.quota_words import TradeSide, TransferPoint
from linkdesk.domain.trade import Trade
from linkdesk.policy.annexes import annex_lines
from tests.actions.traded import drafted, now, paid, selling, signed


@pytest.fixture
def desk_and_project(tmp_path):
    desk, project_id = selling(tmp_path / "工作区")
    yield desk, project_id
    desk.close()


def texts(desk, project_id, kind):
    return [as_text(d) for d in printing.documents(desk, project_id, kind)]


def states(desk, project_id):
    dossier = desk.dossier(project_id)
    lines = annex_lines(dossier, desk.project_packs(dossier.project), AnnexStep.TRADE)
    return {line.annex.id: line.state for line in lines}


def test_nothing_is_printed_while_there_is_no_trade(desk_and_project):
    for kind in (*trade_papers.MAKERS, trade_papers.REGISTER):
        with pytest.raises(KnownError):
            printing.documents(*desk_and_project, kind)


def test_one_trade_is_printed_or_all_of_a_project(desk_and_project):
    desk, project_id = desk_and_project
    first, second = drafted(desk, project_id, construction=30000, farmland=20000), drafted(desk, project_id, construction=20000, farmland=10000,
                                                                                           number="岚交〔2018〕2号")
    assert len(texts(desk, project_id, "trade_agreements")) == 2
    only, = texts(desk, project_id, f"trade_agreements:{second.id}")
    assert "岚交〔2018〕2号" in only
    signed(desk, first)
    assert len(texts(desk, project_id, "trade_payments")) == 1
    with pytest.raises(KnownError, match="已被删除"):
        printing.documents(desk, project_id, "trade_facts:gone")


def test_papers_follow_what_was_entered(desk_and_project):
    desk, project_id = desk_and_project
    trade = drafted(desk, project_id, parts=(1, 2), late_rate=None, transfer_point=TransferPoint.FIRST_PAYMENT)
    assert printing.documents(desk, project_id, "trade_agreements")[0].mark == "草稿"
    desk.do(trades.set_trade_field(desk, trade, "certificates", "岚国土挂〔2018〕1号"))
    desk.do(trades.set_trade_field(desk, trade, "guarantee", "以其他项目区的节余指标保证"))
    assert printing.documents(desk, project_id, "trade_agreements")[0].mark == ""
    signed(desk, now(desk, trade))
    assert printing.documents(desk, project_id, "trade_transfers")[0].mark == "草稿"
    paid(desk, now(desk, trade), 9_000_000)
    desk.do(trades.signed_trades.transfer(desk, now(desk, trade), date(2018, 5, 21), "划转函"))
    assert printing.documents(desk, project_id, "trade_transfers")[0].mark == ""
    register, = texts(desk, project_id, "trade_register")
    assert "2020-05-04" in register
    assert "已划转" in register


def test_the_packet_of_a_trade_holds_its_papers(desk_and_project, tmp_path):
    desk, project_id = desk_and_project
    assert (states(desk, project_id)["T02"], states(desk, project_id)["T03"]) == (AnnexState.MISSING, AnnexState.LATER)
    signed(desk, drafted(desk, project_id))
    assert states(desk, project_id)["T02"] is AnnexState.MADE
    folder = tmp_path / "材料"
    packets.write_packet(desk, project_id, "trade", folder)
    with PdfDocument(folder / "申报材料.pdf") as made:
        bound = "".join(page.get_textpage().get_text_bounded() for page in made)
    for title in ("节余指标易地交易协议", "节余指标易地交易信息表", "节余指标易地交易付款台账"):
        assert title in bound


def test_a_trade_without_a_project_is_printed_too(desk_and_project):
    desk, project_id = desk_and_project
    made = drafted(desk, project_id, side=TradeSide.BUYER)
    loose = replace(now(desk, made), project_id=None)
    desk.do(Change("改", before=(now(desk, made),), after=(loose,)))
    text, = texts(desk, project_id, f"trade_agreements:{made.id}")
    assert "节余指标易地交易协议" in text
    assert "受让方（乙方）：岚川县人民政府" in text
    assert "收到全部价款" in text
    assert made.title in texts(desk, project_id, "trade_register")[0]
    assert desk.store.get(Trade, made.id).project_id is None
