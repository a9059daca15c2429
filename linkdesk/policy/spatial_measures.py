"""What can be measured of how plots lie: shared land, boundaries, codes, distances, homesteads under surveyed points."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares, printed, rounded
from linkdesk.domain.spatial import PlotFlaw, PlotOverlap
from linkdesk.domain.words import PlotUse
from linkdesk.policy.measured import Measured

_NAMED = 3  # of many plots so many are named


def plot_overlap(dossier: Dossier) -> list[Measured]:
    """The land of every two plots that share some, in m²; nothing is known of plots that could not be compared."""
    codes = _codes(dossier)
    found = [_overlap(codes, overlap) for overlap in dossier.spatial.overlaps]
    whole = [Measured(Decimal(0), "plot", "", "", "地块重叠面积", "㎡", 4)] if dossier.spatial.widths and not found else []
    return [*found, *whole, *_not_compared(dossier, codes)]


def _overlap(codes: dict[str, str], overlap: PlotOverlap) -> Measured:
    mine = f"地块 {codes.get(overlap.plot_id, '')}"
    other = f"{_project(overlap.other_project, overlap.other_year)}地块 {overlap.other_code}"
    wide = "" if overlap.width is None else f"，平均宽 {printed(overlap.width, 2)} m"
    detail = f"{mine} 与{other} 重叠 {printed(hectares(overlap.area), 4)} 公顷（{printed(overlap.area, 4)} ㎡{wide}）"
    return Measured(overlap.area, "plot", overlap.plot_id, "", f"{mine} 重叠面积", "㎡", 4, detail=detail)


def _project(name: str, year: int | None) -> str:
    if not name:
        return ""
    return f"“{name}”（{year} 年）的" if year else f"“{name}”的"


def _not_compared(dossier: Dossier, codes: dict[str, str]) -> list[Measured]:
    why = grouped((f for f in dossier.spatial.flaws if f.doubtful), lambda flaw: flaw.why)
    return [Measured(None, "plot", flaws[0].plot_id, "", "地块重叠面积", "㎡", 4, _said(flaws, codes))
            for flaws in why.values()]


def _said(flaws: list[PlotFlaw], codes: dict[str, str]) -> str:
    named = [codes[f.plot_id] for f in flaws if f.plot_id in codes]
    return f"{_listed(named)} {flaws[0].why}" if named else flaws[0].why


def _listed(codes: list[str]) -> str:
    some = f"地块 {'、'.join(codes[:_NAMED])}"
    return some if len(codes) <= _NAMED else f"{some} 等 {len(codes)} 个"


def boundary_flaws(dossier: Dossier) -> list[Measured]:
    """Each plot whose boundary does not go round a piece of land."""
    codes = _codes(dossier)
    wrong = [f for f in dossier.spatial.flaws if not f.doubtful]
    found = [Measured(Decimal(1), "plot", f.plot_id, "rings_id", f"地块 {codes.get(f.plot_id, '')} 边界错误", "处", 0,
                      detail=f"地块 {codes.get(f.plot_id, '')} {f.why}") for f in wrong]
    sound = dossier.spatial.widths and not found
    return [Measured(Decimal(0), "plot", "", "", "地块边界错误", "处", 0)] if sound else found


def plot_width(dossier: Dossier) -> list[Measured]:
    """The mean width of each plot with boundary points, in m: twice its area by its perimeter."""
    codes = _codes(dossier)
    return [Measured(width, "plot", id_, "", f"地块 {codes.get(id_, '')} 平均宽度", "米", 3) for id_, width in dossier.spatial.widths]


def plot_code_repeated(dossier: Dossier) -> list[Measured]:
    """How many plots of the project bear the same code, for each code."""
    times = Counter(p.code for p in dossier.plots if p.code)
    last = {p.code: p.id for p in dossier.plots}
    return [Measured(Decimal(count), "plot", last[code], "code", f"编号为 {code} 的地块", "个", 0) for code, count in times.items()]


def plot_code_elsewhere(dossier: Dossier) -> list[Measured]:
    """How many plots bear a code that a plot of another project of the workspace bears too, project by project."""
    codes = _codes(dossier)
    alike = grouped(dossier.spatial.codes, lambda same: (same.other_project, same.other_year))
    return [Measured(Decimal(len(same)), "plot", same[0].plot_id, "code", f"与{_project(*project)}地块相同的编号", "个", 0,
                     detail=f"{_listed([codes.get(s.plot_id, '') for s in same])}，{_project(*project)}地块也用这些编号")
            for project, same in alike.items()]


def settlement_distance(dossier: Dossier) -> list[Measured]:
    """How far each settlement plot lies from the nearest old plot, in m: by boundary points, else as it was entered."""
    computed, codes = dossier.distances_by_plot, _codes(dossier)
    return [_distance(p, computed[p.id].metres, codes.get(computed[p.id].nearest_id, "")) if p.id in computed
            else _distance(p, p.distance, "") for p in dossier.plots_of(PlotUse.SETTLEMENT)]


def _distance(plot: Plot, metres: Decimal | None, nearest: str) -> Measured:
    label = f"安置地块 {plot.code} 与最近的拆旧地块{f' {nearest} ' if nearest else ''}的距离"
    missing = "" if metres is not None else f"安置地块 {plot.code} 的界址点坐标或与拆旧地块距离"
    return Measured(None if metres is None else rounded(metres, 0), "plot", plot.id, "distance", label, "米", 0, missing)


def homestead_elsewhere(dossier: Dossier) -> list[Measured]:
    """Each household placed on one plot whose surveyed point lies on another."""
    codes = _codes(dossier)
    points = grouped(dossier.spatial.lying, lambda lying: lying[0])
    found = []
    for household in (h for h in dossier.households if h.plot_id and h.id in points):
        on = {plot_id for _, plot_id in points[household.id]}
        if household.plot_id not in on:
            where = "、".join(codes.get(id_, "") for id_ in sorted(on))
            detail = f"农户已落在地块 {codes.get(household.plot_id, '')}，宅基地坐标却在地块 {where}"
            found.append(Measured(Decimal(1), "household", household.id, "plot_id", "宅基地坐标与所在地块不一致", "户", 0, detail=detail))
    return found


def _codes(dossier: Dossier) -> dict[str, str]:
    return {p.id: p.code or p.name or "（未编号）" for p in dossier.plots}


MEASURES = (plot_overlap, boundary_flaws, plot_width, plot_code_repeated, plot_code_elsewhere, settlement_distance, homestead_elsewhere)
