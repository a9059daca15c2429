from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.domain.quantities import hectares, mu, printed, rounded, square_metres


@pytest.mark.parametrize(("value", "decimals", "text"), [
    ("12.34565", 4, "12.3457"), ("0.00005", 4, "0.0001"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1.005", 2, "1.01"),
    ("1234567.005", 2, "1,234,567.01")])
def test_rounds_half_up_where_float_would_not(value, decimals, text):
    assert printed(Decimal(value), decimals) == text


@pytest.mark.parametrize(("value", "unit", "m2"), [
    ("0.3", "亩", "200.0000"), ("1", "亩", "666.6667"), ("1", "公顷", "10000.0000"), ("12.5", "㎡", "12.5000"), ("15", "亩", "10000.0000")])
def test_areas_turn_into_square_metres(value, unit, m2):
    assert square_metres(Decimal(value), unit) == Decimal(m2)


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_hectares_and_mu_keep_their_ratio_within_rounding(area):
    assert abs(hectares(area, 8) * 15 - mu(area, 8)) <= Decimal("0.0000001")


@given(st.decimals(min_value=-10**6, max_value=10**6, places=7), st.integers(min_value=0, max_value=6))
def test_rounding_is_never_off_by_more_than_half_a_unit(value, decimals):
    assert abs(rounded(value, decimals) - value) <= Decimal(1).scaleb(-decimals) / 2
