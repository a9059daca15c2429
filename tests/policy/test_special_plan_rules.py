"""The rules of the special plan: which plan counts, the project's place in it, and what the plan itself lacks, on small dossiers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.directory import Village
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import LinkedPlan
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.special_plan_standing import Areas, Taken, plan_of, standing, told_plan
from tests.policy.dossiers import VILLAGES, dossier, old
from tests.policy.test_check import found, verdict

HECTARE = Decimal(10000)
APPROVED = date(2017, 3, 1)


def plan(id_="s", **more):
    return SpecialPlan(**({"authority_id": "county", "name": "专项规划", "from_year": 2016, "approved_on": APPROVED, "id": id_} | more))


def row(project_id="p", of="s", at=0, **areas):
    return PlannedProject(of, project_id, at, f"项目{at}", **{name: Decimal(area) * HECTARE for name, area in areas.items()}, id=f"r{of}{at}")


def under(plans=(), rows=(), hectares="6", **more):
    told = dossier(old(hectares, reclaimed_area=Decimal(hectares) * HECTARE), responsible_id="county")
    return replace(told, quotas=Quotas(special_plans=tuple(plans), planned_projects=tuple(rows), **more))


@pytest.mark.parametrize(("plans", "rows", "chosen"), [
    ((), (), None),
    ((plan(approved_on=None),), (), None),                                                   # a draft says nothing of the project yet
    ((plan(approved_on=None),), (row(),), "s"),                                              # unless it arranges it
    ((plan(), plan("t", approved_on=date(2018, 1, 1))), (), "t"),                            # the one approved last
    ((plan(), plan("t", approved_on=date(2018, 1, 1))), (row(),), "s"),                      # the one that arranges it
    ((plan(), plan("t", approved_on=None)), (row(), row(of="t")), "s"),                      # approved before a draft
    ((plan(authority_id="other"),), (), None),
    ((plan(), plan("t", approved_on=date(2099, 1, 1))), (), "s"),                            # approved by the day
])
def test_which_special_plan_counts_for_a_project(plans, rows, chosen):
    project = Project(name="项目", responsible_id="county", id="p")
    found_plan = plan_of(project, plans, rows, date(2018, 6, 20))
    assert (found_plan.id if found_plan else None) == chosen


def test_without_one_the_project_tells_its_own():
    project = Project(name="项目", responsible_id="county", special_plan="旧规划", special_plan_on=APPROVED, id="p")
    assert (told_plan(project, (), (), APPROVED).title, told_plan(project, (), (), APPROVED).plan) == ("旧规划", None)
    there = told_plan(project, (plan(approval_number="9号", approved_on=date(2018, 1, 1)),), (), date(2018, 6, 1))
    assert (there.title, there.approved_on) == ("专项规划（9号）", date(2018, 1, 1))


@pytest.mark.parametrize(("plans", "rows", "approved", "place"), [
    ((plan(),), (row(),), "ok", "ok"), ((plan(),), (), "ok", "error"), ((plan(approved_on=None),), (row(),), "error", "ok"),
    ((plan(approved_on=date(2018, 6, 21)),), (row(),), "error", "ok"), ((plan(),), (row("q"),), "ok", "error")])
def test_a_project_lies_in_an_approved_plan(plans, rows, approved, place):
    assert verdict(under(plans, rows), "R37") == [approved]
    assert verdict(under(plans, rows), "R37-place") == [place]


def test_without_a_plan_in_this_desk_the_place_is_not_asked_for():
    assert not found(under(), "R37-place")
    assert not found(under(), "R37-links")


@pytest.mark.parametrize(("planned", "expected"), [("6", ["ok"]), ("7", ["ok"]), ("5.9999", ["warning"]), (None, ["ok"])])
def test_a_project_is_no_larger_than_arranged(planned, expected):
    areas = {} if planned is None else {"old_area": planned}
    assert verdict(under((plan(),), (row(**areas),)), "R37-area") == expected


@pytest.mark.parametrize(("scale", "second", "expected"), [
    ("12", "6", []), ("11.9999", "6", ["0.0001 公顷"]), (None, "6", []), ("12", None, ["资料不足"]), ("5", None, ["至少 1.0000 公顷"])])
def test_the_projects_arranged_fit_the_scale(scale, second, expected):
    mine = plan(project_id="p", old_area=None if scale is None else Decimal(scale) * HECTARE)
    rows = (row(old_area="6"), row("q", at=1, **({"old_area": second} if second else {})))
    told = [f.measured for f in found(under((mine,), rows), "R37-scale")]
    assert told == expected
    assert not found(under((replace(mine, project_id="q"),), rows), "R37-scale")  # said where the plan is handled


@pytest.mark.parametrize("lacking", [None, *LinkedPlan])
def test_every_plan_it_is_linked_with_is_cited(lacking):
    links = tuple(PlanLink("s", kind, "名称", "", "" if kind is lacking else "一致") for kind in LinkedPlan)
    of = under((plan(project_id="p"),), (row(),), plan_links=links)
    assert verdict(of, "R37-links") == ["warning" if lacking else "ok"]
    assert [f.message.partition("：")[0] for f in found(of, "R37-links")] == ([lacking] if lacking else [])


@pytest.mark.parametrize("lacking", ["", "scale", "layout", "timing", "measures"])
def test_the_plan_says_what_the_policy_wants(lacking):
    texts = dict.fromkeys(("scale", "layout", "timing", "measures"), "写了") | ({lacking: " "} if lacking else {})
    of = under((plan(project_id="p", **texts),), (row(),))
    assert [f.field for f in found(of, "R37-texts")] == ([lacking] if lacking else [])


@pytest.mark.parametrize(("inside", "surveyed", "villages", "potential"), [
    (True, True, "ok", "ok"), (True, False, "ok", "warning"), (False, True, "warning", "ok"), (None, False, "?", "ok")])
def test_every_poor_village_of_the_county_is_looked_at_where_the_plan_is_handled(inside, surveyed, villages, potential):
    far = Village(township_id="t2", name="远村", id="far", is_poor=True, has_relocation=False, in_special_plan=inside)
    told = (VillagePotential("s", "far", reclaimable_area=HECTARE),) if surveyed else ()
    near = tuple(replace(v, is_poor=False, has_relocation=False) for v in VILLAGES)
    of = replace(under((plan(project_id="p"),), (row(),), potentials=told), villages=(*near, far))
    assert verdict(of, "R37-villages") == [villages]
    assert verdict(of, "R37-potential") == [potential]
    assert {f.subject for f in found(of, "R37-villages")} <= {"village_potential"}


def test_what_is_left_is_the_plan_less_approved_projects():
    rows = (row(old_area="10", new_area="6", surplus_area="4"), row("q", at=1, old_area="5", new_area="3", surplus_area="2"), row("p", at=2))
    taken = {"p": Taken(Areas(Decimal(4), Decimal(7), Decimal(1)), True), "q": Taken(Areas(Decimal(5), None, Decimal(2)))}
    stands = standing(plan(old_area=20 * HECTARE), rows, taken)
    first, second, again = stands.places
    assert (first.left, first.over) == (Areas(Decimal(6), Decimal(-1), Decimal(3)), {"new_area": Decimal(1)})
    assert (second.left.old_area, second.over) == (5, {})
    assert again.taken is None  # a project is taken off once
    assert (stands.left.old_area, stands.used.old_area, stands.arranged.old_area) == (16, 4, None)
