"""兑付: what is due, the batches on their way, and what the bank made of them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.desk import Desk
from linkdesk.domain.payment import Payment, PaymentBatch
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, first_step, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.payments_batches import BatchesTab
from linkdesk.ui.payments_due import DueTab
from linkdesk.ui.payments_results import ResultsTab
from linkdesk.ui.work import Work

DUE, BATCHES, RESULTS = range(3)
MAKE, READ = "可付户全部制表", "读取银行结果"


class PaymentsPage(Page):
    """Three tabs in the order of the work."""

    key, title = "payments", "兑付"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action(MAKE, self._main)
        self.actions_beside = (self.action("返回双签协议", lambda: self.go.emit("agreements", "", "")),)
        self.tabs = word_tabs()
        self.due, self.batches, self.results = DueTab(self), BatchesTab(self), ResultsTab(self)
        for tab, name in ((self.due, "待付"), (self.batches, "批次"), (self.results, "结果")):
            self.tabs.addTab(tab, name)
        self.tabs.currentChanged.connect(lambda _: self.reload())
        self.body = QStackedWidget()
        self.body.addWidget(self.tabs)
        self.body.addWidget(first_step("还没有协议，请先生成、定稿和签订双签协议，再兑付奖补资金。",
                                       button("去双签协议", lambda: self.go.emit("agreements", "", ""), "main")))
        column(self.body, parent=self).setContentsMargins(*(theme.current().px(n) for n in (24, 4, 16, 8)))

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.body.setCurrentIndex(0 if dossier.agreements else 1)
        if dossier.agreements:
            self.tabs.currentWidget().show_dossier(dossier)
        self._offer(bool(dossier.agreements))

    def _offer(self, begun: bool) -> None:
        """The main action is that of the tab in front; the next step of a batch stands beside the batch."""
        at = self.tabs.currentIndex()
        self.main_action.setText(READ if at == RESULTS else MAKE)
        self.main_action.setVisible(begun and (at == DUE or (at == RESULTS and self.results.is_ready)))
        self.main_action.setEnabled(at == RESULTS or bool(self.due.ready()))

    def _main(self) -> None:
        self.results.choose() if self.tabs.currentIndex() == RESULTS else self.due.make_all()

    def show_batches(self) -> None:
        """The batch just made, waiting for a second officer."""
        newest = self.desk.store.load(PaymentBatch, project_id=self.project_id)[-1]
        self.tabs.setCurrentIndex(BATCHES)
        self.lead_to(newest.id, "")
        self.said.emit("已制表，等第二位经办人复核。")

    def lead_to(self, entity_id: str, field: str) -> None:
        for tab, entity in ((BATCHES, PaymentBatch), (RESULTS, Payment)):
            if self.desk.store.get(entity, entity_id):
                self.tabs.setCurrentIndex(tab)
                self.tabs.currentWidget().show_dossier(self.desk.dossier(self.project_id))
        self.tabs.currentWidget().table.select(entity_id)
