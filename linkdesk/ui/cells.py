"""Editing in a cell: a line, or a list where the field has closed terms; F2 or typing begins, Esc leaves. Cut-off text as tooltip."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from linkdesk.domain.fields import Field

Index = QModelIndex | QPersistentModelIndex
PADDING = 22  # px of a cell that its text does not use


class Cells(QStyledItemDelegate):
    """The delegate of every table of entities."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        terms = _terms(index.model().field_at(index))
        if not terms:
            line = QLineEdit(parent)
            line.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
            return line
        box = QComboBox(parent)
        box.addItems(["", *terms])
        box.activated.connect(lambda _: (self.commitData.emit(box), self.closeEditor.emit(box)))
        return box

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        text = index.data() or ""
        cut = option.fontMetrics.horizontalAdvance(text) > option.rect.width() - PADDING
        if cut and not index.data(Qt.ItemDataRole.ToolTipRole):
            QToolTip.showText(event.globalPos(), text, view)
            return True
        return super().helpEvent(event, view, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        else:
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(index, editor.currentText() if isinstance(editor, QComboBox) else editor.text())


def _terms(field: Field | None) -> tuple[str, ...]:
    if field is None:
        return ()
    return ("是", "否") if field.type is bool else field.choices
