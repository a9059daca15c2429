"""The head of the agreement editor: who it is, the steps of the pair, what stands beside them, and what holds the editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.household import Household
from linkdesk.domain.privacy import on_screen
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, button, column, emptied, label, row
from linkdesk.ui.pair_columns import COLLECTIVE
from linkdesk.ui.pair_rows import Pair
from linkdesk.ui.pair_steps import StepsLine, steps

NAMELESS = "姓名未填写"


class Band(QFrame):
    """One sentence with the ways out of what it says; out of sight when there is nothing to say."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("look", look)
        self.sentence, self.ways = Sentence("", ""), row(gap=12)
        whole = row(self.sentence, self.ways, gap=12, parent=self)
        whole.setContentsMargins(*(theme.current().px(n) for n in (24, 6, 24, 6)))
        whole.setStretch(0, 1)
        self.links: dict[str, QWidget] = {}

    def say(self, sentence: str, ways: dict[str, Callable[[], object]] | None = None) -> None:
        """Say a sentence with its ways out, or nothing."""
        self.setVisible(bool(sentence))
        if sentence == self.sentence.text():
            return
        self.sentence.setText(sentence)
        emptied(self.ways)
        self.links = {text: button(text, slot, "link") for text, slot in (ways or {}).items()}
        for link in self.links.values():
            self.ways.addWidget(link)


class Head(QWidget):
    """Name, masked number and place; chips for trouble; the steps."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.number = label("", "title", wrap=True), label("", "second")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place, self.chips, self.steps = Sentence("", "second"), row(gap=6), StepsLine()
        top, below = row(self.name, self.chips, gap=12), row(self.number, self.place, gap=12)
        top.setStretch(0, 1)
        below.setStretch(1, 1)
        column(top, below, self.steps, gap=4, parent=self).setContentsMargins(*(theme.current().px(n) for n in (24, 10, 24, 0)))

    def show_pair(self, pair: Pair, dossier: Dossier, masked: bool) -> None:
        """Show a subject."""
        self.name.setText(f"{COLLECTIVE if pair.is_collective else ''}{pair.party or NAMELESS}")
        id_number = getattr(pair.subject, "id_number", None) or ""
        self.number.setText(on_screen(id_number, Private.IDENTITY) if masked else id_number)
        self.number.setVisible(bool(id_number))
        self.place.setText("　".join(filter(None, _place(pair))))
        self.steps.show_steps(steps(pair.progress, dossier))
        emptied(self.chips)
        for trouble in pair.troubles:
            self.chips.addWidget(label(trouble, "chip"))


def _place(pair: Pair) -> tuple[str, ...]:
    subject = pair.subject
    where = f"{subject.village or ''}{subject.group or ''}"
    if isinstance(subject, Household):
        persons = f"{subject.population} 人" if subject.population is not None else "家庭人口未填"
        return where, persons, str(subject.relocation_type or ""), "建档立卡户" if subject.registered_poor else ""
    agreed = {True: "村民会议同意", False: "村民会议不同意", None: "村民会议意见未填"}[subject.agreed]
    return where, str(subject.use or ""), subject.owner or "", f"{agreed} {subject.agreed_on or ''}".strip()
