"""Papers of money: every total is the sum of its rows, each amount stands once, poor households apart, numbers masked, Excel as printed."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from linkdesk.actions.printing import as_one
from linkdesk.documents import money as papers
from linkdesk.documents import xlsx
from linkdesk.documents.blocks import Table
from linkdesk.documents.cells import leaves, number
from linkdesk.documents.text import as_text
from linkdesk.domain.household import Household
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.money_standing import money
from linkdesk.domain.planning import EstimateItem, FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quota_words import ProceedsPurpose, TradeSide
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.trade import Trade, TradePayment
from tests.domain.ledger_dossier import dossier as agreed

AT = datetime(2018, 8, 30, 9, 0)


def made(**more):
    """A made-up project: seven agreements' payments, a trade paid twice, receipts and uses, one of them corrected."""
    was = agreed()
    use = FundUse("p", kind=FundKind.PROCEEDS, category=CostCategory.FACILITIES, purpose=ProceedsPurpose.POVERTY, budget_item="2130505",
                  payee="青石镇人民政府", amount=Decimal("45000.05"), paid_on=date(2018, 6, 2), voucher="付-1", officer_name="演示员",
                  entered_at=AT, id="u1")
    own = replace(use, kind=FundKind.BUDGET, category=CostCategory.PREPARATION, purpose=None, budget_item="", amount=Decimal("1200"),
                  voucher="付-3", payee="测绘院 6222020200112233445", id="u3")
    uses = (use, replace(use, purpose=ProceedsPurpose.OTHER, budget_item="", amount=Decimal("10000"), household_id="甲", voucher="付-2", id="u2"),
            own, replace(own, voucher="付-4", id="u4"), replace(own, voucher="付-4", revokes_id="u4", note="误记", id="u5"))
    trade = Trade("county", "p", side=TradeSide.SELLER, counterpart="某开发区管委会", number="J-1", id="t")
    paid = tuple(TradePayment("t", amount=Decimal(amount), paid_on=day, voucher=f"银-{day.year}", officer_name="演示员", entered_at=AT)
                 for amount, day in (("40000", date(2017, 12, 30)), ("60000.10", date(2018, 5, 1))))
    receipts = (FundReceipt("p", payer="县财政局", amount=Decimal("5000"), received_on=date(2018, 1, 3), voucher="收-1", number="岚财〔2018〕1号"),)
    households = tuple(replace(h, registered_poor={"甲": True, "乙": False}.get(h.id)) for h in was.households)
    return replace(was, households=households, quotas=Quotas(trades=(trade,), trade_payments=paid, fund_uses=uses, receipts=receipts),
                   estimate=(EstimateItem("p", category=CostCategory.PREPARATION, name="勘测", amount=Decimal(3000)),),
                   funds=(FundSource("p", kind=FundKind.BUDGET, name="涉农资金"),), **more)


def every(dossier):
    return [*papers.money_papers(dossier), papers.benefits_paper(dossier), papers.audit_list(dossier)]


def tables(document):
    return [block for section in document.sections for block in section.blocks if isinstance(block, Table)]


def column(table, label):
    return next(at for at, leaf in enumerate(leaves(table.columns)) if leaf.label == label)


def test_every_total_is_the_sum_of_its_rows():
    for document in every(made()):
        for table in tables(document):
            own = [row for at, row in enumerate(table.rows) if at not in table.subtotal_rows]
            for at, said in enumerate(table.totals or ()):
                balance = leaves(table.columns)[at].label in ("年初结余", "年末结余")
                if number(said) is not None and not balance:
                    assert number(said) == sum(number(row[at]) or 0 for row in own), (document.title, leaves(table.columns)[at].label)
            assert all(len(row) == len(leaves(table.columns)) for row in (*table.rows, *((table.totals,) if table.totals else ())))


def test_the_audit_list_tells_every_amount_once_and_what_was_corrected():
    dossier = made()
    first, corrected = tables(papers.audit_list(dossier))
    now = money(dossier)
    vouchers = [row[column(first, "凭证号")] for row in first.rows]
    assert sorted(map(str, vouchers)) == sorted(["收-1", "银-2017", "银-2018", "付-1", "付-2", "付-3", "凭-7"])
    assert (first.totals[column(first, "到账")], first.totals[column(first, "支出")]) == (now.received, now.spent)
    assert (now.received, now.spent) == (Decimal("105000.10"), Decimal("86200.05"))
    assert [row[3] for row in corrected.rows] == ["付-4"]
    remarks = {row[column(first, "凭证号")]: row[column(first, "核对")] for row in first.rows}
    assert remarks["付-1"] == ""
    assert remarks["付-2"] == "没有依据文件；用途不在规定的两项以内；没有预算科目"


def test_proceeds_stand_by_payment_and_by_purpose():
    dossier = made()
    (lots,) = tables(papers.proceeds_paper(dossier))
    assert [row[column(lots, "合计")] for row in lots.rows] == [Decimal("40000"), Decimal("15000.05")]
    assert lots.totals[-1] == Decimal("45000.05")
    by_purpose, each = tables(papers.purposes_paper(dossier))
    assert [(row[1], row[2], row[3]) for row in by_purpose.rows if row[2]] == [
        ("巩固脱贫攻坚成果", 1, Decimal("45000.05")), ("其他用途", 1, Decimal("10000"))]
    assert [row[column(each, "对应的到账凭证")] for row in each.rows] == ["银-2017、银-2018", "银-2018"]


def test_years_run_on_and_proceeds_stand_beside_them():
    (years,) = tables(papers.balances_paper(made()))
    assert [row[0] for row in years.rows] == ["2017年", "2018年"]
    assert years.rows[0][4] == years.rows[1][1] == Decimal(40000)
    assert years.rows[1][4] == Decimal("18800.05")
    assert years.rows[1][8] == Decimal("45000.05")


def test_poor_households_stand_apart_and_numbers_are_masked():
    dossier = made()
    households, apart = tables(papers.benefits_paper(dossier))
    assert [row[0] for row in apart.rows] == ["建档立卡户", "其他农户", "未填是否建档立卡"]
    assert apart.rows[0][1:3] == (1, 1)
    assert apart.rows[0][-1] == Decimal(40000)
    assert sum(row[1] for row in apart.rows) == len(dossier.households)
    said = "\n".join(as_text(document) for document in every(dossier))
    assert not [h.id_number for h in dossier.households if h.id_number in said]
    assert "6222020200112233445" not in said
    assert all("*" in row[4] for at, row in enumerate(households.rows) if at not in households.subtotal_rows)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_so_many_households(count):
    many = tuple(Household(id=f"h{at}", project_id="p", head_name=f"农户{at}", village=f"{at % 7}村", population=3) for at in range(count))
    paper = papers.benefits_paper(replace(made(), households=many, left_out=()))
    listed = [row for row in tables(paper)[0].rows if row[0]] if paper else []
    assert len(listed) >= count
    assert [row[0] for row in listed] == list(range(1, len(listed) + 1))


def test_nothing_gives_no_paper():
    bare = replace(agreed(), households=(), agreements=(), batches=(), payments=(), payment_events=(), agreement_events=(), collective=())
    assert papers.money_papers(bare) == []
    assert papers.benefits_paper(bare) is None
    assert papers.audit_list(bare) is None


def test_the_workbook_holds_the_same_amounts(tmp_path):
    dossier = made()
    xlsx.write_xlsx(as_one([papers.audit_list(dossier)], "审计清单"), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    found = {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)}
    assert {45000.05, 60000.1, 1200} <= found
