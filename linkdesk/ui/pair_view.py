"""The right side of the agreement editor: a card for each agreement of the subject; and the pages of one."""

from __future__ import annotations

import io
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from linkdesk.documents.blocks import Document
from linkdesk.ui import theme
from linkdesk.ui.agreement_card import AgreementCard, Shown
from linkdesk.ui.look import button, column, emptied, label, row
from linkdesk.ui.preview import SCREEN_DPI, Made, Sheets

SMALLEST, LARGEST, MARGIN, POINTS = 30, 100, 80, 72  # percent, px at 100 %, to the inch


class PairView(QWidget):
    """The cards one below the other."""

    preview = Signal(object)  # Agreement
    lead = Signal(object)     # Reason
    wanted = Signal()         # a 搬迁安置协议 beside the pair

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, AgreementCard] = {}
        self.list, self.nothing = column(gap=12), label("", "second", wrap=True)
        self.more = button("另拟搬迁安置协议", self.wanted.emit, "link")
        whole = column(self.nothing, self.list, row(self.more, 1), 1, gap=12, parent=self)
        whole.setContentsMargins(*(theme.current().px(n) for n in (12, 8, 12, 24)))

    def show_agreements(self, shown: tuple[Shown, ...], why: str, may_have_more: bool) -> None:
        """Show cards; those that all say the same as before keep their place."""
        self.nothing.setText(why)
        self.nothing.setVisible(bool(why))
        self.more.setVisible(may_have_more)
        if {id_: card.shown for id_, card in self.cards.items()} == {s.agreement.id: s for s in shown}:
            return
        emptied(self.list)
        self.cards = {s.agreement.id: self._card(s) for s in shown}
        for card in self.cards.values():
            self.list.addWidget(card)

    def _card(self, shown: Shown) -> AgreementCard:
        card = AgreementCard(shown)
        card.preview.connect(self.preview)
        card.lead.connect(self.lead)
        return card


class PagesView(QWidget):
    """The pages of one agreement, as wide as there is room."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self.sheets, self.scroll, self.called = Sheets(), QScrollArea(widgetResizable=True), label("", "second")
        self.scroll.setWidget(self.sheets)
        self.back = button("返回", back)
        column(row(self.back, self.called, 1), self.scroll, margin=12, parent=self).setStretch(1, 1)

    def show_pages(self, made: Made, called: str) -> None:
        """Show pages."""
        self.called.setText(called)
        room = self.width() - theme.current().px(MARGIN)
        widest = max((width for width, _ in made.sizes), default=1) * SCREEN_DPI / POINTS
        self.sheets.show_made(made, max(SMALLEST, min(LARGEST, int(100 * room / widest))))
        self.scroll.verticalScrollBar().setValue(0)


def pages_of(document: Document) -> Made:
    """The pages of a document."""
    from linkdesk.documents.pdf import write_pdf
    from linkdesk.documents.preview import page_sizes
    pdf = io.BytesIO()
    write_pdf([document], pdf)
    return Made(pdf.getvalue(), page_sizes(pdf.getvalue()))
