"""The report's tables of works, category by category, and the typical cross-sections."""

from __future__ import annotations

from functools import partial

from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Align, Block, Column, Table, Width
from linkdesk.documents.design.quantity_tables import WorkSum, work_sums
from linkdesk.documents.design.texts import own_works
from linkdesk.documents.figure_cells import known
from linkdesk.documents.sections_drawn import section_drawing
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.dossier import Dossier

Blocks = tuple[Block, ...]
_NAME = Column("单项名称", width=Width.WIDE, align=Align.LEFT)
_SUMS = (order_column(), Column("工程类别"), _NAME, Column("单位", width=Width.NARROW), Column("工程量", decimals=2),
         Column("其中农户自行", decimals=2))
_CATEGORY = (order_column(), _NAME, Column("单位", width=Width.NARROW), Column("工程量", decimals=2), Column("涉及地块", decimals=0))
_OWN = (order_column(), Column("地块编号"), Column("工程类别"), _NAME, Column("单位", width=Width.NARROW), Column("工程量", decimals=2))


def sums(dossier: Dossier) -> Blocks:
    """All works over all plots; a column of what households do themselves stands only where they do anything."""
    columns = _SUMS if own_works(dossier) else _SUMS[:-1]
    rows = ((at, str(w.category), w.name, w.unit, known(w.whole), known(w.households)) for at, w in enumerate(work_sums(dossier), 1))
    return (Table(columns, tuple(row[:len(columns)] for row in rows), name="主要工程量"),)


def _category(category: WorkCategory, dossier: Dossier) -> Blocks:
    mine: tuple[WorkSum, ...] = tuple(each for each in work_sums(dossier) if each.category is category)
    rows = tuple((at, each.name, each.unit, known(each.whole), each.plots) for at, each in enumerate(mine, 1))
    return (Table(_CATEGORY, rows, name=str(category)),)


def own(dossier: Dossier) -> Blocks:
    """The works that households do themselves, which nobody is paid for here."""
    rows = tuple((at, line.plot.code, str(line.item.category), line.item.name, line.item.unit, known(line.quantity))
                 for at, line in enumerate(own_works(dossier), 1))
    return (Table(_OWN, rows, name="农户自行实施"),)


def sections(dossier: Dossier) -> Blocks:
    """The typical cross-sections, drawn to scale."""
    return tuple(section_drawing(each) for each in sorted(dossier.design.sections, key=lambda each: each.position))


BLOCKS = {"design_work_sums": sums, "design_own_works": own, "design_sections": sections,
          **{f"design_{c.name.lower()}_works": partial(_category, c) for c in WorkCategory}}
