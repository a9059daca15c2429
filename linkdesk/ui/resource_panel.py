"""人材机价格: the prices unit price analyses stand on, typed or pasted as a price list, and confirmed with their source."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.actions import resource_prices
from linkdesk.domain.design import Resource
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui.columns import of_fields
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import Marks

WIDTHS = {"kind": 78, "code": 72, "name": 146, "unit": 50, "price": 92, "limit_price": 88, "certainty": 72, "priced_on": 88, "source": 116}
EMPTY = "还没有人材机价格。用“引入价库”取用参考价，或从表格软件粘贴价格表：带“编号、名称及规格、单位、预算价、价格来源”等标题行的，按标题对应。"
DOUBT = "待核实：用到它的单价和预算只能作草稿，按来源核实后才能定稿。"


class ResourcePanel(QWidget):
    """The table, and the line that confirms what is selected."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, desk, project_id = page, page.desk, page.project_id
        self.rows = RowsPanel(page, "prices/resources", "人材机价格", of_fields(Resource, WIDTHS), Verbs(
            lambda row: resource_prices.add(desk, project_id, row.kind if row else ResourceKind.MATERIAL),
            lambda row, name, text: resource_prices.set_field(desk, row, name, text),
            lambda rows: resource_prices.remove(desk, rows),
            lambda cells, names: resource_prices.paste(desk, project_id, cells, names),
            lambda row, by: resource_prices.move(desk, row, by)))
        self.rows.table.first = ("name", "unit", "price", "limit_price")
        self.source = QLineEdit(placeholderText="手中的信息价、询价单或文件，如 岚川县 2018 年第 3 期建设工程材料信息价")
        self.source.returnPressed.connect(self.confirm)
        sure = row(label("价格来源", "second"), self.source, button("核实所选价格", self.confirm, "main"))
        sure.setStretch(1, 1)
        column(self.rows, sure, margin=16, gap=8, parent=self).setStretch(0, 1)
        self.setFocusProxy(self.rows)

    def show_prices(self, dossier: Dossier) -> None:
        """Show the resources by kind, what is lacking marked."""
        order = list(ResourceKind)
        found = sorted(dossier.design.resources, key=lambda r: (order.index(r.kind), r.position))
        self.rows.show_rows(found, (), _marks(found), {r.id: _said(r) for r in found})
        if not found:
            self.rows.how.setText(EMPTY)

    def confirm(self) -> None:
        """Confirm the selected prices on the source that was typed."""
        chosen = tuple(self.rows.table.selected())
        self.page.do(lambda: resource_prices.confirm(self.page.desk, chosen, self.source.text()), self.source.clear)


def _marks(found: list[Resource]) -> Marks:
    doubtful = {r.id: (Severity.WARNING, "待核实") for r in found if r.certainty is Certainty.UNVERIFIED}
    return doubtful | {r.id: (Severity.ERROR, "缺预算价") for r in found if r.price is None}


def _said(resource: Resource) -> str:
    if resource.price is None:
        return "还没有预算价：用到它的单价算不出来，请填写。"
    doubt = DOUBT if resource.certainty is Certainty.UNVERIFIED else f"已按{resource.source}核实。"
    if resource.limit_price is None or resource.price <= resource.limit_price:
        return doubt
    over = printed(resource.price - resource.limit_price, 2)
    return f"预算价高于限价，按限价 {printed(resource.limit_price, 2)} 元计入直接工程费，差额 {over} 元计入材料价差。{doubt}"
