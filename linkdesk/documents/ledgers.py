"""台账 L1–L7 as documents: the lines by village with subtotals, what they come to by village and group, and the progress chart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from linkdesk.documents.blocks import Align, Block, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.progress_chart import progress_chart
from linkdesk.documents.roster import SIGNERS, filled_by
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.ledgers import LEDGERS, Ledger, LedgerColumn, LedgerKind, LedgerLine, Sums, sums_by
from linkdesk.domain.ledgers.lines import Value, by_group, by_village, sums

Row = tuple[Cell, ...]
_ACROSS = 9  # more columns than this stand on a landscape page


def ledgers(dossier: Dossier, kinds: Iterable[LedgerKind] = LedgerKind) -> list[Document]:
    """The ledgers of a project, each a document of its own; those without a line are left out."""
    made = [LEDGERS[kind](dossier) for kind in kinds]
    return [ledger(dossier, each) for each in made if each.lines]


def ledger(dossier: Dossier, of: Ledger) -> Document:
    """One ledger (or some of its lines): the lines, their sums by village and group, and for L1 the chart."""
    title = f"{dossier.project.name}{of.kind}"
    pages = [Section((lines_table(dossier, of, title),), PageKind.TABLE, landscape=len(of.columns) > _ACROSS)]
    if any(column.summed for column in of.columns):
        pages.append(Section((sums_table(dossier, of, title),), PageKind.TABLE))
    if of.kind is LedgerKind.SIGNING:
        chart: tuple[Block, ...] = tuple(progress_chart(dossier))
        pages += [Section(chart, PageKind.TABLE)] if chart else []
    return Document("ledger", title, tuple(pages), head=of.kind.number)


def lines_table(dossier: Dossier, of: Ledger, title: str) -> Table:
    """Every line of a ledger, each village closed by its subtotal where there is anything to add up."""
    summed = any(column.summed for column in of.columns)
    rows: list[Row] = []
    subtotals: list[int] = []
    at = 0
    for village, part in _parts(of):
        for line in part:
            at += 1
            rows.append((at, *(_cell(value, column) for value, column in zip(line.values, of.columns, strict=True))))
        if summed and village is not None:
            subtotals.append(len(rows))
            rows.append(_sums_row(of, sums(of.only(part)), f"{village or '未填行政村'}小计"))
    totals = _sums_row(of, sums(of), "合计") if summed else None
    return Table((Column("序号", width=Width.NARROW), *_heading(of.columns)), tuple(rows), totals, title=title, unit=_unit(of),
                 filled_by=filled_by(dossier), signers=SIGNERS, notes=of.notes, name=f"{of.kind.number} {of.kind}",
                 subtotal_rows=tuple(subtotals))


def _parts(of: Ledger) -> list[tuple[str | None, list[LedgerLine]]]:
    """The lines by village where the ledger goes by village, else all together as they stand by the day."""
    if of.columns[0].name != "village":
        return [(None, list(of.lines))]
    parts: dict[str, list[LedgerLine]] = {}
    for line in of.lines:
        parts.setdefault(line.village, []).append(line)
    return list(parts.items())


def sums_table(dossier: Dossier, of: Ledger, title: str) -> Table:
    """What a ledger comes to by group, each village closed by its subtotal; the same sums as the lines' own."""
    summed = [at for at, column in enumerate(of.columns) if column.summed]
    columns = (Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户（条）数", decimals=0),
               *(_column(of.columns[at], of.columns[at].under) for at in summed))
    rows: list[Row] = []
    subtotals: list[int] = []
    groups = sums_by(of, by_group)
    for village in sums_by(of, by_village):
        for group in (g for g in groups if g.village == village.village):
            rows.append((len(rows) - len(subtotals) + 1, group.village, group.group, *_figures(group, summed)))
        subtotals.append(len(rows))
        rows.append(("", f"{village.village or '未填行政村'}小计", "", *_figures(village, summed)))
    totals = ("", "合计", "", *_figures(sums(of), summed))
    return Table(columns, tuple(rows), totals, title=f"{title}（按村组合计）", unit=_unit(of), filled_by=filled_by(dossier),
                 name=f"{of.kind.number} 按村组合计", subtotal_rows=tuple(subtotals))


def _figures(of: Sums, summed: list[int]) -> Row:
    return (of.count, *(of.values[at] for at in summed))


def _sums_row(of: Ledger, made: Sums, label: str) -> Row:
    """A row of sums: its name in the first column of words, the number of lines beside it."""
    cells: list[Cell] = ["" if value is None else value for value in made.values]
    cells[0], at = label, next((at for at, c in enumerate(of.columns) if c.name == "name"), None)
    if at:
        cells[at] = f"{made.count} 户" if of.columns[0].name == "village" else f"{made.count} 条"
    return ("", *cells)


def _heading(columns: Iterable[LedgerColumn]) -> tuple[Column, ...]:
    """The columns, neighbours of one heading under it."""
    made: list[Column] = []
    for column in columns:
        if column.under and made and made[-1].label == column.under:
            made[-1] = Column(column.under, (*made[-1].children, _column(column)))
        else:
            made.append(Column(column.under, (_column(column),)) if column.under else _column(column))
    return tuple(made)


def _column(of: LedgerColumn, under: str = "") -> Column:
    label = f"{under}（{of.label}）" if under else of.label
    return Column(label, width=Width.WIDE if of.wide else Width.NORMAL, decimals=of.decimals,
                  align=Align.CENTRE if of.decimals is None else Align.RIGHT)


def _cell(value: Value, column: LedgerColumn) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    return Decimal(value) if column.decimals is not None and isinstance(value, int | Decimal) else value


def _unit(of: Ledger) -> str:
    units = dict.fromkeys(c.unit for c in of.columns if c.unit in ("元", "㎡"))
    return f"单位：{'、'.join(units)}" if units else ""
