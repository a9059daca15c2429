"""What keeps rows of the agreements page: typing, village, stage, trouble."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.ui import theme
from linkdesk.ui.columns import text_key
from linkdesk.ui.icons import icon
from linkdesk.ui.look import row
from linkdesk.ui.pair_rows import TROUBLES, Pair
from linkdesk.ui.stage_bar import ORDER

VILLAGES, STAGES, ANY = "全部村", "全部进度", "全部标记"
COLLECTIVE = "集体房屋和用地"
TYPING_PAUSE, WIDTH = 150, 112  # ms, px at 100 %


class PairFilter(QWidget):
    """One line: search and three lists; each list offers what there is."""

    typed = Signal(str)
    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText="搜索：姓名、拼音首字母、村组、协议编号", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(lambda: self.typed.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.returnPressed.connect(self.entered)
        self.village, self.stage, self.trouble = self._list(VILLAGES), self._list(STAGES), self._list(ANY)
        row(self.search, self.village, self.stage, self.trouble, parent=self).setStretch(0, 1)

    def _list(self, every: str) -> QComboBox:
        box = QComboBox()
        box.addItem(every)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setFixedWidth(theme.current().px(WIDTH))
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box

    def offer(self, found: Iterable[Pair]) -> None:
        """Offer the villages, stages and troubles there are; what was chosen stays chosen."""
        found = list(found)
        stages, troubles = {p.stage for p in found}, {t for p in found for t in p.troubles}
        collective = [COLLECTIVE] if any(p.is_collective for p in found) else []
        _fill(self.village, sorted({p.subject.village for p in found if p.subject.village}, key=text_key))
        _fill(self.stage, [*(s for s in ORDER if s in stages)])
        _fill(self.trouble, [*(t for t in TROUBLES if t in troubles), *collective])

    def choose_stage(self, word: str) -> None:
        """Keep the rows of one stage; the same stage again gives all rows back."""
        self.stage.setCurrentText(STAGES if self.stage.currentText() == word else word)

    def keeps(self, pair: Pair) -> bool:
        """Whether a row answers to the three lists."""
        trouble = self.trouble.currentText()
        return (self.village.currentText() in (VILLAGES, pair.subject.village)
                and self.stage.currentText() in (STAGES, pair.stage)
                and (trouble in (ANY, *pair.troubles) or (trouble == COLLECTIVE and pair.is_collective)))


def _fill(box: QComboBox, terms: list[str]) -> None:
    chosen = box.currentText()
    every = box.itemText(0)
    if [box.itemText(at) for at in range(1, box.count())] == terms:
        return
    with QSignalBlocker(box):
        box.clear()
        box.addItems([every, *terms])
        box.setCurrentIndex(max(0, box.findText(chosen)))
