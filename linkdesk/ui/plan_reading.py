"""A section as it prints: its blocks read-only, computed figures and gaps tinted."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QWidget

from linkdesk.documents.blocks import (
    Block,
    Cell,
    Column,
    Drawing,
    FieldGrid,
    Gap,
    Heading,
    Paragraph,
    Part,
    Picture,
    Style,
    Table,
)
from linkdesk.documents.cells import depth as heading_rows
from linkdesk.documents.cells import gap_text, heading, is_gap, leaves, shown
from linkdesk.domain.figure import Figure
from linkdesk.domain.rich_text import RichPicture
from linkdesk.ui import rich_document, theme
from linkdesk.ui.rich_editor import RichEditor
from linkdesk.ui.rich_ink import Value

ROWS_SHOWN = 40
MORE = "……以上显示前 {} 行，共 {} 行，全部内容见打印预览。"


class Reading(RichEditor):
    """Blocks of a document, to be read and copied."""

    def __init__(self, picture: Callable[[str], QImage], parent: QWidget | None = None) -> None:
        super().__init__(lambda name: Value(name), picture, parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.read: tuple[Block, ...] | None = None

    def told_at(self, place: QPoint) -> str:
        """How the figure at a place was reckoned."""
        return self.cursorForPosition(self.viewport().mapFrom(self, place)).charFormat().toolTip()

    def show_document(self, blocks: Iterable[Block], empty: str = "") -> None:
        """Show blocks as they print, or a sentence where there are none."""
        blocks = tuple(blocks)
        if blocks == self.read:
            return
        self.read = blocks
        place = self.verticalScrollBar().value()
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for block in blocks:
            _WRITERS.get(type(block), _nothing)(cursor, block)
        if not blocks:
            _line(cursor, (), 0, empty)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(place)


def _fresh(cursor: QTextCursor, how: QTextBlockFormat, level: int = 0) -> None:
    """A new paragraph, unless an empty one is there."""
    if cursor.block().length() > 1 or cursor.currentTable():
        cursor.insertBlock()
    cursor.setBlockFormat(how)
    cursor.setBlockCharFormat(rich_document.characters(level))


def _line(cursor: QTextCursor, parts: Iterable[Part], level: int, words: str = "", indent: bool = True) -> None:
    how = rich_document.paragraph(level)
    if not indent:
        how.setTextIndent(0)
    _fresh(cursor, how, level)
    if words:
        cursor.insertText(words, rich_document.characters(level))
    for part in parts:
        cursor.insertText(*_part(part, level))


def _part(part: Part, level: int = 0) -> tuple[str, QTextCharFormat]:
    how = rich_document.characters(level, getattr(part, "strong", False))
    if isinstance(part, Gap) or (isinstance(part, Figure) and part.value is None):
        how.setForeground(theme.current().colour("warning"))
        how.setBackground(theme.current().colour("warning_tint"))
        return gap_text(part.what) if isinstance(part, Gap) else part.text, how
    if isinstance(part, Figure):
        how.setForeground(theme.current().colour("accent"))
        how.setToolTip(f"怎么算的：{part.label} = {part.formula}")
    return part.text, how


def _paragraph(cursor: QTextCursor, block: Paragraph) -> None:
    _line(cursor, block.parts, 0, indent=block.style is Style.BODY)


def _heading(cursor: QTextCursor, block: Heading) -> None:
    _line(cursor, (), 2 if block.level <= 2 else 3, block.text)


def _table(cursor: QTextCursor, block: Table) -> None:
    if title := "　　".join(filter(None, (block.title, block.unit))):
        _line(cursor, (), 0, title, indent=False)
    columns, rows = leaves(block.columns), block.rows[:ROWS_SHOWN]
    above = heading_rows(block.columns)
    body = (*rows, *((block.totals,) if block.totals else ()))
    _fresh(cursor, rich_document.paragraph())
    look = rich_document.table_look()
    look.setHeaderRowCount(above)
    table = cursor.insertTable(above + len(body), len(columns), look)
    for cell in heading(block.columns):
        if cell.columns > 1 or cell.rows > 1:
            table.mergeCells(cell.row, cell.column, cell.rows, cell.columns)
        _write(table, cell.row, cell.column, cell.label, above)
    for at, row in enumerate(body, above):
        for across, cell in enumerate(row):
            _write(table, at, across, cell, above, columns[across])
    cursor.setPosition(table.lastPosition() + 1)
    notes = (*block.notes, *((MORE.format(len(rows), len(block.rows)),) if len(block.rows) > len(rows) else ()))
    for note in notes:
        _line(cursor, (), 0, note, indent=False)


def _write(table: QTextTable, row: int, column: int, cell: Cell, above: int, of: Column | None = None) -> None:
    rich_document.dress_cell(table, row, column, row < above)
    inside = table.cellAt(row, column).firstCursorPosition()
    how = inside.blockFormat()
    number = of is not None and not isinstance(cell, str) and not is_gap(cell)
    how.setAlignment(Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft if of else Qt.AlignmentFlag.AlignHCenter)
    inside.setBlockFormat(how)
    words, look = _part(cell) if isinstance(cell, Figure | Gap) else \
        (shown(cell, of) if of else str(cell), rich_document.characters())
    inside.insertText(words, look)


def _grid(cursor: QTextCursor, block: FieldGrid) -> None:
    for name, cell in block.pairs:
        named = isinstance(cell, Figure | Gap)
        _line(cursor, (cell,) if named else (), 0, f"{name}：{'' if named else shown(cell, Column(''))}", indent=False)


def _picture(cursor: QTextCursor, block: Picture) -> None:
    _fresh(cursor, rich_document.paragraph())
    rich_document.insert_picture(cursor, RichPicture(block.hash, block.width_mm, block.caption))


def _drawing(cursor: QTextCursor, block: Drawing) -> None:
    _line(cursor, (), 0, f"（图：{block.caption or '见打印预览'}）", indent=False)


def _nothing(cursor: QTextCursor, block: Block) -> None:
    """Page breaks, signatures and the like say nothing on the screen."""


_WRITERS = {Paragraph: _paragraph, Heading: _heading, Table: _table, FieldGrid: _grid, Picture: _picture, Drawing: _drawing}
