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
        self._following: list[tuple[QAction, object]] = []

    def show_page(self, page: Page) -> None:
        """Take title and actions from a page."""
        self.title.setText(page.title)
        emptied(self.buttons)
        for action, following in self._following:
            action.changed.disconnect(following)
        self.shown, self._following = {}, []
        for action in page.actions_beside:
            self._add(action, "")
        if page.main_action:
            self._add(page.main_action, "main")

    def _add(self, action: QAction, look: str) -> None:
        made = button(action.text(), action.trigger, look)
        if not look:
            made.setIcon(action.icon())
        if action.menu():
            made.setMenu(action.menu())

        def follow() -> None:
            made.setText(action.text())
            made.setEnabled(action.isEnabled())
            made.setVisible(action.isVisible())
        self.shown[action.text()] = made
        self.buttons.addWidget(made)
        follow()
        self._following.append((action, action.changed.connect(follow)))
