"""The text of a letter in the editor: figures stand by name with their values of now, kept a moment after the last key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from linkdesk.actions.plans import Insertable
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued
from linkdesk.domain.rich_text import parse
from linkdesk.ui.look import column
from linkdesk.ui.plan_conflict import Conflict
from linkdesk.ui.plan_figures import Figures
from linkdesk.ui.rich_tools import RichTools

PAUSE = 1500  # ms after the last key
WRITE = "在这里写正文，可以粘贴 Word 的内容；Ctrl+D 插入数据。小标题自动编一、二、三。"
OVERTAKEN = "正文刚才在另一处被改动。您写的文字还在下面，没有丢；另一处的文字如框内，请选择留用哪一份。"
NO_PICTURES = "公文正文里不放图片，图片没有插入。请作为附件另附。"


class LetterText(QWidget):
    """Shows the text of a letter; `kept` asks to store what was typed."""

    kept = Signal(str, str)  # letter id, text
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.letter: Letter | None = None
        self.base = self.loaded = ""  # as stored, and as the editor spells it
        self.putting = False
        self.figures = Figures(self, lambda digest: QImage())
        self.editor, self.tools = self.figures.editor, RichTools(self.figures.editor)
        for tool in (self.tools.picture, self.tools.table):  # tables are pasted; the room is narrow
            tool.hide()
        self.editor.setPlaceholderText(WRITE)
        self.conflict, self.pause = Conflict(lambda digest: QImage()), QTimer(self, singleShot=True)
        column(self.tools, self.figures.offer, self.conflict, self.editor, gap=4, parent=self).setStretch(3, 1)
        self.editor.document().contentsChanged.connect(self._typed)
        self.editor.left.connect(self.flush)
        self.editor.said.connect(self.said)
        self.editor.picture_given.connect(lambda _: self.said.emit(NO_PICTURES))
        self.pause.timeout.connect(self.flush)
        self.conflict.mine.connect(self._keep_mine)
        self.conflict.theirs.connect(self._take_theirs)
        self.setFocusProxy(self.editor)

    def show_letter(self, letter: Letter, dossier: Dossier, offered: Iterable[Insertable]) -> None:
        """Show the text of a letter; what is being typed stays, of two texts the officer chooses."""
        other = self.letter is None or self.letter.id != letter.id
        if other:
            self.leave()
        self.figures.take(dossier, offered)
        self.letter = letter
        fixed = is_issued(letter) or bool(letter.voided_on)
        self.editor.setReadOnly(fixed)
        self.tools.setVisible(not fixed)
        if other or (letter.body != self.base and self.editor.text() in (self.loaded, letter.body)):
            self._load(letter.body)
        elif letter.body != self.base:
            self._overtaken(letter.body)

    def _load(self, stored: str) -> None:
        self.putting, self.base = True, stored
        self.editor.show_blocks(parse(stored))
        self.putting, self.loaded = False, self.editor.text()
        self.pause.stop()
        self.conflict.hide()
        self.figures.offer.offer("", "")

    def _overtaken(self, stored: str) -> None:
        self.pause.stop()
        self.conflict.show_other(parse(stored), self.editor.chips.value)
        self.conflict.sentence.setText(OVERTAKEN)

    def _typed(self) -> None:
        if not self.putting and not self.editor.isReadOnly():
            self.pause.start(PAUSE)
            self.figures.look()

    def flush(self) -> None:
        """Ask to keep what was typed, when it differs from what is stored."""
        self.pause.stop()
        if self.letter is None or self.editor.isReadOnly() or self.conflict.isVisibleTo(self):
            return
        now = self.editor.text()
        if now != self.loaded:
            self.kept.emit(self.letter.id, now)

    def leave(self) -> None:
        """Keep what was typed before another letter comes in its place; of two texts the one typed here."""
        if self.letter is not None and self.conflict.isVisibleTo(self):
            self.conflict.hide()
        self.flush()

    def stored(self, text: str) -> None:
        """The text has been kept."""
        self.base = text.strip()
        self.loaded = self.editor.text()

    def _keep_mine(self) -> None:
        self.conflict.hide()
        self.flush()

    def _take_theirs(self) -> None:
        if self.letter is not None:
            self._load(self.letter.body)
