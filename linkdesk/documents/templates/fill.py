"""A document text and a dossier become blocks: figures stay figures, what the data do not say becomes a named gap."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.blocks import Align, Block, Gap, Heading, Paragraph, Part, Style, Text
from linkdesk.documents.templates.grammar import Ask, Clause, Line, LineKind, Template
from linkdesk.documents.templates.numbering import Counter
from linkdesk.documents.templates.own import own_blocks
from linkdesk.documents.templates.values import (
    Blocks,
    Context,
    long_date,
    plain_text,
    remarks_moved,
    value_parts,
)
from linkdesk.documents.templates.vocabulary import FACTS
from linkdesk.domain.rich_text import Named, Run

__all__ = ["Blocks", "Context", "fill", "filled_clauses", "long_date", "value_parts"]
_ARTICLE = "第N条"
_LAYOUT = {LineKind.TITLE: (Style.TITLE, Align.CENTRE), LineKind.PLAIN: (Style.PLAIN, Align.LEFT),
           LineKind.SMALL: (Style.SMALL, Align.LEFT), LineKind.BODY: (Style.BODY, Align.JUSTIFY)}


def fill(template: Template, context: Context) -> Blocks:
    """The blocks of a document text, in order."""
    return tuple(block for _, blocks in filled_clauses(template, context) for block in blocks)


def filled_clauses(template: Template, context: Context) -> Iterator[tuple[Clause, Blocks]]:
    """The clauses that stand, each with its blocks; a heading an officer wrote lies below that of its section."""
    counter = Counter()
    for clause in template.clauses:
        if not clause.when or _holds(clause.when, context):
            yield clause, tuple(_clause(clause, context, counter))


def _holds(name: str, context: Context) -> bool:
    fact = FACTS[name]
    return fact.holds(context.dossier, *([context.of(fact.of)] if fact.of else ()))


def _clause(clause: Clause, context: Context, counter: Counter) -> Iterator[Block]:
    written = _written(clause.ask, context)
    headings = tuple(line for line in clause.lines if line.kind is LineKind.HEADING)
    for line in headings if written else clause.lines:
        yield from _line(line, context, counter)
    yield from own_blocks(written, context, counter)
    if clause.ask and not written and len(headings) == len(clause.lines):
        yield Paragraph((Gap(clause.ask.label),))


def _written(ask: Ask | None, context: Context) -> str:
    return next((s.text for s in context.dossier.sections if ask and s.key == ask.key), "").strip()


def _line(line: Line, context: Context, counter: Counter) -> Blocks:
    if line.kind is LineKind.BLOCK:
        return context.blocks[line.parts[0].name]()
    parts = remarks_moved(tuple(made for part in line.parts for made in _part(part, context, counter)))
    if line.kind is LineKind.HEADING:
        return (Heading(line.level, counter.heading(line.level) + "".join(map(plain_text, parts))),)
    style, align = _LAYOUT[line.kind]
    return (Paragraph(parts, style, align),)


def _part(part: Run | Named, context: Context, counter: Counter) -> tuple[Part, ...]:
    if isinstance(part, Named):
        return value_parts(part.name, context)
    if part.text.startswith(_ARTICLE):
        return (Text(counter.article() + part.text.removeprefix(_ARTICLE), part.strong),)
    return (Text(part.text, part.strong),)
