"""Every rule at its bound, on small dossiers; a value that is not known is a note, never a pass."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.domain.project import Judgement, PolicyOverride
from linkdesk.domain.words import Certainty, ResettlementChoice, Severity
from linkdesk.policy import values
from linkdesk.policy.check import findings, outcomes
from linkdesk.policy.pack import read_pack
from tests.policy.dossiers import DAY, dossier, household, new, old, settlement, shipped
from tests.policy.test_refusals import PACK

TOGETHER = ResettlementChoice.CONCENTRATED


def found(of, rule=None):
    return [f for f in findings(of, shipped().values()) if rule in (None, f.rule_id)]


def verdict(of, rule):
    """ok, error, warning, note (the rule's own) or ? when it cannot be decided."""
    made = found(of, rule)
    return ["?" if f.undetermined else f.severity.value for f in made] or ["ok"]


@pytest.mark.parametrize(("plots", "expected"), [
    ([old("4.9999")], "error"),
    ([old("5.0000")], "ok"),
    ([old("4.99995")], "ok"),          # printed 5.0000
    ([old("4.99994")], "error"),       # printed 4.9999
    ([old("15"), old("15")], "ok"),
    ([old("30.0000")], "ok"),
    ([old("30.00004")], "ok"),         # printed 30.0000
    ([old("30.0001")], "error"),
    ([old("7.50005"), old("7.50005", code="b"), old("7.49995", code="c"), old("7.49995", code="d")], "ok"),
    # ↑ printed leaves add up to 30.0002, the plots themselves to 30.0000
    ([], "?"),
    ([old("10"), old(None)], "?"),
    ([old("31"), old(None)], "error"),  # whatever the second is
])
def test_the_old_zone_has_five_to_thirty_hectares(plots, expected):
    assert verdict(dossier(*plots), "R06") == [expected]


def test_the_scale_can_be_read_as_the_whole_project_area():
    plots = old("20"), settlement("5"), new("6")
    wider = PolicyOverride(pack_id="B", name="scale_basis", value="项目区", document="县政府会议纪要")
    assert verdict(dossier(*plots), "R06") == ["ok"]
    assert verdict(dossier(*plots, overrides=[wider]), "R06") == ["error"]


@pytest.mark.parametrize(("plots", "expected"), [
    ([old("6"), old("6")], "ok"),
    ([old("6"), old("6", "v2")], "error"),
    ([old("6"), old("6", None)], "?"),
    ([old("6"), old("6", "v2"), old("1", None)], "error"),
    ([], "?"),
])
def test_the_old_zone_lies_in_one_township(plots, expected):
    assert verdict(dossier(*plots), "R05") == [expected]


@pytest.mark.parametrize(("project_in", "named"), [("t1", "v2"), ("t2", "v1"), (None, "v2")])
def test_the_plot_in_the_other_township_is_named(project_in, named):
    plots = old("6", "v1", code="CJ-1"), old("6", "v2", code="CJ-2")
    (finding,) = found(dossier(*plots, township_id=project_in), "R05")
    stray = next(p for p in plots if p.village_id == named)
    assert (finding.subject, finding.subject_id, finding.field) == ("plot", stray.id, "village_id")
    assert (finding.clause, finding.measured, finding.bound) == ("B §二(一)", "2 个", "不大于 1 个")


@pytest.mark.parametrize(("plot", "expected"), [
    (settlement("0.5000", settled_persons=100), "ok"),
    (settlement("0.4999", settled_persons=100), "error"),
    (settlement("0.5", settled_persons=None), "?"),
    (settlement("0.5", settled_persons=0), "?"),
    # the four uses together count once one is filled in; while some are open, at most the whole plot is theirs
    (settlement("0.9", settled_persons=100, housing_area=Decimal(3000), infrastructure_area=Decimal(1000),
                public_area=Decimal(500), business_area=Decimal(499)), "error"),
    (settlement("0.9", settled_persons=100, housing_area=Decimal(3000)), "?"),
    (settlement("0.4999", settled_persons=100, housing_area=Decimal(3000)), "error"),
])
def test_fifty_square_metres_for_each_person_settled(plot, expected):
    assert verdict(dossier(old("6"), plot), "R07") == [expected]


def test_each_settlement_plot_is_measured_by_its_own_persons():
    wide, narrow, open_ = (settlement(a, settled_persons=n, code=c) for a, n, c in
                           (("1", 10, "AZ-1"), ("0.4", 100, "AZ-2"), ("0.4", None, "AZ-3")))
    short, unknown = found(dossier(old("6"), wide, narrow, open_), "R07")
    assert (short.subject_id, short.measured, short.severity) == (narrow.id, "40.00 ㎡/人", Severity.ERROR)
    assert (unknown.subject_id, unknown.field, unknown.undetermined) == (open_.id, "settled_persons", True)


def chosen(*persons):
    return [household(willing=True, resettlement_choice=TOGETHER, population=n) for n in persons]


@pytest.mark.parametrize(("persons", "expected"), [
    ([40, 40], "ok"), ([80, 21], "error"), ([40, None], "?"), ([101, None], "error"), ([None], "?"), ([], "?"),
])
def test_without_persons_entered_the_survey_tells_how_many_settle(persons, expected):
    assert verdict(dossier(old("6"), settlement("0.5"), households=chosen(*persons)), "R07") == [expected]


@pytest.mark.parametrize(("plots", "expected", "strictly"), [
    ([old("6"), settlement("2"), new("3.9999")], "ok", "ok"),
    ([old("6"), settlement("2"), new("4")], "ok", "warning"),
    ([old("6"), settlement("2"), new("4.0001")], "error", "warning"),
    ([old("6"), settlement("2")], "?", "?"),     # whether there is a new zone is not known
    ([settlement("2"), new("4")], "?", "?"),
    ([old("6"), settlement("2"), new("5"), new(None)], "error", "warning"),
])
def test_what_is_built_is_not_more_than_what_is_given_back(plots, expected, strictly):
    found_ = [(f.pack_id, "?" if f.undetermined else f.severity.value)
              for f in found(dossier(*plots, packs=("A", "N138")), "R02")]
    assert found_ == [p for p in (("A", expected), ("N138", strictly)) if p[1] != "ok"]


def test_a_project_that_trades_all_its_surplus_needs_no_new_zone():
    assert verdict(dossier(old("6"), settlement("2"), packs=("A",), surplus_trade=True), "R02") == ["ok"]


def test_a_bound_that_is_a_figure_is_named_with_its_value():
    (finding,) = found(dossier(old("6"), settlement("2"), new("4.5"), packs=("A",)), "R02")
    assert (finding.clause, finding.label) == ("A §一", "安置区与建新区面积合计")
    assert (finding.measured, finding.bound) == ("6.5000 公顷", "不大于 拆旧区总面积 6.0000 公顷")


def stated(stated_ha, computed_ha):
    return old(computed_ha, stated_area=Decimal(stated_ha) * 10000)


@pytest.mark.parametrize(("plot", "expected"), [
    (stated("0.5000", "0.5000"), []),
    (stated("1.0100", "1.0000"), []),                       # 0.0100 公顷, 1.00 %
    (stated("5.0101", "5.0000"), ["R13"]),
    (stated("0.5051", "0.5000"), ["R13-share"]),
    (stated("0.4949", "0.5000"), ["R13-share"]),
    (stated("1.0101", "1.0000"), ["R13"]),                  # both limits broken is said once
])
def test_the_stated_area_agrees_with_the_boundary_points(plot, expected):
    made = [f for f in found(dossier(plot)) if f.field == "stated_area" and f.severity is Severity.WARNING]
    assert [f.rule_id for f in made] == expected


@pytest.mark.parametrize("plot", [old("0.5"), old(None, stated_area=Decimal(5000))])
def test_an_area_with_nothing_to_compare_it_to_is_said_once(plot):
    (made,) = [f for f in found(dossier(plot)) if f.rule_id.startswith("R13")]
    assert made.undetermined
    assert made.subject_id == plot.id


def wills(*will):
    return [household(willing=w) for w in will]


@pytest.mark.parametrize(("households", "override", "expected"), [
    (wills(True, True), None, "ok"),
    (wills(True, False), None, "warning"),
    (wills(True, None), None, "?"),
    (wills(False, None), None, "warning"),            # cannot reach 100 % any more
    (wills(*[True] * 19, False), "95", "ok"),
    (wills(*[True] * 18, False, False), "95", "warning"),
    ([], None, "?"),
])
def test_households_consent(households, override, expected):
    own = [PolicyOverride(pack_id="B", name="consent_household_min", value=override, document="县办法")] if override else []
    assert verdict(dossier(old("6"), households=households, overrides=own), "R17") == [expected]


def test_an_unconfirmed_parameter_is_said_with_the_finding():
    refusing = household(willing=False)
    (finding,) = found(dossier(old("6"), households=[*wills(True), refusing]), "R17")
    assert (finding.measured, finding.bound) == ("50.00%", "不小于 100%（待核实）")
    assert finding.certainty is Certainty.UNVERIFIED
    assert "待核实" in finding.message
    assert (finding.subject, finding.subject_id, finding.field) == ("household", refusing.id, "willing")


def test_a_parameter_without_value_leads_to_the_parameters():
    of = dossier(old("6"), households=wills(True))
    of = replace(of, rates=tuple(r for r in of.rates if r.name != "consent_household_min"))
    (finding,) = found(of, "R17")
    assert finding.undetermined
    assert (finding.subject, finding.field) == ("policy_override", "consent_household_min")


@pytest.mark.parametrize(("areas", "expected"), [
    (["5100", "5100"], "ok"),          # 102 % of one hectare
    (["5100", "5101"], "warning"),
    (["5100", None], "?"),
    (["10300", None], "warning"),
])
def test_homesteads_fit_on_their_plot(areas, expected):
    home = old("1")
    living = [household(plot_id=home.id, homestead_area=None if a is None else Decimal(a)) for a in areas]
    assert verdict(dossier(home, households=living), "R23") == [expected]


def test_households_without_a_plot_are_said():
    (finding,) = found(dossier(old("1"), households=[household(homestead_area=Decimal(9))] * 3), "R23")
    assert finding.undetermined
    assert "3 户" in finding.message
    assert finding.field == "plot_id"


def test_what_is_known_of_an_incomplete_sum_is_said():
    (some,), (none,) = (found(dossier(old(area), old(None)), "R06") for area in ("31", None))
    assert (some.measured, some.severity) == ("至少 31.0000 公顷", Severity.ERROR)
    assert (none.measured, none.undetermined) == ("资料不足", True)


def test_without_households_and_plots_there_is_nothing_to_compare():
    assert verdict(dossier(), "R23") == ["?"]


@pytest.mark.parametrize(("comparison", "expected"), [
    ("at_least", [True, True, False]), ("above", [True, False, False]), ("at_most", [False, True, True]),
    ("below", [False, False, True]),
])
def test_the_four_bounds(comparison, expected):
    pack = read_pack(PACK.replace("at_most", comparison), "t.toml")
    rates = values.resolve([pack], (), DAY)
    dossiers = (replace(dossier(old(area), packs=("T",)), rates=rates) for area in ("30.0001", "30", "29.9999"))
    assert [not findings(of, [pack]) for of in dossiers] == expected


def test_after_the_plan_period_a_note_asks_for_the_later_basis():
    assert verdict(dossier(packs=("A",), on=date(2020, 12, 31)), "plan_period") == ["ok"]
    late = dossier(packs=("A",), on=date(2021, 1, 1))
    assert verdict(late, "plan_period") == ["note"]
    assert found(late, "plan_period")[0].measured == "2021 年"


def test_a_policy_is_not_applied_before_its_day():
    early = dossier(old("40"), on=date(2017, 11, 26))
    assert [(f.rule_id, f.severity) for f in found(early) if f.pack_id == "B"] == [("in_force", Severity.NOTE)]
    assert verdict(dossier(old("40"), on=date(2017, 11, 27)), "R06") == ["error"]


def test_a_policy_that_is_not_there_is_an_error_not_silence():
    (first, *_) = found(dossier(packs=("X",)))
    assert (first.rule_id, first.pack_id, first.severity) == ("absent", "X", Severity.ERROR)


def test_rules_of_other_packs_are_left_alone():
    assert {f.pack_id for f in found(dossier(old("40"), packs=("A",)))} == {"A", "LD"}


def test_what_a_person_judged_not_met_is_a_warning():
    judged = Judgement(project_id="p", pack_id="B", row_id="B21-18", satisfied=False, officer_name="李工",
                       judged_on=date(2018, 6, 1), basis="现场核查记录 3 号")
    again = replace(judged, satisfied=True, judged_on=date(2018, 6, 2), id="later")
    (finding,) = found(replace(dossier(old("6")), judgements=(judged,)), "B21-18")
    assert (finding.severity, finding.clause, finding.subject_id) == (Severity.WARNING, "B §二(一)", judged.id)
    assert not found(replace(dossier(old("6")), judgements=(again, judged)), "B21-18")


def test_errors_come_first_then_warnings_then_notes():
    of = dossier(old("40"), old("1", "v2"), packs=("A", "B", "N138"), households=wills(False))
    severities = [f.severity for f in found(of)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


hectares = st.decimals(min_value="0.0001", max_value="12", places=6)


@given(st.lists(hectares, min_size=1, max_size=6))
def test_the_scale_is_broken_only_when_paper_and_ground_agree(areas):
    printed = sum(a.quantize(Decimal("0.0001"), "ROUND_HALF_UP") for a in areas)
    outside = all(not 5 <= total <= 30 for total in (printed, sum(areas)))
    of = dossier(*(old(a, code=f"CJ-{at}") for at, a in enumerate(areas)))
    assert verdict(of, "R06") == ["error" if outside else "ok"]


@given(st.lists(st.sampled_from([True, False, None]), max_size=8))
def test_no_unknown_will_ever_passes_silently(will):
    passed = verdict(dossier(old("6"), households=wills(*will)), "R17") == ["ok"]
    assert passed == (bool(will) and set(will) == {True})


def test_how_a_dossier_stands_is_reckoned_once_for_each_pack():
    of, pack = dossier(old("4"), packs=("A",)), shipped()["A"]
    without = replace(pack, rules=())
    assert outcomes(of, pack) is outcomes(of, pack)
    assert (outcomes(of, without), bool(outcomes(of, pack))) == ((), True)
    assert outcomes(replace(of, plots=()), pack) != outcomes(of, pack)
