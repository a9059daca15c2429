"""归档文件目录, 卷内目录 and 备考表 after DA/T 22-2015."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from linkdesk.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    FieldGrid,
    Gap,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.roster import filled_by
from linkdesk.domain.approval_words import Retention, Secrecy
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.archive_numbers import archive_number, in_order, series_code, series_of
from linkdesk.domain.dossier import Dossier

TITLE, VOLUME, REMARKS = "归档文件目录", "卷内目录", "备考表"
_WIDE = {"width": Width.WIDE, "align": Align.LEFT}
_COLUMNS = (Column("序号", width=Width.NARROW), Column("档号", **_WIDE), Column("文号", **_WIDE), Column("责任者", **_WIDE),
            Column("题名", **_WIDE), Column("日期"), Column("密级", width=Width.NARROW), Column("页数", width=Width.NARROW, decimals=0),
            Column("备注", **_WIDE))
_IN_VOLUME = (Column("序号", width=Width.NARROW), Column("文号", **_WIDE), Column("责任者", **_WIDE), Column("题名", **_WIDE),
              Column("日期"), Column("页号", width=Width.NARROW), Column("备注", **_WIDE))


def archive_list(dossier: Dossier) -> Document | None:
    """The list of all pieces by series, 件号 in order; None when there is none."""
    items = in_order(dossier.approvals.archive)
    if not items:
        return None
    title = f"{dossier.project.name}{TITLE}"
    rows = tuple(_row(at, item) for at, item in enumerate(items, 1))
    table = Table(_COLUMNS, rows, title=title, filled_by=filled_by(dossier), notes=(_counted(items),), name=TITLE)
    return Document("archive", title, (Section((table,), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id)


def _row(at: int, item: ArchiveItem) -> tuple[Cell, ...]:
    secrecy = "" if item.secrecy is Secrecy.NONE else str(item.secrecy)
    return (at, archive_number(item) or Gap("未编号"), item.number, item.author or Gap(""), item.title or Gap(""), _day(item), secrecy,
            Gap("") if item.pages is None else item.pages, item.note)


def _day(item: ArchiveItem) -> Cell:
    return f"{item.dated_on:%Y%m%d}" if item.dated_on else Gap("")


def _counted(items: Sequence[ArchiveItem]) -> str:
    kept = "，".join(f"{kind} {count} 件" for kind in Retention if (count := sum(i.retention is kind for i in items)))
    open_ = sum(item.item is None for item in items)
    return f"共 {len(items)} 件，{kept}" + (f"；{open_} 件尚未编号。" if open_ else "。")


def volumes(dossier: Dossier) -> list[Document]:
    """卷内目录 with 备考表 for every series that has numbered pieces, one volume each."""
    numbered = [item for item in in_order(dossier.approvals.archive) if item.item is not None]
    return [_volume(dossier, tuple(items)) for _, items in groupby(numbered, key=series_of)]


def _volume(dossier: Dossier, items: tuple[ArchiveItem, ...]) -> Document:
    title = f"{dossier.project.name}{VOLUME}"
    table = Table(_IN_VOLUME, tuple(_volume_rows(items)), title=title, filled_by=f"案卷：{series_code(items[0])}", name=VOLUME)
    return Document("archive_volume", title, (Section((table,), PageKind.TABLE), Section(_remarks(items), PageKind.TABLE)),
                    subject_id=dossier.project.id, head=series_code(items[0]))


def _volume_rows(items: Iterable[ArchiveItem]) -> Iterable[tuple[Cell, ...]]:
    """The pieces with the page each begins on; behind one whose length is not known no page can be told."""
    page: int | None = 1
    for at, item in enumerate(items, 1):
        yield at, item.number, item.author or Gap(""), item.title or Gap(""), _day(item), Gap("") if page is None else str(page), item.note
        page = None if page is None or item.pages is None else page + item.pages


def _remarks(items: Sequence[ArchiveItem]) -> tuple[Block, ...]:
    pages = None if any(item.pages is None for item in items) else sum(item.pages or 0 for item in items)
    told = FieldGrid((("件数", len(items)), ("页数", Gap("") if pages is None else pages), ("起始档号", archive_number(items[0])),
                      ("终止档号", archive_number(items[-1]))))
    room = Signatures((("本卷情况说明", ()),), 120)
    signed = FieldGrid((("立卷人", ""), ("检查人", ""), ("立卷时间", ""), ("检查时间", "")))
    return Paragraph((Text(REMARKS),), Style.TABLE_TITLE, Align.CENTRE), told, room, signed
