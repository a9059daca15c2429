"""Sheets thrown together at random: none stops the reader, and every row with content is header, data, or skipped with a reason."""

import os
from itertools import chain
from random import Random

import openpyxl
import pytest

from linkdesk import survey
from tests.survey.workbooks import household, read

HEADINGS = ["户主姓名", "身份证号", "宅基地面积(㎡)", "房屋结构", "序号", "村", "户编号", "姓名", "与户主关系", "户主身份证号", "成员姓名", "备注"]
CELLS = [*HEADINGS, "合计", "小计", "1栏", "2栏", 1, 2, 3, 210.5, 0.3, "王秀英", household(1)["id_number"], household(2)["id_number"],
         "同上", "〃", "/", "注：1", "填表人：", "上沟村", "一组", "土木", "linkdesk:head_name", "linkdesk:id_number",
         "linkdesk:homestead_area", "  ", "2018年6月", "是", "续表", "单位：亩", *[None] * 8]
SEEDS = range(400 if os.environ.get("LINKDESK_NIGHTLY") else 12)


def _write(path, random):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ["调查表", "上沟", "下沟"][:random.randint(1, 3)]:
        made, height, width = book.create_sheet(name), random.randint(1, 14), random.randint(1, 9)
        if random.random() < 0.7:
            made.append(random.sample(HEADINGS, k=min(width + 2, 9)))
        for _ in range(height):
            made.append([random.choice(CELLS) for _ in range(width)])
        for _ in range(random.randint(0, 4)):
            row, column = random.randint(1, height + 1), random.randint(1, width)
            made.merge_cells(start_row=row, start_column=column, end_row=row + random.randint(0, 3),
                             end_column=column + random.randint(0, 2))
    book.save(path)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_odd_workbook_is_read_to_its_end(seed, tmp_path):
    path = tmp_path / "odd.xlsx"
    _write(path, Random(seed))
    reading = read(path)
    survey.inspect_json(reading)
    for each in (sheet for sheet in reading.sheets if not sheet.skipped):
        told = [row.row for row in chain(reading.skipped, reading.source_rows) if row.sheet == each.name]
        told += chain.from_iterable(other.header_rows for other in reading.sheets if other.name == each.name)
        rows = enumerate(openpyxl.load_workbook(path)[each.name].iter_rows(values_only=True), 1)
        assert len(told) == len(set(told))
        assert {at for at, row in rows if any(cell is not None for cell in row)} <= set(told)
