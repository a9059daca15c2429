"""Papers of trades: what the rows say stands in them, they are drafts while anything is open, and every figure is one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pikepdf import Pdf

from linkdesk.documents import xlsx
from linkdesk.documents.blocks import Paragraph
from linkdesk.documents.letter_names import SUBJECTS, VOCABULARY, LetterCase
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.templates import Context, fill, shipped
from linkdesk.documents.templates.values import plain_text
from linkdesk.documents.text import as_text
from linkdesk.documents.trade import (
    agreement,
    draft_reasons,
    facts_sheet,
    payments_ledger,
    register,
    text_gaps,
    transfer_sheet,
)
from linkdesk.domain.approval import Matter
from linkdesk.domain.figures import figure
from linkdesk.domain.letter import Letter
from linkdesk.domain.quota_words import TradeSide, TransferPoint
from linkdesk.domain.trade_standing import TradeStanding
from linkdesk.domain.words import Certainty
from linkdesk.policy.terms import Subject
from tests.documents.trades import GUIDE, PLAN, SIGNED, TRADE, case, paid


def line(text, begins):
    return next(row for row in text.splitlines() if row.startswith(begins))


def cells(text, begins):
    return [cell.strip() for cell in line(text, begins).split("|")]


def test_a_trade_that_lacks_nothing_is_printed_to_be_signed(golden):
    paper = agreement(case())
    assert (paper.mark, paper.number) == ("", "岚指交〔2018〕1号")
    golden("trade_agreement_a", as_text(paper))


def test_in_the_other_province_it_is_called_otherwise_and_lacks_what_is_not_told(golden):
    paper = agreement(case("B", plan=(), guide=None, guarantee="", late_rate=None, transfer_point=None, grade=None, number="",
                           failing="退还价款", taxes="乙方承担", use_limits="只用于工业", breach="按《民法典》", dispute="提请仲裁", copies=6,
                           note="双方互派联络员"))
    assert (paper.title, paper.mark, paper.number) == ("节余指标流转协议", "草稿", "")
    golden("trade_agreement_b_draft", as_text(paper))


@pytest.mark.parametrize(("changed", "said"), [
    ({"guide": None}, "省级指导价没有登记"), ({"guide": replace(GUIDE, certainty=Certainty.UNVERIFIED)}, "省级指导价待核实"),
    ({"plan": PLAN[:1]}, "付款计划"), ({"price": None}, "成交单价"), ({"guarantee": ""}, "待补 1 处"), ({"needs_met": None}, "待补 1 处")])
def test_it_is_a_draft_while_anything_is_open(changed, said):
    of = case(**changed)
    assert said in "，".join(draft_reasons(of))
    assert agreement(of).mark == "草稿"


def test_a_guide_price_nobody_published_is_no_gap():
    assert draft_reasons(case(guide=replace(GUIDE, price=None))) == ()


def test_what_is_signed_is_no_draft_whatever_is_found_later():
    assert agreement(case(signed_on=SIGNED, guide=None)).mark == ""


def test_one_amount_stands_wherever_it_is_printed():
    of = case(signed_on=SIGNED)
    amount = figure("trade_amount", of.dossier, of.trade)
    assert amount.value == Decimal("18.5") * 18 * 10000
    assert amount.text == "3,330,000.00"
    assert all(amount.text in as_text(paper(of)) for paper in (agreement, facts_sheet, payments_ledger, transfer_sheet))
    assert "叁佰叁拾叁万元整" in as_text(agreement(of))


def test_the_ledger_tells_lateness_and_leaves_corrections_out():
    entries = [paid(1, 500000, date(2018, 6, 12)), paid(2, 900000, date(2018, 6, 15)), paid(3, 900000, date(2018, 6, 15), revokes_id="p2")]
    text = as_text(payments_ledger(case(signed_on=SIGNED, payments=entries)))
    assert cells(text, "1 | 首付款") == ["1", "首付款", "2018-06-12", "签订后", "200.00", "50.00", "150.00", "8", "0.60"]
    assert cells(text, "2 | 尾款") == ["2", "尾款", "2018-12-01", "", "133.00", "0.00", "133.00", "", ""]
    assert cells(text, " | 合计 |")[1:9] == ["合计", "", "", "333.00", "50.00", "283.00", "", "0.60"]
    assert cells(text, " | 合计（不含已更正的）")[4] == "50.00"
    assert "已更正" in cells(text, "2 | 2018-06-15")


def test_nothing_is_late_before_it_is_signed():
    text = as_text(payments_ledger(case()))
    assert cells(text, "1 | 首付款")[7:] == ["", ""]


def test_a_transfer_sheet_is_a_draft_until_the_point_is_reached_and_entered():
    early = transfer_sheet(case(signed_on=SIGNED))
    assert early.mark == "草稿"
    assert "全部价款还没有收齐，还差 3,330,000.00 元" in as_text(early)
    done = transfer_sheet(case(signed_on=SIGNED, transfer_point=TransferPoint.SIGNED, transferred_on=SIGNED, transfer_document="岚国土函〔2018〕9号"))
    assert done.mark == ""
    text = as_text(done)
    assert cells(text, "1 | 新增建设用地") == ["1", "新增建设用地", "1.2000", "18.0000"]
    assert cells(text, "3 | 占补平衡") == ["3", "占补平衡", "1.1000", "16.5000"]


def test_a_buyers_papers_name_the_sides_the_other_way_round():
    of = case(side=TradeSide.BUYER, counterpart="岚水县人民政府")
    text = as_text(agreement(of))
    assert "转让方（甲方）：岚水县人民政府" in text
    assert "受让方（乙方）：岚川县人民政府" in text
    assert "本地搬迁安置" not in text


def test_the_register_sums_each_side_apart_without_what_has_ended_or_is_not_signed(tmp_path):
    def at(**changed):
        return TradeStanding(replace(TRADE, **changed), date(2018, 6, 20))
    rows = [at(signed_on=SIGNED), at(id="t2", signed_on=SIGNED, terminated_on=SIGNED, title="已终止的一宗"), at(id="t4"),
            at(id="t3", side=TradeSide.BUYER, project_id=None, farmland=None, construction=Decimal(5000), signed_on=SIGNED)]
    paper = register("岚川县", rows, {"p": "青石镇项目区"})
    text = as_text(paper)
    sums = [[c.strip() for c in row.split("|")] for row in text.splitlines() if "合计 |" in row]
    assert [(s[5], s[6], s[7], s[9]) for s in sums] == [("1.2000", "18.0000", "1.1000", "333.00"), ("0.5000", "7.5000", "0.0000", "138.75")]
    assert "合计只含已签订且没有终止的交易" in text
    xlsx.write_xlsx(paper, tmp_path / "台账.xlsx")
    assert load_workbook(tmp_path / "台账.xlsx").sheetnames == ["转让的指标", "受让的指标"]
    assert register("岚川县", [], {}) is None


def test_every_paper_comes_out_of_a_trade_of_which_nothing_is_known(tmp_path):
    blank = dict.fromkeys(("construction", "agricultural", "farmland", "grade", "price", "needs_met", "late_rate", "transfer_point",
                           "seller_class", "needs_on"))
    empty = case(plan=(), guide=None, counterpart="", certificates="", number="", title="", guarantee="", needs_statement="", **blank)
    papers = [paper(empty) for paper in (agreement, facts_sheet, payments_ledger, transfer_sheet)]
    assert [p.mark for p in papers] == ["草稿"] * 4
    write_pdf(papers, tmp_path / "交易.pdf")
    with Pdf.open(tmp_path / "交易.pdf") as made:
        assert len(made.pages) >= 4


def announced(*trades, matter="m1"):
    """The text of an announcement drafted for a matter of trade, in the other province."""
    of = case("B")
    pack = of.basis
    chain = next(c for c in pack.chains if c.subject is Subject.TRADE)
    letter = LetterCase(Letter(project_id="p", issuers=("岚川县人民政府",)), pack, Matter(project_id="p", id=matter), chain, 1)
    dossier = replace(of.dossier, quotas=replace(of.dossier.quotas, trades=trades))
    subjects = {"project": dossier.project, "responsible": None, "new_side": None, "letter": letter.letter, "case": letter}
    blocks = fill(shipped("letter_announcement.txt", VOCABULARY), Context(dossier, subjects, SUBJECTS))
    return "".join(plain_text(part) for block in blocks if isinstance(block, Paragraph) for part in block.parts)


def test_an_announcement_tells_what_its_trade_offers():
    offer = "建设用地指标1.2000公顷（18.0000亩），农用地指标1.1500公顷（17.2500亩），耕地指标1.1000公顷（16.5000亩）"
    other = replace(TRADE, id="t2", matter_id="m1", construction=Decimal(20000), agricultural=None, farmland=None)
    assert offer in announced(TRADE)
    assert "拟转让节余指标：建设用地指标2.0000公顷（30.0000亩）。" in announced(TRADE, other)
    for trades in ((), (TRADE, replace(TRADE, id="t3")), (replace(TRADE, signed_on=SIGNED),), (replace(TRADE, side=TradeSide.BUYER),)):
        assert "预计节余指标" in announced(*trades)


def test_a_guide_price_that_is_not_sure_stands_on_no_agreement():
    assert "省级指导价格" not in as_text(agreement(case(guide=replace(GUIDE, certainty=Certainty.UNVERIFIED), signed_on=SIGNED)))
    assert "每亩18万元" in as_text(agreement(case()))


def test_the_text_names_what_it_lacks():
    assert text_gaps(case()) == ()
    assert text_gaps(case(certificates="", guarantee="")) == ("项目区编号和凭证", "复垦保证")
    of = case(certificates="")
    known = replace(of, dossier=replace(of.dossier, project=replace(of.dossier.project, approval_number="岚阳政函〔2018〕5号")))
    assert "凭证：岚阳政函〔2018〕5号。" in as_text(agreement(known))
