"""Where a notice stands on a day, and when a complaint is overdue."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.domain.notice import (
    Complaint,
    Notice,
    NoticeState,
    Objection,
    days_up,
    notice_state,
    of_notice,
    overdue,
)

UP = Notice(project_id="p", number="公示-2018-001", from_on=date(2018, 7, 2), until_on=date(2018, 7, 9), id="n")
OPEN = Objection(notice_id="n", raised_on=date(2018, 7, 4), content="面积不符", id="o")
SETTLED = replace(OPEN, settlement="已复核", settled_on=date(2018, 7, 6))


@pytest.mark.parametrize(("notice", "objections", "on", "state"), [
    (replace(UP, number=""), (), date(2018, 7, 3), NoticeState.DRAFT),
    (UP, (), date(2018, 7, 9), NoticeState.STANDING), (UP, (), date(2018, 7, 10), NoticeState.OVER),
    (UP, (OPEN,), date(2018, 7, 3), NoticeState.OBJECTED), (UP, (OPEN,), date(2018, 7, 20), NoticeState.OBJECTED),
    (UP, (SETTLED,), date(2018, 7, 20), NoticeState.OVER), (UP, (replace(OPEN, notice_id="other"),), date(2018, 7, 20), NoticeState.OVER),
    (replace(UP, closed_on=date(2018, 7, 12)), (), date(2018, 7, 20), NoticeState.CERTIFIED),
    (replace(UP, closed_on=date(2018, 7, 12), withdrawn_on=date(2018, 7, 13)), (OPEN,), date(2018, 7, 20), NoticeState.WITHDRAWN),
])
def test_a_notice_stands_where_its_entries_put_it(notice, objections, on, state):
    assert notice_state(notice, objections, on) is state


def test_objections_stand_in_the_order_of_their_days():
    early = replace(OPEN, raised_on=date(2018, 7, 3), id="e")
    assert [o.id for o in of_notice(UP, (OPEN, early))] == ["e", "o"]


@pytest.mark.parametrize(("from_on", "until_on", "days"), [
    (date(2018, 7, 2), date(2018, 7, 9), 7), (date(2018, 7, 2), date(2018, 7, 2), 0), (None, date(2018, 7, 2), None)])
def test_the_day_a_notice_goes_up_is_not_counted(from_on, until_on, days):
    assert days_up(replace(UP, from_on=from_on, until_on=until_on)) == days


@pytest.mark.parametrize(("due", "settled", "late"), [
    (date(2018, 7, 9), None, True), (date(2018, 7, 10), None, False), (None, None, False), (date(2018, 7, 1), date(2018, 7, 2), False)])
def test_a_complaint_is_overdue_the_day_after_its_day(due, settled, late):
    assert overdue(Complaint(household_id="h", due_on=due, settled_on=settled), date(2018, 7, 10)) is late
