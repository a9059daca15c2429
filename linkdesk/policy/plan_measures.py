"""What rules measure of the plan: plans it stands on, what old plots are and become, subsidies from other programmes."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.double_subsidies import double_subsidies
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.land_class import class_of, farmland_code, is_rural_construction
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse
from linkdesk.policy.measured import Measured, open_once


def plans_cited(dossier: Dossier) -> list[Measured]:
    """Whether the general land plan and the consolidation plan are each named: 1 or 0."""
    return [_cited(dossier, name) for name in ("land_plan", "consolidation_plan")]


def _cited(dossier: Dossier, name: str) -> Measured:
    said = getattr(dossier.project, name).strip()
    return Measured(Decimal(bool(said)), "project", dossier.project.id, name, f"方案写明的{fields_of(Project)[name].label}", "项", 0)


def layouts_lacking(dossier: Dossier) -> list[Measured]:
    """How many old plots are not shown to lie in the layout of the plans; leads to the first."""
    old = dossier.plots_of(PlotUse.OLD)
    if builds_only(dossier):
        return []
    bare = [p for p in old if not (p.layout_basis or "").strip()]
    return [Measured(Decimal(len(bare)) if old else None, "plot", bare[0].id if bare else "", "layout_basis" if bare else "",
                     "未写明规划布局依据的拆旧地块", "个", 0, "" if old else "拆旧地块")]


def strange_old_classes(dossier: Dossier) -> list[Measured]:
    """How many present classes of each old plot are not rural construction land."""
    return open_once([_strange(dossier, p) for p in dossier.plots_of(PlotUse.OLD)]) or _no_old(dossier, "现状不是农村建设用地的地类")


def _strange(dossier: Dossier, plot: Plot) -> Measured:
    codes = _codes(dossier, plot, LandSide.BEFORE) or [plot.land_class]
    classes = [class_of(code, plot.land_scheme) for code in codes]
    known = [c for c in classes if c is not None]
    strange = sum(not is_rural_construction(c.code, c.scheme) for c in known)
    missing = "" if len(known) == len(codes) else f"{plot.code} 现状地类"
    return Measured(None if missing else Decimal(strange), "plot", plot.id, "land_class",
                    f"地块 {plot.code} 不属于农村建设用地的现状地类", "种", 0, missing, low=Decimal(strange) if missing else None)


def directions_elsewhere(dossier: Dossier) -> list[Measured]:
    """Whether an old plot is to become something other than farmland: 1 or 0 each."""
    return open_once([_direction(dossier, p) for p in dossier.plots_of(PlotUse.OLD)]) or _no_old(dossier, "复垦方向不是耕地的地块")


def _direction(dossier: Dossier, plot: Plot) -> Measured:
    rows, label = _codes(dossier, plot, LandSide.AFTER), f"地块 {plot.code} 复垦方向不是耕地"
    codes = rows or [plot.reclaim_class]
    to_farmland = any(code.strip() in ("01", "耕地") or farmland_code(class_of(code, plot.land_scheme)) for code in codes)
    known = to_farmland or bool(rows) or class_of(plot.reclaim_class, plot.land_scheme) is not None
    return Measured(Decimal(not to_farmland) if known else None, "plot", plot.id, "reclaim_class", label, "处", 0,
                    "" if known else f"{plot.code} 复垦方向")


def _codes(dossier: Dossier, plot: Plot, side: LandSide) -> list[str]:
    return [row.land_class for row in dossier.uses_by_plot.get(plot.id, ()) if row.side is side]


def _no_old(dossier: Dossier, label: str) -> list[Measured]:
    return [] if builds_only(dossier) else [Measured(None, "plot", "", "", label, "个", 0, "拆旧地块")]


def subsidies_doubled(dossier: Dossier) -> list[Measured]:
    """Each subsidy of another programme whose purpose is met by a second source: one."""
    doubles = double_subsidies(dossier)
    names = {h.id: h.head_name or "该户" for h in (*dossier.households, *dossier.left_out)} | {p.id: f"地块 {p.code}" for p in dossier.plots}
    found = [Measured(Decimal(1), "programme_link", link.id, "purpose",
                      f"{names.get(link.household_id or link.plot_id or '', '')} {doubles[link.id]}，又列{link.programme}", "笔", 0)
             for link in dossier.links if link.id in doubles]
    return found or [Measured(Decimal(0), "programme_link", "", "", "重复补助", "笔", 0)]


MEASURES = (plans_cited, layouts_lacking, strange_old_classes, directions_elsewhere, subsidies_doubled)
