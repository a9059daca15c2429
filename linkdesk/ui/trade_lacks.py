"""What a trade still lacks, each line leading to its field: before signing what forbids it, afterwards what the transfer waits for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from linkdesk.domain.trade_rules import Lack
from linkdesk.ui.look import Sentence, button, column, emptied, label, row, scrolled

MOST = 20


class TradeLacks(QFrame):
    """A heading that counts, and a card for each."""

    lead = Signal(str)  # field

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.inside = label("", "group", wrap=True), QWidget()
        self.list = column(gap=6, parent=self.inside)
        self.scroll = scrolled(self.inside)
        column(self.heading, self.scroll, gap=6, parent=self).setStretch(1, 1)
        self.shown: tuple[tuple[Lack, str], ...] = ()

    def show_lacks(self, heading: str, lacks: Iterable[Lack], doubts: Iterable[Lack] = ()) -> None:
        """Show what forbids (`lacks`) and what is only doubtful."""
        self.heading.setText(heading)
        found = (*((each, "error") for each in lacks), *((each, "warning") for each in doubts))
        if found == self.shown and found:
            return
        self.shown = found
        emptied(self.list)
        for lack, look in found[:MOST]:
            self.list.addWidget(self._card(lack, look))
        self.list.addStretch(1)

    def _card(self, lack: Lack, look: str) -> QWidget:
        whole = QWidget()
        link = button("去填写" if look == "error" else "去核对", lambda: self.lead.emit(lack.field), "link")
        column(Sentence(lack.why, look), row(link, 1), gap=0, parent=whole)
        return whole
