"""The quota book on its way out: balances and accounts, or one voucher, as PDF and Excel; that it left the house stands in the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from linkdesk.actions import quota_book
from linkdesk.actions.folders import ready_folder, safe
from linkdesk.actions.printing import as_one
from linkdesk.actions.quota_book import Balance, Wanted
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.quota_book import Heading, account_sheet, balance_sheet, voucher
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.words import ChangeKind

_MOST = 20_000  # entries on paper at once
BALANCES, BOOK, VOUCHER = "指标余额表", "指标账", "记账凭证"


def write(desk: Desk, authority_id: str, out: Path, wanted: Wanted, unit: AreaUnit = AreaUnit.HECTARE) -> list[Path]:
    """Write the balances and each account asked for into a folder: one PDF and one workbook of each."""
    many = quota_book.count(desk, authority_id, wanted)
    if not many:
        raise KnownError("指标账里没有符合条件的分录，没有写出文件。请放宽条件，或先登记下达文件。")
    if many > _MOST:
        raise KnownError(f"符合条件的分录有 {many:,} 条，超过 {_MOST:,} 条，没有写出文件。请按项目区或科目分别写出。")
    found = [b for b in quota_book.balances(desk, authority_id, wanted.until, wanted.project_id) if wanted.account in (None, b.account)]
    heading = _heading(desk, authority_id, wanted.until, unit, ())
    papers = {BALANCES: [balance_sheet(heading, [(b.owner, b.account, b.amounts) for b in found])],
              BOOK: [_account(desk, authority_id, b, wanted.until, unit) for b in found]}
    return _written(desk, out, papers)


def write_voucher(desk: Desk, entries: list[QuotaEntry], out: Path, unit: AreaUnit = AreaUnit.HECTARE) -> list[Path]:
    """Write one voucher into a folder."""
    if not entries:
        raise KnownError("还没有选中分录，没有写出凭证。请先在分录表中选中。")
    return _written(desk, out, {VOUCHER: [voucher_paper(desk, entries, unit)]})


def voucher_paper(desk: Desk, entries: list[QuotaEntry], unit: AreaUnit = AreaUnit.HECTARE) -> Document:
    """One voucher as a document."""
    first = entries[0]
    return voucher(_heading(desk, first.authority_id, first.posted_on, unit, entries), entries)


def _account(desk: Desk, authority_id: str, balance: Balance, until: date | None, unit: AreaUnit) -> Document:
    of = Wanted(balance.account, balance.project_id, until=until)
    entries = quota_book.entries(desk, authority_id, of, limit=_MOST, order="posted_on")
    paper = account_sheet(_heading(desk, authority_id, until, unit, entries), balance.owner, balance.account, entries)
    return replace(paper, subject_id=balance.id)


def _heading(desk: Desk, authority_id: str, until: date | None, unit: AreaUnit, entries: list[QuotaEntry] | tuple[()]) -> Heading:
    body = desk.store.get(Authority, authority_id)
    return Heading(body.name if body else "", until or local_day(desk.clock()), unit, quota_book.project_names(desk, authority_id),
                   quota_book.plot_codes(desk, list(entries)))


def _written(desk: Desk, out: Path, papers: dict[str, list[Document]]) -> list[Path]:
    ready_folder(out)
    desk.do(Change(f"导出{'、'.join(papers)}", kind=ChangeKind.EXPORT))  # first: what leaves the house stands in the journal
    made: list[Path] = []
    for name, documents in papers.items():
        write_pdf(documents, path := out / f"{safe(name)}.pdf")
        write_xlsx(as_one(documents, name), book := out / f"{safe(name)}.xlsx")
        made += [path, book]
    return made
