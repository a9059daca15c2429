"""Prices of labour, materials and machines (人材机价格): typed, pasted as a price list, confirmed with their source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field as set_any_field
from linkdesk.actions.pasting import pasted
from linkdesk.actions.unit_prices import called, offered
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import PriceComponent, Resource, UnitPrice
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.words import Certainty, ChangeKind

WHAT = "人材机价格"
_CONFIRMED = {"kind", "name", "unit", "price", "limit_price"}  # what a confirmation confirms
_OWN = {"id", "project_id", "position", "kind", "certainty"}    # what a price list leaves as it stands


def add(desk: Desk, project_id: str, kind: ResourceKind = ResourceKind.MATERIAL) -> Change:
    """One more resource of a kind, its price 待核实."""
    return plan_rows.add(desk, Resource, project_id, f"新增{WHAT}", kind=kind)


def set_field(desk: Desk, resource: Resource, name: str, text: str) -> Change:
    """Put what was typed into a field; another price, name or unit is to be confirmed anew."""
    if name == "certainty":
        raise KnownError("核实状态只能用“核实”改动，原值未改动。")
    was = plan_rows.newest(desk, resource)
    change = set_any_field(was, name, text)
    now = change.after[0]
    _refuse_free(now)
    _refuse_same_code(desk, now)
    if name == "kind":
        return _of_kind(desk, change, now)
    return replace(change, after=(_doubtful(now) if name in _CONFIRMED and now != was else now,))


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """A price list: a row of a code (else of a name and unit) that stands here brings its price up to date, others are new."""
    there = plan_rows.rows(desk, Resource, project_id)
    first = plan_rows.after_last(there)
    read = [Resource(project_id=project_id, position=first + at, **_given(values)) for at, values in enumerate(pasted(Resource, cells, names))]
    _refuse_wrong(read)
    pairs = [(_standing(there, new), new) for new in read]
    changed = [(old, now) for old, new in pairs if (now := _brought_up(old, new) if old else new) != old]
    if not changed:
        raise KnownError("所粘贴的价格与现有的全部相同，没有改动。")
    return Change(f"粘贴{WHAT} {len(changed)} 行", before=tuple(old for old, _ in changed if old), after=tuple(now for _, now in changed))


def remove(desk: Desk, chosen: Collection[Resource]) -> Change:
    """Remove resources; one that a unit price takes is refused, with where it is used."""
    for resource in chosen:
        if parts := desk.store.load(PriceComponent, resource_id=resource.id):
            price = desk.store.get(UnitPrice, parts[0].unit_price_id)
            used = f"“{called(price)}”" if price else ""
            raise KnownError(f"“{offered(resource)}”还在单价分析{used}{f'等 {len(parts)} 处' if len(parts) > 1 else ''}中使用，没有删除。"
                             "请先从单价分析中删去这一项。")
    return plan_rows.remove(desk, chosen, WHAT)


def move(desk: Desk, resource: Resource, by: int) -> Change:
    """Move a resource up or down among those of its kind."""
    return plan_rows.move([r for r in plan_rows.rows(desk, Resource, resource.project_id) if r.kind is resource.kind], resource, by, WHAT)


def confirm(desk: Desk, chosen: Collection[Resource], source: str) -> Change:
    """An officer confirms prices on the source before him (price bulletin, quotation, document)."""
    if not chosen:
        raise KnownError("还没有选中要核实的价格，没有核实。请先在表中选中。")
    if not source.strip():
        raise KnownError("请填写价格来源（如 2018 年第 3 期信息价、询价单或文件），再核实。")
    rows = [plan_rows.newest(desk, resource) for resource in chosen]
    if lack := next((row for row in rows if row.price is None), None):
        raise KnownError(f"“{offered(lack)}”还没有预算价，没有核实。请先填写。")
    after = tuple(replace(row, source=source.strip(), certainty=Certainty.CONFIRMED) for row in rows)
    return Change(f"核实{WHAT} {len(rows)} 项", before=tuple(rows), after=after, kind=ChangeKind.CONFIRM)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """What a pasted row may say: a price list confirms nothing."""
    return {name: value for name, value in values.items() if name != "certainty"}


def _refuse_wrong(read: Sequence[Resource]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(read, 1):
        _refuse_free(row)
        if not (row.code or row.name):
            raise KnownError(f"粘贴的第 {at} 行没有编号，也没有名称及规格，没有粘贴。请补填后再粘贴。")
        key = (row.code,) if row.code else (row.name, row.unit)
        if seen.setdefault(key, at) != at:
            raise KnownError(f"粘贴的第 {at} 行“{offered(row)}”与第 {seen[key]} 行是同一项，没有粘贴。请只留一行。")


def _standing(there: Iterable[Resource], new: Resource) -> Resource | None:
    """The resource a row of a price list tells of."""
    same = [r for r in there if r.code == new.code and (new.code or (r.name, r.unit) == (new.name, new.unit))]
    return same[0] if same else next((r for r in there if (r.name, r.unit) == (new.name, new.unit) and not (r.code and new.code)), None)


def _brought_up(old: Resource, new: Resource) -> Resource:
    """A resource with what a price list says of it; what it leaves out stays."""
    said = {name: value for name in fields_of(Resource) if (value := getattr(new, name)) not in (None, "") and name not in _OWN}
    now = replace(old, **said)
    return _doubtful(now) if any(getattr(now, name) != getattr(old, name) for name in _CONFIRMED) else now


def _of_kind(desk: Desk, change: Change, now: Resource) -> Change:
    """With the kind of a resource goes that of the components it stands in."""
    parts = desk.store.load(PriceComponent, resource_id=now.id)
    return replace(change, before=(*change.before, *parts),
                   after=(_doubtful(now), *(replace(part, kind=now.kind) for part in parts)))


def _refuse_free(resource: Resource) -> None:
    for label, price in (("预算价", resource.price), ("限价", resource.limit_price)):
        if price == 0:
            raise KnownError(f"“{offered(resource) or '这一项'}”的{label}是 0，没有改动。请填写实际价格；还没有价格的留空，单价分析会列为待补。")


def _refuse_same_code(desk: Desk, now: Resource) -> None:
    others = desk.store.load(Resource, project_id=now.project_id, code=now.code) if now.code else []
    if any(other.id != now.id for other in others):
        raise KnownError(f"编号“{now.code}”已有一项（{others[0].name}），没有改动。请另编一个号。")


def _doubtful(resource: Resource) -> Resource:
    return replace(resource, certainty=Certainty.UNVERIFIED)
