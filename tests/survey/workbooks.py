"""Survey workbooks made up for the tests: the same households in any of the layouts that townships use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
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
FACTOR = {"㎡": Decimal(1), "亩": Decimal(2000) / 3, "公顷": Decimal(10000)}
NUMBERINGS = ("1", "1栏", "(1)", "甲", "3=1+2", "①")
SECOND_HOUSE = {"house_structure": "砖木", "house_area": 30, "homestead_area": 40.5, "reclaimable_area": 20}


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
    header_rows: int = 1  # to 5
    titles: int = 1
    scattered: bool = False  # unit, officers and day in odd cells above the header, as ministries' forms have them
    unit: str = "㎡"  # or 亩, 公顷
    unit_in: str = "heading"  # or block, stray, value, nowhere
    subtotals: bool = False
    column_numbers: bool | str = False  # True, or one of NUMBERINGS
    repeated_header: bool = False
    blank_rows: bool = False
    signature: bool = False
    notes: bool = False
    hidden_sheet: bool = False
    left_margin: int = 0
    shuffled: int | None = None
    village_in: str = "column"  # or sheets, bare sheets, title, label, section
    houses: str = ""  # or merged, blank, same number: every third household has two
    members: str = ""  # or before, after: a sheet of their own
    marked: bool = False  # headings with stars, numbers, footnotes and remarks
    empty_tail: bool = False
    hidden_rows: bool = False

    def write(self, path: Path) -> Path:
        """Write the workbook."""
        from tests.survey.layout_sheets import written
        written(self).save(path)
        return path

    def sheets(self) -> list[tuple[str, list[int]]]:
        """The names of the households' sheets, and which households stand there."""
        numbers = range(self.households)
        if self.village_in in ("column", "section"):
            return [("Sheet", list(numbers))]
        villages = list(dict.fromkeys(household(at)["village"] for at in numbers))
        names = {"sheets": "{}", "bare sheets": "{}"}.get(self.village_in, "表{n}")
        return [(names.format(v.removesuffix("村") if "bare" in self.village_in else v, n=n),
                 [at for at in numbers if household(at)["village"] == v]) for n, v in enumerate(villages, 1)]

    def two_houses(self, at: int) -> bool:
        """Whether this household has a second house, in a row of its own."""
        return bool(self.houses) and at % 3 == 1

    def rows_read(self) -> int:
        """How many rows hold a household, a house or a member."""
        houses = sum(map(self.two_houses, range(self.households)))
        return self.households + houses + sum(len(members(at)) for at in range(self.households) if self.members)

    def expected(self) -> list[dict[str, Any]]:
        """The households as `inspect_json` must say them."""
        return [self._expected(at, household(at)) for at in range(self.households)]

    def _expected(self, at: int, cells: dict[str, Any]) -> dict[str, Any]:
        main = {name: self._square_metres(cells[name]) for name in AREAS}
        areas = main
        more: dict[str, Any] = {}
        if self.two_houses(at):
            second = {name: self._square_metres(SECOND_HOUSE[name]) for name in AREAS}
            areas = {name: main[name] + second[name] for name in AREAS}
            more["houses"] = [{"house_structure": house["house_structure"]} | {name: f"{of[name]:.2f}" for name in AREAS}
                              for house, of in ((cells, main), (SECOND_HOUSE, second))]
        village = {"village": self._village(cells["village"])}
        return (cells | {name: f"{area:.2f}" for name, area in areas.items()} | village | more
                | {"willing": True, "surveyed_on": cells["surveyed_on"].isoformat(),
                   "members": members(at) if self.members else []})

    def _village(self, village: str) -> str | None:
        if self.village_in != "bare sheets":
            return village
        return village.removesuffix("村") if len(self.sheets()) > 1 else None

    def _square_metres(self, area: float) -> Decimal:
        return (typed(area, self.unit) * FACTOR[self.unit]).quantize(Decimal("0.01"))


def typed(area: float, unit: str) -> Decimal:
    """What a surveyor types for an area in m²: the unit's number with two decimals, of 公顷 with four."""
    return (Decimal(str(area)) / FACTOR[unit]).quantize(Decimal("0.0001" if unit == "公顷" else "0.01"))


def members(at: int) -> list[dict[str, str]]:
    """The members of a made-up household, its head first."""
    head = household(at)
    others = [f"149923{1990 - at % 9}1{1 + n % 2}2{n % 9}{500 + at * 7 + n}" for n in range(1, head["population"])]
    return [{"name": head["head_name"], "relation": "户主", "id_number": head["id_number"]},
            *({"name": f"{head['head_name'][0]}{'大中小新'[n % 4]}山", "relation": "子", "id_number": number + check_digit(number)}
              for n, number in enumerate(others))]


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
