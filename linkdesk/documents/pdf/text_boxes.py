"""Headings, paragraphs and contents as boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from linkdesk.documents.blocks import Align, Contents, Gap, Heading, Paragraph, Part, Style, Text
from linkdesk.documents.cells import gap_text
from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import PageStyle, ParagraphStyle
from linkdesk.documents.pdf.title_breaks import title_broken
from linkdesk.documents.pdf.typesetter import Span, Spans, Typesetter


def paragraph_boxes(setter: Typesetter, page: PageStyle, block: Paragraph) -> list[Box]:
    """A paragraph line by line."""
    style = page.paragraphs[block.style]
    text = spans(block.parts, style.type.role)
    if block.style is not Style.TITLE:
        return set_boxes(setter, page, text, style, block.align)
    if len(text) == 1:
        text = (text[0]._replace(text=title_broken(setter, text[0].text, style.type, page.measure)),)
    return [*set_boxes(setter, page, text, style, block.align), Box(style.after, space=True, keep=True)]


def heading_boxes(setter: Typesetter, page: PageStyle, block: Heading) -> list[Box]:
    """A heading, its lines together and with what follows."""
    style = page.heading(block.level)
    boxes = set_boxes(setter, page, (Span(block.text, style.type.role),), style, Align.LEFT)
    return [replace(boxes[0], bookmark=(block.level, block.text)), *boxes[1:]]


def set_boxes(setter: Typesetter, page: PageStyle, text: Spans, style: ParagraphStyle, align: Align) -> list[Box]:
    """Set text in a paragraph style across the type area."""
    align = style.align or align
    indent = style.indent * (style.type.pitch or style.type.size) if align in (Align.JUSTIFY, Align.LEFT) else 0
    measure = setter.balanced(text, style.type, page.measure) if align is Align.CENTRE else page.measure
    lines = setter.lines(text, style.type, measure, indent, align)
    shift = (page.measure - measure) / 2
    return [Box(style.leading, partial(_draw, line, shift, style), style.keep,
                on_grid=style.leading == page.leading) for line in lines]


def _draw(line: Line, shift: float, style: ParagraphStyle, ink: Ink, x: float, y: float) -> None:
    ink.line(line, x + shift, y, style.type.size, style.leading)


def spans(parts: Iterable[Part], role: Role) -> Spans:
    """The parts of a paragraph as spans: strong text in 黑体, gaps in underlined 楷体, neighbours joined."""
    joined: list[Span] = []
    for part in parts:
        span = _span(part, role)
        if joined and joined[-1][1:] == span[1:]:
            joined[-1] = span._replace(text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def _span(part: Part, role: Role) -> Span:
    if isinstance(part, Text):
        return Span(part.text, Role.HEI if part.strong else role)
    if isinstance(part, Gap):
        return gap_span(gap_text(part.what))
    return gap_span(part.text) if part.value is None else Span(part.text, role)


def gap_span(text: str) -> Span:
    """A named gap, so set that nobody overlooks it."""
    return Span(text, Role.KAI, underlined=True)


def contents_boxes(setter: Typesetter, page: PageStyle, block: Contents) -> list[Box]:
    """Titles and pages, joined by leader dots; titles begin below each other, behind their numbers."""
    type_ = page.paragraphs[Style.PLAIN].type
    numbers = filter(None, (_numbered(title)[0] for title, _ in block.entries))
    left = max((setter.ems((Span(number, type_.role),))[0] + 1 for number in numbers), default=0) * type_.pitch
    return [box for title, number in block.entries for box in _entry(setter, page, title, str(number), left)]


def _entry(setter: Typesetter, page: PageStyle, title: str, number: str, left: float) -> Sequence[Box]:
    style = page.paragraphs[Style.PLAIN]
    role, size = style.type.role, style.type.size
    label, name = _numbered(title)
    left = left if label else 0
    lines = [line._replace(x=line.x + left)
             for line in setter.lines((Span(name, role),), style.type, page.measure - 4 * size - left, 0, Align.LEFT)]
    labels = setter.lines((Span(label, role),), style.type, page.measure, 0, Align.LEFT) if label else ()
    tail = setter.lines((Span(number, role),), style.type, page.measure, 0, Align.RIGHT)[0]
    room = page.measure - left - lines[-1].width - tail.width - size
    dots = setter.lines((Span("." * int(room / (size * 0.278)), role),), replace(style.type, pitch=0), page.measure, 0,
                        Align.LEFT)[0]
    dots = dots._replace(x=page.measure - tail.width - size / 2 - dots.width)
    drawn = [*((line,) for line in lines[:-1]), (lines[-1], dots, tail)]
    drawn[0] = (*labels, *drawn[0])
    return [Box(style.leading, partial(_draw_all, each, style), on_grid=True, keep=at + 1 < len(drawn))
            for at, each in enumerate(drawn)]


def _numbered(title: str) -> tuple[str, str]:
    """The number of an entry, empty when it has none, and its title."""
    number, behind, name = title.partition("　")
    return (number, name) if behind and number.isdigit() else ("", title)


def _draw_all(lines: Sequence[Line], style: ParagraphStyle, ink: Ink, x: float, y: float) -> None:
    for line in lines:
        ink.line(line, x, y, style.type.size, style.leading)
