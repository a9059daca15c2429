"""Figures of plots: the areas of the three zones, what reclamation yields, what resettlement and new land take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures.register import Computed, Maker, figure, named
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import BASES, computed_area, printed_area
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.words import PlotUse


def plot_area(dossier: Dossier, plot: Plot) -> Decimal | None:
    """The area of a plot in m² that is printed: by the pack's basis, else as stated."""
    return printed_area(plot, dossier.area_basis)


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
    computed = computed_area(plot, dossier.area_basis) is not None
    basis = f"界址点坐标计算的{BASES[dossier.area_basis]}" if computed else "申报面积"
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


def _grade(label: str, weight: str, side: LandSide, *uses: PlotUse) -> Maker:
    """The quality grade of farmland weighted by area; the smaller the better (1–15)."""
    formula = f"Σ（{label} × 等别） ÷ Σ {label}"

    def made(dossier: Dossier) -> Computed:
        parts = [part for use in uses for plot in dossier.plots_of(use) for part in _graded(dossier, plot, side, weight)]
        lacking = list(dict.fromkeys(code for code, area, grade in parts if area is None or grade is None))
        if lacking or not parts:
            return Computed(None, formula, (), _of_plots("耕地质量等别", lacking))
        weighed = sum((area * grade for _, area, grade in parts), Decimal(0))
        return Computed(weighed / sum(area for _, area, _ in parts), formula,
                        tuple((code, f"{printed(area, 4)} 公顷，{printed(grade, 1)} 等") for code, area, grade in parts))
    return made


def _graded(dossier: Dossier, plot: Plot, side: LandSide, weight: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """Code, hectares and grade of each part of farmland: of the rows that tell the plot apart, else of its own fields."""
    if any(row.side is side for row in dossier.uses_by_plot.get(plot.id, ())):
        told = dossier.land[plot.id, side]
        parts = [(plot.code, part.area, part.grade) for part in told.parts if part.ploughed and part.area]
        return [*parts, (plot.code, None, None)] if told.missing else parts
    area = getattr(plot, weight)
    return [(plot.code, None if area is None else hectares(area), plot.quality_grade)] if area is None or hectares(area) else []


for _name, _label, _graded_uses in (("settlement", "安置占用", (PlotUse.SETTLEMENT,)), ("urban", "建新占用", (PlotUse.NEW,)),
                                    ("built", "安置与建新占用", (PlotUse.SETTLEMENT, PlotUse.NEW))):
    named(f"{_name}_grade", f"{_label}耕地平均等别", "等", 1)(_grade("占用耕地", "farmland_taken", LandSide.BEFORE, *_graded_uses))
named("reclaimed_grade", "复垦耕地平均等别", "等", 1)(_grade("新增耕地", "new_farmland_area", LandSide.AFTER, PlotUse.OLD))


@named("grade_gain", "复垦耕地比占用耕地提高的等别", "等", 1)
def _(dossier: Dossier) -> Computed:
    """Of the printed grades: what stands on paper can be reckoned again."""
    taken, reclaimed = figure("built_grade", dossier), figure("reclaimed_grade", dossier)
    formula = "安置与建新占用耕地平均等别 − 复垦耕地平均等别（等别数小的质量高）"
    if taken.value is None or reclaimed.value is None:
        return Computed(None, formula, (), reclaimed.missing or taken.missing)
    return Computed(taken.value - reclaimed.value, formula, tuple((f.label, f"{f.text} 等") for f in (taken, reclaimed)))


@named("new_farmland_rate", "新增耕地率", "", 4)
def _(dossier: Dossier) -> Computed:
    """As a ratio of four decimals, so that what is multiplied on it reproduces the printed amount."""
    gained, whole = figure("new_farmland_area", dossier), figure("old_area", dossier)
    if gained.value is None or not whole.value:
        return Computed(None, "新增耕地面积 ÷ 拆旧区总面积", (), gained.missing or whole.missing)
    return Computed(gained.value / whole.value, "新增耕地面积 ÷ 拆旧区总面积", tuple((f.label, f"{f.text} 公顷") for f in (gained, whole)))


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
