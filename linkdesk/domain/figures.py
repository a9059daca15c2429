"""Every computed figure by its one name: label, unit, decimals and a pure function of the dossier.

Leaf figures (a plot, a household, an amount) are rounded half up once; every total is the sum of its printed leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares, mu, printed, rounded
from linkdesk.domain.words import PlotUse, ResettlementChoice

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a figure function returns: the value, the formula in words, its inputs, or what is missing."""

    value: Decimal | None
    formula: str
    inputs: Inputs = ()
    missing: str = ""


Maker = Callable[..., Computed]
_MAKERS: dict[str, tuple[str, str, int, Maker]] = {}


def named(name: str, label: str, unit: str, decimals: int) -> Callable[[Maker], Maker]:
    """Register a figure function under its one name."""
    def register(maker: Maker) -> Maker:
        assert name not in _MAKERS, name
        _MAKERS[name] = label, unit, decimals, maker
        return maker
    return register


def figure(name: str, dossier: Dossier, subject: object | None = None) -> Figure:
    """The figure `name` of a dossier, or of one subject in it (a Household or Plot) when the figure is per subject."""
    label, unit, decimals, maker = _MAKERS[name]
    made = maker(dossier) if subject is None else maker(dossier, subject)
    value = None if made.value is None else rounded(made.value, decimals)
    return Figure(name, label, value, unit, decimals, made.formula, made.inputs, made.missing)


def names() -> tuple[str, ...]:
    """All names, for the templates' check and the shape tests."""
    return tuple(_MAKERS)


def plot_area(dossier: Dossier, plot: Plot) -> Decimal | None:
    """The area of a plot in m² that is printed: by the pack's basis, else as stated."""
    computed = plot.ellipsoid_area if dossier.area_basis == "ellipsoid" else plot.plane_area
    return computed if computed is not None else plot.stated_area


def listed(dossier: Dossier, willing_only: bool = False) -> tuple[Household, ...]:
    """Households in order of village, group and survey; the held included (documents mark them)."""
    return tuple(h for h in dossier.households if h.willing or not willing_only)


def _sum_hectares(label: str, areas: Iterable[tuple[str, Decimal | None]]) -> Computed:
    leaves = [(name, None if area is None else hectares(area)) for name, area in areas]
    lacking = [name for name, leaf in leaves if leaf is None]
    if not leaves or lacking:
        return Computed(None, f"Σ {label}", (), f"{label}（{'、'.join(lacking[:3])}{'等' if len(lacking) > 3 else ''}）"
                        if lacking else label)
    return Computed(sum((v for _, v in leaves), Decimal(0)), f"Σ {label}",
                    tuple((name, f"{printed(v, 4)} 公顷") for name, v in leaves))


def _plots_area(dossier: Dossier, label: str, *uses: PlotUse) -> Computed:
    return _sum_hectares(label, ((p.code, plot_area(dossier, p)) for u in uses for p in dossier.plots_of(u)))


@named("old_area", "拆旧区总面积", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _plots_area(dossier, "拆旧地块面积", PlotUse.OLD)


@named("settlement_area", "安置区总面积", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _plots_area(dossier, "安置地块面积", PlotUse.SETTLEMENT)


@named("new_area", "建新区总面积", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _plots_area(dossier, "建新地块面积", PlotUse.NEW)


@named("plot_area", "地块面积", "公顷", 4)
def _(dossier: Dossier, plot: Plot) -> Computed:
    area = plot_area(dossier, plot)
    basis = "椭球面积" if dossier.area_basis == "ellipsoid" else "界址点坐标计算的平面面积"
    return Computed(None if area is None else hectares(area), f"{basis} ÷ 10000",
                    () if area is None else ((plot.code, f"{printed(area, 2)} ㎡"),), f"{plot.code} 面积")


@named("homestead_total", "宅基地面积合计", "㎡", 2)
def _(dossier: Dossier) -> Computed:
    known = [rounded(h.homestead_area, 2) for h in dossier.households if h.homestead_area is not None]
    return Computed(sum(known, Decimal(0)) if known else None, "Σ 农户宅基地面积",
                    (("已填写农户", f"{len(known)} 户"), ("未填写农户", f"{len(dossier.households) - len(known)} 户")),
                    "农户宅基地面积")


@named("household_count", "涉及农户", "户", 0)
def _(dossier: Dossier) -> Computed:
    return Computed(Decimal(len(dossier.households)), "登记的农户数")


@named("held_count", "暂缓农户", "户", 0)
def _(dossier: Dossier) -> Computed:
    return Computed(Decimal(len(dossier.held)), "有未处理错误的农户数")


@named("willing_count", "同意拆旧复垦农户", "户", 0)
def _(dossier: Dossier) -> Computed:
    return Computed(Decimal(len(listed(dossier, willing_only=True))), "同意拆旧复垦的农户数")


@named("person_count", "涉及人口", "人", 0)
def _(dossier: Dossier) -> Computed:
    known = [h.population for h in dossier.households if h.population is not None]
    return Computed(Decimal(sum(known)) if known else None, "Σ 家庭人口",
                    (("已填写农户", f"{len(known)} 户"),), "家庭人口")


@named("consent_ratio", "农户同意率", "%", 2)
def _(dossier: Dossier) -> Computed:
    total, willing = len(dossier.households), len(listed(dossier, willing_only=True))
    return Computed(Decimal(willing) * 100 / total if total else None, "同意户数 ÷ 总户数 × 100%",
                    (("同意户数", f"{willing} 户"), ("总户数", f"{total} 户")), "农户摸底调查")


@named("settled_persons", "集中安置人数", "人", 0)
def _(dossier: Dossier) -> Computed:
    typed = [p.settled_persons for p in dossier.plots_of(PlotUse.SETTLEMENT)]
    if typed and None not in typed:
        return Computed(Decimal(sum(typed)), "Σ 安置地块安置人数")
    chosen = [h for h in listed(dossier, willing_only=True)
              if h.resettlement_choice is ResettlementChoice.CONCENTRATED and h.population is not None]
    if not chosen:
        return Computed(None, "Σ 选择集中安置农户的人口", (), "安置人数")
    return Computed(Decimal(sum(h.population for h in chosen)), "Σ 选择集中安置农户的人口",
                    (("选择集中安置且人口已填写的农户", f"{len(chosen)} 户"),))


@named("settlement_per_person", "人均综合用地面积", "㎡/人", 2)
def _(dossier: Dossier) -> Computed:
    area, persons = figure("settlement_area", dossier), figure("settled_persons", dossier)
    if area.value is None or not persons.value:
        return Computed(None, "安置区总面积 × 10000 ÷ 集中安置人数", (), area.missing or persons.missing or "安置人数")
    return Computed(area.value * 10000 / persons.value, "安置区总面积 × 10000 ÷ 集中安置人数",
                    ((area.label, f"{area.text} 公顷"), (persons.label, f"{persons.text} 人")))


@named("demolition_reward", "旧房拆除奖补", "元", 2)
def _(dossier: Dossier, household: Household) -> Computed:
    return _per_person(dossier, household, "demolition_reward_per_person")


@named("reclamation_reward", "宅基地复垦奖补", "元", 2)
def _(dossier: Dossier, household: Household) -> Computed:
    return _per_person(dossier, household, "reclamation_reward_per_person")


def _per_person(dossier: Dossier, household: Household, rate_name: str) -> Computed:
    rate = dossier.rate(rate_name)
    if rate is None or rate.value is None:
        return Computed(None, "计补人数 × 奖补标准", (), "奖补标准（本县政策参数）")
    if household.population is None:
        return Computed(None, "计补人数 × 奖补标准", (), "家庭人口")
    return Computed(household.population * rate.value, "计补人数 × 奖补标准",
                    (("计补人数", f"{household.population} 人"),
                     (rate.label, f"{printed(rate.value, 2)} {rate.unit}（{rate.document} {rate.clause}，{rate.certainty}）")))


def in_mu(value: Figure) -> str:
    """A hectare figure in mu, as shown beside it."""
    return "" if value.value is None else printed(mu(value.value * 10000), 2)
