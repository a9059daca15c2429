"""附表 of prices: labour, materials and machines, and the unit price analyses row by row in the official order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, Width
from linkdesk.documents.design.sheet import YUAN, Row, live, plus, sheet
from linkdesk.documents.figure_cells import known
from linkdesk.domain.budget import Budget
from linkdesk.domain.design import Resource
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.price_rows import AnalysisRow
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.unit_prices import Analysis, analyses
from linkdesk.domain.words import Certainty

ANALYSES = "附表4"
_TITLES = {ResourceKind.LABOUR: ("附表1", "人工预算单价表"), ResourceKind.MATERIAL: ("附表2", "主要材料预算价格表"),
           ResourceKind.MACHINE: ("附表3", "施工机械台班预算单价表")}
_RESOURCES = (Column("序号", width=Width.NARROW), Column("编号"), Column("名称及规格", width=Width.WIDE, align=Align.LEFT),
              Column("单位", width=Width.NARROW), Column("预算价", decimals=2, key="price"), Column("限价", decimals=2, key="limit"),
              Column("价格日期"), Column("价格来源", width=Width.WIDE, align=Align.LEFT), Column("核实状态"))
_ANALYSIS = (Column("定额编号"), Column("序号", width=Width.NARROW), Column("项目", width=Width.WIDE, align=Align.LEFT),
             Column("单位", width=Width.NARROW), Column("数量", decimals=4, key="quantity"), Column("单价", decimals=2, key="price"),
             Column("小计", decimals=2, key="subtotal"))


def resource_sheets(dossier: Dossier) -> tuple[Document, ...]:
    """Prices of labour, of materials and of machines, a table each; kinds of which there is none are left out."""
    return tuple(_resources(dossier, kind, mine) for kind in ResourceKind if (mine := _of_kind(dossier, kind)))


def _of_kind(dossier: Dossier, kind: ResourceKind) -> list[Resource]:
    return sorted((r for r in dossier.design.resources if r.kind is kind), key=lambda r: r.position)


def _resources(dossier: Dossier, kind: ResourceKind, mine: list[Resource]) -> Document:
    number, title = _TITLES[kind]
    rows = tuple(_resource(at, each) for at, each in enumerate(mine, 1))
    return sheet(number, title, dossier, _RESOURCES, rows, unit=YUAN, row_keys=tuple(each.id for each in mine),
                 doubtful=any(r.certainty is Certainty.UNVERIFIED for r in mine))


def _resource(at: int, each: Resource) -> Row:
    day = each.priced_on.isoformat() if each.priced_on else ""
    limit: Cell = "—" if each.limit_price is None else each.limit_price
    return at, each.code, each.name, each.unit, known(each.price), limit, day, each.source, str(each.certainty)


def price_cell(each: Resource, value: Decimal | None) -> Cell:
    """The price of a resource as it stands in 附表1–附表3."""
    return live(value, _named(each, "price"))


def _named(each: Resource, column: str) -> str:
    return f"{{{_TITLES[each.kind][0]}|{each.id}|{column}}}"


def _leaf_price(row: AnalysisRow, each: Resource | None) -> Cell:
    """A material with a limit counts up to it; what it costs above stands in a row of its own, which is no component."""
    if each is None:
        return Gap("") if row.price is None else row.price
    if each.kind is not ResourceKind.MATERIAL or each.limit_price is None:
        return price_cell(each, row.price)
    price, limit = _named(each, "price"), _named(each, "limit")
    return live(row.price, f"MIN({price},{limit})" if row.component_id else f"MAX({price}-{limit},0)")


def analyses_sheet(dossier: Dossier, found: Budget) -> Document:
    """附表4: every unit price used or not, its rows one below the other; each subtotal, sum and price is live."""
    rows: list[Row] = []
    keys: list[str] = []
    made = sorted(analyses(dossier, found.schedule).values(), key=lambda a: a.unit_price.position)
    resources = {resource.id: resource for resource in dossier.design.resources}
    for each in made:
        rows += _analysis(each, resources)
        keys += ["", *_keys(each)]
    return sheet(ANALYSES, "单价分析表", dossier, _ANALYSIS, rows, unit=YUAN, notes=tuple(_notes(found)) if rows else ("没有单价分析。",),
                 row_keys=tuple(keys), doubtful=any(each.unconfirmed for each in made))


def _notes(found: Budget) -> Iterator[str]:
    yield f"费率采用《{found.schedule.title}》（{found.schedule.number}）。"
    yield "单位为 % 的，数量为费率，单价为计费基数；材料预算价高于限价的部分列入材料价差，计税而不计间接费和利润。"


def _keys(each: Analysis) -> list[str]:
    """The rows by their places; the last, the price of one unit, by the unit price itself."""
    last = len(each.rows) - 1
    return [each.unit_price.id if at == last else f"{each.unit_price.id}:{at}" for at in range(len(each.rows))]


def _analysis(each: Analysis, resources: Mapping[str, Resource]) -> Iterator[Row]:
    price, keys = each.unit_price, _keys(each)
    base = f"每 {printed(price.base, places(price.base, 0))} {each.unit}" if price.base else "定额单位待补"
    yield price.code, "", f"{price.name}（{base}，{price.work_kind}）", "", "", "", ""
    for at, row in enumerate(each.rows):
        yield ("", row.order, row.label, row.unit, _quantity(row), *_money(row, keys, at == len(each.rows) - 1, resources.get(row.resource_id)))


def _quantity(row: AnalysisRow) -> Cell:
    """A sum has no quantity; a leaf without one lacks it."""
    return "" if row.quantity is None and not row.unit else known(row.quantity)


def _money(row: AnalysisRow, keys: list[str], is_price: bool, of: Resource | None) -> tuple[Cell, Cell]:
    """Price and subtotal: of a leaf, a rate, a sum, or the price of one unit."""
    parts = tuple(f"{keys[at]}|subtotal" for at in row.parts)
    if is_price:
        return "", live(row.subtotal, f"ROUND({plus(parts)}/{{quantity}},2)", "合计÷定额单位数量")
    if row.unit == "%":
        return live(row.price, plus(parts) or "0"), live(row.subtotal, "ROUND({price}*{quantity}/100,2)", "计费基数×费率")
    if not row.unit and row.quantity is None:
        return "", live(row.subtotal, plus(parts) or "0", "各项之和")
    return _leaf_price(row, of), live(row.subtotal, "ROUND({quantity}*{price},2)", "数量×单价")
