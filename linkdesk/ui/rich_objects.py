"""Figures and pictures in a document: which stands where, and a picture's caption and width."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from linkdesk.ui.rich_document import BROADEST, NARROWEST
from linkdesk.ui.rich_ink import CAPTION, CHIP, NAME, OBJECT, PICTURE, WIDTH_MM


class ChosenPicture(NamedTuple):
    """A picture by its place in the document, with what can be changed of it."""

    at: int
    caption: str
    width_mm: int


def chosen_picture(cursor: QTextCursor) -> ChosenPicture | None:
    """The picture the cursor holds or stands beside."""
    for at in (cursor.selectionStart(), cursor.position() - 1, cursor.position()):
        how = _object_at(cursor.document(), at)
        if how is not None and how.objectType() == PICTURE:
            return ChosenPicture(at, how.stringProperty(CAPTION), how.intProperty(WIDTH_MM))
    return None


def change_picture(document: QTextDocument, at: int, caption: str, width_mm: int) -> None:
    """Give the picture at a place another caption, and a width that fits the page."""
    how = _object_at(document, at)
    if how is None or how.objectType() != PICTURE:
        return
    how.setProperty(CAPTION, caption.replace("]", "］").replace("\n", " "))
    how.setProperty(WIDTH_MM, min(BROADEST, max(NARROWEST, width_mm)))
    _over(document, at).setCharFormat(how)


def figure_at(cursor: QTextCursor) -> str:
    """The name of the figure beside the cursor; empty where none stands."""
    formats = (_object_at(cursor.document(), at) for at in (cursor.position(), cursor.position() - 1))
    return next((how.stringProperty(NAME) for how in formats if how is not None and how.objectType() == CHIP), "")


def _object_at(document: QTextDocument, at: int) -> QTextCharFormat | None:
    if not 0 <= at < document.characterCount() - 1 or document.characterAt(at) != OBJECT:
        return None
    return _over(document, at).charFormat()


def _over(document: QTextDocument, at: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(at)
    cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
    return cursor
