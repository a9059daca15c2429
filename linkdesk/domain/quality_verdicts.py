"""Verdicts on the quality of reclaimed plots: each indicator of the plot's region and class against what was measured.

Every sample is judged for itself; one that fails fails its plot. What cannot be judged is never counted as passed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.design import QualityMeasurement, region_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.kept import Kept
from linkdesk.domain.land_class import FARMLAND_NAMES, class_of, farmland_code
from linkdesk.domain.land_use import FARMLAND, rows_of
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.quality import Indicator, QualityComparison, QualityTarget
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.spelling import compact
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Certainty, PlotUse

_FAILED_WORDS = ("不合格", "不符合", "不达标", "未达到", "未达标", "达不到", "不满足")
_PASSED_WORDS = ("合格", "符合", "达到", "达标", "满足")


class QualityStanding(StrEnum):
    """How an indicator of a plot stands."""

    PASSED = "合格"
    FAILED = "不合格"
    TO_JUDGE = "待判定"
    NOT_MEASURED = "未检测"
    NO_STANDARD = "无标准"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one measurement of a plot comes to against a target, or that nothing was measured, or that there is no target."""

    plot: Plot
    target: QualityTarget | None
    measurement: QualityMeasurement | None
    standing: QualityStanding
    says: str

    @property
    def passed(self) -> bool | None:
        """True or False where it is decided, else None."""
        return {QualityStanding.PASSED: True, QualityStanding.FAILED: False}.get(self.standing)

    @property
    def indicator(self) -> str:
        """The indicator it is about."""
        return self.target.indicator if self.target else self.measurement.indicator if self.measurement else ""

    @property
    def measured(self) -> str:
        """What was measured, with its unit and in words; empty where nothing was."""
        m = self.measurement
        if m is None:
            return ""
        value = "" if m.value is None else measured_text(self.target.measured, m.value) if self.target else f"{m.value.normalize():f}"
        return "；".join(filter(None, (value, m.said)))

    @property
    def source(self) -> str:
        """The standard a verdict stands on, and that it is unconfirmed where it is."""
        if self.target is None or not self.target.limits:
            return ""
        limit = self.target.limits[0]
        return limit.source + ("（待核实）" if any(s.certainty is Certainty.UNVERIFIED for s in self.target.limits) else "")


def verdicts(dossier: Dossier) -> tuple[Verdict, ...]:
    """The verdicts of all demolition plots, by plot code, indicator and sample."""
    return dossier.once("quality_verdicts", lambda: tuple(v for found in _by_plot(dossier).values() for v in found))


def verdicts_of(dossier: Dossier, plot_id: str) -> tuple[Verdict, ...]:
    """The verdicts of one plot; none for a plot that is not reclaimed."""
    return _by_plot(dossier).get(plot_id, ())


def plot_passes(dossier: Dossier, plot_id: str) -> bool | None:
    """Whether a plot passes: False when one sample of one indicator fails, True when all pass, else None.

    What shows only years after the acceptance does not hold it up, and no target at all decides nothing.
    """
    mine = verdicts_of(dossier, plot_id)
    if any(v.standing is QualityStanding.FAILED for v in mine):
        return False
    asked = [v for v in mine if v.target and not (v.target.later and v.passed is None)]
    return True if asked and all(v.passed for v in asked) else None


def why_not(dossier: Dossier, plot: Plot) -> str:
    """Why a plot does not pass or cannot be said to, in words; nothing where it passes."""
    mine = verdicts_of(dossier, plot.id)
    if wrong := [v.says for v in mine if v.standing is QualityStanding.FAILED]:
        return "；".join(wrong)
    if not targets_of(dossier, plot):
        return no_targets(dossier, plot)
    undecided = (f"{v.indicator}{v.standing}" for v in mine if v.target and not v.target.later and v.passed is None)
    return "、".join(dict.fromkeys(undecided))


def regions(dossier: Dossier) -> tuple[str, ...]:
    """The regions there are targets for."""
    return tuple(dict.fromkeys(target.region for target in dossier.targets))


def class_name_of(dossier: Dossier, plot: Plot) -> str:
    """水田, 水浇地 or 旱地: of the rows of land after reclamation the largest farmland, else the plot's direction; else nothing."""
    sizes: dict[str, Decimal] = {}
    for row in rows_of(dossier, plot, LandSide.AFTER):
        if code := farmland_code(class_of(row.land_class, plot.land_scheme)):
            sizes[code] = sizes.get(code, Decimal(0)) + (row.area or 0)
    direction = farmland_code(class_of(plot.reclaim_class, plot.land_scheme))
    if not direction and plot.reclaim_class.strip() in ("01", FARMLAND):
        direction = "0103"
    return FARMLAND_NAMES.get(max(sizes, key=lambda code: sizes[code]) if sizes else direction, "")


def targets_of(dossier: Dossier, plot: Plot) -> tuple[QualityTarget, ...]:
    """The targets in force for a plot; none while region or class are not known, or there are none for them."""
    return _targets(dossier).get((region_of(dossier.design), class_name_of(dossier, plot)), ())


def indicators(dossier: Dossier) -> dict[str, Indicator]:
    """All indicators by every name people write, compact and in lower case."""
    return dossier.once("indicators", lambda: {_key(name): target.measured for target in dossier.targets
                                               for name in (target.measured.name, *target.measured.aliases)})


def indicator_named(dossier: Dossier, text: str) -> Indicator | None:
    """The indicator people write in one way or another."""
    return indicators(dossier).get(_key(text))


def _key(text: str) -> str:
    return compact(text).lower()


def no_targets(dossier: Dossier, plot: Plot) -> str:
    """Why a plot has no targets, and what to do."""
    region, name = region_of(dossier.design), class_name_of(dossier, plot)
    if not region:
        return "还没有选质量控制区，请先选择"
    if not name:
        return f"地块 {plot.code} 的复垦方向不是水田、水浇地或旱地，没有耕地质量指标"
    return f"“{region}”没有{name}的质量指标，请改选质量控制区"


def _targets(dossier: Dossier) -> dict[tuple[str, str], tuple[QualityTarget, ...]]:
    def applies(target: QualityTarget) -> bool:
        return all(in_force(stated, dossier.on) for stated in target.limits)
    return dossier.once("quality_targets", lambda: {
        key: tuple(found) for key, found in grouped(filter(applies, dossier.targets), lambda t: (t.region, t.land_class)).items()})


_kept: Kept[dict[str, tuple[Verdict, ...]]] = Kept(most=10)  # projects


def _by_plot(dossier: Dossier) -> dict[str, tuple[Verdict, ...]]:
    said = (dossier.plots, dossier.land_uses, dossier.area_basis, dossier.design.measurements, dossier.targets, region_of(dossier.design), dossier.on)
    return dossier.once("quality_by_plot", lambda: _kept.of(dossier.project.id, said, lambda: _judged(dossier)))


def _judged(dossier: Dossier) -> dict[str, tuple[Verdict, ...]]:
    mine = grouped(sorted(dossier.design.measurements, key=lambda m: m.position), lambda m: m.plot_id)
    return {plot.id: tuple(_of_plot(dossier, plot, mine.get(plot.id, []))) for plot in dossier.plots_of(PlotUse.OLD)}


def _of_plot(dossier: Dossier, plot: Plot, measured: Iterable[QualityMeasurement]) -> list[Verdict]:
    by_name = grouped(measured, lambda m: found.name if (found := indicator_named(dossier, m.indicator)) else m.indicator.strip())
    targets = targets_of(dossier, plot)
    made = [verdict for target in targets for verdict in _of_target(plot, target, by_name.pop(target.indicator, []))]
    why = "本区本地类对这一项没有要求" if targets else no_targets(dossier, plot)
    return made + [Verdict(plot, None, m, QualityStanding.NO_STANDARD, f"{plot.code} {m.indicator or '（未填指标）'}：{why}")
                   for rest in by_name.values() for m in rest]


def _of_target(plot: Plot, target: QualityTarget, measured: list[QualityMeasurement]) -> list[Verdict]:
    if not measured:
        return [Verdict(plot, target, None, QualityStanding.NOT_MEASURED, f"{plot.code} {target.indicator}：还没有检测，要求 {target.text}")]
    return [Verdict(plot, target, m, *judged(plot, target, m)) for m in measured]


def judged(plot: Plot, target: QualityTarget, measured: QualityMeasurement) -> tuple[QualityStanding, str]:
    """How a measurement stands against a target, and the sentence that says so."""
    if measured.value is None and not measured.said.strip():
        return QualityStanding.NOT_MEASURED, f"{plot.code} {target.indicator}：还没有填实测结果，要求 {target.text}"
    standing, why = _words(target, measured) if target.comparison is QualityComparison.SAID else _number(target, measured)
    sample = f"（样品 {measured.sample_number}）" if measured.sample_number else ""
    return standing, f"{plot.code} {target.indicator}{sample}：{why}"


def _number(target: QualityTarget, measured: QualityMeasurement) -> tuple[QualityStanding, str]:
    value, bounds = measured.value, target.bounds
    if value is None:
        return QualityStanding.TO_JUDGE, f"没有填实测值，要求 {target.text}"
    shown = measured_text(target.measured, value)
    if not target.measured.believable(value):
        return QualityStanding.TO_JUDGE, f"实测 {shown} 不可信（应在 {_range(target.measured)} 之间），请核对单位和小数点"
    if bounds is None:
        return QualityStanding.TO_JUDGE, f"实测 {shown}，限值还没有填写，请在“标准限值”中补上"
    if None not in bounds and bounds[0] > bounds[1]:
        return QualityStanding.TO_JUDGE, f"实测 {shown}，下限 {bounds[0]} 比上限 {bounds[1]} 大，请在“标准限值”中改正"
    within = (bounds[0] is None or value >= bounds[0]) and (bounds[1] is None or value <= bounds[1])
    return QualityStanding.PASSED if within else QualityStanding.FAILED, f"实测 {shown}，要求 {target.text}"


def _words(target: QualityTarget, measured: QualityMeasurement) -> tuple[QualityStanding, str]:
    said = measured.said.strip() or ("" if measured.value is None else printed(measured.value, places(measured.value, 0)))
    if said.startswith(_FAILED_WORDS):
        return QualityStanding.FAILED, f"{said}，要求 {target.text}"
    if said.startswith(_PASSED_WORDS) or said in target.text.split("至"):
        return QualityStanding.PASSED, f"{said}，要求 {target.text}"
    return QualityStanding.TO_JUDGE, f"{said}，要求 {target.text}；由人判定，判定后在实测说明前写“合格：”或“不合格：”"


def measured_text(indicator: Indicator, value: Decimal) -> str:
    """A measured value with its unit."""
    return f"{printed(value, places(value, 0))}{' ' if indicator.unit else ''}{indicator.unit}"


def _range(indicator: Indicator) -> str:
    ends = ("" if end is None else printed(end, places(end, 0)) for end in (indicator.lowest, indicator.highest))
    return " 和 ".join(ends)
