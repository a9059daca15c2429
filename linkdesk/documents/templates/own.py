"""An officer's own text of a section as blocks: headings below the section's, tables, pictures, figures by name."""

from __future__ import annotations

from collections.abc import Callable

from linkdesk.documents.blocks import Block, Cell, Column, Gap, Heading, Paragraph, Part, Picture, Table, Text
from linkdesk.documents.templates.numbering import Counter
from linkdesk.documents.templates.values import Blocks, Context, plain_text, remarks_moved, value_parts
from linkdesk.domain import rich_text
from linkdesk.domain.rich_text import Named, RichBlock, RichHeading, RichParagraph, RichPicture, RichTable

Naming = Callable[[str], tuple[Part, ...]]
_NARROWEST = 10  # mm: a picture that was made nothing of is still seen


def own_blocks(text: str, context: Context, counter: Counter) -> Blocks:
    """The blocks of an officer's text, under the heading that was counted last."""
    return rich_blocks(text, lambda name: _named(name, context), counter)


def rich_blocks(text: str, naming: Naming, counter: Counter) -> Blocks:
    """The blocks of a text in which `naming` says what stands for a name."""
    section = counter.level
    return tuple(_block(each, naming, counter, section) for each in rich_text.parse(text))


def _block(block: RichBlock, naming: Naming, counter: Counter, section: int) -> Block:
    if isinstance(block, RichParagraph):
        return Paragraph(_parts(block.parts, naming))
    if isinstance(block, RichPicture):
        return Picture(block.hash, max(block.width_mm, _NARROWEST), block.caption)
    if isinstance(block, RichTable):
        return _table(block, naming)
    assert isinstance(block, RichHeading)
    level = section + block.level - 1
    return Heading(level, counter.heading(level) + "".join(map(plain_text, _parts(block.parts, naming))))


def _table(table: RichTable, naming: Naming) -> Table:
    heading, *rows = ([_parts(cell, naming) for cell in row] for row in table.rows)
    columns = tuple(Column("".join(map(plain_text, cell))) for cell in heading)
    return Table(columns, tuple(tuple(map(_cell, row)) for row in rows))


def _cell(parts: tuple[Part, ...]) -> Cell:
    """A cell that holds nothing but a figure or a gap stays one."""
    if len(parts) == 1 and not isinstance(parts[0], Text):
        return parts[0]
    return "".join(map(plain_text, parts))


def _parts(parts: rich_text.Parts, naming: Naming) -> tuple[Part, ...]:
    made = (naming(part.name) if isinstance(part, Named) else (Text(part.text, part.strong),) for part in parts)
    return remarks_moved(tuple(part for each in made for part in each))


def _named(name: str, context: Context) -> tuple[Part, ...]:
    """A name that stands for nothing is lacking: braces never go out on paper unseen."""
    return value_parts(name, context) if context.knows(name) else nameless(name)


def nameless(name: str) -> tuple[Part, ...]:
    """What stands for a name that means nothing here."""
    return (Gap(f"没有名为“{name}”的数据"),)
