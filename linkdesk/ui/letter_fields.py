"""The fields of a letter beside its text: who writes to whom, who signs, what stands at the foot; attachments one a line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.look import column, label

_LONG = dict.fromkeys(("title", "issuers", "recipients", "copies_to", "signers", "dated_on"), "")
_SHORT = dict.fromkeys(("kind", "document_code", "matter_id", "contact"), "")
_ANSWERS = {"answers_title": "", "answers_number": ""}
_CAME = dict.fromkeys(("number", "received_on"), "")
_PHONE = {"phone": ""}
_FOOT = dict.fromkeys(("annotation", "copy_number", "secrecy", "urgency", "print_office", "printed_on", "copies"), "")
LINES = 3  # of attachments in sight


class Attachments(QPlainTextEdit):
    """The names of the attachments, one a line."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(placeholderText="附件名称，每行一个，不写序号")
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.current().px(26 * LINES))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LetterFields(QWidget):
    """All fields of a letter; each finished entry goes to `commit`."""

    reveal = Signal()

    def __init__(self, commit: Callable[[Letter, str, str], object], refuse: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.commit, self.refuse = commit, refuse
        self.letter: Letter | None = None
        across = ((_CAME, 1), (_LONG, 1), (_SHORT, 1), (_PHONE, 1), (_ANSWERS, 1), (_FOOT, 1))
        self.came, self.long, self.short, self.call, self.answers, self.foot = (SomeFields(Letter, names, commit, n) for names, n in across)
        self.parts = (self.came, self.long, self.short, self.call, self.answers, self.foot)
        self.attachments = Attachments()
        self.attachments.left.connect(self.flush)
        for part in self.parts:
            part.reveal.connect(self.reveal)
        self.answers_label, self.foot_label = label("来文", "group"), label("附注和版记", "group")
        column(self.came, self.long, self.short, self.call, label("附件", "second"), self.attachments, self.answers_label, self.answers,
               self.foot_label, self.foot, 1, gap=8, parent=self)

    def show_letter(self, letter: Letter, matters: list[tuple[str, str]]) -> None:
        """Show a letter's fields; what is fixed can only be read."""
        if self.letter is not None and self.letter.id != letter.id:
            self.flush()
        self.letter = letter
        received = is_received(letter)
        self.came.setVisible(received)
        for widget in (self.foot_label, self.foot):
            widget.setVisible(not received)
        self.short.offer("matter_id", matters)
        for part in self.parts:
            part.freeze(is_issued(letter) or bool(letter.voided_on))
            part.show_entity(letter)
        self.attachments.setReadOnly(is_issued(letter))
        if not self.attachments.hasFocus():
            self.attachments.setPlainText("\n".join(letter.attachments))

    def flush(self) -> None:
        """Keep the attachments as typed."""
        letter, typed = self.letter, self.attachments.toPlainText()
        if letter is not None and not self.attachments.isReadOnly() and typed != "\n".join(letter.attachments):
            self.refuse(lambda: self.commit(letter, "attachments", typed))

    def mask(self, masked: bool) -> None:
        """Hide or show the telephone number."""
        self.call.mask(masked)

    def lead_to(self, name: str) -> None:
        """Put the cursor into a field."""
        for part in self.parts:
            part.lead_to(name)
