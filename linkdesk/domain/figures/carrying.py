"""Figures of carrying out: how far the works are, what was agreed, paid and invested, what variations cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.carrying_standing import standings, variations
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, named
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.work_accounts import INVESTING, WorkAccount, accounts

_FORMULA = "Σ（地块进度 × 面积） ÷ Σ 面积；地块进度为各施工阶段完成比例的平均，已竣工的为 100%"
NOTHING = Decimal(0)


@named("works_progress", "工程进度", "%", 1)
def _(dossier: Dossier) -> Computed:
    found = standings(dossier)
    without = [s.plot.code for s in found if s.area is None]
    weighed = [(s, hectares(s.area)) for s in found if s.area is not None]
    whole = sum((area for _, area in weighed), NOTHING)
    if without or not whole:
        return Computed(None, _FORMULA, (), f"{'、'.join(without)}的面积" if without else "拆旧地块")
    inputs = tuple((s.plot.code, f"{s.progress}% × {printed(area, 4)} 公顷") for s, area in weighed)
    return Computed(sum((s.progress * area for s, area in weighed), NOTHING) / whole, _FORMULA, inputs)


@named("plots_finished", "已竣工地块", "个", 0)
def _(dossier: Dossier) -> Computed:
    done = [s.plot.code for s in standings(dossier) if s.done]
    return Computed(Decimal(len(done)), "“竣工”阶段已登记完工的拆旧地块", tuple((code, "已竣工") for code in done))


def _sum(formula: str, leaves: Iterable[tuple[str, Decimal | None]]) -> Computed:
    """The sum of printed leaves in 万元; unknown as long as one of them is."""
    given = tuple(leaves)
    lacking = "、".join(label for label, value in given if value is None)
    value = None if lacking else sum((value for _, value in given if value is not None), NOTHING)
    return Computed(value, formula, tuple((label, f"{printed(v, 2)} 万元") for label, v in given if v is not None), lacking)


def _of_accounts(formula: str, value: Callable[[WorkAccount], Decimal | None], counts: Callable[[WorkAccount], bool]):
    def made(dossier: Dossier) -> Computed:
        return _sum(formula, ((a.partner.name or "未填名称的单位", value(a)) for a in accounts(dossier) if counts(a)))
    return made


def _invested(account: WorkAccount) -> Decimal | None:
    return None if account.partner.invested is None else in_ten_thousands(account.partner.invested)


named("works_contracted", "合同金额合计", "万元", 2)(_of_accounts("Σ 参与主体的合同金额", lambda a: a.contract, lambda a: a.is_paid))
named("works_paid", "已付工程款", "万元", 2)(_of_accounts("Σ 已登记且未更正的付款", lambda a: a.paid, lambda a: a.is_paid))
named("works_open", "未付工程款", "万元", 2)(_of_accounts("Σ（合同金额 − 已付）", lambda a: a.open, lambda a: a.is_paid))
named("partners_invested", "参与主体投资", "万元", 2)(
    _of_accounts("Σ 参与主体的投资金额", _invested, lambda a: a.partner.role in INVESTING or a.partner.invested is not None))


@named("variation_cost", "设计变更增减金额", "万元", 2)
def _(dossier: Dossier) -> Computed:
    return _sum("Σ 各项设计变更的增减金额", (
        (v.number or v.work or "未编号的变更", None if v.cost_change is None else in_ten_thousands(v.cost_change))
        for v in variations(dossier)))
