"""A county under B, a project the city invests in: advanced, used, late, accepted, shared, transferred, spent; figures by plain arithmetic."""

from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest

from linkdesk.actions import (
    advances,
    city_shares,
    funds_book,
    obligations,
    plan_versions,
    quota_land,
    quota_pending,
    sanctions,
    signed_trades,
    special_plans,
    trade_payments,
    trades,
)
from linkdesk.actions.advances import Typed
from linkdesk.actions.county_facts import county_facts
from linkdesk.actions.funds_book import Received, Spent
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money_standing import money
from linkdesk.domain.planning_words import CostCategory, FundKind, PlanKind
from linkdesk.domain.quota_words import ObligationKind, ProceedsPurpose, TransferPoint
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import PlotUse, PovertyClass
from tests.actions.quota_books import HECTARE, accepted, balances, county_of, issued, plot
from tests.actions.traded import NEEDS, filled, told
from tests.actions.walked_matters import opened, project_of, through
from tests.journeys.quota_of_a import FARMED, OLD, RESERVE, SETTLED
from tests.journeys.quota_on_paper import quota_on_page, totals_are

LEAF = Decimal("0.0001")
ANNUAL = Decimal(20), Decimal(20)
PLANNED = sum(a for a, _, _ in OLD.values()) - SETTLED - RESERVE, sum(f for _, _, f in OLD.values()) - FARMED
MOST = tuple((part * 30 / 100).quantize(LEAF, ROUND_FLOOR) for part in PLANNED)
"""The thirty percent of what the plan expects: 2.34675 公顷 is not on paper, 2.3467 is the last that may be advanced."""
USED, USED_FARMLAND = Decimal(1), Decimal("0.5")
SHARE = Decimal("33.33")
LEFT = PLANNED[0] - USED, PLANNED[1] - USED_FARMLAND
CITY = tuple((part * SHARE / 100).quantize(LEAF, ROUND_HALF_UP) for part in LEFT)
COUNTY = LEFT[0] - CITY[0], LEFT[1] - CITY[1]
BUILT, BUILT_FARMLAND = Decimal(2), Decimal("0.8")
GUIDE = Decimal(30)
AMOUNT = COUNTY[0] * 15 * GUIDE * 10000
INVESTED, SPENT, OF_PROCEEDS = Decimal(9_000_000), Decimal(7_500_000), Decimal(1_250_000)
GRANTED, LATE, ACCEPTED, TRADED, END = (date(2018, 6, 1), datetime(2019, 6, 2, 9), date(2019, 10, 15), date(2019, 11, 4), datetime(2019, 12, 2, 9))


@pytest.fixture
def county(tmp_path):
    """A poor county's project the city invests in, its surplus to be transferred, the ratio agreed."""
    desk, project_id = project_of(tmp_path / "工作区", "B", lambda: datetime(2018, 12, 31, 9), surplus_trade=True, city_invested=True,
                                  city_share=SHARE, city_share_document="市县投资分成协议（虚构）", reserve_area=RESERVE * HECTARE)
    body = desk.dossier(project_id).responsible
    desk.do(Change("名录", before=(body,), after=(replace(body, poverty_class=PovertyClass.POOR),)))
    desk.do(Change("地块", after=(*(
        plot(project_id, code, PlotUse.OLD, stated_area=area, reclaimed_area=area, new_agricultural_area=agricultural,
             new_farmland_area=farmland, new_paddy_area=0) for code, (area, agricultural, farmland) in OLD.items()),
        new_plot(project_id, "A1", PlotUse.SETTLEMENT, SETTLED, FARMED))))
    yield desk, project_id
    desk.close()


def new_plot(project_id, code, use, area, farmland, **more):
    made = plot(project_id, code, use, stated_area=area, new_construction_area=area, agricultural_taken=farmland, farmland_taken=farmland,
                paddy_taken=0)
    return replace(made, **more)


def test_surplus_is_advanced_shared_and_transferred_and_every_figure_follows(county, tmp_path):
    desk, project_id = county
    planned(desk, project_id)
    advanced(desk, project_id)
    used_ahead(desk, project_id)
    missed(desk, project_id)
    accepted_late(desk, project_id)
    shared(desk, project_id)
    trade = transferred(desk, project_id)
    built_by_the_new_side(desk, project_id)
    spent(desk, project_id, trade)
    told_by_the_county(desk, project_id)
    assert quota_pending.of_project(desk, project_id) == ()
    assert desk.store.verify() == []


def planned(desk, project_id):
    """The special plan first, then both sides; the plan of the old side issues and expects."""
    body = county_of(desk, project_id)
    desk.do(special_plans.add(desk, body, project_id))
    through(desk, opened(desk, project_id, "B-SPECIAL-PLAN"))
    assert special_plans.plans(desk)[0].approved_on
    issued(desk, project_id)
    for side in (PlanKind.OLD, PlanKind.NEW):
        desk.do(plan_versions.fix(desk, project_id, side))
        through(desk, opened(desk, project_id, f"B-CITY-{side.name}"))
    assert balances(desk, project_id) == {
        "新增建设用地计划指标": ANNUAL, "年度周转指标": (ANNUAL[0] - SETTLED, ANNUAL[1] - FARMED), "项目周转指标": (SETTLED, FARMED),
        "预计节余指标": PLANNED}
    through(desk, opened(desk, project_id, "B-NEWLAND"))
    assert balances(desk, project_id)["安置使用"] == (SETTLED, FARMED)


def advanced(desk, project_id):
    """One unit over the thirty percent is refused in either measure, the very last unit granted."""
    said = {"purpose": "本地搬迁安置", "place": "二期安置点", "conditions": "资金已落实", "conditions_document": "达市府办〔2018〕1号"}
    matter = opened(desk, project_id, "B-ADVANCE")
    for over in ((MOST[0] + LEAF, MOST[1]), (MOST[0], MOST[1] + LEAF)):
        desk.do(advances.apply(desk, project_id, Typed(str(over[0]), str(over[1]), str(over[1]), **said), matter))
        with pytest.raises(KnownError, match=r"的 30%（2\.(3467|2657) 公顷）"):
            through(desk, matter, until=2, acted_on=GRANTED)
        desk.do(advances.remove(desk, advances.advances(desk, project_id)))
    desk.do(advances.apply(desk, project_id, Typed(str(MOST[0]), str(MOST[1]), str(MOST[1]), **said), matter))
    through(desk, matter, until=2, acted_on=GRANTED)
    found = balances(desk, project_id)
    assert (found["节余指标"], found["预支未归还"]) == (MOST, MOST)
    assert found["预计节余指标"] == (PLANNED[0] - MOST[0], PLANNED[1] - MOST[1])


def used_ahead(desk, project_id):
    """A further place to settle draws on what was advanced, and no more than it."""
    desk.do(Change("地块", after=(new_plot(project_id, "A2", PlotUse.SETTLEMENT, USED, USED_FARMLAND),
                                new_plot(project_id, "A3", PlotUse.SETTLEMENT, MOST[0], USED_FARMLAND))))
    desk.do(quota_land.take_land(desk, project_id, ["A2"], Account.SURPLUS, date(2018, 9, 3), "达府地〔2018〕3号", ""))
    with pytest.raises(KnownError, match=rf"“节余指标”（建设用地）不够，差 {USED:.4f} 公顷"):
        desk.do(quota_land.take_land(desk, project_id, ["A3"], Account.SURPLUS, date(2018, 9, 4), "达府地〔2018〕4号", ""))
    found = balances(desk, project_id)
    assert (found["节余指标"], found["安置使用"]) == ((MOST[0] - USED, MOST[1] - USED_FARMLAND), (SETTLED + USED, FARMED + USED_FARMLAND))


def missed(desk, project_id):
    """A year and a day later four consequences follow; the cut of annual quota is decided, entered and settled."""
    desk.clock = lambda: LATE
    every = obligations.proposed(desk, project_id)
    assert [o.kind for o in every] == [ObligationKind.ADVANCE_STOPPED, ObligationKind.ANNUAL_CUT, ObligationKind.BALANCE, ObligationKind.TAXES]
    assert [(o.construction, o.farmland) for o in every if o.kind is ObligationKind.ANNUAL_CUT] == [tuple(part * HECTARE for part in MOST)]
    desk.do(obligations.enter(desk, project_id, {o.id for o in every}))
    cut = next(o for o in obligations.obligations(desk, project_id) if o.kind is ObligationKind.ANNUAL_CUT)
    body = county_of(desk, project_id)
    desk.do(sanctions.enter(desk, body, None, sanctions.Typed(
        SanctionKind.QUOTA_CUT, "达州市人民政府", "达市府函〔2019〕8号", "2019-06-02", area=str(MOST[0]), year="2019", reason="预支逾期")))
    desk.do(obligations.settle(desk, cut, obligations.Settling("2019-06-02", "达市府函〔2019〕8号")))
    found = balances(desk, project_id)
    assert (found["新增建设用地计划指标"], found["扣减指标"]) == ((ANNUAL[0] - MOST[0], ANNUAL[1]), (MOST[0], 0))
    assert [o.kind for o in obligations.obligations(desk, project_id) if not o.settled_on] == [
        ObligationKind.ADVANCE_STOPPED, ObligationKind.BALANCE, ObligationKind.TAXES]


def accepted_late(desk, project_id):
    """The acceptance gives back what was advanced first; the rest is surplus."""
    desk.clock = lambda: END
    accepted(desk, project_id, on=ACCEPTED, number="达市国土验〔2019〕7号")
    found = balances(desk, project_id)
    assert "预支未归还" not in found
    assert "预计节余指标" not in found
    assert (found["验收归还"], found["农村发展预留"], found["节余指标"]) == ((SETTLED, FARMED), (RESERVE, 0), LEFT)
    assert obligations.proposed(desk, project_id) == ()


def shared(desk, project_id):
    """City and county share what is left by 33.33 %, to the last unit on paper."""
    with pytest.raises(KnownError, match="没有可分成的节余指标"):
        city_shares.share_surplus(desk, project_id, date(2018, 5, 1), "达市指〔2019〕1号")
    desk.do(city_shares.share_surplus(desk, project_id, ACCEPTED, "达市指〔2019〕1号"))
    found = balances(desk, project_id)
    assert "节余指标" not in found
    assert (found["市级分成"], found["县级分成"]) == (CITY, COUNTY)


def transferred(desk, project_id):
    """The county's share goes at the guide price, and neither a yuan nor a unit beyond; planning space is adjusted once."""
    told(desk, str(GUIDE))
    matter = opened(desk, project_id, "B-TRANSFER")
    through(desk, matter, until=2)
    said = {"counterpart": "达川区人民政府", "number": "达流〔2019〕1号", "agricultural": COUNTY[1] * HECTARE, "farmland": COUNTY[1] * HECTARE,
            "transfer_point": TransferPoint.PAID, **NEEDS}
    made = filled(desk, trades.draft(desk, project_id, construction=(COUNTY[0] + LEAF) * HECTARE, price=GUIDE - LEAF, **said))
    made = filled(desk, trades.announce(desk, made, date(2019, 10, 20), "省级流转信息平台 3 号"))
    planned_payment(desk, made)
    for name, text, why in (("price", str(GUIDE), "29.9999"), ("construction", str(COUNTY[0]), f"多出 {LEAF} 公顷")):
        with pytest.raises(KnownError, match=why):
            trades.sign(desk, made, TRADED)
        made = filled(desk, trades.set_trade_field(desk, made, name, text))
        planned_payment(desk, made)
    made = filled(desk, trades.sign(desk, made, TRADED))
    found = balances(desk, project_id)
    assert (found["县级分成"], found["已交易"], found["市级分成"]) == ((0, 0), COUNTY, CITY)  # agricultural land that was not sold is left
    return adjusted(desk, paid_and_over(desk, made))


def planned_payment(desk, trade):
    """One payment of the whole amount."""
    if was := trade_payments.instalments(desk, trade):
        desk.do(trade_payments.remove(desk, was))
    row = filled(desk, trade_payments.add(desk, trade))
    filled(desk, trade_payments.set_instalment_field(desk, row, "due_on", "2019-11-20"))


def paid_and_over(desk, trade):
    desk.do(trade_payments.pay(desk, trade, trade_payments.Typed(f"{AMOUNT}元", "2019-11-18", "凭证1")))
    return filled(desk, signed_trades.transfer(desk, trade, date(2019, 11, 19), "划转单 1 号"))


def adjusted(desk, trade):
    """Planning space is applied for within the year, and once."""
    trade = filled(desk, signed_trades.apply_adjustment(desk, trade, date(2019, 11, 20), Decimal(30000), "达府〔2019〕20号"))
    with pytest.raises(KnownError, match="只能申请一次"):
        signed_trades.apply_adjustment(desk, trade, date(2019, 11, 30), Decimal(30000), "达府〔2019〕21号")
    return desk.store.get(Trade, trade.id)


def built_by_the_new_side(desk, project_id):
    """The using side builds shops on the city's share; annual quota is not for them."""
    desk.do(Change("地块", after=(new_plot(project_id, "X1", PlotUse.NEW, BUILT, BUILT_FARMLAND, planned_use="商业"),)))
    with pytest.raises(KnownError, match=r"经营性用地只使用节余指标（B §二\(五\)）"):
        quota_land.take_land(desk, project_id, ["X1"], Account.ANNUAL_PLAN, date(2019, 11, 25), "达府地〔2019〕9号", "")
    desk.do(quota_land.take_land(desk, project_id, ["X1"], Account.CITY_SHARE, date(2019, 11, 25), "达府地〔2019〕9号", ""))
    found = balances(desk, project_id)
    assert (found["市级分成"], found["建新使用"]) == ((CITY[0] - BUILT, CITY[1] - BUILT_FARMLAND), (BUILT, BUILT_FARMLAND))


def spent(desk, project_id, trade):
    """The city's money and the proceeds, each spent from where it came."""
    desk.do(funds_book.receive(desk, project_id, Received(
        "", FundKind.BUDGET, "达州市财政局", f"{INVESTED}元", "2018-07-01", "达财〔2018〕1号", "收1")))
    desk.do(funds_book.spend(desk, project_id, Spent(
        FundKind.BUDGET, "", "", CostCategory.RECLAMATION, None, "", "某某工程公司", f"{SPENT}元", "2019-08-01", "付1")))
    desk.do(funds_book.spend(desk, project_id, Spent(
        FundKind.PROCEEDS, trade.id, "", CostCategory.OTHER, ProceedsPurpose.REVIVAL, "2130126", "镇人民政府", f"{OF_PROCEEDS}元",
        "2019-11-22", "付2")))
    found = money(desk.dossier(project_id))
    assert (found.received, found.spent) == (INVESTED + AMOUNT, SPENT + OF_PROCEEDS)
    assert {y.year: (y.closing, y.proceeds_closing) for y in found.years} == {
        2018: (INVESTED, 0), 2019: (INVESTED + AMOUNT - SPENT - OF_PROCEEDS, AMOUNT - OF_PROCEEDS)}


def told_by_the_county(desk, project_id):
    """Tables and the one page tell the same as the book."""
    given = PLANNED[0] + SETTLED + RESERVE, PLANNED[1] + FARMED
    totals_are(desk, END.date(), {
        "T2": {("周转指标下达", "建设用地"): SETTLED, ("周转指标下达", "耕地"): FARMED},
        "T3": {("安置", "计划", "建设用地"): SETTLED, ("安置", "实际", "建设用地"): SETTLED + USED, ("安置", "实际", "耕地"): FARMED + USED_FARMLAND,
               ("出让", "实际", "建设用地"): BUILT, ("实际使用", "建设用地"): SETTLED + USED + BUILT, ("实际归还", "建设用地"): given[0],
               ("实际归还", "耕地"): given[1]},
        "T4": {("下达指标", "耕地"): FARMED, ("实际使用", "耕地"): FARMED + USED_FARMLAND + BUILT_FARMLAND},
        "T5": {("归还建设用地",): given[0], ("新增耕地",): given[1]}})
    facts = county_facts(desk, county_of(desk, project_id))
    assert quota_on_page(facts) == {
        "issued_revolving": ANNUAL, "issued": (SETTLED, FARMED), "returned": given, "sold": COUNTY, "surplus_made": PLANNED,
        "used": (SETTLED + USED + BUILT, FARMED + USED_FARMLAND + BUILT_FARMLAND)}
    assert {d.words for d in facts.decisions} == {"履行义务：停止预支", "履行义务：履行占补平衡", "履行义务：补缴税费"}
