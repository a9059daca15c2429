"""What an agreement counts and whom it names beside the head: houses, attachments and parties, by hand, pasted or from the survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from linkdesk.actions.pasting import pasted
from linkdesk.actions.plan_rows import after_last
from linkdesk.desk import Desk
from linkdesk.domain.agreement_words import ItemKind, PartyRole
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import House, Household
from linkdesk.domain.subject import Subject, belonging_to

_PIECES = "个"  # what attachments are counted in while nothing else is written


def items_from_survey(desk: Desk, subject: Subject) -> Change:
    """Items for what the survey knows of a subject, as 摸底数量 only: what is recognised is decided on site.

    An item that stands already gets its surveyed quantity; nothing measured, recognised or priced is touched.
    """
    standing = _items(desk, subject)
    known = {_place(item): item for item in standing}
    wanted = {_place(item): item for item in _surveyed(desk, subject)}
    before = [known[at] for at, item in wanted.items() if at in known and known[at].surveyed != item.surveyed]
    new = [item for at, item in wanted.items() if at not in known]
    if not wanted:
        raise KnownError("摸底资料里没有房屋和宅基地面积，没有填入。请先补填农户资料，或在表中添加。")
    if not before and not new:
        raise KnownError("摸底资料已全部填入，没有改动。")
    after = (replace(item, surveyed=wanted[_place(item)].surveyed) for item in before)
    first = after_last(standing)
    return Change("由摸底资料填入房屋和附属物", before=tuple(before),
                  after=(*after, *(replace(item, position=first + at) for at, item in enumerate(new))))


def add_item(desk: Desk, subject: Subject, kind: ItemKind = ItemKind.ATTACHMENT) -> Change:
    """One more item, empty but for its kind."""
    unit = _PIECES if kind is ItemKind.ATTACHMENT else "㎡"
    made = AppraisedItem(**belonging_to(subject), position=after_last(_items(desk, subject)), kind=kind, unit=unit)
    return Change("添加房屋和附属物", after=(made,))


def remove_items(items: Iterable[AppraisedItem]) -> Change:
    """Remove items that were entered by mistake."""
    return _removed("房屋和附属物", tuple(items))


def paste_items(desk: Desk, subject: Subject, rows: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New items from pasted spreadsheet rows; columns that are computed (金额) are passed over."""
    first = after_last(_items(desk, subject))
    made = tuple(AppraisedItem(**belonging_to(subject), position=first + at, **_with_unit(row))
                 for at, row in enumerate(pasted(AppraisedItem, rows, names)))
    return Change(f"粘贴房屋和附属物 {len(made)} 行", after=made)


def add_party(desk: Desk, subject: Subject, role: PartyRole | None = None) -> Change:
    """One more party: a co-owner of a household, or who acts for a collective, unless another role is named."""
    role = role or (PartyRole.CO_OWNER if isinstance(subject, Household) else PartyRole.REPRESENTATIVE)
    place = after_last(desk.store.load(Party, **belonging_to(subject)))
    return Change("添加当事人", after=(Party(**belonging_to(subject), position=place, role=role),))


def remove_parties(parties: Iterable[Party]) -> Change:
    """Remove parties that were entered by mistake."""
    return _removed("当事人", tuple(parties))


def _removed(what: str, chosen: tuple[Any, ...]) -> Change:
    if not chosen:
        raise KnownError(f"还没有选中要删除的{what}，没有删除。请先在表中选中。")
    return Change(f"删除{what} {len(chosen)} 行", before=chosen)


def _with_unit(row: dict[str, Any]) -> dict[str, Any]:
    pieces = row.get("kind") is ItemKind.ATTACHMENT and not row.get("unit")
    return {**row, "unit": _PIECES} if pieces else row


def _items(desk: Desk, subject: Subject) -> list[AppraisedItem]:
    return desk.store.load(AppraisedItem, order="position", **belonging_to(subject))


def _place(item: AppraisedItem) -> tuple[str, str]:
    return item.kind, item.name or ""


def _surveyed(desk: Desk, subject: Subject) -> Iterator[AppraisedItem]:
    if not isinstance(subject, Household):
        yield from _with_area(subject, ItemKind.HOUSE, subject.name or "房屋", subject.house_area, subject.house_structure)
        yield from _with_area(subject, ItemKind.LAND, "占地", subject.land_area)
        return
    houses = desk.store.load(House, household_id=subject.id, order="position") or [subject]
    for at, house in enumerate(houses, 1):
        of_several = str(at) if len(houses) > 1 else ""
        yield from _with_area(subject, ItemKind.HOUSE, f"主房{of_several}", house.house_area, house.house_structure)
        yield from _with_area(subject, ItemKind.OUTBUILDING, f"附属房{of_several}", house.outbuilding_area)
    yield from _with_area(subject, ItemKind.HOMESTEAD, "宅基地", subject.homestead_area)


def _with_area(subject: Subject, kind: ItemKind, name: str, area: Decimal | None, structure: Any = None) -> Iterator[AppraisedItem]:
    if area:
        yield AppraisedItem(**belonging_to(subject), kind=kind, name=name, house_structure=structure, surveyed=area)
