"""Files dropped onto a row of a table: the row is named, what fell beside every row is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from linkdesk.ui.table_view import Table

BESIDE = "没有拖到清单的某一行上，文件没有附上。请拖到对应附件的那一行。"


class LineDrop(QObject):
    """Watches a table for files; belongs to the table's page."""

    dropped = Signal(object, list)  # the row's entity, local paths
    missed = Signal(str)

    def __init__(self, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self.table = table
        table.view.viewport().setAcceptDrops(True)
        table.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.DragMove:
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._dropped(event)
            return True
        return super().eventFilter(watched, event)

    def _dropped(self, event: QDropEvent) -> None:
        aimed = self.table.entity_at(self.table.view.indexAt(event.position().toPoint()).row())
        if aimed is None:
            self.missed.emit(BESIDE)
            return
        self.dropped.emit(aimed, [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
