"""Days of time limits: month ends, 29 February, the ends of the calendar, zones, and working days by the published holidays."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from chinese_calendar import is_workday

from linkdesk.domain import days, workdays


@pytest.mark.parametrize(("day", "number", "unit", "due"), [
    (date(2018, 3, 5), 3, "年", date(2021, 3, 5)), (date(2016, 2, 29), 1, "年", date(2017, 2, 28)),
    (date(2016, 2, 29), 4, "年", date(2020, 2, 29)), (date(2019, 2, 28), 1, "年", date(2020, 2, 28)),
    (date(2018, 1, 31), 1, "个月", date(2018, 2, 28)), (date(2020, 1, 31), 1, "个月", date(2020, 2, 29)),
    (date(2018, 8, 31), 1, "个月", date(2018, 9, 30)), (date(2018, 11, 30), 3, "个月", date(2019, 2, 28)),
    (date(2018, 12, 31), 2, "年", date(2020, 12, 31)), (date(2018, 6, 30), Decimal("1.5"), "年", date(2019, 12, 30)),
    (date(2018, 12, 31), 1, "日", date(2019, 1, 1)), (date(2018, 2, 14), 1, "工作日", date(2018, 2, 22)),
    (date(9998, 5, 1), 3, "年", date.max), (date.max, 10, "日", date.max), (date(9999, 12, 30), 5, "工作日", date.max)])
def test_a_limit_ends_on_the_same_day_of_the_month_or_its_last(day, number, unit, due):
    assert days.after(day, number, unit) == due


def test_going_back_stops_at_the_first_day():
    assert days.months_after(date(1, 2, 3), -2) == date.min
    assert days.after(date(2018, 3, 31), -1, "个月") == date(2018, 2, 28)


@pytest.mark.parametrize(("number", "unit", "whole"), [("3", "年", True), ("0.5", "年", True), ("0.3", "年", False), ("1.5", "日", False),
                                                       ("2", "旬", False), ("10", "工作日", True)])
def test_only_limits_of_whole_months_or_days_can_be_told(number, unit, whole):
    assert days.is_whole(Decimal(number), unit) is whole


def test_a_limit_that_ends_early_for_want_of_its_day_is_known():
    assert days.ends_early(date(2016, 2, 29), date(2017, 2, 28))
    assert not days.ends_early(date(2018, 2, 28), date(2019, 2, 28))


def test_a_moment_belongs_to_the_day_of_the_office():
    late = datetime(2018, 3, 4, 18, 30, tzinfo=UTC)
    assert days.local_day(late) == date(2018, 3, 5)
    assert days.local_day(late.astimezone(timezone(timedelta(hours=-8)))) == date(2018, 3, 5)
    assert days.local_day(datetime(2018, 3, 4, 23, 59)) == date(2018, 3, 4)


def test_every_day_of_the_known_years_is_as_published():
    day, end, count = date(workdays.FIRST_YEAR, 1, 1), date(workdays.LAST_YEAR, 12, 31), 0
    before = day - timedelta(1)
    while day <= end:
        assert workdays.is_working_day(day) is is_workday(day)
        count += is_workday(day)
        day += timedelta(1)
    assert workdays.working_days(before, end).number == count


@pytest.mark.parametrize(("start", "end", "number"), [
    (date(2018, 2, 14), date(2018, 2, 24), 3),   # Spring Festival 15–21, the 24th a Saturday that is worked
    (date(2018, 9, 28), date(2018, 10, 8), 3),   # 29 and 30 September worked at a weekend
    (date(2018, 3, 5), date(2018, 3, 5), 0), (date(2018, 3, 9), date(2018, 3, 5), -4)])
def test_working_days_after_a_day_up_to_another(start, end, number):
    assert workdays.working_days(start, end) == workdays.Counted(number)


def test_beyond_the_published_years_monday_to_friday_counts_and_it_says_so():
    last = workdays.LAST_YEAR
    assert workdays.working_days(date(last, 12, 1), date(last + 1, 1, 31)).doubt == f"节假日安排只到 {last} 年，此后按周一至周五计"
    assert workdays.working_days(date(2099, 6, 1), date(2099, 6, 8)).number == 5
    assert "从 2004 年起" in workdays.working_days(date(1986, 1, 1), date(1986, 1, 31)).doubt
    assert workdays.working_day_after(date(last, 12, 31), 1).doubt == workdays.RUNS_OUT
    assert workdays.working_days(date(2018, 1, 1), date(last, 12, 31)).doubt == ""


@pytest.mark.parametrize(("day", "number", "reached"), [
    (date(2018, 3, 3), 0, date(2018, 3, 5)), (date(2018, 3, 5), 0, date(2018, 3, 5)), (date(2018, 3, 2), 1, date(2018, 3, 5)),
    (date(2018, 2, 14), 3, date(2018, 2, 24)), (date(2018, 3, 5), -1, date(2018, 3, 2)), (date.min, -1, date.min)])
def test_counting_on_by_working_days(day, number, reached):
    assert workdays.working_day_after(day, number).day == reached


def test_counting_agrees_with_walking_in_both_directions():
    for start, number in ((date(2018, 1, 1), 200), (date(2026, 12, 20), 30), (date(2003, 12, 20), 30)):
        reached = workdays.working_day_after(start, number).day
        assert workdays.working_days(start, reached).number == number
