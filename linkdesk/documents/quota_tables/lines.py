"""What the tables of a county are made from: a line for each project, with its plots, what was accepted, and its flows in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import hectares, mu
from linkdesk.domain.quota_readings import Flows, QuotaReading
from linkdesk.domain.words import PlotUse


class ProjectState(StrEnum):
    """How far a project is, as a leader asks."""

    PLANNING = "编制方案"
    APPROVED = "方案已批准"
    WORKING = "正在复垦"
    PART = "部分验收"
    ACCEPTED = "全部验收"


class PlotLine(NamedTuple):
    """A plot as the tables read it; areas are m², None where not known."""

    id: str
    project_id: str
    code: str
    use: PlotUse
    village_id: str | None
    area: Decimal | None
    reclaimed_area: Decimal | None
    new_agricultural_area: Decimal | None
    new_farmland_area: Decimal | None
    new_construction_area: Decimal | None
    agricultural_taken: Decimal | None
    farmland_taken: Decimal | None
    unused_taken: Decimal | None


class AcceptedPlot(NamedTuple):
    """What was accepted on a plot that passed; areas are m²."""

    plot_id: str
    number: str
    accepted_on: date | None
    area: Decimal | None
    agricultural: Decimal | None
    farmland: Decimal | None
    paddy: Decimal | None
    grade: Decimal | None


class Approval(NamedTuple):
    """By which document a project's plan was approved."""

    number: str
    approved_on: date | None
    approver: str


NOT_APPROVED = Approval("", None, "")


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with what the tables say of it; `flows` are its flows in the ledger."""

    project: Project
    county: str = ""
    townships: tuple[str, ...] = ()
    approval: Approval = NOT_APPROVED
    households: int = 0
    plots: Mapping[PlotUse, tuple[PlotLine, ...]] = field(default_factory=dict)
    accepted: tuple[AcceptedPlot, ...] = ()
    flows: Flows = field(default_factory=dict)
    has_begun: bool = False

    def of(self, *uses: PlotUse) -> tuple[PlotLine, ...]:
        """The plots of these uses."""
        return tuple(plot for use in uses for plot in self.plots.get(use, ()))

    def planned(self, unit: AreaUnit, name: str, *uses: PlotUse) -> Decimal | None:
        """The sum of printed leaves of a field of the plots of these uses; None while one of them is not known."""
        return summed(unit, (getattr(plot, name) for plot in self.of(*uses)))

    def returned(self, unit: AreaUnit, name: str) -> Decimal | None:
        """The sum of printed leaves of a field of what was accepted."""
        return summed(unit, (getattr(row, name) for row in self.accepted))

    def moved(self, unit: AreaUnit, reading: QuotaReading, measure: str) -> Decimal:
        """A figure of the ledger in one measure, as it is printed."""
        return unit.of(getattr(reading.of(self.flows), measure))

    @property
    def state(self) -> ProjectState:
        """How far it is."""
        if self.accepted:
            passed = {row.plot_id for row in self.accepted}
            return ProjectState.ACCEPTED if all(plot.id in passed for plot in self.of(PlotUse.OLD)) else ProjectState.PART
        if not self.approval.approved_on:
            return ProjectState.PLANNING
        return ProjectState.WORKING if self.has_begun else ProjectState.APPROVED


def summed(unit: AreaUnit, areas: Iterable[Decimal | None]) -> Decimal | None:
    """Areas in m² as the sum of their printed leaves; None where one is not known."""
    leaf, total = partial(_leaf, unit is AreaUnit.MU), Decimal(0)
    for area in areas:
        if area is None:
            return None
        total += leaf(area)
    return total


def _leaf(in_mu: bool, area: Decimal) -> Decimal:
    return mu(area) if in_mu else hectares(area)
