"""Which plans a policy asks for, and that each is a paper of its own: body, zones, chain, tables, maps."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk import paths
from linkdesk.documents.annexes.balance import surplus_sheet
from linkdesk.documents.blocks import Heading, Table
from linkdesk.documents.cells import number
from linkdesk.documents.plan import VOCABULARY, implementation_plan, implementation_plans
from linkdesk.documents.plan.process import tables_of
from linkdesk.documents.templates import shipped as shipped_text
from linkdesk.documents.text import as_text
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import figure
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Judgement, PlanSection
from linkdesk.domain.words import LeftOutReason, PlotUse, RelocationType
from linkdesk.policy.plans import plans_due, undecided
from tests.documents.dossiers import HOUSEHOLDS, PROJECT, bare, packs_of, sample, shipped

BUYER = Authority(name="并州市综改示范区管理委员会", place="示范区", id="buyer")


def with_facts(pack="A", **facts):
    dossier = sample(pack, project=replace(PROJECT, **facts))
    return replace(dossier, authorities=(*dossier.authorities, BUYER))


def plans(dossier):
    return implementation_plans(dossier, (), packs_of(dossier.project))


def due(dossier):
    return [plan.id for plan in plans_due(dossier, packs_of(dossier.project))]


def chapters(document):
    return [b.text.split("、")[1] for b in document.sections[0].blocks if isinstance(b, Heading) and b.level == 1]


def chains(document):
    return [b.title for b in document.sections[0].blocks if isinstance(b, Table) and b.name == "报批程序"]


@pytest.mark.parametrize(("pack", "facts", "expected"), [
    ("A", {"surplus_trade": False}, ["A-WHOLE"]),
    ("A", {"surplus_trade": True}, ["A-OLD", "A-NEW"]),
    ("A", {"surplus_trade": None}, ["A-WHOLE"]),
    ("A", {"surplus_trade": False, "city_invested": True}, ["A-WHOLE"]),
    ("B", {"city_invested": False}, ["B-WHOLE"]),
    ("B", {"city_invested": True}, ["B-OLD", "B-NEW"]),
    ("B", {"city_invested": None, "surplus_trade": True}, ["B-WHOLE"])])
def test_the_facts_decide_which_plans_are_due(pack, facts, expected):
    assert due(with_facts(pack, **facts)) == expected


def test_a_county_that_only_builds_has_the_plan_of_the_new_side_only():
    here = with_facts("A", surplus_trade=True, quota_assigned=Decimal(10000))
    only = replace(here, plots=tuple(p for p in here.plots if p.use is PlotUse.NEW))
    assert due(here) == ["A-OLD", "A-NEW"]
    assert due(only) == ["A-NEW"]
    assert "岚川县人民政府负责，现登记建新地块1个" in as_text(plans(only)[0])


def test_while_a_deciding_fact_is_open_the_combined_draft_says_so():
    dossier = with_facts("B", city_invested=None)
    assert undecided(dossier, packs_of(dossier.project)) == ("city_invested",)
    (made,) = plans(dossier)
    assert made.mark == "草稿"
    assert as_text(made).count("“市级投资项目”") == 2
    assert len(chains(made)) == 3


def test_each_side_has_its_own_title_body_chain_and_chapters():
    old, new = plans(with_facts(surplus_trade=True, new_side_id="buyer", quota_assigned=Decimal(9000)))
    assert old.title.endswith("拆旧区实施方案")
    assert new.title.endswith("建新区实施方案")
    assert chains(old) == ["拆旧区实施方案（涉及易地交易）"]
    assert chains(new) == ["建新区实施方案（涉及易地交易）"]
    assert "【签章】责任主体（盖章） / 岚川县人民政府" in as_text(old)
    assert "【签章】责任主体（盖章） / 并州市综改示范区管理委员会" in as_text(new)
    assert {"拆旧区", "安置", "补偿安置"} <= set(chapters(old))
    assert {"建新地块和用途", "指标及其来源", "征地补偿"} <= set(chapters(new))
    assert not {"拆旧区", "补偿安置"} & set(chapters(new))


def test_each_side_tells_of_its_own_plots_and_the_quota_between_them():
    old, new = map(as_text, plans(with_facts(surplus_trade=True, new_side_id="buyer", quota_assigned=Decimal(9000))))
    assert "CR-01" not in old
    assert "CJ-" not in new
    assert "AZ-01" not in new
    assert all("0.9000公顷" in text for text in (old, new))
    assert not any(h.head_name in new for h in HOUSEHOLDS)


def test_the_city_invested_plans_go_apart():
    old, new = plans(with_facts("B", city_invested=True))
    assert (old.title[-4:], new.title[-6:]) == ("实施规划", "建新实施方案")
    assert chains(old) == ["项目区实施规划", "市级投资：项目区实施方案（产生方）"]
    assert chains(new) == ["市级投资：建新实施方案（使用方）"]
    assert "与涉农项目的结合" in as_text(old)


def test_the_plan_of_one_kind_can_be_asked_for():
    dossier = with_facts(surplus_trade=True)
    assert implementation_plan(dossier, (), packs_of(dossier.project), PlanKind.NEW).title.endswith("建新区实施方案")
    with pytest.raises(KnownError, match="不单独编制项目区实施方案"):
        implementation_plan(dossier, (), packs_of(dossier.project), PlanKind.WHOLE)


def test_a_policy_that_states_no_plan_is_said_in_one_sentence():
    silent = replace(shipped()["A"], id="C", plans=())
    dossier = replace(sample(), project=replace(PROJECT, packs=("C",)))
    with pytest.raises(KnownError, match=r"没有写明要编制哪些实施方案.*请在项目概况里"):
        implementation_plans(dossier, (), (silent,))


def test_without_a_policy_there_is_a_draft_that_stands_on_nothing():
    (made,) = implementation_plans(bare())
    assert made.title == "空项目区实施方案"
    assert made.mark == "草稿"


def test_tables_belong_to_the_side_they_tell_of():
    whole, old, new = shipped()["A"].plans
    assert "附表4" in tables_of(whole)
    assert "附表4" not in tables_of(old)
    assert set(tables_of(new)) == {"附表4", "附表6"}


def test_every_text_that_a_pack_names_is_there():
    named = {plan.template for pack in shipped().values() for plan in pack.plans}
    assert named <= {p.stem for p in paths.TEMPLATES.glob("plan_*.txt")}
    for name in named:
        assert shipped_text(f"{name}.txt", VOCABULARY).asks


def test_who_is_left_out_stands_with_reason_and_evidence():
    out = replace(HOUSEHOLDS[0], id="out", head_name="石磨盘", left_out=LeftOutReason.INDUSTRY, left_out_evidence="村办农家乐用地意见")
    text = as_text(plans(replace(with_facts(), left_out=(out,)))[0])
    assert "石磨盘" in text
    assert "发展农产品加工、旅游等产业 | 村办农家乐用地意见" in text
    assert "没有未列入的农户" in as_text(plans(with_facts())[0])


def test_a_refusal_of_the_three_kinds_goes_to_a_person():
    refusing = replace(HOUSEHOLDS[0], id="no", head_name="石磨盘", relocation_type=RelocationType.MINING, willing=False)
    dossier = replace(with_facts(), households=(*HOUSEHOLDS, refusing))
    assert "石磨盘 | 采煤沉陷区治理搬迁 | 不同意拆旧复垦 | ［待补：人工判断］" in as_text(plans(dossier)[0])
    judged = Judgement(project_id="p", pack_id="A", row_id="A32-04", satisfied=False, officer_name="石大秤", basis="入户记录")
    assert "不符合，石大秤：入户记录" in as_text(plans(replace(dossier, judgements=(judged,)))[0])


def test_a_plot_of_the_other_side_changes_nothing_of_the_households():
    dossier = with_facts(surplus_trade=True)
    more = Plot(project_id="p", code="CR-02", use=PlotUse.NEW, plane_area=Decimal(100), id="cr2")
    changed = replace(dossier, plots=(*dossier.plots, more))
    assert "建新地块2个" in as_text(plans(changed)[1])


def test_a_plan_that_says_why_it_has_no_new_zone_lacks_nothing_of_it():
    dossier = sample("B", project=replace(PROJECT, packs=("B",), city_invested=False))
    dossier = replace(dossier, plots=tuple(p for p in dossier.plots if p.use is not PlotUse.NEW))
    assert figure("surplus_construction", dossier).value is None
    said = replace(dossier, sections=(*dossier.sections, PlanSection(project_id="p", key="new_zone", text="立项时尚未确定建新区。")))
    assert figure("surplus_construction", said).value == figure("reclaimed_area", said).value - figure(
        "settlement_construction", said).value - figure("reserve_area", said).value
    assert not re.search("［待补：建新", as_text(plans(said)[0]))


def test_the_surplus_adds_up_line_by_line_also_where_another_county_builds():
    [table] = surplus_sheet(with_facts("A", surplus_trade=True, new_side_id="buyer")).sections[0].blocks
    for at in (2, 4):
        given, settled, kept, urban, left = (number(row[at]) or 0 for row in table.rows[:5])
        assert left == given - settled - kept - urban


def test_the_kinds_of_those_who_refuse_are_named_by_the_policy_s_words():
    refusing = replace(HOUSEHOLDS[9], willing=False)
    for pack, kind in (("A", "地质灾害治理搬迁"), ("B", "地质灾害避让搬迁")):
        text = as_text(plans(sample(pack, project=replace(PROJECT, packs=(pack,), city_invested=False), households=(refusing,)))[0])
        assert f"属于{kind}而不同意拆旧复垦的农户" in text


def test_who_moves_along_with_the_poor_and_refuses_is_left_to_a_person_too():
    along = replace(HOUSEHOLDS[9], willing=False, relocation_type=RelocationType.SYNCHRONOUS)
    made = plans(sample(project=replace(PROJECT, packs=("A",), surplus_trade=False), households=(along,)))[0]
    table = next(b for b in made.sections[0].blocks if isinstance(b, Table) and b.name == "由人判断")
    assert [row[2:4] for row in table.rows] == [(along.head_name, "同步搬迁")]


def test_what_a_policy_asks_of_a_trade_stands_with_its_clause():
    assert "只用于巩固脱贫成果和乡村振兴" in as_text(plans(with_facts("A", surplus_trade=True))[0])
    sold = as_text(plans(with_facts("B", packs=("B",), city_invested=False, surplus_trade=True))[0])
    assert "不低于省级指导价格（达市国土资发〔2017〕262号第二条第（三）项）" in sold
    assert "指导价格" not in as_text(plans(with_facts("B", packs=("B",), city_invested=False))[0])
