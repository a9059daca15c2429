"""The special plan on paper: text with figures by name, tables, every gap named; totals are the sums of the printed rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.documents.blocks import Table
from linkdesk.documents.cells import is_gap, number
from linkdesk.documents.special_plan import special_plan_tables, special_plan_text
from linkdesk.documents.text import as_text
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.quota_words import LinkedPlan
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.special_plan_standing import Areas, Taken, standing
from tests.documents.dossiers import packs_of, sample

HECTARE = Decimal(10000)


def filled(**more):
    """The sample under B with a special plan of three projects, its villages inside and surveyed."""
    dossier = sample("B")
    plan = SpecialPlan(authority_id=dossier.responsible.id, project_id=dossier.project.id, name="岚川县增减挂钩专项规划（2016—2020年）", id="plan",
                       from_year=2016, to_year=2020, old_area=120 * HECTARE, reclaimed_area=118 * HECTARE, new_area=70 * HECTARE,
                       surplus_area=48 * HECTARE, scale="统筹三个片区。", layout="布局在两个乡镇。\n以贫困村为主。",
                       timing="先易后难。", measures="责任到人。")
    home = {t.id for t in dossier.townships if t.authority_id == plan.authority_id}
    villages = tuple(replace(v, is_poor=True, has_relocation=False, in_special_plan=True) if v.township_id in home else v for v in dossier.villages)
    told = tuple(VillagePotential("plan", v.id, at, 80 + at, 240, HECTARE * 3, HECTARE, HECTARE * 2, HECTARE, 70, date(2018, 3, 1))
                 for at, v in enumerate(villages) if v.in_special_plan)
    rows = tuple(PlannedProject("plan", project_id, at, name, "双河镇", 2018 + at, old * HECTARE, new * HECTARE, (old - new) * HECTARE)
                 for at, (project_id, name, old, new) in enumerate((
                     (dossier.project.id, dossier.project.name, Decimal(10), Decimal(6)), (None, "石桥项目区", Decimal("18.5"), Decimal(10)))))
    quotas = Quotas(special_plans=(replace(plan, **more),), planned_projects=rows, potentials=told,
                    plan_links=tuple(PlanLink("plan", kind, f"岚川县{kind}", "岚政函〔2017〕1号", "布局一致。") for kind in LinkedPlan))
    asked = tuple(Opinion(dossier.project.id, duty=name, department=f"岚川县{name}局", asked_on=date(2018, 5, 1), position=at)
                  for at, name in enumerate(("农工委", "发改", "经信", "规划", "住建", "农业", "林业", "环保", "水务", "扶贫移民")))
    return replace(dossier, villages=villages, quotas=quotas, approvals=replace(dossier.approvals, opinions=asked))


def found(dossier, old="4", new="3", approved=True):
    taken = Taken(Areas(Decimal(old), Decimal(new), Decimal(1)), approved)
    return standing(dossier.quotas.special_plans[0], dossier.quotas.planned_projects, {dossier.project.id: taken})


def text(dossier):
    return special_plan_text(dossier, found(dossier), packs_of(dossier.project))


def tables(dossier, **taken):
    made = special_plan_tables(dossier, found(dossier, **taken), {dossier.project.id: dossier.project.name})
    return {table.name: table for paper in made for section in paper.sections for table in section.blocks if isinstance(table, Table)}


def test_the_whole_text(golden):
    golden("special_plan", as_text(text(filled())))


def test_the_tables(golden):
    dossier = filled()
    golden("special_plan_tables", "\n".join(as_text(d) for d in special_plan_tables(dossier, found(dossier), {})))


def test_a_plan_that_lacks_nothing_is_no_draft():
    assert text(filled()).mark == ""
    assert text(filled(measures="")).mark == "草稿"


def test_more_projects_than_the_scale_allows_keep_it_a_draft():
    made = text(filled(old_area=20 * HECTARE))
    assert made.mark == "草稿"
    assert "项目安排超出规模（拆旧面积 8.5000 公顷）" in as_text(made)


def test_an_empty_plan_names_every_gap():
    dossier = sample("B")
    plan = SpecialPlan(authority_id=dossier.responsible.id, name="空规划", id="plan")
    bare = replace(dossier, quotas=Quotas(special_plans=(plan,)))
    said = as_text(special_plan_text(bare, standing(plan, (), {}), packs_of(bare.project)))
    for gap in ("列入规划的村及其潜力调查", "项目安排", "规模", "布局", "时序", "保障措施", "规划起始年", "拆旧区总面积"):
        assert f"［待补：{gap}］" in said, gap
    assert special_plan_tables(bare, standing(plan, (), {}), {})[0].title == "空规划规划衔接表"


@pytest.mark.parametrize("name", ["潜力调查表", "项目安排表"])
def test_totals_are_the_sums_of_the_rows(name):
    table = tables(filled())[name]
    for at, total in enumerate(table.totals[3:], 3):
        if number(total) is not None and not any(is_gap(row[at]) for row in table.rows):
            assert number(total) == sum(number(row[at]) or 0 for row in table.rows), at


def test_only_what_is_approved_is_taken_off():
    approved, waiting = (tables(filled(), approved=state)["项目安排表"].rows[0] for state in (True, False))
    assert approved[4:13] == (10, 6, 4, 4, 3, 1, 6, 3, 3)
    assert waiting[4:13] == (10, 6, 4, "", "", "", 10, 6, 4)


def test_villages_that_belong_inside_and_stay_out_are_counted_with_their_reason():
    dossier = filled()
    first = next(v for v in dossier.villages if v.in_special_plan)
    out = tuple(replace(v, in_special_plan=False) if v.id == first.id else v for v in dossier.villages)
    reasons = tuple(replace(p, reason="已整村搬迁") if p.village_id == first.id else p for p in dossier.quotas.potentials)
    table = tables(replace(dossier, villages=out, quotas=replace(dossier.quotas, potentials=reasons)))["村名表"]
    row = next(r for r in table.rows if r[2] == first.name)
    assert row[5:] == ("否", "已整村搬迁")
    assert "没有列入的 1 个村" in table.notes[0]


def test_many_projects_and_long_names_stay_whole():
    dossier = filled()
    name = f"岚川县{'很长的' * 12}项目区"
    many = tuple(PlannedProject("plan", None, at, f"{name}{at}", "双河镇", 2018, HECTARE, HECTARE / 2, HECTARE / 2) for at in range(300))
    quotas = replace(dossier.quotas, planned_projects=many)
    assert len(tables(replace(dossier, quotas=quotas))["项目安排表"].rows) == 300
