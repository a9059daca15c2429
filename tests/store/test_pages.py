"""A part of a long list comes narrowed and counted by the database, in the order asked, and no row twice."""

from datetime import date

import pytest

from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.store import connect


@pytest.fixture
def store(tmp_path):
    county = Authority(name="岚川县人民政府")
    rows = [QuotaEntry(authority_id=county.id, posted_on=date(2018, 1 + n % 12, 1 + n % 28), number=f"{n}号", year=2018 + n % 2,
                       from_account=QuotaAccount.OUTSIDE if n % 3 else QuotaAccount.REVOLVING,
                       to_account=QuotaAccount.REVOLVING if n % 3 else QuotaAccount.ISSUED, kind=PostingKind.ISSUE) for n in range(50)]
    with connect(tmp_path / "工作区") as opened:
        opened.apply(Change("登记", after=(county, *rows)), officer="王敏")
        opened.rows = rows
        yield opened


def test_pages_hold_every_row_once_in_order(store):
    pages = [store.page(QuotaEntry, order="-posted_on", limit=7, offset=at) for at in range(0, 56, 7)]
    found = [e for page in pages for e in page]
    assert sorted(e.id for e in found) == sorted(e.id for e in store.rows)
    assert [e.posted_on for e in found] == sorted((e.posted_on for e in found), reverse=True)
    assert pages[-1][1:] == []


def test_rows_are_narrowed_and_counted_alike(store):
    until, side = ("posted_on", date(2018, 6, 30)), (("from_account", "to_account"), QuotaAccount.ISSUED)
    wanted = [e for e in store.rows if e.posted_on <= until[1] and e.to_account is QuotaAccount.ISSUED and e.year == 2018]
    assert wanted
    assert store.counted(QuotaEntry, until=until, either=side, year=2018) == len(wanted)
    assert {e.id for e in store.page(QuotaEntry, until=until, either=side, year=2018)} == {e.id for e in wanted}
    assert store.counted(QuotaEntry, since=("posted_on", date(2018, 7, 1))) == sum(e.posted_on.month > 6 for e in store.rows)
    assert store.counted(QuotaEntry, year=1999) == 0
