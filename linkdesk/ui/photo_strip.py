"""The photographs of one phase as small pictures in a row; files are dropped onto it, Delete takes one away, Enter opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QImageReader, QKeyEvent, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from linkdesk.domain.carrying import SitePhoto
from linkdesk.domain.carrying_words import PhotoPhase
from linkdesk.domain.errors import KnownError
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row

THUMB = 76, 57  # px at 100 %
NO_DAY = "日期待补"
MOST_KEPT = 300  # small pictures that are kept at hand
Read = Callable[[str], bytes]


class PhotoList(QListWidget):
    """Small pictures; tells what is dropped, opened and deleted."""

    dropped = Signal(object)   # paths
    opened = Signal()
    deleted = Signal()

    def __init__(self) -> None:
        super().__init__(viewMode=QListView.ViewMode.IconMode, movement=QListView.Movement.Static, wrapping=False,
                         resizeMode=QListView.ResizeMode.Adjust, flow=QListView.Flow.LeftToRight)
        now = theme.current()
        self.setIconSize(QSize(*(now.px(side) for side in THUMB)))
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(now.px(THUMB[1] + 44))
        self.setDragDropMode(QListWidget.DragDropMode.DropOnly)
        self.viewport().setAcceptDrops(True)  # what stands still takes no drops by itself
        self.itemDoubleClicked.connect(lambda _: self.opened.emit())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class PhotoStrip(QWidget):
    """One phase of the chosen plot: its title with their number, the pictures, and the link that adds some."""

    chosen = Signal(object)    # SitePhoto or None

    def __init__(self, phase: PhotoPhase, read: Read, add: Callable[[PhotoPhase], object]) -> None:
        super().__init__()
        self.phase, self.read = phase, read
        self.photos: tuple[SitePhoto, ...] = ()
        self._icons: dict[str, QIcon] = {}
        self.heading, self.list = label(str(phase), "second"), PhotoList()
        self._say()
        head = row(self.heading, button("添加", lambda: add(phase), "link"))
        head.setStretch(0, 1)
        column(head, self.list, gap=2, parent=self)
        self.list.currentRowChanged.connect(lambda at: self.chosen.emit(self.photos[at] if 0 <= at < len(self.photos) else None))

    def show_photos(self, photos: Sequence[SitePhoto]) -> None:
        """Show the photographs of this phase; the one that was current stays so."""
        if tuple(photos) == self.photos:
            return
        here = self.current
        self.photos = tuple(photos)
        self._say()
        self.list.clear()
        for photo in self.photos:
            item = QListWidgetItem(self._icon(photo), str(photo.taken_on or NO_DAY))
            item.setToolTip("\n".join(filter(None, (photo.file_name, photo.title, str(photo.taken_on or NO_DAY)))))
            self.list.addItem(item)
        if here and (at := next((n for n, p in enumerate(self.photos) if p.id == here.id), -1)) >= 0:
            self.list.setCurrentRow(at)

    def _say(self) -> None:
        count = len(self.photos)
        self.heading.setText(f"{self.phase}　{count} 张" if count else f"{self.phase}　照片可拖到这里")

    @property
    def current(self) -> SitePhoto | None:
        """The photograph the cursor is at."""
        at = self.list.currentRow()
        return self.photos[at] if 0 <= at < len(self.photos) else None

    def selected(self) -> list[SitePhoto]:
        """The photographs that are selected."""
        return [self.photos[at] for at in sorted(self.list.row(item) for item in self.list.selectedItems())]

    def _icon(self, photo: SitePhoto) -> QIcon:
        if photo.file_hash not in self._icons:
            if len(self._icons) >= MOST_KEPT:
                self._icons.clear()
            self._icons[photo.file_hash] = QIcon(_thumbnail(self.read, photo.file_hash, theme.current().px(THUMB[0])))
        return self._icons[photo.file_hash]


def _thumbnail(read: Read, digest: str, side: int) -> QPixmap:
    """A kept picture as wide and high as `side` at most, upright; empty when it is no longer there."""
    try:
        content = read(digest)
    except KnownError:
        return QPixmap()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setScaledSize(reader.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return QPixmap.fromImage(reader.read())
