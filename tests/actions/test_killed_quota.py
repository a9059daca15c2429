"""A program killed while it posts to the quota book, signs a trade or closes a year leaves all of it or nothing, and it is done again."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from linkdesk.actions import quota_entries, quota_years, trades
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import BookClosing, QuotaEntry
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.trade import Trade
from tests.actions import traded
from tests.actions.quota_books import county_of

ROOT = Path(__file__).parents[2]
ENTRIES = 1000
_OPENED = """
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from linkdesk.actions import quota_entries, quota_years, trades
from linkdesk.desk import Desk
from linkdesk.domain.directory import Officer
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.trade import Trade
from tests.actions.traded import SIGNED_ON
from tests.actions.walked_matters import NOON

def said(*words):
    print(*words, flush=True)

desk = Desk.open(Path(sys.argv[1]), lambda: NOON)
desk.sign_in(desk.store.load(Officer)[0])
said("open")
flow = QuotaAccount.OUTSIDE, QuotaAccount.ANNUAL_PLAN
change = {change}
said("made")
desk.do(change, said)
said("done")
sys.stdin.read()
"""
POSTING = _OPENED.format(change=f"""quota_entries.change_of("下达", [
    quota_entries.entry_of(desk, sys.argv[2], None, PostingKind.ISSUE, flow, Amounts(Decimal(10000)), date(2018, 6, 1), f"文{{at}}号", "")
    for at in range({ENTRIES})], desk.as_of())""")
SIGNING = _OPENED.format(change="trades.sign(desk, desk.store.load(Trade)[0], SIGNED_ON)")
CLOSING = _OPENED.format(change="quota_years.close_year(desk, sys.argv[2], 2018)")


def killed_after(lines, program, *arguments):
    """Start a program and kill it as soon as it has said so many lines; what else it said by then does not matter."""
    with subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], cwd=ROOT, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as running:
        for _ in range(lines):
            assert running.stdout.readline(), "the program ended by itself"
        running.kill()


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """A seller with a trade to be signed, and its county."""
    desk, project_id = traded.selling(tmp_path_factory.mktemp("killed"))
    traded.drafted(desk, project_id)
    yield desk, county_of(desk, project_id)
    desk.close()


LINES = 2, 3, 4  # the change is made, its rows are being written, and the last word of the writing is said


@pytest.mark.parametrize("lines", LINES)
def test_killed_while_posting_a_thousand_entries(county, lines):
    desk, body = county
    there = desk.store.count(QuotaEntry)
    killed_after(lines, POSTING, desk.folder, body)
    desk.as_of()
    assert desk.store.count(QuotaEntry) - there in (0, ENTRIES)
    assert desk.store.verify() == []


def test_killed_while_signing_a_trade(county):
    desk, _ = county
    for lines in LINES:
        killed_after(lines, SIGNING, desk.folder)
        desk.as_of()
        if _is_signed(desk):
            break
    else:
        desk.do(trades.sign(desk, desk.store.load(Trade)[0], traded.SIGNED_ON))
    assert _is_signed(desk)


def _is_signed(desk):
    """Whether the trade is signed; its sale stands in the book if so, and only then."""
    signed = desk.store.load(Trade)[0].signed_on is not None
    assert desk.store.count(QuotaEntry, kind=PostingKind.SALE) == signed
    assert desk.store.verify() == []
    return signed


def test_killed_while_closing_a_year(county):
    desk, body = county
    for lines in LINES:
        killed_after(lines, CLOSING, desk.folder, body)
        desk.as_of()
        if desk.store.count(BookClosing):
            break
    else:
        desk.do(quota_years.close_year(desk, body, 2018))
    assert desk.store.count(BookClosing) == 1
    with pytest.raises(KnownError, match="已年结"):
        desk.do(quota_entries.issue(desk, body, date(2018, 7, 1), "岚政〔2018〕30号", "", 2018, Amounts(Decimal(10000))))
    assert desk.store.verify() == []
