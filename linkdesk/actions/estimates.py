"""投资与资金: the rows of the estimate and the sources of money, typed or pasted; what is reckoned is never typed beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.costs import item_amount, reckoned_categories
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning import EstimateItem, FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind

ITEM, SOURCE = "投资估算", "资金来源"


def items(desk: Desk, project_id: str) -> list[EstimateItem]:
    """The typed rows of the estimate in their order."""
    return plan_rows.rows(desk, EstimateItem, project_id)


def add_item(desk: Desk, project_id: str, category: CostCategory = CostCategory.RECLAMATION) -> Change:
    """One more row of the estimate; of a category the program reckons itself, none."""
    _refuse_reckoned(desk, project_id, [category])
    return plan_rows.add(desk, EstimateItem, project_id, f"新增{ITEM}", category=category)


def set_item_field(desk: Desk, item: EstimateItem, name: str, text: str) -> Change:
    """Put what was typed into a row; with quantity and price the amount is reckoned, and a typed one goes."""
    now = plan_rows.newest(desk, item)
    change = set_field(now, name, text)
    after = change.after[0]
    if name == "category":
        _refuse_reckoned(desk, now.project_id, [after.category])
    if name == "amount" and after.amount is not None and _by_price(after):
        raise KnownError(f"“{now.name or now.category}”填了数量和单价，金额由程序计算，原值未改动。要直接填金额，请先清空单价。")
    return replace(change, after=(_plain(after),))


def paste_items(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New rows of the estimate from pasted spreadsheet rows; an amount that contradicts quantity × price refuses the paste."""
    change = plan_rows.paste(desk, EstimateItem, project_id, ITEM, cells, names)
    made = tuple(change.after)
    _refuse_reckoned(desk, project_id, [item.category for item in made])
    _refuse_contradictions(made)
    return replace(change, after=tuple(map(_plain, made)))


def remove_items(desk: Desk, chosen: Sequence[EstimateItem]) -> Change:
    """Remove typed rows of the estimate; a reckoned one is not there to be removed."""
    typed = [item for item in chosen if desk.store.get(EstimateItem, item.id)]
    if chosen and not typed:
        raise KnownError("所选各行由程序按协议和标准计算，不能删除。")
    return plan_rows.remove(desk, typed, ITEM)


def move_item(desk: Desk, item: EstimateItem, by: int) -> Change:
    """Move a row up or down within its category."""
    now = plan_rows.newest(desk, item)
    return plan_rows.move([i for i in items(desk, now.project_id) if i.category is now.category], now, by, ITEM)


def add_source(desk: Desk, project_id: str, kind: FundKind = FundKind.BUDGET) -> Change:
    """One more source of money."""
    return plan_rows.add(desk, FundSource, project_id, f"新增{SOURCE}", kind=kind, name=str(kind) if kind is FundKind.PROCEEDS else "")


def set_source_field(desk: Desk, source: FundSource, name: str, text: str) -> Change:
    """Put what was typed into a source."""
    return set_field(plan_rows.newest(desk, source), name, text)


def paste_sources(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New sources from pasted spreadsheet rows."""
    return plan_rows.paste(desk, FundSource, project_id, SOURCE, cells, names)


def remove_sources(desk: Desk, chosen: Sequence[FundSource]) -> Change:
    """Remove sources."""
    return plan_rows.remove(desk, chosen, SOURCE)


def move_source(desk: Desk, source: FundSource, by: int) -> Change:
    """Move a source up or down among those of its kind."""
    now = plan_rows.newest(desk, source)
    there = [s for s in plan_rows.rows(desk, FundSource, now.project_id) if s.kind is now.kind]
    return plan_rows.move(there, now, by, SOURCE)


def _by_price(item: EstimateItem) -> bool:
    return item.quantity is not None and item.unit_price is not None


def _plain(item: EstimateItem) -> EstimateItem:
    return replace(item, amount=None) if _by_price(item) else item


def _refuse_reckoned(desk: Desk, project_id: str, categories: Iterable[CostCategory]) -> None:
    reckoned = reckoned_categories(desk.dossier(project_id))
    if found := next((category for category in categories if category in reckoned), None):
        raise KnownError(f"“{found}”由程序按协议和奖补标准计算，没有另增一行。请在协议或者政策参数中改动。")


def _refuse_contradictions(made: Iterable[EstimateItem]) -> None:
    for at, item in enumerate(made, 1):
        own = item_amount(replace(item, quantity=None)).value
        if _by_price(item) and own is not None and own != item_amount(item).value:
            raise KnownError(f"粘贴的第 {at} 行“{item.name}”：金额 {own} 万元与数量×单价（{item_amount(item).text} 万元）不符，"
                             "没有粘贴。请核对后再粘贴。")
