"""附表7 耕地数量质量平衡表: farmland reclaimed and taken, by class and by quality grade."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.documents.annexes.sheet import NONE, Row, hectare_columns, order_column, sheet, whole
from linkdesk.documents.blocks import Align, Cell, Column, Document, Width
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, structure
from linkdesk.domain.figures.structure import Land, Share
from linkdesk.domain.land_class import FARMLAND_NAMES
from linkdesk.domain.land_use import Part
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.quantities import places, printed

_LINES = (  # label, zone, figure of its land, grade, how it is reckoned
    ("复垦新增耕地", "old", "land_gained", "reclaimed_grade", "①：拆旧区规划后耕地－规划前耕地"),
    ("安置占用耕地", "settlement", "land_taken", "settlement_grade", "②：安置区规划前耕地－规划后耕地"),
    ("建新占用耕地", "urban", "land_taken", "urban_grade", "③：建新区规划前耕地－规划后耕地"),
    ("净增耕地", "project", "land_gained", "grade_gain", "④＝①－②－③；等别为占用与复垦之差"))
Shown = list[tuple[str, Share]]  # word and what is summed


def farmland_sheet(dossier: Dossier) -> Document:
    """附表7; grades are the national ones of 1 to 15, the smaller the better."""
    grades = _grades(dossier)
    shown = [("耕地", _kind("farmland")), *((k.word, k.holds) for k in structure.KINDS if k.name in structure.PLOUGHED), *grades]
    columns = (order_column(), Column("项目", width=Width.WIDE, align=Align.LEFT), *hectare_columns("耕地面积"),
               Column("其中按地类", hectare_columns(*FARMLAND_NAMES.values())),
               *((Column("其中按质量等别", hectare_columns(*(word for word, _ in grades))),) if grades else ()),
               Column("加权平均等别", decimals=1), Column("算法", width=Width.WIDE, align=Align.LEFT))
    rows = [_row(dossier, shown, at, *line) for at, line in enumerate(_LINES, 1)]
    return sheet("附表7", "耕地数量质量平衡表", dossier, columns, rows, notes=("等别为国家级农用地质量等别，数小的质量高。", *_verdict(dossier)))


def _kind(name: str) -> Share:
    return next(kind.holds for kind in structure.KINDS if kind.name == name)


def _grades(dossier: Dossier) -> Shown:
    """A column for each grade that occurs, the best first, and one for farmland whose grade is not filled in."""
    parts = [p for p in structure.parts(dossier, ("project",), LandSide) if p.ploughed and p.area]
    found = sorted({p.grade for p in parts if p.grade is not None})
    made: Shown = [(f"{printed(grade, places(grade, 0))} 等", _of_grade(grade)) for grade in found]
    return [*made, ("等别待补", _of_grade(None))] if any(p.grade is None for p in parts) else made


def _of_grade(grade: Decimal | None) -> Share:
    def holds(part: Part) -> bool | None:
        return None if part.ploughed is None else bool(part.ploughed) and part.grade == grade
    return holds


def _row(dossier: Dossier, shown: Shown, at: int, label: str, zone: str, name: str, grade: str, how: str) -> Row:
    cells: tuple[Cell, ...] = tuple(whole(dossier, name, Land(zone, holds, word)) for word, holds in shown)
    return at, label, *cells, _grade(dossier, zone, grade), how


def _grade(dossier: Dossier, zone: str, name: str) -> Cell:
    """No grade stands where no farmland is taken."""
    kind = Land(zone, _kind("farmland"), "耕地")
    none = zone in ("settlement", "urban") and figure("land_taken", dossier, kind).value == 0
    return NONE if none else whole(dossier, name)


def _verdict(dossier: Dossier) -> tuple[str, ...]:
    gain = figure("grade_gain", dossier)
    if gain.value is None:
        return ()
    said = "不变" if gain.value == 0 else f"{'提高' if gain.value > 0 else '降低'} {printed(abs(gain.value), 1)} 等"
    return (f"复垦耕地与占用耕地相比，平均等别{said}。",)
