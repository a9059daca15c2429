"""Writes the workbook that a Layout describes."""

from __future__ import annotations

from random import Random
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from tests.survey.workbooks import AREAS, GROUPS, SECOND_HOUSE, Layout, household, members, typed

HOUSE = AREAS | {"house_structure"}
MARKS = ("*{}", "{}①", "3.{}", "{}（必填）", "{}※")
MEMBER_HEADINGS = ("序号", "户主姓名", "户主身份证号", "成员姓名", "与户主关系", "身份证号")


def written(layout: Layout) -> openpyxl.Workbook:
    """The whole workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if layout.members == "before":
        _write_members(layout, book.create_sheet("家庭成员"))
    for name, numbers in layout.sheets():
        _Sheet(layout, book.create_sheet(name), numbers).fill()
    if layout.members == "after":
        _write_members(layout, book.create_sheet("家庭成员"))
    if layout.hidden_sheet:
        hidden = book.create_sheet("旧数据")
        hidden.sheet_state = "hidden"
        _Sheet(layout, hidden, list(range(layout.households))).fill()
    book.create_sheet("Sheet3")
    return book


def _write_members(layout: Layout, sheet: Any) -> None:
    sheet.append(["岚川县青石镇家庭成员表"])
    sheet.append(MEMBER_HEADINGS)
    for at in range(layout.households):
        head = household(at)
        for member in members(at):
            sheet.append([sheet.max_row - 1, head["head_name"], f"{head['id_number'].lower()} ", *member.values()])


class _Sheet:
    """A sheet while it is written, row by row."""

    def __init__(self, layout: Layout, sheet: Any, numbers: list[int]) -> None:
        self.layout, self.sheet, self.numbers, self.row = layout, sheet, numbers, 0
        groups = [g for g in GROUPS if layout.village_in == "column" or g[1][0] != "village"]
        if layout.shuffled is not None:
            Random(layout.shuffled).shuffle(groups)
        self.columns = [(group[0], *column) for group in groups for column in group[1:]]

    def fill(self) -> None:
        """Everything from the title to the signatures."""
        self._titles()
        self._header()
        self._number_columns()
        for place, at in enumerate(self.numbers):
            self._household(place, at)
        self._end()
        if self.layout.empty_tail:
            for row in range(self.row + 1, self.row + 1500):
                self.sheet.cell(row, 3).fill = PatternFill("solid", "FFFF00")

    def _add(self, cells: list[Any]) -> None:
        self.row += 1
        for at, cell in enumerate(cells, 1 + self.layout.left_margin):
            if cell is not None and cell != "":
                self.sheet.cell(self.row, at, cell)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        margin = self.layout.left_margin
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left + margin, end_row=bottom, end_column=right + margin)

    @property
    def _village(self) -> str:
        return household(self.numbers[0])["village"]

    def _titles(self) -> None:
        layout = self.layout
        of = self._village if layout.village_in == "title" else ""
        for at in range(max(layout.titles, bool(of))):
            self._add([f"岚川县青石镇{of}农户摸底调查表"] if at == 0 else ["填报单位(盖章):青石镇人民政府", "", "", "填报日期:2018年6月15日"])
            if at == 0:
                self._merge(self.row, 1, self.row, len(self.columns))
        if layout.village_in == "label":
            self._add(["", f"填报单位（盖章）：青石镇{self._village}村委会".replace("村村", "村"), "", "", "日期：2018年6月"])
        if layout.scattered:
            self._add(["填报单位：青石镇人民政府", "", "", "", "表格审核人：（签字）", "", "表格负责人（签字）："])
            self._add(["", "", "分管领导（签字）：", "", "", "日期：2018年6月15日"])
        if layout.unit_in == "block":
            self._add(["填报单位:十亩镇人民政府", "", "", "", f"单位:户、人、{layout.unit}"])
        if layout.unit_in == "stray":
            self._add(["", "", "", "", "", f"       （{layout.unit}）"])

    def _heading(self, at: int, text: str, name: str) -> str:
        unit = f"({self.layout.unit})" if self.layout.unit_in == "heading" and name in AREAS else ""
        if self.layout.marked:
            unit = unit.replace(")", "，以实测为准）")
            return MARKS[at % len(MARKS)].format(text + unit)
        return text + unit

    def _header(self) -> None:
        depth, top = self.layout.header_rows, self.row + 1
        if depth == 1:
            self._add([self._heading(at, alone, name) for at, (_, name, _, alone) in enumerate(self.columns)])
            return
        for level in range(depth - 2):
            self._add(["调查内容"] if depth == 3 else [("", "土地房屋", "其中")[level + 1 if level < 2 else 1] if group else ""
                                                   for group, *_ in self.columns])
            if depth == 3:
                self._merge(self.row, 1, self.row, len(self.columns))
                top += 1
            else:
                self._merge_pairs(self.row)
        self._add([group or (self._heading(at, leaf, name) if self.row + 1 == top else "")
                   for at, (group, name, leaf, _) in enumerate(self.columns)])
        self._merge_pairs(self.row)
        self._add([self._heading(at, leaf, name) if group else "" for at, (group, name, leaf, _) in enumerate(self.columns)])
        for at, (group, name, leaf, _) in enumerate(self.columns, 1):
            if group is None:
                self.sheet.cell(top, at + self.layout.left_margin, self._heading(at - 1, leaf, name))
                self._merge(top, at, self.row, at)

    def _merge_pairs(self, row: int) -> None:
        for at, (group, *_) in enumerate(self.columns, 1):
            if group and self.columns[at - 2][0] != group:
                self._merge(row, at, row, at + 1)

    def _number_columns(self) -> None:
        kind = "1" if self.layout.column_numbers is True else self.layout.column_numbers
        count = len(self.columns)
        if kind == "甲":
            self._add(["甲", "乙", *range(1, count - 1)])
        elif kind == "3=1+2":
            self._add([f"{n}={n - 2}+{n - 1}" if n > 2 and n % 4 == 0 else str(n) for n in range(1, count + 1)])
        elif kind == "①":
            self._add([chr(0x2460 + n) for n in range(count)])
        elif kind:
            self._add([int(kind) + n if kind == "1" else kind.replace("1", str(1 + n)) for n in range(count)])

    def _household(self, place: int, at: int) -> None:
        layout = self.layout
        if layout.village_in == "section" and at % 5 == 0:
            self._add([f"{'一二三'[at // 5 % 3]}、{household(at)['village']}"])
            self._merge(self.row, 1, self.row, len(self.columns))
        if layout.subtotals and place and place % 5 == 0:
            self._add(["小计", "", "", "", "", "5户"])
        if layout.repeated_header and place == 3:
            self._titles()
            self._header()
            self._number_columns()
        if layout.blank_rows and at % 4 == 2:
            self.row += 1
        cells = household(at) | {"sequence": at + 1}
        self._add([self._cell(name, cells) for _, name, _, _ in self.columns])
        if layout.hidden_rows and at % 2:
            self.sheet.row_dimensions[self.row].hidden = True
        if layout.two_houses(at):
            self._second_house(cells)

    def _cell(self, name: str, cells: dict[str, Any]) -> Any:
        if name not in AREAS:
            return cells[name]
        area = typed(cells[name], self.layout.unit)
        return f"{area}{self.layout.unit}" if self.layout.unit_in == "value" else float(area)

    def _second_house(self, cells: dict[str, Any]) -> None:
        repeated = cells if self.layout.houses == "same number" else {}
        both = {name: repeated.get(name, "") for _, name, _, _ in self.columns} | SECOND_HOUSE
        self._add([self._cell(name, both) if both[name] != "" else "" for _, name, _, _ in self.columns])
        if self.layout.houses == "merged":
            for at, (_, name, _, _) in enumerate(self.columns, 1):
                if name not in HOUSE:
                    self._merge(self.row - 1, at, self.row, at)

    def _end(self) -> None:
        if self.layout.subtotals:
            self._add(["合计", "", "", "", "", f"{len(self.numbers)}户"])
        if self.layout.notes:
            self._add(["注：本表一式三份，由村委会填写，乡镇人民政府审核后报县自然资源局备案。"])
            self._add(["", "2、复核无误"])
        if self.layout.signature:
            self._add(["填表人：           审核人：            村委会主任："])
            self._add(["", "", "", "2018年6月15日"])
