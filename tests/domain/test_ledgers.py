"""The seven ledgers: what stands in them, and sums that agree with their lines and with each other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.figures import figure
from linkdesk.domain.ledgers import LEDGERS, LedgerKind, sums_by
from linkdesk.domain.ledgers.lines import by_group, by_village, sums
from linkdesk.domain.words import AgreementState, LeftOutReason
from tests.domain.ledger_dossier import dossier


@pytest.fixture(scope="module")
def made():
    return {kind: make(dossier()) for kind, make in LEDGERS.items()}


def line(ledger, name):
    values = next(each.values for each in ledger.lines if each.values[ledger.at("name")] == name)
    return dict(zip((c.name for c in ledger.columns), values, strict=True))


def test_every_household_and_collective_stands_in_the_first_ledger_by_village_and_group(made):
    ledger = made[LedgerKind.SIGNING]
    assert [(x.village, x.group, x.values[2]) for x in ledger.lines] == [
        ("上沟村", "一组", "甲"), ("上沟村", "一组", "丙"), ("上沟村", "二组", "乙"), ("上沟村", "村集体", "旧小学"),
        ("柳村", "一组", "丁"), ("柳村", "一组", "己"), ("柳村", "二组", "戊")]


def test_stages_and_troubles_stand_in_the_first_ledger(made):
    ledger = made[LedgerKind.SIGNING]
    stages = {x.values[ledger.at("name")]: x.values[ledger.at("stage")] for x in ledger.lines}
    assert stages == {"甲": "拆除款已付", "乙": "已拆除；逾期", "丙": "部分签字；逾期", "旧小学": "已印制", "丁": "已印制",
                      "己": "已撤回", "戊": "未拟订"}
    assert line(ledger, "甲")["旧房拆除协议_on"] == date(2018, 5, 3)
    assert line(ledger, "丙")["宅基地复垦协议_on"] is None


def test_demolition_tells_way_acceptance_and_whether_in_time(made):
    ledger = made[LedgerKind.DEMOLITION]
    assert {x.values[ledger.at("name")] for x in ledger.lines} == {"甲", "乙", "丙"}
    assert (line(ledger, "甲")["way"], line(ledger, "甲")["result"], line(ledger, "甲")["in_time"]) == ("自行", "合格", "是")
    assert (line(ledger, "乙")["result"], line(ledger, "乙")["in_time"]) == ("", "逾期")


def test_areas_of_the_third_ledger_are_rounded_once_and_add_up(made):
    ledger = made[LedgerKind.RECLAMATION]
    assert sums(ledger).values[ledger.at("area")] == Decimal("200.01") * len(ledger.lines)


def test_money_is_agreed_payable_paid_and_open(made):
    got = line(made[LedgerKind.PAID], "甲")
    assert (got["agreed_demolish"], got["agreed_reclaim"], got["payable"], got["not_yet"], got["paid"], got["remaining"]) == (
        Decimal("30000.00"), Decimal("15000.00"), Decimal("30000.00"), Decimal("15000.00"), Decimal("30000.00"), Decimal(0))
    assert (got["batches"], got["vouchers"], got["paid_on"]) == ("批-1", "凭-7", date(2018, 8, 2))
    assert line(made[LedgerKind.PAID], "乙")["payable"] == 0


def test_who_has_not_signed_and_why(made):
    ledger = made[LedgerKind.UNSIGNED]
    reasons = {x.values[ledger.at("name")]: x.values[ledger.at("reason")] for x in ledger.lines}
    assert reasons == {"丙": "未登记原因", "旧小学": "未登记原因", "丁": "本人外出", "己": "已撤回", "戊": "尚未拟订"}
    assert line(ledger, "丙")["unsigned"] == "复垦协议"


def test_changes_and_printings_stand_by_the_day(made):
    changes = made[LedgerKind.CHANGES]
    assert [(x.values[changes.at("what")], x.values[changes.at("repaid")]) for x in changes.lines] == [("撤回", Decimal("12.34"))]
    stamps = made[LedgerKind.STAMPS]
    assert sums(stamps).values[stamps.at("copies")] == 8


@pytest.mark.parametrize("kind", LedgerKind)
def test_sums_by_group_by_village_and_of_all_agree_to_the_fen(made, kind):
    ledger = made[kind]
    whole = sums(ledger)
    for key in (by_village, by_group):
        parts = sums_by(ledger, key)
        assert sum(p.count for p in parts) == whole.count
        for at, total in enumerate(whole.values):
            assert total is None or sum(p.values[at] for p in parts) == total


def test_agreed_is_payable_and_not_yet_in_every_line_and_sum(made):
    ledger = made[LedgerKind.PAID]
    agreed = [ledger.at("agreed_demolish"), ledger.at("agreed_reclaim")]
    for each in (*(x.values for x in ledger.lines), sums(ledger).values):
        assert sum((each[at] or 0 for at in agreed), Decimal(0)) == each[ledger.at("payable")] + each[ledger.at("not_yet")]


def test_ledgers_agree_with_each_other(made):
    signing, unsigned = made[LedgerKind.SIGNING], made[LedgerKind.UNSIGNED]
    signed = {x.subject_id for x in signing.lines} - {x.subject_id for x in unsigned.lines}
    assert signed == {"甲", "乙"}
    paid = made[LedgerKind.PAID]
    assert {x.subject_id for x in paid.lines} == {x.subject_id for x in signing.lines if x.values[signing.at("stage")] != "未拟订"}


def test_who_was_left_out_or_moved_away_keeps_his_line_of_money():
    whole = dossier()
    first, _second, *others = whole.households
    left = replace(whole, households=tuple(others), left_out=(replace(first, left_out=LeftOutReason.UNWILLING),))  # the second moved away
    paid = LEDGERS[LedgerKind.PAID](left)
    assert line(paid, "甲")["paid"] == 30000
    assert {x.subject_id for x in paid.lines} == {x.subject_id for x in LEDGERS[LedgerKind.PAID](whole).lines}


def test_what_has_ended_is_agreed_no_more_and_the_ledger_agrees_with_the_totals(made):
    ended = line(made[LedgerKind.PAID], "己")
    assert (ended["agreed_demolish"], ended["payable"]) == (0, 0)
    total = sums(made[LedgerKind.PAID])
    agreed = [total.values[at] for at, c in enumerate(made[LedgerKind.PAID].columns) if c.name.startswith("agreed_")]
    assert sum(agreed) == figure("agreement_total", dossier()).value


def test_a_paper_taken_over_without_amount_is_agreed_at_what_was_paid():
    whole = dossier()
    taken = tuple(replace(a, state=AgreementState.TAKEN_OVER, persons=None, rate=None, amount=None, paid_before=Decimal(8000))
                  if a.household_id == "丁" else a for a in whole.agreements)
    got = line(LEDGERS[LedgerKind.PAID](replace(whole, agreements=taken)), "丁")
    money = [got[name] for name in ("agreed_demolish", "agreed_reclaim", "payable", "not_yet", "paid", "remaining")]
    assert money == [8000, 8000, 16000, 0, 16000, 0]
