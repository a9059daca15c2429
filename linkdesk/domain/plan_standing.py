"""Which versions of a plan there are, which one is approved, and how the plots of two versions differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.corrections import standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.project import Project

OF_OLD_PLOTS = PlanKind.WHOLE, PlanKind.OLD
PLANS = tuple(kind for kind in PlanKind if kind is not PlanKind.DESIGN)
_DERIVED = ("id", "project_id", "rings_id", "plane_area", "ellipsoid_area")


class PlotChange(StrEnum):
    """What became of a plot from one version to another."""

    ADDED = "新增"
    REMOVED = "删除"
    MOVED = "界址变动"
    EDITED = "资料变动"


@dataclass(frozen=True, slots=True)
class PlotDifference:
    """A plot that differs: its area before and after in m² (by the basis that is printed), and its fields that differ as shown."""

    code: str
    what: PlotChange
    before: Plot | None
    after: Plot | None
    area_before: Decimal | None = None
    area_after: Decimal | None = None
    fields: tuple[tuple[str, str, str], ...] = ()


def versions(dossier: Dossier, kind: PlanKind | None = None) -> tuple[PlanVersion, ...]:
    """The versions of a plan (of every plan without a kind), the oldest first."""
    mine = (v for v in dossier.plan_versions if kind in (None, v.kind))
    return tuple(sorted(mine, key=lambda v: (v.kind, v.version)))


def approval_of(dossier: Dossier, version: PlanVersion) -> PlanApproval | None:
    """The approval of a version that stands; None when there is none or it was answered by a correction."""
    mine = [a for a in standing(dossier.plan_approvals) if a.version_id == version.id]
    return mine[-1] if mine else None


def told_approval(project: Project) -> PlanApproval | None:
    """What a project tells of an approval from before this desk, under the project's own id; None without its day and number."""
    told = project.approved_on and project.approval_number.strip()
    return PlanApproval(version_id="", approver=project.approver, number=project.approval_number, approved_on=project.approved_on,
                        id=project.id) if told else None


def approved(dossier: Dossier, kind: PlanKind) -> PlanVersion | None:
    """The newest version that is approved."""
    return next((v for v in reversed(versions(dossier, kind)) if approval_of(dossier, v)), None)


def approved_plan(dossier: Dossier) -> PlanVersion | None:
    """Of the plans the old plots belong to, whatever the project asked for then, the version whose approval is of the latest day."""
    found = [version for kind in OF_OLD_PLOTS if (version := approved(dossier, kind))]
    return max(found, key=lambda version: approval_of(dossier, version).approved_on, default=None)


def awaiting(dossier: Dossier, kind: PlanKind) -> PlanVersion | None:
    """The newest version, fixed after the approved one and not approved yet; None when there is no such."""
    last = next(reversed(versions(dossier, kind)), None)
    return last if last and last != approved(dossier, kind) else None


def out_of_use(dossier: Dossier, due: tuple[PlanKind, ...]) -> tuple[PlanVersion, ...]:
    """Approved versions of plans that the project as it stands no longer asks for: a deciding fact was changed after approval."""
    return tuple(v for kind in PLANS if kind not in due and (v := approved(dossier, kind)))


def plan_approved(dossier: Dossier) -> bool:
    """Whether the plan the old plots belong to is approved: a version of it is, or the project names an approval."""
    told = bool(dossier.project.approval_number.strip()) and dossier.project.approved_on is not None
    return told or any(approved(dossier, kind) for kind in OF_OLD_PLOTS)


def first_approved_on(dossier: Dossier, *kinds: PlanKind) -> date | None:
    """The day of the earliest approval that stands of a version of some plans; None while there is none."""
    made = (approval_of(dossier, version) for version in versions(dossier) if version.kind in kinds)
    return min((approval.approved_on for approval in made if approval), default=None)


def plan_approved_on(dossier: Dossier) -> date | None:
    """When the plan the old plots belong to was approved first, by its versions, else as the project tells."""
    return first_approved_on(dossier, *OF_OLD_PLOTS) or dossier.project.approved_on


def design_begun(dossier: Dossier) -> bool:
    """Whether anything of the reclamation design is there."""
    return bool(dossier.design.items or dossier.design.plots)


def plot_differences(old: Dossier, new: Dossier) -> tuple[PlotDifference, ...]:
    """Every plot that came, went, moved or was edited, in the order of their codes."""
    before, after = {p.id: p for p in old.plots}, {p.id: p for p in new.plots}
    found = (_difference(old, new, before.get(id_), after.get(id_)) for id_ in dict.fromkeys((*before, *after)))
    return tuple(sorted(filter(None, found), key=lambda d: d.code))


def _difference(old: Dossier, new: Dossier, before: Plot | None, after: Plot | None) -> PlotDifference | None:
    fields = tuple(_fields(before, after)) if before and after else ()
    moved = before is not None and after is not None and before.rings_id != after.rings_id
    if before and after and not fields and not moved:
        return None
    what = (PlotChange.ADDED if before is None else PlotChange.REMOVED if after is None else
            PlotChange.MOVED if moved else PlotChange.EDITED)
    return PlotDifference((after or before).code, what, before, after, _area(old, before), _area(new, after), fields)


def _fields(before: Plot, after: Plot) -> Iterator[tuple[str, str, str]]:
    for name, field in fields_of(Plot).items():
        was, is_ = getattr(before, name), getattr(after, name)
        if name not in _DERIVED and was != is_:
            yield (field.label, "有" if field.refers_to else shown(field, was), "已改" if field.refers_to else shown(field, is_))


def _area(dossier: Dossier, plot: Plot | None) -> Decimal | None:
    return printed_area(plot, dossier.area_basis) if plot else None
