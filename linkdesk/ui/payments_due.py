"""待付: who can be paid now under one kind of agreement, who cannot and why, with the conditions beside it; and making a batch."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.actions import payments
from linkdesk.domain.book import NOTHING
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.payable import Candidate, all_candidates
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import AgreementKind
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.look import beside, button, column, emptied, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.payment_columns import CANDIDATES, now, said
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

ALL, READY, NOT_READY, EVERYWHERE = "全部", "可付", "不能付", "全部行政村"
_MARKS = {True: "✓ ", False: "✗ 未满足：", None: "○ 尚未满足："}
SIDE = 276


class DueTab(QWidget):
    """The agreements of a kind by village; the sums under the table are those of the rows shown."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.found: tuple[Candidate, ...] = ()
        self.kind, self.village, self.which = QComboBox(), QComboBox(), QComboBox()
        self.which.addItems([ALL, READY, NOT_READY])
        self.search = QLineEdit(placeholderText="姓名、编号", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.counts = label("", "small", wrap=True)
        self.table = Table(EntityTable(CANDIDATES, _matches), page.memory, "payments_due")
        self.chosen = button("所选户制表", self.make_chosen)
        self.side = CandidateView(lambda c: page.go.emit("households", c.subject.id, "bank_account"))
        column(beside(self._left(), self.side, SIDE), parent=self)
        self.search.textChanged.connect(self._filter)
        self.kind.activated.connect(lambda _: self.page.reload())
        for box in (self.kind, self.village, self.which):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for box in (self.village, self.which):
            box.activated.connect(lambda _: self._show())
        self.table.chosen.connect(self.side.show_candidate)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.table.selected_sums.connect(page.said)

    def _left(self) -> QWidget:
        left = QWidget()
        top = row(self.search, self.kind, self.village, self.which)
        top.setStretch(0, 1)
        foot = row(self.counts, self.chosen)
        foot.setStretch(0, 1)
        column(top, self.table, foot, parent=left).setStretch(1, 1)
        left.layout().setContentsMargins(0, theme.current().px(8), theme.current().px(8), 0)
        return left

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what is due as things stand."""
        kinds = list(dict.fromkeys([*dossier.pair, *(str(a.kind) for a in dossier.agreements)]))
        _fill(self.kind, kinds)
        self.found = all_candidates(dossier, AgreementKind(self.kind.currentText())) if kinds else ()
        _fill(self.village, [EVERYWHERE, *dict.fromkeys(filter(None, (c.subject and c.subject.village for c in self.found)))])
        self._show()

    def _show(self) -> None:
        place, which = self.village.currentText(), self.which.currentText()
        shown = [c for c in self.found if place in (EVERYWHERE, (c.subject and c.subject.village) or "")
                 and which in (ALL, NOT_READY if c.why else READY)]
        self.table.show_entities(shown, {c.id: (c.severity, said(c)) for c in shown if c.severity})
        if shown and not self.table.view.currentIndex().isValid():
            self.table.select(shown[0].id)
        self.side.show_candidate(self.table.entity_at(self.table.view.currentIndex().row()))
        self._offer()

    def _filter(self, typed: str) -> None:
        self.table.model.filter(typed)
        self._offer()

    def ready(self) -> list[Candidate]:
        """Who of those shown can be paid now."""
        return [c for c in self.table.model.rows if not c.why]

    def _offer(self) -> None:
        ready, chosen = self.ready(), self.table.selected()
        total = printed(sum(map(now, ready), NOTHING), 2)
        self.counts.setText(f"表中 {len(self.table.model.rows)} 户，可付 {len(ready)} 户 {total} 元")
        self.page.main_action.setEnabled(bool(ready))
        self.chosen.setEnabled(any(not c.why for c in chosen))
        self.chosen.setText(f"所选 {len(chosen)} 户制表" if len(chosen) > 1 else "所选户制表")

    def make_all(self) -> None:
        """Make a batch of everybody shown who can be paid."""
        self._make([c.id for c in self.ready()])

    def make_chosen(self) -> None:
        """Make a batch of those selected."""
        self._make([c.id for c in self.table.selected()])

    def _make(self, ids: list[str]) -> None:
        kind = AgreementKind(self.kind.currentText())
        self.page.do(lambda: payments.make_batch(self.page.desk, self.page.project_id, kind, ids), self.page.show_batches)


class CandidateView(QWidget):
    """One agreement: the conditions of the pack with clause, how its amount was reached, and the account."""

    def __init__(self, lead: Callable[[Candidate], None]) -> None:
        super().__init__()
        self.candidate: Candidate | None = None
        self.name, self.why = label("", "group"), label("", "warning", wrap=True)
        self.conditions, self.formula, self.account = column(gap=4), label("", wrap=True), label("", "second", wrap=True)
        self.open = button("查看该户账户", lambda: self.candidate and lead(self.candidate))
        inside = QWidget()
        column(self.name, self.why, label("兑付条件", "second"), self.conditions, label("金额的由来", "second"), self.formula,
               label("收款账户", "second"), self.account, row(self.open, 1), 1, margin=12, parent=inside)
        column(scrolled(inside), parent=self)

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show one agreement, or nothing."""
        self.candidate = candidate
        self.setVisible(candidate is not None)
        if candidate is None:
            return
        due, account = candidate.due, candidate.account
        self.name.setText(f"{candidate.name}　{due.agreement.number}")
        self.why.setText(said(candidate))
        self.why.setVisible(bool(said(candidate)))
        emptied(self.conditions)
        for met in due.met:
            words = f"{_MARKS[met.met]}{met.condition.label}（{met.condition.clause}）"
            self.conditions.addWidget(label(words, "" if met.met else "warning", wrap=True))
        if not due.met:
            self.conditions.addWidget(label("政策没有规定条件，双方签字后按协议付款。", "small", wrap=True))
        figures = (("应付", due.payable), ("已付", due.paid), ("在付", due.on_the_way), ("本次可付", now(candidate)))
        self.formula.setText(f"{due.formula}\n" + "　".join(f"{word} {printed(amount, 2)}" for word, amount in figures) + " 元")
        number = on_screen(account.number, Private.ACCOUNT)
        self.account.setText("　".join(filter(None, (account.holder, account.bank, number))) or "未填")
        self.open.setVisible(candidate.subject is not None and hasattr(candidate.subject, "head_name"))


def _matches(candidate: Candidate, typed: str) -> bool:
    return any(typed.lower() in text.lower() for text in (candidate.name, candidate.due.agreement.number, said(candidate)))


def _fill(box: QComboBox, items: list[str]) -> None:
    """Put other items into a list, keeping what is chosen."""
    if [box.itemText(at) for at in range(box.count())] != items:
        before = box.currentText()
        box.clear()
        box.addItems(items)
        box.setCurrentIndex(max(0, box.findText(before)))
