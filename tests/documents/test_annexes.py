"""附表: the columns the forms have, totals that equal their rows, and nothing unknown printed as zero."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from linkdesk.documents.annexes import annex_tables
from linkdesk.documents.bands import bands
from linkdesk.documents.blocks import Column, Gap, Table
from linkdesk.documents.cells import is_gap, leaves, number
from linkdesk.documents.text import as_text
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import PlotUse
from tests.documents.dossiers import HOUSEHOLDS, PLOTS, PROJECT, bare, packs_of, sample

NUMBERS = tuple(f"附表{number}" for number in range(1, 15))


def annexes(dossier):
    made = annex_tables(dossier, packs_of(dossier.project))
    return {d.title.split()[0]: d.sections[0].blocks[0] for d in made}


def labels(table):
    return [c.label for c in leaves(table.columns)]


def cell(table, row, label, occurrence=0):
    at = [i for i, name in enumerate(labels(table)) if name == label][occurrence]
    return (table.totals if row == "合计" else table.rows[row])[at]


def unmeasured(plot):
    """The plot as the boundary file gives it: no area but its own."""
    areas = {f.name: None for f in fields(Plot) if fields_of(Plot)[f.name].quantity is Quantity.AREA}
    return replace(plot, **(areas | {"plane_area": plot.plane_area}), quality_grade=None, settled_households=None,
                   settled_persons=None)


def test_the_tables_come_in_order():
    assert tuple(annexes(sample())) == NUMBERS


@pytest.mark.parametrize("name", NUMBERS)
def test_each_table_as_text(name, golden):
    dossier = sample()
    document = next(d for d in annex_tables(dossier, packs_of(dossier.project)) if d.title.split()[0] == name)
    golden(f"annex_{name.removeprefix('附表')}", as_text(document))


@pytest.mark.parametrize(("name", "wanted"), [
    ("附表1", "项目区编号 项目区名称 项目类型 市 县 涉及乡镇 涉及村 拟实施年份 批准机关 批文号 批复日期 实施期限 拆旧区总面积 复垦面积 "
            "新增耕地 周转指标年度 申请周转指标规模 拆迁户数 人口 上报级别 备注"),
    ("附表3", "地块编号 乡镇 村 组 单位 性质 图幅号 图斑号 编码 名称 地块面积 户数 人口 建筑面积（㎡） 复垦方向 复垦面积 新增农用地 新增耕地 "
            "其中水田 新增耕地质量等别 坡度级 拟复垦时间 搬迁类型 坐标文件 备注"),
    ("附表4", "地块编号 位置 总面积 新增建设用地 占用农用地 水田 水浇地 旱地 占用未利用地 占用永久基本农田 耕地质量等别 规划用途 建设用地 "
            "耕地 拟用地时间"),
    ("附表5", "安置方式 安置户数 安置人数 人均综合用地（㎡） 与拆旧地块距离（m）"),
    ("附表9", "建设用地 农用地 耕地 其中水田 耕地平均等别"),
    ("附表10", "乡镇 村 组 户数 人口 户 人 宅基地面积 集中安置 已签订 同意率（%）")])
def test_the_columns_of_the_forms_are_there(name, wanted):
    assert set(wanted.split()) <= set(labels(annexes(sample())[name]))


@pytest.mark.parametrize("name", NUMBERS)
def test_every_table_has_unit_number_row_and_signers(name):
    table = annexes(sample())[name]
    assert "单位：" in table.unit
    assert table.column_numbers
    assert table.signers[:3] == ("制表", "审核", "负责人")
    assert table.filled_by == "岚川县人民政府"
    assert table.notes or name in ("附表3", "附表13")


@pytest.mark.parametrize("name", ["附表3", "附表4", "附表5", "附表8", "附表10", "附表13"])
def test_totals_are_the_sums_of_printed_leaves(name):
    table = annexes(sample())[name]
    averages = {"新增耕地质量等别", "耕地质量等别", "人均综合用地（㎡）", "同意率（%）"}
    summed = 0
    for at, label in enumerate(labels(table)):
        total = number(table.totals[at])
        if total is not None and label not in averages:
            assert total == sum((number(row[at]) for row in table.rows if number(row[at]) is not None), Decimal(0)), label
            summed += 1
    assert summed >= (2 if name == "附表13" else 5)


def test_the_surplus_is_what_is_reclaimed_less_what_is_taken_and_kept_back():
    table = annexes(sample())["附表9"]
    for label in ("建设用地", "农用地", "耕地", "其中水田"):
        gained, *taken = (number(cell(table, at, label)) or Decimal(0) for at in range(4))
        assert number(cell(table, 4, label)) == gained - sum(taken)


@pytest.mark.parametrize("name", NUMBERS)
def test_of_an_empty_project_nothing_is_zero_and_every_number_is_missing(name):
    table = annexes(bare())[name]
    measured = [c for row in (*table.rows, table.totals or ()) for c in row if number(c) is not None]
    assert all(c in (1, 2, 3, 4, 5, 6, 7, 8) or getattr(c, "name", "") in ("household_count", "person_count") for c in measured)


@pytest.mark.parametrize(("name", "label"), [("附表3", "复垦面积"), ("附表3", "新增耕地"), ("附表4", "新增建设用地"),
                                             ("附表5", "占用农用地"), ("附表5", "安置人数")])
def test_an_unknown_area_is_a_gap_and_so_is_its_total(name, label):
    dossier = replace(sample(), plots=tuple(map(unmeasured, PLOTS)))
    table = annexes(dossier)[name]
    assert all(is_gap(cell(table, at, label)) for at in range(len(table.rows)))
    assert is_gap(cell(table, "合计", label))
    assert any("待补" in note for note in table.notes)


def test_one_unknown_plot_keeps_the_total_unknown():
    plots = (unmeasured(PLOTS[0]), *PLOTS[1:])
    table = annexes(replace(sample(), plots=plots))["附表3"]
    assert [is_gap(cell(table, at, "复垦面积")) for at in range(3)].count(True) == 1
    assert is_gap(cell(table, "合计", "复垦面积"))
    assert not is_gap(cell(table, "合计", "地块面积"))


def test_households_count_on_plots_only_once_all_have_their_plot():
    loose = tuple(replace(h, plot_id=None) if h.id == "h13" else h for h in HOUSEHOLDS)
    table = annexes(replace(sample(), households=loose))["附表3"]
    assert isinstance(cell(table, "合计", "户数"), Gap)
    assert any("尚有 1 户" in note for note in table.notes)
    assert number(cell(annexes(sample())["附表3"], "合计", "户数")) == 13


def test_the_sum_of_a_part_is_marked_and_explained():
    table = annexes(sample())["附表10"]
    assert cell(table, "合计", "人口") == "42＊"
    assert any("1 户未填写家庭人口" in note for note in table.notes)


def test_signed_agreements_are_not_invented():
    table = annexes(sample())["附表10"]
    assert all(number(cell(table, at, "已签订")) == 0 for at in range(len(table.rows)))
    assert number(cell(table, "合计", "已拟订")) == 10


@pytest.mark.parametrize(("pack", "trade", "level"), [("A", False, "报市"), ("A", True, "报省"), ("A", None, None),
                                                      ("B", None, "报省")])
def test_to_whom_the_plan_goes_follows_from_the_policy(pack, trade, level):
    dossier = sample(pack, project=replace(PROJECT, surplus_trade=trade))
    said = cell(annexes(dossier)["附表1"], 0, "上报级别")
    assert is_gap(said) if level is None else said == level


def test_a_project_without_urban_plots_says_so():
    dossier = replace(sample(), plots=tuple(p for p in PLOTS if p.use is not PlotUse.NEW))
    table = annexes(dossier)["附表4"]
    assert (table.rows, table.totals) == ((), None)
    assert table.notes == ("注：本项目未登记城镇建新地块。",)


def test_a_wide_table_goes_on_below_with_its_key_columns_and_true_numbers():
    table = annexes(sample())["附表3"]
    upper, lower = bands(table)
    assert labels(upper.table) == labels(table)[:15]
    assert labels(lower.table) == labels(table)[:2] + labels(table)[15:]
    assert lower.numbers == (1, 2, *range(16, 27))
    assert [c.label for c in upper.table.columns][:3] == ["序号", "地块编号", "所属"]
    assert (upper.table.signers, upper.table.notes) == ((), ())
    assert (lower.table.signers, lower.table.notes) == (table.signers, table.notes)
    assert [len(row) for row in lower.table.rows] == [13] * 3


def test_a_group_cut_by_a_band_keeps_its_heading_in_both():
    table = Table((Column("甲", (Column("一"), Column("二"))), Column("三")), (("1", "2", "3"),), band_starts=(1,))
    upper, lower = bands(table)
    assert [c.label for c in upper.table.columns] == ["甲"]
    assert [c.label for c in lower.table.columns] == ["甲", "三"]
    assert (upper.table.rows, lower.table.rows) == ((("1",),), (("2", "3"),))


def test_an_ordinary_table_is_one_band():
    table = Table((Column("甲"),), (("1",),))
    (band,) = bands(table)
    assert (band.table, band.numbers) == (table, (1,))


@pytest.mark.parametrize(("written", "code", "name"), [
    ("0702", "0702", "0702 农村宅基地"), ("农村宅基地", "农村宅基地", "0702 农村宅基地"), ("0702 农村宅基地", "0702 农村宅基地", "0702 农村宅基地")])
def test_a_class_written_as_code_or_name_is_known_alike(written, code, name):
    first, *others = sample().plots_of(PlotUse.OLD)
    others += [p for p in PLOTS if p.use is not PlotUse.OLD]
    made = annexes(replace(sample(), plots=(replace(first, land_class=written, land_scheme=None), *others)))
    at = next(i for i, row in enumerate(made["附表3"].rows) if row[1] == first.code)
    assert (cell(made["附表3"], at, "编码"), cell(made["附表3"], at, "名称")) == (code, "农村宅基地")
    assert next(row[4] for row in made["附表13"].rows if row[1] == first.code) == name
