"""Quality verdicts at every edge of a limit; what cannot be judged never passes."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk import shipped
from linkdesk.domain.design import Design, DesignBasis, QualityMeasurement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.land_use import LandUse
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quality import QualityComparison
from linkdesk.domain.quality_verdicts import (
    QualityStanding,
    class_name_of,
    indicator_named,
    plot_passes,
    verdicts,
    why_not,
)
from linkdesk.domain.words import Certainty, PlotUse
from linkdesk.policy.standards import resolve

LOESS, SOUTHWEST, LOCAL = "黄土高原区", "西南山地丘陵区", "本地标准"
PASSED, FAILED, TO_JUDGE, NOT_MEASURED, NO_STANDARD = QualityStanding
DAY = date(2018, 6, 1)
GOOD = {"地面坡度": 12, "有效土层厚度": 50, "土壤容重": "1.3", "质地": "砂质壤土", "砾石含量": 10, "pH": 7, "有机质": "1.0",
        "配套设施": "合格：道路已通"}


def dossier(measured=(), region=SOUTHWEST, direction="0103", overrides=(), rows=()):
    plot = Plot("p", "A", use=PlotUse.OLD, reclaim_class=direction, id="A")
    found = tuple(QualityMeasurement("A", at, name, *_told(value), sample_number=f"S{at}", id=f"m{at}")
                  for at, (name, value) in enumerate(measured))
    basis = DesignBasis("p", region=region, id="b")
    return Dossier(Project(name="x", id="p"), DAY, plots=(plot,), land_uses=rows, design=Design(basis=basis, measurements=found),
                   targets=resolve(shipped.standards(), overrides, DAY).targets)


def _told(value):
    """A number as value, words as what was said."""
    words = isinstance(value, str) and not value.lstrip("-")[0].isdigit()
    return (None, value) if words else (Decimal(value), "")


def standing(name, value, **more):
    return next(v.standing for v in verdicts(dossier([(name, value)], **more)) if v.measurement)


@pytest.mark.parametrize(("region", "direction", "name", "value", "expected"), [
    (LOESS, "0103", "有效土层厚度", "80", PASSED), (LOESS, "0103", "有效土层厚度", "79.9999", FAILED),
    (SOUTHWEST, "0102", "有效土层厚度", "50", PASSED), (SOUTHWEST, "0102", "有效土层厚度", "49", FAILED),
    (SOUTHWEST, "0101", "有效土层厚度", "49", PASSED), (SOUTHWEST, "0103", "pH", "5.5", PASSED), (SOUTHWEST, "0103", "pH", "8.0", PASSED),
    (SOUTHWEST, "0103", "pH", "8.01", FAILED), (LOESS, "0102", "pH", "6.4", FAILED), (LOESS, "0102", "地面坡度", "6", PASSED),
    (LOESS, "0102", "地面坡度", "6.1", FAILED), (SOUTHWEST, "0101", "平整度", "-3", PASSED), (SOUTHWEST, "0101", "平整度", "-3.1", FAILED),
    (SOUTHWEST, "0101", "平整度", "3.1", FAILED), (LOESS, "0103", "土壤容重", "1.45", PASSED), (LOESS, "0103", "电导率", "2.1", FAILED),
    (SOUTHWEST, "0103", "电导率", "1", NO_STANDARD), (LOESS, "0103", "平整度", "1", NO_STANDARD), (SOUTHWEST, "0307", "pH", "7", NO_STANDARD),
    (SOUTHWEST, "0103", "pH", "70", TO_JUDGE), (SOUTHWEST, "0103", "有机质", "150", TO_JUDGE), (LOESS, "0103", "地面坡度", "-5", TO_JUDGE),
    (LOCAL, "0103", "pH", "7", TO_JUDGE), ("", "0103", "pH", "7", NO_STANDARD),
])
def test_edges(region, direction, name, value, expected):
    assert standing(name, value, region=region, direction=direction) is expected


@pytest.mark.parametrize(("name", "said", "expected"), [
    ("质地", "砂质壤土", PASSED), ("质地", "壤质粘土", PASSED), ("质地", "粘壤土", TO_JUDGE), ("质地", "合格：粘壤土", PASSED),
    ("质地", "不合格：砂土", FAILED), ("配套设施", "未达到", FAILED), ("配套设施", "达到当地标准", PASSED), ("配套设施", "无不合格项", TO_JUDGE),
    ("pH", "偏酸", TO_JUDGE)])
def test_words_are_judged_by_a_person(name, said, expected):
    assert standing(name, said) is expected


def test_a_plot_passes_only_when_everything_does():
    assert plot_passes(dossier(), "A") is None
    assert plot_passes(dossier(GOOD.items()), "A") is True  # productivity shows only after three years
    assert why_not(dossier(GOOD.items()), dossier().plots[0]) == ""
    for name in GOOD:
        fewer = dossier((GOOD | {name: GOOD[name]}).items() - {(name, GOOD[name])})
        assert plot_passes(fewer, "A") is None
        assert why_not(fewer, fewer.plots[0]) == f"{name}未检测"


def test_one_sample_that_fails_fails_the_plot():
    found = dossier([*GOOD.items(), ("pH", "8.2")])
    assert plot_passes(found, "A") is False
    assert why_not(found, found.plots[0]) == "A pH（样品 S8）：实测 8.2，要求 5.5～8"
    assert plot_passes(dossier([*GOOD.items(), ("pH", "70")]), "A") is None


def test_the_class_follows_from_the_land_after_reclamation():
    rows = tuple(LandUse("A", at, LandSide.AFTER, code, Decimal(area), id=code) for at, (code, area) in enumerate((("0101", 6000), ("0103", 4000))))
    assert class_name_of(dossier(rows=rows), dossier().plots[0]) == "水田"
    assert [class_name_of(dossier(direction=d), dossier(direction=d).plots[0]) for d in ("012", "旱地", "耕地", "0307", "")] == [
        "水浇地", "旱地", "旱地", "", ""]


def test_the_county_states_its_own_limits():
    own = PolicyOverride("quality", f"{SOUTHWEST}/旱地/有效土层厚度", "50", document="龙政发〔2018〕3号", certainty=Certainty.CONFIRMED)
    assert standing("有效土层厚度", "45") is PASSED
    assert standing("有效土层厚度", "45", overrides=[own]) is FAILED
    low, high = (PolicyOverride("quality", f"{LOCAL}/旱地/pH/{end}", value, document="某文") for end, value in (("下限", "6"), ("上限", "7")))
    assert [standing("pH", v, region=LOCAL, overrides=[low, high]) for v in ("6", "7.1")] == [PASSED, FAILED]
    assert standing("pH", "6.5", region=LOCAL, overrides=[low]) is TO_JUDGE
    turned = PolicyOverride("quality", f"{LOCAL}/旱地/pH/上限", "5", document="某文")
    assert standing("pH", "5.5", region=LOCAL, overrides=[low, turned]) is TO_JUDGE


def test_every_shipped_limit_is_unconfirmed_and_named_once():
    limits = [limit for target in shipped.standards().targets for limit in target.limits]
    assert {limit.certainty for limit in limits} == {Certainty.UNVERIFIED}
    assert len({limit.name for limit in limits}) == len(limits) > 80
    assert {(t.region, t.land_class) for t in shipped.standards().targets} >= {
        (LOESS, "水浇地"), (LOESS, "旱地"), (SOUTHWEST, "水田"), (SOUTHWEST, "水浇地"), (SOUTHWEST, "旱地")}
    assert {t.comparison for t in shipped.standards().targets} == set(QualityComparison)


@pytest.mark.parametrize(("written", "name"), [("PH值", "pH"), ("容重", "土壤容重"), (" 有机质 含量", "有机质"), ("ｐＨ", "pH"),
                                               ("含石量", "砾石含量")])
def test_indicators_are_known_by_the_names_people_write(written, name):
    assert indicator_named(dossier(), written).name == name
