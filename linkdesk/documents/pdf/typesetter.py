"""Text to drawn lines: characters to faces, lines broken and justified, each line ready as PDF operators.

One typesetter serves one PDF: what it has set once it gives back from memory, and it knows which characters of
which face the file must hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from linkdesk.documents.blocks import Align
from linkdesk.documents.pdf.breaking import clean, clusters, divided, fill
from linkdesk.documents.pdf.compose import Line, compose, natural, segments
from linkdesk.documents.pdf.faces import Fonts, Role
from linkdesk.documents.pdf.styles import TypeStyle
from linkdesk.documents.pdf.used import Lacking, Sources, Used, Widths
from linkdesk.domain.errors import KnownError

_REMEMBERED = 4096  # paragraphs kept; beyond it all are forgotten, and the fixed clauses come back at once


class Span(NamedTuple):
    """A stretch of text in one face, perhaps underlined."""

    text: str
    role: Role
    underlined: bool = False


Spans = tuple[Span, ...]


class Typesetter:
    """Sets text for one PDF; every method raises KnownError for a character no face has."""

    def __init__(self, fonts: Fonts) -> None:
        self.used: dict[Path | None, Used] = {}
        self._sources = {role: Sources(fonts, role, self.used) for role in Role}
        self._widths: dict[tuple[Role, float, float], Widths] = {}
        self._set: dict[object, tuple[Line, ...]] = {}
        self._ems: dict[Spans, tuple[float, float]] = {}

    def lines(self, spans: Spans, style: TypeStyle, measure: float, indent: float = 0,
              align: Align = Align.JUSTIFY) -> tuple[Line, ...]:
        """Set spans into lines of `measure` points, each paragraph's first line indented."""
        key = spans, style, measure, indent, align
        found = self._set.get(key)
        if found is None:
            found = tuple(line for part in _paragraphs(spans)
                          for line in self._paragraph(part, style, measure, indent, align))
            _remember(self._set, key, found)
        return found

    def balanced(self, spans: Spans, style: TypeStyle, measure: float) -> float:
        """The narrowest measure that takes no more lines: a centred text then has no lonely last character."""
        lines = len(self.lines(spans, style, measure, 0, Align.LEFT))
        least = 2 * style.size  # below this every line is one character, however narrow
        while lines > 1 and measure > least and len(self.lines(spans, style, measure - style.size, 0, Align.LEFT)) == lines:
            measure -= style.size
        return measure

    def ems(self, spans: Spans) -> tuple[float, float]:
        """The width of the longest line of spans when nothing breaks, and of the widest cluster, both in ems."""
        found = self._ems.get(spans)
        if found is None:
            parts = [self._measured(part, 1, 0)[1] for part in _paragraphs(spans)]
            found = max(map(sum, parts)), max((max(p, default=0) for p in parts), default=0)
            _remember(self._ems, spans, found)
        return found

    def once(self, text: str, style: TypeStyle) -> Line:
        """Set a text that stands on one page only in one unbroken line; nothing of it is remembered."""
        try:
            return self._line((Span(clean(text), style.role),), style, 0, Align.LEFT)
        except Lacking as lacking:
            raise lacking_error(text, lacking.character) from None

    def _paragraph(self, spans: Spans, style: TypeStyle, measure: float, indent: float,
                   align: Align) -> Iterable[Line]:
        parts, widths = self._measured(spans, style.size, style.spacing, measure - indent)
        places = fill(parts, widths, measure - indent, measure)
        starts = list(accumulate(map(len, parts), initial=0))
        last = Align.LEFT if align is Align.JUSTIFY else align
        for number, (a, b) in enumerate(places):
            left = 0.0 if number else indent
            line = self._line(_cut(spans, starts[a], starts[b]), style, measure - left,
                              align if number + 1 < len(places) else last)
            yield line._replace(x=line.x + left)

    def _measured(self, spans: Spans, size: float, spacing: float,
                  room: float | None = None) -> tuple[list[str], list[float]]:
        try:
            tables = [self._table(span.role, size, spacing) for span in spans]
            parts = clusters("".join(span.text for span in spans))
            widths = _widths(parts, spans, tables)
            if room is not None and max(widths, default=0) > room:
                parts = divided(parts, widths, room)
                widths = _widths(parts, spans, tables)
            return parts, widths
        except Lacking as lacking:
            raise lacking_error("".join(span.text for span in spans), lacking.character) from None

    def _table(self, role: Role, size: float, spacing: float) -> Widths:
        key = role, size, spacing
        if key not in self._widths:
            self._widths[key] = Widths(self._sources[role], size, spacing)
        return self._widths[key]

    def _line(self, spans: Sequence[Span], style: TypeStyle, room: float, align: Align) -> Line:
        parts = [s for span in spans for s in segments(span.text, self._sources[span.role], span.underlined)]
        width, gaps = natural(parts, style.size, style.spacing)
        if align is Align.JUSTIFY:
            extra = (room - width) / gaps if gaps else 0.0
            return compose(parts, style, extra if extra < style.size else 0.0, room)
        left = {Align.LEFT: 0.0, Align.CENTRE: (room - width) / 2, Align.RIGHT: room - width}[align]
        return compose(parts, style, 0.0, width)._replace(x=left)


def lacking_error(text: str, character: str) -> KnownError:
    """The sentence for a character that no face has, naming the text it stands in."""
    at = max(text.find(character), 0)
    around = text[max(at - 8, 0):at + 9].replace("\n", "")
    return KnownError(f"“{around}”中的“{character}”（U+{ord(character):04X}）在所有字体里都没有，印出来会缺字，所以没有打印。"
                      "请把含这个字的字体文件放进字体文件夹，或核对这个字后再打印。")


def _remember(memory: dict, key: object, value: object) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value


def _paragraphs(spans: Spans) -> list[Spans]:
    """Spans cleaned, and parted where the text itself ends a line."""
    parts: list[list[Span]] = [[]]
    for span in spans:
        first, *others = clean(span.text).split("\n")
        parts[-1].append(span._replace(text=first))
        parts += [[span._replace(text=other)] for other in others]
    return [tuple(part) for part in parts]


def _widths(parts: Sequence[str], spans: Spans, tables: Sequence[Widths]) -> list[float]:
    if len(spans) < 2:
        return list(map(tables[0].__getitem__, parts)) if parts else []
    widths, at, number, end = [], 0, 0, len(spans[0].text)
    for part in parts:
        to = at + len(part)
        while end <= at and number + 1 < len(spans):
            number += 1
            end += len(spans[number].text)
        widths.append(tables[number][part] if to <= end else _across(spans, tables, at, to))
        at = to
    return widths


def _across(spans: Spans, tables: Sequence[Widths], start: int, to: int) -> float:
    pieces = _cut([span._replace(role=number) for number, span in enumerate(spans)], start, to)
    return sum(tables[piece.role][piece.text] for piece in pieces)


def _cut(spans: Sequence[Span], start: int, to: int) -> list[Span]:
    """The stretch [start, to) of the joined text, as spans."""
    at, found = 0, []
    for span in spans:
        text = span.text[max(start - at, 0):max(to - at, 0)]
        if text:
            found.append(span._replace(text=text))
        at += len(span.text)
    return found
