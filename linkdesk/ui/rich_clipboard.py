"""What goes from the editor to the clipboard and comes from there, or is dragged in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QTextCursor, QTextDocument

from linkdesk.actions.pasted_text import pasted
from linkdesk.domain.rich_text import (
    Named,
    RichBlock,
    RichHeading,
    RichParagraph,
    RichPicture,
    RichTable,
    Run,
    parse,
    spelled,
)
from linkdesk.ui.rich_document import blocks_of

OWN = "application/x-linkdesk-section"  # what is copied here and pasted here keeps its figures


@dataclass(frozen=True, slots=True)
class Given:
    """What came in: blocks, pictures still to be kept, and how many pictures were left out."""

    blocks: tuple[RichBlock, ...] = ()
    pictures: tuple[Path | QImage, ...] = ()
    left_out: int = 0


def copied(selection: QTextCursor, shown: Callable[[str], str]) -> QMimeData:
    """A selection for other sections, with its figures by name, and for other programs, with their values."""
    made, inside = QMimeData(), QTextDocument()
    QTextCursor(inside).insertFragment(selection.selection())
    blocks = blocks_of(inside)
    made.setData(OWN, spelled(blocks).encode("utf-8"))
    made.setText("\n".join(_said(block, shown) for block in blocks))
    return made


def _said(block: RichBlock, shown: Callable[[str], str]) -> str:
    if isinstance(block, RichTable):
        return "\n".join("\t".join(_words(cell, shown) for cell in row) for row in block.rows)
    return block.caption if isinstance(block, RichPicture) else _words(block.parts, shown)


def _words(parts: Iterable[Run | Named], shown: Callable[[str], str]) -> str:
    return "".join(shown(p.name) if isinstance(p, Named) else p.text for p in parts)


def holds_something(source: QMimeData) -> bool:
    """Whether anything of it can be taken in."""
    return source.hasFormat(OWN) or source.hasText() or source.hasHtml() or source.hasImage() or bool(pictures(source))


def given(source: QMimeData) -> Given:
    """What a clipboard or something dragged holds, cleaned."""
    if source.hasFormat(OWN):
        return Given(parse(bytes(source.data(OWN).data()).decode("utf-8", "replace")))
    if files := pictures(source):
        return Given(pictures=tuple(files))
    if source.hasImage() and not has_words(source):
        return Given(pictures=(source.imageData(),))
    found = pasted(source.html() if source.hasHtml() else source.text(), source.hasHtml())
    return Given(found.blocks, left_out=found.pictures)


def inline(blocks: Iterable[RichBlock]) -> tuple[Run | Named, ...]:
    """Blocks as the words of one cell."""
    found: list[Run | Named] = []
    for block in blocks:
        lines = [cell for row in block.rows for cell in row] if isinstance(block, RichTable) else \
            [block.parts] if isinstance(block, RichHeading | RichParagraph) else []
        for line in lines:
            found += [Run(" "), *line] if found else line
    return tuple(found)


def pictures(source: QMimeData) -> list[Path]:
    """The files that were dragged or copied."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []


def has_words(source: QMimeData) -> bool:
    """Cells of Excel come as a picture too; what has words is text."""
    return bool(source.text().strip()) or "<table" in source.html()[:20000].lower()
