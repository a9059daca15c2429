"""Columns of the county's tables as data: what each holds, in which unit, where it comes from, and why it may be empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from linkdesk.documents.blocks import Align, Cell, Column, Gap, Table, Width
from linkdesk.domain.area_units import AreaUnit

AREA = "面积"  # the unit of columns that follow the unit of their sheet
SIGNERS = ("制表", "审核", "负责人")
EMPTY = "未填原因"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `value(line, unit)` is what stands in it, `source` where LinkDesk has it from, `why(line)` why it is empty."""

    label: str
    value: Callable[[Any, AreaUnit], Cell]
    meaning: str = ""
    source: str = ""
    unit: str = ""
    under: tuple[str, ...] = ()   # the headings above it
    decimals: int | None = None
    is_summed: bool = False
    is_wide: bool = False
    why: Callable[[Any], str] | None = None

    @property
    def full_label(self) -> str:
        """Its heading with those above it."""
        return "·".join((*self.under, self.label))


def text(label: str, value: Callable[[Any], Any], meaning: str, source: str, *under: str, is_wide: bool = False,
         why: Callable[[Any], str] | None = None) -> Field:
    """A column of words or days."""
    return Field(label, lambda line, unit: _said(value(line)), meaning, source, under=under, is_wide=is_wide, why=why)


def count(label: str, value: Callable[[Any], int | None], meaning: str, source: str, unit: str, *under: str) -> Field:
    """A column of numbers of something, summed up below."""
    return Field(label, lambda line, unit: value(line), meaning, source, unit, under, 0, is_summed=True)


def area(label: str, value: Callable[[Any, AreaUnit], Decimal | None], meaning: str, source: str, *under: str,
         why: Callable[[Any], str] | None = None) -> Field:
    """A column of areas in the unit of the sheet, summed up below; one that is not known is a gap unless `why` tells."""
    def cell(line: Any, unit: AreaUnit) -> Cell:
        found = value(line, unit)
        return found if found is not None else "" if why else Gap("")
    return Field(label, cell, meaning, source, AREA, under, 4, is_summed=True, why=why)


def _said(value: Any) -> Cell:
    if value.__class__ is str:
        return value
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, int | Decimal) else str(value)


def table(fields: Sequence[Field], lines: Sequence[Any], unit: AreaUnit, title: str, name: str, explains: bool = False) -> Table:
    """A table of one line a row, numbered; totals are the sums of the printed rows.

    With `explains` the last column says of each row what is empty and why.
    """
    return tables(fields, lines, (unit,), title, name, explains)[0]


def tables(fields: Sequence[Field], lines: Sequence[Any], units: Sequence[AreaUnit], title: str, name: str,
           explains: bool = False) -> list[Table]:
    """The table in each unit; where nothing is an area, in the first alone. What is no area, and what is empty, is read once."""
    in_unit = any(field.unit == AREA for field in fields)
    read = [[field.value(line, units[0]) for line in lines] for field in fields]
    told = [_reasons(fields, read, lines)] if explains else []
    columns = (Column("序号", width=Width.NARROW), *_tree([(f.under, f) for f in fields]), *((_explained(),) if explains else ()))
    made = []
    for unit in units if in_unit else units[:1]:
        cells = read if unit is units[0] else [
            [field.value(line, unit) for line in lines] if field.unit == AREA else column for field, column in zip(fields, read, strict=True)]
        rows = tuple(zip(range(1, len(lines) + 1), *cells, *told, strict=True))
        made.append(Table(columns, rows, _totals(fields, cells, explains) if rows else None, title=title,
                          unit=f"单位：{unit}" if in_unit else "", name=f"{name}（{unit}）" if in_unit else name, signers=SIGNERS,
                          notes=_open_rows(cells)))
    return made


def _open_rows(cells: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    open_ = {at for column in cells for at, cell in enumerate(column) if cell.__class__ is Gap}
    return (f"有 {len(open_)} 行的面积待补，合计里不含待补的数。",) if open_ else ()


def _reasons(fields: Sequence[Field], read: Sequence[Sequence[Cell]], lines: Sequence[Any]) -> list[str]:
    """Of each row which fields are empty, and why; fields of one reason together."""
    empty: list[dict[str, list[str]]] = [{} for _ in lines]
    for field, column in zip(fields, read, strict=True):
        for at, cell in enumerate(column):
            if cell.__class__ is Gap or (cell.__class__ is str and not cell):
                why = field.why(lines[at]) if field.why else "尚未登记"
                empty[at].setdefault(why, []).append(field.label)
    return ["；".join([f"{'、'.join(labels)}：{why}" for why, labels in of.items()]) for of in empty]


def _totals(fields: Sequence[Field], read: Sequence[Sequence[Cell]], explains: bool) -> tuple[Cell, ...] | None:
    if not any(field.is_summed for field in fields):
        return None
    cells = [_sum(column) if field.is_summed else "" for field, column in zip(fields, read, strict=True)]
    first = next((at for at, field in enumerate(fields) if not field.is_summed), None)
    if first is not None:
        cells[first] = "合计"
    return ("", *cells, "") if explains else ("", *cells)


def _sum(cells: Any) -> Decimal | int:
    return sum((cell for cell in cells if isinstance(cell, int | Decimal)), 0)


def _tree(placed: Sequence[tuple[tuple[str, ...], Field]]) -> tuple[Column, ...]:
    """Neighbours under one heading together, level by level."""
    made: list[Column] = []
    for heading, part in groupby(placed, key=lambda each: each[0][0] if each[0] else None):
        inside = list(part)
        if heading is None:
            made += [_column(field) for _, field in inside]
        else:
            made.append(Column(heading, _tree([(under[1:], field) for under, field in inside])))
    return tuple(made)


def _column(field: Field) -> Column:
    width = Width.WIDE if field.is_wide else Width.NORMAL
    return Column(field.label, width=width, decimals=field.decimals, align=Align.LEFT if field.is_wide else Align.CENTRE)


def _explained() -> Column:
    return Column(EMPTY, width=Width.WIDE, align=Align.LEFT)


_DICTIONARY = (Column("序号", width=Width.NARROW), Column("表名"), Column("字段", width=Width.WIDE, align=Align.LEFT),
               Column("含义", width=Width.WIDE, align=Align.LEFT), Column("单位"), Column("LinkDesk 中的来源", width=Width.WIDE, align=Align.LEFT),
               Column("核实情况"))
UNVERIFIED = "待核实"


def dictionary(of: Sequence[tuple[str, Sequence[Field]]], units: Sequence[AreaUnit]) -> Table:
    """字段说明: each field of some tables with its meaning, unit and source; what the systems want is not verified yet."""
    in_areas = "、".join(units)
    rows = tuple((name, f.full_label, f.meaning or f.label, in_areas if f.unit == AREA else f.unit or "—", f.source, UNVERIFIED)
                 for name, fields in of for f in fields)
    notes = ("字段名称来自见过的台账和公开软件界面，没有找到官方数据字典，上报前请对照系统核实。",)
    return Table(_DICTIONARY, tuple((at, *row) for at, row in enumerate(rows, 1)), title="字段说明", name="字段说明", notes=notes)
