"""The dossier: everything known of one project on one day, as one frozen value that checks and documents are made from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine
from linkdesk.domain.agreement_words import AcceptanceLevel, PairStage
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.approval import Approvals
from linkdesk.domain.book import Book
from linkdesk.domain.carrying import Carrying
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.county_rates import CountyRates, county_rates
from linkdesk.domain.design import Design
from linkdesk.domain.directory import Agency, AgencyName, Authority, Hamlet, Township, Village
from linkdesk.domain.dues import Condition
from linkdesk.domain.duplicates import doubled
from linkdesk.domain.fee_schedule import FeeSchedule
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import House, Household, HouseholdEvent, Member
from linkdesk.domain.land_use import Land, land_of
from linkdesk.domain.notice import Complaint, Notice, Objection
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.planning import (
    EstimateItem,
    FundSource,
    PlanAnnex,
    PlanApproval,
    PlanVersion,
    ProgrammeLink,
    ScheduleTask,
    TenureAdjustment,
)
from linkdesk.domain.plot import BaseMap, LandUse, Plot, PlotRings
from linkdesk.domain.progress import Progress, progress
from linkdesk.domain.project import Judgement, PlanSection, PolicyOverride, Project, WordingCopy
from linkdesk.domain.quality import QualityTarget
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.recipe import RecipeBook
from linkdesk.domain.spatial import PlotDistance, Spatial
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.subsidies import Subsidy
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Certainty, PlotUse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rate:
    """A value of a policy pack as it stands on the dossier's day, confirmed or not."""

    name: str            # e.g. demolition_reward_per_person
    label: str
    value: Decimal | None
    text: str            # the value when it is no number
    unit: str
    certainty: Certainty
    pack_id: str
    clause: str
    document: str        # title and number of what it stands on
    standard_id: str = ""  # the county standard that sets it in place of the pack


@dataclass(frozen=True)
class Dossier:
    """One project with all that belongs to it, its rates resolved by the desk from packs and overrides for `on`.

    `households` are those taken in; `left_out` those surveyed and not taken in, whose members and problems are here too.
    """

    project: Project
    on: date
    authorities: tuple[Authority, ...] = ()
    agencies: tuple[Agency, ...] = ()
    agency_names: tuple[AgencyName, ...] = ()
    townships: tuple[Township, ...] = ()
    villages: tuple[Village, ...] = ()
    hamlets: tuple[Hamlet, ...] = ()
    plots: tuple[Plot, ...] = ()
    rings: tuple[PlotRings, ...] = ()
    land_uses: tuple[LandUse, ...] = ()
    base_maps: tuple[BaseMap, ...] = ()
    spatial: Spatial = Spatial()                        # what the boundary points tell
    links: tuple[ProgrammeLink, ...] = ()
    estimate: tuple[EstimateItem, ...] = ()
    funds: tuple[FundSource, ...] = ()
    tenure_changes: tuple[TenureAdjustment, ...] = ()
    schedule: tuple[ScheduleTask, ...] = ()
    annexes: tuple[PlanAnnex, ...] = ()
    plan_versions: tuple[PlanVersion, ...] = ()
    plan_approvals: tuple[PlanApproval, ...] = ()
    approved_plots: tuple[Plot, ...] = ()               # the plots as they stand in the plan that was approved last
    design: Design = Design()
    carrying: Carrying = Carrying()
    approvals: Approvals = Approvals()
    quotas: Quotas = Quotas()
    schedules: tuple[FeeSchedule, ...] = ()             # on the day of the design's prices
    recipes: RecipeBook = RecipeBook()
    targets: tuple[QualityTarget, ...] = ()
    households: tuple[Household, ...] = ()
    left_out: tuple[Household, ...] = ()
    members: tuple[Member, ...] = ()
    houses: tuple[House, ...] = ()
    events: tuple[HouseholdEvent, ...] = ()
    collective: tuple[CollectiveProperty, ...] = ()
    problems: tuple[Problem, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    lines: tuple[AgreementLine, ...] = ()
    agreement_events: tuple[AgreementEvent, ...] = ()
    parties: tuple[Party, ...] = ()
    items: tuple[AppraisedItem, ...] = ()
    batches: tuple[PaymentBatch, ...] = ()
    payments: tuple[Payment, ...] = ()
    payment_events: tuple[PaymentEvent, ...] = ()
    notices: tuple[Notice, ...] = ()
    objections: tuple[Objection, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    standards: tuple[CountyStandard, ...] = ()          # in force on the day
    standard_rates: tuple[StandardRate, ...] = ()       # of those standards
    conditions: tuple[Condition, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()                 # which rate of the packs is paid to which household
    taken: tuple[tuple[str, str], ...] = ()             # household id, why it has its agreements in another project already
    wordings: tuple[WordingCopy, ...] = ()              # the newest of each text
    sections: tuple[PlanSection, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    overrides: tuple[PolicyOverride, ...] = ()
    rates: tuple[Rate, ...] = ()
    pair: tuple[str, ...] = ()          # the agreement kinds that form the dual-signature pair, by their terms
    words: tuple[tuple[str, str], ...] = ()  # names a province uses, e.g. implementation_plan → 实施方案
    area_basis: str = "plane"           # which area is printed: plane or ellipsoid
    officer_name: str = ""

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from this dossier alone, made when it is first asked for and kept under a key."""
        kept = vars(self).setdefault("_once", {})
        if key not in kept:
            kept[key] = make()
        return kept[key]

    @cached_property
    def held(self) -> frozenset[str]:
        """Ids of households taken in that have an unsettled error; derived, never stored."""
        return frozenset(self.holding).difference(h.id for h in self.left_out)

    @cached_property
    def holding(self) -> dict[str, tuple[Problem, ...]]:
        """The unsettled errors by the household they hold."""
        found: dict[str, list[Problem]] = {}
        for problem in (p for p in self.problems if p.holds and p.household_id):
            found.setdefault(problem.household_id, []).append(problem)
        return {id_: tuple(problems) for id_, problems in found.items()}

    @cached_property
    def progress(self) -> dict[str, Progress]:
        """How far each household or collective property with an agreement has come, by its id."""
        open_complaints = frozenset(c.household_id for c in self.complaints if c.settled_on is None)
        return progress(self.pair, self.agreements, self.lines, self.agreement_events, self.conditions, self.book, open_complaints,
                        self.on, self.acceptance_level)

    @property
    def acceptance_level(self) -> AcceptanceLevel | None:
        """The level of acceptance that counts for payment in this county; None while it names none, and every level counts."""
        return acceptance_level(self.rates)

    @cached_property
    def county_rates(self) -> CountyRates:
        """The rates of the county's own standards in force on the day."""
        return county_rates(self.standards, self.standard_rates)

    @cached_property
    def items_by_subject(self) -> dict[str, tuple[AppraisedItem, ...]]:
        """What was appraised, in order, by the household or collective property it belongs to."""
        return {id_: tuple(sorted(items, key=lambda item: item.position))
                for id_, items in grouped(self.items, lambda item: item.subject_id).items()}

    @cached_property
    def lines_by_agreement(self) -> dict[str, list[AgreementLine]]:
        """The lines of every agreement that has any, by its id."""
        return grouped(self.lines, lambda line: line.agreement_id)

    @cached_property
    def doubles(self) -> dict[str, str]:
        """Households whose persons or homestead have agreements under another household already, by id, and why."""
        return doubled(self.households, self.members, self.agreements, self.holding, self._ended) | dict(self.taken)

    @property
    def _ended(self) -> frozenset[str]:
        over = PairStage.WITHDRAWN, PairStage.TERMINATED
        return frozenset(id_ for id_, p in self.progress.items() if p.stage in over) if self.agreement_events else frozenset()

    @cached_property
    def book(self) -> Book:
        """The book of the project's payments."""
        return Book(self.batches, self.payments, self.payment_events)

    @cached_property
    def responsible(self) -> Authority | None:
        """The responsible body (责任主体)."""
        return next((a for a in self.authorities if a.id == self.project.responsible_id), None)

    @cached_property
    def superior(self) -> Authority | None:
        """The authority above the responsible body, usually the city."""
        parent = self.responsible.parent_id if self.responsible else None
        return next((a for a in self.authorities if a.id == parent), None)

    @cached_property
    def township(self) -> Township | None:
        """The township the project names."""
        return next((t for t in self.townships if t.id == self.project.township_id), None)

    @cached_property
    def village_names(self) -> dict[str, str]:
        """Village id → name."""
        return {v.id: v.name for v in self.villages}

    @cached_property
    def uses_by_plot(self) -> dict[str, list[LandUse]]:
        """The land of each plot by class, where it was told apart, in order, by the plot's id."""
        return grouped(sorted(self.land_uses, key=lambda use: use.position), lambda use: use.plot_id)

    @cached_property
    def land(self) -> Land:
        """The land of each plot by class before and after the plan, by the plot's id and the side."""
        return land_of(self.plots, self.uses_by_plot, self.area_basis)

    @cached_property
    def distances_by_plot(self) -> dict[str, PlotDistance]:
        """How far each settlement plot with boundary points lies from the nearest old plot, by its id."""
        return {distance.plot_id: distance for distance in self.spatial.distances}

    @cached_property
    def households_by_plot(self) -> dict[str, list[Household]]:
        """The households taken in on each plot that has any, by the plot's id."""
        return grouped((h for h in self.households if h.plot_id), lambda h: h.plot_id)

    def plots_of(self, use: PlotUse) -> tuple[Plot, ...]:
        """Plots of one use, in order of their codes."""
        return self.once(("plots_of", use), lambda: tuple(sorted((p for p in self.plots if p.use is use), key=lambda p: p.code)))

    def word(self, name: str) -> str:
        """A word of the province, e.g. word("implementation_plan") → 实施方案."""
        return dict(self.words)[name]

    def rate(self, name: str) -> Rate | None:
        """A rate by name, or None when no pack of this project knows it."""
        return next((r for r in self.rates if r.name == name), None)


def acceptance_level(rates: Iterable[Rate]) -> AcceptanceLevel | None:
    """The level of acceptance that counts for payment, of the rates of a day; None while it is not named."""
    named = next((rate.text for rate in rates if rate.name == "acceptance_level"), "")
    return AcceptanceLevel(named) if named in set(AcceptanceLevel) else None
