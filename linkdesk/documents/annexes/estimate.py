"""附表11 投资估算表: the estimate by category with subtotals; rewards and subsidies as the program reckons them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkdesk.documents.annexes.sheet import NONE, Row, remarks_column, sheet, whole
from linkdesk.documents.blocks import DRAFT, Align, Column, Document, Gap, Width
from linkdesk.documents.figure_cells import figure_cell, partial_notes
from linkdesk.domain.costs import CostLine, cost_lines, unconfirmed
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.figures.cost import CATEGORY_FIGURES
from linkdesk.domain.planning_words import CostCategory
from linkdesk.domain.quantities import places, printed

RECKONED = "计算"
_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("费用类别", width=Width.WIDE), Column("项目", width=Width.WIDE, align=Align.LEFT),
    Column("数量"), Column("单位", width=Width.NARROW), Column("单价（元）", decimals=2), Column("金额（万元）", decimals=2),
    Column("依据", width=Width.WIDE, align=Align.LEFT), remarks_column())


def estimate_sheet(dossier: Dossier) -> Document:
    """附表11; the total is that of 附表1 and 附表12, and stays open until the estimate has rows of its own."""
    rows, subtotals = _rows(dossier)
    total = whole(dossier, "investment_total") if dossier.estimate else Gap("")
    totals = ("", "合计", "", "", "", "", total, "", "") if rows else None
    return sheet("附表11", "投资估算表", dossier, _COLUMNS, rows, totals, unit="金额单位：万元", notes=tuple(_notes(dossier)),
                 subtotal_rows=subtotals, mark=mark(dossier))


def mark(dossier: Dossier) -> str:
    """草稿 while a rate 待核实 stands behind a reckoned line."""
    return DRAFT if unconfirmed(dossier) else ""


def _rows(dossier: Dossier) -> tuple[list[Row], tuple[int, ...]]:
    """The rows, and which of them are subtotals."""
    rows: list[Row] = []
    subtotals: list[int] = []
    for category in CostCategory if cost_lines(dossier) else ():
        mine = [line for line in cost_lines(dossier) if line.category is category]
        rows += _of_category(category, mine, len(rows) - len(subtotals))
        if mine:
            subtotals.append(len(rows))
            rows.append(("", "小计", "", "", "", "", whole(dossier, CATEGORY_FIGURES[category]), "", ""))
    return rows, tuple(subtotals)


def _of_category(category: CostCategory, mine: Sequence[CostLine], before: int) -> Iterator[Row]:
    for at, line in enumerate(mine, before + 1):
        yield _row(at, line)
    if not mine:
        yield before + 1, str(category), NONE, "", "", "", NONE, "", ""


def _row(at: int, line: CostLine) -> Row:
    if line.item is None:
        return at, str(line.category), line.name, "", "", "", figure_cell(line.amount), "按协议和奖补标准", RECKONED
    item = line.item
    quantity = printed(item.quantity, places(item.quantity, 0)) if item.quantity is not None else ""
    price = item.unit_price if item.unit_price is not None else ""
    return at, str(line.category), item.name, quantity, item.unit, price, figure_cell(line.amount), item.basis, ""


def _notes(dossier: Dossier) -> Iterator[str]:
    if not dossier.estimate:
        yield "投资估算尚未编制，编制后计算合计和亩均投资。"
    else:
        per = [figure(name, dossier) for name in ("cost_per_mu", "cost_per_reclaimed_mu")]
        yield "亩均投资：" + "；".join(f"{f.label} {f.text} {f.unit}" for f in per) + "。"
    yield "填写数量和单价的，金额＝数量×单价÷10000，保留两位小数；各级合计为所列金额之和。"
    if any(line.item is None for line in cost_lines(dossier)):
        yield f"备注为“{RECKONED}”的，已拟订协议的按协议金额，未拟订的按现行标准和人口计算，不另填。"
    if doubtful := unconfirmed(dossier):
        yield f"{'、'.join(rate.label for rate in doubtful)}待核实，核实前本表为草稿。"
    yield from partial_notes(line.amount for line in cost_lines(dossier))
