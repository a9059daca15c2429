"""The blocks of a letter as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.blocks import AttachmentNote, Closing, Imprint, LetterHead
from linkdesk.documents.cells import gap_text
from linkdesk.documents.parts import Part, Text
from linkdesk.domain.figure import Figure

COPIED = "抄送："


def part_text(part: Part) -> str:
    """A part of a paragraph as printed."""
    return part.text if isinstance(part, Text | Figure) else gap_text(part.what)


def head_lines(block: LetterHead) -> Iterator[str]:
    """What stands above the title."""
    yield from block.above
    yield f"【发文机关标志】{'、'.join(block.issuers)}{'　' if block.word else ''}{block.word}"
    signers = f"　　签发人：{'　'.join(map(part_text, block.signers))}" if block.signers else ""
    if line := "".join(map(part_text, block.reference)) + signers:
        yield line
    yield "【红线】"


def note_lines(block: AttachmentNote) -> Iterator[str]:
    """The attachments as they are printed below the text."""
    for at, (number, name) in enumerate(numbered_names(block)):
        yield f"{'　　　　　' if at else '　　附件：'}{number}{name}"


def numbered_names(block: AttachmentNote) -> tuple[tuple[str, str], ...]:
    """The names of attachments, each with the number before it: none when there is but one."""
    if len(block.names) == 1:
        return (("", block.names[0]),)
    return tuple((f"{at}．", name) for at, name in enumerate(block.names, 1))


def closing_lines(block: Closing) -> Iterator[str]:
    """Who signs, and when."""
    yield f"【署名】{'　'.join(block.issuers)}{'（印章）' if block.sealed else ''}"
    yield f"【成文日期】{part_text(block.dated)}"


def imprint_lines(block: Imprint) -> Iterator[str]:
    """What stands at the foot of the last page."""
    yield "【版记】"
    yield from imprint_rows(block)


def imprint_rows(block: Imprint) -> Iterator[str]:
    """The rows of the 版记 that have something to say."""
    if block.copies_to:
        yield f"{COPIED}{block.copies_to}。"
    if block.office or block.printed:
        yield f"{block.office}　{block.printed}".strip("　")
    if block.copies:
        yield f"（{block.copies}）"
