"""The looks and manners every table view has."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from linkdesk.ui import theme
from linkdesk.ui.cells import Cells
from linkdesk.ui.table import MARK

ROW, MARK_WIDTH = 30, 30


def dress(view: QTableView, model: QAbstractTableModel) -> None:
    """Give a table view its model, and the looks and manners of all tables."""
    view.setModel(model)
    view.setItemDelegate(Cells(view))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    rows, heads = view.verticalHeader(), view.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(theme.current().px(ROW))
    heads.setFixedHeight(theme.current().px(ROW))
    heads.setHighlightSections(False)
    heads.setMinimumSectionSize(theme.current().px(MARK_WIDTH))
    view.setColumnWidth(MARK, theme.current().px(MARK_WIDTH))


def make_sortable(view: QTableView) -> None:
    """Sort by heading (a third click gives the order of the data back), move columns, the mark stays first."""
    heads = view.horizontalHeader()
    heads.setSortIndicatorShown(True)
    heads.setSortIndicator(-1, heads.sortIndicatorOrder())
    heads.setSortIndicatorClearable(True)
    heads.setSectionsMovable(True)
    heads.setFirstSectionMovable(False)
    view.setSortingEnabled(True)
