"""The first pages of a packet: cover and contents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linkdesk.documents.blocks import (
    Align,
    Block,
    Contents,
    Document,
    PageBreak,
    Paragraph,
    Section,
    Style,
    Text,
)
from linkdesk.documents.templates.fill import long_date
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier

_LINES_ABOVE, _LINES_BELOW = 5, 8  # of the 22 of an official page


def cover(dossier: Dossier, title: str, entries: Iterable[tuple[str, int]], page: tuple[Block, ...] = ()) -> Document:
    """Cover and contents of a packet; `entries` are the parts' titles with the page each begins on, `page` a cover of its own."""
    contents = (_centred("目　录", Style.TITLE), Contents(tuple(entries)))
    return Document("cover", title, (Section((*(page or cover_page(dossier, title)), PageBreak(), *contents)),))


def cover_page(dossier: Dossier, title: str) -> tuple[Block, ...]:
    """A cover: title, project, who files it, when."""
    return titled_cover(dossier, title, dossier.responsible, dossier.project.compiler)


def titled_cover(dossier: Dossier, title: str, body: Authority | None, compiler: str, on: date | None = None) -> tuple[Block, ...]:
    """A cover of a paper of the project that another body may file and another firm compile, on a day of its own."""
    project = dossier.project
    number = f"（编号：{project.number}）" if project.number else ""
    day = long_date(on or project.applied_on or dossier.on)
    below = (text for text in (body.name if body else "", compiler, day) if text)
    return (*_empty(_LINES_ABOVE), _centred(_parted(title, project.name), Style.TITLE), *((_centred(number),) if number else ()),
            *_empty(_LINES_BELOW), *(_centred(text) for text in below))


def _parted(title: str, name: str) -> str:
    """The title with the project's name on a line of its own, and so what stands in brackets behind it."""
    rest = title.removeprefix(name)
    head, bracket, tail = rest.partition("（")
    rest = f"{head}\n{bracket}{tail}" if head and bracket else rest
    return f"{name}\n{rest}" if name and title.startswith(name) and rest else title


def _centred(text: str, style: Style = Style.PLAIN) -> Paragraph:
    return Paragraph((Text(text),), style, Align.CENTRE)


def _empty(lines: int) -> tuple[Block, ...]:
    return tuple(Paragraph((), Style.PLAIN) for _ in range(lines))
