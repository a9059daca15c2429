"""审计清单: every amount of a project's money with voucher, document and who entered it, for finance and audit offices (B §三(一))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from linkdesk.documents.annexes.sheet import order_column, wide_column
from linkdesk.documents.blocks import Column, Document, Table
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.documents.money.proceeds import doubts
from linkdesk.documents.money.sheet import Row, amount, kind_word, paper, table
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.money_lines import MoneyBook, MoneyLine
from linkdesk.domain.money_standing import MoneyStanding, money
from linkdesk.domain.privacy import without_numbers

TITLE = "审计清单"
_COLUMNS = (order_column(), Column("日期"), Column("账册"), wide_column("事项"), wide_column("付款方或收款人"), Column("资金类别"), Column("凭证号"),
            wide_column("依据文件"), amount("到账"), amount("支出"), wide_column("登记人、登记时间"), wide_column("核对"))
_CORRECTED = (order_column(), Column("账册"), Column("日期"), Column("凭证号"), amount("金额"), wide_column("更正人、更正时间"),
              wide_column("更正原因"))


def audit_list(dossier: Dossier) -> Document | None:
    """Every amount that counts, by the day, then every entry that was corrected; None while there is neither."""
    now, corrected = money(dossier), tuple(_corrected(dossier))
    lines = [*((line, True) for line in now.receipts), *((line, False) for line in now.uses)]
    if not lines and not corrected:
        return None
    return paper(dossier, "audit", TITLE, _amounts(dossier, now, sorted(lines, key=_by_day)), *_corrections(dossier, corrected))


def _by_day(pair: tuple[MoneyLine, bool]) -> tuple:
    return pair[0].order


def _amounts(dossier: Dossier, now: MoneyStanding, lines: list[tuple[MoneyLine, bool]]) -> Table:
    rows = tuple(_row(at, line, came_in, now) for at, (line, came_in) in enumerate(lines, 1))
    totals = ("", "合计", "", "", "", "", "", "", now.received, now.spent, "", "")
    notes = (f"共 {len(rows)} 笔；结余 {now.balance:,.2f} 元。支出栏的负数为退回的款项。", *(f"{gap}。" for gap in now.gaps))
    return table(dossier, f"{dossier.project.name}{TITLE}", _COLUMNS, rows, totals, notes, name="逐笔清单")


def _row(at: int, line: MoneyLine, came_in: bool, now: MoneyStanding) -> Row:
    return (at, known(dated(line.day)), str(line.book), line.what, without_numbers(line.party), kind_word(line.kind), known(line.voucher),
            without_numbers(line.document), line.amount if came_in else None, None if came_in else line.amount,
            _entered(line.officer, line.entered_at), "；".join(remarks(line, now)))


def _entered(officer: str, at: datetime | None) -> str:
    return f"{officer} {at:%Y-%m-%d %H:%M}".strip() if at else officer


def remarks(line: MoneyLine, now: MoneyStanding) -> list[str]:
    """What an auditor will ask about an amount, in words; nothing when it is in order."""
    before = line.entity == "agreement"  # paid before the desk began: its own ledger has day and voucher
    found = [words for words, holds in (("没有日期", line.day is None), ("没有凭证号", not line.voucher.strip()),
                                        ("没有依据文件", not line.document.strip())) if holds and not before]
    if before:
        found = ["接收前已付，凭证见原台账"]
    return found + (doubts(line, now) if line.of_proceeds and line.book is MoneyBook.USES else [])


def _corrected(dossier: Dossier) -> Iterator[Row]:
    """The entries of each book that do not count any more, with who corrected them and why."""
    quotas = dossier.quotas
    for book, entries, day in ((MoneyBook.RECEIPTS, quotas.receipts, "received_on"), (MoneyBook.USES, quotas.fund_uses, "paid_on"),
                               (MoneyBook.TRADES, quotas.trade_payments, "paid_on"), (MoneyBook.WORKS, dossier.carrying.payments, "paid_on")):
        for answer in (e for e in entries if e.revokes_id):
            wrong = next((e for e in entries if e.id == answer.revokes_id), answer)
            yield (str(book), dated(getattr(wrong, day)), wrong.voucher, wrong.amount or Decimal(0),
                   _entered(answer.officer_name, answer.entered_at), without_numbers(answer.note))


def _corrections(dossier: Dossier, found: tuple[Row, ...]) -> tuple[Table, ...]:
    rows = tuple((at, *row) for at, row in enumerate(found, 1))
    title = f"{dossier.project.name}{TITLE}（更正记录）"
    return (table(dossier, title, _CORRECTED, rows, None, ("更正前后的记录都不计入收支。",), name="更正记录"),) if rows else ()
