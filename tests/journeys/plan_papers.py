"""Reading what was written: the words of a PDF, and the cells of a workbook with its sums reckoned."""

from __future__ import annotations

import re
from contextlib import closing
from decimal import Decimal

import openpyxl
import pypdfium2
from openpyxl.utils import range_boundaries

from linkdesk.actions import plots
from tests.journeys.plan_inputs import ha

NUMBERS = re.compile(r"—\d+—|第\d+页共\d+页")  # at the foot of a page, in the midst of a sentence that goes on


def words(path):
    """All words of a PDF without the spaces and page numbers between them."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return "".join(NUMBERS.sub("", re.sub(r"\s", "", page.get_textpage().get_text_bounded())) for page in pdf)


def said(text, phrase):
    """Every number that stands in place of # in a phrase, wherever the phrase stands; at least once."""
    found = re.findall(re.escape(phrase).replace(r"\#", r"([\d,]+(?:\.\d+)?)"), text)
    assert found, f"nowhere: {phrase}"
    return {Decimal(number.replace(",", "")) for number in found}


class Tables:
    """The sheets of a workbook as a person reads them, sums reckoned from the cells above."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)

    def cell(self, sheet, row, heading):
        """The cell of the row that has this text in one of its first columns, under the first heading of that name."""
        page = self.book[sheet]
        at = next(cells[0].row for cells in page.iter_rows() for cell in cells[:3] if str(cell.value) == row)
        column = next(cell.column for cells in page.iter_rows(max_row=at) for cell in cells if str(cell.value).partition("（")[0] == heading)
        return self.value(sheet, page.cell(at, column))

    def value(self, sheet, cell):
        """A cell as a number; a sum is added up from its cells, subtotals within it left out."""
        if not str(cell.value).startswith("="):
            return Decimal(str(cell.value))
        left, top, right, bottom = range_boundaries(re.search(r"\(?(?:9,)?([A-Z]+\d+(?::[A-Z]+\d+)?)\)", cell.value)[1])
        inside = [c for row in self.book[sheet].iter_rows(top, bottom, left, right) for c in row]
        return sum((Decimal(str(c.value)) for c in inside if isinstance(c.value, int | float)), Decimal(0)).quantize(Decimal("0.0001"))


def packet(officer, step, out, final):
    """Have a packet written at the window; its folder."""
    page = officer.open("packets")
    page.steps[step].setChecked(True)
    page.final.setChecked(final)
    page.write(page.step, out)
    officer.idle()
    assert "已生成" in page.written.text(), officer.window.notice.sentence.text()
    return out


def agree(text, *phrases):
    """Every phrase says its one number wherever it stands."""
    for phrase, number in phrases:
        assert said(text, phrase) == {Decimal(number)}, phrase


def of_land(sums):
    """How the plan's text says the sums of its land."""
    return (("拆旧区总面积#公顷", sums["old"]), ("安置区与建新区面积合计#公顷", sums["built"]), ("前者减后者为#公顷", sums["margin"]),
            ("新增耕地#公顷", sums["gained"]), ("安置与建新占用耕地#公顷", sums["taken"]), ("净增#公顷", sums["net"]),
            ("后的余额，为#公顷", sums["surplus"]), ("按耕地测算，为#公顷", sums["surplus_farmland"]), ("农村发展预留（#公顷）", sums["reserve"]))


def of_old_side(sums):
    """How the plan of the old side says the sums of its land."""
    return (("拆旧区总面积#公顷", sums["old"]), ("安置区总面积#公顷", sums["settlement"]), ("计划复垦#公顷", sums["old"]),
            ("新增耕地#公顷", sums["gained"]), ("人均#㎡", sums["per_person"]), ("按耕地测算，为#公顷", sums["surplus_farmland"]),
            ("节余指标为#公顷", sums["surplus"]))


def of_new_side(sums, farmland):
    """How the plan of the new side says what is built on, and from what its quota comes."""
    return (("建新区总面积#公顷", sums["new"]), ("其中耕地#公顷", farmland), ("计划复垦#公顷", sums["old"]), ("新增耕地#公顷", sums["gained"]))


def of_money(sums):
    """How it says what is paid and where it comes from."""
    return (("总投资#万元", sums["total"]), ("拆旧区亩均#万元", sums["a_mu"]), ("资金来源合计#万元", sums["total"]),
            ("旧房拆除奖补合计#元", sums["demolition"] * 10000), ("宅基地复垦奖补合计#元", sums["reclamation"] * 10000))


def of_people(sums):
    """How it says who lives there."""
    return (("拆旧区涉及农户#户", sums["households"]), ("摸底农户#户", sums["households"]), ("其中同意拆旧复垦#户", sums["agree"]),
            ("房屋建筑面积#㎡", sums["houses"]), ("，宅基地面积#㎡。", sums["homesteads"]))


def tables_agree(tables, land, money, people):
    """The attached tables in their workbook: totals are what the plan says and what their rows add up to."""
    for sheet, row, heading, wanted in (
            ("附表2", "合计", "总面积", land["old"]), ("附表3", "合计", "地块面积", land["old"]), ("附表3", "合计", "新增耕地", land["gained"]),
            ("附表7", "复垦新增耕地", "耕地面积", land["gained"]), ("附表7", "净增耕地", "耕地面积", land["net"]),
            ("附表9", "节余指标", "建设用地", land["surplus"]), ("附表9", "节余指标", "耕地", land["surplus_farmland"]),
            ("附表10", "合计", "户数", people["households"]), ("附表10", "合计", "人口", people["persons"]),
            ("附表11", "合计", "金额", money["total"]), ("附表12", "合计", "金额", money["total"])):
        assert tables.cell(sheet, row, heading) == wanted, (sheet, heading)


def coordinates_agree(path, grounds):
    """The exchange text holds the plots as they were surveyed."""
    read = {plot.code: ha(plot.plane_m2) for plot in plots.understand(path).plots}
    assert read == {ground.code: ground.area for ground in grounds}
