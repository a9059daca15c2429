"""The attached tables of one plan: of one side those that concern it, of its own land, filled in by its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkdesk.documents.annexes import annex_tables
from linkdesk.documents.blocks import Block, Cell, Document, Table
from linkdesk.documents.plan.paper import body_of
from linkdesk.documents.plan.process import tables_of, within
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import figure, measure
from linkdesk.policy.parts import Pack, PackPlan

# Tables that tell of land plot by plot: those of one side hold its own plots only.
_OF_LAND = ("附表6", "附表7", "附表8", "附表13")


def plan_tables(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan, side: str = "") -> tuple[Document, ...]:
    """The tables of a plan in the order of their numbers; `side` is what figures of this side alone bear behind their names."""
    body = body_of(dossier, plan)
    filled = replace(dossier, project=replace(dossier.project, responsible_id=body.id if body else None))
    own = (d for d in annex_tables(within(filled, plan.zones), packs) if _number(d) in _OF_LAND)
    of_side = {_number(d): _of_side(d, dossier, side) for d in own}
    return tuple(of_side.get(_number(d), d) for d in annex_tables(filled, packs) if _number(d) in tables_of(plan))


def _number(table: Document) -> str:
    return table.title.split()[0]


def _of_side(document: Document, whole: Dossier, side: str) -> Document:
    """A table of one side; a figure that is another than that of the whole project bears the side in its name."""
    def named(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(cell, name=f"{cell.name}{side}") if isinstance(cell, Figure) and differs(cell) else cell for cell in row)

    def differs(cell: Figure) -> bool:
        return measure(cell.name).of is None and figure(cell.name, whole).value != cell.value

    def table(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        return replace(block, rows=tuple(map(named, block.rows)), totals=block.totals and named(block.totals))
    return replace(document, sections=tuple(replace(s, blocks=tuple(map(table, s.blocks))) for s in document.sections))
