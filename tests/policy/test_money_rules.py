"""Rules of a project's money: R35 of A, what B's finance and audit offices look at, and the program's own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.domain.carrying import Carrying, Completion
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.planning import EstimateItem
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quota_words import ProceedsPurpose, TradeSide
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.trade import Trade, TradePayment
from linkdesk.domain.words import RelocationType, Severity
from linkdesk.policy.check import findings
from tests.policy.dossiers import dossier, household, shipped

SOLD = Trade("county", "p", side=TradeSide.SELLER, counterpart="某开发区", id="t")
PAID = TradePayment("t", amount=Decimal(100000), paid_on=date(2018, 3, 1), voucher="1", id="paid")
USE = FundUse("p", trade_id="t", kind=FundKind.PROCEEDS, purpose=ProceedsPurpose.POVERTY, budget_item="2130505", payee="某",
              amount=Decimal(40000), paid_on=date(2018, 4, 1), voucher="2", id="use")
OURS = {"R35", "R35-budget", "R35-benefit", "funds-short", "funds-over", "funds-budget", "funds-audit", "proceeds-covered"}


def found(uses=(), receipts=(), packs=("A",), payments=(PAID,), **more):
    made = dossier(packs=packs, households=more.pop("households", ()))
    quotas = Quotas(trades=(SOLD,), trade_payments=payments, fund_uses=tuple(uses), receipts=tuple(receipts))
    return {f.rule_id: f for f in findings(replace(made, quotas=quotas, **more), shipped().values()) if f.rule_id in OURS}


def test_proceeds_spent_as_they_should_be_are_not_remarked_on():
    assert found([USE]) == {}
    assert found(payments=()) == {}


def test_another_purpose_and_none_are_errors_that_name_the_voucher():
    for purpose, said in ((ProceedsPurpose.OTHER, "用于“其他用途”"), (None, "没有写明用途")):
        told = found([replace(USE, purpose=purpose)])
        assert set(told) == {"R35"}
        assert (told["R35"].severity, told["R35"].subject_id, told["R35"].field) == (Severity.ERROR, "use", "purpose")
        assert f"2018-04-01 凭证 2（40,000.00 元）{said}" in told["R35"].message


def test_proceeds_without_a_budget_item_are_an_error_and_a_correction_settles_it():
    wrong = replace(USE, budget_item=" ")
    assert set(found([wrong])) == {"R35-budget"}
    assert found([wrong, replace(wrong, revokes_id="use", note="漏填科目", id="undone"), replace(USE, id="again")]) == {}


def test_whom_the_clause_names_has_to_benefit():
    poor, moved, other = (household(id=id_, **more) for id_, more in (
        ("a", {"registered_poor": True}), ("b", {"relocation_type": RelocationType.POVERTY}), ("c", {"registered_poor": False})))
    told = found([USE], households=(poor, moved, other))
    assert (told["R35-benefit"].measured, told["R35-benefit"].subject_id) == ("2 户", "a")
    assert found([replace(USE, household_id="a"), replace(USE, household_id="b", voucher="3", id="u2")], households=(poor, moved, other)) == {}


def test_spending_goes_neither_beyond_receipts_nor_beyond_the_estimate():
    own = replace(USE, trade_id=None, kind=FundKind.BUDGET, purpose=None, category=CostCategory.PREPARATION, amount=Decimal(150000))
    estimate = (EstimateItem("p", category=CostCategory.PREPARATION, name="勘测", amount=Decimal(120000)),)
    told = found([own], estimate=estimate)
    assert (told["funds-short"].measured, told["funds-over"].measured) == ("5.00 万元", "3.00 万元")
    came = FundReceipt("p", payer="财政局", amount=Decimal(50000), received_on=date(2018, 1, 5), voucher="9")
    assert set(found([own], [came], estimate=estimate)) == {"funds-over"}
    assert found([own], [came], packs=("B",))["funds-budget"].measured == "10.00 万元"


def test_a_payment_that_was_corrected_leaves_its_spending_uncovered():
    back = replace(PAID, revokes_id="paid", note="退回", id="back")
    told = found([USE], payments=(PAID, back))
    assert told["proceeds-covered"].measured == "4.00 万元"
    assert "凭证 2 差 40,000.00 元" in told["proceeds-covered"].message


def test_completed_works_name_who_audited():
    done = Carrying(completion=Completion("p", completed_on=date(2018, 5, 1), id="c"))
    own = replace(USE, trade_id=None, kind=FundKind.OTHER, purpose=None)
    assert found([own], packs=("B",), carrying=done)["funds-audit"].subject_id == "c"
    audited = replace(done, completion=replace(done.completion, audited_by="某县审计局"))
    assert "funds-audit" not in found([own], packs=("B",), carrying=audited)
