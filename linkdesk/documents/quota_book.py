"""Papers of the quota book: balances on a day (余额表), each account with its running balance (指标账), vouchers (记账凭证)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from linkdesk.documents.annexes.sheet import SIGNERS, order_column, wide_column
from linkdesk.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    FieldGrid,
    PageKind,
    Paragraph,
    Section,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.cells import dated
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, Amounts, amounts_of
from linkdesk.domain.quota_words import QuotaAccount

Row = tuple[Cell, ...]
ROUNDED = "余额按平方米累计后再四舍五入，与各行相加可能有末位差。"
IN, OUT = "转入", "转出"
_GRADE = fields_of(QuotaEntry)["grade"]


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose book it is, until which day, in which unit, and what projects and plots are called."""

    county: str
    on: date
    unit: AreaUnit = AreaUnit.HECTARE
    projects: Mapping[str, str] = field(default_factory=dict)
    plots: Mapping[str, str] = field(default_factory=dict)

    @property
    def unit_line(self) -> str:
        """The unit at the right above a table."""
        return f"面积单位：{self.unit}"

    @property
    def measures(self) -> tuple[Column, ...]:
        """The four areas as columns."""
        return tuple(Column(fields_of(QuotaEntry)[name].label, decimals=self.unit.decimals) for name in MEASURES)

    def areas(self, amounts: Amounts) -> tuple[Decimal, ...]:
        """The four areas as printed leaves."""
        return tuple(self.unit.of(value) for value in amounts.values)


def balance_sheet(heading: Heading, balances: Iterable[tuple[str, QuotaAccount, Amounts]]) -> Document:
    """余额表: whose account, which, and what stands on it; accounts are not added up, they hold the same land at different stages."""
    columns = (order_column(), wide_column("账户所属"), Column("科目", width=Width.WIDE), *heading.measures)
    rows = tuple((at, owner, str(account), *heading.areas(amounts)) for at, (owner, account, amounts) in enumerate(balances, 1))
    title = f"{heading.county}指标余额表"
    table = Table(columns, rows, title=title, unit=heading.unit_line, filled_by=heading.county, signers=SIGNERS,
                  notes=(f"注1：截至 {heading.on}。", "注2：同一面积在不同环节记入不同科目，各科目余额不相加。"), name="余额表")
    return _paper("quota_balances", title, table)


def account_sheet(heading: Heading, owner: str, account: QuotaAccount, entries: Sequence[QuotaEntry]) -> Document:
    """指标账: every entry of one account in the order of the days, the balance behind each."""
    columns = (order_column(), Column("日期"), Column("事项"), Column("方向", width=Width.NARROW), Column("对方科目", width=Width.WIDE),
               Column("文号", width=Width.WIDE), Column("地块"), Column("发生额", heading.measures), Column("余额", heading.measures))
    title = f"{heading.county}指标账：{account}（{owner}）"
    rows, stood = [], Amounts()
    for at, entry in enumerate(entries, 1):
        came = entry.to_account is account
        stood += amounts_of(entry) if came else -amounts_of(entry)
        rows.append(_line(heading, at, entry, came, stood))
    table = Table(columns, tuple(rows), title=title, unit=heading.unit_line, filled_by=heading.county, signers=SIGNERS,
                  notes=(f"注1：截至 {heading.on}。", f"注2：{ROUNDED}"), name=f"{account}")
    return _paper("quota_account", title, table)


def _line(heading: Heading, at: int, entry: QuotaEntry, came: bool, stood: Amounts) -> Row:
    other = entry.from_account if came else entry.to_account
    return (at, dated(entry.posted_on), str(entry.kind), IN if came else OUT, str(other), entry.number,
            heading.plots.get(entry.plot_id or "", ""), *heading.areas(amounts_of(entry)), *heading.areas(stood))


def voucher(heading: Heading, entries: Sequence[QuotaEntry]) -> Document:
    """记账凭证: the entries made together, with the document they stand on and who entered them."""
    first = entries[0]
    grid = FieldGrid((("日期", dated(first.posted_on)), ("事项", str(first.kind)), ("文号", first.number), ("依据文件", first.document),
                      ("指标年度", str(first.year or "")), ("登记人", first.officer_name), ("说明", first.note)))
    columns = (order_column(), Column("转出科目", width=Width.WIDE), Column("转入科目", width=Width.WIDE), wide_column("项目区"), Column("地块"),
               *heading.measures, Column("等别"), Column("用途"))
    rows = tuple(_moved(heading, at, entry) for at, entry in enumerate(entries, 1))
    title = f"{heading.county}指标记账凭证"
    table = Table(columns, rows, _totals(entries, rows), unit=heading.unit_line, filled_by=heading.county, signers=SIGNERS, name="记账凭证")
    return _paper("quota_voucher", title, Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE), grid, table)


def _totals(entries: Sequence[QuotaEntry], rows: Sequence[Row]) -> Row | None:
    """The sums of one movement; entries between different accounts tell of the same land and are not added up."""
    if len({(e.from_account, e.to_account) for e in entries}) > 1:
        return None
    return ("", "合计", "", "", "", *(sum((row[at] for row in rows), Decimal(0)) for at in range(5, 5 + len(MEASURES))), "", "")


def _moved(heading: Heading, at: int, entry: QuotaEntry) -> Row:
    return (at, str(entry.from_account), str(entry.to_account), heading.projects.get(entry.project_id or "", ""),
            heading.plots.get(entry.plot_id or "", ""), *heading.areas(amounts_of(entry)), shown(_GRADE, entry.grade), str(entry.purpose or ""))


def _paper(kind: str, title: str, *blocks: Block) -> Document:
    return Document(kind, title, (Section(blocks, PageKind.TABLE, landscape=True),))
