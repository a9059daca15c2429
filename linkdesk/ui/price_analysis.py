"""The analysis of one unit price in the official row order: its components are typed, everything else is reckoned and greyed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.actions import unit_prices
from linkdesk.domain.change import Change
from linkdesk.domain.design import PriceComponent, Resource, UnitPrice
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.price_rows import AnalysisRow
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.unit_prices import Analysis
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column
from linkdesk.ui.page import Page
from linkdesk.ui.resource_cells import ResourceCells
from linkdesk.ui.rows_panel import RowsPanel, Verbs

NOTHING_CHOSEN = "还没有选中单价分析，没有改动。请先在左边的表中选中，或新增一个。"
UNNAMED = "在“项目”里填人材机的编号或名称；按占比计算的（其他人工费、其他材料费、其他机械使用费）直接在“数量”里填百分数。"


@dataclass(frozen=True, slots=True)
class AnalysisLine:
    """A row as the table shows it; `name` is what is typed into 项目, `part` None where the row is reckoned."""

    id: str
    row: AnalysisRow
    name: str = ""
    part: PriceComponent | None = None

    @property
    def quantity(self) -> Decimal | None:
        """How much, or the rate in %."""
        return self.row.quantity


def _number(name: str, heading: str, width: int, decimals: int, field: str = "") -> Column:
    def text(line: AnalysisLine) -> str:
        value = getattr(line.row, name)
        return "" if value is None else printed(value, places(value, decimals))
    of = fields_of(PriceComponent)[field] if field else None
    return Column(name, heading, text, lambda line: getattr(line.row, name) or 0, width, True, field=of)


COLUMNS = (Column("order", "序号", lambda line: line.row.order, lambda line: line.id, 64),
           Column("name", "项目", lambda line: line.row.label, lambda line: line.row.label, 134, field=fields_of(Resource)["name"]),
           Column("unit", "单位", lambda line: line.row.unit, lambda line: line.row.unit, 56),
           _number("quantity", "数量", 62, 0, "quantity"), _number("price", "单价（元）", 80, 2), _number("subtotal", "小计（元）", 86, 2))


class AnalysisPanel(RowsPanel):
    """The rows of the unit price that is shown."""

    def __init__(self, page: Page) -> None:
        desk = page.desk
        super().__init__(page, "prices/analysis", "单价分析表", COLUMNS, Verbs(
            self._add, self._put,
            lambda lines: unit_prices.remove_components(desk, [line.part for line in lines if line.part]),
            lambda cells, _: unit_prices.paste_components(desk, self._price(), cells),
            lambda line, by: unit_prices.move_component(desk, self._part(line), by)))
        self.shown: UnitPrice | None = None
        self.heading.setMinimumWidth(1)  # a long name must not widen the page
        self.table.first = ("name", "quantity", "subtotal")
        self.cells = ResourceCells(1 + [c.name for c in COLUMNS].index("name"), self.table.view)
        self.table.view.setItemDelegate(self.cells)

    def show_analysis(self, analysis: Analysis, components: Sequence[PriceComponent], resources: Sequence[Resource]) -> None:
        """Show a unit price; what can be typed is offered from the resources of the project."""
        self.shown = analysis.unit_price
        self.cells.offered = [unit_prices.offered(resource) for resource in resources]
        parts, named = {part.id: part for part in components}, {resource.id: resource for resource in resources}
        lines = [_line(at, row, parts.get(row.component_id), named) for at, row in enumerate(analysis.rows)]
        self.heading.setText(analysis.unit_price.name or unit_prices.called(analysis.unit_price))
        self.heading.setToolTip(unit_prices.called(analysis.unit_price))
        self.show_rows(lines, (line.id for line in lines if line.part is None),
                       {line.id: (Severity.ERROR, "没有算出小计") for line in lines if line.part and line.row.subtotal is None},
                       {line.id: _how(line, analysis.rows) for line in lines})

    def _price(self) -> UnitPrice:
        if self.shown is None:
            raise KnownError(NOTHING_CHOSEN)
        return self.shown

    @staticmethod
    def _part(line: AnalysisLine) -> PriceComponent:
        if line.part is None:
            raise KnownError("这一行由程序计算，没有改动。请选中人工、材料或机械的一行。")
        return line.part

    def _add(self, line: AnalysisLine | None) -> Change:
        kind = line.part.kind if line and line.part else ResourceKind.LABOUR
        return unit_prices.add_component(self.page.desk, self._price(), kind)

    def _put(self, line: AnalysisLine, name: str, text: str) -> Change:
        """A number typed beside no resource is a share."""
        part = self._part(line)
        field = "resource_id" if name == "name" else name if part.resource_id else "share"
        return unit_prices.set_component_field(self.page.desk, part, field, text)


def _line(at: int, row: AnalysisRow, part: PriceComponent | None, named: dict[str, Resource]) -> AnalysisLine:
    resource = named.get(part.resource_id or "") if part else None
    typed = unit_prices.offered(resource) if resource else row.label if part and part.share is not None else ""
    return AnalysisLine(part.id if part else f"row{at:02d}", row, typed, part)


def _how(line: AnalysisLine, rows: Sequence[AnalysisRow]) -> str:
    row = line.row
    if line.part and line.part.resource_id is None and line.part.share is None:
        return UNNAMED
    result = "待补" if row.subtotal is None else f"{printed(row.subtotal, 2)} 元"
    return f"怎么算的：{_formula(row, [rows[part].label for part in row.parts])} = {result}"


def _formula(row: AnalysisRow, of: Sequence[str]) -> str:
    quantity, price = (_words(value) for value in (row.quantity, row.price))
    if row.unit == "%":
        return f"{quantity}% × （{' + '.join(of)}）{price} 元"
    if row.parts and row.quantity is not None:
        return f"{'、'.join(of)} ÷ 定额单位数量 {quantity}"
    if row.parts or (row.price is None and row.quantity is None):
        return " + ".join(of) or "没有这一类"
    return f"{quantity} {row.unit} × {price} 元"


def _words(value: Decimal | None) -> str:
    return "待补" if value is None else printed(value, places(value, 0))
