"""附表 8 and 11–14: nothing typed twice, every total the sum of what is printed, one total investment everywhere."""

import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.documents.annexes import annex_tables
from linkdesk.documents.blocks import Drawing, ShapeKind
from linkdesk.documents.cells import is_gap, leaves, number, shown
from linkdesk.documents.gantt import gantt
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.figures import figure
from linkdesk.domain.planning import EstimateItem, FundSource, ScheduleTask, TenureAdjustment
from linkdesk.domain.planning_words import CostCategory, FundKind
from tests.documents.dossiers import HELD, PLOTS, bare, packs_of, sample

D = Decimal
ESTIMATE = (EstimateItem("p", 0, CostCategory.RECLAMATION, "表土回覆", D("1234.5"), "m³", D("12.34")),
            EstimateItem("p", 1, CostCategory.RECLAMATION, "拆除清运", D(3), "处", D("150")),
            EstimateItem("p", 2, CostCategory.FACILITIES, "道路", amount=D(500000), basis="可研批复"))
FUNDS = (FundSource("p", 0, FundKind.BUDGET, "县财政", D(1000000)), FundSource("p", 1, FundKind.LOAN, "贷款", D(250050)))
SCHEDULE = (ScheduleTask("p", 0, "立项报批", date(2018, 6, 1), date(2018, 8, 31)),
            ScheduleTask("p", 1, "复垦施工", date(2019, 3, 1), date(2019, 9, 30)),
            ScheduleTask("p", 2, "后期管护"))
TENURE = (TenureAdjustment("p", "old1", 0, "上沟村集体", D("6750.82"), "0702", "后圪垛村集体", D("6750.82"), "0103", "村民会议决议"),)


def full(**more):
    made = replace(sample(), estimate=ESTIMATE, funds=FUNDS, schedule=SCHEDULE, tenure_changes=TENURE,
                   households=tuple(h for h in sample().households if h.id != HELD))
    return replace(made, **more)


def documents(dossier):
    return {d.title.split()[0]: d for d in annex_tables(dossier, packs_of(dossier.project))}


def table(dossier, name):
    return documents(dossier)[name].sections[0].blocks[0]


def rows(dossier, name):
    made = table(dossier, name)
    columns = leaves(made.columns)
    return [tuple(shown(cell, column) for cell, column in zip(row, columns, strict=True)) for row in made.rows]


@pytest.mark.parametrize("dossier", [full(), sample(), replace(full(), plots=())], ids=["full", "sample", "without plots"])
def test_every_total_of_every_table_is_the_sum_of_its_printed_leaves(dossier):
    averages = {"新增耕地质量等别", "耕地质量等别", "人均综合用地（㎡）", "同意率（%）"}
    for name, document in documents(dossier).items():
        made = document.sections[0].blocks[0]
        for at, column in enumerate(leaves(made.columns)):
            total = number(made.totals[at]) if made.totals else None
            if total is None or column.label in averages or "等别" in column.label:
                continue
            leaf = [number(row[at]) for place, row in enumerate(made.rows) if place not in made.subtotal_rows]
            assert total == sum((v for v in leaf if v is not None), D(0)), (name, column.label)


def test_subtotals_sum_up_their_category():
    made = table(full(), "附表11")
    assert len(made.subtotal_rows) == 3
    since, amount = D(0), 6
    for at, row in enumerate(made.rows):
        if at in made.subtotal_rows:
            assert number(row[amount]) == since
            since = D(0)
        else:
            since += number(row[amount]) or D(0)


def test_the_total_investment_is_one_number_in_all_tables():
    dossier = full()
    total = figure("investment_total", dossier).value
    first, estimate, funds = (table(dossier, name) for name in ("附表1", "附表11", "附表12"))
    at = [c.label for c in leaves(first.columns)].index("总投资（万元）")
    assert number(first.rows[0][at]) == number(estimate.totals[6]) == number(funds.totals[6]) == total


def test_without_an_estimate_the_total_stays_open_and_the_typed_one_stands_in_the_first_table():
    dossier = replace(full(), estimate=())
    assert is_gap(table(dossier, "附表11").totals[6])
    at = [c.label for c in leaves(table(dossier, "附表1").columns)].index("总投资（万元）")
    assert number(table(dossier, "附表1").rows[0][at]) == D(186)


def test_reckoned_rewards_make_a_draft_until_their_rates_are_confirmed():
    made = documents(full())
    assert made["附表11"].mark == made["附表12"].mark == made["附表1"].mark == "草稿"
    assert made["附表13"].mark == ""
    assert any("计算" in row for row in rows(full(), "附表11"))


def test_the_quota_plan_follows_from_the_plots():
    periods = {"old1": "2018年三季度", "old2": "2019", "old3": "待定", "az": "2018Q3", "cr": "2018-2019"}
    dossier = full(plots=tuple(replace(p, planned_period=periods[p.id]) for p in PLOTS))
    made = rows(dossier, "附表8")
    assert [row[1] for row in made] == ["2018年第三季度", "2018—2019年", "2019年", "待补"]
    assert made[0][2:8] == ("0.4500", "0.3100", "—", "—", "0.6751", "0.5900")
    assert made[0][8] == "-0.2251"
    assert made[1][8] == "0.4949"
    assert made[3][11] == "CJ-HG-01"
    assert "待定" in made[3][12]
    totals = table(dossier, "附表8").totals
    assert number(totals[6]) == figure("reclaimed_area", dossier).value
    assert number(totals[2]) + number(totals[4]) == figure("built_construction", dossier).value


def test_very_many_plots_of_a_period_are_counted_so_that_their_row_stays_on_a_page():
    old = next(p for p in PLOTS if p.planned_period)
    many = tuple(replace(old, id=f"m{at}", code=f"CJ-{at:03d}") for at in range(58))
    made = table(full(plots=many), "附表8")
    assert made.rows[0][-2] == "CJ-000、CJ-001、CJ-002、CJ-003、CJ-004、CJ-005 等 58 个地块"
    assert any("附表3" in note for note in made.notes)


def test_a_plot_without_adjustment_keeps_its_owner():
    made = rows(full(), "附表13")
    assert made[0][1:6] == ("CJ-HG-01", "后圪垛村集体", "0.7012", "0702 农村宅基地", "后圪垛村集体")
    assert made[0][-1] == "不变"
    changed = next(row for row in made if row[1] == "CJ-SG-01")
    assert changed[5] == "后圪垛村集体"
    assert changed[-2:] == ("村民会议决议", "")


def test_the_schedule_is_drawn_with_a_bar_for_each_dated_work():
    [_, drawing] = documents(full())["附表14"].sections[0].blocks
    bars = [s for s in drawing.shapes if s.kind is ShapeKind.POLYGON and s.fill == "#0F6B4F"]
    assert len(bars) == 2
    assert any(s.text == "日期待补" for s in drawing.shapes)
    assert gantt(bare()) is None


@pytest.mark.parametrize(("years", "called"), [(1, "6"), (3, "二")])
def test_more_than_two_years_are_drawn_in_quarters(years, called):
    tasks = (ScheduleTask("p", 0, "施工", date(2018, 6, 1), date(2018 + years, 5, 31)),)
    drawing = gantt(full(schedule=tasks))
    texts = [s.text for s in drawing.shapes if s.kind is ShapeKind.TEXT]
    assert called in texts
    assert all(0 <= x <= drawing.width_mm and 0 <= y <= drawing.height_mm for s in drawing.shapes for x, y in s.points)


def test_of_an_empty_project_no_amount_is_claimed():
    for name in ("附表8", "附表11", "附表12", "附表13", "附表14"):
        made = table(bare(), name)
        assert not [c for row in made.rows for c in row[1:] if number(c) is not None]
        assert made.notes


def test_the_tables_are_set_on_paper(tmp_path):
    out = tmp_path / "附表.pdf"
    with out.open("wb") as file:
        write_pdf(list(documents(full()).values()), file, running=True)
    text = subprocess.run(["pdftotext", "-layout", str(out), "-"], capture_output=True, text=True, check=True).stdout
    for title in ("周转指标使用和归还计划表", "投资估算表", "资金筹措与平衡表", "权属调整表", "实施进度计划表"):
        assert title in text
    assert isinstance(documents(full())["附表14"].sections[0].blocks[1], Drawing)
