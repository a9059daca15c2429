"""What every page of the window is: a title, one main action, secondary actions, and a body that reloads."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from linkdesk.desk import Desk


class Page(QWidget):
    """A page of one project (or of the county when `project_id` is empty); the window shows its title and actions."""

    key = ""      # the step's name in the rail, e.g. "households"
    title = ""    # the step's Chinese name, e.g. "农户"

    go = Signal(str, str, str)   # page key, entity id, field name: lead there (findings, results)
    said = Signal(str)           # one sentence for the status line

    def __init__(self, desk: Desk, work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.work, self.project_id = desk, work, project_id
        self.main_action: QAction | None = None
        self.actions_beside: tuple[QAction, ...] = ()

    def reload(self) -> None:
        """Show the data as they stand now; called after every change and when the page comes to the front."""

    def lead_to(self, entity_id: str, field: str) -> None:
        """Bring an entity and a field of it in front of the officer."""
