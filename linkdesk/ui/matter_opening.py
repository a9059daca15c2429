"""The line by which a matter is opened: which chain, why not yet, and the earlier approval it may stand on instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.actions import matters
from linkdesk.domain.approval import Matter
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.policy.matter_rules import Openable
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page


class MatterOpening(QWidget):
    """Out of sight until somebody wants to open a matter."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.offered: tuple[Openable, ...] = ()
        self.which, self.why = QComboBox(), Sentence(look="warning")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.document = QLineEdit(placeholderText="前置批准文件，如“某县某项目区复垦设计报告的批复”")
        self.number, self.on = QLineEdit(placeholderText="文号"), QLineEdit(placeholderText="日期，如 2018-03-05")
        self.basis = QWidget()
        row(self.document, self.number, self.on, parent=self.basis).setStretch(0, 1)
        choose = row(label("走哪个流程", "second"), self.which, button("新开", self._open, "main"), button("取消", self.done), 1)
        column(choose, self.why, self.basis, gap=6, parent=self).setContentsMargins(*(theme.current().px(n) for n in (24, 8, 16, 0)))
        self.which.currentIndexChanged.connect(lambda _: self._say())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.done, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def offer(self, offered: Sequence[Openable]) -> None:
        """What can be opened now."""
        if tuple(offered) == self.offered:
            return
        self.offered = tuple(offered)
        self.which.clear()
        for each in offered:
            self.which.addItem(f"{each.chain.label}（{each.pack.label(each.chain.clause)}）")
        self._say()

    def ask(self) -> None:
        """Come into sight, ready to choose."""
        if not self.offered:
            self.page.wrong.emit("按本项目的政策依据没有可以新开的流程，或都已在办理。请核对概况里的政策依据。")
            return
        self.show()
        self._say()
        self.which.setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        for line in (self.document, self.number, self.on):
            line.clear()
        self.hide()

    def _say(self) -> None:
        each = self._chosen()
        why = each.blocked if each else ""
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.basis.setVisible(bool(why))

    def _chosen(self) -> Openable | None:
        return self.offered[self.which.currentIndex()] if 0 <= self.which.currentIndex() < len(self.offered) else None

    def _open(self) -> None:
        each, page = self._chosen(), self.page
        there = {s.matter.id for s in matters.register(page.desk, page.project_id)}
        if each and page.do(lambda: matters.open_matter(page.desk, page.project_id, each.pack.id, each.chain.id, **self._basis_given())):
            self.done()
            made = next(s.matter.id for s in matters.register(page.desk, page.project_id) if s.matter.id not in there)
            page.reload()
            page.lead_to(made, "")

    def _basis_given(self) -> dict:
        if self.basis.isHidden():
            return {}
        on = parse(fields_of(Matter)["basis_on"], self.on.text())
        return {"basis_document": self.document.text(), "basis_number": self.number.text(), "basis_on": on}
