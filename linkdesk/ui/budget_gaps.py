"""What a budget still lacks, doubts and rests on unconfirmed, line by line, each with the room where it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkdesk.domain.budget import Budget
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fees import FeeLine
from linkdesk.domain.words import Severity
from linkdesk.domain.work_pricing import CostedWork
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.table import Marks

Leads = tuple[str, str, str]  # room, entity, field
LACKING, DOUBTFUL, OPEN = "待补", "请核对", "待核实"
_GRAVE = {LACKING: Severity.ERROR, DOUBTFUL: Severity.WARNING, OPEN: Severity.WARNING}


@dataclass(frozen=True, slots=True)
class GapLine:
    """A line: what kind, in words, and where it leads."""

    id: str
    kind: str
    says: str
    leads: Leads


COLUMNS = (Column("kind", "情况", lambda line: line.kind, lambda line: list(_GRAVE).index(line.kind), 70),
           Column("says", "内容", lambda line: line.says, lambda line: text_key(line.says), 480),
           Column("where", "去处", lambda line: _ROOMS.get(line.leads[0], ""), lambda line: line.leads, 110))
_ROOMS = {"design": "复垦设计", "prices": "单价分析", "budget": "本页", "standard_values": "费用标准和系数"}


def gap_lines(dossier: Dossier, budget: Budget) -> list[GapLine]:
    """All of them, what is lacking first."""
    found = [(LACKING, *each) for each in _lacking(budget)]
    found += [(DOUBTFUL, *each) for each in _doubtful(budget)]
    rooms = _confirming(dossier)
    found += [(OPEN, f"“{name}”待核实，预算只能作草稿", rooms.get(name, ("standard_values", budget.schedule.id, name)))
              for name in budget.unconfirmed]
    return [GapLine(f"{at:05d}", *line) for at, line in enumerate(found)]


def marks(lines: list[GapLine]) -> Marks:
    """How grave each line is."""
    return {line.id: (_GRAVE[line.kind], line.kind) for line in lines}


def _lacking(budget: Budget) -> Iterator[tuple[str, Leads]]:
    if not budget.works:
        yield "还没有由施工单位实施的工程", ("design", "", "")
    yield from ((f"{w.line.plot.code} {w.line.item.name}：{w.gap}", work_leads(w)) for w in budget.works if w.gap)
    yield from ((each.gap, ("budget", each.row.id, "price")) for each in budget.equipment if each.gap)
    yield from ((line.gap, _fee(line, "amount")) for line in _fees(budget) if line.gap and line.base is not None)


def _doubtful(budget: Budget) -> Iterator[tuple[str, Leads]]:
    """Doubts of works and fees, and those of the schedule as a whole."""
    told = {f"{w.line.plot.code} {w.line.item.name}：{w.line.doubt}": ("design", w.line.item.id, "formula") for w in budget.works if w.line.doubt}
    told |= {line.doubt: _fee(line, "terrain" if "地形" in line.doubt else "amount") for line in _fees(budget) if line.doubt}
    for says in budget.doubts:
        yield says, told.get(says, ("budget", "", "priced_on" if says.startswith("价格基准日") else "schedule_id"))


def _fees(budget: Budget) -> tuple[FeeLine, ...]:
    return *budget.fees, *budget.unforeseen


def _fee(line: FeeLine, field: str) -> Leads:
    return "budget", f"fee/{line.fee.name}", field


def work_leads(work: CostedWork) -> Leads:
    """Where a work is put right: its formula, else its price."""
    item = work.line.item
    if work.line.quantity is None:
        return "design", item.id, "formula"
    if item.unit_price_id and "单位" not in work.gap:
        return "prices", item.unit_price_id, ""
    return "design", item.id, "unit_price_id"


def _confirming(dossier: Dossier) -> dict[str, Leads]:
    """Where norms and prices are confirmed, by what the budget calls them; every other value is one of a standard."""
    design = dossier.design
    norms: dict[str, Leads] = {f"定额 {price.code or price.name}": ("prices", price.id, "") for price in design.unit_prices}
    return norms | {f"{resource.name}预算价": ("prices", resource.id, "price") for resource in design.resources}
