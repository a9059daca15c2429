"""Survey workbooks made up for the tests: the same households in any of the layouts that townships use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from linkdesk import survey
from linkdesk.domain.identity_number import check_digit
from linkdesk.survey import Reading

GROUPS = (  # group heading, then field, heading within the group, heading where there are no groups
    (None, ("sequence", "序号", "序号")),
    (None, ("village", "行政村", "行政村")),
    (None, ("group", "自然村(组)", "自然村(组)")),
    (None, ("head_name", "户主\n姓名", "户主姓名")),
    (None, ("id_number", "身份证号码", "身份证号码")),
    (None, ("population", "家庭人口（人）", "家庭人口")),
    ("房屋情况", ("house_structure", "结构", "房屋结构"), ("house_area", "建筑面积", "建筑面积")),
    ("宅基地情况", ("homestead_area", "面积", "宅基地面积"), ("reclaimable_area", "可复垦耕地", "可复垦耕地")),
    (None, ("willing", "是否愿意\n拆旧复垦", "是否愿意拆旧复垦")),
    (None, ("phone", "联系电话", "联系电话")),
    (None, ("surveyed_on", "调查日期", "调查日期")),
)
AREAS = {"house_area", "homestead_area", "reclaimable_area"}
FACTOR = {"㎡": Decimal(1), "亩": Decimal(2000) / 3}


def household(at: int) -> dict[str, Any]:
    """One made-up household as its cells; areas in m²."""
    first17 = f"149923{1950 + at % 50}0{1 + at % 9}1{at % 9}{100 + at}"
    return {"village": f"{'东西南'[at // 5 % 3]}沟村", "group": f"{'一二'[at % 2]}组", "head_name": "王李张刘陈杨赵黄"[at % 8] + "秀英",
            "id_number": first17 + check_digit(first17), "population": 1 + at % 6, "house_structure": "土木",
            "house_area": 80 + at, "homestead_area": 210.5 + at, "reclaimable_area": 150 + at, "willing": "同意",
            "phone": f"13900000{at:03}", "surveyed_on": date(2018, 3, 1 + at % 28)}


@dataclass(frozen=True)
class Layout:
    """The traits of one workbook; the defaults are the plainest sheet there is."""

    households: int = 6
    header_rows: int = 1
    titles: int = 1
    unit: str = "㎡"
    unit_in: str = "heading"  # or block, or nowhere
    subtotals: bool = False
    column_numbers: bool = False
    repeated_header: bool = False
    blank_rows: bool = False
    signature: bool = False
    notes: bool = False
    hidden_sheet: bool = False
    left_margin: int = 0
    shuffled: int | None = None

    def write(self, path: Path) -> Path:
        """Write the workbook."""
        workbook = openpyxl.Workbook()
        _Sheet(self, workbook.active).fill()
        if self.hidden_sheet:
            hidden = workbook.create_sheet("旧数据")
            hidden.sheet_state = "hidden"
            _Sheet(replace(self, hidden_sheet=False), hidden).fill()
        workbook.create_sheet("Sheet3")
        workbook.save(path)
        return path

    def expected(self) -> list[dict[str, Any]]:
        """The households as `inspect_json` must say them."""
        return [self._expected(household(at)) for at in range(self.households)]

    def _expected(self, cells: dict[str, Any]) -> dict[str, Any]:
        areas = {name: f"{(typed(cells[name], self.unit) * FACTOR[self.unit]).quantize(Decimal('0.01')):f}" for name in AREAS}
        return cells | areas | {"willing": True, "surveyed_on": cells["surveyed_on"].isoformat()}


def typed(area: float, unit: str) -> Decimal:
    """What a surveyor types for an area in m²: the unit's number with two decimals."""
    return (Decimal(str(area)) / FACTOR[unit]).quantize(Decimal("0.01"))


class _Sheet:
    """A sheet while it is written, row by row."""

    def __init__(self, layout: Layout, sheet: Any) -> None:
        self.layout, self.sheet, self.row = layout, sheet, 0
        groups = list(GROUPS)
        if layout.shuffled is not None:
            Random(layout.shuffled).shuffle(groups)
        self.columns = [(group[0], *column) for group in groups for column in group[1:]]

    def fill(self) -> None:
        """Everything from the title to the signatures."""
        self._titles()
        self._header()
        if self.layout.column_numbers:
            self._add(list(range(1, len(self.columns) + 1)))
        for at in range(self.layout.households):
            self._household(at)
        self._end()

    def _add(self, cells: list[Any]) -> None:
        self.row += 1
        for at, cell in enumerate(cells, 1 + self.layout.left_margin):
            if cell is not None and cell != "":
                self.sheet.cell(self.row, at, cell)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        margin = self.layout.left_margin
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left + margin, end_row=bottom, end_column=right + margin)

    def _titles(self) -> None:
        for at in range(self.layout.titles):
            self._add(["岚川县青石镇农户摸底调查表"] if at == 0 else ["填报单位(盖章):青石镇人民政府", "", "", "填报日期:2018年6月15日"])
            if at == 0:
                self._merge(self.row, 1, self.row, len(self.columns))
        if self.layout.unit_in == "block":
            self._add(["填报单位:十亩村委会", "", "", "", f"单位:户、人、{self.layout.unit}"])

    def _header(self) -> None:
        unit = f"({self.layout.unit})" if self.layout.unit_in == "heading" else ""
        top = self.row + 1
        if self.layout.header_rows == 1:
            self._add([alone + (unit if name in AREAS else "") for _, name, _, alone in self.columns])
            return
        if self.layout.header_rows == 3:
            self._add(["调查内容"])
            self._merge(top, 1, top, len(self.columns))
            top += 1
        self._add([group or leaf for group, _, leaf, _ in self.columns])
        self._add([leaf + (unit if name in AREAS else "") if group else "" for group, name, leaf, _ in self.columns])
        for at, (group, _, _, _) in enumerate(self.columns, 1):
            if group is None:
                self._merge(top, at, top + 1, at)
            elif at == 1 or self.columns[at - 2][0] != group:
                self._merge(top, at, top, at + 1)

    def _household(self, at: int) -> None:
        layout = self.layout
        if layout.subtotals and at and at % 5 == 0:
            self._add(["小计", "", "", "", "", "5户"])
        if layout.repeated_header and at == 3:
            self._titles()
            self._header()
        if layout.blank_rows and at % 4 == 2:
            self.row += 1
        cells = household(at) | {"sequence": at + 1}
        self._add([float(typed(cells[name], layout.unit)) if name in AREAS else cells[name] for _, name, _, _ in self.columns])

    def _end(self) -> None:
        if self.layout.subtotals:
            self._add(["合计", "", "", "", "", f"{self.layout.households}户"])
        if self.layout.notes:
            self._add(["注：本表一式三份，由村委会填写，乡镇人民政府审核后报县自然资源局备案。"])
        if self.layout.signature:
            self._add(["填表人：           审核人：            村委会主任："])


def silent(done: int, total: int) -> None:
    """The report of somebody who does not watch."""


def read(path: Path) -> Reading:
    """Read without watching."""
    return survey.read(path, silent)


def sheet(path: Path, *rows: list[Any], title: str = "调查表", merges: tuple[str, ...] = ()) -> Path:
    """A workbook of one sheet with just these rows."""
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell is not None and cell != "":
                workbook.active.cell(at, column, cell)
    for area in merges:
        workbook.active.merge_cells(area)
    workbook.save(path)
    return path
