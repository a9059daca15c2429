"""Which plans a project's policy asks for: one of the whole project area, or one for each side."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import PlotUse
from linkdesk.policy.check import applying
from linkdesk.policy.parts import Pack, PackPlan
from linkdesk.policy.terms import Facts

# What is shown while a project names no policy at all; it stands on nothing and stays 草稿.
UNNAMED = PackPlan("unnamed", PlanKind.WHOLE, "", tuple(PlotUse), "plan_unnamed", "")
NONE_STATED = ("本项目的政策依据没有写明要编制哪些实施方案，方案没有生成，已有数据未受影响。"
               "请在项目概况里核对编制日期，或改选写明了实施方案的政策依据。")


def plans_due(dossier: Dossier, packs: Iterable[Pack]) -> tuple[PackPlan, ...]:
    """The plans to be made, by the first named policy that states any; while a deciding fact is open the combined one.

    A project of plots that are built on quota from elsewhere has the plan of the new side only. Empty when no policy
    named states a plan; UNNAMED alone when the project names no policy.
    """
    if not dossier.project.packs:
        return (UNNAMED,)
    stated = (_of_pack(dossier, pack) for pack in applying(dossier, packs) if not pack.always)
    return next((plans for plans in stated if plans), ())


def plan_due(dossier: Dossier, packs: Iterable[Pack], kind: PlanKind | None = None) -> PackPlan:
    """The plan of one kind, the first one without a kind; KnownError when the project has none such."""
    due = plans_due(dossier, packs)
    if not due:
        raise KnownError(NONE_STATED)
    found = next((plan for plan in due if kind in (None, plan.kind)), None)
    if found is None:
        raise KnownError(f"本项目现在不单独编制{kind}，要编制的是{'、'.join(plan.kind for plan in due)}。请核对项目概况。")
    return found


def undecided(dossier: Dossier, packs: Iterable[Pack]) -> tuple[str, ...]:
    """The fields of the project that decide which plans are due and are not filled in."""
    if builds_only(dossier):
        return ()
    deciding = next((pack for pack in applying(dossier, packs) if not pack.always and _of_pack(dossier, pack)), None)
    names = (name for plan in (deciding.plans if deciding else ()) for name, _ in plan.when)
    return tuple(dict.fromkeys(name for name in names if getattr(dossier.project, name) is None))


def _of_pack(dossier: Dossier, pack: Pack) -> tuple[PackPlan, ...]:
    possible = tuple(p for p in pack.plans if in_force(p, dossier.on) and not _contradicted(dossier, p.when))
    if builds_only(dossier) and any(p.kind is PlanKind.NEW for p in pack.plans):
        return tuple(p for p in pack.plans if p.kind is PlanKind.NEW and in_force(p, dossier.on))
    if not any(getattr(dossier.project, name) is None for plan in possible for name, _ in plan.when):
        return possible
    return tuple(p for p in possible if p.kind is PlanKind.WHOLE) or possible


def _contradicted(dossier: Dossier, facts: Facts) -> bool:
    return any(getattr(dossier.project, name) is (not value) for name, value in facts)
