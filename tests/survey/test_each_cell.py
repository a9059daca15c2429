"""Whatever stands in a cell is either read or said to be wrong, there; nothing is left out in silence."""

import random
from datetime import date

import openpyxl
import pytest

from linkdesk import survey
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.spelling import NONE
from linkdesk.survey.grid import plain
from tests.survey.workbooks import silent

FIELDS = {name: about.label for name, about in fields_of(Household).items() if about.aliases and name not in ("code", "hamlet")}
ODD = ["无", "/", "—", "是", "√", "×", "1", 1, 0, 3.0, 0.3, 43164, 20180305, 2018.3, 2018.1, "2018年3月", "3人", "0.3亩", "120㎡",
       "约120", "砖混", "窑洞", "集中", "不同意", "#REF!", "13912345678", "张三1", "王", "不详", "见附件", "-5", -5, 1e20, 1.5e17, "1.5E+17",
       True, False, date(2018, 3, 5), "注：", "上沟村", "？", "…", "★", "☑是□否", "□", "'", "③", "½", "二", "3间半", "亩", "元", "N/A", "=1+1",
       "1/2", "3月5日", "暂无"]
PLAIN = {"head_name": "王秀英", "village": "上沟村", "homestead_area": 210, "willing": "是"}


def _book(path, dice):
    book = openpyxl.Workbook()
    book.active.append(["序号", *FIELDS.values()])
    odd = {}
    for row in range(2, 42):
        cells = {name: PLAIN.get(name) for name in FIELDS} | {"id_number": _number(row)}
        for name in dice.sample([*FIELDS], dice.choice([1, 2, 4])):
            cells[name] = odd[row, name] = dice.choice(ODD)
        book.active.append([row - 1, *cells.values()])
        for cell in book.active[row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(path)
    return odd


def _number(row):
    first17 = f"149923196203{row % 28 + 1:02}{row:03}"
    return first17 + check_digit(first17)


def _says_something(value):
    text = plain(value if isinstance(value, int | float) else str(value))
    return bool(text) and text not in NONE


@pytest.mark.parametrize("seed", range(6))
def test_whatever_stands_in_a_cell_is_read_or_told(tmp_path, seed):
    odd = _book(tmp_path / "a.xlsx", random.Random(seed))
    reading = survey.read(tmp_path / "a.xlsx", silent, date(2020, 1, 1))
    rows = {row.row: row.household_id for row in reading.source_rows}
    households = {h.id: h for h in reading.households}
    told = {(p.row, p.field) for p in reading.problems}
    assert sorted(rows) == list(range(2, 42))
    left_out = [(row, name, value) for (row, name), value in odd.items()
                if _says_something(value) and (row, name) not in told and getattr(households[rows[row]], name) in (None, "")]
    assert left_out == []
