"""Money as it is typed: what came in, or what was spent; what cannot be entered is said, and everything typed stays."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from linkdesk.actions.funds_book import Received, Spent
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.planning import FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quota_words import ProceedsPurpose, TradeSide
from linkdesk.domain.trade import Trade
from linkdesk.ui import theme
from linkdesk.ui.household_finder import HouseholdFinder, called
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.money_columns import kind_word

HINTS = {"amount": "万元，也可写“元”", "received_on": "如 2018-05-01", "paid_on": "如 2018-05-01", "number": "下达文件或合同", "note": "可不填",
         "budget_item": "收益支出必填", "payer": "单位全称", "payee": "单位或个人", "voucher": ""}
STAYS = frozenset({"received_on", "paid_on"})  # the next entry is likely of the same day
ANY_TRADE = "不分交易，先到先用"


class MoneyEntry(QWidget):
    """Boxes of choices above lines that are typed; Enter goes on to the next, in the last it enters."""

    given = Signal(object)   # Received or Spent

    def __init__(self, entity: type, names: tuple[str, ...], act: str) -> None:
        super().__init__()
        self.declared = fields_of(entity)
        self.lines = {name: QLineEdit(placeholderText=HINTS[name]) for name in names}
        self.grid = QGridLayout(horizontalSpacing=theme.current().px(8), verticalSpacing=theme.current().px(6))
        self.grid.setColumnStretch(1, 1)
        self.enter = button(act, self._give, "main")
        column(self.grid, row(1, self.enter), 1, parent=self)
        for line in self.lines.values():
            line.returnPressed.connect(lambda line=line: self._next(line))

    def place(self, words: str, widget: QWidget) -> None:
        """One more row of the form."""
        if isinstance(widget, QComboBox):
            widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        widget.setMinimumWidth(theme.current().px(60))
        at = self.grid.rowCount()
        self.grid.addWidget(label(words, "second"), at, 0)
        self.grid.addWidget(widget, at, 1)

    def place_line(self, name: str) -> None:
        """The row of a line, by the label of its field."""
        self.place(self.declared[name].label, self.lines[name])

    def done(self) -> None:
        """Ready for the next: the day and what was chosen stay."""
        for name, line in self.lines.items():
            if name not in STAYS:
                line.clear()
        next(iter(self.lines.values())).setFocus()

    def typed(self) -> Received | Spent:
        """What stands in the form now."""
        raise NotImplementedError

    def texts(self) -> dict[str, str]:
        """What was typed in the lines."""
        return {name: line.text() for name, line in self.lines.items()}

    def _next(self, line: QLineEdit) -> None:
        order = list(self.lines.values())
        if line is order[-1]:
            self._give()
        else:
            order[order.index(line) + 1].setFocus()

    def _give(self) -> None:
        self.given.emit(self.typed())


class ReceiptEntry(MoneyEntry):
    """Money that came in: from a planned source, or from a kind of money that no source was planned of."""

    def __init__(self) -> None:
        super().__init__(FundReceipt, ("payer", "amount", "received_on", "number", "voucher", "note"), "登记到账")
        self.source = QComboBox()
        self.place("资金来源", self.source)
        for name in self.lines:
            self.place_line(name)

    def offer(self, sources: Iterable[FundSource]) -> None:
        """The sources that can be chosen; what is chosen stays."""
        planned = [(s.name or str(s.kind), s.id) for s in sources if s.kind is not FundKind.PROCEEDS]
        _fill(self.source, [*planned, *((f"{kind}（未列入计划）", str(kind)) for kind in FundKind if kind is not FundKind.PROCEEDS)])

    def typed(self) -> Received:
        chosen = self.source.currentData() or str(FundKind.BUDGET)
        loose = FundKind(chosen) if chosen in set(FundKind) else None
        return Received("", loose, **self.texts()) if loose else Received(chosen, **self.texts())


class UseEntry(MoneyEntry):
    """Money that was spent; of proceeds also the trade, the purpose and the item of the budget."""

    def __init__(self) -> None:
        super().__init__(FundUse, ("payee", "amount", "paid_on", "voucher", "budget_item", "note"), "登记支出")
        self.kind, self.category, self.trade, self.purpose = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.finder, self.household = HouseholdFinder("姓名、拼音首字母（可不填）"), None
        _fill(self.kind, [(kind_word(kind), str(kind)) for kind in FundKind])
        _fill(self.category, [(str(c), str(c)) for c in CostCategory])
        _fill(self.purpose, [("请选择", ""), *((str(p), str(p)) for p in ProceedsPurpose)])
        for words, widget in (("资金类别", self.kind), ("交易", self.trade), ("收益用途", self.purpose), ("费用类别", self.category)):
            self.place(words, widget)
        for name in self.lines:
            self.place_line(name)
        self.place("受益农户", self.finder)
        self.whom, self.nobody = label("", "small", wrap=True), button("不写农户", self.forget, "link")
        self.grid.addWidget(self.whom, self.grid.rowCount(), 0, 1, 2)
        self.layout().insertLayout(1, row(1, self.nobody))
        self.kind.currentIndexChanged.connect(lambda _: self._ask_only_what_is_needed())
        self.finder.chosen.connect(self._name)
        self.forget()
        self._ask_only_what_is_needed()

    def offer(self, trades: Iterable[Trade], households: Iterable[Household]) -> None:
        """The trades in which this side sells, and who can have benefited."""
        sold = [(t.title or t.number or t.counterpart, t.id) for t in trades if t.side is TradeSide.SELLER and t.signed_on]
        _fill(self.trade, [(ANY_TRADE, ""), *sold])
        self.finder.offer(households)

    def forget(self) -> None:
        """Name no household."""
        self._name(None)

    def done(self) -> None:
        super().done()
        self.forget()

    def _name(self, household: Household | None) -> None:
        self.household = household
        self.whom.setText(f"受益农户：{called(household)}" if household else "")
        for widget in (self.whom, self.nobody):
            widget.setVisible(household is not None)

    def _ask_only_what_is_needed(self) -> None:
        proceeds = FundKind(self.kind.currentData()) is FundKind.PROCEEDS
        for widget in (self.trade, self.purpose):
            widget.setEnabled(proceeds)

    def typed(self) -> Spent:
        kind = FundKind(self.kind.currentData())
        of_proceeds = kind is FundKind.PROCEEDS
        purpose = self.purpose.currentData() if of_proceeds else ""
        return Spent(kind, self.trade.currentData() or "" if of_proceeds else "", self.household.id if self.household else "",
                     CostCategory(self.category.currentData()), ProceedsPurpose(purpose) if purpose else None, **self.texts())


def _fill(box: QComboBox, options: list[tuple[str, StrEnum | str]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, data in options:
        box.addItem(words, str(data))
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
