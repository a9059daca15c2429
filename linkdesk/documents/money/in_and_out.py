"""资金收支表: what came in against the planned sources, what was spent against the estimate, and what was agreed against what was paid."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.annexes.sheet import order_column, summed, wide_column
from linkdesk.documents.blocks import Cell, Column, Document, Gap, Table
from linkdesk.documents.money.sheet import Row, amount, kind_word, paper, table
from linkdesk.domain.costs import YUAN
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.money_lines import MoneyBook
from linkdesk.domain.money_standing import CategoryRow, MoneyStanding, SourceRow, money
from linkdesk.domain.work_accounts import accounts

TITLE = "资金收支表"
_IN = (order_column(), Column("来源类别"), wide_column("资金来源"), amount("计划金额"), amount("到账金额"), amount("尚未到账"))
_OUT = (order_column(), wide_column("费用类别"), amount("投资估算"), amount("已支出"), amount("尚可支出"))
_AGREED = (order_column(), wide_column("对照项目"), amount("应付或预算"), amount("已付"), amount("未付"))
_HOW = ("协议兑付先计补偿、后计奖补或补助；工程款计入复垦工程；购入指标的价款计入其他。",
        "协议兑付、工程款取自各自账册，不在资金账册重复登记。")


def in_and_out(dossier: Dossier) -> Document | None:
    """The paper with its three tables; None while nothing came in, went out or was planned."""
    now = money(dossier)
    if not (now.sources or now.categories):
        return None
    return paper(dossier, "money", TITLE, _received(dossier, now), _spent(dossier, now), _agreed(dossier, now))


def _received(dossier: Dossier, now: MoneyStanding) -> Table:
    rows = tuple(_source(at, row) for at, row in enumerate(now.sources, 1))
    return table(dossier, f"{dossier.project.name}{TITLE}（一）资金来源和到账", _IN, rows, ("", "合计", "", *_sums(rows, 3)), name="来源和到账")


def _source(at: int, row: SourceRow) -> Row:
    if not row.is_planned:
        return at, kind_word(row.kind), row.name, None, row.received, None
    planned: Cell = Gap("") if row.planned is None else row.planned
    return at, kind_word(row.kind), row.name, planned, row.received, Gap("") if row.open is None else row.open


def _spent(dossier: Dossier, now: MoneyStanding) -> Table:
    rows = tuple(_category(at, row) for at, row in enumerate(now.categories, 1))
    notes = (*_HOW, *(f"{gap}。" for gap in now.gaps))
    return table(dossier, f"{dossier.project.name}{TITLE}（二）支出", _OUT, rows, ("", "合计", *_sums(rows, 2)), notes, name="支出")


def _category(at: int, row: CategoryRow) -> Row:
    if row.planned is None and not row.missing:  # nothing was estimated
        return at, str(row.category), None, row.spent, None
    unknown: Cell = Gap("") if row.planned is None else None
    return at, str(row.category), unknown or row.planned, row.spent, unknown or row.left


def _sums(rows: tuple[Row, ...], first: int) -> tuple[Cell, ...]:
    return tuple(summed(row[at] for row in rows) for at in range(first, len(rows[0]))) if rows else (Decimal(0),) * 3


def _agreed(dossier: Dossier, now: MoneyStanding) -> Table:
    rows = tuple((at, *row) for at, row in enumerate(_compared(dossier, now), 1))
    balance = f"到账合计 {now.received:,.2f} 元，支出合计 {now.spent:,.2f} 元，结余 {now.balance:,.2f} 元。"
    return table(dossier, f"{dossier.project.name}{TITLE}（三）协议合同预算对照", _AGREED, rows, None, (balance,), name="协议合同预算对照")


def _compared(dossier: Dossier, now: MoneyStanding) -> Iterator[Row]:
    """Agreements, contracts and the design's budget beside what was paid under each."""
    dues = [d for progress in dossier.progress.values() for d in progress.dues if not d.ended]
    yield _beside("双签等协议", _sum([d.agreed for d in dues]), now.paid_by(MoneyBook.HOUSEHOLDS))
    works = now.paid_by(MoneyBook.WORKS)
    yield _beside("参与主体合同", _sum([a.partner.amount for a in accounts(dossier) if a.is_paid]), works)
    design = figure("design_total", dossier)
    yield _beside("复垦设计预算（与工程款对照）", None if design.value is None else design.value * YUAN, works)


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    return None if None in amounts else sum(amounts, Decimal(0))


def _beside(name: str, owed: Decimal | None, paid: Decimal) -> Row:
    return (name, Gap(""), paid, Gap("")) if owed is None else (name, owed, paid, owed - paid)
