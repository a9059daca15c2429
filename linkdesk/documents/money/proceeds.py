"""交易收益收支明细 payment by payment, and 收益用途表: what proceeds of trades were spent on, use by use (A §三(三))."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.documents.annexes.sheet import order_column, wide_column
from linkdesk.documents.blocks import Column, Document, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.documents.money.sheet import Row, amount, paper, table
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.money_lines import MoneyLine
from linkdesk.domain.money_standing import MoneyStanding, money, total
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.proceeds import Lot, astray
from linkdesk.domain.quota_words import ProceedsPurpose

PROCEEDS, PURPOSES = "交易收益收支明细", "收益用途表"
UNNAMED = "没有写明"
_SPENT = (*ProceedsPurpose, None)
_LOTS = (order_column(), Column("到账日期"), Column("交易协议", width=Width.WIDE), wide_column("付款方"), Column("款项"), Column("凭证号"),
         amount("到账金额"), Column("已支出", (*(amount(str(p or UNNAMED)) for p in _SPENT), amount("合计"))), amount("未支出"))
_BY_PURPOSE = (order_column(), wide_column("用途"), Column("笔数", decimals=0), amount("支出金额"))
_USES = (order_column(), Column("支出日期"), Column("用途"), wide_column("预算科目和文号"), Column("费用类别"), wide_column("收款人"),
         Column("凭证号"), amount("支出金额"), Column("对应的到账凭证"), wide_column("核对"))


def proceeds_paper(dossier: Dossier) -> Document | None:
    """Every payment of proceeds with what of it was spent, first in first out; None while none came in."""
    now = money(dossier)
    if not now.lots:
        return None
    rows = tuple(_lot(at, lot) for at, lot in enumerate(now.lots, 1))
    totals = ("", "合计", "", "", "", "", *(sum((row[at] for row in rows), Decimal(0)) for at in range(6, len(rows[0]))))
    notes = ("支出先用先到账的收益；写明了交易的支出只用该交易的收益。", *_short(now))
    return paper(dossier, "money", PROCEEDS, table(dossier, f"{dossier.project.name}{PROCEEDS}", _LOTS, rows, totals, notes))


def _lot(at: int, lot: Lot) -> Row:
    p = lot.payment
    return (at, dated(p.day), p.document, without_numbers(p.party), p.what, p.voucher, p.amount,
            *(lot.spent_on(purpose) for purpose in _SPENT), lot.spent, lot.left)


def _short(now: MoneyStanding) -> tuple[str, ...]:
    return tuple(f"凭证 {use.voucher} 的支出有 {short:,.2f} 元没有对应的到账收益。" for use, short in now.drawn.short)


def purposes_paper(dossier: Dossier) -> Document | None:
    """What proceeds were spent on, by purpose and use by use; None while none were spent."""
    now = money(dossier)
    if not now.of_proceeds:
        return None
    return paper(dossier, "money", PURPOSES, _by_purpose(dossier, now), _each(dossier, now))


def _by_purpose(dossier: Dossier, now: MoneyStanding) -> Table:
    found = [(purpose, [use for use in now.of_proceeds if use.purpose is purpose]) for purpose in _SPENT]
    rows = tuple((at, str(purpose or UNNAMED), len(mine), total(mine)) for at, (purpose, mine) in enumerate(found, 1))
    totals = ("", "合计", len(now.of_proceeds), total(now.of_proceeds))
    notes = ("收益经预算列支，用于巩固脱贫攻坚成果和实施乡村振兴战略（A §三(三)）。",) if "A" in dossier.project.packs else ()
    return table(dossier, f"{dossier.project.name}{PURPOSES}（一）按用途", _BY_PURPOSE, rows, totals, notes, name="按用途")


def _each(dossier: Dossier, now: MoneyStanding) -> Table:
    rows = tuple(_use(at, use, now) for at, use in enumerate(now.of_proceeds, 1))
    totals = ("", "合计", "", "", "", "", "", total(now.of_proceeds), "", "")
    return table(dossier, f"{dossier.project.name}{PURPOSES}（二）逐笔", _USES, rows, totals, name="逐笔用途")


def _use(at: int, use: MoneyLine, now: MoneyStanding) -> Row:
    from_ = "、".join(d.payment.voucher for d in now.drawn.draws if d.use.id == use.id)
    return (at, dated(use.day), str(use.purpose or UNNAMED), known(without_numbers(use.budget_item)), use.what,
            without_numbers(use.party), use.voucher,
            use.amount, from_, "；".join(doubts(use, now)) or "符合")


def doubts(use: MoneyLine, now: MoneyStanding) -> list[str]:
    """What is to be put right about a use of proceeds, in words."""
    short = any(each.id == use.id for each, _ in now.drawn.short)
    return [words for words, holds in (("用途不在规定的两项以内", astray(use)), ("没有预算科目", not use.budget_item.strip()),
                                       ("没有对应的到账", short)) if holds]
