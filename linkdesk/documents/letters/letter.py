"""One letter as a document: head, title, addressees, text, attachments, signature and the foot of its last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkdesk.documents.blocks import (
    DRAFT,
    AttachmentNote,
    Block,
    Document,
    PageBreak,
    Paragraph,
    Section,
    Style,
)
from linkdesk.documents.letters.body import body_blocks, minutes_blocks
from linkdesk.documents.letters.closing import annotations, closing
from linkdesk.documents.letters.forms import layout_of
from linkdesk.documents.letters.gaps import gaps
from linkdesk.documents.letters.head import NO_ISSUER, heading
from linkdesk.documents.letters.imprint import imprint
from linkdesk.documents.letters.names import attachment_names, stated
from linkdesk.documents.parts import Gap, Text
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.letter import Letter

VOID = "作废"
_PROOF = "草稿校样：版式按GB/T 9704—2012；未装本机关字体的，以程序自带字体代替小标宋、仿宋、楷体、黑体。"

_GIVEN_BY_NUMBERING = {"年份", "序号"}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What is bound with a letter as its attachment number so and so, counted from 1: title and blocks."""

    number: int
    title: str
    blocks: tuple[Block, ...]


def letter_document(letter: Letter, enclosed: Sequence[Enclosed] = ()) -> Document:
    """A letter as it is printed, from the letter alone; 草稿 until it is issued or while anything is open, 作废 when void."""
    made = tuple(_blocks(letter, enclosed))
    mark = _mark(letter, made)
    return Document(kind="letter", title=letter.title or str(letter.kind), sections=(Section(made),), mark=mark,
                    number=letter.number, foot=_PROOF if mark == DRAFT else "", subject_id=letter.id)


def lacking(letter: Letter) -> tuple[str, ...]:
    """What a letter does not say yet, in the order of the paper; empty when it may be issued but for its number."""
    found = dict.fromkeys(_open(letter, tuple(_blocks(letter, ()))))
    return tuple(name for name in found if name not in _GIVEN_BY_NUMBERING)


def _mark(letter: Letter, made: tuple[Block, ...]) -> str:
    if letter.voided_on:
        return VOID
    if letter.way is LetterWay.RECEIVED:
        return ""
    issued = letter.number or letter.issued_at
    return "" if issued and not any(_open(letter, made)) else DRAFT


def _open(letter: Letter, made: tuple[Block, ...]) -> Iterator[str]:
    if not letter.issuers:
        yield NO_ISSUER
    yield from gaps(made)


def _blocks(letter: Letter, enclosed: Sequence[Enclosed]) -> Iterator[Block]:
    yield from heading(letter)
    if layout_of(letter.kind).addressed:
        recipients = stated(letter.recipients.rstrip("：:"), "主送机关")
        yield Paragraph((recipients, Text("：")), Style.PLAIN)
    made = minutes_blocks if letter.kind is LetterKind.MINUTES else body_blocks
    yield from made(letter.body) or (Paragraph((Gap("正文"),)),)
    if names := attachment_names(letter.attachments):
        yield AttachmentNote(names)
    yield from closing(letter)
    yield from annotations(letter)
    for each in enclosed:
        yield from _enclosure(each, len(letter.attachments) > 1 or len(enclosed) > 1)
    yield from imprint(letter)


def _enclosure(enclosed: Enclosed, several: bool) -> tuple[Block, ...]:
    label = f"附件{enclosed.number}" if several else "附件"
    return (PageBreak(), Paragraph((Text(label, strong=True),), Style.PLAIN), Paragraph((Text(""),), Style.PLAIN),
            Paragraph((Text(enclosed.title),), Style.TITLE), *enclosed.blocks)
