"""农户受益表: what every household was agreed and received, poor households marked and summed up apart; numbers masked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Cell, Column, Document, Gap, Table, Width
from linkdesk.documents.figure_cells import known
from linkdesk.documents.money.sheet import Row, amount, paper, table
from linkdesk.documents.wording import relocation_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.figures import village_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.money_lines import MoneyBook
from linkdesk.domain.money_standing import Benefit, money, total
from linkdesk.domain.privacy import masked

TITLE = "农户受益表"
_MONEY = (amount("协议金额"), amount("协议已领"), amount("其他受益"), amount("受益合计"))
_COLUMNS = (order_column(), Column("行政村"), Column("村民小组"), Column("户主"), Column("身份证号", width=Width.WIDE),
            Column("人口", width=Width.NARROW, decimals=0), Column("建档立卡", width=Width.NARROW), Column("搬迁类型"), *_MONEY)
_KINDS = (Column("农户类别"), Column("户数", decimals=0), Column("其中已受益", decimals=0), *_MONEY)
_POOR = {True: "是", False: "否", None: "未填"}
_CALLED = {True: "建档立卡户", False: "其他农户", None: "未填是否建档立卡"}


def benefits_paper(dossier: Dossier) -> Document | None:
    """Every household by village, and the sums of poor households apart; None while there is no household."""
    found = money(dossier).benefits
    return paper(dossier, "benefits", TITLE, _households(dossier, found), _apart(dossier, found)) if found else None


def _households(dossier: Dossier, found: Sequence[Benefit]) -> Table:
    rows: list[Row] = []
    subtotals: list[int] = []
    for village, mine in grouped(found, lambda b: village_of(dossier, b.household)).items():
        at = len(rows) - len(subtotals)
        rows += (_row(dossier, at + each, benefit, village) for each, benefit in enumerate(mine, 1))
        subtotals.append(len(rows))
        rows.append(_sums(f"{village or '未填行政村'}小计", mine))
    return table(dossier, f"{dossier.project.name}{TITLE}", _COLUMNS, rows, _sums("合计", found), _notes(dossier), name="农户受益",
                 subtotal_rows=tuple(subtotals))


def _row(dossier: Dossier, at: int, benefit: Benefit, village: str) -> Row:
    h = benefit.household
    return (at, known(village), h.group or "", known(h.head_name), masked(h.id_number, Private.IDENTITY), known(h.population),
            _POOR[h.registered_poor], relocation_word(dossier, h.relocation_type), _agreed(benefit.agreed), benefit.by_agreements,
            benefit.otherwise, benefit.received)


def _agreed(value: Decimal | None) -> Cell:
    return Gap("") if value is None else value


def _sums(label: str, found: Sequence[Benefit]) -> Row:
    poor = sum(b.is_poor for b in found)
    return "", label, "", f"{len(found)} 户", "", _persons(found), f"{poor} 户", "", *_amounts(found)


def _persons(found: Sequence[Benefit]) -> Cell:
    persons = [b.household.population for b in found]
    return Gap("") if None in persons else sum(persons)


def _amounts(found: Sequence[Benefit]) -> Row:
    agreed = [b.agreed for b in found]
    sums = (sum((getattr(b, name) for b in found), Decimal(0)) for name in ("by_agreements", "otherwise", "received"))
    return Gap("") if None in agreed else sum(agreed, Decimal(0)), *sums


def _apart(dossier: Dossier, found: Sequence[Benefit]) -> Table:
    by_kind = grouped(found, lambda b: b.household.registered_poor)
    rows = tuple((called, *_counted(by_kind[kind])) for kind, called in _CALLED.items() if kind in by_kind)
    return table(dossier, f"{dossier.project.name}{TITLE}（分类汇总）", _KINDS, rows, ("合计", *_counted(found)), name="分类汇总")


def _counted(found: Sequence[Benefit]) -> Row:
    return len(found), sum(b.received > 0 for b in found), *_amounts(found)


def _notes(dossier: Dossier) -> tuple[str, ...]:
    now = money(dossier)
    ours = {b.household.id for b in now.benefits}
    elsewhere = total(line for line in now.uses if line.book is MoneyBook.HOUSEHOLDS and line.subject_id not in ours)
    collective = (f"另付集体房屋和用地的协议款 {elsewhere:,.2f} 元，不在本表。",) if elsewhere else ()
    return "协议已领为已付减去退回；其他受益为资金账册中写明农户的支出。", *collective
