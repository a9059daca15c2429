"""Tables of a special plan: 衔接表, 潜力表, 项目安排表 with what is left, 分年度安排, 村名表."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from linkdesk.documents.annexes.sheet import (
    SIGNERS,
    area,
    field,
    hectare_columns,
    order_column,
    remarks_column,
    summed,
    wide_column,
)
from linkdesk.documents.blocks import Cell, Column, Document, Gap, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.domain.directory import Authority, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quota_words import LinkedPlan
from linkdesk.domain.special_plan import PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.special_plan_standing import (
    AREAS,
    Areas,
    Place,
    SpecialPlanStanding,
    belongs_inside,
    villages_of,
)

Row = tuple[Cell, ...]
UNIT = "面积单位：公顷"
_LINKS = (order_column(), Column("衔接的规划", width=Width.WIDE), wide_column("规划名称"), Column("批复文号", width=Width.WIDE),
          wide_column("衔接情况"))
_POTENTIAL = (order_column(), Column("乡镇"), Column("行政村"), Column("农户（户）", decimals=0), Column("人口（人）", decimals=0),
              *hectare_columns("农村建设用地", "闲置面积", "可复垦面积", "可新增耕地"), Column("愿意拆旧（户）", decimals=0), Column("调查日期"))
_THREE = tuple(Column(label[:2], decimals=4) for label in AREAS.values())
_PROJECTS = (order_column(), wide_column("项目名称"), Column("乡镇"), Column("安排年度"), Column("规划安排", _THREE), Column("已批准占用", _THREE),
             Column("还余", _THREE), wide_column("对应的项目区"), remarks_column())
_ORDER = (order_column(), wide_column("项目名称"), Column("乡镇"), Column("安排年度"), *hectare_columns(*AREAS.values()), remarks_column())
_YEARS = (Column("安排年度"), Column("项目数", decimals=0), *hectare_columns("拆旧面积", "建新面积", "结余面积"))
_VILLAGES = (order_column(), Column("乡镇"), Column("行政村"), Column("贫困村"), Column("易地扶贫搬迁村"), Column("列入专项规划"),
             wide_column("未列入的理由"))
_UNSAID = "未定"


def special_plan_tables(dossier: Dossier, found: SpecialPlanStanding, names: dict[str, str]) -> list[Document]:
    """The tables of a plan, each a paper; `names` are those of the county's projects by id."""
    plan = found.plan
    made = ((links_table, (dossier, plan)), (potential_table, (dossier, plan)), (projects_table, (dossier, found, names)),
            (villages_table, (dossier, plan)))
    papers = (_paper(dossier, plan, table) for make, given in made if (table := make(*given)) is not None)
    return list(papers)


def _paper(dossier: Dossier, plan: SpecialPlan, table: Table) -> Document:
    return Document("special_plan_table", f"{plan.name}{table.name}", (Section((table,), PageKind.TABLE, landscape=True),),
                    subject_id=dossier.project.id)


def body_of(dossier: Dossier, plan: SpecialPlan) -> Authority | None:
    """Who compiles a plan."""
    return next((a for a in dossier.authorities if a.id == plan.authority_id), None)


def _table(dossier: Dossier, plan: SpecialPlan, name: str, columns: tuple[Column, ...], rows: Iterable[Row], totals: Row | None = None,
           unit: str = UNIT, notes: tuple[str, ...] = ()) -> Table:
    body = body_of(dossier, plan)
    return Table(columns, tuple(rows), totals, title=f"{plan.name}{name}", unit=unit, filled_by=body.name if body else "", signers=SIGNERS,
                 notes=notes, name=name)


def links_table(dossier: Dossier, plan: SpecialPlan) -> Table:
    """衔接表: each plan it must be linked with; what is not told is a gap."""
    there = {link.plan: link for link in dossier.quotas.plan_links if link.special_plan_id == plan.id}
    rows = ((at, str(kind), *_link(there.get(kind))) for at, kind in enumerate(LinkedPlan, 1))
    return _table(dossier, plan, "规划衔接表", _LINKS, rows, unit="")


def _link(link: object) -> Row:
    return (field(link, "title"), link.number, field(link, "how")) if link else (Gap(""), "", Gap(""))


def potential_table(dossier: Dossier, plan: SpecialPlan, only_inside: bool = False) -> Table | None:
    """潜力表: the villages that are surveyed or inside, or only those inside; None where there are none."""
    told = {p.village_id: p for p in dossier.quotas.potentials if p.special_plan_id == plan.id}
    villages = villages_of(plan, dossier.townships, dossier.villages)
    shown = [v for v in villages if v.in_special_plan or (v.id in told and not only_inside)]
    rows = [_potential(dossier, at, v, told.get(v.id)) for at, v in enumerate(shown, 1)]
    totals = ("合计", "", "", *(summed(row[at] for row in rows) for at in range(3, 10)), "")
    return _table(dossier, plan, "潜力调查表", _POTENTIAL, rows, totals) if rows else None


def _potential(dossier: Dossier, at: int, village: Village, told: VillagePotential | None) -> Row:
    told = told or VillagePotential(village_id=village.id)
    areas = (area(getattr(told, name)) for name in ("construction_area", "idle_area", "reclaimable_area", "farmland_area"))
    return (at, _township(dossier, village), village.name, known(told.households), known(told.population), *areas, known(told.willing),
            dated(told.surveyed_on))


def _township(dossier: Dossier, village: Village) -> str:
    return next((t.name for t in dossier.townships if t.id == village.township_id), "")


def projects_table(dossier: Dossier, found: SpecialPlanStanding, names: dict[str, str]) -> Table | None:
    """项目安排表: what is arranged for each project, what approved ones take, what is left; None where none is arranged."""
    rows = [_project(place, names) for place in found.places]
    if not rows:
        return None
    totals = ("合计", "", "", "", *_cells(found.arranged), *_cells(found.used), *(summed(row[at] for row in rows) for at in (10, 11, 12)), "", "")
    left = "、".join(f"{label[:2]} {_said(getattr(found.left, name))} 公顷" for name, label in AREAS.items())
    notes = "注1：只扣减方案已批准的项目区，按其现有地块计算。", f"注2：按规划规模还余{left}。"
    return _table(dossier, found.plan, "项目安排表", _PROJECTS, rows, totals, notes=notes)


def _project(place: Place, names: dict[str, str]) -> Row:
    row, used = place.row, place.taken.areas if place.taken and place.taken.approved else None
    taken = _cells(used) if used else ("", "", "")
    return (place.number, known(row.name), row.township, str(row.year or ""), *_cells(place.planned), *taken, *_cells(place.left),
            names.get(row.project_id or "", ""), row.note)


def _cells(areas: Areas) -> Row:
    return tuple(known(getattr(areas, name)) for name in AREAS)


def _said(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:.4f}"


def order_table(found: SpecialPlanStanding) -> Table | None:
    """The projects as the plan arranges them, without what came of it: for its text. None where none is arranged."""
    rows = tuple((p.number, known(p.row.name), p.row.township, str(p.row.year or ""), *_cells(p.planned), p.row.note) for p in found.places)
    totals = ("合计", "", "", "", *_cells(found.arranged), "")
    return Table(_ORDER, rows, totals, title="项目安排", unit=UNIT, name="项目安排") if rows else None


def in_text(table: Table | None) -> Table | None:
    """A table as it stands within the text: under its short name, signed with the whole."""
    return replace(table, title=table.name, signers=(), filled_by="") if table else None


def years_table(rows: Iterable[PlannedProject]) -> Table | None:
    """分年度安排: the projects arranged year by year; None where none is."""
    by_year = grouped(rows, lambda r: r.year)
    lines = [(f"{year} 年" if year else _UNSAID, len(those), *(summed(area(getattr(r, name)) for r in those) for name in AREAS))
             for year, those in sorted(by_year.items(), key=lambda pair: pair[0] or 9999)]
    totals = ("合计", *(summed(line[at] for line in lines) for at in range(1, 5)))
    return Table(_YEARS, tuple(lines), totals, title="分年度安排", unit=UNIT, name="分年度安排") if lines else None


def villages_table(dossier: Dossier, plan: SpecialPlan) -> Table | None:
    """村名表: the villages inside, and those that are poor or of relocation and stay out, with the reason."""
    reasons = {p.village_id: p.reason for p in dossier.quotas.potentials if p.special_plan_id == plan.id}
    shown = [v for v in villages_of(plan, dossier.townships, dossier.villages) if v.in_special_plan or belongs_inside(v)]
    rows = [(at, _township(dossier, v), v.name, _mark(v.is_poor), _mark(v.has_relocation), _mark(v.in_special_plan), reasons.get(v.id, ""))
            for at, v in enumerate(shown, 1)]
    left = sum(not v.in_special_plan for v in shown)
    note = f"注：列入 {len(shown) - left} 个村；应列入而没有列入的 {left} 个村。"
    return _table(dossier, plan, "村名表", _VILLAGES, rows, unit="", notes=(note,)) if rows else None


def _mark(value: bool | None) -> Cell:
    return Gap("") if value is None else "是" if value else "否"
