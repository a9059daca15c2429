"""Figures of the design's budget: works, equipment, other fees, unforeseen, the total and what a mu of reclaimed land costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.budget import Budget, budget
from linkdesk.domain.costs import YUAN
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.land import as_mu
from linkdesk.domain.figures.register import Computed, Maker, figure, named
from linkdesk.domain.quantities import printed

Leaves = Iterable[tuple[str, Decimal | None]]


def _of_budget(formula: str, value: Callable[[Budget], Decimal | None], leaves: Callable[[Budget], Leaves]) -> Maker:
    def made(dossier: Dossier) -> Computed:
        found = budget(dossier)
        if found is None:
            return Computed(None, formula, (), "费用标准")
        inputs = tuple((label, "待补" if leaf is None else f"{printed(leaf, 2)} 万元") for label, leaf in leaves(found))
        total = value(found)
        return Computed(total, formula, inputs, "" if total is not None else _missing(found))
    return made


def _missing(found: Budget) -> str:
    """The first gap in words and how many more there are."""
    more = f"等 {len(found.gaps)} 处" if len(found.gaps) > 1 else ""
    return f"{found.gaps[0]}{more}" if found.gaps else "复垦预算"


named("design_works_cost", "工程施工费", "万元", 2)(_of_budget(
    "Σ 各类工程（工程量 × 综合单价）", lambda b: b.works_printed, lambda b: b.categories.items()))
named("design_equipment_cost", "设备购置费", "万元", 2)(_of_budget(
    "Σ 数量 × （原价 + 运杂等费）", lambda b: b.equipment_printed,
    lambda b: ((e.row.name, None if e.amount is None else e.amount / YUAN) for e in b.equipment)))
named("design_other_fees", "其他费用", "万元", 2)(_of_budget(
    "Σ 前期工作费、工程监理费、拆迁补偿费、竣工验收费、业主管理费", lambda b: b.fees_printed, lambda b: ((f.fee.label, f.amount) for f in b.fees)))
named("design_unforeseen", "不可预见费", "万元", 2)(_of_budget(
    "（工程施工费 + 设备购置费 + 其他费用） × 费率", lambda b: b.unforeseen_printed, lambda b: ((f.fee.label, f.amount) for f in b.unforeseen)))
named("design_total", "复垦预算总投资", "万元", 2)(_of_budget(
    "工程施工费 + 设备购置费 + 其他费用 + 不可预见费", lambda b: b.total,
    lambda b: (("工程施工费", b.works_printed), ("设备购置费", b.equipment_printed), ("其他费用", b.fees_printed),
               ("不可预见费", b.unforeseen_printed))))


@named("design_cost_per_mu", "复垦预算亩均投资", "万元/亩", 2)
def _(dossier: Dossier) -> Computed:
    formula = "复垦预算总投资 ÷ 复垦面积（亩）"
    total, area = figure("design_total", dossier), as_mu(figure("reclaimed_area", dossier))
    if total.value is None or not area.value:
        return Computed(None, formula, (), total.missing if total.value is None else area.missing or area.label)
    return Computed(total.value / area.value, formula, ((total.label, f"{total.text} 万元"), (area.label, f"{area.text} 亩")))
