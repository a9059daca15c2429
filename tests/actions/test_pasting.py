"""Rows of any table pasted with their headings: these tell which column is which, and are no row themselves."""

from decimal import Decimal

import pytest

from linkdesk.actions import variations
from linkdesk.actions.pasting import pasted
from linkdesk.domain.design import Equipment
from linkdesk.domain.errors import KnownError

ORDER = ("name", "unit", "quantity", "price", "note")


def test_headings_tell_the_columns_whatever_their_order():
    rows = [[""], ["序号", "单位", "原价（元）", "设备名称", "数量"], ["1", "台", "3000", "水泵", "2"], ["", "扇", "", "闸门", ""]]
    assert pasted(Equipment, rows, ORDER) == [
        {"unit": "台", "price": Decimal(3000), "name": "水泵", "quantity": Decimal(2)}, {"unit": "扇", "name": "闸门"}]


def test_without_headings_the_order_of_the_table_counts():
    assert pasted(Equipment, [["水泵", "台", "2"]], ORDER) == [{"name": "水泵", "unit": "台", "quantity": Decimal(2)}]


@pytest.mark.parametrize(("rows", "why"), [
    ([["设备名称", "单位", "功率"], ["水泵", "台", "3"]], "没有“功率”这一栏"), ([["设备名称", "单位", "单位"], ["水泵", "台", "个"]], "两列“单位”"),
    ([["设备名称", "单位"]], "没有可以粘贴的行"), ([["设备名称", "数量"], ["水泵", "两台"]], "粘贴的第 2 行：“数量”请填数字")])
def test_what_the_headings_do_not_tell_refuses_the_paste(rows, why):
    with pytest.raises(KnownError, match=why):
        pasted(Equipment, rows, ORDER)


@pytest.mark.parametrize(("row", "why"), [(["BG-7", "2018-06-02", "2018-06-01"], "早于提出日期"), (["BG-7", "", "2099-01-01"], "在今天以后")])
def test_a_pasted_variation_is_approved_on_a_day_that_can_be(sample, row, why):
    desk, project_id = sample
    with pytest.raises(KnownError, match=f"粘贴的第 1 行：.*{why}，没有粘贴"):
        variations.paste(desk, project_id, [row], ("number", "varied_on", "approved_on"))
