"""What quota, trades, money and the special plan rest on is not removed under them: refused in words that name what refers to it."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import (
    advances,
    assessments,
    directories,
    estimates,
    funds_book,
    households,
    matters,
    plot_removal,
    quota_entries,
    quota_land,
    special_plan_rows,
    special_plans,
    trade_payments,
    trades,
    village_potentials,
)
from linkdesk.domain.approval import Matter
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority, Township, Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.planning import FundSource
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import AssessmentKind, LandPurpose, QuotaAccount
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.trade import Trade, TradeInstalment
from linkdesk.domain.words import AuthorityKind
from tests.actions import advanced, traded
from tests.actions.quota_books import county_of

DAY = date(2018, 6, 1)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """A county whose rows are all referred to by rows of quota, trade, money or special plan; with another one that has only a year."""
    desk, id_ = traded.selling(tmp_path_factory.mktemp("county"))
    body = county_of(desk, id_)
    desk.do(quota_land.take_land(desk, id_, ["A1"], QuotaAccount.ISSUED, DAY, "岚地〔2018〕1号", "", LandPurpose.RELOCATION))
    trade = traded.signed(desk, traded.drafted(desk, id_))
    desk.do(trade_payments.pay(desk, trade, trade_payments.Typed("100", "2018-05-20", "P1")))
    town = Township(authority_id=body, name="岭南镇")
    other = Authority(name="邻县人民政府", kind=AuthorityKind.COUNTY)
    desk.do(Change("名录", after=(town, Village(township_id=town.id, name="上村"), other, Household(project_id=id_, head_name="某户"),
                                  FundSource(project_id=id_, kind=FundKind.BUDGET, name="县级财政"))))
    said = {"payer": "财政局", "amount": "100", "received_on": "2018-06-01", "voucher": "R1"}
    desk.do(funds_book.receive(desk, id_, funds_book.Received(fund_source_id=desk.store.load(FundSource)[0].id, **said)))
    desk.do(funds_book.spend(desk, id_, funds_book.Spent(household_id=desk.store.load(Household)[0].id, payee="某户", amount="1",
                                                         paid_on="2018-06-02", voucher="Z1"), sure=True))
    desk.do(special_plans.add(desk, body, id_))
    plan = desk.store.load(SpecialPlan)[0]
    desk.do(special_plan_rows.add_project(desk, plan))
    upper = next(row for row in village_potentials.rows(desk, plan) if row.village == "上村")
    desk.do(village_potentials.set_field_of(desk, plan, upper, "idle_area", "1"))
    desk.do(assessments.begin(desk, other.id, AssessmentKind.TRADE, 2018))
    desk.do(quota_entries.issue(desk, other.id, DAY, "岚政〔2018〕7号", "", 2018, Amounts(Decimal(10000))))
    yield desk
    desk.close()


REMOVALS = {
    "地块": lambda desk: plot_removal.remove(desk, desk.store.load(Plot, code="A1")),
    "农户": lambda desk: households.remove(desk, desk.store.load(Household)),
    "资金来源": lambda desk: estimates.remove_sources(desk, desk.store.load(FundSource)),
    "村": lambda desk: directories.remove(desk, desk.store.load(Village, name="上村")[0]),
    "乡镇": lambda desk: directories.remove(desk, desk.store.load(Township, name="岭南镇")[0]),
    "邻县": lambda desk: directories.remove(desk, desk.store.load(Authority, name="邻县人民政府")[0]),
    "本县": lambda desk: directories.remove(desk, desk.store.load(Authority, id=county_of(desk, desk.store.load(Project)[0].id))[0]),
    "项目区": lambda desk: Change("删除", before=(desk.store.load(Project)[0],)),
    "交易": lambda desk: trades.remove(desk, desk.store.load(Trade)[0]),
    "款项": lambda desk: trade_payments.remove(desk, desk.store.load(TradeInstalment)),
}
SAYS = {"地块": "指标", "农户": "支出", "资金来源": "到账", "村": "潜力", "乡镇": "潜力", "交易": "已于", "款项": "已于"}


@pytest.mark.parametrize("what", REMOVALS)
def test_what_is_referred_to_stays(county, what):
    before = county.store.data_version
    with pytest.raises(KnownError, match=SAYS.get(what, "引用") + r".*。$"):
        county.do(REMOVALS[what](county))
    assert county.store.data_version == before


def test_a_matter_with_applications_stays_until_they_are_removed(tmp_path):
    desk, project_id = advanced.planned(tmp_path)
    advanced.applied(desk, project_id, construction="1")
    matter = desk.store.load(Matter, id=advances.advances(desk, project_id)[0].matter_id)[0]
    with pytest.raises(KnownError, match=r"预支申请.*。$"):
        desk.do(matters.remove(desk, matter))
    desk.do(advances.remove(desk, advances.advances(desk, project_id)))
    desk.do(matters.remove(desk, matter))
