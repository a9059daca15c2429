"""Finding a figure to put into a text: by its label, pinyin initials, name, or the value it has now."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from linkdesk.actions.households import answers
from linkdesk.actions.plan_reading import unit
from linkdesk.actions.plans import Insertable
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.look import column, label, row

WIDTH, HEIGHT, SHOWN = 420, 320, 200
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class FigurePicker(QFrame):
    """A slip with a line and the figures that answer to it; Enter takes the marked one, Esc or leaving the line closes."""

    chosen = Signal(str)  # name
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setObjectName("card")
        self.offered: tuple[Insertable, ...] = ()
        self.line = QLineEdit(placeholderText="找数据：名称、拼音首字母或现值", clearButtonEnabled=True)
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(lambda _: self.find())
        self.line.installEventFilter(self)
        self.list = QListWidget(horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        self.count = label("", "small")
        column(self.line, self.list, row(self.count, 1, label("回车插入，Esc 关闭", "small")), margin=8, parent=self)
        self.resize(theme.current().px(WIDTH), theme.current().px(HEIGHT))

    def open(self, figures: Iterable[Insertable], place: QPoint) -> None:
        """Show what can be inserted at a place of the parent, kept inside it, with nothing typed yet."""
        room = self.parentWidget().rect()
        self.move(max(0, min(place.x(), room.right() - self.width())), max(0, min(place.y(), room.bottom() - self.height())))
        self.show()
        self.raise_()
        self.offered = tuple(figures)
        self.line.clear()
        self.find()
        self.line.setFocus()

    def find(self) -> None:
        """Show the figures that answer to what is typed."""
        typed = self.line.text().strip()
        found = [f for f in self.offered if answers(typed, f.label, f.name, f.shown)]
        self.list.clear()
        for figure in islice(found, SHOWN):
            item = QListWidgetItem(f"{figure.label}　{figure.shown} {unit(figure)}".rstrip())
            item.setData(Qt.ItemDataRole.UserRole, figure.name)
            item.setToolTip(f"{figure.label}：{figure.shown}\n{{{figure.name}}}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.count.setText(f"{len(found)} 项" if found else "没有符合的数据，请换一个词。")

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentItem())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
            return True
        if step := _STEPS.get(Qt.Key(event.key())):
            self.list.setCurrentRow(min(self.list.count() - 1, max(0, self.list.currentRow() + step)))
        return bool(step)
