"""Papers of what follows the works: 竣工验收明细表, 安置住房分配表 with its checks, 后续利用检查表."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from linkdesk.documents.annexes.sheet import (
    SIGNERS,
    area,
    class_name,
    location,
    order_column,
    remarks_column,
    responsible,
    summed,
    wide_column,
)
from linkdesk.documents.blocks import Block, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated, leaves
from linkdesk.documents.figure_cells import known
from linkdesk.domain.acceptance_standing import accepted_plots, failed_plots, household_checks
from linkdesk.domain.carrying import Acceptance, AfterUse, PlotAcceptance, SettlementCheck, SettlementHouse
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import village_of
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.settlement_standing import SettlementState, settlement_states
from linkdesk.domain.words import PlotUse

Row = tuple[Cell, ...]
_PLACE = (order_column(), Column("地块编号"), Column("村"))
_ACCEPTED = (*_PLACE, Column("复垦后地类"), Column("计划复垦面积", decimals=4), Column("验收", (
    Column("结论"), Column("面积", decimals=4), Column("新增农用地", decimals=4), Column("新增耕地", decimals=4), Column("其中水田", decimals=4),
    Column("等别", decimals=1))), Column("农户复垦验收"), Column("验收文号", width=Width.WIDE), Column("验收日期"), remarks_column())
_SUMMED = 4, 6, 7, 8, 9
_HOUSES = (order_column(), Column("房号"), Column("行政村"), Column("户主"), Column("人口"), Column("建筑面积", decimals=2), Column("分配日期"),
           Column("交房日期"), Column("入住日期"), remarks_column())
_CHECKS = (order_column(), Column("类别"), wide_column("检查项目"), Column("检查日期"), wide_column("检查单位"), Column("结果"),
           wide_column("存在问题"), Column("整改期限"), Column("整改完成"), Column("文件编号"))
_USES = (*_PLACE, Column("验收面积", decimals=4), Column("经营主体类别"), wide_column("经营主体"), Column("种植作物"), wide_column("地力培肥措施"),
         Column("检查日期"), Column("在耕在用"), wide_column("存在问题"), Column("整改完成"))


def acceptance_list(dossier: Dossier) -> Document:
    """Every demolition plot with what the authority found; beside it how many of its households' own checks were passed."""
    passed, failed = accepted_plots(dossier.carrying), failed_plots(dossier.carrying)
    rows = [_accepted(dossier, at, p, passed.get(p.id) or failed.get(p.id)) for at, p in enumerate(dossier.plots_of(PlotUse.OLD), 1)]
    totals: Row = tuple("合计" if at == 1 else summed([r[at] for r in rows if not isinstance(r[at], str)]) if at in _SUMMED else ""
                        for at in range(len(leaves(_ACCEPTED))))
    notes = ("注1：验收合格的面积和新增耕地，即归还的建设用地指标和耕地指标。", "注2：农户复垦验收是兑付奖补的条件，与竣工验收互不代替。")
    return _paper("acceptance", dossier, "竣工验收明细表", (_table(dossier, "竣工验收明细表", _ACCEPTED, rows, totals, "面积单位：公顷", notes),))


def settlement_papers(dossier: Dossier) -> list[Document]:
    """For each settlement plot with houses or checks the list of who lives where, and of what was checked."""
    return [_settlement(dossier, state) for state in settlement_states(dossier) if state.houses or state.checks]


def after_use_papers(dossier: Dossier) -> list[Document]:
    """The checks of use, a paper for each year something is told of."""
    years = sorted({use.year for use in dossier.carrying.after_uses if use.year})
    return [_uses(dossier, year, [u for u in dossier.carrying.after_uses if u.year == year]) for year in years]


def _accepted(dossier: Dossier, at: int, plot: Plot, found: tuple[Acceptance, PlotAcceptance] | None) -> Row:
    checked = household_checks(dossier).get(plot.id)
    place: Row = (at, plot.code, location(dossier, plot)[1], class_name(plot.reclaim_class, plot.land_scheme), area(plot.reclaimed_area))
    households = f"{checked.accepted}／{checked.of} 户" if checked else ""
    if found is None:
        return (*place, "未验收", "", "", "", "", "", households, "", "", "")
    acceptance, row = found
    areas = [_entered(row, each) for each in (row.accepted_area, row.agricultural_area, row.farmland_area, row.paddy_area)]
    return (*place, _said(row.passed), *areas, row.grade if row.grade is not None else "", households, acceptance.number,
            str(acceptance.accepted_on), row.failing)


def _entered(row: PlotAcceptance, value: Decimal | None) -> Cell:
    """An area as it was entered; a plot that did not pass returns nothing, and what was not told of one that did is left blank."""
    return area(value) if row.passed and value is not None else ""


def _settlement(dossier: Dossier, state: SettlementState) -> Document:
    title = f"安置地块 {state.plot.code} 住房分配表"
    people = {h.id: h for h in (*dossier.households, *dossier.left_out)}
    houses = [_house(dossier, at, h, people.get(h.household_id or "")) for at, h in enumerate(state.houses, 1)]
    checks = [_check(at, c) for at, c in enumerate(state.checks, 1)]
    totals: Row = ("", "合计", "", "", "", summed([r[5] for r in houses if not isinstance(r[5], str)]), "", "", "", "")
    tables: list[Block] = [_table(dossier, title, _HOUSES, houses, totals, "面积单位：㎡", ())] if houses else []
    if checks:
        tables.append(_table(dossier, f"安置地块 {state.plot.code} 检查情况表", _CHECKS, checks, None, "", ()))
    return _paper("settlement", dossier, title, tables)


def _check(at: int, check: SettlementCheck) -> Row:
    return (at, str(check.kind), check.item, dated(check.checked_on), check.checker, _said(check.passed), check.finding,
            dated(check.rectify_by), dated(check.rectified_on), check.document)


def _house(dossier: Dossier, at: int, house: SettlementHouse, household: Household | None) -> Row:
    who: Row = (village_of(dossier, household), known(household.head_name), known(household.population)) if household else ("", "未分配", "")
    size: Cell = known(house.area)
    return (at, house.number, *who, size, dated(house.allotted_on), dated(house.handed_over_on), dated(house.moved_in_on), house.note)


def _uses(dossier: Dossier, year: int, uses: list[AfterUse]) -> Document:
    told, passed = {use.plot_id: use for use in uses}, accepted_plots(dossier.carrying)
    rows = [_use(dossier, at, p, told.get(p.id), passed.get(p.id)) for at, p in enumerate(dossier.plots_of(PlotUse.OLD), 1)]
    title = f"{year}年复垦土地后续利用检查表"
    return _paper("after_use", dossier, title, (_table(dossier, title, _USES, rows, None, "面积单位：公顷", ()),))


def _use(dossier: Dossier, at: int, plot: Plot, use: AfterUse | None, found: tuple[Acceptance, PlotAcceptance] | None) -> Row:
    size = area(found[1].accepted_area) if found else "未验收"
    place: Row = (at, plot.code, location(dossier, plot)[1], size)
    if use is None:
        return (*place, "", "", "", "", "", "", "", "")
    in_use = shown(fields_of(AfterUse)["in_use"], use.in_use)
    return (*place, str(use.farmer_kind or ""), use.farmer, use.crop, use.fertility, dated(use.checked_on), in_use, use.finding,
            dated(use.rectified_on))


def _table(dossier: Dossier, title: str, columns: tuple[Column, ...], rows: Iterable[Row], totals: Row | None, unit: str,
           notes: tuple[str, ...]) -> Table:
    return Table(columns, tuple(rows), totals, title=title, unit=unit, filled_by=responsible(dossier), signers=SIGNERS, notes=notes, name=title)


def _paper(kind: str, dossier: Dossier, title: str, tables: Iterable[Block]) -> Document:
    sections = tuple(Section((table,), PageKind.TABLE, landscape=True) for table in tables)
    return Document(kind, f"{dossier.project.name}{title}", sections, subject_id=dossier.project.id)


def _said(passed: bool | None) -> str:
    return {True: "合格", False: "不合格", None: ""}[passed]
