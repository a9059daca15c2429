"""What a Word file says, as values: paragraphs and tables in order, tracked changes, comments, whose copy it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any

from linkdesk.documents.blocks import Column, Document, Heading, Paragraph, Section, Style, Table, Text
from linkdesk.documents.docx.names import TABLE_TITLE

_HEADED = 1  # rows of heading where a table does not say how many


@dataclass(frozen=True, slots=True)
class WordLine:
    """A paragraph that is not empty, with the level of a heading, 0 for other text."""

    text: str
    level: int = 0
    style: str = ""


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: rows of cells, merged ones told in each of their places; `headed` rows are its heading."""

    rows: tuple[tuple[str, ...], ...]
    headed: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change: what was done (插入, 删除, 移动), by whom, when as the file says, on what text."""

    kind: str
    author: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: by whom, when as the file says, what, and on which paragraph."""

    author: str
    at: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word file as text: tracked insertions count, deletions do not. `copy_id` is empty for a file that is no copy of ours."""

    blocks: tuple[WordLine | WordTable, ...] = ()
    copy_id: str = ""
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def lines(self) -> tuple[WordLine, ...]:
        """The paragraphs outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, WordLine))


def to_plain(said: WordText) -> dict[str, Any]:
    """The text as plain data; `from_plain` reads it."""
    return asdict(said)


def from_plain(data: dict[str, Any]) -> WordText:
    """The text that `to_plain` told."""
    blocks = tuple(_block(each) for each in data["blocks"])
    return WordText(blocks, str(data["copy_id"]), tuple(Revision(**each) for each in data["revisions"]),
                    tuple(Comment(**each) for each in data["comments"]))


def _block(data: dict[str, Any]) -> WordLine | WordTable:
    if "rows" in data:
        return WordTable(tuple(map(tuple, data["rows"])), data["headed"])
    return WordLine(**data)


def as_document(said: WordText) -> Document:
    """The headings and tables of a text as a document, to be compared with another."""
    blocks: list[Heading | Paragraph | Table] = []
    title = ""
    for block in said.blocks:
        if isinstance(block, WordTable):
            blocks.append(_table(block, title))
        elif block.level:
            blocks.append(Heading(block.level, block.text))
        else:
            blocks.append(Paragraph((Text(block.text),), Style.PLAIN))
        title = block.text if isinstance(block, WordLine) and block.style == TABLE_TITLE else title if isinstance(block, WordLine) else ""
    return Document("word", "Word", (Section(tuple(blocks)),))


def _table(table: WordTable, title: str) -> Table:
    width = max(map(len, table.rows), default=0)
    rows = [(*row, *("",) * (width - len(row))) for row in table.rows]
    headed = min(table.headed or _HEADED, len(rows))
    labels = ("·".join(dict.fromkeys(filter(None, column))) for column in zip_longest(*rows[:headed], fillvalue=""))
    columns = tuple(Column(label or f"第{at}列") for at, label in enumerate(labels, 1))
    return Table(columns, tuple(rows[headed:]), title=title)
