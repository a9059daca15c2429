"""What a county sold, reckoned again without the program's own sums."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.approval import YearTarget
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import reversal
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.sales import by_year, sales, target_done

Account, D = QuotaAccount, Decimal


def sale(area, on, trade="t", body="x", **more):
    told = {"kind": PostingKind.SALE, "from_account": Account.PLANNED_SURPLUS, "to_account": Account.SOLD_TO_DELIVER, "number": "协〔1〕号"}
    return QuotaEntry(authority_id=body, project_id="p", trade_id=trade, posted_on=on, construction=D(area), **(told | more))


def test_a_sale_that_draws_on_two_accounts_is_one_and_is_rounded_once():
    rows = [sale("3.35", date(2018, 5, 2)), sale("3.35", date(2018, 5, 2), from_account=Account.SURPLUS, to_account=Account.SOLD)]
    (found,) = sales(rows)
    assert (found.construction, found.area) == (D("6.70"), D("0.01"))  # 6.70 m² = 0.01005 mu; 3.35 m² twice would give 0.02


def test_sales_are_of_the_year_their_agreement_was_signed_and_of_their_county():
    rows = [sale("666666.6667", date(2019, 1, 8), "late"), sale("2000", date(2018, 3, 1), "a"), sale("4000", date(2018, 3, 1), "b", "y")]
    found = by_year(sales(rows, {"late": date(2018, 12, 28)}))
    assert found == {("x", 2018): D("1003.00"), ("y", 2018): D("6.00")}


def test_what_delivers_a_sale_is_no_second_sale_and_a_sale_taken_back_is_none():
    made = sale("2000", date(2018, 3, 1))
    covered = sale("2000", date(2019, 3, 1), kind=PostingKind.SETTLEMENT, from_account=Account.RETURNED, to_account=Account.SOLD)
    back = reversal(made, date(2019, 6, 1), "终止", "某", None)
    assert by_year(sales([made, covered])) == {("x", 2018): D("3.00")}
    assert sales([made, covered, back]) == ()
    assert len(sales([made, covered, back], until=date(2019, 5, 31))) == 1


@pytest.mark.parametrize(("row", "before", "ledger", "total"), [
    ({}, None, D(30), D(30)), ({"done": D(10)}, D(10), D(30), D(40)), ({"to_year": 2018}, None, D(10), D(10)),
    ({"subject": "别的任务", "done": D(5)}, D(5), None, D(5)), ({"authority_id": None}, None, None, None),
    ({"from_year": 2020, "to_year": 2020}, None, None, None), ({"from_year": None, "to_year": 2019}, None, D(20), D(20))])
def test_a_target_is_done_by_what_was_typed_and_by_the_ledger_of_its_years(row, before, ledger, total):
    sold = {("x", 2018): D(10), ("x", 2019): D(20), ("y", 2018): D(500)}
    target = YearTarget(**({"authority_id": "x", "from_year": 2018, "to_year": 2019} | row))
    done = target_done(target, sold)
    assert (done.before, done.ledger, done.total) == (before, ledger, total)
