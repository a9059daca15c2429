"""Numbers of persons typed into free texts of quota, trades and money: masked in journal titles, on paper and in plain output."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import funds_book, quota_entries, signed_trades, trades
from linkdesk.commands import run
from linkdesk.documents.money import money_papers
from linkdesk.documents.text import as_text
from linkdesk.domain.quota_accounts import Amounts
from tests.actions import traded
from tests.actions.quota_books import county_of

NUMBERS = IDENTITY, ACCOUNT = "142301198001010019", "6222020000000000017"
TYPED = f"张某 {IDENTITY} 账号 {ACCOUNT}"


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """A county where numbers of a person were typed wherever texts are free."""
    desk, id_ = traded.selling(tmp_path_factory.mktemp("county"))
    trade = traded.signed(desk, traded.drafted(desk, id_, title=f"转让 {TYPED}", counterpart=TYPED))
    traded.paid(desk, trade, 1_000_000, voucher="P1")
    desk.do(quota_entries.issue(desk, county_of(desk, id_), date(2018, 6, 1), f"文号 {TYPED}", TYPED, 2018, Amounts(Decimal(10000))))
    desk.do(funds_book.receive(desk, id_, funds_book.Received(payer=TYPED, amount="10", received_on="2018-06-01", voucher="R1", number=TYPED)))
    desk.do(funds_book.spend(desk, id_, funds_book.Spent(payee=TYPED, amount="1", paid_on="2018-06-02", voucher="Z1", note=TYPED,
                                                         budget_item=TYPED, trade_id=trade.id), sure=True))
    desk.do(signed_trades.terminate(desk, trades.plan_rows.newest(desk, trade), date(2018, 6, 5), TYPED))
    yield desk, id_
    desk.close()


def shows_none(text):
    return [number for number in NUMBERS if number in text.replace(" ", "")] == []


def test_titles_of_the_journal_show_none(county):
    desk, _ = county
    titles = [act.title for act in desk.store.history(100)]
    assert any("登记签订：转让 张某" in title for title in titles)
    assert shows_none("\n".join(titles))


def test_money_papers_show_none(county):
    desk, id_ = county
    papers = money_papers(desk.dossier(id_))
    assert papers
    assert all(shows_none(as_text(paper)) for paper in papers)


@pytest.mark.parametrize("verb", [("quota", "entries"), ("quota", "pending"), ("quota", "balance"), ("year", "show", "--year", "2018")])
def test_plain_output_shows_none(county, capsys, verb):
    desk, _ = county
    assert run(["--data", str(desk.folder), *verb]) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert shows_none(out)
