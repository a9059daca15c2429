"""A slip over the page with the plots something is copied to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from linkdesk.actions.households import answers
from linkdesk.domain.plot import Plot
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row

SIZE = 280, 360
PLOT = Qt.ItemDataRole.UserRole


class PlotSlip(QFrame):
    """Plots to tick; Enter copies, Esc gives up."""

    given = Signal(tuple)  # plot ids

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.line = QLineEdit(placeholderText="找地块：编号、名称", clearButtonEnabled=True)
        self.list = QListWidget(horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.act = button("复制", self._give, "main")
        tools = row(button("全选", lambda: self._tick(True), "link"), button("全不选", lambda: self._tick(False), "link"), 1, self.act)
        column(label("复制到", "small"), self.line, self.list, tools, margin=8, parent=self)
        self.line.textChanged.connect(self._find)
        self.list.itemChanged.connect(lambda _: self._count())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self, self._give, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.resize(*(theme.current().px(side) for side in SIZE))

    def ask(self, plots: Sequence[Plot], under: QPushButton) -> None:
        """Offer plots under a button."""
        self.list.clear()
        for plot in plots:
            item = QListWidgetItem("　".join(filter(None, (plot.code, plot.name))))
            item.setData(PLOT, plot.id)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.line.clear()
        self._count()
        self.move(under.mapToGlobal(QPoint(0, under.height())))
        self.show()
        self.line.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def chosen(self) -> tuple[str, ...]:
        """The ids of the ticked plots."""
        return tuple(i.data(PLOT) for i in self._items() if i.checkState() is Qt.CheckState.Checked)

    def _find(self, typed: str) -> None:
        for item in self._items():
            item.setHidden(not answers(typed, item.text()))

    def _tick(self, wanted: bool) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    def _count(self) -> None:
        count = len(self.chosen())
        self.act.setEnabled(bool(count))
        self.act.setText(f"复制到 {count} 个地块" if count else "复制")

    def _give(self) -> None:
        if found := self.chosen():
            self.hide()
            self.given.emit(found)
