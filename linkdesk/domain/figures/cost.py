"""Figures of cost and funds: the estimate and its categories, cost a mu, sources, what they fall short, expected proceeds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from linkdesk.domain.costs import cost_lines, in_ten_thousands, source_amount
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures.land import as_mu
from linkdesk.domain.figures.register import Computed, Maker, figure, named
from linkdesk.domain.planning import FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quantities import printed

CATEGORY_FIGURES = {  # the subtotal of each category of the estimate
    CostCategory.RECLAMATION: "estimate_reclamation", CostCategory.COMPENSATION: "estimate_compensation",
    CostCategory.REWARD: "estimate_reward", CostCategory.HOUSING: "estimate_housing",
    CostCategory.FACILITIES: "estimate_facilities", CostCategory.PREPARATION: "estimate_preparation",
    CostCategory.UPKEEP: "estimate_upkeep", CostCategory.UNFORESEEN: "estimate_unforeseen", CostCategory.OTHER: "estimate_other"}
KIND_FIGURES = {  # the subtotal of each kind of source
    FundKind.BUDGET: "funds_budget", FundKind.LOAN: "funds_loan", FundKind.SOCIAL: "funds_social",
    FundKind.PROCEEDS: "funds_proceeds", FundKind.OTHER: "funds_other"}


def _sum(formula: str, amounts: Iterable[Figure]) -> Computed:
    """The sum of printed leaves; unknown as long as one of them is, partial where one is."""
    leaves = tuple(amounts)
    lacking = "、".join(leaf.missing or leaf.label for leaf in leaves if leaf.value is None)
    partial = "、".join(f"{leaf.label} {leaf.missing}" for leaf in leaves if leaf.missing)
    value = None if lacking else sum((leaf.value for leaf in leaves), Decimal(0))
    return Computed(value, formula, tuple((leaf.label, f"{leaf.text} 万元") for leaf in leaves), lacking or partial)


@named("investment_total", "总投资", "万元", 2)
def _(dossier: Dossier) -> Computed:
    if dossier.estimate:
        return _sum("Σ 投资估算各项", (line.amount for line in cost_lines(dossier)))
    typed = dossier.project.investment
    return Computed(None if typed is None else in_ten_thousands(typed), "项目资料填写", (), "" if typed is not None else "总投资")


def _of_category(category: CostCategory) -> Maker:
    def made(dossier: Dossier) -> Computed:
        mine = [line.amount for line in cost_lines(dossier) if line.category is category]
        if not mine and not dossier.estimate:
            return Computed(None, f"Σ {category}", (), f"{category}（投资估算）")
        return _sum(f"Σ {category}", mine)
    return made


for _category, _name in CATEGORY_FIGURES.items():
    named(_name, f"{_category}（投资估算）", "万元", 2)(_of_category(_category))


@named("investment_difference", "总投资与投资估算合计之差", "万元", 2)
def _(dossier: Dossier) -> Computed:
    formula = "｜项目资料填写的总投资 − 投资估算合计｜"
    total, typed = figure("investment_total", dossier), dossier.project.investment
    if not dossier.estimate or typed is None or total.value is None:
        return Computed(None, formula, (), "总投资" if typed is None else "投资估算" if not dossier.estimate else total.missing)
    own = in_ten_thousands(typed)
    return Computed(abs(own - total.value), formula, (("项目资料填写", f"{printed(own, 2)} 万元"), ("投资估算合计", f"{total.text} 万元")),
                    total.missing)


def _per_mu(of: str, label: str) -> Maker:
    formula = f"总投资 ÷ {label}（亩）"

    def made(dossier: Dossier) -> Computed:
        total, area = figure("investment_total", dossier), as_mu(figure(of, dossier))
        if total.value is None or not area.value:
            return Computed(None, formula, (), total.missing if total.value is None else area.missing or label)
        return Computed(total.value / area.value, formula, ((total.label, f"{total.text} 万元"), (area.label, f"{area.text} 亩")), total.missing)
    return made


named("cost_per_mu", "拆旧区亩均投资", "万元/亩", 2)(_per_mu("old_area", "拆旧区总面积"))
named("cost_per_reclaimed_mu", "复垦亩均投资", "万元/亩", 2)(_per_mu("reclaimed_area", "复垦面积"))


@named("expected_proceeds", "节余指标预计收益", "万元", 2)
def _(dossier: Dossier) -> Computed:
    price, surplus = dossier.rate("guide_price"), as_mu(figure("surplus", dossier))
    formula = f"{surplus.label}（亩） × 指标单价"
    if price is None or price.value is None:
        return Computed(None, formula, (), price.label if price else "节余指标指导价")
    if surplus.value is None:
        return Computed(None, formula, (), surplus.missing)
    source = f"{price.document} {price.clause}，{price.certainty}"
    return Computed(surplus.value * price.value, formula, (
        (surplus.label, f"{surplus.text} 亩"), (price.label, f"{printed(price.value, 2)} {price.unit}（{source}）")))


def fund_amount(dossier: Dossier, source: FundSource) -> Figure:
    """What a source gives in 万元: as typed; proceeds without an amount are those expected of the surplus."""
    if source.kind is FundKind.PROCEEDS and source.amount is None:
        return figure("expected_proceeds", dossier)
    return source_amount(source)


def sources(dossier: Dossier) -> list[FundSource]:
    """The sources by kind, in their order."""
    return sorted(dossier.funds, key=lambda source: (list(FundKind).index(source.kind), source.position))


@named("funds_total", "资金来源合计", "万元", 2)
def _(dossier: Dossier) -> Computed:
    if not dossier.funds:
        return Computed(None, "Σ 各项资金来源", (), "资金来源")
    return _sum("Σ 各项资金来源", (fund_amount(dossier, source) for source in sources(dossier)))


def _of_kind(kind: FundKind) -> Maker:
    def made(dossier: Dossier) -> Computed:
        mine = [fund_amount(dossier, source) for source in sources(dossier) if source.kind is kind]
        return _sum(f"Σ {kind}", mine) if dossier.funds else Computed(None, f"Σ {kind}", (), f"{kind}（资金来源）")
    return made


for _kind, _name in KIND_FIGURES.items():
    named(_name, f"{_kind}（资金来源）", "万元", 2)(_of_kind(_kind))


@named("funds_gap", "资金差额", "万元", 2)
def _(dossier: Dossier) -> Computed:
    formula = "资金来源合计 − 总投资"
    funds, total = figure("funds_total", dossier), figure("investment_total", dossier)
    if funds.value is None or total.value is None:
        return Computed(None, formula, (), "、".join(f.missing or f.label for f in (funds, total) if f.value is None))
    return Computed(funds.value - total.value, formula, tuple((f.label, f"{f.text} 万元") for f in (funds, total)),
                    "、".join(filter(None, (funds.missing, total.missing))))
