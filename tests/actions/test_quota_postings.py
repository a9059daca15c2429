"""Events post themselves: an approval issues, land taken uses, an acceptance returns and fixes the surplus; corrections go back the same way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import posting
from linkdesk.actions import acceptances, quota_pending
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import moved, reversal
from linkdesk.domain.quota_words import PostingKind, TradeSide
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import PovertyClass
from tests.actions.quota_books import (
    APPROVED_ON,
    HECTARE,
    accepted,
    approved,
    balances,
    book,
    county_of,
    issued,
)


def entries(desk, **equals):
    return desk.store.load(QuotaEntry, **equals)


def pending(desk, project_id):
    dossier = desk.dossier(project_id)
    return posting.Book(desk.store, dossier, desk.project_packs(dossier.project), "", desk.clock()).pending()


def trade(desk, project_id, construction, farmland, **more):
    made = Trade(authority_id=county_of(desk, project_id), project_id=project_id, title="交易一", counterpart="某开发区管委会",
                 number="岚交〔2018〕1号", construction=construction * HECTARE, farmland=farmland * HECTARE, signed_on=date(2018, 5, 4), **more)
    desk.do(Change("签订", after=(made,)))
    return made


def test_an_approved_plan_issues_its_quota_and_expects_its_surplus(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    approved(desk, project_id)
    assert balances(desk, project_id) == {
        "新增建设用地计划指标": (20, 20), "年度周转指标": (17, Decimal("18.5")), "项目周转指标": (3, Decimal("1.5")),
        "预计节余指标": (Decimal("6.5"), Decimal("6.5"))}
    assert balances(desk, project_id, date(2018, 3, 4)) == {"新增建设用地计划指标": (20, 20), "年度周转指标": (20, 20)}
    assert {e.number for e in entries(desk, kind=PostingKind.PLAN)} == {"岚阳政函〔2018〕5号"}


def test_without_revolving_quota_the_approval_stands_and_its_posting_waits_with_the_reason(tmp_path):
    desk, project_id = book(tmp_path)
    approved(desk, project_id)
    assert entries(desk) == []
    waiting, = pending(desk, project_id)
    assert waiting.why == "2018-03-05 的“年度周转指标”（建设用地）不够，差 3.0000 公顷"


def test_a_deeply_poor_county_goes_below_nothing_and_a_poor_one_does_not(tmp_path):
    desk, project_id = book(tmp_path)
    body = desk.dossier(project_id).responsible
    desk.do(Change("名录", before=(body,), after=(replace(body, poverty_class=PovertyClass.DEEPLY_POOR),)))
    approved(desk, project_id)
    assert balances(desk, project_id)["年度周转指标"] == (-3, 0)  # no document ever stated farmland
    assert balances(desk, project_id)["项目周转指标"] == (3, Decimal("1.5"))


def test_a_deeply_poor_county_takes_an_issuing_document_back_too(tmp_path):
    desk, project_id = book(tmp_path)
    body = desk.dossier(project_id).responsible
    desk.do(Change("名录", before=(body,), after=(replace(body, poverty_class=PovertyClass.DEEPLY_POOR),)))
    issued(desk, project_id)
    approved(desk, project_id)
    pool = next(e for e in entries(desk) if e.to_account is Account.REVOLVING)
    desk.do(Change("冲销", after=(reversal(pool, date(2019, 1, 1), "误登", "王敏", None),)))
    assert balances(desk, project_id)["年度周转指标"][0] == -3


def test_an_acceptance_returns_plot_by_plot_and_the_last_one_fixes_the_surplus(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    approved(desk, project_id)
    accepted(desk, project_id, "G1", number="验〔2019〕1号", on=date(2019, 5, 1))
    assert balances(desk, project_id)["验收归还"] == (5, 4)
    assert "节余指标" not in balances(desk, project_id)
    accepted(desk, project_id, "G2", number="验〔2019〕2号", on=date(2019, 6, 1))
    found = balances(desk, project_id)
    assert found["验收归还"] == (3, Decimal("1.5"))
    assert found["农村发展预留"] == (Decimal("0.5"), 0)
    assert found["节余指标"] == (Decimal("6.5"), Decimal("6.5"))
    assert "预计节余指标" not in found
    assert {e.grade for e in entries(desk, kind=PostingKind.ACCEPTANCE)} == {Decimal("8.5")}


def test_an_acceptance_before_the_approval_stands_and_its_land_waits_with_the_reason(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    accepted(desk, project_id, on=date(2018, 2, 1))
    assert [w.why for w in pending(desk, project_id)] == [
        "方案还没有登记批准，竣工验收（岚市国土验〔2019〕1号）先不记账", "方案还没有登记批准，核定节余指标（岚市国土验〔2019〕1号）先不记账"]
    approved(desk, project_id)
    assert "验收归还" not in balances(desk, project_id)
    assert pending(desk, project_id)[0].why == "方案 2018-03-05 才批准，竣工验收（岚市国土验〔2019〕1号）的日期在批准之前"


def test_no_land_is_used_before_the_approval(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    plot = next(p for p in desk.store.load(Plot) if p.code == "A1")
    early = QuotaEntry(authority_id=county_of(desk, project_id), project_id=project_id, plot_id=plot.id, kind=PostingKind.USE,
                       from_account=Account.ANNUAL_PLAN, to_account=Account.USED_URBAN, construction=HECTARE, posted_on=APPROVED_ON, number="1号")
    with pytest.raises(KnownError, match="方案还没有批准，用地没有登记，账没有变"):
        desk.do(Change("用地", after=(early,)))


def test_a_corrected_acceptance_takes_its_entries_back_and_another_one_returns_anew(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    approved(desk, project_id)
    before = balances(desk, project_id)
    accepted(desk, project_id)
    desk.do(acceptances.revoke(desk, desk.store.load(Acceptance)[0], "文号有误"))
    assert balances(desk, project_id) == before
    assert sum(e.kind is PostingKind.REVERSAL for e in entries(desk)) == 5
    accepted(desk, project_id, number="验〔2019〕9号", share="0.9")
    assert balances(desk, project_id)["节余指标"] == (Decimal("5.5"), Decimal("5.7"))


def test_an_acceptance_is_corrected_after_its_surplus_was_sold_and_the_sale_goes_with_it(tmp_path):
    desk, project_id = book(tmp_path, surplus_trade=True)
    issued(desk, project_id)
    approved(desk, project_id)
    accepted(desk, project_id, "G1", number="验〔2019〕1号", on=date(2019, 5, 1))
    accepted(desk, project_id, "G2", number="验〔2019〕2号", on=date(2019, 6, 1))
    trade(desk, project_id, 6, 6)
    assert balances(desk, project_id)["节余指标"] == (Decimal("2.5"), Decimal("1.5"))
    desk.do(acceptances.revoke(desk, next(a for a in desk.store.load(Acceptance) if a.number == "验〔2019〕1号"), "面积有误"))
    found = balances(desk, project_id)
    assert (found["验收归还"], found["已交易待验收"], found["预计节余指标"]) == ((5, 4), (6, 6), (Decimal("2.5"), Decimal("1.5")))
    accepted(desk, project_id, "G1", number="验〔2019〕3号", on=date(2019, 7, 1), share="0.9")
    found = balances(desk, project_id)
    assert (found["已交易"], found["节余指标"]) == ((6, 6), (2, Decimal("1.1")))
    assert pending(desk, project_id) == ()


def test_an_approval_the_project_tells_of_waits_in_the_book_of_its_county_too(tmp_path):
    desk, project_id = book(tmp_path)
    project = desk.store.get(Project, project_id)
    desk.do(Change("概况", before=(project,), after=(replace(project, approved_on=APPROVED_ON, approval_number="岚阳政函〔2018〕5号"),)))
    (of, waiting), = quota_pending.of_county(desk, county_of(desk, project_id))
    assert (of.id, waiting.posting.kind) == (project_id, PostingKind.PLAN)


def test_an_amended_plan_takes_the_place_of_the_one_before(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    approved(desk, project_id)
    plot = next(p for p in desk.store.load(Plot) if p.code == "X1")
    desk.do(Change("变更", before=(plot,), after=(replace(plot, new_construction_area=3 * HECTARE, stated_area=3 * HECTARE),)))
    approved(desk, project_id, on=date(2018, 9, 1), number="岚阳政函〔2018〕50号", reason="建新区扩大")
    found = balances(desk, project_id)
    assert found["项目周转指标"][0] == 4
    assert found["预计节余指标"][0] == Decimal("5.5")


def test_under_a_a_sale_comes_before_acceptance_and_is_covered_by_it(tmp_path):
    desk, project_id = book(tmp_path, surplus_trade=True)
    issued(desk, project_id)
    approved(desk, project_id)
    made = trade(desk, project_id, 6, 5)
    found = balances(desk, project_id)
    assert (found["已交易待验收"], found["预计节余指标"]) == ((6, 5), (Decimal("2.5"), Decimal("2.5")))
    accepted(desk, project_id, share="0.5")
    found = balances(desk, project_id)
    assert (found["已交易"], found["已交易待验收"]) == ((Decimal("3.5"), Decimal("3.5")), (Decimal("2.5"), Decimal("1.5")))
    assert "节余指标" not in found  # what the acceptance falls short of is still to be delivered
    assert {e.trade_id for e in entries(desk, kind=PostingKind.SETTLEMENT) if e.to_account is Account.SOLD} == {made.id}


def test_more_than_the_planned_surplus_is_not_sold_whoever_signs(tmp_path):
    desk, project_id = book(tmp_path, surplus_trade=True)
    issued(desk, project_id)
    approved(desk, project_id)
    with pytest.raises(KnownError, match="转让的指标不能记入指标台账，没有登记签订"):
        trade(desk, project_id, 9, 5)
    assert desk.store.load(Trade) == []
    assert "已交易待验收" not in balances(desk, project_id)


def test_a_trade_that_ended_gives_its_quota_back_on_that_day(tmp_path):
    desk, project_id = book(tmp_path, surplus_trade=True)
    issued(desk, project_id)
    approved(desk, project_id)
    made = trade(desk, project_id, 6, 5)
    desk.do(Change("终止", before=(made,), after=(replace(made, terminated_on=date(2019, 2, 1), termination="协商终止"),)))
    assert balances(desk, project_id, date(2019, 1, 31))["已交易待验收"] == (6, 5)
    assert "已交易待验收" not in balances(desk, project_id)


def test_what_was_bought_stands_once_it_was_transferred(tmp_path):
    desk, project_id = book(tmp_path)
    made = trade(desk, project_id, 2, 1, side=TradeSide.BUYER)
    assert "购入指标" not in balances(desk, project_id)
    desk.do(Change("划转", before=(made,), after=(replace(made, transferred_on=date(2018, 8, 1)),)))
    found = balances(desk, project_id)
    assert (found["购入指标"], found["建设用地规模"]) == ((2, 1), (2, 0))


def test_cuts_and_awards_of_higher_bodies_post_themselves_and_go_with_their_correction(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    said = {"authority_id": county_of(desk, project_id), "decided_by": "省政府", "decided_on": date(2018, 6, 1), "year": 2019, "area": 2 * HECTARE}
    cut = Sanction(kind=SanctionKind.QUOTA_CUT, number="晋政函〔2018〕7号", **said)
    desk.do(Change("处分", after=(cut, Sanction(kind=SanctionKind.QUOTA_AWARDED, number="晋政函〔2018〕8号", **said))))
    found = balances(desk, project_id)
    assert (found["新增建设用地计划指标"][0], found["扣减指标"], found["奖励指标"]) == (18, (2, 0), (2, 0))
    desk.do(Change("更正", after=(replace(cut, id="f" * 32, revokes_id=cut.id, reason="登记错了"),)))
    assert balances(desk, project_id)["新增建设用地计划指标"][0] == 20


def test_nothing_of_a_project_moves_before_its_approval(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    sale = QuotaEntry(authority_id=county_of(desk, project_id), project_id=project_id, kind=PostingKind.SHARE, from_account=Account.SURPLUS,
                      to_account=Account.CITY_SHARE, construction=HECTARE, posted_on=APPROVED_ON, number="1号")
    with pytest.raises(KnownError, match="方案还没有批准"):
        desk.do(Change("分成", after=(sale,)))


def test_a_reversed_entry_is_not_reversed_again_and_no_reversal_is(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    entry = entries(desk)[0]
    back = reversal(entry, entry.posted_on, "单位填错", "王敏", None)
    desk.do(Change("冲销", after=(back,)))
    with pytest.raises(KnownError, match="已经冲销过"):
        desk.do(Change("冲销", after=(replace(back, id="e" * 32),)))
    with pytest.raises(KnownError, match="不能再冲销"):
        desk.do(Change("冲销", after=(reversal(back, back.posted_on, "又冲", "王敏", None),)))
    assert len(entries(desk)) == 3


def test_a_reversal_that_would_leave_an_account_below_nothing_is_refused(tmp_path):
    desk, project_id = book(tmp_path)
    issued(desk, project_id)
    approved(desk, project_id)
    pool = next(e for e in entries(desk) if e.to_account is Account.REVOLVING)
    with pytest.raises(KnownError, match=r"“年度周转指标”（建设用地）不够，差 3\.0000 公顷，没有登记，账没有变"):
        desk.do(Change("冲销", after=(reversal(pool, date(2019, 1, 1), "误登", "王敏", None),)))


def test_balances_by_the_store_equal_what_the_entries_leave(tmp_path):
    desk, project_id = book(tmp_path, surplus_trade=True)
    issued(desk, project_id)
    approved(desk, project_id)
    trade(desk, project_id, 6, 5)
    accepted(desk, project_id)
    from linkdesk import ledger
    assert ledger.balances(desk.store, county_of(desk, project_id)) == moved(entries(desk))
