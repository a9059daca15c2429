"""Years of the quota book close upwards and open downwards; a closed one fixes every day until its end."""

from datetime import date

import pytest

from linkdesk.domain.book_years import closed_until, closed_years, why_closed, why_not_decided
from linkdesk.domain.quota import BookClosing
from linkdesk.domain.quota_words import ClosingKind

TODAY = date(2020, 2, 29)


def decided(year, kind=ClosingKind.CLOSED, reason="上级要求补记，分管领导批准"):
    return BookClosing(authority_id="a", year=year, kind=kind, decided_on=TODAY, reason=reason)


CLOSED, OPENED = ClosingKind.CLOSED, ClosingKind.REOPENED


def test_the_last_word_of_a_year_counts():
    told = [decided(2018), decided(2019), decided(2019, OPENED)]
    assert closed_years(told) == {2018}
    assert closed_until(told) == 2018
    assert closed_until([*told, decided(2019)]) == 2019
    assert closed_until([]) is None


@pytest.mark.parametrize(("on", "fixed"), [(date(2018, 12, 31), True), (date(2016, 1, 1), True), (date(2019, 1, 1), False), (None, False)])
def test_a_closed_year_fixes_every_day_until_its_end(on, fixed):
    assert bool(why_closed([decided(2018)], on)) is fixed


@pytest.mark.parametrize(("made", "known", "waiting", "said"), [
    (decided(2020), [], (), "2020 年度还没有结束"),
    (decided(2018), [decided(2019)], (), "已随 2019 年度年结"),
    (decided(2019), [decided(2019)], (), "没有重复办理"),
    (decided(2019), [], ("甲项目：方案批准",), "待过账事项：甲项目：方案批准，没有年结"),
    (decided(2019), [], tuple("甲乙丙丁"), "甲、乙、丙等 4 项"),
    (decided(2019, OPENED), [], (), "没有年结，不用重开"),
    (decided(2018, OPENED), [decided(2018), decided(2019)], (), "要先重开 2019 年度"),
    (decided(2019, OPENED, "  "), [decided(2019)], (), "请写明重开的理由"),
])
def test_what_cannot_be_decided_is_said_in_words(made, known, waiting, said):
    assert said in why_not_decided(made, known, TODAY, waiting)


@pytest.mark.parametrize(("made", "known"), [
    (decided(2019), []), (decided(2019), [decided(2018)]), (decided(2019, OPENED), [decided(2018), decided(2019)]),
    (decided(2018), [decided(2018), decided(2018, OPENED)]),
])
def test_what_can_be_decided_is_not_refused(made, known):
    assert why_not_decided(made, known, TODAY) == ""
