"""The works of a plot (工程项目): typed, moved, removed, copied to other plots; what they take is told by their formulas."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from linkdesk.actions import pasted_works, plan_rows, price_library
from linkdesk.actions.edits import set_field as put
from linkdesk.actions.pasted_works import PastedWork
from linkdesk.actions.plan_rows import after_last
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import DesignDrawing, UnitPrice, WorkItem
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import new_ids
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot
from linkdesk.domain.spelling import brief, compact
from linkdesk.domain.units import unit_of
from linkdesk.domain.words import PlotUse

WHAT = "工程项目"
_NOT_TYPED = {"recipe": "套用配方", "plot_id": "复制到其他地块", "position": "上移、下移"}


def items(desk: Desk, plot_id: str) -> list[WorkItem]:
    """The works of a plot by category, each in its order."""
    order = list(WorkCategory)
    return sorted(desk.store.load(WorkItem, plot_id=plot_id), key=lambda item: (order.index(item.category), item.position))


def add(desk: Desk, plot_id: str, category: WorkCategory = WorkCategory.CLEARING, **values: Any) -> Change:
    """One more work at the end of a plot's works."""
    old_plot(desk, plot_id)
    made = WorkItem(plot_id=plot_id, position=after_last(items(desk, plot_id)), category=category, **values)
    return Change(f"新增{WHAT}", after=(made,))


def set_field(desk: Desk, item: WorkItem, name: str, text: str) -> Change:
    """Put what was typed into a work; a unit price is told by its code, and a typed price goes when one is chosen."""
    now = plan_rows.newest(desk, item)
    if name in _NOT_TYPED:
        raise KnownError(f"这一项不能直接填写，请用“{_NOT_TYPED[name]}”，原值未改动。")
    if name == "unit_price_id":
        return price_by(desk, now, text)
    change = put(now, name, text)
    checked(change.after[0])
    _refuse_other_unit(desk, change.after[0])
    return change


def price_by(desk: Desk, item: WorkItem, said: str) -> Change:
    """Let a unit price (its id or code; one only the library knows is taken over) price a work; nothing said: none any more."""
    if not (said := said.strip()):
        return Change("取消单价分析", before=(item,), after=(replace(item, unit_price_id=None),))
    seen = desk.as_of()
    plot = old_plot(desk, item.plot_id)
    design = desk.dossier(plot.project_id).design
    own = next((price for price in design.unit_prices if price.id == said), None)
    taken = price_library.taken_over(plot.project_id, design, () if own else (said,))
    if (price := own or taken.by_code.get(said)) is None:
        raise KnownError(f"本项目和参考单价中都没有定额编号“{brief(said)}”，没有改动。请先在“单价分析”中新增。")
    after = replace(item, unit_price_id=price.id, price=None, unit=item.unit or price.unit)
    refuse_unlike(after, price)
    return Change(f"选用单价分析：{price.name}", before=(item,), after=(*taken.new, after), as_of=seen if taken.new else None)


def remove(desk: Desk, chosen: Collection[WorkItem]) -> Change:
    """Remove works with the drawings that belong to them."""
    change = plan_rows.remove(desk, chosen, WHAT)
    ids = {item.id for item in chosen}
    drawings = desk.store.load(DesignDrawing, work_item_id=tuple(ids))
    return replace(change, before=(*drawings, *change.before))


def move(desk: Desk, item: WorkItem, by: int) -> Change:
    """Move a work up (−1) or down (1) among those of its category on its plot."""
    now = plan_rows.newest(desk, item)
    return plan_rows.move([one for one in items(desk, now.plot_id) if one.category is now.category], now, by, WHAT)


def copy(desk: Desk, chosen: Collection[WorkItem], to: Collection[str]) -> Change:
    """Copy works to other plots; a work that is there by category and name already is not copied again."""
    seen, source = desk.as_of(), [plan_rows.newest(desk, item) for item in chosen]
    if not source:
        raise KnownError("还没有选中工程项目，没有复制。请先在表中选中，或者先录入、套用配方。")
    targets = _targets(desk, source, to)
    there = grouped(desk.store.load(WorkItem, plot_id=tuple(p.id for p in targets)), lambda item: item.plot_id)
    made = tuple(item for plot in targets for item in _copies(source, plot, there.get(plot.id, ())))
    if not made:
        raise KnownError("所选地块都已经有同名的工程项目，没有复制。")
    left = len(source) * len(targets) - len(made)
    return Change(f"复制{WHAT}到 {len(targets)} 个地块，共 {len(made)} 项" + (f"（已有同名的 {left} 项不重复）" if left else ""),
                  after=made, as_of=seen)


def paste(desk: Desk, plot_id: str, cells: Sequence[Sequence[str]], names: Sequence[str] = ()) -> Change:
    """New works from pasted spreadsheet rows: on the plots the block names by code, else on this one.

    A row that cannot be read, a plot that is not there or a price of 0 refuses the paste, naming the row.
    """
    seen, works = desk.as_of(), pasted_works.read(cells, names)
    if not plot_id:
        raise KnownError("还没有选中地块，没有粘贴。请先在左边选中一个拆旧地块。")
    plot = old_plot(desk, plot_id)
    plots = _plots_named(desk, plot, works)
    taken = price_library.taken_over(plot.project_id, desk.dossier(plot.project_id).design, [w.code for w in works if w.code and w.price is None])
    made = tuple(_pasted(desk, plots, works, taken.by_code))
    return Change(f"粘贴{WHAT} {len(made)} 项", after=(*taken.new, *made), as_of=seen)


def old_plot(desk: Desk, plot_id: str) -> Plot:
    """The demolition plot of an id; KnownError when it is gone, or no demolition plot."""
    plot = desk.store.get(Plot, plot_id)
    if plot is None:
        raise KnownError("这个地块已被删除，没有改动。请重新选择。")
    if plot.use is not PlotUse.OLD:
        raise KnownError(f"地块 {plot.code} 不是拆旧地块，不做复垦设计，没有改动。")
    return plot


def checked(item: WorkItem) -> WorkItem:
    """A work whose price can stand: KnownError for a price of nothing, or one beside a unit price analysis."""
    called = item.name or "这一项"
    if item.price is not None and item.price <= 0:
        raise KnownError(f"“{called}”的综合单价不能为 0，原值未改动。农户自行实施的请把“实施者”改为农户自行，单价未定的请留空。")
    if item.price is not None and item.unit_price_id:
        raise KnownError(f"“{called}”已选用单价分析，综合单价由程序计算，原值未改动。要直接填单价，请先取消单价分析。")
    return item


def refuse_unlike(item: WorkItem, price: UnitPrice) -> None:
    """KnownError when a work and its unit price are of different dimensions (㎡ and m³); units of one dimension are converted."""
    mine, its = unit_of(item.unit), unit_of(price.unit)
    if item.unit.strip() and mine and its and mine.dimension != its.dimension:
        raise KnownError(f"“{item.name or '这一项'}”的单位是“{item.unit}”，定额“{price.name}”的单位是“{price.unit}”，不能计价，原值未改动。"
                         "请改成相同的单位，或另选单价分析。")


def _refuse_other_unit(desk: Desk, item: WorkItem) -> None:
    price = desk.store.get(UnitPrice, item.unit_price_id) if item.unit_price_id else None
    if price:
        refuse_unlike(item, price)


def _targets(desk: Desk, source: Sequence[WorkItem], to: Collection[str]) -> list[Plot]:
    targets = [old_plot(desk, id_) for id_ in dict.fromkeys(to)]
    if not targets:
        raise KnownError("还没有选中其他拆旧地块，没有复制。请先选中要复制到的地块。")
    project_id = old_plot(desk, source[0].plot_id).project_id
    if other := next((p for p in targets if p.project_id != project_id), None):
        raise KnownError(f"地块 {other.code} 属于别的项目，没有复制。")
    return targets


def _copies(source: Sequence[WorkItem], plot: Plot, there: Collection[WorkItem]) -> list[WorkItem]:
    names, first = {(item.category, item.name) for item in there}, after_last(there)
    new = [item for item in source if (item.category, item.name) not in names]
    return [replace(item, plot_id=plot.id, position=first + at, id=id_) for (at, item), id_ in zip(enumerate(new), new_ids(), strict=False)]


def _plots_named(desk: Desk, plot: Plot, works: Iterable[PastedWork]) -> dict[str, Plot]:
    """The plots a block names, by code; KnownError for codes the project has not, or not as demolition plots."""
    known = {compact(p.code): p for p in desk.store.load(Plot, project_id=plot.project_id, use=PlotUse.OLD)}
    codes = dict.fromkeys(work.plot for work in works)
    if unknown := [code for code in codes if code and compact(code) not in known]:
        named = "、".join(map(brief, unknown[:3]))
        raise KnownError(f"本项目没有编号为“{named}”的拆旧地块{'等' if len(unknown) > 3 else ''}，没有粘贴。请核对地块编号。")
    return {code: known[compact(code)] if code else plot for code in codes}


def _pasted(desk: Desk, plots: Mapping[str, Plot], works: Iterable[PastedWork], prices: Mapping[str, UnitPrice]) -> Iterator[WorkItem]:
    there = grouped(desk.store.load(WorkItem, plot_id=tuple({p.id for p in plots.values()})), lambda item: item.plot_id)
    next_ = {plot.id: after_last(there.get(plot.id, ())) for plot in plots.values()}
    for work, id_ in zip(works, new_ids(), strict=False):
        plot_id = plots[work.plot].id
        price = prices.get(work.code) if work.price is None else None
        yield _of_row(work, WorkItem(
            plot_id, next_[plot_id], work.category or WorkCategory.OTHER, work.name, work.unit, work.formula,
            price.id if price else None, work.price, work.doer, note=work.note if price else _with_code(work), id=id_), price)
        next_[plot_id] += 1


def _of_row(work: PastedWork, item: WorkItem, price: UnitPrice | None) -> WorkItem:
    """The work of a row; KnownError names the row where its price cannot stand."""
    try:
        if price:
            refuse_unlike(item, price)
        return checked(item)
    except KnownError as wrong:
        raise KnownError(f"粘贴的第 {work.at} 行：{str(wrong).replace('，原值未改动', '，没有粘贴')}") from None


def _with_code(work: PastedWork) -> str:
    """The note, with a code that prices nothing here: the price was pasted, or nobody knows the code."""
    return "；".join(filter(None, (f"定额编号 {work.code}" if work.code else "", work.note)))
