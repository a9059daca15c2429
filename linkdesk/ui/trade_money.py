"""付款 of a trade: the plan, which closes with the signing, and the payments that came in, of which each entry stays."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from linkdesk.actions import trade_payments
from linkdesk.actions.trade_payments import Typed
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.quantities import printed
from linkdesk.domain.trade import TradeInstalment, TradePayment
from linkdesk.domain.trade_dues import InstalmentStanding
from linkdesk.domain.trade_standing import TradeStanding, is_signed
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, ordered
from linkdesk.ui.look import Sentence, beside, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

PLAN = {"name": 74, "due_on": 88, "condition": 96, "amount": 96}
PAID = {"paid_on": 88, "amount": 92, "voucher": 96, "note": 90, "officer_name": 64}
RIGHT, EARLIEST = 262, "最早未付的"
CLOSED, NO_PLAN = "付款计划随协议签订固定，不再改动。", "逐笔填写，合计要等于协议金额；新增一行时自动填入余额。"


class TradeMoney(QWidget):
    """The plan at the left, what came in at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.now = page, None
        self.dues: dict[str, InstalmentStanding] = {}
        desk = page.desk
        self.plan = RowsPanel(page, "trades/plan", "付款计划", self._columns(), Verbs(
            lambda row: trade_payments.add(desk, self.now.trade),
            lambda row, name, text: trade_payments.set_instalment_field(desk, row, name, text),
            lambda rows: trade_payments.remove(desk, rows),
            lambda cells, names: trade_payments.paste(desk, self.now.trade, cells, names),
            lambda row, by: trade_payments.move(desk, row, by)))
        self.plan.table.first = ("name", "due_on", "amount", "late")
        self.paid = TradePaid(page)
        both = beside(self.plan, self.paid, RIGHT)
        both.setHandleWidth(theme.current().px(12))
        column(both, parent=self).setContentsMargins(0, theme.current().px(6), 0, 0)

    def _columns(self) -> tuple[Column, ...]:
        def late(row: TradeInstalment) -> int | None:
            parts = self.dues[row.id].late if row.id in self.dues else ()
            return max((part.days for part in parts), default=None)

        def open_(row: TradeInstalment) -> Decimal | None:
            return in_ten_thousands(self.dues[row.id].open) if row.id in self.dues else None
        return (*of_fields(TradeInstalment, PLAN),
                Column("open", "未付（万元）", lambda row: "" if open_(row) is None else printed(open_(row), 2), lambda row: ordered(open_(row)), 92,
                       True, open_, 2),
                Column("late", "逾期（天）", lambda row: str(late(row) or ""), lambda row: ordered(late(row)), 70, True))

    def show_trade(self, now: TradeStanding) -> None:
        """Show what a trade plans and was paid."""
        self.now, self.dues = now, {d.instalment.id: d for d in now.dues}
        marks = {d.instalment.id: (Severity.WARNING, _late(d)) for d in now.dues if any(part.is_open for part in d.late)}
        self.plan.model.reckoned = frozenset()
        self.plan.show_rows(now.instalments, (i.id for i in now.instalments) if is_signed(now.trade) else (), marks,
                            {d.instalment.id: _late(d) for d in now.dues})
        if self.plan.current is None or not self.plan.how.text():
            self.plan.how.setText(CLOSED if is_signed(now.trade) else NO_PLAN)
        self.paid.show_trade(now)

    def lead_to(self, entity_id: str) -> None:
        """Put the cursor at a planned payment, or at one that came in."""
        if not self.plan.table.select(entity_id):
            self.paid.table.select(entity_id)


def _late(due: InstalmentStanding) -> str:
    return "；".join(f"{printed(in_ten_thousands(p.amount), 2)} 万元逾期 {p.days} 天" + ("，尚未到账" if p.is_open else "")
                    + ("" if p.penalty is None else f"，违约金 {printed(p.penalty, 2)} 元") for p in due.late)


class TradePaid(QWidget):
    """Entries are only added: a wrong one is answered by 更正, and both stay."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.now = page, None
        self.revoked: frozenset[str] = frozenset()
        state = Column("state", "状态", self._state, self._state, 56)
        self.table = Table(EntityTable((*of_fields(TradePayment, PAID), state)), page.memory, "trades/paid")
        self.table.first = ("paid_on", "amount", "voucher")
        self.standing, self.entry = Sentence(), PaidEntry()
        self.correction = ReasonLine("更正的原因，如“金额抄错”", "更正付款")
        self.correct = button("更正所选付款", self._ask, "link")
        head = row(label("到账", "group"), self.correct)
        head.setStretch(0, 1)
        column(head, self.standing, self.correction, self.table, self.entry, gap=6, parent=self).setStretch(3, 1)
        self.entry.given.connect(self._pay)
        self.correction.given.connect(self._revoke)
        self.table.chosen.connect(lambda _: self._enable())

    def show_trade(self, now: TradeStanding) -> None:
        """Show what came in under a trade."""
        self.now = now
        found = trade_payments.payments(self.page.desk, now.trade)
        self.revoked = frozenset(p.revokes_id for p in found if p.revokes_id)
        marks = {p.id: (Severity.NOTE, "不计入已到账：这一笔已更正，或者是更正的记录") for p in found if self._state(p)}
        self.table.show_entities(found, marks)
        self.entry.offer(now)
        self.standing.setText(_said(now))
        self._enable()

    def _state(self, payment: TradePayment) -> str:
        return "更正" if payment.revokes_id else "已更正" if payment.id in self.revoked else ""

    def _chosen(self) -> TradePayment | None:
        now = self.table.entity_at(self.table.view.currentIndex().row())
        return now if now and not self._state(now) else None

    def _enable(self) -> None:
        self.correct.setEnabled(self._chosen() is not None)
        self.entry.setEnabled(bool(self.now and is_signed(self.now.trade)))

    def _pay(self, typed: Typed, instalment: TradeInstalment | None) -> None:
        if self.now and self.page.do(lambda: trade_payments.pay(self.page.desk, self.now.trade, typed, instalment)):
            self.page.said.emit("已登记到账。登记有误的，选中后更正。")
            self.entry.done()

    def _ask(self) -> None:
        if self._chosen():
            self.correction.ask()

    def _revoke(self, why: str) -> None:
        payment = self._chosen()
        if payment and self.page.do(lambda: trade_payments.revoke(self.page.desk, payment, why)):
            self.correction.done()


class PaidEntry(QWidget):
    """Which instalment, how much, when, by which voucher; Enter goes on to the next, in the last it enters."""

    given = Signal(object, object)  # Typed, TradeInstalment or None

    def __init__(self) -> None:
        super().__init__()
        self.instalment = QComboBox()
        self.amount, self.paid_on = QLineEdit(placeholderText="金额，万元"), QLineEdit(placeholderText="到账日期")
        self.voucher, self.note = QLineEdit(placeholderText="凭证号"), QLineEdit(placeholderText="说明")
        grid = QGridLayout(horizontalSpacing=theme.current().px(6), verticalSpacing=theme.current().px(4))
        for at, widget in enumerate((self.amount, self.paid_on, self.voucher, self.note)):
            grid.addWidget(widget, at // 2, at % 2)
        self.enter = button("登记到账", self._give, "main")
        below = row(self.instalment, self.enter, gap=6)
        below.setStretch(0, 1)
        column(grid, below, gap=4, parent=self)
        self.lines = (self.amount, self.paid_on, self.voucher, self.note)
        for line in self.lines:
            line.returnPressed.connect(lambda line=line: self._next(line))

    def offer(self, now: TradeStanding) -> None:
        """The instalments that are still open, behind what needs no choice."""
        was = self.instalment.currentText()
        self.instalment.clear()
        self.instalment.addItem(EARLIEST, None)
        for due in now.dues:
            if due.open > 0:
                self.instalment.addItem(due.instalment.name, due.instalment)
        self.instalment.setCurrentIndex(max(0, self.instalment.findText(was)))

    def done(self) -> None:
        """Ready for the next payment: the day stays."""
        for line in (self.amount, self.voucher, self.note):
            line.clear()
        self.amount.setFocus()

    def _next(self, line: QLineEdit) -> None:
        if line is self.note:
            self._give()
        else:
            self.lines[self.lines.index(line) + 1].setFocus()

    def _give(self) -> None:
        typed = Typed(self.amount.text(), self.paid_on.text(), self.voucher.text(), self.note.text())
        self.given.emit(typed, self.instalment.currentData())


def _said(now: TradeStanding) -> str:
    if not is_signed(now.trade):
        return "协议签订以后再登记到账。"
    left = "" if now.open is None else f"，未到账 {printed(in_ten_thousands(now.open), 2)} 万元"
    return f"已到账 {printed(in_ten_thousands(now.paid), 2)} 万元{left}。"
