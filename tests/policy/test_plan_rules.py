"""The rules of plots, plan and programmes: each met, broken and not to be told, on small dossiers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.directory import Village
from linkdesk.domain.figures import figure
from linkdesk.domain.planning import ProgrammeLink
from linkdesk.domain.planning_words import LandSide, Programme, SubsidyPurpose
from linkdesk.domain.plot import LandUse
from linkdesk.domain.quantities import square_metres
from linkdesk.domain.words import AgreementKind, LeftOutReason, RelocationType, Severity
from tests.policy.dossiers import dossier, household, new, old, settlement
from tests.policy.test_check import found, verdict

POVERTY, IDLE, MINING = RelocationType.POVERTY, RelocationType.IDLE, RelocationType.MINING
UNWILLING, INDUSTRY, LIVED_IN = LeftOutReason.UNWILLING, LeftOutReason.INDUSTRY, LeftOutReason.LIVED_IN
ELSEWHERE, MERGED = LeftOutReason.ELSEWHERE, LeftOutReason.MERGED


def m2(hectares):
    return None if hectares is None else Decimal(hectares) * 10000


def reclaimed(hectares="6", gained="5", grade="10", **more):
    areas = {"reclaimed_area": m2(hectares), "new_agricultural_area": m2(hectares), "new_farmland_area": m2(gained), "new_paddy_area": m2(0)}
    return old(hectares, **(areas | {"land_class": "0702", "reclaim_class": "0103", "quality_grade": grade and Decimal(grade)} | more))


def taking(kind, hectares="3", farmland="2", grade="10", **more):
    areas = {"agricultural_taken": m2(hectares), "farmland_taken": m2(farmland), "dry_taken": m2(farmland), "paddy_taken": m2(0),
             "irrigated_taken": m2(0), "unused_taken": m2(0), "new_construction_area": m2(hectares)}
    return kind(hectares, **(areas | {"quality_grade": grade and Decimal(grade)} | more))


def balanced(old_plot=None, more=None, **project):
    """A project with an old plot and a settlement plot, under A; it trades what is left."""
    return dossier(old_plot or reclaimed(), more or taking(settlement), packs=("A",), surplus_trade=True, **project)


@pytest.mark.parametrize(("old_plot", "more", "expected"), [
    (reclaimed(), taking(settlement), "ok"),
    (reclaimed("3", "3"), taking(settlement), "ok"),                                     # not up, not down
    (reclaimed("3", "3", new_agricultural_area=m2("2.9998"), new_farmland_area=m2("2.9998")), taking(settlement), "error"),
    (reclaimed("3", "3", new_agricultural_area=m2("2.9999"), new_farmland_area=m2("2.9999")), taking(settlement), "ok"),
    (reclaimed(), taking(settlement, agricultural_taken=None), "?"),
    (reclaimed(new_agricultural_area=None), taking(settlement), "?"),
])
def test_construction_land_does_not_grow(old_plot, more, expected):
    assert verdict(balanced(old_plot, more), "R01") == [expected]


@pytest.mark.parametrize(("gained", "taken", "expected"), [("2", "2", "ok"), ("1.9998", "2", "error"), ("5", "2", "ok"), ("5", None, "?")])
def test_farmland_does_not_shrink(gained, taken, expected):
    assert verdict(balanced(reclaimed(gained=gained), taking(settlement, farmland=taken)), "R01-farmland") == [expected]


def test_an_open_balance_leads_to_the_plot_that_leaves_it_open():
    lacking = taking(settlement, unused_taken=None)
    (finding,) = found(balanced(more=lacking), "R01")
    assert (finding.subject, finding.subject_id, finding.undetermined) == ("plot", lacking.id, True)
    assert "占用未利用地" in finding.message


def rows(plot, side, *shares):
    return [LandUse(plot.id, at, side, code, m2(area)) for at, (code, area) in enumerate(shares)]


@pytest.mark.parametrize(("after", "zones", "own"), [("6", "ok", "ok"), ("5.9999", "ok", "ok"), ("5.9998", "error", "error"), (None, "?", "?")])
def test_each_zone_keeps_its_size(after, zones, own):
    plot = reclaimed()
    told = replace(balanced(plot), land_uses=tuple(rows(plot, LandSide.AFTER, ("0103", after))))
    assert verdict(told, "R01-zones") == [zones]
    assert verdict(told, "R01-rows") == [own]


def in_mu(plot, *mus):
    return [LandUse(plot.id, at, LandSide.AFTER, "0103", square_metres(Decimal(mu), "亩")) for at, mu in enumerate(mus)]


@pytest.mark.parametrize(("mus", "expected"), [
    (("1",) * 6, "ok"),                                # 6 × 0.0667 ha print as 0.4002 ha and are 0.4000 ha
    (("1",) * 5 + ("1.01",), "error")])
def test_rows_that_add_up_before_rounding_break_nothing(mus, expected):
    plot = reclaimed("0.4", "0.4")
    told = replace(balanced(plot), land_uses=tuple(in_mu(plot, *mus)))
    assert (verdict(told, "R01-rows"), verdict(told, "R01-zones")) == ([expected], [expected])


def test_roundings_of_many_plots_do_not_add_up_to_a_breach():
    plots = [replace(reclaimed("0.2", "0.2"), id=f"o{at}", code=f"CJ-{at}") for at in range(40)]
    told = replace(dossier(*plots, packs=("A",), surplus_trade=True), land_uses=tuple(row for p in plots for row in in_mu(p, "1", "1", "1")))
    assert figure("old_total_change", told).value == Decimal("0.0040")
    assert verdict(told, "R01-zones") == ["ok"]


def test_farmland_and_quota_that_match_before_rounding_are_no_breach():
    thirds = [replace(reclaimed(None, None), id=f"o{at}", code=f"CJ-{at}", new_farmland_area=Decimal("3333.3333")) for at in range(3)]
    taker = taking(settlement, "1", "1.0000")
    of = dossier(*thirds, replace(taker, farmland_taken=Decimal("9999.9999")), packs=("A",), surplus_trade=True)
    assert figure("farmland_margin", of).value == Decimal("-0.0001")
    assert verdict(of, "R03") == ["ok"]
    plots = [replace(new("0.2", code=f"CR-{at}"), plane_area=Decimal("2000.5")) for at in range(3)]
    of = dossier(*plots, packs=("A",), responsible_id="x", new_side_id="y", quota_assigned=Decimal("6001.5"))
    assert (figure("new_area", of).value, verdict(of, "R02-new")) == (Decimal("0.6003"), ["ok"])


@pytest.mark.parametrize(("gained", "taken", "short", "equal"), [
    ("5", "2", "ok", "ok"), ("2", "2", "ok", "warning"), ("1.9999", "2", "error", "ok"), (None, "2", "?", "ok")])
def test_reclaimed_farmland_is_more_than_farmland_taken(gained, taken, short, equal):
    of = balanced(reclaimed(gained=gained), taking(settlement, farmland=taken))
    assert verdict(of, "R03") == [short]
    assert verdict(of, "R03-equal") == [equal]


@pytest.mark.parametrize(("made", "taken", "worse", "equal"), [
    ("10", "11", "ok", "ok"), ("10", "10", "ok", "warning"), ("11", "10", "error", "ok"), (None, "10", "?", "ok")])
def test_reclaimed_farmland_is_better_than_farmland_taken(made, taken, worse, equal):
    of = balanced(reclaimed(grade=made), taking(settlement, grade=taken))
    assert verdict(of, "R04") == [worse]
    assert verdict(of, "R04-equal") == [equal]


def test_a_lack_of_farmland_or_quality_leads_to_the_plot_that_takes_most():
    homes, urban = taking(settlement, "1", "1"), taking(new, "4", "4", grade="5")
    of = dossier(reclaimed(gained="4"), homes, urban, packs=("A",))
    assert {(f.rule_id, f.subject_id, f.field) for f in found(of) if f.rule_id in ("R03", "R04")} == {
        ("R03", urban.id, "farmland_taken"), ("R04", urban.id, "quality_grade")}


def test_where_no_farmland_is_taken_there_is_no_quality_to_compare():
    assert verdict(balanced(more=taking(settlement, farmland="0", grade=None)), "R04") == ["ok"]


@pytest.mark.parametrize(("quota", "expected"), [("4", "ok"), ("3.9999", "error"), (None, "?")])
def test_who_builds_on_quota_from_elsewhere_stays_within_it(quota, expected):
    of = dossier(reclaimed(), taking(new, "4"), packs=("A",), responsible_id="x", new_side_id="y", quota_assigned=m2(quota))
    assert verdict(of, "R02-new") == [expected]
    assert verdict(replace(of, project=replace(of.project, new_side_id=None)), "R02-new") == ["ok"]


def test_the_separate_project_of_who_only_builds_is_measured_against_its_quota_alone():
    plans = {"land_plan": "甲规划", "consolidation_plan": "乙规划"}
    of = dossier(taking(new, "4"), packs=("A",), responsible_id="x", new_side_id="y", quota_assigned=m2("3"), **plans)
    assert [f.rule_id for f in found(of) if f.pack_id == "A"] == ["R02-new"]
    of_b = replace(of, project=replace(of.project, packs=("B",)))
    assert not {"R02", "R05", "R06", "R07", "R17", "R18", "R23", "surplus-short"} & {f.rule_id for f in found(of_b)}


@pytest.mark.parametrize(("built", "expected"), [
    ([taking(settlement, "3"), taking(new, "3")], ["ok"]), ([taking(settlement, "3"), taking(new, "3.0001")], ["error"]),
    ([taking(settlement, "3")], ["?"])])
def test_quota_of_a_closed_project_comes_from_its_own_old_plots(built, expected):
    of = dossier(reclaimed(), *built, packs=("B",))
    assert verdict(of, "R02") == expected
    assert all(f.clause == "B §二(二)" for f in found(of, "R02"))


@pytest.mark.parametrize(("quota", "expected"), [("4", "ok"), ("3.9999", "error"), (None, "?")])
def test_who_builds_for_a_city_stays_within_its_share(quota, expected):
    of = dossier(reclaimed(), taking(new, "4"), packs=("B",), city_invested=True, quota_assigned=m2(quota))
    assert verdict(of, "R02-new") == [expected]


@pytest.mark.parametrize(("reserve", "farmland", "short"), [
    ("1", "2", []), ("3.0001", "2", []), ("3.0002", "2", ["reserve_area"]), (None, "2", []),
    ("3.0002", "5.5", ["reserve_area", "new_farmland_area"])])
def test_a_surplus_below_nothing_is_said_on_either_measure(reserve, farmland, short):
    of = dossier(reclaimed(), taking(settlement, farmland=farmland), packs=("B",), surplus_trade=True, reserve_area=m2(reserve))
    assert [f.field for f in found(of, "surplus-short")] == short


@pytest.mark.parametrize(("uses", "expected"), [
    ({}, "ok"), ({"housing_area": "2", "business_area": "1"}, "ok"), ({"housing_area": "3.0001"}, "ok"),
    ({"housing_area": "2", "public_area": "1.0002"}, "warning")])
def test_the_four_uses_of_a_settlement_plot_are_not_more_than_it(uses, expected):
    of = dossier(reclaimed(), taking(settlement, **{name: m2(area) for name, area in uses.items()}), packs=("A",))
    assert verdict(of, "R07-uses") == [expected]


@pytest.mark.parametrize(("area", "expected"), [("0", "ok"), ("0.0001", "error"), (None, "?")])
def test_no_basic_farmland_is_taken(area, expected):
    of = dossier(reclaimed(), taking(new, basic_farmland_taken=m2(area)), packs=("N138",))
    assert verdict(of, "R11") == ([expected] if expected == "ok" else [expected, expected])  # N138's and the program's own
    assert [f.pack_id for f in found(replace(of, project=replace(of.project, packs=("B",))), "R11")] == ([] if expected == "ok" else ["LD"])
    assert verdict(dossier(reclaimed(), packs=("B",)), "R11") == ["?"]


def test_both_plans_are_cited():
    assert verdict(balanced(land_plan="甲规划", consolidation_plan="乙规划"), "R14") == ["ok"]
    (finding,) = found(balanced(land_plan="甲规划"), "R14")
    assert (finding.severity, finding.subject, finding.field) == (Severity.ERROR, "project", "consolidation_plan")


@pytest.mark.parametrize(("basis", "expected"), [("规划图 3 号", "ok"), ("", "note")])
def test_each_old_plot_is_shown_in_the_layout(basis, expected):
    assert verdict(balanced(reclaimed(layout_basis=basis)), "R14-layout") == [expected]
    assert verdict(dossier(packs=("A",)), "R14-layout") == ["?"]


def surveyed(*left_out, taken=(), packs=("A",), **more):
    of = dossier(reclaimed(), packs=packs, households=[household(id="in", willing=True), *taken])
    return replace(of, left_out=tuple(household(id=f"h{at}", relocation_type=kind, left_out=why, left_out_evidence=evidence)
                                      for at, (kind, why, evidence) in enumerate(left_out)), **more)


@pytest.mark.parametrize(("kind", "why", "error", "person", "of_b"), [
    (POVERTY, LIVED_IN, "error", "ok", "warning"), (POVERTY, INDUSTRY, "error", "ok", "warning"),
    (POVERTY, UNWILLING, "ok", "note", "warning"), (POVERTY, ELSEWHERE, "ok", "note", "ok"), (POVERTY, MERGED, "ok", "ok", "ok"),
    (MINING, LIVED_IN, "error", "ok", "ok"), (RelocationType.GEOHAZARD, LIVED_IN, "error", "ok", "ok"),
    (IDLE, LIVED_IN, "ok", "ok", "ok"), (None, LIVED_IN, "?", "ok", "?")])
def test_relocated_households_are_taken_in(kind, why, error, person, of_b):
    assert verdict(surveyed((kind, why, "证明")), "R18") == [error]
    assert verdict(surveyed((kind, why, "证明")), "R18-refusal") == [person]
    assert verdict(surveyed((kind, why, "证明"), packs=("B",)), "R18") == [of_b]


def test_each_household_left_out_is_named_and_a_refusal_inside_goes_to_a_person():
    of = surveyed((POVERTY, LIVED_IN, ""), (MINING, LIVED_IN, ""), taken=[household(id="no", relocation_type=POVERTY, willing=False)])
    assert [(f.subject, f.subject_id, f.field) for f in found(of, "R18")] == [("household", "h0", "left_out"), ("household", "h1", "left_out")]
    assert [(f.subject_id, f.field) for f in found(of, "R18-refusal")] == [("no", "willing")]
    assert verdict(dossier(packs=("A",)), "R18") == ["?"]


@pytest.mark.parametrize(("why", "evidence", "expected"), [
    (INDUSTRY, "立项文件", "ok"), (INDUSTRY, "", "warning"), (LIVED_IN, "证明", "warning"), (ELSEWHERE, "", "ok"), (MERGED, "", "ok")])
def test_idle_land_stays_out_only_for_industry(why, evidence, expected):
    assert verdict(surveyed((IDLE, why, evidence)), "R29") == [expected]
    hall = CollectiveProperty(project_id="p", name="旧小学", left_out=why, left_out_evidence=evidence)
    made = found(replace(surveyed(), collective=(hall,)), "R29")
    assert [f.subject for f in made] == ([] if expected == "ok" else ["collective_property"])


@pytest.mark.parametrize(("code", "expected"), [("0702", "ok"), ("203", "ok"), ("0103", "error"), ("0701", "error"), ("", "?"), ("7777", "?")])
def test_an_old_plot_is_rural_construction_land(code, expected):
    assert verdict(balanced(reclaimed(land_class=code)), "R30") == [expected]


def test_the_rows_of_an_old_plot_are_each_looked_at():
    plot = reclaimed()
    both = rows(plot, LandSide.BEFORE, ("0702", "5"), ("1006", "1"))
    assert verdict(replace(balanced(plot), land_uses=tuple(both)), "R30") == ["error"]
    assert verdict(replace(balanced(plot), land_uses=tuple(both[:1])), "R30") == ["ok"]


@pytest.mark.parametrize(("code", "expected"), [("0103", "ok"), ("耕地", "ok"), ("013", "ok"), ("0301", "warning"), ("", "?")])
def test_reclamation_to_something_else_than_farmland_is_said(code, expected):
    assert verdict(balanced(reclaimed(reclaim_class=code)), "R30-direction") == [expected]


@pytest.mark.parametrize(("name", "on", "expected", "field"), [
    ("专项规划", date(2018, 1, 5), "ok", ""), ("专项规划", None, "error", "special_plan_on"),
    ("专项规划", date(2018, 12, 1), "error", "special_plan_on"), ("", date(2018, 1, 5), "error", "special_plan")])
def test_the_project_stands_on_an_approved_special_plan(name, on, expected, field):
    of = dossier(reclaimed(), special_plan=name, special_plan_on=on)
    assert verdict(of, "R37") == [expected]
    assert [f.field for f in found(of, "R37")] == ([field] if field else [])


@pytest.mark.parametrize(("poor", "relocation", "inside", "expected"), [
    (True, False, True, "ok"), (True, None, False, "warning"), (False, True, False, "warning"), (False, False, None, "ok"),
    (True, None, None, "?"), (None, None, None, "?"), (None, None, True, "ok")])
def test_poor_villages_and_villages_of_relocation_are_in_the_special_plan(poor, relocation, inside, expected):
    village = Village(township_id="t1", name="上沟村", id="v1", is_poor=poor, has_relocation=relocation, in_special_plan=inside)
    of = replace(dossier(reclaimed()), villages=(village, replace(village, id="far", is_poor=True, in_special_plan=False)))
    assert verdict(of, "R37-villages") == [expected]


def link(purpose=SubsidyPurpose.HOUSING, programme=Programme.DANGEROUS_HOUSES, **more):
    return ProgrammeLink(**({"project_id": "p", "household_id": "in", "purpose": purpose, "programme": programme, "subsidy": Decimal(9000)} | more))


@pytest.mark.parametrize(("links", "expected"), [
    ([], "ok"), ([link()], "ok"), ([link(), link(programme=Programme.RELOCATION)], "warning"), ([link(), link()], "ok"),
    ([link(), link(SubsidyPurpose.DEMOLITION, Programme.RELOCATION)], "ok"),
    ([link(), link(programme=Programme.RELOCATION, household_id="other")], "ok"),
    ([link(), link(programme=Programme.RELOCATION, subsidy=Decimal(0))], "ok"),
    ([link(household_id=None, plot_id="x"), link(household_id=None, plot_id="x", programme=Programme.CONSOLIDATION)], "warning"),
    ([link(SubsidyPurpose.OTHER, name="甲"), link(SubsidyPurpose.OTHER, name="乙")], "ok"),
])
def test_one_purpose_is_not_paid_twice(links, expected):
    assert verdict(surveyed(packs=("B",), links=tuple(links)), "R39") == [expected]


@pytest.mark.parametrize(("kind", "amount", "expected"), [
    (AgreementKind.RESETTLE, 100, "warning"), (AgreementKind.DEMOLISH, 100, "ok"), (AgreementKind.RESETTLE, 0, "ok")])
def test_a_purpose_that_the_agreement_pays_for_is_not_paid_again(kind, amount, expected):
    agreement = Agreement(project_id="p", household_id="in", kind=kind, amount=Decimal(amount))
    of = surveyed(packs=("B",), links=(link(),), agreements=(agreement,))
    assert verdict(of, "R39") == [expected]
    assert [f.subject for f in found(of, "R39")] == (["programme_link"] if expected == "warning" else [])
