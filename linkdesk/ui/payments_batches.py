"""批次: every batch with who made and who confirmed it; beside it what can be done with it now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from linkdesk.actions import payment_papers, payments
from linkdesk.domain import secret
from linkdesk.domain.book import PaymentState
from linkdesk.domain.capitals import capitals
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.payment import Payment
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.quantities import printed
from linkdesk.ui import theme
from linkdesk.ui.look import beside, button, column, first_step, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.payment_columns import BATCHES, BatchLine, batch_lines
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

SIDE, LISTED = 300, 12


class BatchesTab(QWidget):
    """The batches at the left, the chosen one at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.table = Table(EntityTable(BATCHES), page.memory, "payment_batches")
        self.view = BatchView(page)
        self.empty = first_step("还没有兑付批次。在“待付”里选择可付的农户制表。")
        left = QWidget()
        column(self.table, parent=left).setContentsMargins(0, theme.current().px(8), theme.current().px(8), 0)
        self.both = beside(left, self.view, SIDE)
        column(self.both, self.empty, parent=self)
        self.table.chosen.connect(self.view.show_line)
        self.table.selected_sums.connect(page.said)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the batches as they stand."""
        lines = batch_lines(dossier)
        self.both.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.table.show_entities(lines)
        if lines and not self.table.view.currentIndex().isValid():
            self.table.select(lines[0].id)
        self.view.show_line(self.table.entity_at(self.table.view.currentIndex().row()))


class BatchView(QWidget):
    """One batch: its total in figures and capitals, its payments, and the next step."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.line = page, None
        self.number, self.about = label("", "group"), label("", wrap=True)
        self.confirm = ConfirmLine(self._confirm)
        self.send = button("送银行…", self._ask_where, "main")
        self.again = button("再次导出代发明细…", self._ask_where)
        self.sheet = button("打印兑付表…", self._ask_folder)
        self.end = button("撤销批次", lambda: self.ending.ask())
        self.refuse = button("复核退回", lambda: self.refusing.ask())
        self.ending = ReasonLine("撤销原因", "撤销批次")
        self.refusing = ReasonLine("退回原因，如“金额请核对”", "退回")
        self.ending.given.connect(lambda reason: self._end(payments.cancel, reason, self.ending))
        self.refusing.given.connect(lambda reason: self._end(payments.refuse, reason, self.refusing))
        self.listed = label("", "small", wrap=True)
        inside = QWidget()
        column(self.number, self.about, self.confirm, row(self.send, self.sheet, 1), row(self.again, self.refuse, self.end, 1), self.refusing,
               self.ending, label("付款明细", "second"), self.listed, 1, margin=12, parent=inside)
        column(scrolled(inside), parent=self)

    def show_line(self, line: BatchLine | None) -> None:
        """Show one batch, or nothing."""
        if line is None or self.line is None or line.id != self.line.id:
            self.refusing.done()
            self.ending.done()
            self.confirm.clear()
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        batch, total = line.batch, line.total
        self.number.setText(batch.number)
        said = (f"{batch.kind}　{line.told}", f"{len(line.payments)} 笔　{printed(total, 2)} 元", f"人民币（大写）{capitals(total)}",
                f"制表：{batch.maker_name}　{batch.made_on or ''}", f"复核：{line.confirmer or '—'}", line.ended)
        self.about.setText("\n".join(filter(None, said)))
        open_ = payments.is_open(line.state)
        self.confirm.offer(self.page, line if line.state is PaymentState.MADE else None)
        self.refuse.setVisible(line.state is PaymentState.MADE)
        self.end.setVisible(open_)
        self.send.setVisible(line.state is PaymentState.CONFIRMED)
        self.again.setVisible(line.state is PaymentState.SENT)
        self.listed.setText(_listed(line))

    def _confirm(self, officer_id: str, typed: str) -> None:
        done = self.page.do(lambda: payments.confirm(self.page.desk, self.line.id, officer_id, typed))
        self.confirm.clear()
        if done:
            self.page.said.emit("复核通过，可以送银行。")

    def _end(self, verb, reason: str, line: ReasonLine) -> None:
        if self.page.do(lambda: verb(self.page.desk, self.line.id, reason)):
            line.done()

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "送银行", f"{self.line.batch.number}代发明细.xlsx", "Excel 工作簿 (*.xlsx)")
        if name:
            self.write_list(Path(name))

    def write_list(self, out: Path) -> None:
        """Write the list for the bank; that it was sent is entered with it."""
        if self.page.attempt(lambda: payment_papers.send(self.page.desk, self.line.id, out)):
            self.page.said.emit(f"代发明细已写到 {out}，银行回盘后在“结果”里登记。")

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "兑付表存放的文件夹")
        if name:
            self.write_sheet(Path(name))

    def write_sheet(self, folder: Path) -> None:
        """Write the sheet that the officers sign."""
        if self.page.attempt(lambda: payment_papers.write_sheet(self.page.desk, self.line.id, folder)):
            self.page.said.emit(f"兑付表已写到 {folder}")


class ConfirmLine(QWidget):
    """A second officer chooses his name and types his own secret."""

    def __init__(self, give) -> None:
        super().__init__()
        self.who, self.typed, self.ids = QComboBox(), QLineEdit(placeholderText="复核人本人的口令"), []
        self.typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.give = button("复核通过", lambda: give(self.ids[self.who.currentIndex()], self.typed.text()), "main")
        self.typed.returnPressed.connect(self.give.click)
        self.none = label("", "warning", wrap=True)
        column(self.none, row(label("复核人"), self.who, 1), row(self.typed, self.give), parent=self)

    def offer(self, page: Page, line: BatchLine | None) -> None:
        """Offer everybody but the maker who has a secret of his own; out of sight without a batch to confirm."""
        self.setVisible(line is not None)
        if line is None:
            return
        others = payments.confirmers(page.desk, line.batch)
        able = [o for o in others if o.secret and not secret.is_once(o.secret)]
        if [o.id for o in able] != self.ids:
            self.who.clear()
            self.who.addItems([f"{o.name}　{o.office}" for o in able])
            self.ids = [o.id for o in able]
        without = "、".join(o.name for o in others if o not in able)
        self.none.setText("" if able else f"复核要由制表人以外的经办人进行，{without or '还没有第二位经办人，请先'}"
                          f"{'还没有自己的口令，请在' if without else '在'}“文件—更换经办人”中登录并设置口令。")
        self.none.setVisible(not able)
        for part in (self.who, self.typed, self.give):
            part.setEnabled(bool(able))

    def clear(self) -> None:
        """What was typed goes."""
        self.typed.clear()


def _listed(line: BatchLine) -> str:
    pairs = list(zip(line.payments, line.states, strict=True))
    said = [_one(payment, str(state)) for payment, state in pairs[:LISTED]]
    return "\n".join([*said, f"……共 {len(pairs)} 笔，全部见兑付表"] if len(pairs) > LISTED else said)


def _one(payment: Payment, state: str) -> str:
    account = on_screen(payment.bank_account, Private.ACCOUNT)[-8:]
    return f"{payment.position}　{payment.account_holder}　{account}　{printed(payment.amount or 0, 2)}　{state}"
