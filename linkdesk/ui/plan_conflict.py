"""Another program has changed the section that is being written here: both texts stay until the officer has chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame

from linkdesk.domain.rich_text import RichBlock
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.rich_editor import RichEditor
from linkdesk.ui.rich_ink import Value

SENTENCE = "本节刚才在另一处被改动。您写的文字还在下面，没有丢；另一处的文字如框内，请选择留用哪一份。"
GONE = "本节刚才在另一处恢复了默认文字。您写的文字还在下面，没有丢，请选择留用哪一份。"
HEIGHT = 140


class Conflict(QFrame):
    """The other text, and what to do."""

    mine, theirs = Signal(), Signal()

    def __init__(self, picture: Callable[[str], QImage]) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("look", "warning")
        self.sentence = label(SENTENCE, "", wrap=True)
        self.other = RichEditor(lambda name: Value(name), picture)
        self.other.setReadOnly(True)
        self.other.setFixedHeight(theme.current().px(HEIGHT))
        self.keep, self.take = button("留用我写的", self.mine.emit), button("采用另一处的", self.theirs.emit)
        column(self.sentence, self.other, row(1, self.take, self.keep), margin=8, parent=self)
        self.hide()

    def show_other(self, blocks: Iterable[RichBlock], value: Callable[[str], Value]) -> None:
        """Show the text that stands in the store now."""
        blocks = tuple(blocks)
        self.sentence.setText(SENTENCE if blocks else GONE)
        self.other.chips.value = value
        self.other.show_blocks(blocks)
        self.other.setVisible(bool(blocks))
        self.show()
