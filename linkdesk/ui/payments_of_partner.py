"""Payments of the chosen partner: what was agreed, paid and is open, every entry with its corrections, and the next one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from linkdesk.actions import work_payments
from linkdesk.actions.work_payments import BeyondContract, Typed
from linkdesk.domain.carrying import WorkPayment
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.domain.work_accounts import WorkAccount
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.payment_entry import PaymentEntry
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

WIDTHS = {"paid_on": 92, "purpose": 68, "amount": 92, "voucher": 96, "note": 100, "officer_name": 64}
NOBODY = "请在左边选中一个参与主体，再登记付款。"


class PaymentsOfPartner(QWidget):
    """Entries are only added: a wrong one is answered by 更正, and both stay."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.account = page, None
        self.heading, self.standing = label("付款", "group"), Sentence(NOBODY)
        self.revoked: frozenset[str] = frozenset()
        self.table = Table(EntityTable((*of_fields(WorkPayment, WIDTHS), Column("state", "状态", self._state, self._state, 60))),
                           page.memory, "partners/payments")
        self.table.first = ("paid_on", "amount", "voucher")
        self.entry = PaymentEntry()
        self.correction = ReasonLine("更正的原因，如“金额抄错”", "更正付款")
        self.correct = button("更正所选付款", self._ask, "link")
        head = row(self.heading, self.correct)
        head.setStretch(0, 1)
        column(head, self.standing, self.correction, self.table, self.entry, parent=self).setStretch(3, 1)
        self.entry.given.connect(self._pay)
        self.correction.given.connect(self._revoke)
        self.table.chosen.connect(lambda _: self._enable())

    def show_account(self, account: WorkAccount | None) -> None:
        """Show the payments of a partner."""
        self.account = account
        found = work_payments.payments(self.page.desk, account.partner) if account else []
        self.revoked = frozenset(p.revokes_id for p in found if p.revokes_id)
        marks = {p.id: (Severity.NOTE, "不计入已付：这一笔已更正，或者是更正的记录") for p in found if p.revokes_id or p.id in self.revoked}
        self.table.show_entities(found, marks)
        self.standing.setText(_said(account) if account else NOBODY)
        self.entry.setEnabled(account is not None)
        self._enable()

    def _state(self, payment: WorkPayment) -> str:
        return "更正" if payment.revokes_id else "已更正" if payment.id in self.revoked else ""

    def _chosen(self) -> WorkPayment | None:
        now = self.table.entity_at(self.table.view.currentIndex().row())
        return now if now and not self._state(now) else None

    def _enable(self) -> None:
        self.correct.setEnabled(self._chosen() is not None)

    def _pay(self, typed: Typed) -> None:
        if self.account:
            self.page.attempt(lambda: self._enter(typed))

    def _enter(self, typed: Typed) -> None:
        try:
            self.page.desk.do(work_payments.pay(self.page.desk, self.account.partner, typed))
        except BeyondContract:
            self.entry.note.setFocus()
            raise
        self.page.said.emit("已登记付款。登记有误的，选中后更正。")
        self.entry.done()

    def _ask(self) -> None:
        if self._chosen():
            self.correction.ask()

    def _revoke(self, why: str) -> None:
        payment = self._chosen()
        if payment and self.page.do(lambda: work_payments.revoke(self.page.desk, payment, why)):
            self.correction.done()

    def lead_to(self, payment_id: str) -> None:
        """Put the cursor at a payment."""
        self.table.select(payment_id)


def _said(account: WorkAccount) -> str:
    name = account.partner.name or "未填名称的单位"
    if account.contract is None:
        return f"{name}：已付 {printed(account.paid, 2)} 万元；合同金额待补，无法核对未付。"
    return f"{name}：合同 {printed(account.contract, 2)} 万元，已付 {printed(account.paid, 2)} 万元，未付 {printed(account.open, 2)} 万元。"
