"""Self-assessments and the monthly table on a real workspace: one for each kind and year, every figure reckoned again by hand."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from linkdesk.actions import assessments, month_progress, year_papers
from linkdesk.commands import DONE, NOT_DONE, run
from linkdesk.documents.blocks import Gap, Heading, Paragraph
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.carrying import Acceptance, PlotAcceptance, PlotStage
from linkdesk.domain.carrying_words import PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.month_progress import MonthItem
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import reversal
from linkdesk.domain.quota_words import AssessmentKind, PostingKind, ProceedsPurpose, QuotaAccount, TradeSide
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.trade import Trade, TradePayment
from linkdesk.domain.words import PlotUse

D, Kind, Account = Decimal, AssessmentKind, QuotaAccount


@pytest.fixture
def county(sample):
    """The sample in the first quarter of the next year: its desk, its project, its county."""
    desk, project_id = sample
    desk.clock = lambda: datetime(2019, 2, 20, 9)
    return desk, project_id, desk.store.get(Project, project_id).responsible_id


def put(desk, *rows):
    """Rows as the store holds them, past the guards: what is tried here is how they are read."""
    desk.store.apply(Change("资料", after=rows), officer="")
    desk.as_of()


def entry(body, project_id, kind, source, target, m2, on, **more):
    return QuotaEntry(authority_id=body, project_id=project_id, kind=kind, from_account=source, to_account=target, construction=D(m2),
                      posted_on=on, number="文〔2018〕1号", **more)


def trade(body, project_id, on, area="66666.6667", price="20", **more):
    return Trade(authority_id=body, project_id=project_id, title="交易", counterpart="某某开发区", construction=D(area),
                 price=price and D(price), signed_on=on, **more)


def sale(of, **more):
    return entry(of.authority_id, of.project_id, PostingKind.SALE, Account.PLANNED_SURPLUS, Account.SOLD_TO_DELIVER, of.construction, of.signed_on,
                 trade_id=of.id, **more)


def test_each_kind_has_one_assessment_a_year_and_refusals_say_why(county):
    desk, _, body = county
    for kind in Kind:
        desk.do(assessments.begin(desk, body, kind))
    assert [(a.year, a.kind) for a in assessments.register(desk)] == [(2018, kind) for kind in Kind]
    with pytest.raises(KnownError, match="2018 年度的“一季度交易考核评估”已经有一份"):
        assessments.begin(desk, body, Kind.TRADE)
    desk.do(assessments.begin(desk, body, Kind.TRADE, 2017))
    earlier = assessments.register(desk)[-1]
    for name, text, why in (("year", "2018", "已经有一份"), ("year", "2020", "还没有到"), ("year", "", "不能为空"),
                            ("reported_on", "2016-12-1", "早于")):
        with pytest.raises(KnownError, match=why):
            assessments.set_assessment_field(desk, earlier, name, text)
    with pytest.raises(KnownError, match="还没有选定被考核的县"):
        assessments.begin(desk, "", Kind.TRADE)
    assert desk.store.get(Assessment, earlier.id) == earlier


def test_what_a_person_did_is_taken_back_and_the_guard_keeps_one_a_year(county):
    desk, _, body = county
    desk.do(assessments.begin(desk, body, Kind.TRADE))
    (made,) = assessments.register(desk)
    desk.do(assessments.set_assessment_field(desk, made, "summary", "抓紧推进"))
    removal = desk.do(assessments.remove(desk, [made]))
    desk.do(assessments.begin(desk, body, Kind.TRADE))
    with pytest.raises(KnownError, match="已经有一份自评"):
        desk.take_back(removal)  # there is another one of the year by now
    desk.undo()
    desk.take_back(removal)
    assert [a.summary for a in assessments.register(desk)] == ["抓紧推进"]
    desk.do(assessments.set_assessment_field(desk, made, "number", "晋考〔2019〕1号"))
    with pytest.raises(KnownError, match="已登记考核结果文号"):
        assessments.remove(desk, [made])


def test_an_empty_county_says_what_is_missing_and_prints_a_draft(county, tmp_path):
    desk, _, _ = county
    other = Authority(name="空白县人民政府")
    put(desk, other)
    desk.do(assessments.begin(desk, other.id, Kind.YEARLY))
    (made,) = assessments.register(desk)
    found = assessments.standing(desk, made)
    assert (found.targets, found.sold, found.came, found.limits) == ((), (), {}, ())
    assert found.missing == ("2018 年度的年度任务没有登记",)
    paper = year_papers.assessment_paper(desk, made)
    assert paper.mark == "草稿"
    assert {p.what for b in paper.sections[0].blocks if isinstance(b, Paragraph) for p in b.parts if isinstance(p, Gap)} >= {
        "考核机关", "工作情况", "存在问题", "下一步打算", "自评日期", "2018 年度的年度任务没有登记"}
    assert [path.suffix for path in year_papers.write_assessment(desk, made, tmp_path / "自评")] == [".pdf", ".docx", ".xlsx"]
    with pytest.raises(KnownError, match="还没有项目区"):
        month_progress.month(desk, other.id, 2018, 6)


def test_every_figure_of_a_year_is_what_the_rows_come_to(county):
    desk, project_id, body = county
    sold, ended = trade(body, project_id, date(2018, 9, 1)), trade(body, project_id, date(2018, 5, 1), terminated_on=date(2018, 8, 1))
    pending = trade(body, project_id, date(2018, 11, 1), area="20000", price=None)
    bought = trade(body, project_id, date(2018, 6, 1), side=TradeSide.BUYER)
    gone = sale(ended)
    put(desk, sold, ended, pending, bought, sale(sold), gone, reversal(gone, date(2018, 8, 1), "终止", "某", None),
        TradePayment(trade_id=sold.id, amount=D(12_000_000), paid_on=date(2018, 12, 1), voucher="1"),
        wrong := TradePayment(trade_id=sold.id, amount=D(99), paid_on=date(2018, 12, 2), voucher="2"), replace(wrong, id="r", revokes_id=wrong.id),
        TradePayment(trade_id=sold.id, amount=D(8_000_000), paid_on=date(2019, 1, 5), voucher="3"),
        TradePayment(trade_id=bought.id, amount=D(500_000), paid_on=date(2018, 7, 1), voucher="4"),
        FundReceipt(project_id=project_id, kind=FundKind.LOAN, amount=D(3_000_000), received_on=date(2018, 3, 1), voucher="5"),
        FundUse(project_id=project_id, trade_id=sold.id, purpose=ProceedsPurpose.POVERTY, amount=D(5_000_000), paid_on=date(2018, 12, 20),
                voucher="6", payee="某"),
        FundUse(project_id=project_id, category=CostCategory.RECLAMATION, amount=D(250_000), paid_on=date(2018, 4, 1), voucher="7", payee="某"),
        YearTarget(authority_id=body, from_year=2018, to_year=2019, area=D(1000), done=D(50), document="文"),
        YearTarget(authority_id=body, from_year=2020, to_year=2020, area=D(300), document="文"),
        Sanction(authority_id=body, kind=SanctionKind.PRAISED, decided_by="省厅", number="3号", decided_on=date(2018, 12, 30)),
        Sanction(project_id=project_id, kind=SanctionKind.CRITICISED, decided_by="市局", number="4号", decided_on=date(2018, 7, 30)),
        Sanction(authority_id=body, kind=SanctionKind.SUMMONED, decided_by="省厅", number="5号", decided_on=date(2017, 7, 30)))
    found = assessments.year_of(desk, body, 2018)
    (target,) = found.targets
    assert (target.done.before, target.done.ledger, target.done.total, target.left) == (D(50), D("100.00"), D("150.00"), D("850.00"))
    assert [(line.trade.id, line.area, line.amount, line.paid, line.in_ledger) for line in found.sold] == [
        (sold.id, D("100.00"), D("20000000.00"), D(12_000_000), True), (pending.id, D("30.00"), None, D(0), False)]
    assert [line.trade.id for line in found.bought] == [bought.id]
    assert found.came == {"交易收益": D(12_000_000), str(FundKind.LOAN): D(3_000_000)}
    assert found.went == {"交易收益：巩固脱贫攻坚成果": D(5_000_000), str(CostCategory.RECLAMATION): D(250_000), "购入指标付款": D(500_000)}
    assert ([s.number for s in found.sanctions], [s.number for s in found.rewards]) == (["4号"], ["3号"])
    assert found.missing == ("交易“交易”没有填写成交单价或面积", "交易“交易”还没有记入指标台账")
    assert assessments.year_of(desk, body, 2019).came == {"交易收益": D(8_000_000)}


def test_limits_of_the_year_are_met_or_missed(county):
    desk, project_id, body = county
    desk.clock = lambda: datetime(2022, 2, 1, 9)
    project = desk.store.get(Project, project_id)
    desk.store.apply(Change("批准", before=(project,), after=(replace(
        project, surplus_trade=False, approval_number="批〔2018〕1号", approved_on=date(2018, 3, 5)),)), officer="")
    desk.as_of()
    (line,) = assessments.year_of(desk, body, 2021).missed
    assert (line.due_on, line.ended_on, line.clause) == (date(2021, 3, 5), None, "A §二(二)")
    assert "扣分" in line.consequence
    assert not assessments.year_of(desk, body, 2018).limits


def test_a_whole_report_is_final_and_its_workbook_holds_its_tables(county, tmp_path):
    desk, project_id, body = county
    sold = trade(body, project_id, date(2018, 9, 1))
    put(desk, sold, sale(sold), TradePayment(trade_id=sold.id, amount=D(1000), paid_on=date(2018, 12, 1), voucher="1"),
        YearTarget(authority_id=body, from_year=2018, to_year=2018, area=D(100), document="文"))
    desk.do(assessments.begin(desk, body, Kind.TRADE))
    for name, text in (("assessor", "省国土资源厅"), ("summary", "推进。"), ("problems", "无。"), ("next_steps", "继续。"),
                       ("reported_on", "2019-2-1")):
        desk.do(assessments.set_assessment_field(desk, assessments.register(desk)[0], name, text))
    (made,) = assessments.register(desk)
    paper = year_papers.assessment_paper(desk, made)
    assert (paper.mark, [b.text for b in paper.sections[0].blocks if isinstance(b, Heading)][-1]) == ("", "八、下一步打算")
    pdf, word, book = year_papers.write_assessment(desk, made, tmp_path / "自评")
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert word.stat().st_size > 10_000
    sheets = openpyxl.load_workbook(book)
    assert "转让的节余指标" in sheets.sheetnames
    cells = [cell.value for row in sheets["转让的节余指标"].iter_rows() for cell in row]
    assert {2000, 100} <= set(cells)  # 万元 and mu


def month(county, year, number):
    desk, project_id, body = county
    (line,) = [line for line in month_progress.month(desk, body, year, number).lines if line.project_id == project_id]
    return line


def test_the_monthly_table_tells_the_month_and_all_until_its_end(county):
    desk, project_id, body = county
    one, two = desk.store.load(Plot, project_id=project_id, use=PlotUse.OLD)[:2]
    accepted = Acceptance(project_id=project_id, authority="市局", number="验1", accepted_on=date(2018, 12, 31))
    use = entry(body, project_id, PostingKind.USE, Account.ISSUED, Account.USED_RESETTLE, 20000, date(2018, 11, 3))
    put(desk, PlotStage(plot_id=one.id, stage=PlotStageKind.CLEARING, ended_on=date(2018, 11, 30)),
        PlotStage(plot_id=two.id, stage=PlotStageKind.CLEARING, ended_on=date(2018, 12, 1)),
        PlotStage(plot_id=two.id, stage=PlotStageKind.DONE, ended_on=date(2018, 12, 9), share=D(50)), accepted,
        PlotAcceptance(acceptance_id=accepted.id, plot_id=one.id, passed=True, accepted_area=D(4321)),
        entry(body, project_id, PostingKind.PLAN, Account.REVOLVING, Account.ISSUED, 50000, date(2018, 11, 1)), use,
        reversal(use, date(2018, 12, 5), "错", "某", None),
        entry(body, project_id, PostingKind.ACCEPTANCE, Account.OUTSIDE, Account.RETURNED, 4321, date(2018, 12, 31)),
        entry(body, project_id, PostingKind.SETTLEMENT, Account.RETURNED, Account.OUTSIDE, 4000, date(2018, 12, 31)),
        FundUse(project_id=project_id, amount=D(123456), paid_on=date(2018, 12, 3), voucher="1", payee="某"))
    november, december = month(county, 2018, 11), month(county, 2018, 12)
    area = {p.id: (p.plane_area / 10000).quantize(D("0.0001")) for p in (one, two)}
    told = {what: (november.month[what], december.month[what], december.until[what]) for what in MonthItem}
    assert told[MonthItem.DEMOLISHED] == (area[one.id], area[two.id], area[one.id] + area[two.id])
    assert told[MonthItem.RECLAIMED] == (0, 0, 0)
    assert told[MonthItem.ACCEPTED] == (0, D("0.4321"), D("0.4321"))
    assert told[MonthItem.ISSUED] == (D(5), 0, D(5))
    assert told[MonthItem.USED] == (D(2), D(-2), 0)
    assert told[MonthItem.RETURNED] == (0, D("0.4321"), D("0.4321"))
    assert told[MonthItem.SPENT] == (0, D("12.35"), D("12.35"))
    assert month(county, 2019, 1).until == december.until


@pytest.mark.parametrize(("year", "number"), [(2019, 3), (2019, 13), (1999, 1), (2101, 1)])
def test_a_month_that_is_none_or_has_not_come_is_refused(county, year, number):
    with pytest.raises(KnownError, match="没有这个月，或还没有到"):
        month(county, year, number)


def test_the_monthly_table_on_paper_adds_up(county, tmp_path):
    desk, project_id, body = county
    other = Project(name="另一项目区", responsible_id=body, packs=("A",))
    put(desk, other, FundUse(project_id=other.id, amount=D(50000), paid_on=date(2018, 12, 3), voucher="1", payee="某"),
        FundUse(project_id=project_id, amount=D(50049), paid_on=date(2018, 12, 3), voucher="2", payee="某"))
    (table,) = year_papers.progress_paper(desk, body, 2018, 12).sections[0].blocks
    assert [row[-1] for row in table.rows] == [D("5.00"), D("5.00")]
    assert table.totals[-1] == D("10.00")  # of the printed leaves
    assert [path.suffix for path in year_papers.write_progress(desk, body, 2018, 12, tmp_path)] == [".pdf", ".xlsx"]


def test_the_command_line_tells_a_year_and_writes_its_papers(county, tmp_path, capsys):
    desk, project_id, body = county
    sold = trade(body, project_id, date(2018, 9, 1))
    put(desk, sold, sale(sold), YearTarget(authority_id=body, from_year=2018, to_year=2019, area=D(1000), document="文"))

    def year(*words):
        done = run(["--data", str(desk.folder), "year", *words])
        return done, capsys.readouterr()
    done, told = year("show", "--year", "2018", "--json")
    said = json.loads(told.out)
    assert (done, said["sold"][0]["area_mu"], said["targets"][0]["done_mu"], said["missing"]) == (DONE, "100.00", "100.00", [
        "2018 年没有登记任何到账资金"])
    assert "转让节余指标：1 宗 100.00 亩" in year("show", "--year", "2018")[1].out
    for _ in range(2):  # the second time the one begun at first is written
        done, told = year("assess", "--kind", "targets", "--year", "2018", "--out", str(tmp_path))
        assert (done, "尚待补充：考核机关" in told.out) == (DONE, True)
    assert len(desk.store.load(Assessment)) == 1
    assert year("month", "--month", "2018-12", "--out", str(tmp_path))[0] == DONE
    with pytest.raises(SystemExit):
        year("month", "--month", "2018年", "--out", str(tmp_path))
    assert year("show", "--year", "2018", "--county", "无此县")[0] == NOT_DONE
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [".docx", ".pdf", ".pdf", ".xlsx", ".xlsx"]
