"""件号 and 档号 of archived pieces after DA/T 22-2015: counted from 1 for each fonds, category, year, retention and organ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from linkdesk.domain.approval_words import Retention
from linkdesk.domain.archive import ArchiveItem

CODES = {Retention.PERMANENT: "Y", Retention.THIRTY: "D30", Retention.TEN: "D10"}
_ORDER = {retention: at for at, retention in enumerate(Retention)}
_NEEDED = (("fonds", "全宗号"), ("category", "门类代码"), ("year", "年度"), ("title", "题名"))
OF_SERIES = ("fonds", "category", "year", "retention", "organ")  # fields that tell the series a piece is counted in
Series = tuple[str, str, int, Retention, str]


def series_of(item: ArchiveItem) -> Series:
    """The series a piece is counted in."""
    return item.fonds.strip(), item.category.strip(), item.year or 0, item.retention, item.organ.strip()


def series_code(item: ArchiveItem) -> str:
    """The 档号 without its 件号, e.g. Z109-WS·ZJGG·2018-Y-DK; a missing organ is left out."""
    fonds, category, year, retention, organ = series_of(item)
    return "-".join(filter(None, (fonds, f"{category}·{year}", CODES[retention], organ)))


def archive_number(item: ArchiveItem) -> str:
    """The 档号 of a numbered piece: 全宗号-门类代码·年度-保管期限-机构(问题)代码-件号; empty before it has its 件号."""
    return f"{series_code(item)}-{item.item:04d}" if item.item else ""


def lacking(item: ArchiveItem) -> tuple[str, ...]:
    """What a piece must say before it can be numbered and does not yet, by its labels."""
    return tuple(label for name, label in _NEEDED if not str(getattr(item, name) or "").strip())


def in_order(items: Iterable[ArchiveItem]) -> list[ArchiveItem]:
    """Pieces by series and 件号; those without one come last in their series, in their own order."""
    return sorted(items, key=lambda i: (i.fonds.strip(), i.category.strip(), i.year or 0, _ORDER[i.retention], i.organ.strip(),
                                        i.item is None, i.item or 0, i.position, i.id))


def numbered(everywhere: Iterable[ArchiveItem], mine: Sequence[ArchiveItem]) -> list[ArchiveItem]:
    """`mine` that have no 件号 and lack nothing, with the next of their series in their order; `everywhere` are all pieces there are."""
    last: Counter[Series] = Counter()
    for each in everywhere:
        last[series_of(each)] = max(last[series_of(each)], each.item or 0)
    made = []
    for each in sorted(mine, key=lambda i: (i.position, i.id)):
        if each.item is None and not lacking(each):
            last[series_of(each)] += 1
            made.append(replace(each, item=last[series_of(each)]))
    return made


def broken(items: Iterable[ArchiveItem]) -> ArchiveItem | None:
    """A numbered piece whose series has a gap below it or its number twice; None when every series counts from 1."""
    expected: Counter[Series] = Counter()
    for each in in_order(i for i in items if i.item is not None):
        expected[series_of(each)] += 1
        if each.item != expected[series_of(each)]:
            return each
    return None
