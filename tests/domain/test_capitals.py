"""Amounts in capitals, checked by hand and by reading them back with a parser of its own."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linkdesk.domain.capitals import capitals

DIGITS = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(("amount", "words"), [
    ("0", "零元整"), ("0.00", "零元整"), ("0.01", "壹分"), ("0.05", "伍分"), ("0.10", "壹角整"), ("0.32", "叁角贰分"),
    ("1", "壹元整"), ("10", "壹拾元整"), ("15", "壹拾伍元整"), ("100.5", "壹佰元伍角整"), ("105", "壹佰零伍元整"),
    ("325.04", "叁佰贰拾伍元零肆分"), ("1001", "壹仟零壹元整"), ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"), ("6007.14", "陆仟零柒元壹角肆分"), ("10000", "壹万元整"),
    ("10001", "壹万零壹元整"), ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("100000", "壹拾万元整"),
    ("107000.53", "壹拾万柒仟元伍角叁分"), ("100100", "壹拾万零壹佰元整"), ("10000000", "壹仟万元整"),
    ("100000000", "壹亿元整"), ("100000001", "壹亿零壹元整"), ("100010000", "壹亿零壹万元整"),
    ("1000000000", "壹拾亿元整"), ("120000300.07", "壹亿贰仟万零叁佰元零柒分"), ("1000000000000", "壹万亿元整"),
    ("1000100000000", "壹万零壹亿元整"), ("10.50", "壹拾元伍角整"), ("3.04", "叁元零肆分"), ("1000.10", "壹仟元壹角整"),
    ("50000.05", "伍万元零伍分"), ("100000.00", "壹拾万元整"), ("20030040.50", "贰仟零叁万零肆拾元伍角整"),
    ("100000000.05", "壹亿元零伍分"), ("101010101.01", "壹亿零壹佰零壹万零壹佰零壹元零壹分"), ("1000000000001", "壹万亿零壹元整"),
    ("1000000010000", "壹万亿零壹万元整"), ("10000000000000.00", "壹拾万亿元整"),
    ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
])
def test_by_hand(amount, words):
    assert capitals(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-0.01", "-1", "0.001", "1.005", "1E+16", "NaN", "Infinity", "-Infinity"])
def test_refused(amount):
    with pytest.raises(ValueError, match="amount in capitals"):
        capitals(Decimal(amount))


@given(st.integers(0, 10**18 - 1))
@example(10**10)
@example(10**10 + 1)
@example(1_0000_0000_00)
@settings(deadline=None)
def test_read_back(fen):
    assert parsed(capitals(Decimal(fen).scaleb(-2))) == fen


@given(st.integers(1, 10**18 - 1))
@settings(deadline=None)
def test_form(fen):
    words = capitals(Decimal(fen).scaleb(-2))
    assert "零零" not in words
    assert not re.search("零[拾佰仟万亿元角整]", words)
    assert words.endswith("整") is (fen % 10 == 0)
    assert not words.startswith("零")


def parsed(words: str) -> int:
    """The amount in fen, read unit by unit with nothing of the writer's method."""
    yuan, _, rest = words.rpartition("元")
    dimes = re.search("(.)角", rest)
    cents = re.search("(.)分", rest)
    return 100 * whole(yuan) + 10 * (DIGITS[dimes[1]] if dimes else 0) + (DIGITS[cents[1]] if cents else 0)


def whole(words: str) -> int:
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        if name in words:
            high, _, low = words.rpartition(name)
            return whole(high) * unit + whole(low)
    return sum(DIGITS[d] * UNITS.get(u, 1) for d, u in re.findall("([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)", words))
