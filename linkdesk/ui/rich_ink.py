"""How figures and pictures stand in an officer's text: each one character of the document, drawn by what it names now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from linkdesk.ui import theme

CHIP = QTextFormat.ObjectTypes.UserObject + 1
PICTURE = QTextFormat.ObjectTypes.UserObject + 2
NAME, STRONG, HASH, WIDTH_MM, CAPTION = (QTextFormat.Property.UserProperty + at for at in range(1, 6))
OBJECT = "\ufffc"
PX_PER_MM = 96 / 25.4
WIDEST = 320   # px of a figure's value at 100 %; a longer text is cut, its tooltip shows all
PADDING = 4


@dataclass(frozen=True, slots=True)
class Value:
    """What a name shows now: its words, how it was reckoned, whether it is still lacking."""

    shown: str
    told: str = ""
    lacking: bool = False


class ChipInk(QPyTextObject):
    """Draws a figure by its value of now."""

    def __init__(self, value: Callable[[str], Value], parent: QTextDocument) -> None:
        super().__init__(parent)
        self.value = value

    def intrinsicSize(self, document: QTextDocument, position: int, how: QTextFormat) -> QSizeF:
        metrics = _metrics(how)
        width = metrics.horizontalAdvance(self._words(how)) + 2 * theme.current().px(PADDING)
        return QSizeF(width, metrics.height())

    def drawObject(self, painter: QPainter, place: QRectF, document: QTextDocument, position: int, how: QTextFormat) -> None:
        now, value = theme.current(), self.value(how.stringProperty(NAME))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("warning_tint" if value.lacking else "accent_tint"))
        painter.drawRoundedRect(place.adjusted(1, 0, -1, 0), 3, 3)
        painter.setPen(QPen(now.colour("warning" if value.lacking else "accent")))
        painter.setFont(how.toCharFormat().font())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words(how))
        painter.restore()

    def _words(self, how: QTextFormat) -> str:
        shown = self.value(how.stringProperty(NAME)).shown
        return _metrics(how).elidedText(shown, Qt.TextElideMode.ElideRight, theme.current().px(WIDEST))


class PictureInk(QPyTextObject):
    """Draws a kept picture with its caption; what is not there leaves a frame that says so."""

    def __init__(self, picture: Callable[[str], QImage], parent: QTextDocument) -> None:
        super().__init__(parent)
        self.picture = picture
        self.widest = 560.0  # px that the text has

    def intrinsicSize(self, document: QTextDocument, position: int, how: QTextFormat) -> QSizeF:
        image = self.picture(how.stringProperty(HASH))
        width = min(self.widest, how.intProperty(WIDTH_MM) * PX_PER_MM * theme.current().percent / 100)
        height = width * image.height() / image.width() if not image.isNull() else theme.current().px(60)
        return QSizeF(width, height + _metrics(how).height() + theme.current().px(PADDING))

    def drawObject(self, painter: QPainter, place: QRectF, document: QTextDocument, position: int, how: QTextFormat) -> None:
        now, image, line = theme.current(), self.picture(how.stringProperty(HASH)), _metrics(how).height()
        above = place.adjusted(0, 0, 0, -line - now.px(PADDING))
        painter.save()
        painter.setPen(now.colour("second"))
        if image.isNull():
            painter.drawRect(above)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, "图片在工作文件夹里找不到了")
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(above, image)
        painter.setFont(how.toCharFormat().font())
        painter.drawText(QRectF(place.left(), place.bottom() - line, place.width(), line), Qt.AlignmentFlag.AlignCenter,
                         how.stringProperty(CAPTION) or "（点图片后在下面写图名）")
        painter.restore()


def chip(base: QTextCharFormat, name: str) -> QTextCharFormat:
    """How the one character of a figure is kept."""
    how = QTextCharFormat(base)
    how.setObjectType(CHIP)
    how.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    how.setProperty(NAME, name)
    return how


def picture(base: QTextCharFormat, digest: str, width_mm: int, caption: str) -> QTextCharFormat:
    """How the one character of a picture is kept."""
    how = QTextCharFormat(base)
    how.setObjectType(PICTURE)
    how.setProperty(HASH, digest)
    how.setProperty(WIDTH_MM, width_mm)
    how.setProperty(CAPTION, caption)
    return how


def _metrics(how: QTextFormat) -> QFontMetricsF:
    return QFontMetricsF(how.toCharFormat().font())
