"""Two programs at one county's book: the same acceptance, the same issuing document, the same surplus sold, are entered once."""

import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import ledger
from linkdesk.actions import acceptances, assessments, quota_entries, trade_uses, trades
from linkdesk.desk import Desk
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import AssessmentKind, PostingKind
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.trade import QuotaUse, Trade
from tests.actions import quota_books, test_quota_undo, traded

HECTARE = Decimal(10000)


def second(desk):
    """Another program at the workspace."""
    other = Desk.open(desk.folder, desk.clock)
    other.sign_in(other.store.load(Officer)[0])
    desk.as_of()
    return closing(other)


def between(desk, act):
    """Let something happen after all guards have looked at the next change, and before it is written."""
    told = desk.clock

    def clock():
        if sys._getframe(1).f_code.co_name == "_apply":
            desk.clock = told
            act()
        return told()
    desk.clock = clock


def refused(desk, make):
    """What is said of a change; nothing was written."""
    before = desk.store.data_version
    with pytest.raises(KnownError) as said:
        desk.do(make())
    assert desk.store.data_version == before
    return str(said.value)


def accepting(desk, project_id):
    """The acceptance of all plots, in the words of one document."""
    dossier = desk.dossier(project_id)
    rows = [replace(row, passed=True, grade=Decimal("8.5")) for row in acceptances.proposed(dossier)]
    who = acceptances.accepting_body(desk, dossier).actor
    return acceptances.accept(desk, project_id, who, "岚市国土验〔2019〕1号", quota_books.ACCEPTED_ON, rows)


def test_an_acceptance_is_posted_once(tmp_path):
    desk, project_id = traded.selling(tmp_path)
    with second(desk) as other:
        mine, theirs = (accepting(d, project_id) for d in (desk, other))
        other.do(theirs)
        assert "已经登记过" in refused(desk, lambda: mine)
        refused(desk, lambda: accepting(desk, project_id))
    assert (desk.store.count(Acceptance), desk.store.count(QuotaEntry, kind=PostingKind.ACCEPTANCE)) == (1, 2)


def test_an_issuing_document_is_entered_once(tmp_path):
    desk, project_id = traded.selling(tmp_path)
    body = quota_books.county_of(desk, project_id)

    def issue(at, number="岚政〔2018〕9号"):
        return quota_entries.issue(at, body, date(2018, 6, 1), number, "计划", 2018, Amounts(HECTARE), Amounts(HECTARE))
    with second(desk) as other:
        mine, theirs = issue(desk), issue(other)
        other.do(theirs)
        assert "另一个程序改动了工作区" in refused(desk, lambda: mine)
    assert "已经登记过" in refused(desk, lambda: issue(desk))
    assert "已经登记过" in refused(desk, lambda: issue(desk, "岚政〔2018〕 ９号"))
    assert desk.store.count(QuotaEntry, posting_id=theirs.after[0].posting_id) == 2


def test_surplus_is_sold_once(tmp_path):
    desk, project_id = traded.selling(tmp_path)
    one, two = (traded.drafted(desk, project_id, number=f"岚交〔2018〕{at}号") for at in (1, 2))
    with second(desk) as other:
        mine, theirs = trades.sign(desk, one, traded.SIGNED_ON), trades.sign(other, two, traded.SIGNED_ON)
        other.do(theirs)
        assert "没有登记签订" in refused(desk, lambda: mine)
    assert "超过可转让的" in refused(desk, lambda: trades.sign(desk, one, traded.SIGNED_ON))
    assert [t.signed_on for t in (traded.now(desk, one), traded.now(desk, two))] == [None, traded.SIGNED_ON]


def test_bought_quota_is_used_once_though_both_looked_before_either_wrote(tmp_path):
    desk, project_id = test_quota_undo._bought(tmp_path)
    trade, body = desk.store.load(Trade)[0], quota_books.county_of(desk, project_id)

    def use(at, place):
        return trade_uses.add(at, trade, place=place, document="岚地〔2018〕8号", construction=4 * HECTARE, used_on=date(2018, 7, 1))
    with second(desk) as other:
        between(desk, lambda: other.do(use(other, "乙地")))
        with pytest.raises(Stale):
            desk.do(use(desk, "甲地"))
    assert {u.place for u in desk.store.load(QuotaUse)} == {"园区", "乙地"}
    assert not any(amounts.is_below_zero for amounts in ledger.balances(desk.store, body).values())


def test_an_assessment_of_a_kind_and_year_is_begun_once(tmp_path):
    desk, project_id = traded.selling(tmp_path)
    body = quota_books.county_of(desk, project_id)
    with second(desk) as other:
        mine, theirs = (assessments.begin(d, body, AssessmentKind.TRADE, 2018) for d in (desk, other))
        other.do(theirs)
        assert "已经有一份" in refused(desk, lambda: mine)
    assert desk.store.count(Assessment) == 1
