"""One table model over a list of entities: columns from fields, sorted by key and filtered in the model itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from linkdesk.domain.fields import Field
from linkdesk.domain.words import SEVERITY_LABEL, Severity
from linkdesk.ui.columns import Column
from linkdesk.ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Marks = Mapping[str, tuple[Severity, str]]  # entity id → how grave, why
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
ROOT = QModelIndex()
MARK = 0  # the first column holds the mark of a held or wrong row


class EntityTable(QAbstractTableModel):
    """Rows are the entities that match the filter, in sorted order; column 0 is the mark, then `columns`."""

    edited = Signal(object, str, str)  # entity, field name, what was typed in the cell

    def __init__(self, columns: tuple[Column, ...], matches: Callable[[Any, str], bool] | None = None,
                 editable: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns, self.matches, self.editable = columns, matches, editable
        self.everything: list[Any] = []
        self.rows: list[Any] = []
        self.marks: Marks = {}
        self.masked = True
        self.typed, self.sorted_by = "", (-1, Qt.SortOrder.AscendingOrder)
        self._icons: dict[Severity, QIcon] = {}

    def show(self, entities: Iterable[Any], marks: Marks | None = None) -> None:
        """Put other entities into the table, keeping filter and order."""
        self.beginResetModel()
        self.everything, self.marks = list(entities), marks or {}
        self._sort_and_filter()
        self.endResetModel()

    def filter(self, typed: str) -> None:
        """Keep the rows that answer to what is typed."""
        self.beginResetModel()
        self.typed = typed.strip()
        self._sort_and_filter()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column's key, what is not filled in last; column −1 gives the order of the data."""
        if (column, order) == self.sorted_by:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self.rows[i.row()].id for i in before]
        self.sorted_by = column, order
        self._sort_and_filter()
        at = {entity.id: row for row, entity in enumerate(self.rows)}
        self.changePersistentIndexList(before, [self.index(at[k], i.column()) for k, i in zip(kept, before, strict=True)])
        self.layoutChanged.emit()

    def _sort_and_filter(self) -> None:
        self.rows = [e for e in self.everything if not self.typed or self.matches is None or self.matches(e, self.typed)]
        column, order = self.sorted_by
        if column >= 0:
            key, down = self._key(column), order == Qt.SortOrder.DescendingOrder
            self.rows.sort(key=key, reverse=down)
            if down:
                self.rows.sort(key=lambda e: key(e)[0])

    def _key(self, column: int) -> Callable[[Any], tuple[Any, ...]]:
        if column == MARK:
            gravity = list(Severity)
            return lambda e: (False, gravity.index(self.marks[e.id][0]) if e.id in self.marks else len(gravity))
        return self.columns[column - 1].key

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entity = self.rows[index.row()]
        if index.column() == MARK:
            return self._mark(entity, role)
        column = self.columns[index.column() - 1]
        if role == Role.DisplayRole:
            return column.text(entity) if self.masked else column.plain(entity)
        if role == Role.EditRole:
            return "" if column.private and self.masked else column.plain(entity)
        if role == Role.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        return self._mark(entity, role) if role == Role.ToolTipRole else None

    def _mark(self, entity: Any, role: int) -> Any:
        found = self.marks.get(entity.id)
        if found is None:
            return None
        if role == Role.DecorationRole:
            return self._icon(found[0])
        if role == Role.AccessibleTextRole:
            return SEVERITY_LABEL[found[0]]
        return found[1] if role == Role.ToolTipRole else None

    def _icon(self, severity: Severity) -> QIcon:
        if severity not in self._icons:
            self._icons[severity] = icon(severity.value, severity.value)
        return self._icons[severity]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section - 1].heading if section else ""
        if role == Role.TextAlignmentRole:
            return RIGHT if section and self.columns[section - 1].right else LEFT
        if role == Role.ToolTipRole:
            return (self.columns[section - 1].field and self.columns[section - 1].field.help) if section else "错误与提示标记"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can = self.editable and index.column() > MARK and self.columns[index.column() - 1].field is not None
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        entity, column = self.rows[index.row()], self.columns[index.column() - 1]
        if str(value) != self.data(index, Role.EditRole):  # an untouched masked cell is empty both times
            self.edited.emit(entity, column.name, str(value))
        return True

    def field_at(self, index: Index) -> Field | None:
        """The field a cell shows; None where its column is computed."""
        return self.columns[index.column() - 1].field

    def row_of(self, entity_id: str) -> int:
        """Where an entity stands; −1 when it is not shown."""
        return next((at for at, entity in enumerate(self.rows) if entity.id == entity_id), -1)
