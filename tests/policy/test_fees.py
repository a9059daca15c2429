"""The file of a fee schedule: the shipped ones, and what is refused with one sentence that names file and place."""

import re
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import paths, shipped
from linkdesk.domain.design_words import TaxPlace, WorkKind
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fee_schedule import choose
from linkdesk.domain.frozen import dossier_from_json, dossier_json
from linkdesk.domain.words import Certainty
from linkdesk.policy.fees import read_schedule
from tests.policy.dossiers import dossier

D = Decimal
FILES = ("fees_2011", "fees_2017")
TEXT = (paths.STANDARDS / "fees_2011.toml").read_text("utf-8")
SCHEDULES = shipped.standards().schedules


def test_both_schedules_are_there_and_kept_in_a_sealed_dossier():
    assert tuple(schedule.id for schedule in SCHEDULES) == FILES
    from dataclasses import replace
    whole = replace(dossier(), schedules=SCHEDULES)
    assert dossier_from_json(dossier_json(whole)).schedules == SCHEDULES


def test_only_what_was_seen_is_confirmed():
    sure = {fee.name for schedule in SCHEDULES for fee in schedule.fees
            for stated in (*(tier.value for tier in fee.tiers), *([fee.rate] if fee.rate else [])) if stated.certainty is Certainty.CONFIRMED}
    assert sure == {"survey", "design"}
    assert all(rate.rate.certainty is Certainty.UNVERIFIED for schedule in SCHEDULES for rate in (*schedule.measures, *schedule.indirect))


def test_the_two_differ_in_indirect_cost_and_tax_alone():
    old, new = SCHEDULES
    rates = [{rate.kind: rate.rate.value for rate in schedule.indirect} for schedule in SCHEDULES]
    assert rates[0] == dict(zip(WorkKind, map(D, (5, 6, 5, 6, 8, 5, 65)), strict=True))
    assert rates[1] == dict(zip(WorkKind, map(D, ("5.45", "6.45", "5.45", "6.45", "8.45", "5.45", "65")), strict=True))
    told = [[(f.name, f.base, f.mechanism, f.rate and f.rate.value, [(t.limit, t.value.value) for t in f.tiers]) for f in s.fees] for s in SCHEDULES]
    assert told[0] == told[1]
    assert [(m.name, m.kind, m.rate.value) for m in old.measures] == [(m.name, m.kind, m.rate.value) for m in new.measures]


@pytest.mark.parametrize(("place", "rate"), [(None, "3.22"), (TaxPlace.RURAL, "3.22"), (TaxPlace.TOWN, "3.28"), (TaxPlace.CITY, "3.35")])
def test_the_old_tax_by_location(place, rate):
    assert SCHEDULES[0].tax_on(date(2015, 1, 1), place).value == D(rate)


@pytest.mark.parametrize(("day", "wanted", "id_"), [
    ("2016-04-30", "", "fees_2011"), ("2016-05-01", "", "fees_2017"), ("2000-01-01", "", "fees_2011"), ("2018-01-01", "2011", "fees_2011"),
    ("2018-01-01", "财综〔2011〕128号", "fees_2011"), ("2018-01-01", "fees_2017", "fees_2017")])
def test_a_schedule_is_chosen_by_name_else_by_day(day, wanted, id_):
    assert choose(SCHEDULES, date.fromisoformat(day), wanted).id == id_


def test_no_schedule_of_that_name():
    assert choose(SCHEDULES, date(2018, 1, 1), "1999") is None


WRONG = {
    "不认识": ('id = "fees_2011"', 'id = "fees_2011"\nodd = 1'),
    "应从小到大": ("[500, 5], [1000, 6.5]", "[1000, 6.5], [500, 5]"),
    "不能重复": ("[500, 5], [1000, 6.5]", "[500, 5], [500, 6.5]"),
    "数对的列表": ("[500, 5], [1000, 6.5]", "[500], [1000, 6.5]"),
    "没有“猜”": ('mechanism = "内插法"', 'mechanism = "猜"'),
    "要写": ('mechanism = "据实"', 'mechanism = "内插法"\nbase = ["works"]'),
    "据实的费用不写计费基数": ('mechanism = "据实"', 'mechanism = "据实"\nbase = ["works"]'),
    "缺少“rate”": ("rate = 0.5\n", ""),
    "不能小于零": ("rate = 0.5\n", "rate = -0.5\n"),
    "每种工程性质": ('"土方工程" = 5, ', ""),
    "不在它之前": ('base = ["works", "equipment", "前期工作费"', 'base = ["works", "equipment", "业主管理费"'),
    "重复": ('name = "survey"', 'name = "design"'),
    "终止日期早于起始日期": ("rate = 3.22", "rate = 3.22\nfrom = 2018-01-01\nuntil = 2017-01-01"),
    "TOML": ("rate = 3.22", "rate = "),
    "没有“大概”": ('certainty = "待核实"', 'certainty = "大概"'),
}


@pytest.mark.parametrize("says", WRONG)
def test_what_does_not_fit_is_refused_with_file_and_reason(says):
    was, becomes = WRONG[says]
    assert was in TEXT
    with pytest.raises(KnownError, match=re.escape(says)) as refused:
        read_schedule(TEXT.replace(was, becomes, 1), "县费用.toml")
    assert "县费用.toml" in str(refused.value)
