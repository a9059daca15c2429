"""资金结余表: the balance of a project year by year, of all its money and of the proceeds in it."""

from __future__ import annotations

from linkdesk.documents.blocks import Column, Document
from linkdesk.documents.money.sheet import Row, amount, paper, table
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.money_standing import YearRow, money

TITLE = "资金结余表"
UNDATED = "日期不详"
_OF = ("年初结余", "本年到账", "本年支出", "年末结余")
_COLUMNS = (Column("年度"), Column("全部资金", tuple(map(amount, _OF))), Column("其中：交易收益", tuple(map(amount, _OF))))


def balances_paper(dossier: Dossier) -> Document | None:
    """The table; None while no money came or went."""
    now = money(dossier)
    if not now.years:
        return None
    first, last = now.years[0], now.years[-1]
    totals = ("合计", first.opening, now.received, now.spent, last.closing, first.proceeds_opening,
              sum(row.proceeds_received for row in now.years), sum(row.proceeds_spent for row in now.years), last.proceeds_closing)
    notes = ("年末结余＝年初结余＋本年到账－本年支出；合计行的结余为最早的年初、最近的年末。", *(f"{gap}。" for gap in now.gaps))
    return paper(dossier, "money", TITLE, table(dossier, f"{dossier.project.name}{TITLE}", _COLUMNS, tuple(map(_row, now.years)), totals, notes))


def _row(row: YearRow) -> Row:
    return (UNDATED if row.year is None else f"{row.year}年", row.opening, row.received, row.spent, row.closing,
            row.proceeds_opening, row.proceeds_received, row.proceeds_spent, row.proceeds_closing)
