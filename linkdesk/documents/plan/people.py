"""The plan's tables of households: by village, by why they move, by house, by how they are resettled."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.annexes.sheet import whole
from linkdesk.documents.blocks import Block, Column, Table
from linkdesk.documents.figure_cells import known, partial_notes
from linkdesk.documents.kinds import by_kind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import by_village, figure
from linkdesk.domain.household import Household
from linkdesk.domain.words import HouseStructure, RelocationType, ResettlementChoice

Members = tuple[Household, ...]
_COUNTS = (("户数", "household_count", 0), ("人口", "person_count", 0))
_HOUSES = (("房屋建筑面积（㎡）", "house_total", 2), ("宅基地面积（㎡）", "homestead_total", 2))
_WILL = (("同意户数", "willing_count", 0),)


def _table(dossier: Dossier, heading: str, groups: dict[str, Members], measures: Iterable[tuple[str, str, int]],
           name: str) -> tuple[Block, ...]:
    measures = tuple(measures)
    columns = (Column(heading), *(Column(label, decimals=decimals) for label, _, decimals in measures))
    rows = tuple((known(label), *(whole(dossier, m, members) for _, m, _ in measures)) for label, members in groups.items())
    totals = ("合计", *(whole(dossier, m) for _, m, _ in measures))
    return (Table(columns, rows, totals, notes=partial_notes(figure(m, dossier) for _, m, _ in measures), name=name),)


def by_villages(dossier: Dossier) -> tuple[Block, ...]:
    """By village."""
    return _table(dossier, "行政村", by_village(dossier), (*_COUNTS, *_HOUSES, *_WILL), "分村农户")


def by_relocation(dossier: Dossier) -> tuple[Block, ...]:
    """By why they move."""
    return _table(dossier, "搬迁类型", by_kind(dossier, RelocationType, "relocation_type"), _COUNTS, "搬迁类型")


def by_structure(dossier: Dossier) -> tuple[Block, ...]:
    """By the structure of the house."""
    groups = by_kind(dossier, HouseStructure, "house_structure")
    return _table(dossier, "房屋结构", groups, (*_COUNTS[:1], *_HOUSES[:1]), "房屋结构")


def by_choice(dossier: Dossier) -> tuple[Block, ...]:
    """By the way of resettlement chosen."""
    groups = by_kind(dossier, ResettlementChoice, "resettlement_choice")
    return _table(dossier, "安置方式", groups, _COUNTS, "安置方式")


BLOCKS = {"by_village": by_villages, "by_relocation": by_relocation, "by_structure": by_structure, "by_choice": by_choice}
