"""A whole document as readable text, for reading, comparing and the golden tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from linkdesk.documents.blocks import (
    AttachmentNote,
    Cell,
    Closing,
    Code,
    Column,
    Contents,
    Document,
    Drawing,
    FieldGrid,
    Heading,
    Imprint,
    LetterHead,
    PageBreak,
    Paragraph,
    Picture,
    PictureRow,
    Section,
    Signatures,
    Style,
    Table,
)
from linkdesk.documents.cells import leaves, shown
from linkdesk.documents.letter_text import (
    closing_lines,
    head_lines,
    imprint_lines,
    note_lines,
)
from linkdesk.documents.letter_text import part_text as part_text

_PLAIN = Column("")


def as_text(document: Document) -> str:
    """A document as lines of text: paragraphs whole, table cells joined by |, everything else named in 【】."""
    lines = [f"【{document.title}】" + (f"（{document.mark}）" if document.mark else "")]
    lines += [f"【{name}】{value}" for name, value in
              (("编号", document.number), ("页眉", document.head), ("页脚", document.foot),
               ("核对码", "　".join(document.codes))) if value]
    for section in document.sections:
        lines += [f"【{_page(section)}】", *_section(section)]
    return "\n".join(lines) + "\n"


def _page(section: Section) -> str:
    paper = "" if section.paper == "A4" else f" {section.paper}"
    return f"版面 {section.page}{paper}{' 横排' if section.landscape else ''}"


def _section(section: Section) -> Iterator[str]:
    for block in section.blocks:
        yield from _WRITERS[type(block)](block)


def _paragraph(block: Paragraph) -> Iterator[str]:
    indent = "　　" if block.style is Style.BODY else ""
    yield indent + "".join(part_text(part) for part in block.parts)


def _heading(block: Heading) -> Iterator[str]:
    yield f"{'#' * block.level} {block.text}"


def _table(block: Table) -> Iterator[str]:
    columns = leaves(block.columns)
    yield from filter(None, (f"表 {block.title}" if block.title else "", block.filled_by, block.unit))
    yield " | ".join(_label(column) for column in block.columns)
    for row in block.rows:
        yield _row(row, columns)
    if block.totals is not None:
        yield _row(block.totals, columns)
    if block.signers:
        yield "　".join(block.signers)
    yield from block.notes


def _label(column: Column) -> str:
    if not column.children:
        return column.label
    return f"{column.label}（{' | '.join(_label(child) for child in column.children)}）"


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    return " | ".join(shown(cell, column) for cell, column in zip(row, columns, strict=True))


def _grid(block: FieldGrid) -> Iterator[str]:
    for label, cell in block.pairs:
        yield f"{label} | {shown(cell, _PLAIN)}"


def _signatures(block: Signatures) -> Iterator[str]:
    for title, lines in block.boxes:
        yield "【签章】" + " / ".join((title, *lines))


def _contents(block: Contents) -> Iterator[str]:
    for title, page in block.entries:
        yield f"{title} …… {page}"


def _named(word: str, of: Callable[[Any], str]) -> Callable[[Any], Iterator[str]]:
    def write(block: Any) -> Iterator[str]:
        yield f"【{word}】{of(block)}"
    return write


_WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Paragraph: _paragraph, Heading: _heading, Table: _table, FieldGrid: _grid, Signatures: _signatures,
    Contents: _contents, LetterHead: head_lines, AttachmentNote: note_lines, Closing: closing_lines, Imprint: imprint_lines,
    Picture: _named("图片", lambda block: block.caption),
    PictureRow: _named("图片", lambda block: "　".join(picture.caption for picture in block.pictures)),
    Drawing: _named("图", lambda block: block.caption or block.name),
    Code: _named("二维码", lambda block: f"{block.token} {block.caption}"),
    PageBreak: _named("换页", lambda block: ""),
}
