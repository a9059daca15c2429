"""The policies a project stands on, one box each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from linkdesk.desk import Desk
from linkdesk.ui.look import column, label


class PackChoice(QWidget):
    """Number beside the box, title under it; packs that apply everywhere are not offered."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        box = column(gap=0, parent=self)
        for pack in (p for p in desk.packs.values() if not p.always):
            self.boxes[pack.id] = QCheckBox(pack.number)
            self.boxes[pack.id].clicked.connect(lambda _: self.changed.emit())
            title = label(pack.title, "small", wrap=True)
            title.setIndent(24)
            box.addWidget(self.boxes[pack.id])
            box.addWidget(title)

    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen packs, in the order of their files."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def show_chosen(self, packs: tuple[str, ...]) -> None:
        """Check the boxes of these packs."""
        for key, box in self.boxes.items():
            box.setChecked(key in packs)
