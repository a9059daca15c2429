"""Figures of a special plan by name: its scale, what its projects are arranged to take, and the potential of its villages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from linkdesk.domain.directory import Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, Maker, named
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.special_plan import PlannedProject, SpecialPlan, VillagePotential

_SCALE = {"old_area": "拆旧区总面积", "reclaimed_area": "复垦面积", "new_area": "建新面积", "surplus_area": "结余面积"}
_ARRANGED = {"old_area": "拆旧面积", "new_area": "建新面积", "surplus_area": "结余面积"}
_POTENTIAL = {"construction_area": "农村建设用地", "idle_area": "闲置面积", "reclaimable_area": "可复垦面积", "farmland_area": "可新增耕地"}


def planned(dossier: Dossier, plan: SpecialPlan) -> tuple[PlannedProject, ...]:
    """The projects a plan arranges, in their order."""
    return tuple(sorted((r for r in dossier.quotas.planned_projects if r.special_plan_id == plan.id), key=lambda r: r.position))


def inside(dossier: Dossier, plan: SpecialPlan) -> tuple[Village, ...]:
    """The villages of the plan's county that are marked as inside it."""
    here = {t.id for t in dossier.townships if t.authority_id == plan.authority_id}
    return tuple(v for v in dossier.villages if v.township_id in here and v.in_special_plan)


def surveys(dossier: Dossier, plan: SpecialPlan) -> tuple[VillagePotential, ...]:
    """The surveys of potential of the villages inside a plan."""
    ids = {v.id for v in inside(dossier, plan)}
    return tuple(p for p in dossier.quotas.potentials if p.special_plan_id == plan.id and p.village_id in ids)


def _stated(name: str, label: str) -> Maker:
    def made(dossier: Dossier, plan: SpecialPlan) -> Computed:
        area = getattr(plan, name)
        return Computed(None if area is None else hectares(area), "专项规划填写", (), "" if area is not None else label)
    return made


def _summed(label: str, leaves: Iterable[tuple[str, Decimal | None]]) -> Computed:
    """The sum of printed leaves in hectares; what is known where some are not, saying how many."""
    told = [(name, None if area is None else hectares(area)) for name, area in leaves]
    lacking = sum(area is None for _, area in told)
    known = tuple((name, area) for name, area in told if area is not None)
    missing = f"{lacking} 处{label}" if lacking else "" if known else label
    total = sum((area for _, area in known), Decimal(0)) if known else None
    return Computed(total, f"Σ {label}", tuple((name, f"{printed(area, 4)} 公顷") for name, area in known), missing)


def _arranged(name: str, label: str) -> Maker:
    return lambda dossier, plan: _summed(f"项目安排的{label}", ((r.name, getattr(r, name)) for r in planned(dossier, plan)))


def _surveyed(name: str, label: str) -> Maker:
    def made(dossier: Dossier, plan: SpecialPlan) -> Computed:
        names = dossier.village_names
        return _summed(label, ((names.get(p.village_id, ""), getattr(p, name)) for p in surveys(dossier, plan)))
    return made


for _name, _label in _SCALE.items():
    named(f"special_{_name}", f"专项规划{_label}", "公顷", 4, of=SpecialPlan)(_stated(_name, _label))
for _name, _label in _ARRANGED.items():
    named(f"special_arranged_{_name}", f"项目安排{_label}", "公顷", 4, of=SpecialPlan)(_arranged(_name, _label))
for _name, _label in _POTENTIAL.items():
    named(f"special_potential_{_name}", f"列入村{_label}", "公顷", 4, of=SpecialPlan)(_surveyed(_name, _label))


def _counted(name: str, label: str, unit: str, count: Maker) -> None:
    named(name, label, unit, 0, of=SpecialPlan)(lambda dossier, plan: Computed(Decimal(count(dossier, plan)), "登记的条数"))


_counted("special_project_count", "专项规划安排的项目", "个", lambda dossier, plan: len(planned(dossier, plan)))
_counted("special_village_count", "列入专项规划的村", "个", lambda dossier, plan: len(inside(dossier, plan)))
_counted("special_poor_count", "列入专项规划的贫困村", "个", lambda dossier, plan: sum(v.is_poor is True for v in inside(dossier, plan)))
_counted("special_relocation_count", "列入专项规划的易地扶贫搬迁村", "个",
         lambda dossier, plan: sum(v.has_relocation is True for v in inside(dossier, plan)))
