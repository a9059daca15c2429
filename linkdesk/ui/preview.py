"""打印预览: the very bytes that are printed, page by page; print them or keep them as files."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QScrollArea, QStackedWidget, QWidget

from linkdesk.actions import printing
from linkdesk.desk import Desk
from linkdesk.domain.errors import KnownError
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.work import Work

GAP, KEPT = 16, 12  # px between pages; pages kept drawn
ZOOMS = (50, 75, 100, 125, 150, 200)
SCREEN_DPI, PRINT_DPI = 96, 300


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in memory and the sizes of its pages in points."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


class Sheets(QWidget):
    """All pages below each other; only those in sight are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.made, self.zoom = Made(b"", ()), 100
        self.boxes: list[QRect] = []
        self._drawn: OrderedDict[int, QImage] = OrderedDict()

    def show_made(self, made: Made, zoom: int) -> None:
        """Show a PDF at so many percent of its real size."""
        self.made, self.zoom = made, zoom
        self._drawn.clear()
        scale, top, boxes = zoom / 100 * SCREEN_DPI / 72, GAP, []
        for width, height in made.sizes:
            size = QSize(round(width * scale), round(height * scale))
            boxes.append(QRect(GAP, top, size.width(), size.height()))
            top += size.height() + GAP
        self.boxes = boxes
        self.setMinimumSize(max((b.width() for b in boxes), default=0) + 2 * GAP, top)
        self.update()

    def page_at(self, y: int) -> int:
        """The page that stands at a height, from 0."""
        return next((at for at, box in enumerate(self.boxes) if y < box.bottom() + GAP), max(0, len(self.boxes) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.current().colour("ground"))
        painter.setPen(theme.current().colour("line"))
        for at, box in enumerate(self.boxes):
            box = box.translated((self.width() - box.width()) // 2 - GAP, 0)
            if box.intersects(event.rect()):
                painter.drawImage(box, self._image(at))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()

    def _image(self, page: int) -> QImage:
        if page not in self._drawn:
            self._drawn[page] = image(self.made.pdf, page, SCREEN_DPI * self.zoom / 100 * self.devicePixelRatioF())
        self._drawn.move_to_end(page)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return self._drawn[page]


def image(pdf: bytes, page: int, dpi: float) -> QImage:
    """One page as a picture."""
    from linkdesk.documents.preview import render
    pixels = render(pdf, page, dpi)
    drawn = QImage(pixels.rgba, pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGBA8888)
    return drawn.copy()  # the bytes belong to Python


class PreviewPage(Page):
    """Kinds of documents at the left, pages in the middle."""

    key, title = "preview", "打印预览"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.kind = self.wish = ""  # shown or under way, and what was asked for last
        self.version, self.made, self.making = 0, Made(b"", ()), False  # version: of the data the pages were made from
        self.main_action = self.action("打印", self.print)
        self.keep = self.action("存为文件", self.save)
        self.actions_beside = (self.keep,)
        self.kinds = QListWidget()
        self.kinds.setFixedWidth(theme.current().px(150))
        self._list_kinds()
        self._wire()
        self.sheets, self.zoom = Sheets(), 75
        self.scroll = QScrollArea(widgetResizable=True)
        self.scroll.setWidget(self.sheets)
        self.scroll.verticalScrollBar().valueChanged.connect(lambda _: self._count())
        self.setFocusProxy(self.scroll)
        self.counted = label("", "second")
        self.body = QStackedWidget()
        self.body.addWidget(self._first())
        self.body.addWidget(self.scroll)
        tools = row(self.counted, 1, button("缩小", lambda: self._zoom(-1)), button("放大", lambda: self._zoom(1)))
        right = column(tools, self.body)
        right.setStretch(1, 1)
        column(row(self.kinds, right, gap=16), margin=24, parent=self)
        self._ready(False)

    def _wire(self) -> None:
        for chosen in (self.kinds.itemClicked, self.kinds.itemActivated):  # not by passing over it with the keys
            chosen.connect(lambda item: self.make(item.data(Qt.ItemDataRole.UserRole)))
        for broken_off in (self.work.cancelled, self.work.wrong, self.work.bug):
            broken_off.connect(self._not_made)

    def _first(self) -> QWidget:
        page = QWidget()
        self.empty = label("从左边选择要看的文件。", "lead", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(1, self.empty, 2, parent=page)
        return page

    def _list_kinds(self) -> None:
        self.kinds.clear()
        for kind, name in printing.kinds(self.desk, self.project_id).items():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setSizeHint(QSize(0, theme.current().px(30)))
            self.kinds.addItem(item)

    def lead_to(self, entity_id: str, field: str) -> None:
        """Show a kind of document; `entity_id` is the kind, or one of its kind as notices:<id>."""
        for at in range(self.kinds.count()):
            if self.kinds.item(at).data(Qt.ItemDataRole.UserRole) == entity_id.partition(":")[0]:
                self.kinds.setCurrentRow(at)
                self.make(entity_id)

    def reload(self) -> None:
        """Documents are made anew when the data have changed since."""
        if self.wish and (self.wish, self.desk.store.data_version) != (self.kind, self.version):
            QTimer.singleShot(0, self, lambda: self.make(self.wish))  # when the window has read what it needs of the desk

    def make(self, kind: str) -> None:
        """Make the documents of a kind in the worker and show them."""
        self.wish = kind
        if self.work.running:
            return
        version = self.desk.store.data_version
        if (kind, version) == (self.kind, self.version):
            return
        self.kind, self.version, self.making = kind, version, True

        def making(report: Any) -> Made:
            from linkdesk.documents.preview import page_sizes
            pdf = printing.pdf_bytes(printing.documents(self.desk, self.project_id, kind), report, self.desk.store.files.read)
            return Made(pdf, page_sizes(pdf))
        self._ready(False)
        self.empty.setText("正在排版……")
        self.work.start("排版", lambda report: self._or_why(making, report), self.show_made, holds_desk=True)

    @staticmethod
    def _or_why(making: Any, report: Any) -> Made | str:
        try:
            return making(report)
        except KnownError as why:
            return str(why)

    def show_made(self, made: Made | str) -> None:
        """Show what was made, or the sentence why it could not be; then go on to what was asked for meanwhile."""
        self.making = False
        if self.wish != self.kind:
            QTimer.singleShot(0, self, lambda: self.make(self.wish))
        if isinstance(made, str):
            self.empty.setText(made)
            return
        self.made = made
        self.sheets.show_made(made, self.zoom)
        self.scroll.verticalScrollBar().setValue(0)
        self._ready(True)

    def _not_made(self, _: object = None) -> None:
        """The pages were broken off: nothing is shown as if it were still coming, and any kind can be asked for again."""
        if self.making:
            self.kind, self.wish, self.making = "", "", False
            self.empty.setText("没有排完，可从左边重新选择要看的文件。")

    def _ready(self, ready: bool) -> None:
        self.body.setCurrentIndex(1 if ready else 0)
        self.main_action.setEnabled(ready)
        self.keep.setEnabled(ready)
        self._count() if ready else self.counted.setText("")

    def _count(self) -> None:
        at = self.sheets.page_at(self.scroll.verticalScrollBar().value() + self.scroll.viewport().height() // 2)
        self.counted.setText(f"第 {at + 1} 页，共 {len(self.made.sizes)} 页　{self.zoom}%")

    def _zoom(self, way: int) -> None:
        self.zoom = ZOOMS[min(len(ZOOMS) - 1, max(0, ZOOMS.index(self.zoom) + way))]
        at = self.sheets.page_at(self.scroll.verticalScrollBar().value())
        self.sheets.show_made(self.made, self.zoom)
        if self.sheets.boxes:
            self.scroll.verticalScrollBar().setValue(self.sheets.boxes[at].top() - GAP)
        self._count()

    def save(self) -> None:
        """Write this kind of document into a folder: PDF, Excel where it is a table, one PDF each for agreements."""
        folder = QFileDialog.getExistingDirectory(self, "选择存放的文件夹")
        if folder:
            self.save_to(Path(folder))

    def save_to(self, folder: Path) -> None:
        """Write this kind of document into that folder."""
        self.attempt(lambda: self.work.start(
            "写出文件", lambda report: printing.write(self.desk, self.project_id, self.kind, folder, report),
            lambda paths: self._written(len(paths), folder), holds_desk=True))

    def _written(self, files: int, folder: Path) -> None:
        self.version = self.desk.store.data_version  # the journal has moved on, the documents have not changed
        self.said.emit(f"已写出 {files} 个文件：{folder}")

    def print(self) -> None:
        """Ask for a printer and print the pages as shown."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec():
            self.attempt(lambda: self.print_to(printer))

    def print_to(self, printer: Any) -> None:
        """Print all pages, each on paper of its own size and turn, and note it in the journal."""
        from linkdesk.ui.printer import print_pages
        print_pages(self.made.pdf, self.made.sizes, printer)
        self.desk.do(printing.sent(self.desk, self.project_id, self.kind))
        self.version = self.desk.store.data_version
        self.said.emit(f"已送打印 {len(self.made.sizes)} 页。")
