"""What the county under A does with the proceeds of its trade, and what it pays its households; every fen told by plain arithmetic."""

from datetime import date

import pytest

from linkdesk.actions import funds_book, payment_papers, payments
from linkdesk.actions.funds_book import Spent
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money import FundUse
from linkdesk.domain.money_standing import money
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quota_words import ProceedsPurpose
from tests.actions.signed_pairs import SECRETS, pairs, second_officer
from tests.journeys.quota_of_a import AMOUNT, PARTS

POVERTY, REVIVAL, OTHER = ProceedsPurpose
TO_EACH, FOR_POVERTY, FOR_REVIVAL, TO_HOUSEHOLDS = 20_000, 6_000_000, 5_000_000, 10_000 * (3 + 4)
SPENT = 2 * TO_EACH + FOR_POVERTY + FOR_REVIVAL


def households_paid(desk, project_id, folder):
    """Two households are paid what their signed agreements say: 10,000 yuan a head for the old house."""
    _, made = pairs(desk, project_id, 2)
    other = second_officer(desk)
    desk.do(payments.make_batch(desk, project_id, made[0].kind))
    batch, = desk.store.load(payments.PaymentBatch)
    desk.do(payments.confirm(desk, batch.id, other.id, SECRETS[other.name]))
    payment_papers.send(desk, batch.id, folder)
    paid = desk.store.load(payments.Payment, batch_id=batch.id)
    desk.do(payments.record(desk, [p.id for p in paid], payments.PaymentEventKind.PAID, date(2018, 12, 31), "银行回单1"))
    assert sum(p.amount for p in paid) == TO_HOUSEHOLDS


def spend(desk, project_id, trade, amount, on, voucher, purpose, **more):
    desk.do(funds_book.spend(desk, project_id, Spent(
        FundKind.PROCEEDS, trade.id, more.get("household_id", ""), CostCategory.OTHER, purpose, "2130505 晋财农〔2018〕9号", "青石镇人民政府",
        f"{amount}元", on, voucher)))


def wrong_purposes(desk, project_id):
    return [f.severity for f in desk.findings(project_id) if f.rule_id == "R35"]


def spent(desk, project_id, trade):
    """What came in goes to the two purposes; another one is a finding until it is put right; no more goes out than has come in."""
    with pytest.raises(KnownError, match="不够"):
        spend(desk, project_id, trade, AMOUNT, "2018-12-01", "付0", POVERTY)
    for at, household in enumerate(desk.dossier(project_id).households):
        spend(desk, project_id, trade, TO_EACH, "2018-08-01", f"付1-{at}", POVERTY, household_id=household.id)
    spend(desk, project_id, trade, FOR_POVERTY, "2018-07-10", "付2", POVERTY)
    spend(desk, project_id, trade, FOR_REVIVAL, "2018-11-01", "付3", REVIVAL)
    assert wrong_purposes(desk, project_id) == []
    spend(desk, project_id, trade, 100_000, "2018-11-02", "付4", OTHER)
    assert len(wrong_purposes(desk, project_id)) == 1
    wrong = next(e for e in funds_book.entries(desk, project_id, FundUse) if e.voucher == "付4")
    desk.do(funds_book.revoke(desk, wrong, "用途写错，款已追回"))
    assert wrong_purposes(desk, project_id) == []
    found = money(desk.dossier(project_id))
    first, second = found.lots
    assert (first.left, second.left) == (0, PARTS[0] + PARTS[1] - SPENT)
    assert second.spent_on(REVIVAL) == SPENT - PARTS[0]
    assert (found.received, found.spent) == (PARTS[0] + PARTS[1], SPENT + TO_HOUSEHOLDS)
    assert {b.household.head_name: (b.by_agreements, b.otherwise) for b in found.benefits} == {
        "王秀英": (30_000, TO_EACH), "李秀英": (40_000, TO_EACH)}
