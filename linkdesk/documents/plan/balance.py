"""The plan's balance of areas: what the project area gives back and what it takes."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import whole
from linkdesk.documents.blocks import Align, Block, Column, Table
from linkdesk.domain.dossier import Dossier

_COLUMNS = (Column("项目", align=Align.LEFT), Column("总面积", decimals=4), Column("建设用地", decimals=4),
            Column("耕地", decimals=4))
_LINES = (  # label, sign words, figures of area, construction land, farmland
    ("拆旧区（减少建设用地，新增耕地）", "old_area", "reclaimed_area", "new_farmland_area"),
    ("安置区（新增建设用地，占用耕地）", "settlement_area", "settlement_construction", "settlement_farmland_taken"),
    ("建新区（新增建设用地，占用耕地）", "new_area", "urban_construction", "urban_farmland_taken"),
    ("拆旧区减安置区、建新区", "area_margin", "construction_margin", "farmland_margin"))


def area_balance(dossier: Dossier) -> tuple[Block, ...]:
    """What each zone changes."""
    rows = tuple((label, *(whole(dossier, name) for name in names)) for label, *names in _LINES)
    return (Table(_COLUMNS, rows, unit="面积单位：公顷", name="面积平衡"),)


def old_balance(dossier: Dossier) -> tuple[Block, ...]:
    """What the old side's own zones change, where the new side has a plan of its own."""
    rows = tuple((label, *(whole(dossier, name) for name in names)) for label, *names in _LINES[:2])
    return (Table(_COLUMNS, rows, unit="面积单位：公顷", name="面积平衡"),)


BLOCKS = {"area_balance": area_balance, "old_balance": old_balance}
