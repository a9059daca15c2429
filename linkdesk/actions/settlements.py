"""安置区建设: houses of a settlement plot, to whom they are allotted, and the checks before people move in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from linkdesk.actions.edits import set_field
from linkdesk.actions.named_households import found
from linkdesk.actions.pasting import pasted
from linkdesk.actions.plan_rows import after_last, newest
from linkdesk.desk import Desk
from linkdesk.domain.carrying import SettlementCheck, SettlementHouse
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.settlement_standing import without_house

_DAYS = ("allotted_on", "handed_over_on", "moved_in_on")
_FIELDS = fields_of(SettlementHouse)
HOUSE, CHECK = "安置住房", "安置区检查"


def add_house(desk: Desk, plot_id: str, number: str = "") -> Change:
    """One more house; without a number the next free one."""
    there = desk.store.load(SettlementHouse, plot_id=plot_id)
    taken = {h.number for h in there}
    number = number.strip() or next(str(n) for n in range(1, len(there) + 2) if str(n) not in taken)
    return Change(f"新增{HOUSE}", after=(SettlementHouse(plot_id=plot_id, position=after_last(there), number=number),))


def set_house_field(desk: Desk, house: SettlementHouse, name: str, text: str) -> Change:
    """Put what was typed into a house; days in their order, nobody moved in tomorrow."""
    change = set_field(newest(desk, house), name, text)
    after = change.after[0]
    if name in _DAYS:
        _refuse_days(desk, after)
    if name == "number" and not after.number.strip():
        raise KnownError("房号不能为空，原值未改动。")
    return change


def allot(desk: Desk, house: SettlementHouse, household_id: str | None) -> Change:
    """Give a house to a household, or to nobody; a household has one house."""
    now = newest(desk, house)
    if household_id:
        _refuse_second_house(desk, now, household_id)
    elif now.moved_in_on:
        raise KnownError(f"房号 {now.number} 已有入住日期，没有改为未分配。请先清空入住日期。")
    return Change("分配安置住房", before=(now,), after=(replace(now, household_id=household_id),))


def allot_named(desk: Desk, project_id: str, house: SettlementHouse, text: str) -> Change:
    """Give a house to the household that is named; nothing written takes it back."""
    return allot(desk, house, found(desk.dossier(project_id), text).id if text.strip() else None)


def allot_open(desk: Desk, project_id: str, plot_id: str) -> Change:
    """Give the free houses of a plot, in their order, to the households that chose a settlement and have none."""
    free = [h for h in sorted(desk.store.load(SettlementHouse, plot_id=plot_id), key=lambda h: h.position) if h.household_id is None]
    waiting = without_house(desk.dossier(project_id))
    if not free or not waiting:
        raise KnownError("没有空着的住房，没有分配。" if not free else "没有等待分配的集中安置户，没有分配。")
    pairs = list(zip(free, waiting, strict=False))
    return Change(f"分配安置住房 {len(pairs)} 套", before=tuple(h for h, _ in pairs),
                  after=tuple(replace(h, household_id=to.id) for h, to in pairs))


def paste_houses(desk: Desk, project_id: str, plot_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Houses from pasted spreadsheet rows; a number or household that is there already, or twice, refuses the paste."""
    there = desk.store.load(SettlementHouse, plot_id=plot_id)
    made = [SettlementHouse(plot_id=plot_id, position=after_last(there) + at, **row) for at, row in enumerate(pasted(SettlementHouse, cells, names))]
    made = [_with_household(desk, project_id, house, at) for at, house in enumerate(made, 1)]
    numbers, housed = {h.number for h in there}, {h.household_id for h in desk.dossier(project_id).carrying.houses}
    for at, house in enumerate(made, 1):
        if not house.number.strip():
            raise KnownError(f"粘贴的第 {at} 行没有房号，没有粘贴。请补上房号后再粘贴。")
        if house.number in numbers:
            raise KnownError(f"粘贴的第 {at} 行：房号 {house.number} 已经有了，没有粘贴。请核对房号。")
        if house.household_id and house.household_id in housed:
            raise KnownError(f"粘贴的第 {at} 行：这一户已分配住房，一户一套，没有粘贴。请核对。")
        numbers.add(house.number)
        housed.add(house.household_id)
        _refuse_days(desk, house)
    return Change(f"粘贴{HOUSE} {len(made)} 套", after=tuple(made))


def add_check(desk: Desk, plot_id: str, **values: Any) -> Change:
    """One more check of a settlement plot."""
    there = desk.store.load(SettlementCheck, plot_id=plot_id)
    return Change(f"新增{CHECK}", after=(SettlementCheck(plot_id=plot_id, position=after_last(there), **values),))


def paste_checks(desk: Desk, plot_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Checks from pasted spreadsheet rows."""
    first = after_last(desk.store.load(SettlementCheck, plot_id=plot_id))
    made = tuple(SettlementCheck(plot_id=plot_id, position=first + at, **row) for at, row in enumerate(pasted(SettlementCheck, cells, names)))
    return Change(f"粘贴{CHECK} {len(made)} 行", after=made)


def set_check_field(desk: Desk, check: SettlementCheck, name: str, text: str) -> Change:
    """Put what was typed into a check; one that passed has nothing to rectify."""
    change = set_field(newest(desk, check), name, text)
    after = change.after[0]
    if after.rectified_on and after.checked_on and after.rectified_on < after.checked_on:
        raise KnownError(f"整改完成日期 {after.rectified_on} 早于检查日期 {after.checked_on}，原值未改动。")
    return change


def remove(desk: Desk, chosen: Collection[SettlementHouse | SettlementCheck]) -> Change:
    """Remove houses or checks; a house that a household has stays until it is taken back from it."""
    if not chosen:
        raise KnownError("还没有选中要删除的行，没有删除。请先在表中选中。")
    rows = tuple(newest(desk, row) for row in chosen)
    if held := next((h for h in rows if isinstance(h, SettlementHouse) and h.household_id), None):
        raise KnownError(f"房号 {held.number} 已分配给农户，没有删除。请先改为未分配。")
    return Change(f"删除{HOUSE if isinstance(rows[0], SettlementHouse) else CHECK} {len(rows)} 行", before=rows)


def _with_household(desk: Desk, project_id: str, house: SettlementHouse, at: int) -> SettlementHouse:
    """A pasted house with the household its cell names."""
    try:
        return replace(house, household_id=found(desk.dossier(project_id), house.household_id).id) if house.household_id else house
    except KnownError as unknown:
        raise KnownError(f"粘贴的第 {at} 行：{unknown}") from None


def _refuse_second_house(desk: Desk, house: SettlementHouse, household_id: str) -> None:
    household = desk.store.get(Household, household_id)
    if household is None:
        raise KnownError("这一户已不在项目里，没有分配。请刷新后重新选择。")
    other = next((h for h in desk.store.load(SettlementHouse, household_id=household_id) if h.id != house.id), None)
    if other:
        raise KnownError(f"{household.head_name or '这一户'}已分配房号 {other.number}，一户一套，没有再分配。确需调整的，先把原来的改为未分配。")


def _refuse_days(desk: Desk, house: SettlementHouse) -> None:
    if house.moved_in_on and house.moved_in_on > desk.clock().date():
        raise KnownError(f"房号 {house.number} 的入住日期 {house.moved_in_on} 在今天之后，原值未改动。请核对日期。")
    said = [(_FIELDS[name].label, getattr(house, name)) for name in _DAYS]
    for (before, first), (after, second) in pairwise((label, day) for label, day in said if day):
        if second < first:
            raise KnownError(f"房号 {house.number} 的{after} {second} 早于{before} {first}，原值未改动。请核对日期。")
