"""A titled part of a page with its own small actions, and tables in it that are as high as their rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from linkdesk.ui import theme
from linkdesk.ui.dressing import ROW
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.table_view import Table

FEWEST, MOST = 1, 8


class Section(QWidget):
    """Title at the left, its actions as links at the right, the content under them."""

    def __init__(self, title: str, content: QWidget, actions: dict[str, Callable[[], object]] | None = None) -> None:
        super().__init__()
        self.title = label(title, "group")
        self.links: dict[str, QPushButton] = {text: button(text, slot, "link") for text, slot in (actions or {}).items()}
        head = row(self.title, *self.links.values(), gap=12)
        head.setStretch(0, 1)
        column(head, content, gap=6, parent=self)

    def freeze(self, frozen: bool) -> None:
        """Take the actions out of sight, or show them again."""
        for link in self.links.values():
            link.setVisible(not frozen)


def as_high_as_rows(table: Table) -> None:
    """Give a table the height of its rows, within limits."""
    lines = 1 + min(max(len(table.model.rows), FEWEST), MOST) + int(table.totals.isVisibleTo(table))
    table.setFixedHeight(theme.current().px(ROW) * lines + 2 * (1 + int(table.totals.isVisibleTo(table))))
