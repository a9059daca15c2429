"""What is said of a matter itself: its name, a note, the earlier approval it stands on, and what it goes up together with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.actions import matters
from linkdesk.domain.approval import Matter
from linkdesk.domain.change import Change
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.policy.matters import MatterStanding
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.page import Page

ALONE = "单独申报"
_BASIS = "basis_document", "basis_number", "basis_on"
_HINTS = {"title": "事项名称", "note": "说明", "basis_document": "前置批准文件，如“某县某项目区复垦设计报告的批复”",
          "basis_number": "文号", "basis_on": "日期，如 2018-03-05"}


class MatterFacts(QWidget):
    """Out of sight until somebody wants to change them; each line is stored when it is left, the approval by its button."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.now = page, None
        self.lines = {name: QLineEdit(placeholderText=hint) for name, hint in _HINTS.items()}
        self.partner = QComboBox()
        for name in ("title", "note"):
            self.lines[name].editingFinished.connect(lambda name=name: self._store(name))
        for name in _BASIS:
            self.lines[name].returnPressed.connect(self._store_basis)
        self.partner.activated.connect(lambda _: self._join())
        self._lay_out()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def _lay_out(self) -> None:
        self.names = row(label("名称", "second"), self.lines["title"], self.lines["note"])
        self.basis, self.together = QWidget(), QWidget()
        basis = row(label("前置批准", "second"), *(self.lines[name] for name in _BASIS), button("保存前置批准", self._store_basis), parent=self.basis)
        for line, shares in ((self.names, (0, 3, 2)), (basis, (0, 3, 2, 2))):
            for at, share in enumerate(shares):
                line.setStretch(at, share)
        row(label("同步申报", "second"), self.partner, 1, parent=self.together)
        column(self.names, self.basis, self.together, gap=6, parent=self)

    def turn(self) -> None:
        """Come into sight, or go."""
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self.lines["title"].setFocus()

    def show_matter(self, now: MatterStanding) -> None:
        """Show a matter as it is; what is being typed about the same one stays."""
        same, self.now = self.now is not None and self.now.matter == now.matter, now
        if not same:
            for name, line in self.lines.items():
                line.setText(str(getattr(now.matter, name) or ""))
        self.basis.setVisible(bool(now.chain.requires))
        self._offer(now)

    def _offer(self, now: MatterStanding) -> None:
        """The matters it may go up together with, and the one it does."""
        self.partner.clear()
        self.partner.addItem(ALONE, None)
        for other in matters.can_go_together(self.page.desk, now.matter):
            self.partner.addItem(f"与“{other.matter.title}”同步申报", other.matter)
        going = matters.goes_with(self.page.desk, now.matter)
        if going and all(self.partner.itemData(at) != going for at in range(self.partner.count())):
            self.partner.addItem(f"与“{going.title}”同步申报", going)
        self.partner.setCurrentIndex(next((at for at in range(self.partner.count()) if going and self.partner.itemData(at) == going), 0))
        self.together.setVisible(self.partner.count() > 1)

    def _store(self, name: str) -> None:
        typed = self.lines[name].text().strip()
        if self.now and typed != str(getattr(self.now.matter, name) or "") and not self._done(
                lambda matter: matters.set_matter_field(self.page.desk, matter, name, typed)):
            self.lines[name].setText(str(getattr(self.now.matter, name)))

    def _store_basis(self) -> None:
        document, number, on = (self.lines[name].text() for name in _BASIS)
        self._done(lambda matter: matters.set_basis(self.page.desk, matter, document, number, parse(fields_of(Matter)["basis_on"], on)))

    def _join(self) -> None:
        """Go up together with the chosen matter, or alone again."""
        other, going = self.partner.currentData(), matters.goes_with(self.page.desk, self.now.matter)
        if other == going:
            return
        if other is None:
            names_it = self.now.matter if self.now.matter.joined_id else going
            done = self._done(lambda _: matters.part(self.page.desk, names_it))
        else:
            done = self._done(lambda matter: matters.join(self.page.desk, matter, other))
        if not done:
            self._offer(self.now)

    def _done(self, make: Callable[[Matter], Change]) -> bool:
        return self.page.do(lambda: make(self.now.matter), lambda: self.page.said.emit("已保存，可按 Ctrl+Z 撤销。"))
