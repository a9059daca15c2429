"""The lines of the budget in the order of its master table (预算总表), each with how it came about, beside those of another schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from linkdesk.domain.budget import Budget
from linkdesk.domain.costs import YUAN
from linkdesk.domain.fees import FeeLine, summed
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import places, printed, rounded
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui.table import Marks

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line in 万元; `leaf` None where it cannot be told. Only a line with `fee` can be typed over."""

    id: str
    order: str
    label: str
    leaf: Decimal | None
    how: str
    base: Decimal | None = None
    tier: str = ""
    certainty: str = ""
    basis: str = ""
    fee: FeeLine | None = None
    depth: int = 0
    share: Decimal | None = None      # % of the total
    other: Decimal | None = None      # the same line by the schedule compared
    gap: str = ""
    doubt: str = ""

    @property
    def amount(self) -> Decimal | None:
        """The leaf in yuan, as it is typed and kept."""
        return None if self.leaf is None else self.leaf * YUAN

    @property
    def difference(self) -> Decimal | None:
        """How much more the schedule compared gives."""
        return None if self.leaf is None or self.other is None else self.other - self.leaf


def budget_lines(budget: Budget, compared: Budget | None = None) -> list[BudgetLine]:
    """Works by category, equipment, other fees one by one, the unforeseen and the total."""
    beside = {line.id: line.leaf for line in _lines(compared)} if compared else {}
    return [replace(line, share=_share(line.leaf, budget.total), other=beside.get(line.id)) for line in _lines(budget)]


def marks(lines: list[BudgetLine]) -> Marks:
    """What is lacking and what is doubtful."""
    doubtful = {line.id: (Severity.WARNING, line.doubt) for line in lines if line.doubt}
    return doubtful | {line.id: (Severity.ERROR, f"待补：{line.gap}") for line in lines if line.gap}


def _lines(budget: Budget) -> Iterator[BudgetLine]:
    yield from _works(budget)
    equipment = budget.equipment_printed
    yield BudgetLine("equipment", "二", "设备购置费", equipment, _how("Σ 数量 × （原价 + 运杂等费）", equipment, f"{len(budget.equipment)} 项设备"),
                     gap=next((e.gap for e in budget.equipment if e.gap), ""))
    yield BudgetLine("fees", "三", "其他费用", budget.fees_printed, _how("各项费用之和", budget.fees_printed))
    for at, (name, lines) in enumerate(grouped(budget.fees, lambda line: line.fee.group).items(), 1):
        yield from _group(str(at), name, lines)
    yield from _fees("四", budget.unforeseen, 0)
    yield BudgetLine(TOTAL, "", "总预算", budget.total, _how("工程施工费 + 设备购置费 + 其他费用 + 不可预见费", budget.total, _exactly(budget)))


def _works(budget: Budget) -> Iterator[BudgetLine]:
    gap = next((w.gap for w in budget.works if w.gap), "") if budget.works_cost is None else "" if budget.works else "还没有由施工单位实施的工程"
    yield BudgetLine("works", "一", "工程施工费", budget.works_printed, _how("各类工程之和", budget.works_printed), gap=gap)
    for at, (category, leaf) in enumerate(budget.categories.items(), 1):
        count = sum(1 for w in budget.works if w.line.item.category is category)
        yield BudgetLine(f"category/{category}", str(at), category, leaf, _how("Σ 工程量 × 综合单价", leaf, f"{count} 项工程"), depth=1)


def _group(order: str, name: str, lines: Sequence[FeeLine]) -> Iterator[BudgetLine]:
    """A group of fees; one that is its only fee stands in one line."""
    if len(lines) == 1 and lines[0].fee.label == name:
        yield from _fees(order, lines, 1)
        return
    leaf = summed(line.amount for line in lines)
    yield BudgetLine(f"group/{name}", order, name, leaf, _how(" + ".join(line.fee.label for line in lines), leaf), depth=1)
    yield from _fees("", lines, 2)


def _fees(order: str, lines: Sequence[FeeLine], depth: int) -> Iterator[BudgetLine]:
    for at, line in enumerate(lines, 1):
        number = order or f"（{at}）"
        known = line.certainty if line.exact or line.certainty is not Certainty.UNVERIFIED else ""
        yield BudgetLine(f"fee/{line.fee.name}", number, line.fee.label, line.amount, _fee_how(line), line.base, line.tier, str(known),
                         line.source, line, depth, gap=line.gap, doubt=line.doubt)


def _fee_how(line: FeeLine) -> str:
    if line.exact is None:
        return f"待补：{line.gap}。"
    of = "" if line.base is None else f"（计费基数 {printed(line.base, places(line.base, 2))} 万元）"
    rounded_ = "" if line.exact == line.amount else f"，印作 {printed(line.exact, 2)} 万元"
    told = f"怎么算的：{line.formula}{of} = {printed(line.exact, places(line.exact, 2))} 万元{rounded_}。"
    limit = "标准规定的是上限，可以填较少的金额。" if line.fee.upper_limit else ""
    return f"{told}{line.tier}。依据：{line.source}。{limit}{line.doubt}"


def _how(formula: str, leaf: Decimal | None, of: str = "") -> str:
    result = "待补" if leaf is None else f"{printed(leaf, 2)} 万元"
    return f"怎么算的：{formula}{f'（{of}）' if of else ''} = {result}。"


def _exactly(budget: Budget) -> str:
    exact = budget.exact_total
    return "" if exact is None else f"各项先取两位小数再相加；不取整的是 {printed(exact, places(exact, 2))} 万元"


def _share(leaf: Decimal | None, total: Decimal | None) -> Decimal | None:
    return rounded(leaf / total * 100, 2) if leaf is not None and total else None
