"""What an officer says of a relocation list before it is kept: its name, the office that gave it, its date."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.actions.relocation import Received
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.relocation import RelocationList
from linkdesk.ui.change_parts import form_of
from linkdesk.ui.look import button, column, label, row


class ReceivedForm(QWidget):
    """Three lines and the button that takes the list in."""

    given = Signal(object, object)  # Reading, Received
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reading = None
        self.says, self.wrong = label("", "lead", wrap=True), label("", "warning", wrap=True)
        self.lines = {name: QLineEdit() for name in ("title", "office", "listed_on")}
        self.lines["office"].setPlaceholderText("如 岚川县扶贫开发办公室")
        self.lines["listed_on"].setPlaceholderText("2018-05-01")
        form = QWidget()
        form_of(*((fields_of(RelocationList)[n].label + (" *" if n == "title" else ""), line) for n, line in self.lines.items()),
                parent=form)
        self.take = button("导入名单", self._give, "main")
        column(self.says, form, self.wrong, row(self.take, button("放弃", self._give_up), 1), 1, margin=24, gap=16, parent=self)

    def ask(self, reading) -> None:
        """Ask about a list just read."""
        self.reading = reading
        wrong = len({p.household_id for p in reading.problems if p.field == "id_number" and p.severity == "error"})
        doubts = f"，其中 {wrong} 户身份证号有误（照原样保留）" if wrong else ""
        self.says.setText(f"{reading.file_name}：读到 {len(reading.households)} 户{doubts}。")
        self.lines["title"].setText(PurePath(reading.file_name).stem)
        self.wrong.hide()
        self.lines["title"].setFocus()

    def _give(self) -> None:
        try:
            said = {n: parse(fields_of(RelocationList)[n], line.text()) for n, line in self.lines.items()}
        except Unreadable as wrong:
            self.wrong.setText(str(wrong))
            self.wrong.show()
        else:
            self.given.emit(self.reading, Received(**said))

    def _give_up(self) -> None:
        self.reading = None
        self.given_up.emit()
