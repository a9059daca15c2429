"""What rules measure of the county's special plan (R37, B §二(一)): approval, the project's place in it, villages, what it has to say."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.directory import Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quota_words import LinkedPlan
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.special_plan_standing import (
    AREAS,
    TEXTS,
    SpecialPlanStanding,
    belongs_inside,
    in_force,
    links_lacking,
    may_belong_inside,
    place_of,
    standing,
    texts_lacking,
    told_plan_of,
    villages_of,
)
from linkdesk.policy.measured import Measured


def special_plan_approved(dossier: Dossier) -> list[Measured]:
    """Whether the special plan is named and was approved by the day: 1 or 0."""
    found, project = told_plan_of(dossier), dossier.project
    approved = bool(found.title) and found.approved_on is not None and found.approved_on <= dossier.on
    if found.plan:
        place = "special_plan", found.plan.id, "approved_on" if found.title else "name"
    else:
        place = "project", project.id, "special_plan_on" if found.title else "special_plan"
    return [Measured(Decimal(approved), *place, "已批准的增减挂钩专项规划", "项", 0)]


def special_plan_place(dossier: Dossier) -> list[Measured]:
    """Whether the special plan arranges the project: 1 or 0; nothing where its projects are not entered."""
    plan = told_plan_of(dossier).plan
    if plan is None:
        return []
    place = place_of(dossier)
    return [Measured(Decimal(place is not None), "planned_project", place.id if place else "", "project_id",
                     f"在《{plan.name}》的项目安排里", "项", 0)]


def special_plan_excess(dossier: Dossier) -> list[Measured]:
    """By how many hectares the project takes more than the special plan arranges for it; of the areas that are known on both sides."""
    place = place_of(dossier)
    if place is None or place.taken is None:
        return []
    known = [name for name in AREAS if getattr(place.planned.less(place.taken.areas), name) is not None]
    return [Measured(place.over.get(name, Decimal(0)), "planned_project", place.id, name, f"{AREAS[name]}超出专项规划安排", "公顷", 4)
            for name in known]


def special_plan_beyond_scale(dossier: Dossier) -> list[Measured]:
    """By how many hectares the projects arranged are more than the scale of the plan that is handled in this project."""
    found = [standing(plan, dossier.quotas.planned_projects, {}) for plan in _handled_here(dossier)]
    return [_beyond(s, name) for s in found for name in AREAS if s.places and getattr(s.scale, name) is not None]


def _beyond(found: SpecialPlanStanding, name: str) -> Measured:
    """Of the areas that are filled in: what is still missing can only add to them."""
    planned = [getattr(place.planned, name) for place in found.places]
    over = max(Decimal(0), sum((area for area in planned if area is not None), Decimal(0)) - getattr(found.scale, name))
    missing = f"{planned.count(None)} 个项目的{AREAS[name]}" if None in planned else ""
    return Measured(None if missing else over, "special_plan", found.plan.id, name, f"项目安排的{AREAS[name]}合计超出规划规模", "公顷", 4,
                    missing, low=over if missing else None)


def special_plan_links_lacking(dossier: Dossier) -> list[Measured]:
    """How many of the plans it must be linked with are not cited, of the plan that is handled in this project."""
    return [_links(dossier, plan) for plan in _handled_here(dossier)]


def _links(dossier: Dossier, plan: SpecialPlan) -> Measured:
    lacking = links_lacking(plan, dossier.quotas.plan_links)
    return Measured(Decimal(len(lacking)), "plan_link", "", "how", f"没有写明衔接情况的规划（共 {len(LinkedPlan)} 种）", "种", 0,
                    detail="、".join(lacking))


def special_plan_texts_lacking(dossier: Dossier) -> list[Measured]:
    """How many of scale, layout, timing and measures are not told, of the plan that is handled in this project."""
    return [_texts(plan) for plan in _handled_here(dossier)]


def _texts(plan: SpecialPlan) -> Measured:
    lacking = texts_lacking(plan)
    first = next((name for name, label in TEXTS.items() if label in lacking), "")
    return Measured(Decimal(len(lacking)), "special_plan", plan.id, first, "专项规划没有写明的内容", "项", 0, detail="、".join(lacking))


def villages_not_surveyed(dossier: Dossier) -> list[Measured]:
    """How many villages of the special plan that is handled in this project have no survey of potential."""
    return [_not_surveyed(dossier, plan) for plan in _handled_here(dossier)]


def _not_surveyed(dossier: Dossier, plan: SpecialPlan) -> Measured:
    told = {p.village_id for p in dossier.quotas.potentials if p.special_plan_id == plan.id and p.reclaimable_area is not None}
    lacking = [v for v in villages_of(plan, dossier.townships, dossier.villages) if v.in_special_plan and v.id not in told]
    return Measured(Decimal(len(lacking)), "village_potential", lacking[0].id if lacking else "", "reclaimable_area",
                    "列入专项规划而没有填写可复垦面积的村", "个", 0)


def _handled_here(dossier: Dossier) -> list[SpecialPlan]:
    """The newest special plan whose matter is kept in this project: what it lacks is said once, not in each project."""
    mine = [plan for plan in dossier.quotas.special_plans if plan.project_id == dossier.project.id]
    return sorted(mine, key=lambda plan: (plan.from_year or 0, not in_force(plan, dossier.on)))[-1:]


def villages_outside_special_plan(dossier: Dossier) -> list[Measured]:
    """Each poor village and village of relocation the special plan leaves out, by its name; how many are known while not all are told."""
    plans = _handled_here(dossier)
    villages = list(villages_of(plans[0], dossier.townships, dossier.villages)) if plans else _villages(dossier)
    outside = [v for v in villages if belongs_inside(v) and v.in_special_plan is False]
    unknown = [v for v in villages if v.in_special_plan is not True and v not in outside and may_belong_inside(v)]
    there = "village_potential" if plans or told_plan_of(dossier).plan else "village"
    if villages and not unknown and not outside:
        return [_outside(there, None)]
    open_ = [_untold(there, unknown)] if unknown or not villages else []
    return [*(_outside(there, village) for village in outside), *open_]


def _outside(there: str, village: Village | None) -> Measured:
    why = "、".join(said for is_so, said in ((village.is_poor, "贫困村"), (village.has_relocation, "易地搬迁村")) if is_so) if village else ""
    return Measured(Decimal(village is not None), there, village.id if village else "", "in_special_plan" if village else "",
                    "未列入专项规划的贫困村和易地搬迁村", "个", 0, detail=f"{village.name}（{why}）没有列入专项规划" if village else "")


def _untold(there: str, unknown: list[Village]) -> Measured:
    missing = f"{len(unknown)} 个行政村没有写明是否贫困村、有无易地搬迁或是否列入" if unknown else "行政村名录"
    return Measured(None, there, unknown[0].id if unknown else "", "in_special_plan" if unknown else "",
                    "未列入专项规划的贫困村和易地搬迁村", "个", 0, missing)


def _villages(dossier: Dossier) -> list[Village]:
    """The villages of the project: where its plots and households lie."""
    here = {e.village_id for some in (dossier.plots, dossier.households, dossier.left_out) for e in some}
    return [v for v in dossier.villages if v.id in here]


MEASURES = (special_plan_approved, special_plan_place, special_plan_excess, special_plan_beyond_scale, special_plan_links_lacking,
            special_plan_texts_lacking, villages_not_surveyed, villages_outside_special_plan)
