"""Where what is missing in a plan is filled in: a section of the plan itself, a field, or another room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linkdesk.actions.plans import Passage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Project
from linkdesk.ui.pages import room


class Way(NamedTuple):
    """A page, and in it an entity and a field."""

    page: str
    entity_id: str
    field: str


# The first word that stands in what is missing decides; a room that is not built yet is passed over.
_ROOMS = (("人工判断", "clauses"), ("底图", "plots"), ("附件", "annexes"), ("权属调整", "tenure"), ("进度", "schedule"), ("工期", "schedule"),
          ("公示", "notices"),
          ("待核实", "values"), ("参数", "values"), ("奖补标准", "values"), ("资金", "finance"), ("投资", "finance"), ("费用", "finance"),
          ("补助", "links"), ("协议", "agreements"), ("意愿", "households"), ("农户", "households"), ("户", "households"),
          ("人口", "households"), ("宅基地", "households"), ("地类", "plots"), ("地块", "plots"), ("耕地", "plots"), ("面积", "plots"),
          ("拆旧", "plots"), ("安置", "plots"), ("建新", "plots"), ("责任主体", "overview"), ("政府", "overview"), ("指标", "overview"))


def way_to(gap: str, passages: Sequence[Passage], dossier: Dossier) -> Way | None:
    """Where a gap is filled in; None when it cannot be told."""
    asked = next((ask.key for p in passages for ask in p.asks if ask.label == gap), "")
    if asked:
        return Way("plan", "", asked)
    field = next((f.name for f in fields_of(Project).values() if f.label == gap), "")
    if field:
        return Way("overview", dossier.project.id, field)
    return next((Way(key, "", "") for word, key in _ROOMS if word in gap and room(key)), None)
