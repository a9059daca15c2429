"""The whole sample township through all steps of its agreements: rates, drafts, papers, scans, signatures, work, money, ledgers.

Amounts are worked out here once more by plain arithmetic, and every ledger has to agree with that and with the payments.
"""

import pytest

from tests.journeys.office import Office
from tests.journeys.township_money import close, pay_for_demolition, put_up_a_notice, reclaim_and_pay
from tests.journeys.township_papers import numbers, parties_and_items, print_all, rates_and_drafts, scan_back
from tests.journeys.township_sums import every_ledger_agrees, the_window_shows_the_same
from tests.journeys.township_work import before_the_work, demolish, sign


@pytest.fixture
def office(desk, project_id):
    return Office(desk, project_id)


def test_a_township_from_the_rates_to_the_last_payment(office, tmp_path, open_window, qtbot):
    cast = rates_and_drafts(office)
    parties_and_items(office, cast)
    numbers(office, cast)
    printed = print_all(office, tmp_path)
    scan_back(office, cast, printed, tmp_path)
    sign(office, cast)
    before_the_work(office, cast)
    demolish(office, cast)
    put_up_a_notice(office, cast)
    pay_for_demolition(office, cast, tmp_path)
    reclaim_and_pay(office, cast, tmp_path)
    close(office, cast)
    every_ledger_agrees(office, cast, tmp_path)
    the_window_shows_the_same(office, cast, open_window, qtbot)
    assert office.desk.store.verify() == []
