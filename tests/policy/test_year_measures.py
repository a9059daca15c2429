"""R32, R33 and the targets of years, on ledgers written out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.approval import Approvals, YearTarget
from linkdesk.domain.directory import Authority
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import reversal
from linkdesk.domain.quota_words import LandPurpose, PostingKind, QuotaAccount
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.words import PovertyClass, Severity
from linkdesk.policy.check import findings
from tests.policy.dossiers import dossier, shipped

Account, D = QuotaAccount, Decimal


def entry(kind, source, target, hectares, on=date(2018, 6, 1), **more):
    told = {"project_id": "p", "number": "文〔2018〕1号"} | more
    return QuotaEntry(authority_id="county", kind=kind, from_account=source, to_account=target, construction=D(hectares) * 10000,
                      posted_on=on, **told)


def found(rule, *entries, revolving=(), sales=(), targets=(), poverty=PovertyClass.DEEPLY_POOR, on=date(2018, 12, 1), overrides=()):
    made = dossier(packs=("A",), on=on, overrides=overrides, responsible_id="county")
    made = replace(made, authorities=(Authority(name="青石县", poverty_class=poverty, id="county"),), approvals=Approvals(targets=tuple(targets)),
                   quotas=Quotas(entries=tuple(entries), revolving=tuple(revolving), county_sales=tuple(sales)))
    return [(f.severity, f.measured, f.message, f.subject_id) for f in findings(made, shipped().values()) if f.rule_id == rule]


def annual(hectares, on=date(2018, 6, 1)):
    return entry(PostingKind.USE, Account.ANNUAL_PLAN, Account.USED_URBAN, hectares, on)


def county(hectares, on=date(2018, 1, 5), back=False):
    pair = (Account.REVOLVING, Account.ISSUED) if back else (Account.OUTSIDE, Account.REVOLVING)
    return entry(PostingKind.PLAN if back else PostingKind.ISSUE, *pair, hectares, on, project_id="q" if back else None)


def test_annual_quota_taken_while_revolving_quota_is_left_is_remarked():
    taken = annual("1.5")
    ((severity, measured, message, subject),) = found("R32", taken, revolving=[county(2), county(1, back=True)])
    assert (severity, measured, subject) == (Severity.WARNING, "1.0000 公顷", taken.id)
    assert "年度周转指标还有 1.0000 公顷、项目周转指标还有 0.0000 公顷" in message


def test_what_the_project_itself_has_left_counts_and_what_came_later_does_not():
    issued = entry(PostingKind.PLAN, Account.REVOLVING, Account.ISSUED, 3)
    used = entry(PostingKind.USE, Account.ISSUED, Account.USED_RESETTLE, "2.8")
    assert found("R32", issued, used, annual("1.5"))[0][1] == "0.2000 公顷"
    assert not found("R32", annual("1.5"), revolving=[county(2, date(2018, 6, 2))])


def test_a_county_below_nothing_and_a_use_taken_back_have_nothing_left():
    taken = annual(1)
    assert not found("R32", taken, revolving=[county(1), county(5, back=True)])
    assert not found("R32", taken, reversal(taken, date(2018, 7, 1), "错", "某", None), revolving=[county(2)])


def surplus(purpose, account=Account.SURPLUS):
    return entry(PostingKind.USE, account, Account.USED_URBAN, 1, purpose=purpose)


@pytest.mark.parametrize(("used", "measured"), [
    (surplus(LandPurpose.INDUSTRY), "1.0000 公顷"), (surplus(None), "1.0000 公顷"), (surplus(LandPurpose.RELOCATION), None),
    (surplus(LandPurpose.INDUSTRY, Account.CITY_SHARE), None), (surplus(LandPurpose.COMMERCE, Account.COUNTY_SHARE), "1.0000 公顷")])
def test_a_deeply_poor_county_keeps_its_surplus_for_relocation_and_trade(used, measured):
    assert [m for _, m, _, _ in found("R33", used)] == ([measured] if measured else [])


def test_whether_a_poor_county_has_much_to_reclaim_must_be_said():
    used = surplus(LandPurpose.INDUSTRY)
    ((severity, measured, message, _),) = found("R33", used, poverty=PovertyClass.POOR)
    assert (severity, measured) == (Severity.NOTE, "资料不足")
    assert "复垦潜力大的贫困县" in message

    def told(text):
        return found("R33", used, poverty=PovertyClass.POOR, overrides=[PolicyOverride(pack_id="A", name="high_potential_county", value=text)])
    assert [m for _, m, _, _ in told("是")] == ["1.0000 公顷"]
    assert not told("否")
    assert not found("R33", used, poverty=PovertyClass.NONE)


def test_a_target_whose_years_are_over_is_measured_by_what_was_sold():
    target = YearTarget(authority_id="county", from_year=2018, to_year=2019, area=D(1000), done=D(300), document="文")
    sale = entry(PostingKind.SALE, Account.PLANNED_SURPLUS, Account.SOLD_TO_DELIVER, "40", date(2019, 4, 1), trade_id="t")  # 600 mu
    assert not found("R-TARGET", sales=[sale], targets=[target], on=date(2019, 12, 31))
    ((severity, measured, message, subject),) = found("R-TARGET", sales=[sale], targets=[target], on=date(2020, 1, 1))
    assert (severity, measured, subject) == (Severity.WARNING, "100.00 亩", target.id)
    assert message.startswith("2018—2019 年任务 1,000.00 亩，差 100.00 亩：")
    assert not found("R-TARGET", sales=[sale], targets=[replace(target, done=D(400))], on=date(2020, 1, 1))
