"""Unit price analyses (单价分析): what each takes of labour, materials and machines, typed, pasted and confirmed on a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import PriceComponent, Resource, UnitPrice, WorkItem
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.spelling import brief
from linkdesk.domain.words import Certainty, ChangeKind

WHAT = "单价分析"
SHARES = {"其他人工费": ResourceKind.LABOUR, "其他材料费": ResourceKind.MATERIAL, "其他机械使用费": ResourceKind.MACHINE,
          "其他机械费": ResourceKind.MACHINE}             # what a component without a resource is called
_DECIDES = {"code", "name", "unit", "base", "work_kind"}  # with one of these changed a confirmation does not hold any more


def add(desk: Desk, project_id: str) -> Change:
    """One more unit price, 待核实 until an officer confirms it."""
    return plan_rows.add(desk, UnitPrice, project_id, f"新增{WHAT}", base=Decimal(1))


def set_price_field(desk: Desk, price: UnitPrice, name: str, text: str) -> Change:
    """Put what was typed into a field of a unit price; what it is made of is to be confirmed anew."""
    if name == "certainty":
        raise KnownError("核实状态只能用“核实”改动，原值未改动。")
    was = plan_rows.newest(desk, price)
    change = set_field(was, name, text)
    now = change.after[0]
    if now.base == 0:
        raise KnownError("定额单位数量是 0，不能计算单价，原值未改动。请填写大于 0 的数，如 1 或 100。")
    _refuse_same_code(desk, (now,))
    return replace(change, after=(_doubtful(now) if name in _DECIDES and now != was else now,))


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New unit prices from pasted spreadsheet rows, without their components yet, all to be confirmed."""
    change = plan_rows.paste(desk, UnitPrice, project_id, WHAT, cells, names, base=Decimal(1))
    made = tuple(map(_doubtful, change.after))
    _refuse_same_code(desk, made)
    return replace(change, after=made)


def remove(desk: Desk, chosen: Sequence[UnitPrice]) -> Change:
    """Remove unit prices with their components; one that works use is refused, with where it is used."""
    for price in chosen:
        if works := uses(desk, price):
            place = where(works, lambda plot_id: _code(desk, plot_id))
            raise KnownError(f"“{called(price)}”还在使用（{place}），没有删除。请先在这些工程里改用别的单价。")
    change = plan_rows.remove(desk, chosen, WHAT)
    parts = desk.store.load(PriceComponent, unit_price_id=[price.id for price in chosen])
    return replace(change, before=(*change.before, *parts))


def confirm(desk: Desk, price: UnitPrice, basis: str) -> Change:
    """An officer confirms quantities and nature of a unit price on the document before him."""
    now = plan_rows.newest(desk, price)
    if not basis.strip():
        raise KnownError("请填写定额的依据（文件名称、文号和定额编号），再核实这个单价。")
    if not components(desk, now):
        raise KnownError(f"“{called(now)}”还没有人工、材料和机械，没有核实。请先填写定额量。")
    after = replace(now, basis=basis.strip(), certainty=Certainty.CONFIRMED)
    return Change(f"核实{WHAT}：{called(now)}", before=(now,), after=(after,), kind=ChangeKind.CONFIRM)


def components(desk: Desk, price: UnitPrice) -> list[PriceComponent]:
    """What a unit price is made of, in its order."""
    return desk.store.load(PriceComponent, unit_price_id=price.id, order="position")


def add_component(desk: Desk, price: UnitPrice, kind: ResourceKind = ResourceKind.LABOUR) -> Change:
    """One more component of a unit price, of a kind."""
    place = plan_rows.after_last(components(desk, price))
    return _recounted(desk, price.id, f"新增{kind}", after=(PriceComponent(price.id, position=place, kind=kind),))


def set_component_field(desk: Desk, part: PriceComponent, name: str, text: str) -> Change:
    """Put what was typed into a component: its resource by code or name, its quantity, or its share."""
    was = plan_rows.newest(desk, part)
    now = _with_resource(desk, was, text) if name == "resource_id" else set_field(was, name, text).after[0]
    _refuse_nothing(now)
    _refuse_both(now)
    return _recounted(desk, was.unit_price_id, "修改定额量", before=(was,), after=(now,))


def paste_components(desk: Desk, price: UnitPrice, cells: Sequence[Sequence[str]]) -> Change:
    """New components from pasted rows of code or name and quantity (of 其他材料费 a share in %); a wrong row refuses the paste."""
    first = plan_rows.after_last(components(desk, price))
    rows = [(at, row) for at, row in enumerate(cells, 1) if any(cell.strip() for cell in row)]
    if not rows:
        raise KnownError("剪贴板里没有可以粘贴的行。请先在表格软件中复制。")
    made = tuple(_pasted(desk, PriceComponent(price.id, position=first + at), row, at) for at, row in rows)
    return _recounted(desk, price.id, f"粘贴定额量 {len(made)} 行", after=made)


def _pasted(desk: Desk, part: PriceComponent, row: Sequence[str], at: int) -> PriceComponent:
    if len(row) < 2 or not row[0].strip():
        raise KnownError(f"粘贴的第 {at} 行缺一列，没有粘贴。每行应有人材机的编号或名称，和定额量。")
    try:
        named = _with_resource(desk, part, row[0])
        made = set_field(named, "quantity" if named.resource_id else "share", row[1]).after[0]
        _refuse_nothing(made)
    except KnownError as wrong:
        raise KnownError(f"粘贴的第 {at} 行：{wrong}") from None
    return made


def move_component(desk: Desk, part: PriceComponent, by: int) -> Change:
    """Move a component up or down among those of its kind."""
    price = _price(desk, part.unit_price_id)
    return plan_rows.move([each for each in components(desk, price) if each.kind is part.kind], part, by, "人材机")


def remove_components(desk: Desk, chosen: Sequence[PriceComponent]) -> Change:
    """Remove components of one unit price."""
    removal = plan_rows.remove(desk, chosen, "人材机")
    return _recounted(desk, removal.before[0].unit_price_id, removal.title, before=removal.before)


def uses(desk: Desk, price: UnitPrice) -> list[WorkItem]:
    """The works priced by a unit price."""
    return desk.store.load(WorkItem, unit_price_id=price.id)


def where(works: Sequence[WorkItem], code_of: Callable[[str], str]) -> str:
    """Where works are: the first with the code of its plot, and how many there are."""
    return f"地块 {code_of(works[0].plot_id)} 的“{works[0].name or '未命名'}”" + (f"等 {len(works)} 处" if len(works) > 1 else "")


def _code(desk: Desk, plot_id: str) -> str:
    plot = desk.store.get(Plot, plot_id)
    return plot.code if plot else ""


def called(price: UnitPrice) -> str:
    """A unit price as it is spoken of: code and name."""
    return " ".join(filter(None, (price.code, price.name))) or "未命名的单价"


def _with_resource(desk: Desk, part: PriceComponent, text: str) -> PriceComponent:
    """A component of the resource that was typed; 其他材料费 and its like stand for a share."""
    if not text.strip() or text.strip() in SHARES:
        return replace(part, resource_id=None, kind=SHARES.get(text.strip(), part.kind), quantity=None)
    price = _price(desk, part.unit_price_id)
    found = resource_named(plan_rows.rows(desk, Resource, price.project_id), text)
    return replace(part, resource_id=found.id, kind=found.kind, share=None)


def resource_named(among: Iterable[Resource], text: str) -> Resource:
    """The resource whose code or name was typed, or whose name alone holds it; KnownError when there is none, or several."""
    typed, among = text.strip(), list(among)
    exact = [each for each in among if typed in (each.code, each.name, offered(each))]
    found = exact or [each for each in among if typed in each.name]
    if len(found) == 1:
        return found[0]
    if not found:
        raise KnownError(f"人材机价格里没有“{brief(typed)}”，没有改动。请先在“人材机价格”里新增，或按编号、名称填写；占比的写“其他材料费”。")
    raise KnownError(f"“{brief(typed)}”有 {len(found)} 种（{'、'.join(offered(each) for each in found[:4])}等），没有改动。请写编号。")


def offered(resource: Resource) -> str:
    """A resource as it is offered while typing."""
    return " ".join(filter(None, (resource.code, resource.name)))


def _refuse_nothing(part: PriceComponent) -> None:
    if 0 in (part.quantity, part.share):
        raise KnownError("填的是 0，不计入单价，没有改动。不需要这一项的请删除这一行。")


def _refuse_both(part: PriceComponent) -> None:
    if part.resource_id and part.share is not None:
        raise KnownError("指明了人材机的按定额量计算，不另填占比，没有改动。占比请另起一行，项目写“其他材料费”等。")
    if part.resource_id is None and part.quantity is not None:
        raise KnownError("还没有指明人材机，没有改动。请先在“项目”里填编号或名称，再填定额量。")


def _recounted(desk: Desk, price_id: str, title: str, before: tuple[PriceComponent, ...] = (),
               after: tuple[PriceComponent, ...] = ()) -> Change:
    """A change of components; a confirmed unit price is to be confirmed anew."""
    price = _price(desk, price_id)
    again = (price,) if price.certainty is Certainty.CONFIRMED else ()
    return Change(title, before=(*before, *again), after=(*after, *map(_doubtful, again)))


def _price(desk: Desk, price_id: str) -> UnitPrice:
    """A unit price as it is stored now; KnownError when it is not there any more."""
    if (price := desk.store.get(UnitPrice, price_id)) is None:
        raise KnownError("这个单价分析已被删除，没有改动。请重新选择。")
    return price


def _doubtful(price: UnitPrice) -> UnitPrice:
    return replace(price, certainty=Certainty.UNVERIFIED)


def _refuse_same_code(desk: Desk, new: Sequence[UnitPrice]) -> None:
    """A code stands for one unit price of a project: works and recipes name it."""
    seen = {price.code: price.id for price in plan_rows.rows(desk, UnitPrice, new[0].project_id) if price.code} if new else {}
    for price in new:
        if price.code and seen.setdefault(price.code, price.id) != price.id:
            raise KnownError(f"定额编号“{price.code}”已有一个单价分析，没有改动。请直接修改它，或另编一个号。")
