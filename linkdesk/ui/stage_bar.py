"""How far all pairs have come: a slim bar in as many parts as there are stages, and under it each stage's word with its count."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from linkdesk.domain.agreement_words import PairStage
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, row, taken_out
from linkdesk.ui.pair_rows import LEFT_OUT, OPEN

HEIGHT, GAP = 6, 16  # px at 100 %: of the bar, between words
ENDED = str(PairStage.WITHDRAWN), str(PairStage.TERMINATED), LEFT_OUT
ORDER = (OPEN, *(str(s) for s in PairStage if s not in (PairStage.NONE, *ENDED)), *ENDED)
"""The words of the bar, from what is not begun to what has ended otherwise."""


class Bar(QWidget):
    """The parts side by side, the further the darker; what has ended otherwise is grey."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Mapping[str, int] = {}
        self.setFixedHeight(theme.current().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, total, left = QPainter(self), sum(self.counts.values()), 0.0
        for word in (w for w in ORDER if self.counts.get(w)):
            width = self.width() * self.counts[word] / total
            painter.fillRect(QRectF(left, 0, max(1.0, width - 1), self.height()), colour(word))
            left += width
        painter.end()


def colour(word: str) -> QColor:
    """The colour of a stage's part."""
    now = theme.current()
    if word in ENDED or word == OPEN:
        return now.colour("second" if word in ENDED else "line")
    tint, full = now.colour("accent_tint"), now.colour("accent")
    share = (ORDER.index(word) + 1) / (len(ORDER) - len(ENDED))
    mixed = (round(a + (b - a) * share) for a, b in zip(tint.getRgb()[:3], full.getRgb()[:3], strict=True))
    return QColor(*mixed)


class StageBar(QWidget):
    """The bar with its words; a click on a word keeps the rows of that stage."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.words = Bar(), column(gap=0)
        self.links: list[QPushButton] = []
        self.lines: list[int] = []
        column(self.bar, self.words, gap=2, parent=self)
        self.setMinimumWidth(1)  # the words go into as many lines as they need

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many pairs stand at each stage."""
        if counts == self.bar.counts:
            return
        self.bar.counts = dict(counts)
        self.bar.update()
        for link in self.links:
            link.hide()
            link.deleteLater()
        self.lines, self.links = [], [self._link(word, counts[word]) for word in ORDER if counts.get(word)]
        self._place()

    def _link(self, word: str, count: int) -> QPushButton:
        link = button(f"{word} {count:,}", lambda: self.chosen.emit(word), "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setToolTip(f"只看{word}的")
        return link

    def _place(self) -> None:
        """Put the words into lines, anew only when another number of them fits."""
        lines = self._lines()
        if lines == self.lines:
            return
        self.lines, rest = lines, iter(self.links)
        while (line := self.words.takeAt(0)) is not None:
            taken_out(line.layout())
        for count in lines:
            self.words.addLayout(row(*(next(rest) for _ in range(count)), 1, gap=GAP))

    def _lines(self) -> list[int]:
        """How many words stand in each line."""
        lines, room = [0], self.width()
        for link in self.links:
            room -= link.sizeHint().width() + theme.current().px(GAP)
            if room < 0 and lines[-1]:
                lines.append(0)
                room = self.width() - link.sizeHint().width() - theme.current().px(GAP)
            lines[-1] += 1
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
