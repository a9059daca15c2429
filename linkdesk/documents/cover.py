"""The first pages of a packet, cover and contents; the sheets before its items, and how it is to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from linkdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Contents,
    Document,
    PageBreak,
    PageKind,
    Paragraph,
    Section,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.templates.fill import long_date
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier

_LINES_ABOVE, _LINES_BELOW = 5, 8  # of the 22 of an official page
_SHEET_ABOVE = 8
_ORDER = (Column("册", width=Width.WIDE, align=Align.LEFT), Column("代码", width=Width.NARROW), Column("材料", width=Width.WIDE, align=Align.LEFT),
          Column("起页", decimals=0), Column("止页", decimals=0), Column("页数", decimals=0), Column("每份用纸", decimals=0),
          Column("份数", decimals=0), Column("用纸合计", decimals=0))


@dataclass(frozen=True, slots=True)
class Bound:
    """An item as it lies in a bound file: the file's name, its code and title, the pages (from 1) it begins and ends on."""

    volume: str
    code: str
    title: str
    begin: int
    end: int


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


def separators(items: Iterable[tuple[str, str]], title: str = "") -> Document:
    """A sheet for each item, with its title and a line below it; a page each, in the items' order."""
    blocks: list[Block] = []
    for name, below in items:
        blocks += (PageBreak(),) if blocks else ()
        blocks += (*_empty(_SHEET_ABOVE), *(_centred(line, Style.TITLE) for line in name.split(" ", 1)),
                   *((*_empty(1), _centred(below)) if below else ()))
    return Document("separators", title, (Section(tuple(blocks)),))


def print_order(title: str, bound: Sequence[Bound], copies: int, duplex: bool) -> Document:
    """How a packet is to be printed and bound: the items with their pages, the sheets of paper they take, and how many copies."""
    rows = tuple(_order_row(item, copies, duplex) for item in bound)
    sums = [sum(row[at] for row in rows) for at in (5, 6, 8)]
    way = "双面打印，沿长边翻转；每项材料从正面开始，空白背面已留出" if duplex else "单面打印"
    table = Table(_ORDER, rows, ("合计", "", "", None, None, sums[0], sums[1], copies, sums[2]), title=f"{title}印制说明", name="印制说明",
                  unit="单位：页、张", notes=(f"共 {copies} 份，{way}；按目录顺序左侧装订，页码居右下。用纸按张计。",))
    return Document("print_order", f"{title}印制说明", (Section((table,), PageKind.TABLE, landscape=True),))


def _order_row(item: Bound, copies: int, duplex: bool) -> tuple[str | int, ...]:
    pages = item.end - item.begin + 1
    sheets = (pages + 1) // 2 if duplex else pages
    return item.volume, item.code, item.title, item.begin, item.end, pages, sheets, copies, sheets * copies


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
