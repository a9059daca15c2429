"""A table of a document on screen: the very cells that are printed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTableView, QWidget

from linkdesk.documents.blocks import Align, Document, Table, Width
from linkdesk.documents.cells import aligned, leaves, shown
from linkdesk.ui import theme
from linkdesk.ui.dressing import dress
from linkdesk.ui.look import column, label

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
_SIDES = {Align.RIGHT: Qt.AlignmentFlag.AlignRight, Align.CENTRE: Qt.AlignmentFlag.AlignHCenter}
_WIDTHS = {Width.NARROW: 56, Width.NORMAL: 88, Width.WIDE: 152}


class PaperModel(QAbstractTableModel):
    """Rows, subtotals and the totals row of one table."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table((), ())
        self.columns, self.rows, self.strong = (), (), frozenset()

    def show_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table, self.columns = table, _headed(table)
        self.rows = (*table.rows, *((table.totals,) if table.totals and table.rows else ()))
        self.strong = frozenset((*table.subtotal_rows, len(table.rows)))
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        leaf, cell = self.columns[index.column()][1], self.rows[index.row()][index.column()]
        if role == Role.DisplayRole:
            return shown(cell, leaf)
        if role == Role.TextAlignmentRole:
            return int(_SIDES.get(aligned(cell, leaf), Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
        if role == Role.FontRole and index.row() in self.strong:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role in (Role.DisplayRole, Role.ToolTipRole):
            return self.columns[section][0]
        return None

    def field_at(self, index: Index) -> None:
        """No cell of a paper is edited."""


def _headed(table: Table) -> tuple[Any, ...]:
    """Leaf columns with their headings; one in a group is headed by both."""
    return tuple((leaf.label if leaf is group else f"{group.label}·{leaf.label}", leaf) for group in table.columns for leaf in leaves((group,)))


class PaperTable(QWidget):
    """The first table of a document, with its unit line."""

    def __init__(self) -> None:
        super().__init__()
        self.model, self.view, self.said = PaperModel(), QTableView(), label("", "small", wrap=True)
        dress(self.view, self.model)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        column(self.said, self.view, gap=4, parent=self).setStretch(1, 1)

    def show_document(self, document: Document) -> None:
        """Show the list of a document as it prints."""
        self.show_table(next(b for s in document.sections for b in s.blocks if isinstance(b, Table)))

    def show_table(self, table: Table | None, without: str = "") -> None:
        """Show a table as it prints, or a sentence where there is none."""
        self.view.setVisible(table is not None)
        if table is None:
            self.said.setText(without)
            return
        self.model.show_table(table)
        self.said.setText("　".join(filter(None, (table.filled_by, table.unit, *table.notes))))
        for at, (_, leaf) in enumerate(self.model.columns):
            self.view.setColumnWidth(at, theme.current().px(_WIDTHS[leaf.width]))
