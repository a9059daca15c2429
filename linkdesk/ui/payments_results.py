"""结果: the bank's answer read back and reviewed before it is entered; payments by hand; money that came back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import bank_lists, payments
from linkdesk.actions.bank_lists import ResultList
from linkdesk.domain.agreement_words import PaymentEventKind
from linkdesk.domain.book import PaymentState
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.payment import PaymentEvent
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.change_parts import form_of
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.payment_columns import PAYMENTS, RESULTS, PaymentLine, is_doubtful, payment_lines
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

FILES = "银行结果 (*.xlsx *.xls *.et *.ods *.csv *.txt);;所有文件 (*)"
ALL, SIDE = "全部结果", 284
LIST, EMPTY, REVIEW = range(3)


class ResultsTab(QWidget):
    """Every payment the bank was asked for; a file read stands in its place until it is entered or put away."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.read_list = page, None
        self.which = QComboBox()
        self.which.addItems([ALL, *map(str, (PaymentState.SENT, PaymentState.PAID, PaymentState.FAILED, PaymentState.REFUNDED))])
        self.which.activated.connect(lambda _: self._show())
        self.lines: list[PaymentLine] = []
        self.table = Table(EntityTable(PAYMENTS, _matches), page.memory, "payment_results")
        self.search = QLineEdit(placeholderText="搜索：户名、批次、凭证号", clearButtonEnabled=True)
        self.search.textChanged.connect(self.table.model.filter)
        self.entry = EntryView(page, self.table.selected)
        self.review = ReviewView(self._take, self.put_away)
        self.body = QStackedWidget()
        self.body.addWidget(self._list())
        self.body.addWidget(first_step("还没有送银行的付款。批次复核通过、送银行以后，在这里读回银行结果。"))
        self.body.addWidget(self.review)
        column(self.body, parent=self)
        self.table.selected_sums.connect(page.said)
        self.table.chosen.connect(self.entry.show_line)

    def _list(self) -> QWidget:
        left = QWidget()
        top = row(self.search, self.which)
        top.setStretch(0, 1)
        column(top, self.table, parent=left).setStretch(1, 1)
        left.layout().setContentsMargins(0, theme.current().px(8), theme.current().px(8), 0)
        return beside(left, self.entry, SIDE)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the payments as they stand; a review that is open is weighed again."""
        self.lines = payment_lines(dossier)
        if self.read_list is not None:
            self.show_read(bank_lists.weigh(self.page.desk, self.read_list.listing, self.page.project_id))
            return
        self.body.setCurrentIndex(LIST if self.lines else EMPTY)
        self._show()

    def _show(self) -> None:
        wanted = self.which.currentText()
        self.table.show_entities([line for line in self.lines if wanted in (ALL, str(line.state))])
        if self.table.model.rows and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id)
        self.entry.show_line(self.table.entity_at(self.table.view.currentIndex().row()))

    @property
    def is_ready(self) -> bool:
        """Whether there is something a bank can have answered."""
        return self.body.currentIndex() != EMPTY

    def choose(self) -> None:
        """Ask for the bank's file."""
        path, _ = QFileDialog.getOpenFileName(self, "选择银行结果", "", FILES)
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read the bank's file in the worker and show what it says; nothing is entered yet."""
        desk, project_id = self.page.desk, self.page.project_id
        self.page.attempt(lambda: self.page.work.start(
            "读取银行结果", lambda report: bank_lists.understand(path, report),
            lambda listing: self.show_read(bank_lists.weigh(desk, listing, project_id))))

    def show_read(self, read: ResultList) -> None:
        """Show a file that was read."""
        self.read_list = read
        self.review.show_read(read)
        self.body.setCurrentIndex(REVIEW)

    def _take(self) -> None:
        if self.page.do(lambda: bank_lists.take_results(self.page.desk, self.read_list)):
            self.page.said.emit("银行结果已登记；登记的付款不能撤销，款项退回请登记退回。")
            self.put_away()

    def put_away(self) -> None:
        """Back to the payments."""
        self.read_list = None
        self.page.reload()


class ReviewView(QWidget):
    """The rows of the bank's file with what will become of each; doubtful ones first."""

    def __init__(self, take: Callable[[], None], put_away: Callable[[], None]) -> None:
        super().__init__()
        self.says, self.missing = label("", "lead", wrap=True), label("", "warning", wrap=True)
        self.table = Table(EntityTable(RESULTS))
        self.take = button("登记", take, "main")
        column(self.says, self.missing, self.table, row(self.take, button("不登记", put_away), 1), parent=self).setStretch(2, 1)
        self.layout().setContentsMargins(0, theme.current().px(8), theme.current().px(8), 0)

    def show_read(self, read: ResultList) -> None:
        """Show a file that was read."""
        entered = sum(read.counts.get(str(f), 0) for f in bank_lists.TAKEN)
        counts = "　".join(f"{finding} {read.counts[str(finding)]}" for finding in bank_lists.Finding if read.counts.get(str(finding)))
        self.says.setText(f"{read.listing.file_name}：读到 {len(read.rows)} 行。{counts}")
        names = "、".join(p.account_holder or "" for p in read.missing[:8]) + ("等" if len(read.missing) > 8 else "")
        self.missing.setText(f"同批次还有 {len(read.missing)} 笔银行没有回结果：{names}" if read.missing else "")
        self.missing.setVisible(bool(read.missing))
        self.take.setText(f"登记 {entered} 笔" if entered else "没有可以登记的")
        self.take.setEnabled(bool(entered))
        rows = sorted(read.rows, key=lambda r: not is_doubtful(r))
        self.table.show_entities(rows, {r.id: (Severity.WARNING, r.why) for r in rows if is_doubtful(r)})


class EntryView(QWidget):
    """What came back of one payment; and payments entered by hand, where the bank gives no file."""

    def __init__(self, page: Page, selected: Callable[[], list[PaymentLine]]) -> None:
        super().__init__()
        self.page, self.selected, self.line = page, selected, None
        self.name, self.about = label("", "group"), label("", wrap=True)
        self.fields = {name: QLineEdit() for name in ("happened_on", "voucher", "reason", "amount")}
        form = QWidget()
        form_of(*((fields_of(PaymentEvent)[n].label, line) for n, line in self.fields.items()), parent=form)
        for line in self.fields.values():
            line.setFixedWidth(theme.current().px(176))
        self.back = button("登记退回", self.enter_refund, "main")
        self.paid = button("登记已付", lambda: self._enter(PaymentEventKind.PAID))
        self.failed = button("登记未付成功", lambda: self._enter(PaymentEventKind.FAILED))
        self.told = label("", "small", wrap=True)
        column(self.name, self.about, form, row(self.back, self.paid, self.failed, 1), self.told, 1, margin=12, parent=self)

    def show_line(self, line: PaymentLine | None) -> None:
        """Show one payment, or nothing."""
        if line is None or self.line is None or line.id != self.line.id:
            for field in self.fields.values():
                field.clear()
            self.fields["happened_on"].setText(self.page.desk.clock().date().isoformat())
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        back = f"　已退回 {printed(line.back, 2)} 元" if line.back else ""
        self.name.setText(f"{line.payment.account_holder}　{printed(line.payment.amount or 0, 2)} 元")
        self.about.setText(f"{line.number}　{line.state}{back}")
        sent, paid = line.state is PaymentState.SENT, line.state is PaymentState.PAID
        self.back.setVisible(paid)
        self.fields["amount"].setEnabled(paid)
        self.fields["amount"].setPlaceholderText("退回金额，可以是一部分" if paid else "")
        for part in (self.paid, self.failed):
            part.setVisible(sent)
        self.told.setText(_TOLD.get(line.state, ""))

    def _typed(self, name: str):
        value = parse(fields_of(PaymentEvent)[name], self.fields[name].text())
        if value is None and name in ("happened_on", "amount"):
            raise KnownError(f"请填写{fields_of(PaymentEvent)[name].label}，再登记。")
        return value or ""

    def enter_refund(self) -> None:
        """Enter what came back of the payment shown."""
        self.page.do(lambda: payments.refund(self.page.desk, self.line.id, self._typed("amount"), self._typed("happened_on"),
                                             self._typed("reason"), self._typed("voucher")), self._clear)

    def _enter(self, kind: PaymentEventKind) -> None:
        self.page.do(lambda: self._change(kind), self._clear)

    def _change(self, kind: PaymentEventKind) -> Change:
        ids = [line.id for line in self.selected() if line.state is PaymentState.SENT]
        return payments.record(self.page.desk, ids or [self.line.id], kind, self._typed("happened_on"), self._typed("voucher"),
                               self._typed("reason"))

    def _clear(self) -> None:
        for name in ("voucher", "reason", "amount"):
            self.fields[name].clear()


_TOLD = {PaymentState.SENT: "银行不给结果文件时，按银行回单逐笔登记；选中多行可以一起登记。",
         PaymentState.PAID: "退回的款项登记后，应付而未付的部分可以再次兑付。",
         PaymentState.FAILED: "改正账户后，在“待付”里另制批次。", PaymentState.REFUNDED: "已全部退回。"}


def _matches(line: PaymentLine, typed: str) -> bool:
    return any(typed in text for text in (line.number, line.payment.account_holder or "", line.voucher, line.reason))
