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
_TYPED = re.compile(rf"(?:({_NUMERALS}、)|(（{_NUMERALS}）))(?:[^。；！？：，]+)")


def body_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of the body; a heading counts 一、（一）1．, a name in braces and ［待补：…］ are gaps."""
    return tuple(_official(block) for block in rich_blocks(text, nameless, Counter()))


def _official(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    parts = tuple(each for part in block.parts for each in _gapped(part))
    heading = _TYPED.fullmatch(parts[0].text) if len(parts) == 1 and isinstance(parts[0], Text) else None
    return Heading(1 if heading[1] else 2, heading[0]) if heading else Paragraph(parts, block.style, block.align)


def _gapped(part: Part) -> Iterator[Part]:
    if not isinstance(part, Text):
        yield part
        return
    for at, piece in enumerate(_GAP.split(part.text)):
        if at % 2:
            yield Gap(piece)
        elif piece:
            yield Text(piece, part.strong)
