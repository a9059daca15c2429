"""The survey of potential by village: typed, pasted, read from a workbook, or proposed from the households surveyed; the villages inside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from linkdesk.actions import directories, plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.actions.pasting import pasted
from linkdesk.actions.special_plans import refuse_approved
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk, Report
from linkdesk.domain.change import Change
from linkdesk.domain.coverage import name_key
from linkdesk.domain.directory import Hamlet, Township, Village
from linkdesk.domain.entry import shown
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of, id_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.potential_survey import (
    MARKS,
    MEASURED,
    PotentialRow,
    Surveyed,
    filled,
    potential_row,
    proposed,
)
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.special_plan import SpecialPlan, VillagePotential
from linkdesk.domain.special_plan_standing import belongs_inside, may_belong_inside, villages_of
from linkdesk.domain.words import ChangeKind
from linkdesk.survey.lists import Listing, read_list
from linkdesk.survey.units import BY_BLOCK, BY_HEADING

WHAT = "潜力调查"
_SURVEYED = ("village_id", "village", "population", "relocation_type", "homestead_area", "reclaimable_area", "willing", "surveyed_on", "left_out")
_SAID = BY_HEADING, BY_BLOCK.partition("“")[0]  # why a unit is sure


def villages(desk: Desk, plan: SpecialPlan) -> tuple[Village, ...]:
    """The villages of the plan's county, township by township."""
    return villages_of(plan, desk.store.load(Township, authority_id=plan.authority_id), desk.store.load(Village))


def rows(desk: Desk, plan: SpecialPlan) -> list[PotentialRow]:
    """Every village of the county with its marks and its survey, also those nobody has surveyed."""
    townships = {t.id: t.name for t in desk.store.load(Township, authority_id=plan.authority_id)}
    told = {p.village_id: p for p in potentials(desk, plan)}
    return [potential_row(v, townships[v.township_id], told.get(v.id)) for v in villages(desk, plan)]


def potentials(desk: Desk, plan: SpecialPlan) -> list[VillagePotential]:
    """The surveys of a plan."""
    return desk.store.load(VillagePotential, special_plan_id=plan.id, order="position")


def outside(found: Iterable[PotentialRow | Village]) -> tuple[list[Any], list[Any]]:
    """Villages that have to be inside and are marked as left out; and those of which that cannot be told yet."""
    found = list(found)
    left = [v for v in found if belongs_inside(v) and v.in_special_plan is False]
    return left, [v for v in found if v.in_special_plan is None and may_belong_inside(v)]


def set_field_of(desk: Desk, plan: SpecialPlan, row: PotentialRow, name: str, text: str) -> Change:
    """Put what was typed into a village's survey (the first figure makes it), or a mark into the village itself."""
    if name in MARKS:
        if name == "in_special_plan":
            refuse_approved(plan_rows.newest(desk, plan))
        return directories.change_field(desk, plan_rows.stored(desk, Village, row.id), name, text)
    if name not in MEASURED:
        raise KnownError("乡镇和村名在名录里修改，原值未改动。")
    refuse_approved(plan_rows.newest(desk, plan))
    was = _potential(desk, plan, row.id)
    change = set_field(was or _new(desk, plan, row.id), name, text)
    if why := _why_not(change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对。")
    return change if was else replace(change, before=())


def _potential(desk: Desk, plan: SpecialPlan, village_id: str) -> VillagePotential | None:
    return next(iter(desk.store.load(VillagePotential, special_plan_id=plan.id, village_id=village_id)), None)


def _new(desk: Desk, plan: SpecialPlan, village_id: str) -> VillagePotential:
    """A survey with the id that this village has in this plan only: entered twice it is one row."""
    order = [v.id for v in villages(desk, plan)]
    if village_id not in order:
        raise KnownError("这个村已不在本县名录里，没有改动。请刷新后重新选择。")
    return VillagePotential(plan.id, village_id, position=order.index(village_id), id=id_of("village_potential", plan.id, village_id))


def _why_not(now: VillagePotential) -> str:
    whole, parts = now.construction_area, (("闲置面积", now.idle_area), ("可复垦面积", now.reclaimable_area))
    for label, part in parts:
        if whole is not None and part is not None and part > whole:
            return f"{label}大于农村建设用地，请核对单位"
    if None not in (now.farmland_area, now.reclaimable_area) and now.farmland_area > now.reclaimable_area:
        return "可新增耕地大于可复垦面积"
    if None not in (now.willing, now.households) and now.willing > now.households:
        return "愿意拆旧的户数多于农户数"
    return ""


def include(desk: Desk, plan: SpecialPlan, chosen: Sequence[PotentialRow], inside: bool) -> Change:
    """Mark villages as inside the special plan, or as left out; the mark stands in the directories."""
    refuse_approved(plan_rows.newest(desk, plan))
    before = tuple(v for v in desk.store.load(Village, id=[row.id for row in chosen]) if v.in_special_plan is not inside) if chosen else ()
    if not before:
        raise KnownError("没有选中需要改动的村，没有改动。请先在表中选中。")
    words = "列入" if inside else "不列入"
    return Change(f"{words}专项规划 {len(before)} 个村", before=before, after=tuple(replace(v, in_special_plan=inside) for v in before))


def clear(desk: Desk, plan: SpecialPlan, chosen: Sequence[PotentialRow]) -> Change:
    """Remove the surveys of chosen villages; the villages stay."""
    refuse_approved(plan_rows.newest(desk, plan))
    ids = {row.id for row in chosen}
    return plan_rows.remove(desk, [p for p in potentials(desk, plan) if p.village_id in ids], WHAT)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the survey of households proposes for the empty fields of a village's potential, by field."""

    village: Village
    before: VillagePotential | None
    after: VillagePotential

    @property
    def words(self) -> str:
        """The village with what is proposed."""
        new = [name for name in MEASURED if getattr(self.before, name, None) != getattr(self.after, name)]
        of = fields_of(VillagePotential)
        return f"{self.village.name}：" + "、".join(f"{of[n].label} {shown(of[n], getattr(self.after, n))}" for n in new)


def proposals(desk: Desk, plan: SpecialPlan) -> tuple[Proposal, ...]:
    """What directories and households surveyed propose, village by village; what somebody wrote is not touched."""
    mine = villages(desk, plan)
    there = {p.village_id: p for p in potentials(desk, plan)}
    hamlets, surveyed = grouped(desk.store.load(Hamlet), lambda h: h.village_id), _surveyed(desk, mine)
    made = []
    for at, village in enumerate(mine):
        was = there.get(village.id)
        empty = was or VillagePotential(plan.id, village.id, position=at, id=id_of("village_potential", plan.id, village.id))
        now = filled(empty, proposed(village, hamlets.get(village.id, ()), surveyed.get(village.id, ())))
        made += [Proposal(village, was, now)] if now != empty else []
    return tuple(made)


def _surveyed(desk: Desk, mine: Collection[Village]) -> dict[str, list[Surveyed]]:
    """The households surveyed by village: by its id, else by a name that only one village of the county bears."""
    names = {key: found[0].id for key, found in grouped(mine, lambda v: name_key(v.name)).items() if len(found) == 1}
    ids, found = {v.id for v in mine}, {}
    for village_id, name, *told, left_out in desk.store.columns(Household, _SURVEYED):
        where = village_id if village_id in ids else names.get(name_key(name or "")) if village_id is None else None
        if where:
            found.setdefault(where, []).append(Surveyed(*told, left_out is not None))
    return found


def take_proposals(desk: Desk, plan: SpecialPlan, village_ids: Collection[str] | None = None) -> Change:
    """Take what is proposed, of all villages or of some."""
    refuse_approved(plan_rows.newest(desk, plan))
    chosen = [p for p in proposals(desk, plan) if village_ids is None or p.village.id in village_ids]
    if not chosen:
        raise KnownError("摸底数据里没有可以补填的内容，没有改动。已填写的不会被覆盖。")
    before = tuple(p.before for p in chosen if p.before)
    return Change(f"从摸底数据填入{WHAT} {len(chosen)} 个村", before=before, after=tuple(p.after for p in chosen))


def paste(desk: Desk, plan: SpecialPlan, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Surveys and marks from pasted rows, each by the name of its village; a village the directories do not know refuses the paste."""
    made = [PotentialRow(**row) for row in pasted(PotentialRow, cells, names)]
    return _taken(desk, plan, made, f"粘贴{WHAT} {len(made)} 行")


def understand(path: Path, report: Report = quiet) -> Listing:
    """What a workbook of village potentials says; stores nothing. KnownError when it is none, or an area has no unit."""
    listing = read_list(path, PotentialRow, report)
    if listing.is_roster or not any(c.field == "village" for c in listing.columns):
        raise KnownError(f"“{listing.file_name}”里没有“行政村”一列，像是别的表，没有导入。请用潜力调查表。")
    areas = {name for name, field in fields_of(PotentialRow).items() if field.quantity is Quantity.AREA}
    if bare := next((c for c in listing.columns if c.field in areas and not c.unit_reason.startswith(_SAID)), None):
        raise KnownError(f"“{listing.file_name}”第 {bare.column} 列“{bare.heading}”没有写明单位，没有导入。请在表头写上（公顷）或（亩）。")
    return listing


def take_in(desk: Desk, plan: SpecialPlan, listing: Listing) -> Change:
    """Take a workbook of village potentials in; a cell that could not be read refuses it, naming its row."""
    if listing.problems:
        first = listing.problems[0]
        raise KnownError(f"“{listing.file_name}”第 {first.row} 行：{first.message}没有导入。请改正后再导入。")
    change = _taken(desk, plan, listing.entities, f"导入{WHAT}")
    return replace(change, kind=ChangeKind.IMPORT)


def _taken(desk: Desk, plan: SpecialPlan, given: Sequence[PotentialRow], title: str) -> Change:
    refuse_approved(plan_rows.newest(desk, plan))
    known, before, after = _Known(desk, plan), [], []
    for at, row in enumerate(given, 1):
        village = known.village(row, at)
        marked = replace(village, **{n: v for n in MARKS if (v := getattr(row, n)) is not None})
        was = known.potentials.get(village.id)
        now = _told(was or _new(desk, plan, village.id), row)
        if why := _why_not(now):
            raise KnownError(f"第 {at} 行“{village.name}”：{why}，没有改动。")
        pairs = ((village, marked), (was, now))
        before += [old for old, new in pairs if old is not None and old != new]
        after += [new for old, new in pairs if old != new and (old is not None or _says(new))]
    if not after:
        raise KnownError("这些行与已有的潜力调查一致，没有改动。")
    return Change(title, before=tuple(before), after=tuple(after))


def _told(was: VillagePotential, row: PotentialRow) -> VillagePotential:
    return replace(was, **{name: value for name in MEASURED if (value := getattr(row, name)) not in (None, "")})


def _says(potential: VillagePotential) -> bool:
    return any(getattr(potential, name) not in (None, "") for name in MEASURED)


class _Known:
    """The villages of a plan's county by name, each taken once; a row that leaves its township out means that of the row above."""

    def __init__(self, desk: Desk, plan: SpecialPlan) -> None:
        self.townships = {t.id: name_key(t.name) for t in desk.store.load(Township, authority_id=plan.authority_id)}
        self.by_name = grouped(villages(desk, plan), lambda v: name_key(v.name))
        self.potentials = {p.village_id: p for p in potentials(desk, plan)}
        self.told: set[str] = set()

    def village(self, row: PotentialRow, at: int) -> Village:
        """The village a row names; KnownError when there is none, several, or it was named before."""
        found = self.by_name.get(name_key(row.village or ""), [])
        if row.township:
            found = [v for v in found if self.townships[v.township_id] == name_key(row.township)]
        if len(found) != 1:
            which = f"{row.township or ''}{row.village or '（未填村名）'}"
            why = "有几个同名的村，请写明乡镇" if found else "不在本县名录里，请先在名录里登记，或核对村名"
            raise KnownError(f"第 {at} 行“{which}”{why}，没有改动。")
        if found[0].id in self.told:
            raise KnownError(f"第 {at} 行“{found[0].name}”与前面的行重复，没有改动。请删去重复的行。")
        self.told.add(found[0].id)
        return found[0]
