"""附表 of quantities: how each work's quantity came about, the sums by work, and what labour, material and machines they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.blocks import Align, Cell, Column, Document, Width
from linkdesk.documents.design.materials import Used, resources_used
from linkdesk.documents.design.nameless import nameless
from linkdesk.documents.design.price_tables import price_cell
from linkdesk.documents.design.sheet import YUAN, Row, live, sheet
from linkdesk.documents.figure_cells import known
from linkdesk.domain.budget import Budget
from linkdesk.domain.coefficients_used import unconfirmed_coefficients
from linkdesk.domain.design_words import Doer, ResourceKind, WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fees import summed
from linkdesk.domain.grouping import grouped
from linkdesk.domain.words import Certainty
from linkdesk.domain.work_quantities import WorkLine, work_lines

QUANTITIES, SUMS, MATERIALS = "附表5", "附表11", "附表12"
_QUANTITIES = (Column("序号", width=Width.NARROW), Column("工程类别", key="category"),
               Column("单项名称", width=Width.WIDE, align=Align.LEFT, key="name"), Column("单位", width=Width.NARROW, key="unit"),
               Column("计算式", width=Width.WIDE, align=Align.LEFT), Column("工程量", decimals=2, key="quantity"),
               Column("实施者", key="doer"))
_SUMS = (Column("序号", width=Width.NARROW), Column("工程类别", key="category"),
         Column("单项名称", width=Width.WIDE, align=Align.LEFT, key="name"), Column("单位", width=Width.NARROW, key="unit"),
         Column("施工单位", decimals=2, key="contractor"), Column("农户自行", decimals=2, key="households"),
         Column("合计", decimals=2, key="whole"), Column("地块数", decimals=0))
_MATERIALS = (Column("序号", width=Width.NARROW), Column("类别"), Column("名称及规格", width=Width.WIDE, align=Align.LEFT),
              Column("单位", width=Width.NARROW), Column("用量", decimals=2, key="quantity"), Column("预算价", decimals=2, key="price"),
              Column("合价", decimals=2, key="amount"))
_SHOWN = 8
_CRITERIA = frozenset("*?~<>=")  # what a spreadsheet would not take as plain text


def quantities_sheet(dossier: Dossier) -> Document:
    """附表5: plot by plot each work with its formula in words and numbers; what cannot be reckoned says why."""
    rows: list[Row] = []
    keys: list[str] = []
    for lines in grouped(work_lines(dossier), lambda line: line.plot.id).values():
        rows.append(("", "", "", "", f"地块 {lines[0].plot.code}", "", ""))
        rows += [_quantity(at, line, dossier) for at, line in enumerate(lines, 1)]
        keys += ["", *(line.item.id for line in lines)]
    return sheet(QUANTITIES, "工程量计算表", dossier, _QUANTITIES, rows, row_keys=tuple(keys), notes=tuple(_said_of(dossier)),
                 doubtful=bool(unconfirmed_coefficients(dossier)))


def _said_of(dossier: Dossier) -> Iterator[str]:
    if not dossier.design.items:
        yield "还没有填写工程项目。"
        return
    yield "计算式中的数据取自各地块的现状、设计和标准系数；工程量保留两位小数。"
    yield "复垦面积、房屋面积等均已扣除农户自行拆除、复垦的部分，冠以“全部”的为地块全部。"
    if open_ := unconfirmed_coefficients(dossier):
        more = f"等 {len(open_)} 项" if len(open_) > _SHOWN else ""
        yield f"{'、'.join(open_[:_SHOWN])}{more}待核实，核实前为草稿。"


def _quantity(at: int, line: WorkLine, dossier: Dossier) -> Row:
    item = line.item
    said = line.explained or f"{item.formula or '（未填计算式）'}：{nameless(dossier, line.fault) or '算不出来'}"
    return at, str(item.category), item.name, item.unit, said, _reckoned(line), str(item.doer)


def _reckoned(line: WorkLine) -> Cell:
    """A quantity that its figures give is live; one that was typed stands as a number."""
    return live(line.quantity, made, "计算式") if (made := line.in_cells) else known(line.quantity)


@dataclass(frozen=True, slots=True)
class WorkSum:
    """One kind of work over all plots; `contractor`, `households` and `whole` None while one of their quantities is unknown."""

    category: WorkCategory
    name: str
    unit: str
    contractor: Decimal | None
    households: Decimal | None
    plots: int

    @property
    def whole(self) -> Decimal | None:
        """By whoever does it."""
        return summed((self.contractor, self.households))


def work_sums(dossier: Dossier) -> tuple[WorkSum, ...]:
    """The quantities by category, name and unit, in the order of the categories."""
    def made() -> tuple[WorkSum, ...]:
        found = grouped(work_lines(dossier), lambda line: (line.item.category, line.item.name, line.item.unit))
        order = {category: at for at, category in enumerate(WorkCategory)}
        return tuple(_sum(*key, lines) for key, lines in sorted(found.items(), key=lambda pair: order[pair[0][0]]))
    return dossier.once("design_work_sums", made)


def _sum(category: WorkCategory, name: str, unit: str, lines: Iterable[WorkLine]) -> WorkSum:
    lines = tuple(lines)
    own = tuple(line for line in lines if line.item.doer is Doer.HOUSEHOLD)
    others = tuple(line for line in lines if line.item.doer is not Doer.HOUSEHOLD)
    return WorkSum(category, name, unit, summed(line.quantity for line in others), summed(line.quantity for line in own),
                   len({line.plot.id for line in lines}))


def sums_sheet(dossier: Dossier) -> Document:
    """附表11: the quantities of all plots together."""
    lines = work_lines(dossier)
    ends = (lines[0].item.id, lines[-1].item.id) if lines else ("", "")
    rows = tuple(_summed(at, each, ends) for at, each in enumerate(work_sums(dossier), 1))
    return sheet(SUMS, "工程量汇总表", dossier, _SUMS, rows, notes=() if rows else ("还没有填写工程项目。",))


def _summed(at: int, each: WorkSum, ends: tuple[str, str]) -> Row:
    contractor, households = (_doer_sum(each, doer, value, ends) for doer, value in (
        (Doer.CONTRACTOR, each.contractor), (Doer.HOUSEHOLD, each.households)))
    return (at, str(each.category), each.name, each.unit, contractor, households, live(each.whole, "{contractor}+{households}"), each.plots)


def _doer_sum(each: WorkSum, doer: Doer, value: Decimal | None, ends: tuple[str, str]) -> Cell:
    if not each.name or not each.unit or _CRITERIA & set(each.name + each.unit):
        return known(value)
    first, last = ends
    ranges = [f"{{{QUANTITIES}|{first}|{column}}}:{{{QUANTITIES}|{last}|{column}}}"
              for column in ("quantity", "category", "name", "unit", "doer")]
    wanted = "{category}", "{name}", "{unit}", f'"{doer}"'
    pairs = ",".join(f"{where},{what}" for where, what in zip(ranges[1:], wanted, strict=True))
    return live(value, f"ROUND(SUMIFS({ranges[0]},{pairs}),2)", "各地块之和")


def materials_sheet(dossier: Dossier, found: Budget) -> Document:
    """附表12: labour, materials and machines over all works of the contractor, by the unit price analyses."""
    used = resources_used(dossier, found)
    rows = tuple(_used(at, each) for at, each in enumerate(used.used, 1))
    return sheet(MATERIALS, "主要人工、材料、机械用量表", dossier, _MATERIALS, rows, unit=YUAN, notes=tuple(_notes(used.left_out)),
                 doubtful=any(each.resource.certainty is Certainty.UNVERIFIED for each in used.used))


def _used(at: int, each: Used) -> Row:
    return (at, str(each.resource.kind), each.resource.name, each.resource.unit, known(each.quantity),
            price_cell(each.resource, each.resource.price),
            live(each.amount, "ROUND({quantity}*{price},2)", "用量×预算价"))


def _notes(left_out: int) -> Iterator[str]:
    yield f"用量＝Σ 工程量÷定额单位数量×定额量；按百分比计的其他{ResourceKind.MATERIAL}费等不列用量。"
    if left_out:
        yield f"没有单价分析或者单位不一致的工程 {left_out} 项未计入。"
