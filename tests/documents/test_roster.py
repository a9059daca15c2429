"""The roster: every household once, sums that equal their rows, held ones marked, private values where they belong."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.documents.blocks import Gap, Table
from linkdesk.documents.cells import leaves, number
from linkdesk.documents.roster import roster
from linkdesk.documents.text import as_text
from linkdesk.domain.eligibility import held_reasons
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Severity
from tests.documents.dossiers import HELD, HOUSEHOLDS, PROBLEMS, bare, sample


def tables(document):
    return [b for s in document.sections for b in s.blocks if isinstance(b, Table)]


def column(table, label):
    return [c.label for c in leaves(table.columns)].index(label)


def test_the_roster_as_text(golden):
    golden("roster", as_text(roster(sample())))


def test_the_public_roster_as_text(golden):
    golden("roster_public", as_text(roster(sample(), masked=True)))


def test_every_household_stands_in_both_lists_once():
    people, accounts = tables(roster(sample()))
    ids = {h.id_number for h in HOUSEHOLDS}
    for table in (people, accounts):
        found = [row[column(table, "身份证号")] for row in table.rows]
        assert sorted(x for x in found if x) == sorted(ids)


@pytest.mark.parametrize("label", ["建筑面积", "面积", "间数"])
def test_subtotals_and_total_equal_their_rows(label):
    check_sums(tables(roster(sample()))[0], label)


@given(st.lists(st.tuples(st.sampled_from(["sg", "ls", "hg"]), st.decimals("0", "9999", places=4)), min_size=1, max_size=30))
def test_sums_equal_the_printed_rows_whatever_the_survey_says(rows):
    households = tuple(replace(HOUSEHOLDS[0], id=f"x{at}", village_id=village, homestead_area=area)
                       for at, (village, area) in enumerate(rows))
    check_sums(tables(roster(replace(sample(), households=households)))[0], "面积")


def check_sums(table, label):
    at = column(table, label)
    running, whole = Decimal(0), Decimal(0)
    for index, row in enumerate(table.rows):
        if index in table.subtotal_rows:
            assert number(row[at]) == running
            whole, running = whole + running, Decimal(0)
        else:
            running += number(row[at])
    assert number(table.totals[at]) == whole


def test_a_sum_of_a_part_is_marked_text_and_explained():
    table, _ = tables(roster(sample()))
    at = column(table, "家庭人口")
    assert table.totals[at] == "42＊"
    assert any("1 户未填写家庭人口" in note for note in table.notes)


def test_held_rows_are_marked_with_the_reason_and_counted():
    table, _ = tables(roster(sample()))
    at = column(table, "备注")
    held = next(row for row in table.rows if row[column(table, "户主")] == "侯生财")
    assert held[at] == "暂缓：缺家庭人口"
    assert isinstance(held[column(table, "家庭人口")], Gap)
    assert table.totals[at] == "其中暂缓 1 户"


@pytest.mark.parametrize(("code", "field", "words"), [
    ("id_checksum", "id_number", "身份证号校验位不符"), ("missing", "homestead_area", "缺宅基地面积"),
    ("out_of_range", "house_area", "房屋建筑面积超出范围"), ("not_seen_before", "rooms", "间数有误")])
def test_reasons_are_words(code, field, words):
    problem = Problem(household_id=HELD, field=field, code=code, severity=Severity.ERROR, message="间数有误。")
    dossier = replace(sample(), problems=(problem, *PROBLEMS))
    assert held_reasons(dossier, next(h for h in HOUSEHOLDS if h.id == HELD)) == (words, "缺家庭人口")


def test_a_settled_error_holds_nobody():
    settled = tuple(replace(p, settled_at=datetime(2018, 6, 1, 9)) for p in PROBLEMS)
    assert "暂缓：" not in as_text(roster(replace(sample(), problems=settled)))


def test_the_public_roster_shows_no_identity_number_account_or_phone():
    text = as_text(roster(sample(), masked=True))
    for household in HOUSEHOLDS:
        assert household.head_name in text
        assert household.id_number not in text
        assert household.bank_account not in text
        assert household.phone not in text
    assert "149923" + "*" * 8 in text


def test_the_public_roster_keeps_the_desk_s_remarks_to_itself():
    noted = tuple(replace(h, note="入户时家中无人") for h in HOUSEHOLDS)
    text = as_text(roster(replace(sample(), households=noted), masked=True))
    assert "入户时家中无人" not in text
    assert "缺家庭人口" not in text
    assert " | 暂缓\n" in text


def test_identity_numbers_and_accounts_are_text():
    for table in tables(roster(sample())):
        for row in table.rows:
            assert not any(isinstance(cell, int) and cell > 10**9 for cell in row)


def test_a_household_without_village_stands_under_a_named_heading():
    stray = replace(HOUSEHOLDS[0], village_id=None, village=None)
    table, _ = tables(roster(replace(sample(), households=(stray,))))
    assert table.rows[1][1] == "未填行政村小计"


def test_an_empty_project_has_an_empty_roster():
    people, accounts = tables(roster(bare()))
    assert people.rows == accounts.rows == ()
