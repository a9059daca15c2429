"""Small pieces every page is put together from: labels, buttons and rows in one of the looks of linkdesk.qss."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from linkdesk.ui import theme


def label(text: str, look: str = "", wrap: bool = False) -> QLabel:
    """A plain-text label; never markup, a name may hold any character."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setIndent(0)  # else a line under the words would push them in
    made.setProperty("look", look)
    return made


class Sentence(QLabel):
    """A wrapped sentence just as high as its words need; a layout would give it the height of its narrow size hint."""

    def __init__(self, text: str = "", look: str = "small") -> None:
        super().__init__(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True, indent=0)
        self.setProperty("look", look)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._keep_height()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._keep_height()
        return handled

    def _keep_height(self) -> None:
        self.setMinimumHeight(0)  # or the words could never need less room than once before
        self.setFixedHeight(max(0, self.heightForWidth(self.width())))  # −1 without words


def button(text: str, slot: Callable[[], object], look: str = "") -> QPushButton:
    """A button in a look: main, link, or plain."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: slot())
    return made


def restyle(widget: QWidget, look: str) -> None:
    """Change the look of a widget that is already shown."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def column(*items: QWidget | QLayout | int, margin: int = 0, gap: int = 8, parent: QWidget | None = None) -> QVBoxLayout:
    """Items below each other; a number is a stretch."""
    return _filled(QVBoxLayout(parent) if parent else QVBoxLayout(), items, margin, gap)


def row(*items: QWidget | QLayout | int, margin: int = 0, gap: int = 8, parent: QWidget | None = None) -> QHBoxLayout:
    """Items beside each other; a number is a stretch."""
    return _filled(QHBoxLayout(parent) if parent else QHBoxLayout(), items, margin, gap)


def _filled(box: QBoxLayout, items: tuple[QWidget | QLayout | int, ...], margin: int, gap: int) -> QBoxLayout:
    now = theme.current()
    box.setContentsMargins(*[now.px(margin)] * 4)
    box.setSpacing(now.px(gap))
    for item in items:
        if isinstance(item, int):
            box.addStretch(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if item.widget():
            item.widget().hide()
            item.widget().deleteLater()
        elif item.layout():
            emptied(item.layout())


def taken_out(layout: QLayout) -> None:
    """Take everything out of a layout that goes, before it goes, and leave the widgets as they are.

    Python keeps a face for each item of a layout put into another, held by that other one: it would outlive an item that
    Qt deletes with its layout, and be given out for whatever comes to stand at the same address.
    """
    while layout.takeAt(0) is not None:
        pass


def beside(left: QWidget, right: QWidget, width: int) -> QSplitter:
    """A table at the left and what belongs to its row at the right, at least `width` px wide at 100 %."""
    split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
    split.addWidget(left)
    split.addWidget(right)
    split.setStretchFactor(0, 1)
    split.setHandleWidth(5)
    right.setMinimumWidth(theme.current().px(width))
    return split


def turn(split: QSplitter, narrow: bool, across: Sequence[int], down: Sequence[int]) -> None:
    """Set two panes below each other where there is little width, else beside each other; their sizes in px at 100 %."""
    wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
    if wanted != split.orientation():
        split.setOrientation(wanted)
        split.setSizes([theme.current().px(size) for size in (down if narrow else across)])


def word_tabs() -> QTabWidget:
    """Tabs that are words above the page, without a frame."""
    made = QTabWidget()
    made.setDocumentMode(True)
    made.tabBar().setDrawBase(False)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """Something that may be higher than its place; never scrolls sideways."""
    scroll = QScrollArea(widgetResizable=True, horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll


def first_step(sentence: str, *buttons: QPushButton) -> QWidget:
    """An empty page: one sentence and the button that starts; Enter presses it."""
    for each in buttons:
        each.setAutoDefault(True)
    page = QWidget()
    words = label(sentence, "lead", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column(1, words, row(1, *buttons, 1), 2, margin=24, gap=16, parent=page)
    return page
