"""Links to other programmes (B §三(三)): which households and plots took part in them, and what they received."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Align, Block, Cell, Column, Table, Width
from linkdesk.documents.figure_cells import known
from linkdesk.documents.templates.vocabulary import fact
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning import ProgrammeLink

_COLUMNS = (order_column(), Column("涉农项目"), Column("项目名称", width=Width.WIDE), Column("农户或地块"), Column("补助用途"),
            Column("已领补助", decimals=2), Column("依据", width=Width.WIDE, align=Align.LEFT))

fact("has_links")(lambda dossier: bool(dossier.links))
fact("no_links")(lambda dossier: not dossier.links)


def programme_links(dossier: Dossier) -> tuple[Block, ...]:
    """Each link on a line."""
    links = sorted(dossier.links, key=lambda link: (link.programme, link.position))
    rows = tuple((at, str(link.programme), known(link.name or None), known(_whose(dossier, link)), str(link.purpose),
                  known(link.subsidy), known(link.basis or None)) for at, link in enumerate(links, 1))
    totals: tuple[Cell, ...] | None = None
    if rows and all(link.subsidy is not None for link in links):
        totals = ("", "合计", "", "", "", sum(link.subsidy for link in links), "")
    return (Table(_COLUMNS, rows, totals, unit="金额单位：元", name="涉农项目"),)


def _whose(dossier: Dossier, link: ProgrammeLink) -> str | None:
    heads = (h.head_name for h in (*dossier.households, *dossier.left_out) if h.id == link.household_id)
    codes = (p.code for p in dossier.plots if p.id == link.plot_id)
    return next(heads, None) or next(codes, None)


BLOCKS = {"programme_links": programme_links}
