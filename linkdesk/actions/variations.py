"""Variations of the approved design (设计变更): what changes, why, what it costs, who approved it, and its way into the design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field, set_value
from linkdesk.desk import Desk
from linkdesk.domain.budget import budget
from linkdesk.domain.carrying import Variation
from linkdesk.domain.carrying_standing import is_approved
from linkdesk.domain.change import Change
from linkdesk.domain.costs import YUAN, in_ten_thousands
from linkdesk.domain.design import WorkItem
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import places, printed, rounded
from linkdesk.domain.spelling import compact
from linkdesk.domain.work_quantities import WorkLine, lines_of

WHAT = "设计变更"


def variations(desk: Desk, project_id: str) -> list[Variation]:
    """The variations of a project in their order."""
    return plan_rows.rows(desk, Variation, project_id)


def add(desk: Desk, project_id: str, plot_id: str | None = None) -> Change:
    """One more variation, with the next number of its row and today as its day."""
    number = f"BG-{1 + len(variations(desk, project_id)):02d}"
    return plan_rows.add(desk, Variation, project_id, f"新增{WHAT}", plot_id=plot_id, number=_free(desk, project_id, number),
                         varied_on=desk.clock().date())


def _free(desk: Desk, project_id: str, number: str) -> str:
    """The number, or the next one nobody bears: rows may have been removed."""
    taken = {v.number for v in variations(desk, project_id)}
    at = int(number.removeprefix("BG-"))
    while f"BG-{at:02d}" in taken:
        at += 1
    return f"BG-{at:02d}"


def set_variation_field(desk: Desk, variation: Variation, name: str, text: str) -> Change:
    """Put what was typed into a field; a number there is once, and it is not approved before it is proposed or after today."""
    was = plan_rows.newest(desk, variation)
    change = set_field(was, name, text)
    now = change.after[0]
    if name == "number" and now.number.strip() and any(
            compact(v.number) == compact(now.number) for v in variations(desk, was.project_id) if v.id != was.id):
        raise KnownError(f"变更编号“{now.number}”已经用过，原值未改动。请另编一个号。")
    if name in ("varied_on", "approved_on") and (why := _why_not(desk, now)):
        raise KnownError(f"{why}，原值未改动。请核对日期。")
    return change


def _why_not(desk: Desk, now: Variation) -> str:
    if now.varied_on and now.approved_on and now.approved_on < now.varied_on:
        return "批准日期早于提出日期"
    if any(day and day > desk.clock().date() for day in (now.varied_on, now.approved_on)):
        return "日期在今天以后"
    return ""


def set_plot(desk: Desk, variation: Variation, plot_id: str | None) -> Change:
    """Say which plot a variation is about; None for the whole project."""
    return set_value(plan_rows.newest(desk, variation), "plot_id", plot_id)


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New variations from pasted spreadsheet rows; a number that is there already refuses the paste."""
    change = plan_rows.paste(desk, Variation, project_id, WHAT, cells, names)
    numbers = [compact(v.number) for v in (*variations(desk, project_id), *change.after) if v.number.strip()]
    if double := next((n for n in numbers if numbers.count(n) > 1), ""):
        raise KnownError(f"变更编号“{double}”出现了两次，没有粘贴。请核对编号。")
    plan_rows.refuse_unfit(change.after, lambda made: _why_not(desk, made))
    return change


def remove(desk: Desk, chosen: Sequence[Variation]) -> Change:
    """Remove variations; what was carried into the design stays there."""
    return plan_rows.remove(desk, chosen, WHAT)


def move(desk: Desk, variation: Variation, by: int) -> Change:
    """Move a variation up or down."""
    return plan_rows.move(variations(desk, variation.project_id), variation, by, WHAT)


def works(desk: Desk, variation: Variation) -> tuple[WorkLine, ...]:
    """The works of the design of a variation's plot with their quantities, in their order."""
    return lines_of(desk.dossier(variation.project_id), variation.plot_id) if variation.plot_id else ()


def take_work(desk: Desk, variation: Variation, line: WorkLine) -> Change:
    """Take work, unit and quantity before from the design; KnownError while the quantity cannot be told."""
    if line.quantity is None:
        raise KnownError(f"“{line.item.name}”的工程量还算不出来（{line.fault or '计算式待补'}），没有取用。请先在复垦设计里补齐。")
    was = plan_rows.newest(desk, variation)
    now = replace(was, work=line.item.name, unit=line.item.unit, quantity_before=line.quantity)
    return Change("取用复垦设计的工程量", before=(was,), after=(now,))


def item_of(desk: Desk, variation: Variation) -> WorkItem:
    """The work of the design a variation speaks of, by its name on its plot; KnownError when there is none, or two."""
    if not variation.plot_id or not variation.work.strip():
        raise KnownError("请先选择地块并填写工程项目，再对照复垦设计。")
    found = [line.item for line in works(desk, variation) if compact(line.item.name) == compact(variation.work)]
    if len(found) != 1:
        plot = desk.store.get(Plot, variation.plot_id)
        how = f"有 {len(found)} 个" if found else "没有"
        raise KnownError(f"地块 {plot.code if plot else ''} 的复垦设计里{how}“{variation.work}”，没有改动。请核对项目名称。")
    return found[0]


def cost_of(desk: Desk, variation: Variation) -> Decimal | None:
    """What a variation costs at the price of its work, in 万元; None while quantities, work or price are not known."""
    try:
        item = item_of(desk, variation)
    except KnownError:
        return None
    price = _price(desk, variation.project_id, item)
    if None in (price, variation.quantity_before, variation.quantity_after):
        return None
    return in_ten_thousands(rounded((variation.quantity_after - variation.quantity_before) * price, 2))


def _price(desk: Desk, project_id: str, item: WorkItem) -> Decimal | None:
    """The price of a work as the budget has it, else the one typed."""
    found = budget(desk.dossier(project_id))
    return next((w.price for w in found.works if w.line.item.id == item.id), item.price) if found else item.price


def take_cost(desk: Desk, variation: Variation) -> Change:
    """Put what the quantities come to at the design's price into the cost of a variation."""
    was = plan_rows.newest(desk, variation)
    cost = cost_of(desk, was)
    if cost is None:
        raise KnownError("增减金额还算不出来，没有改动。请先填写变更前后的工程量，并在复垦设计里给出该项目的单价。")
    return Change("按设计单价计算增减金额", before=(was,), after=(replace(was, cost_change=cost * YUAN),))


def carry_into_design(desk: Desk, variation: Variation) -> Change:
    """Put the quantity after an approved variation in place of the work's formula; the work keeps what stood there before."""
    now = plan_rows.newest(desk, variation)
    if not is_approved(now):
        raise KnownError("设计变更还没有登记批准单位和批准日期，没有写入设计。请先登记批准。")
    if not now.reason.strip():
        raise KnownError("设计变更还没有写明变更理由，没有写入设计。请先填写。")
    if now.quantity_after is None:
        raise KnownError("变更后工程量还没有填写，没有写入设计。请先填写。")
    item = item_of(desk, now)
    if now.unit.strip() and item.unit.strip() and compact(now.unit) != compact(item.unit):
        raise KnownError(f"变更的单位“{now.unit}”与设计的单位“{item.unit}”不同，没有写入设计。请先换算成同一单位。")
    said = f"设计变更{now.number}，原计算式：{item.formula}"
    quantity = printed(now.quantity_after, places(now.quantity_after, 0), grouping=False)
    after = replace(item, formula=quantity, note="；".join(filter(None, (item.note, said))))
    return Change(f"设计变更{now.number}写入复垦设计", before=(item,), after=(after,))
