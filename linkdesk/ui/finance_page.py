"""投资与资金: the estimate at the left, the sources of money at the right, what they come to and differ by below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import estimates
from linkdesk.desk import Desk
from linkdesk.domain.costs import YUAN, CostLine, cost_lines
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import figure
from linkdesk.domain.figures.cost import fund_amount, sources
from linkdesk.domain.planning import EstimateItem, FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.look import beside, button, column, first_step
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

ITEMS = {"category": 96, "name": 92, "quantity": 58, "unit": 42, "unit_price": 104, "amount": 92, "basis": 90}
SOURCES = {"kind": 84, "name": 80, "amount": 92, "basis": 90}
FIGURES = ("investment_total", "cost_per_mu", "cost_per_reclaimed_mu", "funds_total", "funds_gap")
LEFT, RIGHT, USUAL, GAP = 330, 290, (720, 316), 12
EMPTY = "还没有投资估算和资金来源。逐项填写数量、单价或者金额，也可以从表格软件粘贴；农户奖补和补助由程序按协议和标准计算。"

NO_SOURCES = "还没有资金来源。新增一行填写；类别选“指标收益（预计）”而不填金额的，按节余指标和指导价计算。"


class FinancePage(Page):
    """Two tables side by side; every edit is a change, the figures below follow at once."""

    key, title = "finance", "投资与资金"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("政策参数", lambda: self.go.emit("values", "", "")),
                               self.action("返回实施方案", lambda: self.go.emit("plan", "", "")),)
        self.items = RowsPanel(self, "finance/items", "投资估算", _columns(), Verbs(
            lambda row: estimates.add_item(desk, project_id, self._category(row)),
            lambda row, name, text: estimates.set_item_field(desk, row, name, text),
            lambda rows: estimates.remove_items(desk, rows),
            lambda cells, names: estimates.paste_items(desk, project_id, cells, names),
            lambda row, by: estimates.move_item(desk, row, by)))
        self.sources = RowsPanel(self, "finance/sources", "资金来源", of_fields(FundSource, SOURCES), Verbs(
            lambda row: estimates.add_source(desk, project_id, row.kind if row else FundKind.BUDGET),
            lambda row, name, text: estimates.set_source_field(desk, row, name, text),
            lambda rows: estimates.remove_sources(desk, rows),
            lambda cells, names: estimates.paste_sources(desk, project_id, cells, names),
            lambda row, by: estimates.move_source(desk, row, by)))
        self.items.table.first = ("category", "name", "amount")
        self.figures = FigureGrid(len(FIGURES))
        self._lay_out()
        self.setFocusProxy(self.items)

    def _lay_out(self) -> None:
        self.items.setMinimumWidth(theme.current().px(LEFT))
        both = beside(self.items, self.sources, RIGHT)
        both.setHandleWidth(theme.current().px(GAP))
        both.setSizes([theme.current().px(width) for width in USUAL])
        whole = QWidget()
        column(both, self.figures, margin=16, gap=12, parent=whole).setStretch(0, 1)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("新增估算项目", self.items.add, "main"), button("粘贴", self.items.table.paste),
                                       button("新增资金来源", self.sources.add)))
        column(self.body, parent=self)

    def _category(self, row: EstimateItem | None) -> CostCategory:
        """That of the chosen row, where rows of it are typed."""
        reckoned = row is None or row.id in self.items.model.reckoned
        return CostCategory.RECLAMATION if reckoned else row.category

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        lines, funds = cost_lines(dossier), sources(dossier)
        self.body.setCurrentIndex(0 if lines or funds else 1)
        self.items.show_rows([_shown(line) for line in lines], (line.id for line in lines if line.item is None),
                             {line.id: mark for line in lines if (mark := _mark(line.amount))}, {line.id: _how(line.amount) for line in lines})
        self._show_sources(dossier, funds)
        self.figures.show_figures([figure(name, dossier) for name in FIGURES])

    def _show_sources(self, dossier: Dossier, funds: list[FundSource]) -> None:
        amounts = {source.id: fund_amount(dossier, source) for source in funds}
        shown = [source if (value := amounts[source.id].value) is None else replace(source, amount=value * YUAN) for source in funds]
        self.sources.show_rows(shown, (), {id_: mark for id_, amount in amounts.items() if (mark := _mark(amount))},
                               {id_: _how(amount) for id_, amount in amounts.items()})
        if not funds:
            self.sources.how.setText(NO_SOURCES)

    def lead_to(self, entity_id: str, field: str) -> None:
        for panel, widths in ((self.items, ITEMS), (self.sources, SOURCES)):
            if panel.table.select(entity_id, 1 + list(widths).index(field) if field in widths else 1):
                panel.table.view.setFocus()


def _columns() -> tuple[Column, ...]:
    """The columns of the estimate, quantities without zeros at their end."""
    return tuple(replace(c, text=lambda row: "" if row.quantity is None else printed(row.quantity, places(row.quantity, 0)))
                 if c.name == "quantity" else c for c in of_fields(EstimateItem, ITEMS))


def _shown(line: CostLine) -> EstimateItem:
    """A line as a row of the table, with the amount it comes to."""
    amount = None if line.amount.value is None else line.amount.value * YUAN
    return replace(line.item, amount=amount) if line.item else EstimateItem(
        "", -1, line.category, line.name, amount=amount, basis="按协议和标准计算", id=line.id)


def _mark(amount: Figure) -> tuple[Severity, str] | None:
    return (Severity.WARNING, f"{'待补' if amount.value is None else '未计入'}：{amount.missing}") if amount.missing else None


def _how(amount: Figure) -> str:
    inputs = "；".join(f"{name} {value}" for name, value in amount.inputs)
    lacking = f"　待补：{amount.missing}" if amount.missing else ""
    return f"怎么算的：{amount.formula}" + (f"（{inputs}）" if inputs else "") + f" = {amount.text if amount.value is not None else '待补'}{lacking}"
