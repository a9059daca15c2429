"""The plan's balance of areas: what the project area gives back and what it takes."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.annexes.sheet import whole
from linkdesk.documents.blocks import Align, Block, Column, Table
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.zones import not_needed
from linkdesk.domain.words import PlotUse

_COLUMNS = (Column("项目", align=Align.LEFT), Column("总面积", decimals=4), Column("建设用地", decimals=4),
            Column("耕地", decimals=4))
_LINES = (  # label, sign words, figures of area, construction land, farmland
    ("拆旧区（减少建设用地，新增耕地）", "old_area", "reclaimed_area", "new_farmland_area"),
    ("安置区（新增建设用地，占用耕地）", "settlement_area", "settlement_construction", "settlement_farmland_taken"),
    ("建新区（新增建设用地，占用耕地）", "new_area", "urban_construction", "urban_farmland_taken"),
    ("减少与新增之差", "area_margin", "construction_margin", "farmland_margin"))
_ZONES = {_LINES[1][0]: PlotUse.SETTLEMENT, _LINES[2][0]: PlotUse.NEW}


def area_balance(dossier: Dossier) -> tuple[Block, ...]:
    """What each zone changes; a zone without plots that the project does not need has no line."""
    without = {label for label, use in _ZONES.items() if not dossier.plots_of(use) and not_needed(dossier, use)}
    return _table(dossier, [line for line in _LINES if line[0] not in without])


def old_balance(dossier: Dossier) -> tuple[Block, ...]:
    """What the old side's own zones change, where the new side has a plan of its own."""
    without = not dossier.plots_of(PlotUse.SETTLEMENT) and not_needed(dossier, PlotUse.SETTLEMENT)
    return _table(dossier, _LINES[:1] if without else _LINES[:2])


def _table(dossier: Dossier, lines: Sequence[tuple[str, ...]]) -> tuple[Block, ...]:
    rows = tuple((label, *(whole(dossier, name) for name in names)) for label, *names in lines)
    return (Table(_COLUMNS, rows, unit="面积单位：公顷", name="面积平衡"),)


BLOCKS = {"area_balance": area_balance, "old_balance": old_balance}
