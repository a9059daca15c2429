"""附表10 拆迁农户汇总表: households by village and group, by kind of relocation, structure and resettlement."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import Row, remarks_column, sheet, township_name, whole
from linkdesk.documents.blocks import Cell, Column, Document
from linkdesk.documents.figure_cells import known, partial_notes
from linkdesk.documents.kinds import by_kind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import by_village, figure
from linkdesk.domain.household import Household
from linkdesk.domain.words import HouseStructure, RelocationType, ResettlementChoice

Members = tuple[Household, ...]
Groups = dict[str, Members]
_SUMS = ("household_count", "person_count", "poor_count", "poor_persons")


def households_sheet(dossier: Dossier) -> Document:
    """附表10; columns of kinds that no household has are left out."""
    kinds = [by_kind(dossier, RelocationType, "relocation_type"), by_kind(dossier, HouseStructure, "house_structure"),
             by_kind(dossier, ResettlementChoice, "resettlement_choice")]
    rows: list[Row] = []
    for village, members in by_village(dossier).items():
        rows += (_row(dossier, kinds, (known(village), group), some) for group, some in _groups(members).items())
    totals = _row(dossier, kinds, ("合计", ""), dossier.households, total=True) if rows else None
    counts = 7 + len(kinds[0]) + len(kinds[1])  # the columns up to and with the structures of houses
    return sheet("附表10", "拆迁农户汇总表", dossier, _columns(kinds), rows, totals, unit="面积单位：㎡",
                 notes=_notes(dossier), band_starts=(counts,), band_keys=3)


def _groups(members: Members) -> Groups:
    groups: dict[str, list[Household]] = {}
    for household in members:
        groups.setdefault(household.group or "", []).append(household)
    return {group: tuple(some) for group, some in groups.items()}


def _columns(kinds: list[Groups]) -> tuple[Column, ...]:
    relocation, structure, choice = kinds
    return (Column("乡镇"), Column("村"), Column("组"), Column("户数", decimals=0), Column("人口", decimals=0),
            Column("其中建档立卡", (Column("户", decimals=0), Column("人", decimals=0))),
            *_group("搬迁类型（户）", relocation, 0), *_group("房屋结构（建筑面积）", structure, 2),
            Column("宅基地面积", decimals=2), *_group("安置方式（户）", choice, 0),
            Column("协议（户）", (Column("已拟订", decimals=0), Column("已签订", decimals=0))),
            Column("同意率（%）", decimals=2), remarks_column())


def _group(label: str, kinds: Groups, decimals: int) -> tuple[Column, ...]:
    children = tuple(Column(kind, decimals=decimals) for kind in kinds)
    return (Column(label, children),) if children else ()


def _row(dossier: Dossier, kinds: list[Groups], place: tuple[Cell, str], members: Members, total: bool = False) -> Row:
    relocation, structure, choice = kinds
    township = "" if total else known(township_name(dossier, members[0].village_id))
    return (township, *place, *(whole(dossier, name, members) for name in _SUMS),
            *_among(dossier, "household_count", relocation, members), *_among(dossier, "house_total", structure, members),
            whole(dossier, "homestead_total", members), *_among(dossier, "household_count", choice, members),
            whole(dossier, "paired_count", members), whole(dossier, "dual_signed_count", members), whole(dossier, "consent_ratio", members),
            _held(dossier, members))


def _among(dossier: Dossier, name: str, kinds: Groups, members: Members) -> Row:
    """A figure of the members of each kind."""
    mine = {h.id for h in members}
    return tuple(whole(dossier, name, tuple(h for h in kind if h.id in mine)) for kind in kinds.values())


def _held(dossier: Dossier, members: Members) -> str:
    held = figure("held_count", dossier, members)
    return f"暂缓 {held.text} 户" if held.value else ""


def _notes(dossier: Dossier) -> tuple[str, ...]:
    sums = (figure(name, dossier) for name in ("person_count", "house_total", "homestead_total"))
    return ("“已签订”为登记进度中两份协议均已签字的户数。", *partial_notes(sums))
