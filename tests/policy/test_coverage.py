"""Every sentence that binds has a row: rows are counted per clause, so that none is lost unseen."""

from collections import Counter

import pytest

from linkdesk.policy.compliance import coverage
from linkdesk.policy.terms import RowStatus
from tests.policy.dossiers import shipped

# clause → rows checked, by a person, background
A = {"一": (7, 3, 3), "二(一)": (1, 10, 0), "二(二)": (10, 2, 0), "二(三)": (1, 2, 0), "三(一)": (5, 8, 0),
     "三(二)": (9, 5, 0), "三(三)": (5, 2, 1), "三(四)": (2, 11, 0), "四(一)": (0, 5, 0), "四(二)": (0, 15, 0),
     "四(三)": (0, 3, 0)}
B = {"一": (0, 3, 2), "二(一)": (13, 12, 0), "二(二)": (2, 6, 1), "二(三)": (5, 2, 0), "二(四)": (10, 0, 1),
     "二(五)": (2, 0, 1), "二(六)": (1, 9, 1), "二(七)": (3, 13, 0), "三(一)": (2, 16, 2), "三(二)": (1, 9, 0),
     "三(三)": (1, 4, 0)}
TOTALS = {"A": (40, 66, 4), "B": (40, 74, 8)}


@pytest.mark.parametrize(("pack_id", "expected"), [("A", A), ("B", B)])
def test_each_clause_has_its_rows(pack_id, expected):
    counted = {clause: tuple(rows[status] for status in RowStatus) for clause, rows in coverage(shipped()[pack_id]).items()}
    assert counted == expected
    assert tuple(map(sum, zip(*counted.values(), strict=True))) == TOTALS[pack_id]


def test_the_rules_of_this_stage_are_checked():
    rules = Counter((pack.id, rule) for pack in shipped().values() for row in pack.rows for rule in row.rules)
    money = {("LD", "funds-balance"), ("LD", "investment-once"), ("LD", "reward-once")}
    money |= {*(("LD", rule) for rule in ("funds-short", "funds-over", "proceeds-covered")), ("B", "funds-budget"), ("B", "funds-audit"),
              *(("A", f"R35{part}") for part in ("", "-budget", "-benefit"))}
    housing = {("A", rule) for rule in ("housing_area_limit", "self_funding_person", "self_funding_household")}
    balance = {("A", rule) for rule in "R01 R01-farmland R01-zones R02-new R03 R03-equal R04 R04-equal R14 R14-layout R18 R18-refusal "
               "R29 R30 R30-direction".split()} | {("LD", rule) for rule in ("R01-rows", "R07-uses", "R11", "surplus-short")} | {
        ("N138", "R03"), ("N138", "R04"), ("N138", "R11")}
    plan = {("B", rule) for rule in ("R02", "R02-new", "R18", "R18-refusal", "R37", "R37-villages", "R39")}
    plan |= {("B", f"R37-{part}") for part in "place area scale links texts potential".split()}
    spatial = {("LD", f"R12{part}") for part in ("", "-trace", "-boundary", "-sliver", "-code", "-code-elsewhere")}
    design = {*(("A", f"R19{part}") for part in ("", "-works", "-acceptance")),
              *(("LD", f"design-{part}") for part in "plots area cost slope soil quality works once".split())}
    advances = {*(("B", f"R09{part}") for part in ("", "-plan", "-conditions")), ("LD", "obligation-late")}
    trades = {*((p, rule) for p in "AB" for rule in ("R10", "R10-guide", "R31", "R34")), ("A", "R40"), ("A", "trade-late"), ("B", "R36")}
    ledger = {*(("A", rule) for rule in ("R20", "R21", "R22", "trade-rights")), ("B", "trade-announced"), ("B", "city-share")}
    years = {("A", rule) for rule in ("R32", "R33", "R-TARGET")}
    clocks = {(pack.id, rule.id) for pack in shipped().values() for rule in pack.rules if rule.clock}
    approvals = {("A", "R17-assembly"), ("B", "R17-assembly"), ("B", "consult-all"), ("A", "R41-land"), ("B", "R41-advance"), ("B", "R41-quota"),
                 *(("LD", f"consult-{part}") for part in ("late", "reason")), ("LD", "hearing-record"),
                 *(("LD", f"resolution-{part}") for part in "missing paper votes villagers representatives".split())}
    rules = set(rules) - spatial - design - advances - trades - years - ledger - clocks - approvals
    rules -= {("LD", "R23-place"), ("LD", "settlement-ready"), ("B", "R38")}
    assert set(rules) == {("A", "R02"), ("A", "plan_period"), ("B", "R05"), ("B", "R06"), ("B", "R07"), ("B", "R17"),
                          ("B", "plan_period"), ("N138", "R02"), ("LD", "R13"), ("LD", "R13-share"), ("LD", "R23"), *housing, *money,
                          *balance, *plan}


def test_what_is_known_only_from_memory_is_marked_so():
    national = shipped()["N138"]
    assert all("待核实" in row.note for row in national.rows)
    assert {item.certainty for item in (*national.rules, *national.values, *national.chains, *national.clocks)} == {"待核实"}


def test_only_the_programs_own_checks_apply_unasked():
    assert [pack.id for pack in shipped().values() if pack.always] == ["LD"]


@pytest.mark.parametrize("pack", shipped().values(), ids=lambda p: p.id)
def test_rows_say_something_of_their_own(pack):
    says = Counter(row.says for row in pack.rows)
    assert not [text for text, times in says.items() if times > 1]
    assert all(len(row.says) <= 40 and not row.says.endswith("。") for row in pack.rows)
