"""附表6 土地利用结构调整表: every land class in each zone before and after, and what changes."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.annexes.sheet import NONE, Row, hectare_columns, sheet, whole
from linkdesk.documents.blocks import Cell, Column, Document
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, structure
from linkdesk.domain.figures.structure import SIDES, ZONES, Land
from linkdesk.domain.land_class import FARMLAND_NAMES, LandScheme, ThreeClass
from linkdesk.domain.land_groups import Group, group_of, groups, scheme_of_project
from linkdesk.domain.planning_words import LandSide

_NAMES = {ThreeClass.AGRICULTURAL: "agricultural", ThreeClass.CONSTRUCTION: "construction", ThreeClass.UNUSED: "unused"}
_ALWAYS = frozenset((*FARMLAND_NAMES.values(), str(ThreeClass.UNUSED)))
_ZONES = tuple("合计" if zone == "project" else word for zone, (word, _) in ZONES.items())
_COLUMNS = (Column("地类", (Column("三大类"), Column("分类"))), Column("调整前", hectare_columns(*_ZONES)),
            Column("调整后", hectare_columns(*_ZONES)), *hectare_columns("增减"))


def structure_sheet(dossier: Dossier) -> Document:
    """附表6; land that the data do not tell apart stands in a line of its own."""
    scheme = scheme_of_project(dossier)
    shown = _occurring(dossier, scheme)
    rows: list[Row] = []
    subtotals: list[int] = []
    for three in ThreeClass:
        rows += [(str(three), g.heading, *_of_land(dossier, g.holds, g.label)) for g in shown if g.three is three]
        subtotals.append(len(rows))
        rows.append((str(three), "小计", *_named(dossier, _NAMES[three])))
    notes = (f"地类按{scheme}分列；增减＝调整后合计－调整前合计。", *_undivided(shown), *_farmland(dossier))
    return sheet("附表6", "土地利用结构调整表", dossier, _COLUMNS, rows, ("合计", "", *_named(dossier, "total")),
                 subtotal_rows=tuple(subtotals), notes=notes)


def _occurring(dossier: Dossier, scheme: LandScheme) -> tuple[Group, ...]:
    """The classes there are before or after, and the three of farmland in any case."""
    parts = structure.parts(dossier, ("project",), LandSide)
    here = {group_of(part, scheme) for part in parts if part.area}
    return tuple(g for g in groups(scheme, parts) if g.label in here or g.label in _ALWAYS)


def _undivided(shown: Iterable[Group]) -> tuple[str, ...]:
    return ("“未细分”为地块资料没有写明二级地类的土地。",) if any(g.label.startswith("未细分") for g in shown) else ()


def _named(dossier: Dossier, kind: str) -> tuple[Cell, ...]:
    sides = (NONE if _empty(dossier, zone) else whole(dossier, f"{zone}_{kind}_{end}") for end in SIDES for zone in ZONES)
    return *sides, whole(dossier, f"project_{kind}_change")


def _of_land(dossier: Dossier, holds: structure.Share, word: str) -> tuple[Cell, ...]:
    sides = (NONE if _empty(dossier, zone) else whole(dossier, f"land_{end}", Land(zone, holds, word))
             for end in SIDES for zone in ZONES)
    return *sides, whole(dossier, "land_gained", Land("project", holds, word))


def _empty(dossier: Dossier, zone: str) -> bool:
    return not any(dossier.plots_of(use) for use in ZONES[zone][1])


def _farmland(dossier: Dossier) -> tuple[str, ...]:
    before, after, change = (figure(f"project_farmland_{end}", dossier) for end in (*SIDES, "change"))
    if change.value is None:
        return ()
    return (f"农用地中耕地调整前 {before.text} 公顷，调整后 {after.text} 公顷，增减 {change.text} 公顷。",)
