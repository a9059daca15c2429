"""The index of a map in several sheets: where each lies, and which plots it shows."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.blocks import Align, Column, Drawing, PageKind, Section, Table, Width
from linkdesk.documents.maps.ground import Lying, all_bounds, called
from linkdesk.documents.maps.looks import look_of
from linkdesk.documents.maps.sheet import Content, drawn
from linkdesk.documents.maps.surround import heading, words
from linkdesk.documents.maps.view import View, fitted
from linkdesk.domain.dossier import Dossier

_ENOUGH = 10000
_COLUMNS = (Column("图号", width=Width.NARROW), Column("行政村"), Column("地块编号", width=Width.WIDE, align=Align.LEFT),
            Column("地块数", decimals=0), Column("比例尺"), Column("图幅"))


def index_section(dossier: Dossier, title: str, zone: int | None, plots: Sequence[Lying],
                  sheets: Sequence[Sequence[Lying]]) -> tuple[View, Drawing]:
    """The sheets of one zone as numbered frames over their plots."""
    view = fitted(all_bounds(plots), _ENOUGH)
    marked = [(str(at), all_bounds(group)) for at, group in enumerate(sheets, 1) if group[0].zone == zone]
    content = Content(plots, lambda each: look_of(dossier, each.plot, False), lambda each: (), marked=marked)
    said = words(dossier, view, heading(dossier, f"{title}索引"), notes=(), says="注记：图号")
    return view, drawn(view, content, said)


def index_table(title: str, sheets: Sequence[Sequence[Lying]], views: Sequence[View]) -> Section:
    """What each sheet shows."""
    rows = tuple((at, "、".join(dict.fromkeys(each.village for each in group if each.village)),
                  "、".join(called(each.plot) for each in group), len(group), f"1:{view.scale}", view.sheet.name)
                 for at, (group, view) in enumerate(zip(sheets, views, strict=True), 1))
    totals = ("", "合计", "", sum(map(len, sheets)), "", "")
    return Section((Table(_COLUMNS, rows, totals, title=f"{title}图幅目录", unit="单位：块"),), PageKind.TABLE)
