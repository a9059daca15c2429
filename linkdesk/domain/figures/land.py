"""Figures of plots: the areas of the three zones, what reclamation yields, what resettlement and new land take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures.register import Computed, Maker, named
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.words import PlotUse


def plot_area(dossier: Dossier, plot: Plot) -> Decimal | None:
    """The area of a plot in m² that is printed: by the pack's basis, else as stated."""
    computed = plot.ellipsoid_area if dossier.area_basis == "ellipsoid" else plot.plane_area
    return computed if computed is not None else plot.stated_area


def _sum_hectares(label: str, areas: Iterable[tuple[str, Decimal | None]]) -> Computed:
    leaves = [(name, None if area is None else hectares(area)) for name, area in areas]
    lacking = [name for name, leaf in leaves if leaf is None]
    if not leaves or lacking:
        return Computed(None, f"Σ {label}", (), _of_plots(label, lacking))
    return Computed(sum((v for _, v in leaves), Decimal(0)), f"Σ {label}",
                    tuple((name, f"{printed(v, 4)} 公顷") for name, v in leaves))


def _of_plots(label: str, lacking: Sequence[str]) -> str:
    """What is missing, short enough for a sentence: the one plot by its code, several by their number."""
    which = lacking[0] if len(lacking) == 1 else f"{len(lacking)} 个地块"
    return f"{label}（{which}）" if lacking else label


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


@named("plot_area", "地块面积", "公顷", 4, of=Plot)
def _(dossier: Dossier, plot: Plot) -> Computed:
    area = plot_area(dossier, plot)
    basis = "椭球面积" if dossier.area_basis == "ellipsoid" else "界址点坐标计算的平面面积"
    return Computed(None if area is None else hectares(area), f"{basis} ÷ 10000",
                    () if area is None else ((plot.code, f"{printed(area, 2)} ㎡"),),
                    f"{plot.code} 面积" if area is None else "")


_RECLAIMED = {  # plot field → label of its sum over the old zone
    "reclaimed_area": "复垦面积", "new_agricultural_area": "新增农用地面积", "new_farmland_area": "新增耕地面积",
    "new_paddy_area": "新增水田面积"}
_TAKEN = {  # plot field → (end of the figure's name, words)
    "new_construction_area": ("construction", "新增建设用地"), "agricultural_taken": ("agricultural_taken", "占用农用地"),
    "farmland_taken": ("farmland_taken", "占用耕地"), "paddy_taken": ("paddy_taken", "占用水田"),
    "irrigated_taken": ("irrigated_taken", "占用水浇地"), "dry_taken": ("dry_taken", "占用旱地"),
    "unused_taken": ("unused_taken", "占用未利用地"), "basic_farmland_taken": ("basic_farmland_taken", "占用永久基本农田")}
_TAKERS = {  # beginning of the figure's name → (word, uses)
    "settlement": ("安置", (PlotUse.SETTLEMENT,)), "urban": ("建新", (PlotUse.NEW,)),
    "built": ("安置与建新", (PlotUse.SETTLEMENT, PlotUse.NEW))}


def _field_sum(label: str, field: str, uses: tuple[PlotUse, ...]) -> Maker:
    def made(dossier: Dossier) -> Computed:
        plots = (p for use in uses for p in dossier.plots_of(use))
        return _sum_hectares(label, ((p.code, getattr(p, field)) for p in plots))
    return made


for _field, _label in _RECLAIMED.items():
    named(_field, _label, "公顷", 4)(_field_sum(_label, _field, (PlotUse.OLD,)))
for _taker, (_word, _uses) in _TAKERS.items():
    for _field, (_name, _words) in _TAKEN.items():
        named(f"{_taker}_{_name}", _word + _words, "公顷", 4)(_field_sum(_word + _words, _field, _uses))


def _grade(label: str, weight: str, use: PlotUse) -> Maker:
    """The quality grade of farmland weighted by area; the smaller the better (1–15)."""
    formula = f"Σ（{label} × 等别） ÷ Σ {label}"

    def made(dossier: Dossier) -> Computed:
        plots = [p for p in dossier.plots_of(use) if getattr(p, weight) is None or hectares(getattr(p, weight))]
        lacking = [p.code for p in plots if getattr(p, weight) is None or p.quality_grade is None]
        if lacking or not plots:
            return Computed(None, formula, (), _of_plots("耕地质量等别", lacking))
        areas = [(hectares(getattr(p, weight)), p.quality_grade) for p in plots]
        return Computed(sum(a * g for a, g in areas) / sum(a for a, _ in areas), formula,
                        tuple((p.code, f"{printed(a, 4)} 公顷，{printed(g, 1)} 等") for p, (a, g) in zip(plots, areas, strict=True)))
    return made


named("reclaimed_grade", "复垦耕地平均等别", "等", 1)(_grade("新增耕地", "new_farmland_area", PlotUse.OLD))
named("settlement_grade", "安置占用耕地平均等别", "等", 1)(_grade("占用耕地", "farmland_taken", PlotUse.SETTLEMENT))
named("urban_grade", "建新占用耕地平均等别", "等", 1)(_grade("占用耕地", "farmland_taken", PlotUse.NEW))


for _use, _name, _word in ((PlotUse.OLD, "old", "拆旧"), (PlotUse.SETTLEMENT, "settlement", "安置"), (PlotUse.NEW, "new", "建新")):
    named(f"{_name}_plot_count", f"{_word}地块", "个", 0)(
        lambda dossier, use=_use: Computed(Decimal(len(dossier.plots_of(use))), "登记的地块数"))


def as_mu(value: Figure) -> Figure:
    """A figure in hectares as a figure in mu, from what is printed (1 公顷 = 15 亩)."""
    in_mus = None if value.value is None else mu(value.value * 10000, 2)
    return Figure(f"{value.name}_mu", value.label, in_mus, "亩", 2, "公顷数 × 15", ((value.label, f"{value.text} 公顷"),),
                  value.missing)


def in_mu(value: Figure) -> str:
    """A hectare figure in mu, as shown beside it."""
    return "" if value.value is None else as_mu(value).text
