"""What a person does in a panel of rows: types into a cell, pastes from a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication


def cell(panel, row: int, name: str) -> QModelIndex:
    """A cell by its row and the name of its column."""
    return panel.model.index(row, 1 + [column.name for column in panel.model.columns].index(name))


def typed(panel, row: int, name: str, text: str) -> None:
    """Type into a cell and leave it."""
    panel.model.setData(cell(panel, row, name), text, Qt.ItemDataRole.EditRole)


def paste(panel, text: str) -> None:
    """Paste a block as it comes from a spreadsheet."""
    QGuiApplication.clipboard().setText(text)
    panel.table.paste()
