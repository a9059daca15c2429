"""The text of a letter as blocks: the officers' own grammar, gaps named in it, and headings whose number was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkdesk.documents.blocks import Block, Heading, Paragraph
from linkdesk.documents.cells import gap_text
from linkdesk.documents.parts import Gap, Part, Text
from linkdesk.documents.templates.numbering import Counter
from linkdesk.documents.templates.own import nameless, rich_blocks

_BEFORE, _AFTER = gap_text("?").split("?")
_GAP = re.compile(f"{re.escape(_BEFORE)}([^{_AFTER}]+){re.escape(_AFTER)}")
_NUMERALS = "[一二三四五六七八九十百]+"
_ATTENDED = re.compile("((?:出席|请假|列席)：)(.*)", re.DOTALL)
_TYPED = re.compile(rf"(?:({_NUMERALS}、)|(（{_NUMERALS}）))(?:[^。；！？：，]+)")


def body_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of the body; a heading counts 一、（一）1．, a name in braces and ［待补：…］ are gaps."""
    return tuple(_official(block) for block in rich_blocks(text, nameless, Counter()))


def minutes_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of minutes: who attended, was excused or sat in stands behind a word in 黑体."""
    return tuple(_attended(block) if isinstance(block, Paragraph) else block for block in body_blocks(text))


def _attended(block: Paragraph) -> Paragraph:
    first, *others = block.parts
    found = _ATTENDED.fullmatch(first.text) if isinstance(first, Text) else None
    if found is None:
        return block
    rest = (Text(found[2]),) if found[2] else ()
    return Paragraph((Text(found[1], strong=True), *rest, *others), block.style, block.align)


def _official(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    parts = tuple(each for part in block.parts for each in gapped(part))
    heading = _TYPED.fullmatch(parts[0].text) if len(parts) == 1 and isinstance(parts[0], Text) else None
    return Heading(1 if heading[1] else 2, heading[0]) if heading else Paragraph(parts, block.style, block.align)


def gapped(part: Part) -> Iterator[Part]:
    """A part with every ［待补：…］ in its text as a gap of its own."""
    if not isinstance(part, Text):
        yield part
        return
    for at, piece in enumerate(_GAP.split(part.text)):
        if at % 2:
            yield Gap(piece)
        elif piece:
            yield Text(piece, part.strong)
