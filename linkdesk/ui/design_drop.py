"""Files dropped onto a part of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lets files be dropped onto a widget; tells how high in it, and which."""

    def __init__(self, onto: QWidget, dropped: Callable[[int, Sequence[Path]], object]) -> None:
        super().__init__(onto)
        self.dropped = dropped
        onto.setAcceptDrops(True)
        onto.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop) or not event.mimeData().hasUrls():
            return False
        event.acceptProposedAction()
        if kind is QEvent.Type.Drop:
            self.dropped(round(event.position().y()), _files(event.mimeData()))
        return True


def _files(given: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
