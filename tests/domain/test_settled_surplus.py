"""The surplus an acceptance fixed, in both measures, beside the one the plan expects."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import reversal
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.quotas import Quotas

Account = QuotaAccount


def entry(kind, source, target, construction, farmland):
    return QuotaEntry(authority_id="county", project_id="p", kind=kind, from_account=source, to_account=target, posted_on=date(2019, 5, 1),
                      construction=Decimal(construction) * 10000, farmland=Decimal(farmland) * 10000, number="验〔2019〕1号")


PLANNED = entry(PostingKind.PLAN, Account.OUTSIDE, Account.PLANNED_SURPLUS, "2.5", "2.2")
RETURNED = entry(PostingKind.ACCEPTANCE, Account.OUTSIDE, Account.RETURNED, "4", "3.5")
SETTLED = entry(PostingKind.SETTLEMENT, Account.RETURNED, Account.SURPLUS, "1.4", "1.1")
DELIVERED = entry(PostingKind.SETTLEMENT, Account.RETURNED, Account.SOLD, "1", "0.9")
RESERVED = entry(PostingKind.SETTLEMENT, Account.RETURNED, Account.RESERVED, "0.1", "0")


def settled(*entries):
    of = Dossier(project=Project(id="p"), on=date(2019, 6, 1), quotas=Quotas(entries=entries))
    return [figure(f"settled_surplus_{name}", of) for name in ("construction", "farmland")]


def test_what_was_sold_before_counts_as_surplus_and_the_reserve_does_not():
    assert [made.text for made in settled(PLANNED, RETURNED, SETTLED, DELIVERED, RESERVED)] == ["2.4000", "2.0000"]


def test_before_the_whole_project_has_passed_the_surplus_is_open_and_what_is_known_stands_beside_it():
    for made in settled(PLANNED, RETURNED):
        assert made.missing == "项目还没有全部验收，节余没有核定"
    assert ("批准方案的预计节余", "2.2000 公顷") in settled(PLANNED, RETURNED)[1].inputs


def test_a_settlement_that_was_taken_back_fixes_nothing():
    back = replace(reversal(SETTLED, date(2019, 5, 2), "更正", "", None), id="back")
    assert settled(PLANNED, RETURNED, SETTLED, back)[0].value is None
