"""Reading 20,000 rows in the sample's layout, all checks and the child process included, beside python-calamine alone."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

from linkdesk import survey
from linkdesk.domain.identity_number import check_digit
from linkdesk.paths import SAMPLES

ROWS = 20_000
ROUNDS = 5
GOAL = 4.0

HEADER_ROWS = 4
ONE_IN = 12  # rows with a mistake, as in the sample
NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国志明秀英桂兰海生改莲玉凤春花金宝润香"
VILLAGES = ("上沟村", "柳树塬村", "后圪垛村", "前河村", "石家庄村")
TYPES = ("易地扶贫搬迁", "采煤沉陷区治理搬迁", "地质灾害治理搬迁", "其他闲置")
STRUCTURES = ("土窑洞", "砖窑洞", "砖木", "砖混", "土木", "石木")
CHOICES = ("集中安置", "分散安置", "货币安置", "进城购房")
BANKS = ("农村信用社", "邮政储蓄银行", "农业银行")


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, seconds of LinkDesk, seconds of calamine, ratio of the medians, and the ratio allowed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.xlsx"
        write(path, ROWS)
        times = [(_seconds(lambda: survey.read(path, _silent)), _seconds(lambda: _peer(path))) for _ in range(ROUNDS)]
    ours, peer = (median(column) for column in zip(*times, strict=True))
    return [(f"摸底调查表 {ROWS} 行", ours, peer, ours / peer, GOAL)]


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _peer(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()  # neither pays for what the other left
    begun = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begun
    del result  # letting go of it is not part of reading
    return seconds


def write(path: Path, rows: int) -> None:
    """A workbook with the sample's header, merges included, over so many made-up households."""
    sample = openpyxl.load_workbook(SAMPLES / "survey_qingshi.xlsx").worksheets[0]
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet(sample.title)
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for area in sample.merged_cells.ranges:
            if area.max_row <= HEADER_ROWS:
                sheet.merge_range(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1, "")
        for cell in (c for row in sample.iter_rows(max_row=HEADER_ROWS) for c in row if c.value is not None):
            sheet.write(cell.row - 1, cell.column - 1, cell.value)
        for at in range(rows):
            for column, value in enumerate(household(at)):
                write = sheet.write_datetime if isinstance(value, date) else sheet.write
                write(HEADER_ROWS + at, column, value, *((day,) if isinstance(value, date) else ()))


def household(at: int) -> tuple[object, ...]:
    """The cells of one row, from its number alone; some with the sample's kinds of mistakes."""
    first17 = f"149923{1940 + at % 60}{1 + at % 12:02}{1 + at % 28:02}{at // 60 % 1000:03}"
    homestead = 100 + at * 7 % 4000 / 10
    surveyed = date(2018, 3, 1) + timedelta(at % 90)
    mistake = at % ONE_IN == ONE_IN - 1
    return (
        at + 1, VILLAGES[at * len(VILLAGES) // ROWS % len(VILLAGES)], f"{'一二三四五'[at // 50 % 5]}组",
        "" if mistake and at % 5 == 0 else NAMES[at % 20] + GIVEN[at // 20 % 20] + GIVEN[at * 3 % 20],
        first17 + ("Y" if mistake and at % 5 == 1 else check_digit(first17)),
        f"{1 + at % 6}人" if at % 30 == 0 else 1 + at % 6, "是" if at % 2 else "否", TYPES[at % 4], STRUCTURES[at % 6],
        2 + at % 7, round(homestead * 0.45, 1), round(at * 3 % 400 / 10, 1),
        f"约{homestead:.0f}" if mistake and at % 5 == 2 else round(homestead, 1), round(homestead * 0.9, 1),
        "不同意" if at % 31 == 0 else "同意", CHOICES[at % 4], BANKS[at % 3], account(at), f"13{at * 7919 % 10 ** 9:09}",
        surveyed if at % 5 < 3 else f"{surveyed.year}年{surveyed.month}月{surveyed.day}日", "")


def account(at: int) -> str:
    """A made-up card number of 19 digits with a right check digit."""
    body = f"62{at * 104729 % 10 ** 16:016}"
    total = sum(int(d) if place % 2 else sum(divmod(2 * int(d), 10)) for place, d in enumerate(reversed(body)))
    return body + str(-total % 10)


if __name__ == "__main__":
    for name, ours, peer, ratio, bound in run():
        print(f"{name}：LinkDesk {ours:.2f} 秒，calamine {peer:.2f} 秒，{ratio:.2f} 倍（不超过 {bound}）")
