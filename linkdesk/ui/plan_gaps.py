"""Where what is missing in a plan is filled in: a section of the plan itself, a field, or another room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from linkdesk.actions.plans import Passage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse
from linkdesk.ui.pages import room


class Way(NamedTuple):
    """A page, and in it an entity and a field."""

    page: str
    entity_id: str
    field: str


# The first word that stands in what is missing decides; a room that is not built yet is passed over.
_ROOMS = (("人工判断", "clauses"), ("底图", "plots"), ("附件", "annexes"), ("权属调整", "tenure"), ("进度", "schedule"),
          ("工期", "schedule"), ("公示", "notices"), ("待核实", "values"), ("参数", "values"), ("标准", "values"),
          ("资金", "finance"), ("投资", "finance"), ("费用", "finance"), ("行政村", "plots"), ("总体规划", "overview"),
          ("整治规划", "overview"), ("补助", "links"), ("协议", "agreements"), ("意愿", "households"), ("农户", "households"),
          ("户", "households"), ("人口", "households"), ("宅基地", "households"), ("房屋", "households"), ("地类", "plots"),
          ("地块", "plots"), ("耕地", "plots"), ("建设用地", "plots"), ("面积", "plots"), ("拆旧", "plots"), ("安置", "plots"),
          ("建新", "plots"), ("责任主体", "overview"), ("政府", "overview"), ("指标", "overview"))
_ZONES = re.compile("^(安置与建新|安置|建新)")
_OLD = ("reclaim_class", "reclaimed_area", "new_agricultural_area", "new_farmland_area", "new_paddy_area", "slope_class", "layout_basis")
_SETTLEMENT = ("settled_households", "settled_persons", "settlement_mode", "housing_area", "infrastructure_area", "public_area",
               "business_area", "distance")
_BUILT = ("new_construction_area", "agricultural_taken", "farmland_taken", "paddy_taken", "irrigated_taken", "dry_taken", "unused_taken",
          "basic_farmland_taken", "planned_use")
_USES = {**dict.fromkeys(_OLD, (PlotUse.OLD,)), **dict.fromkeys(_SETTLEMENT, (PlotUse.SETTLEMENT,)),
         **dict.fromkeys(_BUILT, (PlotUse.SETTLEMENT, PlotUse.NEW))}


def way_to(gap: str, passages: Sequence[Passage], dossier: Dossier) -> Way | None:
    """Where a gap is filled in; None when it cannot be told."""
    asked = next((ask.key for p in passages for ask in p.asks if ask.label == gap or (gap.startswith("没有名为") and gap in p.gaps)), "")
    if asked:
        return Way("plan", "", asked)
    return _to_annexes(gap, passages) or _to_project(gap, dossier) or _to_plot(gap, dossier) or next(
        (Way(key, "", "") for word, key in _ROOMS if word in gap and room(key)), None)


def _to_annexes(gap: str, passages: Sequence[Passage]) -> Way | None:
    """Under the heading of the annexes stands what is not attached."""
    return next((Way("annexes", "", "") for p in passages if gap in p.gaps and "附件" in p.title), None)


def _to_project(gap: str, dossier: Dossier) -> Way | None:
    field = _field(Project, gap)
    return Way("overview", dossier.project.id, field) if field not in ("", "investment") else None


def _to_plot(gap: str, dossier: Dossier) -> Way | None:
    """To the field of the plot named, else of the first one that lacks it."""
    field = _field(Plot, gap)
    if not field:
        return None
    uses = _USES.get(field, tuple(PlotUse))
    lacking = [p for p in dossier.plots if p.use in uses and getattr(p, field) in (None, "")]
    named = [p for p in dossier.plots if p.code and f"（{p.code}）" in gap]
    first = next(iter(named or lacking), None)
    return Way("plots", first.id if first else "", field)


def _field(entity: type, gap: str) -> str:
    """The field a gap names by its label; what stands in brackets tells only how often, 安置 and 建新 before it where."""
    name = gap.partition("（")[0]
    names = {name, name.removesuffix("面积"), f"{name}用地", _ZONES.sub("", name)}
    return next((f.name for f in fields_of(entity).values() if f.label in names), "")
