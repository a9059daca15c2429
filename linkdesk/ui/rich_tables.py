"""Working in a table of a section's text: from cell to cell, rows and columns more or fewer, cells of Excel pasted in."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextTable

from linkdesk.domain.rich_text import Parts, RichTable
from linkdesk.ui.rich_document import characters, dress_cell, insert_parts, paragraph

LARGEST = 200  # columns; a printed page holds far fewer


def to_next_cell(cursor: QTextCursor, way: int) -> QTextCursor | None:
    """A cursor in the next cell (or the one before); past the last one a row is added, before the first there is none."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor)
    at = cell.row() * table.columns() + cell.column() + way
    if at < 0:
        return None
    if at == table.rows() * table.columns():
        add_row(cursor, below=True, last=True)
    return table.cellAt(at // table.columns(), at % table.columns()).firstCursorPosition()


def to_cell_below(cursor: QTextCursor) -> QTextCursor:
    """A cursor in the cell below; under the last row a row is added."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor)
    row, column = cell.row(), cell.column()
    if row + 1 == table.rows():
        add_row(cursor, below=True, last=True)
    return table.cellAt(row + 1, column).firstCursorPosition()


def add_row(cursor: QTextCursor, below: bool, last: bool = False) -> None:
    """A row above or below the one of the cursor, or at the end."""
    table = cursor.currentTable()
    at = table.rows() if last else table.cellAt(cursor).row() + below
    cursor.beginEditBlock()
    table.insertRows(at, 1)
    for row in {0, at, min(at + 1, table.rows() - 1)}:
        _dress(table, row=row)
    cursor.endEditBlock()


def add_column(cursor: QTextCursor, behind: bool) -> None:
    """A column before or behind the one of the cursor."""
    table = cursor.currentTable()
    at = table.cellAt(cursor).column() + behind
    cursor.beginEditBlock()
    table.insertColumns(at, 1)
    for row in range(table.rows()):
        _dress(table, row=row)
    cursor.endEditBlock()


def remove_row(cursor: QTextCursor) -> None:
    """Take the row of the cursor away; with the last row goes the table."""
    table = cursor.currentTable()
    cursor.beginEditBlock()
    table.removeRows(table.cellAt(cursor).row(), 1)
    cursor.endEditBlock()


def remove_column(cursor: QTextCursor) -> None:
    """Take the column of the cursor away; with the last column goes the table."""
    table = cursor.currentTable()
    cursor.beginEditBlock()
    table.removeColumns(table.cellAt(cursor).column(), 1)
    cursor.endEditBlock()


def remove(cursor: QTextCursor) -> None:
    """Take the whole table away."""
    table = cursor.currentTable()
    cursor.beginEditBlock()
    table.removeRows(0, table.rows())
    cursor.endEditBlock()


def fill(cursor: QTextCursor, pasted: RichTable) -> None:
    """Put pasted cells into the table from the cell of the cursor on; rows and columns are added as needed."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor)
    row, column = cell.row(), cell.column()
    cursor.beginEditBlock()
    rows, columns = row + len(pasted.rows), min(LARGEST, column + len(pasted.rows[0]))
    table.appendRows(max(0, rows - table.rows()))
    table.appendColumns(max(0, columns - table.columns()))
    for at, cells in enumerate(pasted.rows, row):
        for across, parts in enumerate(cells[:columns - column], column):
            _write(table, at, across, parts)
    cursor.endEditBlock()


def _write(table: QTextTable, row: int, column: int, parts: Parts) -> None:
    dress_cell(table, row, column)
    cell = table.cellAt(row, column)
    inside = cell.firstCursorPosition()
    inside.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    inside.removeSelectedText()
    inside.setBlockFormat(paragraph(in_table=True))
    inside.setBlockCharFormat(characters())
    insert_parts(inside, parts)


def _dress(table: QTextTable, row: int) -> None:
    for column in range(table.columns()):
        dress_cell(table, row, column)
