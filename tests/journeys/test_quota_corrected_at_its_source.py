"""Every event that moved quota is corrected where it was entered: the book follows, what cannot follow waits with its reason, undo leaves facts."""

import shutil
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import (
    acceptances,
    matter_entries,
    obligations,
    quota_entries,
    quota_land,
    quota_pending,
    quota_years,
    sanctions,
    signed_trades,
    trades,
)
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import LandPurpose, PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import PlotUse
from tests.actions import advanced
from tests.actions.quota_books import balances, county_of, issued
from tests.actions.walked_matters import PASSED, do, last, opened, through
from tests.journeys import quota_of_a
from tests.journeys.quota_of_a import END_OF_2019, FARMED, PLANNED, SETTLED, SOLD, SOLD_FARMLAND

FIRST, REST = {"G1": (Decimal("3.2"), Decimal("2.84"))}, {"G2": (Decimal("4.1"), Decimal("3.6")), "G3": (Decimal(2), Decimal("1.7"))}
POOL = Decimal(20), Decimal(20)


@pytest.fixture(scope="module")
def sold_and_accepted(tmp_path_factory):
    """A county under A whose plan, land, trade and acceptance are all there, and what its book said before each of them."""
    folder, said = tmp_path_factory.mktemp("county") / "工作区", {}
    desk, project_id = quota_of_a.county(folder)
    issued(desk, project_id)
    for name, step in (("plan", planned), ("land", land), ("trade", sold), ("part", part), ("whole", whole)):
        said[name] = balances(desk, project_id)
        step(desk, project_id)
    said["end"] = balances(desk, project_id)
    desk.close()
    return folder, project_id, said


def planned(desk, project_id):
    quota_of_a.planned(desk, project_id)
    quota_of_a.planned(desk, project_id, PlanKind.NEW)


def land(desk, project_id):
    quota_of_a.designed(desk, project_id)
    through(desk, opened(desk, project_id, "A-NEWLAND"), acted_on=date(2018, 4, 2))


def sold(desk, project_id):
    desk.do(trades.sign(desk, quota_of_a.drafted(desk, project_id), date(2018, 6, 15)))


def part(desk, project_id):
    desk.clock = lambda: END_OF_2019
    quota_of_a.accepted(desk, project_id, date(2019, 5, 10), "验〔2019〕1号", **FIRST)


def whole(desk, project_id):
    work = quota_of_a.accepted(desk, project_id, date(2019, 6, 20), "验〔2019〕2号", **REST)
    do(desk, work, PASSED, acted_on=date(2019, 6, 20), number="验〔2019〕2号")


@pytest.fixture
def county(sold_and_accepted, tmp_path):
    """A copy to be corrected: its desk, its project, what its book said before each event."""
    folder, project_id, said = sold_and_accepted
    shutil.copytree(folder, tmp_path / "工作区")
    desk = Desk.open(tmp_path / "工作区", lambda: END_OF_2019)
    desk.sign_in(desk.officers()[0])
    yield desk, project_id, said
    assert desk.store.verify() == []
    desk.close()


def corrected(desk, project_id, chain_id, times=1):
    """The last entries of a matter answered, the newest first."""
    matter = next(m for m in desk.dossier(project_id).approvals.matters if m.chain_id == chain_id)
    for _ in range(times):
        desk.do(matter_entries.correct(desk, last(desk, matter), "登记有误"))
    return matter


def acceptance(desk, number):
    return next(a for a in desk.store.load(Acceptance) if a.number == number and not a.revokes_id)


def waiting(desk, project_id):
    """What waits, as the project and as the county tell it: both the same."""
    found = [(p.posting.title, p.why) for p in quota_pending.of_project(desk, project_id)]
    assert [(p.posting.title, p.why) for _, p in quota_pending.of_county(desk, county_of(desk, project_id))] == found
    return found


def test_events_taken_back_one_by_one_leave_the_book_as_it_was_before_each(county):
    desk, project_id, said = county
    with pytest.raises(KnownError, match="请先在“审批”里更正"):
        desk.do(acceptances.revoke(desk, acceptance(desk, "验〔2019〕2号"), "登错"))
    corrected(desk, project_id, "A-ACCEPTANCE")
    assert balances(desk, project_id) == said["end"]  # land was accepted by the acceptance, not by the matter that names it
    desk.do(acceptances.revoke(desk, acceptance(desk, "验〔2019〕2号"), "登错"))
    assert balances(desk, project_id) == said["whole"]
    desk.do(acceptances.revoke(desk, acceptance(desk, "验〔2019〕1号"), "登错"))
    assert balances(desk, project_id) == said["part"]
    desk.do(signed_trades.terminate(desk, desk.store.load(Trade)[0], date(2019, 7, 1), "协商终止"))
    assert balances(desk, project_id) == said["trade"]
    corrected(desk, project_id, "A-NEWLAND")
    assert balances(desk, project_id) == said["land"]
    corrected(desk, project_id, "A-PLAN-OLD")
    (_, why), = waiting(desk, project_id)  # until it ended the trade stood on what the plan expected
    assert "的“预计节余指标”（建设用地）不够" in why
    desk.do(quota_entries.post_pending(desk, quota_pending.of_project(desk, project_id)[0], date(2019, 7, 1)))
    assert balances(desk, project_id) == said["plan"]
    assert waiting(desk, project_id) == []
    assert sum(1 for e in desk.store.load(QuotaEntry) if e.reverses_id) * 2 + 2 == desk.store.count(QuotaEntry)  # two were issued


def test_the_first_acceptance_corrected_alone_unsettles_the_project_and_comes_again(county):
    desk, project_id, said = county
    corrected(desk, project_id, "A-ACCEPTANCE")
    desk.do(acceptances.revoke(desk, acceptance(desk, "验〔2019〕1号"), "面积抄错"))
    found = balances(desk, project_id)
    assert found["验收归还"] == tuple(sum(pair) for pair in zip(*REST.values(), strict=True))
    assert (found["已交易待验收"], found["预计节余指标"]) == ((SOLD, SOLD_FARMLAND), (PLANNED[0] - SOLD, PLANNED[1] - SOLD_FARMLAND))
    assert "已交易" not in found
    assert "节余指标" not in found
    quota_of_a.accepted(desk, project_id, date(2019, 7, 1), "验〔2019〕3号", **FIRST)
    assert balances(desk, project_id) == said["end"]
    assert waiting(desk, project_id) == []


def test_a_plan_that_others_stand_on_waits_to_be_taken_back_and_is_not_lost(county):
    desk, project_id, said = county
    matter = corrected(desk, project_id, "A-PLAN-OLD")
    assert balances(desk, project_id) == said["end"]
    (title, why), = waiting(desk, project_id)
    assert title.startswith("冲销方案批准")
    assert "不够" in why
    with pytest.raises(KnownError, match="不够"):
        desk.do(quota_entries.post_pending(desk, quota_pending.of_project(desk, project_id)[0]))
    do(desk, matter, PASSED, acted_on=date(2018, 3, 31))
    assert balances(desk, project_id) == said["end"]  # the new approval is posted, the wrong one taken back, and the land used stays used
    assert waiting(desk, project_id) == []
    assert len(desk.store.load(QuotaEntry, kind=PostingKind.USE)) == 1


def test_a_trade_that_ends_after_the_acceptance_covered_it_leaves_surplus_from_that_day(county):
    desk, project_id, said = county
    desk.do(signed_trades.terminate(desk, desk.store.load(Trade)[0], date(2019, 8, 1), "对方逾期未付，协商终止"))
    left = tuple(a + b for a, b in zip(said["end"]["节余指标"], (SOLD, SOLD_FARMLAND), strict=True))
    found = balances(desk, project_id)
    assert found == {**{k: v for k, v in said["end"].items() if k != "已交易"}, "节余指标": left}
    assert balances(desk, project_id, date(2019, 7, 31)) == said["end"]
    assert waiting(desk, project_id) == []
    assert obligations.proposed(desk, project_id) == ()
    corrected(desk, project_id, "A-ACCEPTANCE")
    desk.do(acceptances.revoke(desk, acceptance(desk, "验〔2019〕2号"), "面积抄错"))
    quota_of_a.accepted(desk, project_id, date(2019, 8, 2), "验〔2019〕4号", **REST)
    assert balances(desk, project_id) == found
    assert waiting(desk, project_id) == []


def test_land_is_corrected_and_entered_again_on_another_day(county):
    desk, project_id, said = county
    matter = corrected(desk, project_id, "A-NEWLAND")
    assert balances(desk, project_id)["项目周转指标"] == (SETTLED, FARMED)
    do(desk, matter, PASSED, acted_on=date(2018, 5, 2), actor="省政府", basis="晋政〔2018〕1号")
    assert balances(desk, project_id) == said["end"]
    assert balances(desk, project_id, date(2018, 5, 1))["项目周转指标"] == (SETTLED, FARMED)


def test_undo_leaves_what_the_book_stands_on(county):
    desk, project_id, _ = county
    desk.do(quota_entries.issue(desk, county_of(desk, project_id), date(2019, 11, 1), "晋国土〔2019〕9号", "", 2019,
                                annual=quota_entries.Amounts(construction=Decimal(10000))))
    before = balances(desk, project_id)
    entries = desk.store.count(QuotaEntry)
    for _ in range(12):
        try:
            desk.undo()
        except KnownError:
            continue
    assert desk.store.count(QuotaEntry) == entries
    assert balances(desk, project_id) == before
    assert waiting(desk, project_id) == []


def test_a_cut_corrected_and_entered_anew_moves_annual_quota_once(county):
    desk, project_id, said = county
    typed = sanctions.Typed(SanctionKind.QUOTA_CUT, "山西省人民政府", "晋政函〔2019〕3号", "2019-08-01", area="1.5", year="2020", reason="逾期")
    desk.do(sanctions.enter(desk, county_of(desk, project_id), None, typed))
    assert balances(desk, project_id)["新增建设用地计划指标"] == (POOL[0] - Decimal("1.5"), POOL[1])
    desk.do(sanctions.revoke(desk, desk.store.load(Sanction)[0], "面积抄错"))
    assert balances(desk, project_id) == said["end"]
    desk.do(sanctions.enter(desk, county_of(desk, project_id), None, sanctions.Typed(
        SanctionKind.QUOTA_CUT, "山西省人民政府", "晋政函〔2019〕3号", "2019-08-01", area="2", year="2020", reason="逾期")))
    assert balances(desk, project_id)["扣减指标"] == (2, 0)
    assert waiting(desk, project_id) == []


def test_a_closed_year_stays_and_its_corrections_go_on_the_day_they_are_made(county):
    desk, project_id, said = county
    desk.do(quota_years.close_year(desk, county_of(desk, project_id), 2018))
    closed = balances(desk, project_id, date(2018, 12, 31))
    corrected(desk, project_id, "A-NEWLAND")
    assert balances(desk, project_id, date(2018, 12, 31)) == closed
    assert balances(desk, project_id, date(2019, 12, 1)) == said["end"]
    assert balances(desk, project_id)["项目周转指标"] == (SETTLED, FARMED)
    assert waiting(desk, project_id) == []


def test_an_advance_is_corrected_at_its_matter(tmp_path):
    desk, project_id = advanced.granted(tmp_path / "工作区")
    granted = balances(desk, project_id)
    matter = corrected(desk, project_id, "B-ADVANCE")
    found = balances(desk, project_id)
    assert "节余指标" not in found
    assert "预支未归还" not in found
    do(desk, matter, PASSED, acted_on=date(2019, 3, 1), **advanced.BY)
    assert balances(desk, project_id) == granted
    assert waiting(desk, project_id) == []
    _waits_while_it_is_used(desk, project_id, granted)
    desk.close()


def _waits_while_it_is_used(desk, project_id, granted):
    """What was built on an advance holds its correction back, until the land itself is put right."""
    plot = quota_of_a.plot(project_id, "X9", PlotUse.NEW, stated_area="0.5", new_construction_area="0.5")
    desk.do(Change("地块", after=(plot,)))
    desk.do(quota_land.take_land(desk, project_id, ["X9"], Account.SURPLUS, date(2019, 4, 1), "达府地〔2019〕1号", "", LandPurpose.INDUSTRY))
    used, = (e for e in desk.store.load(QuotaEntry, kind=PostingKind.USE) if e.plot_id == plot.id)
    corrected(desk, project_id, "B-ADVANCE")
    (_, why), = waiting(desk, project_id)
    assert why == "2019-04-01 的“节余指标”（建设用地）不够，差 0.5000 公顷"
    desk.do(quota_entries.reverse(desk, used, "批文撤销", date(2019, 4, 2)))
    assert balances(desk, project_id) == granted
    desk.do(quota_entries.post_pending(desk, quota_pending.of_project(desk, project_id)[0], date(2019, 4, 2)))
    assert "预支未归还" not in balances(desk, project_id)
    assert waiting(desk, project_id) == []
