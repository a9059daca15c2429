"""Masks of private values."""

import pytest

from linkdesk.domain.agreement_words import NameMask, NumberMask
from linkdesk.domain.fields import Private
from linkdesk.domain.privacy import masked, on_screen, public_name, public_number, without_numbers


@pytest.mark.parametrize(("value", "private", "shown"), [
    ("14112719800101001X", Private.IDENTITY, "141127********001X"), ("130503670401001", Private.IDENTITY, "130503*****1001"),
    ("1411271980", Private.IDENTITY, "**********"), ("123", Private.IDENTITY, "***"),
    ("6222020511001234562", Private.ACCOUNT, "***************4562"), ("4562", Private.ACCOUNT, "****"),
    ("17319633396", Private.PHONE, "173****3396"), ("0350-1234567", Private.PHONE, "035*****4567"),
    ("1234567", Private.PHONE, "*******"),
    ("向海牢", Private.NAME, "向○○"), ("罗淑", Private.NAME, "罗○"), ("欧阳娜娜", Private.NAME, "欧阳○○"),
    ("欧阳", Private.NAME, "欧○"), ("张", Private.NAME, "张○"), ("𬱖某某", Private.NAME, "𬱖○○"),
    ("阿依古丽·买买提", Private.NAME, "阿○○"),
    ("上沟村", Private.NO, "上沟村"), ("", Private.IDENTITY, ""), (None, Private.PHONE, ""),
])
def test_masked(value, private, shown):
    assert masked(value, private) == shown


def test_names_stand_on_screen_and_nothing_else_does():
    assert on_screen("向海牢", Private.NAME) == "向海牢"
    assert on_screen(None, Private.NAME) == ""
    assert on_screen("17319633396", Private.PHONE) == "173****3396"


@pytest.mark.parametrize("private", [p for p in Private if p is not Private.NO])
def test_every_kind_hides_something(private):
    assert masked("14112719800101001X", private) != "14112719800101001X"


@pytest.mark.parametrize(("typed", "shown"), [
    ("149923195001011110", "149***********1110"), ("愿意 14992319500101111x。", "愿意 149***********111x。"),
    ("6222 0205 1100 1234 562", "622**************** 562"), ("13900001234起", "139****1234起"),
    ("约157", "约157"), ("2018-03-05", "2018-03-05"), ("0.33333333333333", "0.33333333333333"), ("37412296.862", "37412296.862"),
])
def test_numbers_that_may_be_somebodys_are_masked_in_any_text(typed, shown):
    assert without_numbers(typed) == shown


@pytest.mark.parametrize(("name", "mask", "shown"), [
    ("向海牢", NameMask.SURNAME, "向○○"), ("向海牢", NameMask.LAST, "向海○"), ("向海牢", NameMask.FULL, "向海牢"),
    ("罗淑", NameMask.LAST, "罗○"), ("张", NameMask.LAST, "○"), ("欧阳娜", NameMask.SURNAME, "欧阳○"), ("𬱖某𬱖", NameMask.LAST, "𬱖某○"),
    ("阿依古丽·买买提", NameMask.LAST, "阿依古丽·买买○"), ("", NameMask.FULL, ""), (None, NameMask.SURNAME, ""), (None, NameMask.LAST, ""),
])
def test_names_in_public_follow_the_rule(name, mask, shown):
    assert public_name(name, mask) == shown


@pytest.mark.parametrize(("number", "mask", "shown"), [
    ("14112719800101001X", NumberMask.ENDS, "141127********001X"), ("14112719800101001X", NumberMask.LAST_FOUR, "**************001X"),
    ("14112719800101001X", NumberMask.NONE, ""), ("0011", NumberMask.LAST_FOUR, "****"), ("1411271980", NumberMask.ENDS, "**********"),
    (None, NumberMask.ENDS, ""), ("", NumberMask.LAST_FOUR, ""),
])
def test_identity_numbers_in_public_follow_the_rule(number, mask, shown):
    assert public_number(number, mask) == shown


@pytest.mark.parametrize("mask", NumberMask)
def test_no_rule_shows_a_whole_identity_number(mask):
    for number in ("14112719800101001X", "130503670401001", "123"):
        assert number not in public_number(number, mask)
