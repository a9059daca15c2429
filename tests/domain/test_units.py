from decimal import Decimal

import pytest

from linkdesk.domain.units import base_text, measures, unit_of


@pytest.mark.parametrize(("text", "value", "other", "expected"), [
    ("亩", "3", "㎡", "2000"), ("公顷", "1", "亩", "15"), ("hm²", "0.5", "平方米", "5000"), ("100m³", "2.5", "m3", "250"),
    ("100㎡", "1", "M2", "100"), ("公里", "1.2", "米", "1200"), ("30厘米", "1", "m", "0.3"), ("吨", "2", "公斤", "2000"),
    ("kg/亩", "500", "t/公顷", "7.5"), ("m3·km", "2", "立方米·千米", "2"), ("百米", "3", "延米", "300"),
    ("千块", "4", "块", "4000"), ("棵", "7", "株", "7"), ("ｍ³", "1", "立方", "1"), ("株／亩", "1", "株/每公顷", "15"),
    ("%", "5", "", "0.05"), ("工日", "1", "工", "1")])
def test_units_of_one_dimension_convert_exactly(text, value, other, expected):
    unit, into = unit_of(text), unit_of(other)
    assert unit.dimension == into.dimension
    assert into.from_base(unit.to_base(Decimal(value))) == Decimal(expected)


@pytest.mark.parametrize(("one", "other"), [("㎡", "m"), ("株", "口"), ("处", "座"), ("户", "人"), ("m³", "100㎡"), ("kg", "m³"), ("", "m")])
def test_others_are_dimensions_of_their_own(one, other):
    assert unit_of(one).dimension != unit_of(other).dimension


@pytest.mark.parametrize("text", ["块地", "m³/次方", "·", "/", "//", "100", "x" * 5000, "㎡㎡", "九"])
def test_a_unit_nobody_knows_is_none(text):
    assert unit_of(text) is None


def test_a_dimension_is_told_in_base_units():
    assert [base_text(unit_of(text).dimension) for text in ("亩", "kg/亩", "m3.km".replace(".", "·"), "%", "1/亩")] == [
        "㎡", "kg/㎡", "m^4", "", "1/㎡"]
    assert measures("亩")
    assert not measures("地块")
