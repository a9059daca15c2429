"""Directories (名录): townships, villages and natural villages, by hand or from the county's list; agencies with dated names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from linkdesk.actions.edits import set_field
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.coverage import name_key
from linkdesk.domain.directory import Agency, AgencyName, Authority, Hamlet, Township, Village
from linkdesk.domain.entry import Unreadable, shown
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.survey import Problem
from linkdesk.domain.village_list import VillageRow
from linkdesk.domain.words import ChangeKind
from linkdesk.survey.lists import Listing, read_list

Report = Callable[[int, int], None]
NEW, CHANGED = "新增", "更新"
TAKEN, UNPLACED, REPEATED = "收入", "看不出村名", "重复"
PARENTS = {Township: "authority_id", Village: "township_id", Hamlet: "village_id", Agency: "authority_id",
           AgencyName: "agency_id"}


def understand(path: Path, report: Report = quiet) -> Listing:
    """What a village list says; stores nothing. Raises KnownError when it is none."""
    listing = read_list(path, VillageRow, report)
    if listing.is_roster:
        raise KnownError(f"“{listing.file_name}”像是农户调查表，不是村名单，名录未改动。农户请在项目的“导入农户”中导入。")
    if not any(row.village or row.hamlet for row in listing.entities):
        raise KnownError(f"“{listing.file_name}”里没有读到行政村或自然村，名录未改动。请核对表头是否有“行政村”“自然村”两列。")
    return listing


def body_of(desk: Desk, place_id: str) -> str:
    """The id of the authority a township, village or natural village lies in; empty when it is none of these."""
    for kind in (Hamlet, Village, Township):
        place = desk.store.get(kind, place_id) if place_id else None
        place_id = getattr(place, PARENTS[kind]) if place else place_id
    return place_id if desk.store.get(Authority, place_id or "") else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of the list that the directories do not hold so yet, and in words what changes."""

    id: str
    kind: str        # NEW or CHANGED
    level: str       # 乡镇, 行政村, 自然村
    township: str
    village: str
    hamlet: str
    what: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A village list beside the directories: what would change, what is known already, rows that were not taken."""

    differences: tuple[Difference, ...]
    same: int
    unplaced: tuple[tuple[str, int], ...]
    repeated: tuple[tuple[str, int], ...]  # rows about a place that an earlier row told of: the first stands
    before: tuple[Entity, ...]
    after: tuple[Entity, ...]
    as_of: int
    unread: tuple[Problem, ...] = ()  # cells that could not be read: their places are taken without them


def compare(desk: Desk, listing: Listing, authority_id: str, township: str = "") -> Comparison:
    """Set a list beside the directories of an authority; `township` is meant where the list names none."""
    seen = desk.as_of()
    standing = _Standing(desk, authority_id)
    taken = {place: standing.take(row, township) for row, place in zip(listing.entities, listing.places, strict=True)}
    unplaced, repeated = (tuple(place for place, how in taken.items() if how is wanted) for wanted in (UNPLACED, REPEATED))
    changed = list(standing.changed())
    return Comparison(tuple(standing.difference(e) for e in changed), len(standing.touched) - len(changed), unplaced,
                      repeated,
                      tuple(standing.before[e.id] for e in changed if e.id in standing.before), tuple(changed), seen, listing.problems)


def take_in(comparison: Comparison) -> Change:
    """Enter what a list tells: known places get its figures, new ones are added, none is removed."""
    if not comparison.after:
        raise KnownError("名单与名录一致，没有需要更新的内容。")
    return Change("导入村名录", comparison.before, comparison.after, kind=ChangeKind.IMPORT, as_of=comparison.as_of)


class _Standing:
    """The places of one authority as they would stand after the rows taken in so far."""

    def __init__(self, desk: Desk, authority_id: str) -> None:
        self.authority_id = authority_id
        townships = desk.store.load(Township, authority_id=authority_id)
        villages = desk.store.load(Village, township_id=[t.id for t in townships])
        hamlets = desk.store.load(Hamlet, village_id=[v.id for v in villages])
        places = (*townships, *villages, *hamlets)
        self.before: dict[str, Entity] = {e.id: e for e in places}
        self.now = dict(self.before)
        self.ids = {_key(e): e.id for e in reversed(places)}
        self.touched: dict[str, None] = {}
        self.told: set[tuple[str, ...]] = set()
        self.above = ["", ""]  # township and village of the row above, for rows that leave them out

    def take(self, row: VillageRow, default: str) -> str:
        """Take in one row: TAKEN, UNPLACED when it names no place, REPEATED when an earlier row told of the same place."""
        township = row.township or self.above[0] or default
        village = row.village or (self.above[1] if not row.township or row.township == self.above[0] else "")
        if not township or not village:
            return UNPLACED
        self.above = [township, village]
        told = tuple(map(name_key, (township, village, row.hamlet or "")))
        if told in self.told:
            return REPEATED
        self.told.add(told)
        parent = self._place(Township, self.authority_id, township)
        place = self._place(Village, parent, village)
        of_village = {"code": row.code, "is_poor": row.is_poor}
        counts = {name: getattr(row, name) for name in ("households_known", "population_known", "whole_move")}
        self._fill(place, of_village if row.hamlet else of_village | counts)
        if row.hamlet:
            self._fill(self._place(Hamlet, place, row.hamlet), counts)
        return TAKEN

    def _place(self, kind: type, parent_id: str, name: str) -> str:
        made = kind(**{PARENTS[kind]: parent_id, "name": name})
        id_ = self.ids.setdefault(_key(made), made.id)
        self.now.setdefault(id_, made)
        self.touched[id_] = None
        return id_

    def _fill(self, id_: str, values: dict[str, Any]) -> None:
        self.now[id_] = replace(self.now[id_], **{name: value for name, value in values.items() if value is not None})

    def changed(self) -> Iterator[Entity]:
        """The places that are new or hold something new, parents first."""
        for kind in (Township, Village, Hamlet):
            yield from (e for id_ in self.touched if isinstance(e := self.now[id_], kind) and self.before.get(id_) != e)

    def difference(self, entity: Entity) -> Difference:
        """What changes at a place, in words."""
        names = self._names(entity)
        old = self.before.get(entity.id)
        return Difference(entity.id, CHANGED if old else NEW, LEVELS[type(entity)], *names, "；".join(_words(old, entity)))

    def _names(self, entity: Entity) -> list[str]:
        names: list[str] = []
        while entity is not None:
            names.insert(0, entity.name)
            entity = self.now.get(getattr(entity, PARENTS[type(entity)]))
        return names + [""] * (3 - len(names))


LEVELS = {Township: "乡镇", Village: "行政村", Hamlet: "自然村"}


def _key(entity: Entity) -> tuple[type, str, str]:
    return type(entity), getattr(entity, PARENTS[type(entity)]), name_key(entity.name)


def _words(old: Entity | None, new: Entity) -> Iterator[str]:
    for field in fields_of(type(new)).values():
        was, is_ = getattr(old, field.name, None), getattr(new, field.name)
        if field.refers_to or field.name in ("id", "name") or was == is_ or is_ in (None, ""):
            continue
        yield f"{field.label} {shown(field, was) or '未填'} → {shown(field, is_)}" if old else f"{field.label} {shown(field, is_)}"


def add(desk: Desk, kind: type, parent_id: str) -> Change:
    """A new place, agency name or the like under its parent, named so that nobody overlooks that it wants a name."""
    names = {e.name for e in desk.store.load(kind, **{PARENTS[kind]: parent_id})}
    word = LEVELS.get(kind, "机关名称")
    name = next(n for at in range(1, len(names) + 2) if (n := f"新{word}{at if at > 1 else ''}") not in names)
    return Change(f"新增{word}", after=(kind(**{PARENTS[kind]: parent_id, "name": name}),))


def add_agency(authority_id: str) -> Change:
    """A new agency of an authority, with the name it bears."""
    agency = Agency(authority_id=authority_id, duty="新职能")
    return Change("新增机关", after=(agency, AgencyName(agency_id=agency.id, name="新机关")))


def add_authority() -> Change:
    """A new responsible body."""
    return Change("新增责任主体", after=(Authority(name="新责任主体"),))


def change_field(desk: Desk, entity: Entity, name: str, text: str) -> Change:
    """Change one field of a place; two places of one name under the same parent are refused."""
    parent = PARENTS.get(type(entity))
    if name == "name":
        others = desk.store.load(type(entity), **({parent: getattr(entity, parent)} if parent else {}))
        if not text.strip():
            raise Unreadable("名称不能为空，原值未改动。")
        if type(entity) is not AgencyName and any(e.id != entity.id and name_key(e.name) == name_key(text) for e in others):
            raise Unreadable(f"同一上级下已有“{text.strip()}”，原值未改动。")
    return set_field(entity, name, text)


def remove(desk: Desk, entity: Entity) -> Change:
    """Remove a place or agency with what stands under it; the store refuses one that a project or household refers to."""
    word = LEVELS.get(type(entity), "机关")
    return Change(f"删除{word}", before=(entity, *_below(desk, entity)))


def _below(desk: Desk, entity: Entity) -> Iterator[Entity]:
    children = {Township: Village, Village: Hamlet, Agency: AgencyName}
    kind = children.get(type(entity))
    for child in desk.store.load(kind, **{PARENTS[kind]: entity.id}) if kind else ():
        yield child
        yield from _below(desk, child)
