"""The chapters and sections of a plan with what each lacks, and below them what the chosen chapter lacks and where it is filled in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QListWidget, QListWidgetItem, QTreeWidget, QTreeWidgetItem, QWidget

from linkdesk.actions import plan_reading
from linkdesk.actions.plans import Passage
from linkdesk.domain.dossier import Dossier
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.look import column, label
from linkdesk.ui.plan_gaps import Way, way_to

LACKING_HEIGHT, LACKING_SHOWN = 156, 60
_AT = Qt.ItemDataRole.UserRole


class Chapters(QWidget):
    """A tree of sections; `chosen` tells which, from 0, `led` where a gap is filled in."""

    chosen = Signal(int)
    led = Signal(object)      # Way
    entered = Signal()        # Enter on a section: go on into its text

    def __init__(self) -> None:
        super().__init__()
        self.passages: tuple[Passage, ...] = ()
        self.gaps: tuple[tuple[str, ...], ...] = ()
        self.ways: list[Way | None] = []
        self.count = label("", "small")
        self.tree = QTreeWidget(columnCount=2, headerHidden=True, uniformRowHeights=True)
        self.tree.setIndentation(theme.current().px(14))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setMinimumSectionSize(20)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.currentItemChanged.connect(lambda item, _: self._choose(item))
        self.tree.itemActivated.connect(lambda *_: self.entered.emit())
        self.said = label("", "small", wrap=True)
        self.lacking = QListWidget(wordWrap=True, resizeMode=QListWidget.ResizeMode.Adjust,
                                   horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lacking.setFixedHeight(theme.current().px(LACKING_HEIGHT))
        for done in (self.lacking.itemClicked, self.lacking.itemActivated):
            done.connect(lambda item: self._lead(item))
        column(self.count, self.tree, self.said, self.lacking, gap=6, parent=self).setStretch(1, 1)
        self.setFocusProxy(self.tree)

    def show_passages(self, passages: Sequence[Passage], dossier: Dossier) -> None:
        """Show the sections of a plan; the chosen one stays chosen."""
        at = self.at()
        same = [(p.title, p.level) for p in passages] == [(p.title, p.level) for p in self.passages]
        self.passages, self.dossier = tuple(passages), dossier
        self.gaps = tuple(map(plan_reading.lacking, passages))
        self.tree.blockSignals(True)
        if not same:
            self._build()
        for item in self._items():
            self._mark(item)
        self.tree.blockSignals(False)
        lacking = sum(map(len, self.gaps))
        self.count.setText(f"全文 {lacking} 项待补" if lacking else "各节都已写明")
        if not same and passages:
            self.choose(min(at, len(passages) - 1) if at >= 0 else self._first_lacking())
        self._show_lacking()

    def _first_lacking(self) -> int:
        return next((at for at, p in enumerate(self.passages) if self.gaps[at] and p.asks), 0)

    def _build(self) -> None:
        self.tree.clear()
        above: list[QTreeWidgetItem] = []
        for at, passage in enumerate(self.passages):
            del above[passage.level - 1:]
            item = QTreeWidgetItem(above[-1] if above else self.tree)
            item.setText(0, passage.title)
            item.setData(0, _AT, at)
            above.append(item)
        self.tree.expandAll()

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            found.append(item)
            waiting += [item.child(at) for at in range(item.childCount())]
        return found

    def _lacking_under(self, at: int) -> list[str]:
        """What a section and those below it lack."""
        level, found = self.passages[at].level, list(self.gaps[at])
        for passage, gaps in zip(self.passages[at + 1:], self.gaps[at + 1:], strict=True):
            if passage.level <= level:
                break
            found += gaps
        return found

    def _mark(self, item: QTreeWidgetItem) -> None:
        at = item.data(0, _AT)
        gaps, passage = self._lacking_under(at), self.passages[at]
        item.setText(1, f"待补 {len(gaps)}" if gaps else "")
        item.setForeground(0, theme.current().colour("ink"))
        item.setForeground(1, theme.current().colour("warning"))
        item.setIcon(1, QIcon() if gaps else icon("done", "accent"))
        item.setToolTip(0, "\n".join((passage.title, *(f"待补：{gap}" for gap in dict.fromkeys(gaps)))))

    def at(self) -> int:
        """The chosen section, from 0; −1 when there is none."""
        item = self.tree.currentItem()
        return item.data(0, _AT) if item else -1

    def choose(self, at: int) -> None:
        """Choose a section."""
        item = next((each for each in self._items() if each.data(0, _AT) == at), None)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def step(self, way: int) -> None:
        """The next section, or the one before."""
        self.choose(min(len(self.passages) - 1, max(0, self.at() + way)))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._show_lacking()
            self.chosen.emit(item.data(0, _AT))

    def _chapter(self) -> int:
        return next((at for at in range(self.at(), -1, -1) if self.passages[at].level == 1), 0)

    def _show_lacking(self) -> None:
        """What the chapter of the chosen section lacks."""
        gaps = dict.fromkeys(self._lacking_under(self._chapter()) if self.passages and self.at() >= 0 else ())
        self.said.setText(f"本章还缺 {len(gaps)} 项，点一项去填写：" if gaps else "本章已齐。")
        self.lacking.setVisible(bool(gaps))
        self.lacking.clear()
        self.ways = []
        for gap in list(gaps)[:LACKING_SHOWN]:
            way = way_to(gap, self.passages, self.dossier)
            self.ways.append(way)
            item = QListWidgetItem(gap)
            item.setForeground(theme.current().colour("ink" if way else "second"))
            item.setToolTip(f"{gap}\n点击去填写" if way else f"{gap}\n由有关数据算出，补齐数据后自动填入")
            item.setSizeHint(QSize(0, self._height(gap)))
            self.lacking.addItem(item)

    def _height(self, gap: str) -> int:
        """What the words need beside the scroll bar; the list itself forgets the room around them."""
        now, list_ = theme.current(), self.lacking
        width = list_.maximumViewportSize().width() - list_.verticalScrollBar().sizeHint().width() - now.px(24)
        return list_.fontMetrics().boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, gap).height() + now.px(10)

    def _lead(self, item: QListWidgetItem) -> None:
        way = self.ways[self.lacking.row(item)]
        if way:
            self.led.emit(way)
