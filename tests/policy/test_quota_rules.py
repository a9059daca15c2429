"""R20–R22, announcements, the three rights of a buyer and city shares, on rows written out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.carrying import Acceptance, Carrying, PlotAcceptance
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind, QuotaAccount, TradeSide
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import Severity
from linkdesk.policy.check import findings
from tests.policy.dossiers import dossier, shipped

Account, HECTARE = QuotaAccount, Decimal(10000)


def entry(kind, source, target, hectares=1, on=date(2018, 6, 1), **more):
    return QuotaEntry(authority_id="county", project_id="p", kind=kind, from_account=source, to_account=target, posted_on=on,
                      construction=Decimal(hectares) * HECTARE, number="文〔2018〕1号", **more)


def found(rule, *entries, packs=("A",), trades=(), carrying=None, **project):
    made = dossier(packs=packs, responsible_id="county", **project)
    made = replace(made, quotas=Quotas(entries=entries, trades=tuple(trades)), carrying=carrying or Carrying())
    return [(f.severity, f.measured, f.message) for f in findings(made, shipped().values()) if f.rule_id == rule]


def taken(source_id=""):
    return entry(PostingKind.USE, Account.ISSUED, Account.USED_RESETTLE, source_id=source_id)


def test_land_entered_by_hand_before_the_design_is_an_error_under_a_and_land_of_a_chain_is_not():
    ((severity, measured, message),) = found("R20", taken())
    assert (severity, measured) == (Severity.ERROR, "1 次")
    assert "2018-06-01 用地（文〔2018〕1号），复垦设计没有登记批复" in message
    assert not found("R20", taken("entry-of-a-matter"))
    assert not found("R20", taken(), packs=("B",))  # B knows no design


def accepted():
    acceptance = Acceptance("p", authority="岚川县自然资源局", number="验〔2019〕1号", accepted_on=date(2019, 5, 1), id="a")
    return Carrying(acceptances=(acceptance,), plot_acceptances=(PlotAcceptance("a", "plot", passed=True, accepted_area=HECTARE),))


def test_an_acceptance_that_returned_nothing_is_named_and_one_that_did_is_not():
    ((severity, measured, message),) = found("R21", carrying=accepted())
    assert (severity, measured) == (Severity.WARNING, "1 次")
    assert "岚川县自然资源局 验〔2019〕1号" in message
    returned = entry(PostingKind.ACCEPTANCE, Account.OUTSIDE, Account.RETURNED, source_id="a")
    assert not found("R21", returned, carrying=accepted())
    assert not found("R21")


def test_an_account_below_nothing_is_an_error():
    ((severity, measured, message),) = found("R22", taken())
    assert (severity, measured) == (Severity.ERROR, "1 个")
    assert "项目周转指标" in message
    assert not found("R22", entry(PostingKind.PLAN, Account.REVOLVING, Account.ISSUED), taken())


def trade(side=TradeSide.SELLER, **more):
    return Trade("county", "p", side=side, title="转让一号", signed_on=date(2018, 5, 1), construction=HECTARE, **more)


@pytest.mark.parametrize(("said", "told"), [
    ({}, True), ({"announced_on": date(2018, 4, 1)}, True), ({"announced_on": date(2018, 4, 1), "announcement": "平台 1 号"}, False),
    ({"announced_on": date(2018, 5, 2), "announcement": "平台 1 号"}, True)])
def test_a_sale_that_was_not_announced_before_its_signing_is_noted_under_b(said, told):
    made = found("trade-announced", packs=("B",), trades=(trade(**said),))
    assert bool(made) is told
    assert all(severity is Severity.NOTE and "转让一号" in message for severity, _, message in made)
    assert not found("trade-announced", packs=("B",), trades=(trade(terminated_on=date(2018, 6, 1)), replace(trade(), signed_on=None)))


def test_a_buyer_gets_three_rights_or_is_told_which_is_lacking():
    ((_, measured, message),) = found("trade-rights", trades=(trade(TradeSide.BUYER),))
    assert measured == "1 宗"
    assert "“转让一号”没有占补平衡" in message
    assert not found("trade-rights", trades=(trade(TradeSide.BUYER, farmland=HECTARE), trade()))


@pytest.mark.parametrize(("share", "document", "lacking"), [
    (None, None, "分成比例、分成协议"), (Decimal(40), "", "分成协议"), (None, "分成协议一号", "分成比例"), (Decimal(40), "分成协议一号", "")])
def test_what_is_not_said_of_a_city_share_is_named(share, document, lacking):
    made = found("city-share", packs=("B",), city_invested=True, city_share=share, city_share_document=document)
    assert [message.split("：")[0] for _, _, message in made] == ([lacking] if lacking else [])
    assert not found("city-share", packs=("B",), city_invested=None)
