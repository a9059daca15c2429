"""Reading 100,000 households of 30 columns, all checks and the child process included, beside python-calamine alone."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
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

ROWS = 100_000
ROUNDS = 3
GOAL = 4.0
MEGABYTES = 1000.0
"""What parent and child may take together at their peaks."""

ON = date(2018, 6, 15)
HEADER_ROWS = 4
MORE = ("户编号", "户主性别", "层数", "建成年份", "开户人", "权属证号", "房屋坐落", "四至", "安置地点")
"""Headings beside the sample's, to make thirty columns."""

ONE_IN = 12  # rows with a mistake, as in the sample
NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国志明秀英桂兰海生改莲玉凤春花金宝润香"
VILLAGES = tuple(f"{side}{place}村" for place in ("沟", "柳树塬", "圪垛", "河", "石家庄", "岭", "店", "坪", "湾", "窑头")
                 for side in "上下前后东西南北大小新旧里外老高低中左右")
TYPES = ("易地扶贫搬迁", "采煤沉陷区治理搬迁", "地质灾害治理搬迁", "其他闲置")
STRUCTURES = ("土窑洞", "砖窑洞", "砖木", "砖混", "土木", "石木")
CHOICES = ("集中安置", "分散安置", "货币安置", "进城购房")
BANKS = ("农村信用社", "邮政储蓄银行", "农业银行")


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, LinkDesk's figure, that of the peer, their ratio, and the ratio allowed; seconds first, then megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.xlsx"
        write(path, ROWS)
        memory = _megabytes(path)  # first: on Linux the peak of a process begins at that of the one that started it
        times = [(_seconds(lambda: survey.read(path, _silent, ON)), _seconds(lambda: _peer(path))) for _ in range(ROUNDS)]
    ours, peer = (median(column) for column in zip(*times, strict=True))
    return [(f"摸底调查表 {ROWS} 户 30 列（秒，对照 calamine）", ours, peer, ours / peer, GOAL),
            (f"摸底调查表 {ROWS} 户 30 列（父子进程内存峰值之和，MB）", memory, MEGABYTES, memory / MEGABYTES, 1.0)]


def _megabytes(path: Path) -> float:
    """The peaks of a process that does nothing but read, and of its child, added up."""
    told = subprocess.run([sys.executable, "-m", __spec__.name, str(path)], check=True, capture_output=True, text=True)
    return float(told.stdout)


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
    """A workbook with the sample's header, merges included, and more columns, over so many made-up households."""
    sample = openpyxl.load_workbook(SAMPLES / "survey_qingshi.xlsx").worksheets[0]
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet(sample.title)
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for area in sample.merged_cells.ranges:
            if area.max_row <= HEADER_ROWS:
                sheet.merge_range(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1, "")
        for cell in (c for row in sample.iter_rows(max_row=HEADER_ROWS) for c in row if c.value is not None):
            sheet.write(cell.row - 1, cell.column - 1, cell.value)
        for column, heading in enumerate(MORE, sample.max_column):
            sheet.merge_range(HEADER_ROWS - 2, column, HEADER_ROWS - 1, column, heading)
        for at in range(rows):
            for column, value in enumerate((*household(at), *_more(at))):
                write = sheet.write_datetime if isinstance(value, date) else sheet.write
                write(HEADER_ROWS + at, column, value, *((day,) if isinstance(value, date) else ()))


def household(at: int) -> tuple[object, ...]:
    """The sample's cells of one row, from its number alone; some with the sample's kinds of mistakes."""
    first17 = f"149923{1940 + at % 60}{1 + at % 12:02}{1 + at % 28:02}{at // 420 % 1000:03}"  # 420 different birthdays
    homestead = 100 + at * 7 % 4000 / 10
    surveyed = date(2018, 3, 1) + timedelta(at % 90)
    mistake = at % ONE_IN == ONE_IN - 1
    return (
        at + 1, VILLAGES[at * len(VILLAGES) // ROWS % len(VILLAGES)], f"{'一二三四五'[at // 50 % 5]}组",
        "" if mistake and at % 5 == 0 else _name(at), first17 + ("Y" if mistake and at % 5 == 1 else check_digit(first17)),
        f"{1 + at % 6}人" if at % 30 == 0 else 1 + at % 6, "否" if at % 2 else "是", TYPES[at % 4], STRUCTURES[at % 6],
        2 + at % 7, round(homestead * 0.45, 1), round(at * 3 % 400 / 10, 1),
        f"约{homestead:.0f}" if mistake and at % 5 == 2 else round(homestead, 1), round(homestead * 0.9, 1),
        "不同意" if at % 31 == 0 else "同意", CHOICES[at % 4], BANKS[at % 3], account(at), f"13{at * 7919 % 10 ** 9:09}",
        surveyed if at % 5 < 3 else f"{surveyed.year}年{surveyed.month}月{surveyed.day}日", "")


def _more(at: int) -> tuple[object, ...]:
    """The cells of the columns beside the sample's."""
    return (f"14092{at:07}", "男" if at // 420 % 2 else "女", 1 + at % 2, 1960 + at % 55, _name(at), f"岚集用（2005）第{at:06}号",
            f"{'一二三四五'[at // 50 % 5]}组{at % 97 + 1}号", "东至路，西至坡，南至李家院，北至沟", "城关新村" if at % 4 == 0 else "")


def _name(at: int) -> str:
    mixed = at * 2654435761 % 2 ** 32  # neighbours in the list have nothing in common
    return NAMES[mixed % 20] + GIVEN[mixed // 20 % 20] + GIVEN[mixed // 400 % 20]


def account(at: int) -> str:
    """A made-up card number of 19 digits with a right check digit."""
    body = f"62{at * 104729 % 10 ** 16:016}"
    total = sum(int(d) if place % 2 else sum(divmod(2 * int(d), 10)) for place, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def _peaks() -> float:
    """Megabytes that this process and its largest child have taken so far."""
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


if __name__ == "__main__":
    survey.read(Path(sys.argv[1]), _silent, ON)
    print(_peaks())
