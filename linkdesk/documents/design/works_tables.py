"""表3 工程施工费预算表, 表4 设备购置费预算表: every work and every piece of equipment, its quantity times its price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.blocks import TOTALS, Align, Cell, Column, Document, Width
from linkdesk.documents.design.price_tables import ANALYSES
from linkdesk.documents.design.quantity_tables import QUANTITIES
from linkdesk.documents.design.sheet import YUAN, Row, live, sheet
from linkdesk.documents.figure_cells import known
from linkdesk.documents.templates.numbering import numeral
from linkdesk.domain.budget import Budget, CostedEquipment
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fees import summed
from linkdesk.domain.unit_prices import Analysis, analyses
from linkdesk.domain.work_pricing import CostedWork

WORKS, EQUIPMENT = "表3", "表4"
_WORKS = (Column("序号", width=Width.NARROW), Column("定额编号"), Column("单项名称", width=Width.WIDE, align=Align.LEFT),
          Column("单位", width=Width.NARROW), Column("工程量", decimals=2, key="quantity"), Column("综合单价", decimals=2, key="price"),
          Column("合计", decimals=2, key="amount"))
_EQUIPMENT = (Column("序号", width=Width.NARROW), Column("设备名称", width=Width.WIDE, align=Align.LEFT), Column("规格"),
              Column("单位", width=Width.NARROW), Column("数量", decimals=2, key="quantity"), Column("单价", decimals=2, key="price"),
              Column("合计", decimals=2, key="amount"), Column("说明", width=Width.WIDE, align=Align.LEFT))


def category_key(category: WorkCategory) -> str:
    """By which formulas name the subtotal of a category in 表3."""
    return category.name.lower()


def works_sheet(dossier: Dossier, found: Budget) -> Document:
    """表3: the contractor's works by category, each with the plot it is on; what households do themselves is told in a note."""
    rows: list[Row] = []
    keys: list[str] = []
    subtotals: list[int] = []
    prices = analyses(dossier, found.schedule)
    for at, (category, works) in enumerate(by_category(found), 1):
        rows.append((numeral(at), "", str(category), "", "", "", ""))
        rows += [_work(number, work, prices) for number, work in enumerate(works, 1)]
        keys += ["", *(work.line.item.id for work in works), category_key(category)]
        subtotals.append(len(rows))
        rows.append(("", "", "小计", "", "", "", known(summed(work.amount for work in works))))
    totals: Row = ("", "", "合计", "", "", "", known(found.works_cost))
    return sheet(WORKS, "工程施工费预算表", dossier, _WORKS, rows, totals if rows else None, unit=YUAN, notes=tuple(_notes(found)),
                 row_keys=tuple(keys), subtotal_rows=tuple(subtotals), doubtful=bool(found.unconfirmed))


def by_category(found: Budget) -> Iterator[tuple[WorkCategory, list[CostedWork]]]:
    """The works of a budget by category, in the order of the categories."""
    for category in WorkCategory:
        if works := [work for work in found.works if work.line.item.category is category]:
            yield category, works


def _work(number: int, work: CostedWork, prices: dict[str, Analysis]) -> Row:
    item, name = work.line.item, f"{work.line.item.name}（{work.line.plot.code}）"
    mine = prices.get(item.unit_price_id or "")
    code = mine.unit_price.code if mine else ""
    return (number, code, name, item.unit, live(work.line.quantity, f"{{{QUANTITIES}|{item.id}|quantity}}"), _price(work, mine),
            live(work.amount, "ROUND({quantity}*{price},2)", "工程量×综合单价"))


def _price(work: CostedWork, mine: Analysis | None) -> Cell:
    """The price out of its analysis; one that was typed, or is for another unit, is a number of its own."""
    if work.price is not None and mine and mine.price == work.price:
        return live(work.price, f"{{{ANALYSES}|{mine.unit_price.id}|subtotal}}")
    return known(work.price)


def _notes(found: Budget) -> Iterator[str]:
    yield "合计＝工程量×综合单价，保留两位小数；小计、合计为所列金额之和。单项名称后括注地块编号。"
    if found.by_households:
        yield f"农户自行拆除、复垦的工程 {len(found.by_households)} 项按协议奖补，不在本表。"


def equipment_sheet(dossier: Dossier, found: Budget) -> Document:
    """表4: equipment with what it costs on the site."""
    rows = tuple(_bought(at, each) for at, each in enumerate(found.equipment, 1))
    totals: Row = ("", "合计", "", "", "", "", known(found.equipment_cost), "")
    return sheet(EQUIPMENT, "设备购置费预算表", dossier, _EQUIPMENT, rows, totals if rows else None, unit=YUAN,
                 notes=("单价＝原价＋运杂、保险和采购保管费。",) if rows else ("本项目没有设备购置。",))


def _bought(at: int, each: CostedEquipment) -> Row:
    row = each.row
    price = live(each.price, _sum_of(row.price, row.transport), "原价＋运杂等费") if row.transport else known(each.price)
    return (at, row.name, row.spec, row.unit, known(row.quantity), price, live(each.amount, "ROUND({quantity}*{price},2)", "数量×单价"),
            row.note)


def _sum_of(price: Decimal | None, transport: Decimal | None) -> str:
    return f"{price or 0:f}+{transport or 0:f}"


def total_cell(table: str) -> str:
    """The name of the total of 表3 or 表4."""
    return f"{table}|{TOTALS}|amount"
