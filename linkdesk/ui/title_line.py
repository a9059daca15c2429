"""The line over a page: its title, its one main action as a filled button, secondary actions as plain buttons."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton

from linkdesk.ui.look import button, emptied, label, row
from linkdesk.ui.page import Page


class TitleLine(QFrame):
    """Shows title and actions of the page in front."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("head")
        self.title = label("", "title")
        self.buttons = row()
        row(self.title, 1, self.buttons, parent=self).setContentsMargins(24, 8, 24, 8)
        self.shown: dict[str, QPushButton] = {}

    def show_page(self, page: Page) -> None:
        """Take title and actions from a page."""
        self.title.setText(page.title)
        emptied(self.buttons)
        self.shown = {}
        for action in page.actions_beside:
            self._add(action, "")
        if page.main_action:
            self._add(page.main_action, "main")

    def _add(self, action: QAction, look: str) -> None:
        made = button(action.text(), action.trigger, look)
        if not look:
            made.setIcon(action.icon())
        made.setToolTip(action.toolTip() if action.toolTip() != action.text() else "")
        made.setEnabled(action.isEnabled())
        action.changed.connect(lambda: self._follow(action, made))
        self.shown[action.text()] = made
        self.buttons.addWidget(made)

    def _follow(self, action: QAction, made: QPushButton) -> None:
        if made in self.shown.values():
            made.setText(action.text())
            made.setEnabled(action.isEnabled())
