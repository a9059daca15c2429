"""附表15 两种费用标准预算对比表: the same works by two schedules side by side, part by part and fee by fee."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, Width
from linkdesk.documents.design.budget_tables import total_parts
from linkdesk.documents.design.sheet import WAN, Row, live, sheet
from linkdesk.documents.figure_cells import known
from linkdesk.documents.templates.numbering import numeral
from linkdesk.domain.budget import Budget, budget
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fees import summed

NUMBER = "附表15"


def compared_sheet(dossier: Dossier, found: Budget) -> Document | None:
    """The budget beside that of the schedule it is compared with; None while none is chosen or it is the same."""
    wanted = dossier.design.basis.compared_id if dossier.design.basis else ""
    other = budget(dossier, wanted) if wanted else None
    if other is None or other.schedule.id == found.schedule.id:
        return None
    columns = (Column("序号", width=Width.NARROW), Column("工程或费用名称", width=Width.WIDE, align=Align.LEFT),
               Column(found.schedule.number, decimals=2, width=Width.WIDE, key="mine"),
               Column(other.schedule.number, decimals=2, width=Width.WIDE, key="other"),
               Column("差额（后者减前者）", decimals=2, key="apart"))
    totals = _row("", "总计", *(found.total if found.works else None, other.total if other.works else None))
    notes = (f"前者为《{found.schedule.title}》，后者为《{other.schedule.title}》；其他费用各项列于合计之下，不重复计入总计。",)
    return sheet(NUMBER, "两种费用标准预算对比表", dossier, columns, _rows(found, other), totals, unit=WAN, notes=notes,
                 doubtful=bool(found.unconfirmed or other.unconfirmed))


def _rows(found: Budget, other: Budget) -> Iterator[Row]:
    for at, ((_, name, mine, _), (_, _, its, _)) in enumerate(zip(total_parts(found), total_parts(other), strict=True), 1):
        yield _row(numeral(at), name, mine, its)
        if name == "其他费用":
            yield from _fees(found, other)


def _fees(found: Budget, other: Budget) -> Iterator[Row]:
    """Each fee by its label; one that only one schedule knows is nothing in the other."""
    mine, its = ({line.fee.label: line.amount if each.works else None for line in each.fees} for each in (found, other))
    for at, label in enumerate(dict.fromkeys((*mine, *its)), 1):
        yield _row(str(at), label, mine.get(label, Decimal(0)), its.get(label, Decimal(0)))


def _row(at: str, name: str, mine: Decimal | None, its: Decimal | None) -> Row:
    apart: Cell = Gap("") if summed((mine, its)) is None else live(its - mine, "{other}-{mine}", "后者−前者")
    return at, name, known(mine), known(its), apart
