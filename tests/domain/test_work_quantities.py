from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.work_quantities import lines_of, work_lines
from tests.domain.designs import DESIGN, PLOT, coefficient, dossier, item, line, lines


def test_a_line_says_how_its_quantity_comes_about():
    found = line("复垦面积 × 覆土厚度")
    assert found.quantity == Decimal("617.25")
    assert found.explained == "复垦面积 1,234.50㎡ × 覆土厚度 0.50m = 617.25m³"
    assert (found.fault, found.doubt) == ("", "")


def test_what_is_typed_and_what_is_only_named_is_said_shortly():
    assert line("1,234.5").explained == "直接填写 1,234.50m³"
    assert line("复垦面积", "㎡").explained == "复垦面积 1,234.50㎡"
    assert line("复垦面积", "亩").explained == "复垦面积 1,234.50㎡ = 1.85亩"
    assert line("12 × −(−0.5)").explained == "12 × − （ − 0.5） = 6.00m³"
    assert line("最大(覆土需要量-表土剥离量,0)").explained == "最大（覆土需要量 617.25m³ − 表土剥离量 60.00m³，0） = 557.25m³"


def test_a_quantity_is_rounded_once_half_up():
    assert line("0.125 × 3 ÷ 3").quantity == Decimal("0.13")
    assert line("0.005亩 × 1", "亩").quantity == Decimal("0.01")
    assert str(line("0 × 复垦面积 × 1m").quantity) == "0.00"


def test_a_work_may_name_others_of_its_plot_by_what_they_print():
    found = lines(item("运量 × 松散系数", name="回填"), item("拆除（砖混） ÷ 3", name="运量"), item("100", name="拆除（砖混）"),
                  coefficients=(coefficient("松散系数", "1.3", "倍"),))
    assert found["运量"].quantity == Decimal("33.33")
    assert found["回填"].quantity == Decimal("43.33")
    assert found["回填"].explained == "运量 33.33m³ × 松散系数 1.30倍 = 43.33m³"


def test_a_work_in_another_unit_is_turned_when_it_is_named():
    assert lines(item("复垦面积", "亩", name="翻耕"), item("翻耕 × 0.2m", name="土量"))["土量"].quantity == Decimal("246.67")


def test_a_number_of_the_plot_goes_before_a_work_of_its_name():
    assert lines(item("表土剥离量 × 2", name="表土剥离量"))["表土剥离量"].quantity == 120


def test_a_circle_is_named_whole_and_the_others_stand():
    found = lines(item("乙 + 1m³", name="甲"), item("丙", name="乙"), item("甲", name="丙"), item("甲 × 2", name="丁"), item("5", name="戊"))
    assert found["甲"].fault.startswith("工程量互相引用，算不出：甲 → 乙 → 丙 → 甲。")
    assert found["甲"].fault == found["乙"].fault == found["丙"].fault
    assert "“甲”还没有数" in found["丁"].fault
    assert found["戊"].quantity == 5
    assert all(found[name].quantity is None and found[name].explained == "" for name in "甲乙丙丁")


def test_a_work_that_names_itself_is_a_circle():
    assert "土方 → 土方。" in line("土方 × 2").fault


def test_of_works_with_the_same_name_none_can_be_named():
    plot = dossier(item("1", name="沟"), item("2", name="沟"), item("沟", name="总"))
    assert [each.quantity for each in work_lines(plot)] == [1, 2, None]
    assert "有 2 个项目叫“沟”" in work_lines(plot)[2].fault


@pytest.mark.parametrize(("formula", "unit", "doubtful"), [
    ("复垦面积 × 0.01株/㎡", "株", True), ("向上取整(复垦面积 × 0.01株/㎡)", "株", False), ("2.5", "座", True), ("2.5", "工日", False),
    ("2.5", "m³", False)])
def test_part_of_a_tree_is_doubtful(formula, unit, doubtful):
    assert ("不是整数" in line(formula, unit).doubt) is doubtful


def test_what_is_doubtful_about_a_number_is_doubtful_about_the_work():
    unplaced = Household(project_id="p1", head_name="甲", house_area=Decimal(80))
    assert "1 户没有落到地块" in line("砖混房屋面积 + 1㎡", "㎡", households=(unplaced,)).doubt
    assert line("复垦面积", "㎡", households=(unplaced,)).doubt == ""


def test_a_gap_is_never_nothing():
    assert "“现状坡度”还没有数" in line("现状坡度 × 1m").fault
    assert line("").fault == "还没有填写工程量计算式。"
    assert "请在复垦设计的“现状与设计”中填写“覆土厚度”" in line("复垦面积 × 覆土厚度", design=None).fault


def test_names_that_look_like_numbers_are_none():
    assert lines(item("7", name="1"), item("7", name="0.5m"), item("复垦面积 × 0.5m + 1m³", name="合"))["合"].quantity == Decimal("618.25")


def test_what_households_do_has_a_quantity_too():
    assert lines(item("5", doer=Doer.HOUSEHOLD))["土方"].quantity == 5


def test_plots_come_by_code_and_works_by_category_and_place():
    others = tuple(Plot("p1", code, id=code) for code in ("CJ-003", "CJ-002"))
    works = (item("1", name="尾", plot_id="CJ-003"), item("1", name="四", category=WorkCategory.OTHER), item("1", name="二", plot_id="CJ-002"),
             item("1", name="三", category=WorkCategory.CLEARING))
    whole = dossier(*works, plots=(*others, PLOT))
    assert [each.item.name for each in work_lines(whole)] == ["三", "四", "二", "尾"]
    assert [each.item.name for each in lines_of(whole, "CJ-002")] == ["二"]
    assert lines_of(whole, "nowhere") == ()


def test_an_edit_shows_at_once_and_only_where_it_was_made():
    one = dossier(item("复垦面积 × 覆土厚度"))
    other = replace(one, design=replace(one.design, plots=(replace(DESIGN, cover_thickness=Decimal("0.6")),)))
    assert [work_lines(each)[0].quantity for each in (one, other, one)] == [Decimal("617.25"), Decimal("740.70"), Decimal("617.25")]
    assert work_lines(replace(one, on=one.on.replace(year=2019)))[0] is not None


def test_five_thousand_works_on_a_plot_that_all_name_the_next():
    chain = [WorkItem(PLOT.id, at, name=f"第{at}项", unit="m³", formula=f"第{at + 1}项 + 1m³") for at in range(4999)]
    found = work_lines(dossier(*chain, item("1", name="第4999项")))
    assert found[0].quantity == 5000
    circle = work_lines(dossier(*chain, item("第0项", name="第4999项")))
    assert all("（共 5000 个项目）" in each.fault for each in circle)


def test_five_thousand_wrong_works_are_told_each():
    found = work_lines(dossier(*(item(f"没有的数{at} × {at}", name=f"项{at}") for at in range(5000))))
    assert all(each.quantity is None and f"没有的数{at}" in each.fault for at, each in enumerate(found))


def test_thousands_of_names_that_are_no_plain_words():
    works = [item(f"拆除（{at + 1}号） + 1m³", name=f"拆除（{at}号）") for at in range(3000)]
    assert work_lines(dossier(*works, item("1", name="拆除（3000号）")))[0].quantity == 3001
