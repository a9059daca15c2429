"""农户清册: every household of a project by village, with subtotals; accounts stand in a list of their own."""

from __future__ import annotations

from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.figure_cells import figure_cell, known, partial_notes
from linkdesk.documents.wording import place, relocation_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import HELD, held_reasons
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import by_village, figure, village_of
from linkdesk.domain.household import Household
from linkdesk.domain.privacy import masked as hidden
from linkdesk.domain.quantities import rounded

Row = tuple[Cell, ...]
SIGNERS = ("制表", "审核", "负责人")
_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户主"),
    Column("身份证号", width=Width.WIDE), Column("家庭人口", width=Width.NARROW, decimals=0),
    Column("建档立卡", width=Width.NARROW), Column("搬迁类型"), Column("房屋结构"),
    Column("间数", width=Width.NARROW, decimals=0),
    Column("房屋", (Column("建筑面积", decimals=2), Column("附属房", decimals=2))),
    Column("宅基地", (Column("面积", decimals=2), Column("可复垦耕地", decimals=2))),
    Column("愿意拆旧复垦", width=Width.NARROW), Column("安置方式"), Column("备注", width=Width.WIDE, align=Align.LEFT))
_ACCOUNT_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户主"),
    Column("身份证号", width=Width.WIDE), Column("开户人"), Column("开户银行", width=Width.WIDE),
    Column("银行账号", width=Width.WIDE), Column("联系电话"), Column("备注", width=Width.WIDE, align=Align.LEFT))
_AREAS = ("house_area", "outbuilding_area", "homestead_area", "reclaimable_area")
_SUMS = ("person_count", "poor_count", "room_total", "house_total", "outbuilding_total", "homestead_total",
         "reclaimable_total", "willing_count")


def roster(dossier: Dossier, masked: bool = False) -> Document:
    """The roster with its account list; `masked` for public notices hides identity numbers and leaves accounts out."""
    title = f"{dossier.project.name}农户清册{'（公示）' if masked else ''}"
    tables = (households(dossier, title, masked), *(() if masked else (accounts(dossier),)))
    return Document("roster", title, tuple(Section((table,), PageKind.TABLE, landscape=True) for table in tables))


def households(dossier: Dossier, title: str, masked: bool = False) -> Table:
    """All households by village; a held one is marked with the reason, each village ends with its subtotal."""
    rows: list[Row] = []
    subtotals: list[int] = []
    for village, members in by_village(dossier).items():
        start = len(rows) - len(subtotals)
        rows += (_row(dossier, h, at, masked) for at, h in enumerate(members, start + 1))
        subtotals.append(len(rows))
        rows.append(_sums(dossier, f"{village or '未填行政村'}小计", members))
    totals = _sums(dossier, "合计", dossier.households)
    return Table(_COLUMNS, tuple(rows), totals, title=title, unit="面积单位：㎡", filled_by=filled_by(dossier),
                 signers=SIGNERS, notes=_notes(dossier), name="农户清册", subtotal_rows=tuple(subtotals))


def _row(dossier: Dossier, household: Household, at: int, masked: bool) -> Row:
    return (at, known(village_of(dossier, household)), household.group or "", household.head_name or known(None),
            _private(household, "id_number", masked), known(household.population), _shown(household, "registered_poor"),
            known(relocation_word(dossier, household.relocation_type)), _shown(household, "house_structure"), known(household.rooms),
            *(known(_leaf(household, name)) for name in _AREAS), _shown(household, "willing"),
            _shown(household, "resettlement_choice"), remark(dossier, household, masked))


def _leaf(household: Household, name: str) -> Cell:
    area = getattr(household, name)
    return None if area is None else rounded(area, 2)


def _shown(household: Household, name: str) -> Cell:
    return known(shown(fields_of(Household)[name], getattr(household, name)))


def _private(household: Household, name: str, masked: bool) -> Cell:
    value = getattr(household, name)
    return known(hidden(value, fields_of(Household)[name].private) if masked else value)


def remark(dossier: Dossier, household: Household, masked: bool = False) -> str:
    """What stands under 备注: held and why, then the household's own note; in public only that it is held."""
    reasons = held_reasons(dossier, household)
    if masked:
        return HELD if reasons else ""
    held = f"{HELD}：{'、'.join(reasons)}" if reasons else ""
    return "；".join(text for text in (held, household.note or "") if text)


def _sums(dossier: Dossier, label: str, members: tuple[Household, ...]) -> Row:
    persons, poor, rooms, house, outbuilding, homestead, reclaimable, willing = (
        figure_cell(figure(name, dossier, members)) for name in _SUMS)
    count = f"{figure('household_count', dossier, members).text} 户"
    return ("", label, "", count, "", persons, poor, "", "", rooms, house, outbuilding, homestead, reclaimable,
            willing, "", _held_count(dossier, members))


def _held_count(dossier: Dossier, members: tuple[Household, ...]) -> str:
    held = figure("held_count", dossier, members)
    return f"其中{HELD} {held.text} 户" if held.value else ""


def _notes(dossier: Dossier) -> tuple[str, ...]:
    sums = (figure(name, dossier) for name in _SUMS)
    counted = "小计、合计行中“建档立卡”“愿意拆旧复垦”两栏为户数。"
    held = (f"“{HELD}”户资料有误，计入本表，改正前不出协议。",) if dossier.held else ()
    return (counted, *held, *partial_notes(sums))


def accounts(dossier: Dossier) -> Table:
    """Where each household is paid; never part of a public notice."""
    ordered = (h for members in by_village(dossier).values() for h in members)
    rows = tuple((at, village_of(dossier, h), h.group or "", h.head_name or known(None), known(h.id_number),
                  h.account_holder or "", known(h.bank_name), known(h.bank_account), known(h.phone), remark(dossier, h))
                 for at, h in enumerate(ordered, 1))
    totals = ("", "合计", "", f"{len(rows)} 户", "", "", "", "", "", "")
    return Table(_ACCOUNT_COLUMNS, rows, totals, title=f"{dossier.project.name}农户账户清册", filled_by=filled_by(dossier),
                 signers=SIGNERS, notes=("本表含个人账户信息，仅供资金兑付使用，不得公示。",), name="农户账户清册")


def filled_by(dossier: Dossier) -> str:
    """填报单位 of tables: the township's government, empty while the township is not known."""
    return f"{place(dossier)}人民政府" if place(dossier) else ""
