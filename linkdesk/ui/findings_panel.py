"""The panel at the right: what is wrong, what to mind and what a person must judge, each with the way to its field."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from linkdesk.ui import theme
from linkdesk.ui.attention import MARKS, ROLES, Group, Item
from linkdesk.ui.icons import icon, picture
from linkdesk.ui.look import button, column, emptied, label, row
from linkdesk.ui.pages import room_for

WIDTH, FOLDED = 280, 40
AT_ONCE = 30  # cards shown in a group before a person asks for more
LEAD = {Group.JUDGE: "去判断", Group.LACKING: "去补齐"}


class Card(QFrame):
    """One item."""

    lead = Signal(object)  # Item

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.setObjectName("card")
        self.item = item
        head = row(*([label(item.clause, "chip")] if item.clause else []), label(item.about, wrap=True))
        head.setAlignment(head.itemAt(0).widget(), Qt.AlignmentFlag.AlignTop)
        head.setStretch(head.count() - 1, 1)
        box = column(head, gap=4, margin=8, parent=self)
        if item.value:
            box.addWidget(label(item.value, ROLES[item.group], wrap=True))
        box.addWidget(label(item.sentence, "small", wrap=True))
        if room_for(item.subject):
            self.link = button(LEAD.get(item.group, "去修改"), lambda: self.lead.emit(item), "link")
            box.addLayout(row(self.link, 1))


class GroupBox(QWidget):
    """One group: its word and count, and its cards when it is open."""

    lead = Signal(object)

    def __init__(self, group: Group, items: list[Item], is_open: bool) -> None:
        super().__init__()
        self.group, self.items, self.shown = group, items, 0
        self.head = QPushButton(icon(MARKS[group], ROLES[group]), f"  {group}　{len(items)}")
        self.head.setProperty("look", "link")
        self.head.setCheckable(True)
        self.head.clicked.connect(self.open)
        self.more = button("", self._more, "link")
        self.cards = column(gap=8)
        column(self.head, self.cards, self.more, parent=self)
        self.more.hide()
        self.open(is_open)

    def open(self, wanted: bool) -> None:
        """Show or hide the cards."""
        self.is_open = wanted
        self.head.setChecked(wanted)
        self.head.setToolTip("收起" if wanted else "展开")
        emptied(self.cards)
        self.shown = 0
        self.more.hide()
        if wanted:
            self._more()

    def _more(self) -> None:
        for item in self.items[self.shown:self.shown + AT_ONCE]:
            card = Card(item)
            card.lead.connect(self.lead)
            self.cards.addWidget(card)
        self.shown += AT_ONCE
        left = len(self.items) - self.shown
        self.more.setText(f"还有 {left} 条，继续显示")
        self.more.setVisible(left > 0)


class FindingsPanel(QFrame):
    """Open with cards, or folded to an edge that carries the counts."""

    lead = Signal(object)  # Item
    folded = Signal(bool)

    def __init__(self, folded: bool = False) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.items: tuple[Item, ...] = ()
        self.open_groups = {Group.ERROR, Group.WARNING}
        self.groups: list[GroupBox] = []
        self.is_folded = folded
        self._build()
        self.fold(folded, tell=False)

    def _build(self) -> None:
        self.title = label("核对结果", "second")
        self.button = QToolButton()
        self.button.clicked.connect(lambda: self.fold(not self.is_folded))
        self.edge = QWidget()
        self.counts = column(gap=4)
        column(self.counts, 1, parent=self.edge)
        self.inside = QWidget()
        self.list = column(gap=16, parent=self.inside)
        self.list.setContentsMargins(0, 0, 8, 8)
        self.scroll = QScrollArea(widgetResizable=True, horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidget(self.inside)
        box = column(row(self.title, 1, self.button), self.scroll, self.edge, parent=self)
        box.setContentsMargins(8, 8, 4, 8)
        box.setStretch(1, 1)
        box.setStretch(2, 1)

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show what needs attention now."""
        if items != self.items:
            self.items = items
            self._fill()

    def _fill(self) -> None:
        self._count()
        if self.is_folded:
            return
        for box in self.groups:
            (self.open_groups.add if box.is_open else self.open_groups.discard)(box.group)
        emptied(self.list)
        self.groups = [self._group(g) for g in Group if any(i.group is g for i in self.items)]
        for group in self.groups:
            self.list.addWidget(group)
        if not self.items:
            self.list.addWidget(label("没有发现需要处理的问题。", "small", wrap=True))
        self.list.addStretch(1)

    def show_only(self, group: Group) -> None:
        """Open one group and close the others."""
        for box in self.groups:
            box.open(box.group is group)

    def _group(self, group: Group) -> GroupBox:
        box = GroupBox(group, [i for i in self.items if i.group is group], group in self.open_groups)
        box.lead.connect(self.lead)
        return box

    def _count(self) -> None:
        emptied(self.counts)
        for group, count in Counter(i.group for i in self.items).items():
            mark = QLabel(pixmap=picture(MARKS[group], ROLES[group]), alignment=Qt.AlignmentFlag.AlignCenter)
            number = label(str(count), "small")
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            for part in (mark, number):
                part.setToolTip(f"{group} {count} 条")
                self.counts.addWidget(part)

    def fold(self, folded: bool, tell: bool = True) -> None:
        """Collapse to the edge, or open."""
        self.is_folded = folded
        self.setFixedWidth(theme.current().px(FOLDED if folded else WIDTH))
        self.button.setIcon(icon("fold-left" if folded else "fold-right"))
        self.button.setToolTip("展开核对结果" if folded else "收起核对结果")
        self.title.setVisible(not folded)
        self.scroll.setVisible(not folded)
        self.edge.setVisible(folded)
        self._fill()
        if tell:
            self.folded.emit(folded)
