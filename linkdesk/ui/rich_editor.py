"""The editor of a section's text: headings, strong words, tables, pictures, and figures that stand by their name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from linkdesk.domain.rich_text import (
    Named,
    RichBlock,
    RichParagraph,
    RichPicture,
    RichTable,
    spelled,
)
from linkdesk.ui import rich_clipboard, rich_document, rich_objects, rich_tables, theme
from linkdesk.ui.rich_ink import CHIP, PICTURE, STRONG, ChipInk, PictureInk, Value
from linkdesk.ui.rich_objects import ChosenPicture

TEXT_WIDTH, EDGE = 680, 28              # px of a line, and of the paper around it
FIRST_WIDTH_MM = 140
Tell = Callable[[str], Value]


class PaperDocument(QTextDocument):
    """A document that never fetches anything: no file, no address."""

    def loadResource(self, kind: int, name: QUrl) -> Any:
        return None


class RichEditor(QTextEdit):
    """Edits blocks; `value` tells what a figure shows now, `picture` what a kept picture holds."""

    picker_wanted = Signal()
    find_wanted = Signal(bool)          # with replacing
    picture_given = Signal(object)      # a Path or a QImage to be kept and inserted
    said = Signal(str)
    left = Signal()                     # the cursor has left the text

    def __init__(self, value: Tell, picture: Callable[[str], QImage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        document = PaperDocument(self)
        document.setDocumentMargin(theme.current().px(EDGE))
        document.setDefaultFont(theme.face(theme.current(), rich_document.POINTS[0]))
        self.chips, self.pictures = ChipInk(value, document), PictureInk(picture, document)
        document.documentLayout().registerHandler(CHIP, self.chips)
        document.documentLayout().registerHandler(PICTURE, self.pictures)
        self.setDocument(document)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(False)
        rich_document.show(document, ())

    def show_blocks(self, blocks: Iterable[RichBlock]) -> None:
        """Put blocks in place of what stands here, with nothing to undo."""
        rich_document.show(self.document(), blocks)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def blocks(self) -> tuple[RichBlock, ...]:
        """What stands here."""
        return rich_document.blocks_of(self.document())

    def text(self) -> str:
        """What stands here, as it is stored."""
        return spelled(self.blocks())

    def refresh(self) -> None:
        """Draw all figures by their values of now."""
        self.document().markContentsDirty(0, self.document().characterCount())

    def set_level(self, level: int) -> None:
        """Make the paragraphs of the selection headings of level 2 or 3, or body (0)."""
        cursor = self.textCursor()
        if cursor.currentTable():
            return
        cursor.beginEditBlock()
        for block in self._selected_blocks(cursor):
            rich_document.set_level(block, level)
        cursor.endEditBlock()
        self.setFocus()

    def level(self) -> int:
        """The level of the paragraph the cursor stands in."""
        return self.textCursor().blockFormat().headingLevel()

    def _selected_blocks(self, cursor: QTextCursor) -> list[QTextBlock]:
        block, last = self.document().findBlock(cursor.selectionStart()), self.document().findBlock(cursor.selectionEnd())
        found = [block]
        while block != last and block.isValid():
            block = block.next()
            found.append(block)
        return found

    def toggle_strong(self) -> None:
        """Make what is selected (or typed next) strong, or no longer."""
        if self.level():
            return
        strong = not self.currentCharFormat().boolProperty(STRONG)
        how = rich_document.characters(0, strong)
        self.mergeCurrentCharFormat(how)
        self.setFocus()

    def is_strong(self) -> bool:
        """Whether the words at the cursor are strong."""
        return self.currentCharFormat().boolProperty(STRONG)

    def insert_figure(self, name: str) -> None:
        """Put a figure where the cursor stands, in place of what is selected."""
        self.put_figure(self.textCursor(), name)
        self.setFocus()

    def put_figure(self, cursor: QTextCursor, name: str) -> None:
        """Put a figure in place of what a cursor holds; the words before and behind it stay as they are."""
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        rich_document.insert_parts(cursor, (Named(name),), self.level())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(rich_document.characters(self.level()))  # what follows is text again

    def insert_table(self, rows: int, columns: int) -> None:
        """Put an empty table behind the paragraph of the cursor and stand in its first cell."""
        cursor = self._outside_table()
        cursor.beginEditBlock()
        if cursor.block().length() > 1:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(rich_document.paragraph(), rich_document.characters())
        table = rich_document.insert_table(cursor, ((((),) * columns),) * rows)
        cursor.endEditBlock()
        self.setTextCursor(table.cellAt(0, 0).firstCursorPosition())
        self.setFocus()

    def insert_picture(self, digest: str) -> None:
        """Put a kept picture behind the paragraph of the cursor."""
        cursor = self._outside_table()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        rich_document.insert(cursor, (RichPicture(digest, FIRST_WIDTH_MM), RichParagraph(())))
        self.setTextCursor(cursor)

    def _outside_table(self) -> QTextCursor:
        cursor = self.textCursor()
        if table := cursor.currentTable():
            cursor.setPosition(table.lastPosition() + 1)
        return cursor

    def chosen_picture(self) -> ChosenPicture | None:
        """The picture at the cursor."""
        return rich_objects.chosen_picture(self.textCursor())

    def change_picture(self, at: int, caption: str, width_mm: int) -> None:
        """Give a picture another caption or width."""
        rich_objects.change_picture(self.document(), at, caption, width_mm)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._is_mine(event):
            event.accept()
            return True
        if event.type() is QEvent.Type.ToolTip:
            return self._tell(event)
        return super().event(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        """Keys that mean something in the text, whatever they mean elsewhere."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return control and event.key() in (Qt.Key.Key_F, Qt.Key.Key_H, *_LEVELS, *_LETTERS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in _LEVELS:
            self.set_level(_LEVELS[event.key()])
        elif control and event.key() in (Qt.Key.Key_F, Qt.Key.Key_H):
            self.find_wanted.emit(event.key() == Qt.Key.Key_H)
        elif control and event.key() in _LETTERS:
            _LETTERS[event.key()](self)
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self._enter()
        elif not self._in_table(event) and not self._tab(event):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
            else:
                super().keyPressEvent(event)

    def _tab(self, event: QKeyEvent) -> bool:
        """Tab leads on to what stands beside the text."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        return False

    def _in_table(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        if not cursor.currentTable() or cursor.hasComplexSelection():
            return False
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            wanted = rich_tables.to_next_cell(cursor, 1 if event.key() == Qt.Key.Key_Tab else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wanted = rich_tables.to_cell_below(cursor)
        else:
            return False
        self.setTextCursor(wanted or cursor)
        return True

    def _enter(self) -> None:
        """A new paragraph; behind a heading it is body again."""
        cursor = self.textCursor()
        if cursor.currentTable():
            return
        level = self.level() if not cursor.atBlockEnd() else 0
        cursor.insertBlock(rich_document.paragraph(level), rich_document.characters(level))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return rich_clipboard.holds_something(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        found = rich_clipboard.given(source)
        for picture in found.pictures:
            self.picture_given.emit(picture)
        if found.blocks:
            self._insert(found.blocks)
        if found.left_out:
            pasted = "文字已粘贴；" if found.blocks else ""
            self.said.emit(f"{pasted}有 {found.left_out} 张图片没有带入，请用“图片”逐张插入。")

    def _insert(self, blocks: tuple[RichBlock, ...]) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if cursor.currentTable() is None:
            rich_document.insert(cursor, blocks)
        elif len(blocks) == 1 and isinstance(blocks[0], RichTable):
            rich_tables.fill(cursor, blocks[0])
        else:
            rich_document.insert_parts(cursor, rich_clipboard.inline(blocks))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        return rich_clipboard.copied(self.textCursor(), lambda name: self.chips.value(name).shown)

    def _tell(self, event: QHelpEvent) -> bool:
        told = self.told_at(event.pos())
        QToolTip.showText(event.globalPos(), told, self) if told else QToolTip.hideText()
        return True

    def told_at(self, place: QPoint) -> str:
        """How the figure at a place of the editor was reckoned; empty where none stands."""
        name = rich_objects.figure_at(self.cursorForPosition(self.viewport().mapFrom(self, place)))
        return self.chips.value(name).told if name else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        now = theme.current()
        aside = max(0, (self.width() - now.px(TEXT_WIDTH + 2 * EDGE)) // 2)
        self.setViewportMargins(aside, 0, aside, 0)
        super().resizeEvent(event)
        widest = max(40, self.viewport().width() - 2 * now.px(EDGE) - 4)
        if widest != self.pictures.widest:
            self.pictures.widest = widest
            self.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


_LEVELS = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 2, Qt.Key.Key_2: 3}
_LETTERS = {Qt.Key.Key_B: RichEditor.toggle_strong, Qt.Key.Key_S: lambda editor: editor.left.emit(),
            Qt.Key.Key_D: lambda editor: editor.picker_wanted.emit()}
