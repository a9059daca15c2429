"""The strip under a page's title: one sentence saying what happened, what is safe and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QToolButton

from linkdesk.domain.words import Severity
from linkdesk.ui.icons import icon, picture
from linkdesk.ui.look import label, restyle, row


class Notice(QFrame):
    """Hidden until something is to be said; stays until it is closed or answered by success."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.mark, self.sentence = QLabel(), label("", wrap=True)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("关闭提示")
        close.clicked.connect(self.clear)
        line = row(self.mark, self.sentence, close, parent=self)
        line.setStretch(1, 1)
        line.setContentsMargins(24, 6, 12, 6)
        self.hide()

    def say(self, sentence: str, severity: Severity = Severity.ERROR) -> None:
        """Show a sentence."""
        self.mark.setPixmap(picture(severity.value, severity.value))
        self.sentence.setText(sentence)
        restyle(self, severity.value)
        self.show()

    def clear(self) -> None:
        """Nothing more to say."""
        self.sentence.setText("")
        self.hide()
