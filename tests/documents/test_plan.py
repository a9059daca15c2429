"""The plan: all chapters, figures from the data, every gap named, the way of approval as the facts decide."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from linkdesk.documents.annexes import annex_tables
from linkdesk.documents.blocks import Gap, Heading, Paragraph, Style, Table
from linkdesk.documents.cells import is_gap
from linkdesk.documents.plan import implementation_plan, sections_to_write
from linkdesk.documents.text import as_text
from linkdesk.domain.directory import Township
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import figure
from linkdesk.domain.project import PlanSection
from linkdesk.domain.words import PlotUse
from linkdesk.policy.check import findings
from tests.documents.dossiers import PLOTS, PROJECT, bare, packs_of, sample, shipped

CHAPTERS = ("总则", "项目区概况", "拆旧区", "安置与建新", "指标与平衡", "权属调整", "补偿安置", "投资估算与资金筹措", "实施计划",
            "群众意愿与公众参与",
            "效益分析", "保障措施", "附表、附图和附件")


def plan(dossier, checked=()):
    return implementation_plan(dossier, checked, packs_of(dossier.project))


def with_facts(pack="A", **facts):
    return sample(pack, project=replace(PROJECT, **{"city_invested": False, **facts}))


def paragraphs(document):
    return [b for b in document.sections[0].blocks if isinstance(b, Paragraph)]


def gaps(document):
    return [p.what for b in paragraphs(document) for p in b.parts if isinstance(p, Gap)]


def tables(document):
    return [b for b in document.sections[0].blocks if isinstance(b, Table)]


def test_the_plan_of_a_as_text(golden):
    golden("plan_a", as_text(plan(sample())))


def test_the_plan_of_b_as_text(golden):
    golden("plan_b", as_text(plan(with_facts("B", surplus_trade=True, special_plan="渠川县增减挂钩专项规划（2016—2020年）"))))


def test_the_plan_of_an_empty_project_as_text(golden):
    golden("plan_empty", as_text(plan(bare())))


@pytest.mark.parametrize("dossier", [sample(), with_facts("B"), bare()], ids=["A", "B", "empty"])
def test_all_chapters_stand_numbered(dossier):
    found = [b.text for b in plan(dossier).sections[0].blocks if isinstance(b, Heading) and b.level == 1]
    assert [re.sub("^.+?、", "", text) for text in found] == list(CHAPTERS)
    assert [text.split("、")[0] for text in found] == "一 二 三 四 五 六 七 八 九 十 十一 十二 十三".split()


def test_the_province_s_word_for_the_plan_is_used():
    assert plan(with_facts("A")).title.endswith("实施方案")
    of_b = plan(with_facts("B"))
    assert of_b.title.endswith("实施规划")
    assert "实施方案" not in as_text(of_b).replace("实施方案批准", "")


def test_every_heading_has_something_under_it():
    blocks = plan(bare()).sections[0].blocks
    for above, below in pairwise(blocks):
        if isinstance(above, Heading) and isinstance(below, Heading):
            assert below.level > above.level, above.text


def test_an_own_text_takes_the_place_of_the_gap():
    assert any("社会经济条件" in gap for gap in gaps(plan(sample())))
    own = (*sample().sections, PlanSection(project_id="p", key="economy", text="全镇以种植谷子、马铃薯为主。"))
    made = plan(replace(sample(), sections=own))
    assert not any("社会经济条件" in gap for gap in gaps(made))
    assert "全镇以种植谷子、马铃薯为主。" in as_text(made)


def test_the_sections_to_write_have_names_of_their_own():
    for pack in shipped().values():
        for each in pack.plans:
            asks = sections_to_write(each)
            assert len({a.key for a in asks}) == len(asks) >= 15
    assert "natural_conditions" in {a.key for a in sections_to_write(shipped()["A"].plans[0])}


@pytest.mark.parametrize(("facts", "acts"), [
    ({"surplus_trade": False}, [["编制", "审查同意", "审批", "备案"]]),
    ({"surplus_trade": True, "extended_powers_county": False}, [["编制", "审核同意", "审批"]]),
    ({"surplus_trade": True, "extended_powers_county": True}, [["编制", "审批"]]),
    ({"surplus_trade": None}, [["编制", "审查同意", "审批", "备案"], ["编制", "审核同意", "审批"], ["编制", "审核同意", "审批"]])])
def test_the_way_of_approval_follows_from_the_facts(facts, acts):
    made = plan(with_facts("A", **facts))
    assert [[row[2] for row in t.rows] for t in tables(made) if t.name == "报批程序"] == acts


def test_while_the_facts_are_open_the_plan_says_so():
    assert any("节余指标去向" in gap for gap in gaps(plan(with_facts("A", surplus_trade=None))))
    open_ = as_text(plan(with_facts("A", surplus_trade=None)))
    assert "“涉及节余指标易地交易”尚未确定，可能适用的程序并列如下" in open_
    assert "“涉及节余指标易地交易”未填写，暂按合编一份" in open_
    assert "并列如下" not in as_text(plan(with_facts("A", surplus_trade=True)))


def test_time_limits_stand_with_the_clause_by_the_document_s_number():
    (table,) = (t for t in tables(plan(with_facts("A", surplus_trade=True))) if t.name == "期限")
    assert [(row[1], row[2]) for row in table.rows] == [("3 年", "实施方案批准"), ("2 年", "交易之日")]
    assert {row[4] for row in table.rows} == {"晋政办发〔2018〕24号第二条第（二）项"}


def test_geohazard_relocation_is_called_as_the_policy_calls_it():
    for pack, called in (("A", "地质灾害治理搬迁"), ("B", "地质灾害避让搬迁")):
        (table,) = (t for t in tables(plan(with_facts(pack))) if t.name == "搬迁类型")
        assert called in [row[0] for row in table.rows]


def test_tables_of_households_add_up_to_the_whole():
    named = {table.name: table for table in tables(plan(sample()))}
    for name in ("分村农户", "搬迁类型", "房屋结构", "安置方式"):
        assert sum(row[1].value for row in named[name].rows) == named[name].totals[1].value == 13


def test_each_plot_stands_in_the_plan():
    text = as_text(plan(sample()))
    assert all(p.code in text for p in PLOTS)


def test_every_figure_in_the_text_is_the_registered_one():
    dossier = sample()
    found = [p for b in paragraphs(plan(dossier)) for p in b.parts if isinstance(p, Figure)]
    assert len(found) > 50
    for each in found:
        if not each.name.endswith("_mu"):
            assert each == figure(each.name, dossier)


def test_no_figure_is_printed_without_a_value():
    for dossier in (sample(), bare(), with_facts("B")):
        assert all(p.value is not None for b in paragraphs(plan(dossier)) for p in b.parts if isinstance(p, Figure))


def test_held_households_are_counted_and_mentioned():
    assert "有1户的调查资料有误" in as_text(plan(sample()))
    assert "调查资料有误" not in as_text(plan(replace(sample(), problems=())))


def test_a_draft_says_what_is_open():
    dossier = sample()
    made = plan(dossier, findings(dossier, packs_of(dossier.project)))
    assert made.mark == "草稿"
    (note,) = (b for b in paragraphs(made) if b.style is Style.SMALL)
    said = "".join(p.text for p in note.parts)
    assert f"待补 {len(gaps(made)) + sum(is_gap(c) for t in tables(made) for row in t.rows for c in row)} 处" in said
    assert "暂缓 1 户" in said
    assert "待核实 3 项" in said


def test_a_plan_with_nothing_open_is_no_draft():
    dossier = sample(confirmed=True)
    own = tuple(PlanSection(project_id="p", key=ask.key, text="已写。") for ask in sections_to_write(shipped()["A"].plans[0]))
    packs = tuple(replace(pack, annexes=()) for pack in packs_of(dossier.project))
    plots = tuple(replace(p, layout_basis="总体规划图第 3 幅") for p in dossier.plots)
    full = replace(dossier, sections=own, problems=(), plots=plots)
    assert gaps(implementation_plan(full, (), packs)) == []
    assert implementation_plan(full, (), packs).mark == ""


def test_without_policy_packs_nothing_of_policy_is_made_up():
    made = implementation_plan(replace(sample(), project=replace(PROJECT, packs=())))
    assert {"政策依据", "报批程序", "期限要求"} <= set(gaps(made))


def test_an_old_zone_in_two_townships_names_both_in_text_and_tables():
    of = sample()
    there = next(p.village_id for p in of.plots_of(PlotUse.OLD) if p.village_id)
    villages = tuple(replace(v, township_id="west") if v.id == there else v for v in of.villages)
    of = replace(of, villages=villages, townships=(*of.townships, Township("county", "西沟乡", id="west")))
    assert "拆旧区位于岚川县青石镇、西沟乡，" in as_text(plan(of))
    assert "岚川县青石镇人民政府、岚川县西沟乡人民政府具体承办" in as_text(plan(of))
    tables = {d.title.split()[0]: as_text(d) for d in annex_tables(of, packs_of(of.project))}
    assert all("西沟乡" in tables[name] for name in ("附表1", "附表2", "附表3", "附表10"))


def test_villages_are_as_many_as_are_named_whether_plots_or_households_tell_them():
    of = sample()
    for there in (of, replace(of, households=()), replace(of, plots=())):
        named = re.search(r"涉及([^等]+)等(\d+)个行政村", as_text(plan(there)))
        assert named
        assert len(named[1].split("、")) == int(named[2])
