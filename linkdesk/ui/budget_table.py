"""The master table of the budget: fees can be typed over with what they stand on; another schedule stands beside when one is compared."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from linkdesk.actions import fee_amounts
from linkdesk.domain.budget import Budget
from linkdesk.domain.change import Change
from linkdesk.domain.design import FeeAmount
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import places, printed
from linkdesk.ui.budget_lines import BudgetLine, budget_lines, marks
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.look import Sentence, column
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import PartlyReckoned
from linkdesk.ui.table_view import Table

BESIDE = "other", "difference"  # columns that are there only while two schedules are compared
_INDENT = "　"


def _text(name: str, heading: str, width: int, text: Callable[[BudgetLine], str], field: str = "") -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width, field=fields_of(FeeAmount)[field] if field else None)


def _figure(name: str, heading: str, width: int, value: Callable[[BudgetLine], Decimal | None], field: str = "", missing: str = "") -> Column:
    def text(line: BudgetLine) -> str:
        return missing if (figure := value(line)) is None else printed(figure, 2)
    return Column(name, heading, text, lambda line: ordered(value(line)), width, True, field=fields_of(FeeAmount)[field] if field else None)


def _base(line: BudgetLine) -> str:
    return "" if line.base is None else printed(line.base, min(places(line.base, 2), 4))


COLUMNS = (
    _text("order", "序号", 66, lambda line: line.order), _text("label", "工程或费用名称", 200, lambda line: _INDENT * line.depth + line.label),
    _figure("amount", "金额（万元）", 94, lambda line: line.leaf, "amount", "待补"), _figure("share", "占比（%）", 80, lambda line: line.share),
    _figure("other", "对比（万元）", 94, lambda line: line.other), _figure("difference", "相差（万元）", 90, lambda line: line.difference),
    _text("tier", "档次或费率", 158, lambda line: line.tier),
    Column("base", "计费基数（万元）", _base, lambda line: ordered(line.base), 104, True),
    _text("certainty", "核实状态", 72, lambda line: line.certainty), _text("basis", "依据", 150, lambda line: line.basis, "basis"))


class BudgetTable(QWidget):
    """The table, and below it how the chosen line was reckoned."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.model = PartlyReckoned(COLUMNS, editable=True)
        self.table = Table(self.model, page.memory, "budget/lines")
        self.how = Sentence()
        column(self.table, self.how, gap=8, parent=self).setStretch(0, 1)
        self.model.edited.connect(lambda line, name, text: page.do(lambda: self._put(line, name, text)))
        self.table.chosen.connect(lambda _: self._explain())
        self.setFocusProxy(self.table.view)

    def show_budget(self, budget: Budget, compared: Budget | None) -> None:
        """Show a budget, beside another one where there is one."""
        lines = budget_lines(budget, compared)
        self.model.reckoned = frozenset(line.id for line in lines if line.fee is None)
        shown = COLUMNS if compared else tuple(c for c in COLUMNS if c.name not in BESIDE)
        self.table.first = ("label", "amount", *BESIDE) if compared else ("order", "label", "amount", "share", "tier")
        if shown != self.model.columns:
            self.model.beginResetModel()
            self.model.columns = shown
            self.model.endResetModel()
        self.table.show_entities(lines, marks(lines))
        self.table.fit()
        if not self.table.view.currentIndex().isValid():
            self.table.select(lines[0].id)
        self._explain()

    def lead_to(self, line_id: str) -> None:
        """Put the cursor on the amount of a line."""
        if self.table.select(line_id, 1 + [c.name for c in self.model.columns].index("amount")):
            self.table.view.setFocus()

    def _explain(self) -> None:
        line = self.table.entity_at(self.table.view.currentIndex().row())
        self.how.setText(line.how if line else "灰色各行由程序计算；各项费用可以直接填金额，并写依据；清空金额即恢复按标准计算。")

    def _put(self, line: BudgetLine, name: str, text: str) -> Change:
        if line.fee is None:
            raise KnownError(f"“{line.label}”由程序计算，没有改动。要改它，请改工程、单价或费用。")
        put = fee_amounts.set_amount if name == "amount" else fee_amounts.set_basis
        return put(self.page.desk, self.page.project_id, line.fee, text)
