"""The text of a section as a QTextDocument, and back: what is read from it is exactly what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from linkdesk.domain.rich_text import (
    Named,
    Parts,
    RichBlock,
    RichHeading,
    RichParagraph,
    RichPicture,
    RichTable,
    Run,
)
from linkdesk.ui import theme
from linkdesk.ui.rich_ink import CAPTION, CHIP, HASH, NAME, OBJECT, PICTURE, STRONG, WIDTH_MM, chip, picture

POINTS = {0: 11.0, 2: 12.5, 3: 11.5}
NARROWEST, BROADEST = 20, 160  # mm of a picture; a printed line has 156
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LINES = re.compile(r"[\n\u2028\u2029]")


def characters(level: int = 0, strong: bool = False) -> QTextCharFormat:
    """How words look: body, heading of level 2 or 3, strong."""
    how = QTextCharFormat()
    font = theme.face(theme.current(), POINTS[level])
    font.setWeight(QFont.Weight.Bold if strong or level == 2 else QFont.Weight.Normal)
    how.setFont(font)
    how.setForeground(theme.current().colour("ink"))
    how.setProperty(STRONG, strong)
    return how


def paragraph(level: int = 0, in_table: bool = False) -> QTextBlockFormat:
    """How a paragraph stands: its first line set in by two characters, as on paper."""
    how, now = QTextBlockFormat(), theme.current()
    how.setHeadingLevel(level)
    how.setLineHeight(115 if in_table else 150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if not in_table:
        how.setTextIndent(2 * now.px(15) if not level else 0)
        how.setBottomMargin(now.px(4))
        how.setTopMargin(now.px(8) if level else 0)
    return how


def table_look() -> QTextTableFormat:
    """How a table looks: as wide as the text, thin lines."""
    how, now = QTextTableFormat(), theme.current()
    how.setBorder(1)
    how.setBorderBrush(now.colour("second"))
    how.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    how.setBorderCollapse(True)
    how.setCellPadding(now.px(4))
    how.setCellSpacing(0)
    how.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    how.setTopMargin(now.px(4))
    how.setBottomMargin(now.px(8))
    how.setHeaderRowCount(1)
    return how


def show(document: QTextDocument, blocks: Iterable[RichBlock]) -> None:
    """Put blocks in place of everything in a document, with nothing to undo."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(paragraph())
    cursor.setBlockCharFormat(characters())
    insert(cursor, blocks)
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert(cursor: QTextCursor, blocks: Iterable[RichBlock]) -> None:
    """Put blocks where the cursor stands, outside tables; a first paragraph goes on in the line it stands in."""
    cursor.beginEditBlock()
    fresh = cursor.block().length() == 1
    for at, block in enumerate(blocks):
        inline = isinstance(block, RichParagraph) and not at and cursor.block().length() > 1
        if not fresh and not inline:
            cursor.insertBlock(paragraph(), characters())
        _insert_block(cursor, block, inline)
        fresh = isinstance(block, RichTable)
    cursor.endEditBlock()


def _insert_block(cursor: QTextCursor, block: RichBlock, inline: bool) -> None:
    if isinstance(block, RichTable):
        insert_table(cursor, block.rows)
    elif isinstance(block, RichPicture):
        insert_picture(cursor, block)
    else:
        level = block.level if isinstance(block, RichHeading) else 0
        if not inline:
            cursor.setBlockFormat(paragraph(level))
            cursor.setBlockCharFormat(characters(level))
        insert_parts(cursor, block.parts, cursor.blockFormat().headingLevel())


def insert_parts(cursor: QTextCursor, parts: Parts, level: int = 0) -> None:
    """Put words and figures where the cursor stands."""
    for part in parts:
        if isinstance(part, Named):
            cursor.insertText(OBJECT, chip(characters(level), part.name))
        else:
            cursor.insertText(part.text, characters(level, part.strong))


def insert_picture(cursor: QTextCursor, block: RichPicture) -> None:
    """Put a picture where the cursor stands."""
    how = paragraph(in_table=True)  # a picture stands in the middle, without the room between lines of text
    how.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    cursor.setBlockFormat(how)
    cursor.insertText(OBJECT, picture(characters(), block.hash, block.width_mm, block.caption))


def insert_table(cursor: QTextCursor, rows: tuple[tuple[Parts, ...], ...]) -> QTextTable:
    """Put a table where the cursor stands and leave the cursor behind it."""
    table = cursor.insertTable(len(rows), len(rows[0]), table_look())
    for at, row in enumerate(rows):
        for across, parts in enumerate(row):
            dress_cell(table, at, across)
            insert_parts(table.cellAt(at, across).firstCursorPosition(), parts)
    cursor.setPosition(table.lastPosition() + 1)
    return table


def dress_cell(table: QTextTable, row: int, column: int, heads: bool | None = None) -> None:
    """Make a cell look as its row does: the first is the heading where nothing else is said."""
    cell = table.cellAt(row, column)
    how = cell.format().toTableCellFormat()
    how.setBackground(theme.current().colour("ground" if (row == 0 if heads is None else heads) else "paper"))
    cell.setFormat(how)
    cursor = cell.firstCursorPosition()
    cursor.setBlockFormat(paragraph(in_table=True))
    cursor.setBlockCharFormat(characters())


def set_level(block: QTextBlock, level: int) -> None:
    """Make a paragraph a heading or body; its figures and pictures stay what they are."""
    cursor = QTextCursor(block)
    how = paragraph(level)
    cursor.setBlockFormat(how)
    for formats in block.textFormats():
        part = QTextCursor(cursor.document())
        part.setPosition(block.position() + formats.start)
        part.setPosition(block.position() + formats.start + formats.length, QTextCursor.MoveMode.KeepAnchor)
        dressed = characters(level)
        old = QTextFormat(formats.format)
        for key in (NAME, HASH, WIDTH_MM, CAPTION):
            if old.hasProperty(key):
                dressed.setProperty(key, old.property(key))
        dressed.setObjectType(old.objectType())
        part.setCharFormat(dressed)
    cursor.setBlockCharFormat(characters(level))


def blocks_of(document: QTextDocument) -> tuple[RichBlock, ...]:
    """What stands in a document; empty paragraphs are left out."""
    return tuple(_blocks(document))


def _blocks(document: QTextDocument) -> Iterator[RichBlock]:
    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is not None:
            yield from _table(table)
            block = document.findBlock(table.lastPosition() + 1)
            continue
        yield from _of_block(block)
        block = block.next()


def _of_block(block: QTextBlock) -> Iterator[RichBlock]:
    level = block.blockFormat().headingLevel()
    for line in _lines(block):
        words: list[Run | Named] = []
        for part in (*line, None):
            if part is not None and not isinstance(part, RichPicture):
                words.append(part)
                continue
            if parts := _tidy(words):
                yield RichHeading(level, parts) if level in (2, 3) else RichParagraph(parts)
            words = []
            if part is not None:
                yield part


def _lines(block: QTextBlock) -> list[list[Run | Named | RichPicture]]:
    """The parts of a block, line by line where a line was broken by hand."""
    lines: list[list[Run | Named | RichPicture]] = [[]]
    written = _utf16(block.text())
    for formats in block.textFormats():
        text = written[2 * formats.start:2 * (formats.start + formats.length)].decode("utf-16-le", "replace")
        for at, piece in enumerate(_LINES.split(text)):
            if at:
                lines.append([])
            lines[-1] += _parts(piece, formats.format)
    return lines


def _utf16(text: str) -> bytes:
    """Qt counts in UTF-16: a character outside the first plane has two places."""
    return text.encode("utf-16-le", "surrogatepass")


def _parts(text: str, how: QTextCharFormat) -> list[Run | Named | RichPicture]:
    """One format's piece: objects where their character stands, and whatever else stands there as words."""
    made: list[Run | Named | RichPicture] = []
    for at, words in enumerate(text.split(OBJECT)):
        made += _object(how) if at else []
        made.append(Run(_UNSEEN.sub("", words), how.boolProperty(STRONG)))
    return made


def _object(how: QTextCharFormat) -> list[Run | Named | RichPicture]:
    if how.objectType() == CHIP:
        return [Named(how.stringProperty(NAME))]
    if how.objectType() == PICTURE:
        return [RichPicture(how.stringProperty(HASH), how.intProperty(WIDTH_MM), how.stringProperty(CAPTION))]
    return []


def _table(table: QTextTable) -> Iterator[RichBlock]:
    """A table, and after it the pictures that found their way into its cells."""
    pictures: list[RichPicture] = []
    rows = tuple(tuple(_cell(table, at, across, pictures) for across in range(table.columns())) for at in range(table.rows()))
    yield RichTable(rows)
    yield from pictures


def _cell(table: QTextTable, row: int, column: int, pictures: list[RichPicture]) -> Parts:
    cell = table.cellAt(row, column)
    block, words = cell.firstCursorPosition().block(), []
    while block.isValid() and block.position() <= cell.lastPosition():
        for line in _lines(block):
            words += [Run(" "), *(part for part in line if not isinstance(part, RichPicture))] if words else line
            pictures += [part for part in line if isinstance(part, RichPicture)]
        block = block.next()
    return _tidy([part for part in words if not isinstance(part, RichPicture)])


def _tidy(parts: Iterable[Run | Named]) -> Parts:
    """Neighbours of one kind joined, no blanks at the ends: as the grammar of a section's text reads them."""
    joined: list[Run | Named] = []
    for part in parts:
        before = joined[-1] if joined else None
        if isinstance(part, Run) and isinstance(before, Run) and before.strong == part.strong:
            joined[-1] = Run(before.text + part.text, part.strong)
        elif part != Run("") and part != Run("", True):
            joined.append(part)
    return _stripped(joined)


def _stripped(parts: list[Run | Named]) -> Parts:
    while parts and isinstance(parts[0], Run) and not parts[0].text.strip():
        del parts[0]
    while parts and isinstance(parts[-1], Run) and not parts[-1].text.strip():
        parts.pop()
    if parts and isinstance(first := parts[0], Run):
        parts[0] = Run(first.text.lstrip(), first.strong)
    if parts and isinstance(last := parts[-1], Run):
        parts[-1] = Run(last.text.rstrip(), last.strong)
    return tuple(parts)
