"""City and county share surplus by the ratio agreed, to the last unit printed; nothing is shared while the ratio is not known."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.actions import city_shares, edits
from linkdesk.domain.city_share import shared
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import rounded
from linkdesk.domain.quota_accounts import Amounts
from tests.actions.quota_books import accepted, approved, balances, book, issued

ON = date(2019, 6, 2)
HECTARE = Decimal(10000)
AREAS = st.integers(0, 10**9).map(Decimal)
PERCENT = st.integers(0, 10000).map(lambda n: Decimal(n) / 100)


@given(area=AREAS, percent=PERCENT)
def test_the_two_parts_come_to_the_whole_and_neither_is_off_by_a_unit(area, percent):
    city, county = shared(Amounts(area, area, area, area), percent)
    assert city + county == Amounts(area, area, area, area)
    assert not city.is_below_zero
    assert not county.is_below_zero
    assert abs(city.construction - area * percent / 100) <= Decimal("0.5")


def ready(folder, **facts):
    desk, project_id = book(folder, "B", city_invested=True, **facts)
    issued(desk, project_id)
    approved(desk, project_id, kind=PlanKind.OLD)
    accepted(desk, project_id)
    return desk, project_id


def test_surplus_is_shared_by_the_agreed_ratio(tmp_path):
    desk, project_id = ready(tmp_path, city_share=Decimal("33.33"), city_share_document="市县分成协议〔2018〕1号")
    whole = balances(desk, project_id)["节余指标"]
    desk.do(city_shares.share_surplus(desk, project_id, ON, "达市指〔2019〕1号"))
    found = balances(desk, project_id)
    assert "节余指标" not in found
    city, county = found["市级分成"], found["县级分成"]
    assert (city[0] + county[0], city[1] + county[1]) == whole
    assert city[0] == rounded(whole[0] * Decimal("0.3333"), 4)
    with pytest.raises(KnownError, match="没有可分成的节余指标"):
        city_shares.share_surplus(desk, project_id, ON, "达市指〔2019〕2号")


def test_without_a_ratio_an_agreement_or_the_citys_money_nothing_is_shared(tmp_path):
    desk, project_id = ready(tmp_path)
    with pytest.raises(KnownError, match="分成比例还不知道"):
        city_shares.share_surplus(desk, project_id, ON, "1号")
    desk.do(edits.set_field(desk.store.get(Project, project_id), "city_share", "40"))
    with pytest.raises(KnownError, match="分成协议"):
        city_shares.share_surplus(desk, project_id, ON, "1号")
    with pytest.raises(KnownError, match="文号"):
        city_shares.share_surplus(desk, project_id, ON, " ", "分成协议")
    desk.do(edits.set_value(desk.store.get(Project, project_id), "city_invested", False))
    with pytest.raises(KnownError, match="不是市级投资项目"):
        city_shares.share_surplus(desk, project_id, ON, "1号", "分成协议")


def test_before_the_acceptance_there_is_nothing_to_share(tmp_path):
    desk, project_id = ready(tmp_path, city_share=Decimal(50), city_share_document="协议")
    with pytest.raises(KnownError, match="没有可分成的节余指标"):
        city_shares.share_surplus(desk, project_id, date(2019, 5, 1), "1号")
