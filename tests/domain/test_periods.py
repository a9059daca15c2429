"""Periods of plots, as surveyors and officers write them."""

import pytest

from linkdesk.domain.periods import period


@pytest.mark.parametrize(("text", "label"), [
    ("2018", "2018年"), ("2018年", "2018年"), ("２０１８年度", "2018年"), ("二〇一八年", "2018年"), ("2018年内", "2018年"),
    ("2018年三季度", "2018年第三季度"), ("2018年第3季度", "2018年第三季度"), ("2018Q3", "2018年第三季度"), ("2018q3", "2018年第三季度"),
    ("2018年10月", "2018年第四季度"), ("2018-10", "2018年第四季度"), ("2018.10", "2018年第四季度"), ("2018年10月5日", "2018年第四季度"),
    ("2018年十月", "2018年第四季度"), ("2018年底前", "2018年第四季度"), ("2018年上半年", "2018年第一季度至第二季度"),
    ("2018-2019", "2018—2019年"), ("2018年—2019年", "2018—2019年"), ("2018至2020年度", "2018—2020年"), ("2018、2019年", "2018—2019年"),
    ("2018年3—6月", "2018年第一季度至第二季度"), ("2018年一至三季度", "2018年第一季度至第三季度"),
    ("2018年四季度-2019年一季度", "2018年第四季度至2019年第一季度"), ("2018年3月1日至2018年6月30日", "2018年第一季度至第二季度")])
def test_what_people_write_is_understood(text, label):
    assert period(text).label == label


@pytest.mark.parametrize("text", ["", "待定", "三季度", "18年", "1234", "2019-2018", "2018年13月", "2018年5季度", "尽快", "2018年和以后"])
def test_what_cannot_be_told_is_not_guessed(text):
    assert period(text) is None


def test_periods_run_from_quarter_to_quarter():
    year, quarter = period("2018"), period("2018年三季度")
    assert (quarter.first, quarter.last) == (2018 * 4 + 2, 2018 * 4 + 2)
    assert (year.first, year.last) == (2018 * 4, 2018 * 4 + 3)
