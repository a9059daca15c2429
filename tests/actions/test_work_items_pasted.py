"""A block of works from a spreadsheet: by its headings or the table's own columns, on one plot or several, never a row lost."""

from decimal import Decimal

import pytest

from linkdesk.actions import work_items
from linkdesk.domain.design import UnitPrice, WorkItem
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import PlotUse
from linkdesk.domain.work_quantities import lines_of

ORDER = ("category", "name", "formula", "unit", "price")


@pytest.fixture
def plots(sample):
    desk, project_id = sample
    return desk.dossier(project_id).plots_of(PlotUse.OLD)


def block(text):
    return [line.split("\t") for line in text.strip("\n").split("\n")]


def pasted(sample, plot, text, names=ORDER):
    desk, _ = sample
    desk.do(work_items.paste(desk, plot.id, block(text), names))
    return work_items.items(desk, plot.id)


def test_the_official_table_is_taken_as_it_is_copied(sample, plots):
    text = ("附表3-1 工程施工费预算表\t\t\t\t\t\t\n序号\t定额编号\t单项名称\t单位\t工程量\t综合单价（元）\t合计\n"
            "一\t\t土地平整工程\t\t\t\t\n1\tLK-204\t清基\tm³\t1,350.16\t\t5778.68\n2\t10218\t推土机推土\tm3\t200\t3.31\t662\n\t\t小计\t\t\t\t6440.68\n"
            "二\t\t土壤工程\t\t\t\t\n3\t\t施有机肥\tkg\t复垦面积 × 500kg/亩\t—\t\n\t\t合计\t\t\t\t6440.68")
    made = pasted(sample, plots[0], text)
    assert [(i.category, i.name, i.unit, i.formula, i.price) for i in made] == [
        (WorkCategory.LEVELLING, "清基", "m³", "1,350.16", None), (WorkCategory.LEVELLING, "推土机推土", "m3", "200", Decimal("3.31")),
        (WorkCategory.SOIL, "施有机肥", "kg", "复垦面积 × 500kg/亩", None)]
    desk, project_id = sample
    assert desk.store.get(UnitPrice, made[0].unit_price_id).code == "LK-204"
    assert (made[1].unit_price_id, made[1].note) == (None, "定额编号 10218")  # nobody knows it: kept, not lost
    assert lines_of(desk.dossier(project_id), plots[0].id)[0].quantity == Decimal("1350.16")


def test_works_of_several_plots_stand_in_one_block(sample, plots):
    desk, _ = sample
    text = "地块编号\t类别\t项目\t单位\t计算式\n" + "\n".join(f"{p.code}\t土地平整\t平整\t㎡\t地块面积" for p in plots[:3])
    pasted(sample, plots[5], text)
    assert [len(work_items.items(desk, p.id)) for p in plots[:6]] == [1, 1, 1, 0, 0, 0]
    with pytest.raises(KnownError, match="没有编号为“甲-1”的拆旧地块"):
        pasted(sample, plots[0], "地块编号\t项目\t单位\t数量\n甲-1\t平整\t㎡\t3")
    with pytest.raises(KnownError, match="AZ-01"):
        pasted(sample, plots[0], "地块编号\t项目\t单位\t数量\nAZ-01\t平整\t㎡\t3")


def test_cells_that_were_merged_hold_for_the_rows_below(sample, plots):
    desk, _ = sample
    rows = "\n".join(f"{plots[at].code}\t土壤\t翻耕\t亩\t1\n\t\t培肥\tkg\t2\n\t\t小计\t\t3" for at in range(2))
    pasted(sample, plots[5], f"地块编号\t类别\t项目\t单位\t数量\n{rows}")
    for plot in plots[:2]:
        assert [(i.category, i.name) for i in work_items.items(desk, plot.id)] == [(WorkCategory.SOIL, "翻耕"), (WorkCategory.SOIL, "培肥")]


def test_a_work_that_is_called_a_sum_is_no_sum(sample, plots):
    made = pasted(sample, plots[0], "项目\t单位\t数量\n1、院墙合计\tm³\t3\n拆除工程合计\t\t3\n二、合计\tm³\t3")
    assert [i.name for i in made] == ["1、院墙合计"]


def test_without_headings_the_columns_of_the_table_count(sample, plots):
    made = pasted(sample, plots[0], "拆除清运\t院墙拆除\t12.5\tm³\t30\n田间道路工程\t生产路\t=80\tm\t")
    assert [(i.category, i.name, i.formula, i.unit, i.price) for i in made] == [
        (WorkCategory.CLEARING, "院墙拆除", "12.5", "m³", 30), (WorkCategory.ROADS, "生产路", "80", "m", None)]


@pytest.mark.parametrize(("text", "names", "missing"), [
    ("项目\t单位\n清基\tm³", ORDER, "“工程量（或计算式）”"), ("项目\t综合单价\n清基\t3", ORDER, "“单位”“工程量（或计算式）”"),
    ("拆除清运工程\t清基", ORDER, "“单位”“工程量（或计算式）”"), ("3\t4", ("formula", "unit"), "“项目”")])
def test_missing_columns_are_named(sample, plots, text, names, missing):
    with pytest.raises(KnownError, match=missing):
        pasted(sample, plots[0], text, names)
    assert sample[0].store.count(WorkItem) == 0


@pytest.mark.parametrize(("text", "why"), [
    ("项目\t单位\t数量\t单价\n清基\tm³\t3\t0", "粘贴的第 2 行.*不能为 0，没有粘贴"), ("项目\t单位\t数量\t单价\n清基\tm³\t3\t贵", "粘贴的第 2 行"),
    ("项目\t单位\t数量\t类别\n清基\tm³\t3\t火箭工程", "没有“火箭工程”这一工程类别"), ("项目\t单位\t数量\n\tm³\t3", "粘贴的第 2 行没有项目名称"),
    ("项目\t单位\t数量\t定额编号\n清基\t株\t3\tLK-204", "粘贴的第 2 行.*不能计价"), ("项目\t单位\t数量\n小计\t\t3", "没有工程项目"),
    ("项目\t单位\t数量", "没有可以粘贴的行"), ("", "没有可以粘贴的行"),
    ("项目\t单位\t数量\t综合单价（万元）\n清基\tm³\t3\t1.2", "换算成元"), ("项目\t单位\t数量\t工程数量\n清基\tm³\t3\t4", "第 2 行：有几列都是.*3、4"),
    ("类别\t项目\t单位\t数量\n" + "长" * 100_000 + "\t清基\tm³\t3", "没有“长{24}…”")])
def test_a_row_that_cannot_be_refuses_the_paste_and_is_named(sample, plots, text, why):
    with pytest.raises(KnownError, match=why):
        pasted(sample, plots[0], text)
    assert sample[0].store.count(WorkItem) == 0 == sample[0].store.count(UnitPrice)


def test_headings_said_again_and_signs_nobody_sees_are_passed_over(sample, plots):
    text = "\u200b项目\t单位\ufeff\t数量\t项目名称\n清\u200b基\tm³\t3\t清基\n项目\t单位\t数量\t项目名称\n翻耕\t亩\u200b\t2\t"
    assert [(i.name, i.unit, i.formula) for i in pasted(sample, plots[0], text)] == [("清基", "m³", "3"), ("翻耕", "亩", "2")]


def test_a_row_without_quantity_is_kept_as_a_gap(sample, plots):
    desk, project_id = sample
    made = pasted(sample, plots[0], "项目\t单位\t数量\t实施者\n零星拆除\t项\t\t农户自行")
    assert (made[0].formula, made[0].doer, made[0].category) == ("", Doer.HOUSEHOLD, WorkCategory.OTHER)
    assert lines_of(desk.dossier(project_id), plots[0].id)[0].quantity is None


def test_without_a_plot_nothing_is_pasted(sample):
    with pytest.raises(KnownError, match="还没有选中地块"):
        work_items.paste(sample[0], "", block("项目\t单位\t数量\n清基\tm³\t3"))


def test_five_thousand_works_at_once_are_all_there_and_go_with_one_step(sample, plots):
    desk, _ = sample
    text = "地块编号\t类别\t项目\t单位\t工程量\t单价\n" + "\n".join(
        f"{plots[at % len(plots)].code}\t其他\t工程{at}\tm³\t{at}.25\t2.5" for at in range(5000))
    pasted(sample, plots[0], text)
    assert desk.store.count(WorkItem) == 5000
    there = work_items.items(desk, plots[0].id)
    assert [i.name for i in there] == [f"工程{at}" for at in range(0, 5000, len(plots))]
    desk.undo()
    assert desk.store.count(WorkItem) == 0
