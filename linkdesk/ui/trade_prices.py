"""指导价: the provincial guide prices by region and day, typed with their document, and confirmed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from linkdesk.actions import guide_prices
from linkdesk.domain.guide_price import is_told
from linkdesk.domain.quota import GuidePrice
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import Sentence, button, column, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs

WIDTHS = {"region": 110, "price": 124, "from_on": 92, "until_on": 92, "document": 220}
RULES = ("交易价格参照省级指导价协商：B §二(三) 不得低于指导价，A §三(三) 低于的给出提示。按交易当日、指标所在地的一行核对，没有本地的用全省的。"
         "核实以前都是草稿；省里没有公布的，价格留空，写明核实的文件再核实。")
EMPTY = "还没有登记指导价。没有指导价，交易不能签订；请按省里文件新增一行。"


class TradePrices(QWidget):
    """The rows, and the act by which one is confirmed."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, desk = page, page.desk
        self.rows = RowsPanel(page, "trades/prices", "省级指导价", self._columns(), Verbs(
            lambda row: guide_prices.add(desk, row.pack_id if row else "", row.region if row else ""),
            lambda row, name, text: guide_prices.set_price_field(desk, row, name, text),
            lambda rows: guide_prices.remove(desk, rows), lambda cells, names: guide_prices.paste(desk, cells, names)))
        self.rows.table.first = ("region", "price", "state", "from_on")
        self.confirm = button("核实所选", self._confirm)
        below = row(Sentence(RULES), self.confirm, gap=12)
        below.setStretch(0, 1)
        box = column(self.rows, below, gap=6, parent=self)
        box.setStretch(0, 1)
        box.setContentsMargins(0, theme.current().px(8), 0, 0)
        self.rows.table.chosen.connect(lambda _: self._enable())

    def _columns(self) -> tuple[Column, ...]:
        state = words("state", "核实状态", _state, 110)
        return (*of_fields(GuidePrice, WIDTHS), state, *of_fields(GuidePrice, {"officer_name": 72}))

    def reload(self) -> None:
        """Show the prices as they stand."""
        found = guide_prices.guide_prices(self.page.desk)
        marks = {g.id: (Severity.WARNING, _doubt(g)) for g in found if _doubt(g)}
        self.rows.show_rows(found, (), marks, {id_: words for id_, (_, words) in marks.items()})
        if not found:
            self.rows.how.setText(EMPTY)
        elif self.rows.current is None:
            self.rows.table.select(found[0].id)
        self._enable()

    def _enable(self) -> None:
        chosen = self.rows.current
        self.confirm.setEnabled(chosen is not None and chosen.certainty is Certainty.UNVERIFIED)

    def _confirm(self) -> None:
        if chosen := self.rows.current:
            self.page.do(lambda: guide_prices.confirm(self.page.desk, chosen), lambda: self.page.said.emit("已核实，可按 Ctrl+Z 撤销。"))


def _state(one: GuidePrice) -> str:
    return "已核实未公布" if one.price is None and one.certainty is Certainty.CONFIRMED else str(one.certainty)


def _doubt(one: GuidePrice) -> str:
    if not is_told(one):
        return "价格待补；省里没有公布的，写明核实的文件再核实。"
    return "待核实：核对依据文件后核实，用它的协议才能签订。" if one.certainty is Certainty.UNVERIFIED else ""
