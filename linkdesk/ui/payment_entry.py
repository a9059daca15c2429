"""A payment to a partner: what is asked for it, entered once; what cannot be entered is said, and everything typed stays."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from linkdesk.actions.work_payments import Typed
from linkdesk.domain.carrying_words import PaymentPurpose
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row


class PaymentEntry(QWidget):
    """Purpose, sum, day, voucher and note; Enter goes on to the next, in the last it enters."""

    given = Signal(object)   # Typed

    def __init__(self) -> None:
        super().__init__()
        self.purpose = QComboBox()
        self.purpose.addItems(list(map(str, PaymentPurpose)))
        self.purpose.setCurrentText(PaymentPurpose.PROGRESS)
        self.amount, self.paid_on = QLineEdit(placeholderText="万元"), QLineEdit(placeholderText="如 2018-05-01")
        self.voucher, self.note = QLineEdit(), QLineEdit(placeholderText="超过合同的须写明理由")
        grid = QGridLayout(horizontalSpacing=theme.current().px(8), verticalSpacing=theme.current().px(6))
        asked = (("款项", self.purpose), ("金额", self.amount), ("付款日期", self.paid_on), ("凭证号", self.voucher), ("说明", self.note))
        for at, (words, widget) in enumerate(asked):
            grid.addWidget(label(words, "second"), at // 2, 2 * (at % 2))
            grid.addWidget(widget, at // 2, 2 * (at % 2) + 1, 1, 3 if widget is self.note else 1)
        self.enter = button("登记付款", self._give, "main")
        column(grid, row(1, self.enter), parent=self)
        self.lines = (self.amount, self.paid_on, self.voucher, self.note)
        for line in self.lines:
            line.returnPressed.connect(lambda line=line: self._next(line))

    def done(self) -> None:
        """Ready for the next payment: purpose and day stay."""
        for line in (self.amount, self.voucher, self.note):
            line.clear()
        self.amount.setFocus()

    def _next(self, line: QLineEdit) -> None:
        if line is self.note:
            self._give()
        else:
            self.lines[self.lines.index(line) + 1].setFocus()

    def _give(self) -> None:
        self.given.emit(Typed(PaymentPurpose(self.purpose.currentText()), self.amount.text(), self.paid_on.text(), self.voucher.text(),
                              self.note.text()))
