"""How the county's special plan stands (B §二(一)): on which one a project stands, what it arranges, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.directory import Township, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import figure
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.plan_standing import plan_approved
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.quota_words import LinkedPlan
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan

AREAS = {"old_area": "拆旧面积", "new_area": "建新面积", "surplus_area": "结余面积"}
TEXTS = {"scale": "规模", "layout": "布局", "timing": "时序", "measures": "保障措施"}
_TAKEN = {"old_area": "old_area", "new_area": "built_area", "surplus_area": "surplus_construction"}  # the figure of a project for each


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of the special plan a project stands on; `plan` None while only the project's own fields tell it."""

    title: str
    approved_on: date | None
    plan: SpecialPlan | None = None


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas in hectares as printed; None where one is not known."""

    old_area: Decimal | None = None
    new_area: Decimal | None = None
    surplus_area: Decimal | None = None

    def less(self, other: Areas) -> Areas:
        """What is left of these after others; not known where either is not."""
        return Areas(**{name: _less(getattr(self, name), getattr(other, name)) for name in AREAS})

    @property
    def below_zero(self) -> dict[str, Decimal]:
        """Which of them are below zero, by name."""
        return {name: area for name in AREAS if (area := getattr(self, name)) is not None and area < 0}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a project takes of the special plan, and whether its own plan is approved: only then is it taken off."""

    areas: Areas
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A project the special plan arranges: what is planned, what its project area takes, what of it is left."""

    row: PlannedProject
    number: int
    planned: Areas
    taken: Taken | None = None

    @property
    def id(self) -> str:
        """The id of the row."""
        return self.row.id

    @property
    def left(self) -> Areas:
        """What is left: all of it until the project is approved."""
        return self.planned.less(self.taken.areas) if self.taken and self.taken.approved else self.planned

    @property
    def over(self) -> dict[str, Decimal]:
        """By how many hectares the project takes more than is planned, by area, approved or not."""
        return {name: -area for name, area in self.planned.less(self.taken.areas).below_zero.items()} if self.taken else {}


@dataclass(frozen=True, slots=True)
class SpecialPlanStanding:
    """A special plan with its projects: the scale it states, what is arranged, what approved projects take, and what is left."""

    plan: SpecialPlan
    places: tuple[Place, ...]
    scale: Areas
    arranged: Areas
    used: Areas

    @property
    def left(self) -> Areas:
        """The scale less what approved projects take."""
        return self.scale.less(self.used)

    @property
    def beyond(self) -> dict[str, Decimal]:
        """By how many hectares the projects arranged are more than the scale, by area."""
        return {name: -area for name, area in self.scale.less(self.arranged).below_zero.items()}


def plan_of(project: Project, plans: Iterable[SpecialPlan], planned: Iterable[PlannedProject], on: date) -> SpecialPlan | None:
    """The special plan of its county a project stands on: the one that arranges it, else the one approved last by the day.

    A draft that does not arrange the project says nothing of it yet: None.
    """
    arranging = {row.special_plan_id for row in planned if row.project_id == project.id}

    def rank(plan: SpecialPlan) -> tuple[object, ...]:
        return in_force(plan, on), plan.id in arranging, plan.approved_on or date.min, plan.from_year or 0
    able = [p for p in plans if p.authority_id == project.responsible_id and (p.approved_on or p.id in arranging)]
    arranged = [p for p in able if p.id in arranging]
    return max(arranged or able, key=rank, default=None)


def in_force(plan: SpecialPlan, on: date) -> bool:
    """Whether a special plan is approved by a day."""
    return plan.approved_on is not None and plan.approved_on <= on


def told_plan(project: Project, plans: Iterable[SpecialPlan], planned: Iterable[PlannedProject], on: date) -> Told:
    """Name and day of approval of a project's special plan: of the county's plan where there is one, else as the project tells."""
    plan = plan_of(project, plans, planned, on)
    if plan is None:
        return Told(project.special_plan.strip(), project.special_plan_on)
    return Told(title_of(plan), plan.approved_on, plan)


def told_plan_of(dossier: Dossier) -> Told:
    """Name and day of approval of the special plan of a dossier's project."""
    return dossier.once("special_plan", lambda: told_plan(dossier.project, dossier.quotas.special_plans, dossier.quotas.planned_projects, dossier.on))


def title_of(plan: SpecialPlan) -> str:
    """The plan's name with the number of its approval."""
    number = plan.approval_number.strip()
    return plan.name.strip() + (f"（{number}）" if number else "")


def rows_of(plan: SpecialPlan, planned: Iterable[PlannedProject]) -> tuple[PlannedProject, ...]:
    """The projects a special plan arranges, in their order."""
    return tuple(sorted((row for row in planned if row.special_plan_id == plan.id), key=lambda row: row.position))


def standing(plan: SpecialPlan, planned: Iterable[PlannedProject], taken: Mapping[str, Taken]) -> SpecialPlanStanding:
    """A special plan with what its projects take, by project id; a project that two rows name is taken off the first only."""
    rows, first = rows_of(plan, planned), {}
    for row in rows:
        first.setdefault(row.project_id, row.id)
    places = tuple(Place(row, at, planned_areas(row), taken.get(row.project_id) if first[row.project_id] == row.id else None)
                   for at, row in enumerate(rows, 1))
    arranged = total([p.planned for p in places])
    used = total([p.taken.areas for p in places if p.taken and p.taken.approved])
    stated = planned_areas(plan)
    scale = Areas(**{name: getattr(stated, name) if getattr(stated, name) is not None else getattr(arranged, name) for name in AREAS})
    return SpecialPlanStanding(plan, places, scale, arranged, used)


def place_of(dossier: Dossier) -> Place | None:
    """The place of a dossier's project in the special plan it stands on; None where it has none."""
    plan = told_plan_of(dossier).plan
    if plan is None:
        return None
    found = standing(plan, dossier.quotas.planned_projects, {dossier.project.id: taken_by(dossier)}).places
    return next((p for p in found if p.row.project_id == dossier.project.id), None)


def taken_by(dossier: Dossier) -> Taken:
    """What a project takes: its old land, what is resettled and built on, and its surplus of construction land."""
    found = {name: figure(measure, dossier) for name, measure in _TAKEN.items()}
    if builds_only(dossier):
        found.pop("surplus_area")
    return Taken(Areas(**{name: None if f.missing else f.value for name, f in found.items()}), plan_approved(dossier))


def planned_areas(of: SpecialPlan | PlannedProject) -> Areas:
    """The areas of a plan or a row in hectares."""
    return Areas(**{name: None if (area := getattr(of, name)) is None else hectares(area) for name in AREAS})


def total(many: Iterable[Areas]) -> Areas:
    """The sums of printed leaves; not known where one of them is not, nothing where there are none."""
    many = tuple(many)
    return Areas(**{name: _sum([getattr(each, name) for each in many]) for name in AREAS})


def _sum(leaves: list[Decimal | None]) -> Decimal | None:
    return None if None in leaves else sum(leaves, Decimal(0))


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def words(areas: Mapping[str, Decimal]) -> str:
    """Some areas in words: 拆旧面积 1.2000 公顷、结余面积 0.3000 公顷."""
    return "、".join(f"{AREAS[name]} {printed(area, 4)} 公顷" for name, area in areas.items())


def links_lacking(plan: SpecialPlan, links: Iterable[PlanLink]) -> tuple[LinkedPlan, ...]:
    """The plans it must be linked with of which title or link is not told."""
    there = {link.plan for link in links if link.special_plan_id == plan.id and link.title.strip() and link.how.strip()}
    return tuple(kind for kind in LinkedPlan if kind not in there)


def texts_lacking(plan: SpecialPlan) -> tuple[str, ...]:
    """What the plan has to say and does not, in Chinese."""
    return tuple(label for name, label in TEXTS.items() if not getattr(plan, name).strip())


def villages_of(plan: SpecialPlan, townships: Iterable[Township], villages: Iterable[Village]) -> tuple[Village, ...]:
    """The villages of the plan's county, township by township."""
    order = {t.id: at for at, t in enumerate(townships) if t.authority_id == plan.authority_id}
    return tuple(sorted((v for v in villages if v.township_id in order), key=lambda v: order[v.township_id]))


def belongs_inside(village: Village) -> bool:
    """Whether a village has to be in the special plan: it is poor, or relocation for poverty relief happens there."""
    return village.is_poor is True or village.has_relocation is True


def may_belong_inside(village: Village) -> bool:
    """Whether a village has to be in the special plan, or may have to as far as the directory tells."""
    return village.is_poor is not False or village.has_relocation is not False
