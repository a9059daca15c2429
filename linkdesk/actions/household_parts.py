"""Splitting a household in two (分户) and merging two into one (并户): persons, houses and areas are conserved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from linkdesk.actions.agreements import with_lines
from linkdesk.actions.household_changes import (
    Occasion,
    belonging,
    changed,
    checked,
    event,
    family,
    lacks,
    open_problems,
    papers,
    settled,
)
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.errors import KnownError
from linkdesk.domain.family import named_after, persons, under
from linkdesk.domain.fields import fields_of, new_id
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.words import AgreementState, HouseholdEventKind, LeftOutReason

DIVIDED = "rooms", "house_area", "outbuilding_area", "homestead_area", "reclaimable_area"
_OF_HOUSE = tuple(n for n in fields_of(House) if n in fields_of(Household) and n != "id")
_TAKEN_ALONG = ("project_id", "village_id", "plot_id", "village", "group", "hamlet", "registered_poor", "relocation_type",
                "house_structure", "address")


@dataclass(frozen=True, slots=True)
class Share:
    """What the new household gets: figures by field (m², rooms), or whole houses where they are surveyed apart."""

    figures: Mapping[str, Decimal | int] = field(default_factory=dict)
    houses: frozenset[str] = frozenset()


def split(desk: Desk, household: Household, leaving: Sequence[Member], head: Member, share: Share, occasion: Occasion) -> Change:
    """Members become a household of their own under `head`, with their share; both keep the event."""
    checked(desk, occasion)
    here = family(desk, household)
    leaving = belonging(desk, household, here, leaving)
    _refuse_split(desk, household, here, leaving, head)
    houses = desk.store.load(House, household_id=household.id)
    stays, goes = _divided(household, houses, share)
    before = persons(household, here)
    old = replace(household, **stays, population=before - len(leaving), as_typed=_typed_still(household, stays))
    new = named_after(Household(**{n: getattr(household, n) for n in _TAKEN_ALONG}, **goes, population=len(leaving)), head)
    moved = under(head, (replace(m, household_id=new.id, position=at) for at, m in enumerate(leaving)))
    left = tuple(replace(m, left_on=occasion.on, left_why=HouseholdEventKind.SPLIT) for m in leaving)
    events = (event(desk, HouseholdEventKind.SPLIT, old, occasion, leaving, before, old.population, new),
              event(desk, HouseholdEventKind.SPLIT, new, occasion, leaving, 0, new.population, old))
    given = tuple(replace(h, household_id=new.id) for h in houses if h.id in share.houses)
    return changed("登记分户", (household, *desk.store.load(Member, household_id=household.id), *houses),
                   (old, new, *left, *map(_born, moved), *given, *events, *lacks(new)))


def _born(member: Member) -> Member:
    return replace(member, id=new_id())


def _refuse_split(desk: Desk, household: Household, here: Sequence[Member], leaving: Sequence[Member], head: Member) -> None:
    ids = {m.id for m in leaving}
    if not ids:
        raise KnownError("还没有选中分出去的成员，没有分户。请先勾选。")
    if here[0].id in ids:
        raise KnownError("户主不能随新户分出，没有分户。户主要分出的，请先办理户主变更。")
    if head.id not in ids:
        raise KnownError("新户的户主须是分出去的成员，没有分户。")
    if persons(household, here) - len(ids) < 1:
        raise KnownError("分出的人数不少于家庭人口，没有分户。请核对家庭人口。")
    _refuse_paid_twice(desk, household, "分户")


def _refuse_paid_twice(desk: Desk, household: Household, act: str) -> None:
    if papers(desk, household):
        raise KnownError(f"本户已有定稿或签订的协议，{act}后同一人会在两份协议中计补，没有{act}。请先作废原协议，{act}后重新拟订。")


Figures = dict[str, Decimal | int | None]


def _divided(household: Household, houses: Sequence[House], share: Share) -> tuple[Figures, Figures]:
    """The figures of the old and of the new household; what both have is what there was."""
    if houses:
        return (sums(h for h in houses if h.id not in share.houses), sums(h for h in houses if h.id in share.houses))
    whole = {name: getattr(household, name) for name in DIVIDED}
    goes = {name: None if total is None else _part(name, share.figures.get(name), total) for name, total in whole.items()}
    return {name: None if total is None else total - goes[name] for name, total in whole.items()}, goes


def _part(name: str, part: Decimal | int | None, whole: Decimal | int) -> Decimal | int:
    label = fields_of(Household)[name].label
    if part is None:
        raise KnownError(f"请填写{label}中分给新户的部分（不分的填 0），没有分户。")
    if not 0 <= part <= whole:
        raise KnownError(f"分给新户的{label}应在 0 至原户的 {whole} 之间，没有分户。请核对。")
    return part


def sums(houses: Iterable[House]) -> Figures:
    """The household's own figures as the sums of its houses; None where no house has the figure."""
    houses = tuple(houses)
    values = {name: [v for h in houses if (v := getattr(h, name)) is not None] for name in DIVIDED}
    return {name: sum(found[1:], found[0]) if found else None for name, found in values.items()}


def _typed_still(household: Household, now: Figures) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in household.as_typed if pair[0] not in now or now[pair[0]] == getattr(household, pair[0]))


def merge(desk: Desk, household: Household, other: Household, with_land: bool, occasion: Occasion) -> Change:
    """The persons of `other` join `household`, its houses and areas too when wanted; `other` is kept, left out as merged."""
    checked(desk, occasion)
    _refuse_merge(desk, household, other)
    here, coming = family(desk, household), family(desk, other)
    before, more = persons(household, here), persons(other, coming)
    after = replace(household, population=before + more)
    emptied = replace(other, population=0, left_out=LeftOutReason.MERGED, left_out_evidence=occasion.basis.strip())
    houses: tuple[House, ...] = ()
    if with_land:
        houses = _houses_together(desk, household, other)
        after = replace(after, **sums(houses), as_typed=())
        emptied = replace(emptied, **dict.fromkeys(DIVIDED), as_typed=())
    events = (event(desk, HouseholdEventKind.MERGED, household, occasion, coming, before, after.population, other),
              event(desk, HouseholdEventKind.MERGED, other, occasion, coming, more, 0, household))
    return changed("登记并户", (household, other, *_standing(desk, household, other)),
                   (after, emptied, *_persons(here, coming, household, occasion), *houses, *_closed(desk, other), *events),
                   gone=with_lines(desk, desk.store.load(Agreement, household_id=other.id, state=AgreementState.DRAFT)))


def _standing(desk: Desk, household: Household, other: Household) -> tuple[Entity, ...]:
    both = [household.id, other.id]
    return (*desk.store.load(Member, household_id=both), *desk.store.load(House, household_id=both), *open_problems(desk, other))


def _closed(desk: Desk, other: Household) -> tuple[Entity, ...]:
    return tuple(settled(desk, p, "该户已并入另一户") for p in open_problems(desk, other))


def _persons(here: Sequence[Member], coming: Sequence[Member], household: Household, occasion: Occasion) -> tuple[Member, ...]:
    first = 1 + max(m.position for m in here)
    left = (replace(m, left_on=occasion.on, left_why=HouseholdEventKind.MERGED) for m in coming)
    joined = (replace(m, household_id=household.id, position=first + at, id=new_id(),
                      relation=f"并入户之{m.relation}" if m.relation else None) for at, m in enumerate(coming))
    return (*left, *joined)


def _refuse_merge(desk: Desk, household: Household, other: Household) -> None:
    if household.id == other.id:
        raise KnownError("一户不能并入自己，没有并户。请另选一户。")
    if other.left_out is not None or household.left_out is not None:
        raise KnownError("未列入的户不能并户，没有改动。请先恢复列入。")
    if household.project_id != other.project_id:
        raise KnownError("两户不在同一项目区，没有并户。请先核对所在项目。")
    _refuse_paid_twice(desk, other, "并户")


def _houses_together(desk: Desk, household: Household, other: Household) -> tuple[House, ...]:
    """The houses of both, a household surveyed as one house counting as one."""
    every = (*_houses(desk, household), *_houses(desk, other))
    return tuple(replace(h, household_id=household.id, position=at) for at, h in enumerate(every))


def _houses(desk: Desk, household: Household) -> tuple[House, ...]:
    standing = tuple(desk.store.load(House, household_id=household.id, order="position"))
    own = {name: getattr(household, name) for name in _OF_HOUSE}
    has_any = any(own[name] is not None for name in DIVIDED)
    return standing or ((House(household_id=household.id, **own),) if has_any else ())
