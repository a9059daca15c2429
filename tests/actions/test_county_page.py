"""The county's one page: every figure leads back to its entries or rows, and it stays one page whatever there is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from linkdesk.__main__ import main
from linkdesk.actions import county_rows, quota_exports
from linkdesk.actions.county_facts import bodies, charted, county_facts, entries_behind, years_of
from linkdesk.documents import county_page, quota_charts
from linkdesk.documents.blocks import ShapeKind, Table
from linkdesk.documents.cells import leaves
from linkdesk.documents.county_facts import CountyFacts
from linkdesk.documents.preview import page_sizes
from linkdesk.documents.text import as_text
from linkdesk.domain import county_money
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.change import Change
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.oversight import Inspection
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import hectares, mu
from linkdesk.domain.quota import Obligation, QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, amounts_of, standing_entries
from linkdesk.domain.quota_readings import EVERY, OF_COUNTY, flows_of
from linkdesk.domain.quota_words import ObligationKind, ProceedsPurpose, TradeSide
from linkdesk.domain.trade import Trade, TradeInstalment, TradePayment
from tests.actions import counties
from tests.actions.desks import NOON

TODAY = NOON.date()


@pytest.fixture
def county(sample):
    desk, project_id = sample
    return desk, counties.filled(desk, project_id)


def _traded(desk, authority_id):
    """A trade of the first of the county's projects, half paid, the rest late; proceeds spent, and an obligation left open."""
    project = desk.store.load(Project, responsible_id=authority_id)[0]
    trade = Trade(authority_id=authority_id, project_id=project.id, side=TradeSide.SELLER, title="转让", counterpart="示范开发区",
                  construction=Decimal(10000), farmland=Decimal(8000), price=Decimal(20), number="岚易〔2018〕1号", signed_on=date(2018, 3, 1))
    ended = replace(trade, id="e" * 32, terminated_on=date(2018, 4, 1))
    due = TradeInstalment(trade_id=trade.id, name="全款", due_on=date(2018, 6, 1), amount=Decimal(3000000))
    paid = TradePayment(trade_id=trade.id, instalment_id=due.id, amount=Decimal(1000000), paid_on=date(2018, 5, 1), voucher="1")
    wrong = replace(paid, id="d" * 32, voucher="2")
    came = FundReceipt(project_id=project.id, amount=Decimal(500000), received_on=date(2017, 5, 1), voucher="3")
    spent = FundUse(project_id=project.id, trade_id=trade.id, kind=FundKind.PROCEEDS, purpose=ProceedsPurpose.POVERTY, amount=Decimal(250000),
                    paid_on=date(2018, 6, 2), voucher="4", payee="县扶贫办", budget_item="2130505")
    owed = Obligation(project_id=project.id, kind=ObligationKind.ANNUAL_CUT, arisen_on=date(2018, 5, 1), due_on=date(2018, 12, 31))
    desk.store.apply(Change("登记", after=(trade, ended, due, paid, wrong, replace(wrong, id="c" * 32, revokes_id=wrong.id), came, spent, owed)),
                     officer="")
    return project


@pytest.mark.parametrize("on", [date(2017, 1, 1), date(2019, 12, 31)])
def test_a_figure_of_the_ledger_is_the_sum_of_the_entries_behind_it(county, on):
    desk, authority_id = county
    known = [e for e in desk.store.load(QuotaEntry) if e.posted_on <= on]
    standing = standing_entries(known)
    for reading in EVERY:
        behind = entries_behind(desk, authority_id, reading, on)
        naive = Amounts.total(amounts_of(e) for e in standing if (e.from_account, e.to_account) in reading.adds) - Amounts.total(
            amounts_of(e) for e in standing if (e.from_account, e.to_account) in reading.takes)
        assert Amounts.total(moved for _, moved in behind) == naive == reading.of(flows_of(known)), reading.key


def test_each_quota_figure_on_the_page_is_read_from_its_entries(county):
    desk, authority_id = county
    facts = county_facts(desk, authority_id)
    table = next(b for b in county_page.page(facts).sections[0].blocks if isinstance(b, Table) and b.name == "指标")
    for reading, row in zip(OF_COUNTY, table.rows, strict=True):
        sums = {}
        for entry, moved in entries_behind(desk, authority_id, reading, facts.on):
            sums[entry.project_id] = sums.get(entry.project_id, Amounts()) + moved
        assert row[:5] == (reading.label, *(sum((leaf(getattr(amounts, measure)) for amounts in sums.values()), Decimal(0))
                                            for measure in ("construction", "farmland") for leaf in (hectares, mu)))


def test_every_other_figure_counts_or_sums_the_rows_behind_it(county):
    desk, authority_id = county
    _traded(desk, authority_id)
    facts = county_facts(desk, authority_id)
    figures = {f.key: f for f in (*facts.states, *facts.trades, *facts.money)}
    for figure in figures.values():
        rows = desk.store.load(ENTITIES[figure.entity], id=list(figure.behind))
        assert len(rows) == len(figure.behind)
        if figure.unit in ("个", "宗"):
            assert figure.value == len(rows)
        elif figure.entity in ("trade_payment", "fund_use", "fund_receipt") and figure.key != "proceeds_left":
            assert figure.value == in_ten_thousands(sum(row.amount for row in rows))
    assert sum(f.value for f in facts.states[1:]) == facts.states[0].value == len(facts.lines)
    said = {key: figures[f"trade_seller_{key}"].value for key in ("count", "area", "amount", "paid", "late")}
    assert said == {"count": 1, "area": Decimal(15), "amount": Decimal(300), "paid": Decimal(100), "late": Decimal(200)}
    assert (figures["proceeds_poverty"].value, figures["proceeds_left"].value) == (Decimal(25), Decimal(75))
    left = figures["proceeds_left"]
    spent = desk.store.load(ENTITIES[left.less_entity], id=list(left.less))
    assert left.value == in_ten_thousands(sum(p.amount for p in desk.store.load(TradePayment, id=list(left.behind))) - sum(u.amount for u in spent))


def test_money_by_year_is_that_of_the_yearly_assessments(county):
    """Two readings of the same books: columns for the page, whole rows for the assessment."""
    desk, authority_id = county
    _traded(desk, authority_id)
    rows = county_rows.books(desk, authority_id)
    for year, (came, went) in charted(desk, county_facts(desk, authority_id)).income.items():
        first, last = date(year, 1, 1), date(year, 12, 31)
        assert came == sum(county_money.by_what(county_money.came(rows), first, last).values())
        assert went == sum(county_money.by_what(county_money.went(rows), first, last).values())


def test_what_is_open_stands_among_the_decisions(county):
    desk, authority_id = county
    project = _traded(desk, authority_id)
    found = {(d.entity, d.words) for d in county_facts(desk, authority_id).decisions if d.project_id == project.id}
    assert ("obligation", "履行义务：扣减年度计划指标") in found
    assert ("trade", "催收逾期价款 200.00 万元：转让") in found


def test_a_project_without_a_body_has_a_page_of_its_own(sample):
    desk, project_id = sample
    lost = replace(desk.store.get(Project, project_id), id="f" * 32, responsible_id=None)
    desk.store.apply(Change("登记", after=(lost,)), officer="")
    assert [name for _, name in bodies(desk)] == ["岚川县人民政府", ""]
    pages = quota_exports.pages(desk)
    assert [len(facts.lines) for facts in pages] == [1, 1]
    assert pages[1].lines[0].project == lost


@pytest.mark.parametrize("count", [0, 1, 300])
def test_the_page_stays_one_page_and_its_basis_holds_every_row(sample, tmp_path, count):
    desk, project_id = sample
    authority_id = counties.filled(desk, project_id, count, plots=2, entries=5)
    late = [Inspection(project_id=id_, inspector="省自然资源厅督察组", finding="渣土没有清运", inspected_on=TODAY, rectify_by=TODAY + timedelta(days))
            for id_, in desk.store.columns(Project, ("id",)) for days in (-5, 9)]
    owed = [Obligation(project_id=i.project_id, kind=ObligationKind.DELIVERY, due_on=TODAY) for i in late]
    aims = [YearTarget(authority_id=authority_id, from_year=2000 + at, to_year=2000 + at, area=Decimal(1000), document="晋政办发〔2018〕24号")
            for at in range(12)]
    desk.store.apply(Change("登记", after=(*late, *owed, *aims)), officer="")
    paths = {p.name: p for p in quota_exports.report(desk, tmp_path / "报告")}
    page = next(p for name, p in paths.items() if name.endswith("县情一页.pdf"))
    assert len(page_sizes(page.read_bytes())) == 1
    book = load_workbook(next(p for name, p in paths.items() if name.endswith("依据.xlsx")))
    assert {"指标按项目区", "项目区状态", "数字和登记"} <= set(book.sheetnames)
    risks = next(sheet for name, sheet in ((n, book[n]) for n in book.sheetnames) if name.startswith("逾期和临近的期限"))
    assert sum(isinstance(row[0].value, int) for row in risks.iter_rows()) >= 2 * (count + 1)


def test_an_empty_county_has_a_page_too(golden):
    golden("county_page_empty", as_text(county_page.page(CountyFacts(None, "岚川县人民政府", TODAY, "岚川县"))))


def test_the_page_as_text(county, golden):
    desk, authority_id = county
    _traded(desk, authority_id)
    golden("county_page", as_text(county_page.page(county_facts(desk, authority_id), 3)))


def test_the_basis_adds_up_to_the_page(county):
    desk, authority_id = county
    facts = county_facts(desk, authority_id)
    table = county_page.basis(facts).sections[0].blocks[0]
    assert len(leaves(table.columns)) == 2 + 4 * len(OF_COUNTY)
    for at in range(2, len(leaves(table.columns))):
        assert table.totals[at] == sum(row[at] for row in table.rows)
    assert table.totals[2] == facts.of("issued_revolving").total(AreaUnit.HECTARE, "construction")


def test_years_add_up_to_the_whole(county):
    desk, authority_id = county
    years = years_of(desk, authority_id, TODAY)
    for figure in county_facts(desk, authority_id).quota:
        assert Amounts.total(figure.reading.of(flows) for flows in years.values()) == Amounts.total(figure.owners.values()), figure.key


def test_charts_show_what_there_is_and_nothing_where_there_is_nothing(county):
    desk, authority_id = county
    _traded(desk, authority_id)
    facts = charted(desk, county_facts(desk, authority_id))
    drawn = {d.name: d for d in quota_charts.charts(facts)}
    assert set(drawn) == {"各年度指标", "各项目区节余指标", "各年度收入和支出"}
    words = {s.text for s in drawn["各年度收入和支出"].shapes if s.kind is ShapeKind.TEXT}
    assert {"2017年", "2018年", "50.00", "100.00", "25.00"} <= words
    assert quota_charts.charts(CountyFacts(None, "", TODAY)) == ()
    assert quota_charts.paper(CountyFacts(None, "", TODAY)) is None


def test_projects_beyond_those_of_a_picture_stand_together(sample):
    desk, project_id = sample
    authority_id = counties.filled(desk, project_id, 30, plots=1, entries=40)
    lines = county_facts(desk, authority_id).lines
    drawn = quota_charts.surplus_by_project(lines)
    words = [s.text for s in drawn.shapes if s.kind is ShapeKind.TEXT]
    assert any(word.startswith("其余 ") for word in words)
    assert drawn.height_mm < 240
    assert all(0 <= x <= drawn.width_mm and 0 <= y <= drawn.height_mm for shape in drawn.shapes for x, y in shape.points)


def test_the_command_line_writes_the_report(county, tmp_path, capsys):
    desk, _ = county
    assert main(["--data", str(desk.folder), "quota", "report", "--out", str(tmp_path / "a")]) == 0
    written = [line.rsplit("/", 1)[-1] for line in capsys.readouterr().out.splitlines()]
    assert {"岚川县人民政府增减挂钩县情一页.pdf", "岚川县人民政府县情一页依据.xlsx", "岚川县人民政府指标和资金图表.pdf"} <= set(written)


def test_no_report_while_there_is_no_project(empty_desk, tmp_path):
    with pytest.raises(KnownError, match="还没有项目"):
        quota_exports.report(empty_desk, tmp_path / "b")
    assert not (tmp_path / "b").exists()
