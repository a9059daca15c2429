"""The pinned 合计 row under a table: sums over the rows shown, following the table's columns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from linkdesk.ui import theme
from linkdesk.ui.dressing import ROW, dress
from linkdesk.ui.table import MARK, RIGHT, ROOT, EntityTable, Index, Role


class Totals(QAbstractTableModel):
    """The one row of sums over the rows a table shows."""

    def __init__(self, table: EntityTable) -> None:
        super().__init__(table)
        self.table = table
        self.sums: list[str] = []
        table.modelReset.connect(self.reckon)
        self.reckon()

    def reckon(self) -> None:
        """Add up again."""
        self.beginResetModel()
        self.sums = [c.sum(self.table.rows) for c in self.table.columns]
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.table.columns) + 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.column() == MARK:
            return None
        if role == Role.DisplayRole:
            return "合计" if index.column() == 1 and not self.sums[0] else self.sums[index.column() - 1]
        return RIGHT if role == Role.TextAlignmentRole and index.column() > 1 else None


class TotalsRow(QTableView):
    """Stands under `view` and moves with its columns."""

    def __init__(self, view: QTableView) -> None:
        super().__init__()
        dress(self, Totals(view.model()))
        self.setProperty("look", "total")
        self.horizontalHeader().hide()
        self.setFixedHeight(theme.current().px(ROW) + 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.columns = view.model().columns
        if not any(c.figure for c in self.columns):
            self.hide()
        heads = view.horizontalHeader()
        heads.sectionResized.connect(lambda at, _, new: self.setColumnWidth(at, new))
        heads.sectionMoved.connect(lambda _, old, new: self.horizontalHeader().moveSection(old, new))
        view.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)

    def follow(self) -> None:
        """Stand there only while a column that is summed is shown."""
        self.setVisible(any(c.figure and not self.isColumnHidden(at) for at, c in enumerate(self.columns, 1)))
