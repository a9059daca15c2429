"""A PDF to a printer, page by page, each on paper of its own size and turn."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from linkdesk.domain.errors import KnownError
from linkdesk.ui.preview import image

NOT_BEGUN = "打印机没有响应，没有打印。请检查打印机是否开机、联网、有纸，再试一次。"


def print_pages(pdf: bytes, sizes: tuple[tuple[float, float], ...], printer: QPrinter) -> None:
    """Print the pages the printer's own page range asks for; raises KnownError when it does not begin."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(sizes)
    painter = QPainter()
    for at in range(first - 1, min(last, len(sizes))):
        printer.setPageLayout(_layout(*sizes[at]))
        if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
            painter.end()
            raise KnownError(NOT_BEGUN)
        area = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        painter.drawImage(QRectF(0, 0, area.width(), area.height()), image(pdf, at, printer.resolution()))
    painter.end()


def _layout(width: float, height: float) -> QPageLayout:
    turned = width > height
    paper = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turn, QMarginsF(0, 0, 0, 0))
