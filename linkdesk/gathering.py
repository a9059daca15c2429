"""Gathering a dossier: everything of one project on one day. What nobody has changed since is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from linkdesk import dockets, shipped, store
from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine, Sealed
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.approval import (
    Approvals,
    ClockReading,
    CommentAnswer,
    Matter,
    MatterEntry,
    ReturnComment,
    Submission,
    SubmittedFile,
    YearTarget,
)
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.carrying import (
    Acceptance,
    AfterUse,
    Carrying,
    Completion,
    CountyMeasure,
    Partner,
    PlotAcceptance,
    PlotStage,
    SettlementCheck,
    SettlementHouse,
    SitePhoto,
    Variation,
    WorkPayment,
)
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.county_rates import county_rates
from linkdesk.domain.design import (
    CrossSection,
    Design,
    DesignBasis,
    DesignDrawing,
    Equipment,
    FeeAmount,
    PlotDesign,
    PresentBuilding,
    PriceComponent,
    QualityMeasurement,
    Resource,
    SoilMove,
    UnitPrice,
    WorkItem,
    priced_day,
)
from linkdesk.domain.directory import Agency, AgencyName, Authority, Hamlet, Township, Village
from linkdesk.domain.docket import Docket
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.frozen import dossier_from_json
from linkdesk.domain.household import House, Household, HouseholdEvent, Member
from linkdesk.domain.letter import Letter, WordCopy
from linkdesk.domain.notice import Complaint, Notice, Objection
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.oversight_standing import counting
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.plan_standing import approved_plan
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
from linkdesk.domain.project import Judgement, PlanSection, PolicyOverride, Project, WordingCopy
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.survey import Problem
from linkdesk.few_rows import Few, answers, few_of
from linkdesk.gathered_quotas import all_quota_days, quotas
from linkdesk.ground import Ground
from linkdesk.policy import standards, values
from linkdesk.policy.parts import Pack

T = TypeVar("T")
_DIRECTORIES = {"authorities": Authority, "agencies": Agency, "agency_names": AgencyName, "townships": Township, "villages": Village,
                "hamlets": Hamlet}
_OF_PROJECT = {"plots": Plot, "agreements": Agreement, "sections": PlanSection, "judgements": Judgement,
               "collective": CollectiveProperty, "agreement_events": AgreementEvent, "batches": PaymentBatch, "payments": Payment,
               "payment_events": PaymentEvent, "notices": Notice, "base_maps": BaseMap, "links": ProgrammeLink, "estimate": EstimateItem,
               "funds": FundSource, "tenure_changes": TenureAdjustment, "schedule": ScheduleTask, "annexes": PlanAnnex,
               "plan_versions": PlanVersion}
_OF_HOUSEHOLDS = {"members": Member, "houses": House, "events": HouseholdEvent, "problems": Problem, "complaints": Complaint}
_DESIGN_OF_PLOTS = {"plots": PlotDesign, "buildings": PresentBuilding, "items": WorkItem, "drawings": DesignDrawing,
                    "measurements": QualityMeasurement}
_DESIGN_OF_PROJECT = {"resources": Resource, "unit_prices": UnitPrice, "equipment": Equipment, "fee_amounts": FeeAmount,
                      "soil_moves": SoilMove, "sections": CrossSection}
_CARRYING_OF_PLOTS = {"stages": PlotStage, "photos": SitePhoto, "houses": SettlementHouse, "checks": SettlementCheck, "after_uses": AfterUse}
_CARRYING_OF_PROJECT = {"partners": Partner, "payments": WorkPayment, "variations": Variation, "acceptances": Acceptance}
_APPROVALS_OF_PROJECT = {"matters": Matter, "letters": Letter, "readings": ClockReading, "opinions": Opinion, "hearings": Hearing,
                         "resolutions": Resolution, "inspections": Inspection, "archive": ArchiveItem, "word_copies": WordCopy}
_APPROVALS_OF_MATTERS = {"entries": MatterEntry, "submissions": Submission}
_OF_SUBJECTS = {"parties": Party, "items": AppraisedItem}


class Gathering:
    """Reads the parts of dossiers and keeps each until an entity of its class, or of one that decides whose it is, has changed."""

    def __init__(self, opened: store.Store) -> None:
        self.store = opened
        self._ground = Ground(opened)
        self._kept: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._of: dict[type, dict[tuple[Any, ...], None]] = {}  # the keys of what is kept by class: a change looks at its own

    def forget(self) -> None:
        """Let go of everything: it is not known what has changed."""
        self._kept, self._of = {}, {}

    def follow(self, change: Change) -> None:
        """Let go of what a change has made old; where few rows came, went or were edited, those alone are read again."""
        changed = frozenset(type(e) for e in (*change.before, *change.after))
        few = few_of(change)
        for key in {key: None for class_ in changed for key in self._of.get(class_, ())}:
            rows = self._followed(key, self._kept[key], changed & key[0], few)
            if rows is None:
                self._drop(key)
            else:
                self._kept[key] = rows

    def _drop(self, key: tuple[Any, ...]) -> None:
        del self._kept[key]
        for class_ in key[0]:
            del self._of[class_][key]

    def _followed(self, key: tuple[Any, ...], rows: tuple[Any, ...], changed: frozenset[type],
                  few: dict[type, Few]) -> tuple[Any, ...] | None:
        """Kept rows with those that were edited as they stand now, without those that went, those that came last; None: read all again."""
        entity = key[1]
        if changed != {entity} or entity not in few:
            return None
        equals = dict(key[2:])
        if "id" in equals:
            return None
        mine = few[entity]
        if not any(answers(e, equals) for e in mine.touched):
            return rows
        if any(getattr(before, name) != getattr(after, name) for before, after in mine.edited.values() for name in equals):
            return None
        now = {e.id: e for e in self.store.load(entity, id=tuple(mine.edited))} if mine.edited else {}
        came = self.store.load(entity, id=mine.came, **equals) if mine.came else []
        there = {e.id: now.get(e.id, e) for e in rows if e.id not in mine.gone}
        return (*there.values(), *(e for e in came if e.id not in there))

    def dossier(self, project_id: str, on: date, packs_of: Any, officer_name: str) -> Dossier:
        """The dossier of a project; `packs_of` gives the packs that apply to it. KnownError when there is no such project."""
        with self.store.reading():
            project = self.store.get(Project, project_id)
            if project is None:
                raise KnownError("找不到这个项目，它可能已被删除，请返回项目列表重新选择。")
            return self._with_approved(self._gathered(project, on, packs_of(project), officer_name))

    def dockets(self, on: date, packs_of: dockets.PacksOf) -> tuple[Docket, ...]:
        """The dockets of all projects on a day."""
        with self.store.reading():
            posted = self._once((frozenset((QuotaEntry,)), "quota_days"), lambda: tuple(all_quota_days(self.store).items()))
            return dockets.dockets(self._read, on, packs_of, dict(posted))

    def _gathered(self, project: Project, on: date, packs: tuple[Pack, ...], officer_name: str) -> Dossier:
        overrides, in_force = self._read(PolicyOverride), self._standards(project, on)
        standard_rates = self._read(StandardRate, standard_id=tuple(s.id for s in in_force)) if in_force else ()
        rates = values.resolve(packs, overrides, on, county_rates(in_force, standard_rates))
        design = self._design(project.id)
        stated = standards.resolve(shipped.standards(), overrides, priced_day(design, on))
        return Dossier(
            project=project, on=on, officer_name=officer_name, overrides=overrides, standards=in_force, standard_rates=standard_rates,
            design=design, carrying=self._carrying(project), approvals=self._approvals(project),
            quotas=quotas(self._read, project),
            schedules=stated.schedules, recipes=stated.recipes, targets=stated.targets,
            rates=rates, conditions=values.conditions(packs, rates, on), subsidies=values.subsidies(packs, on), pair=values.pair(rates),
            words=values.words(packs), area_basis=values.area_basis(rates), wordings=newest(self._read(WordingCopy)),
            **{name: self._read(entity) for name, entity in _DIRECTORIES.items()}, **self._on_the_ground(self._parts(project.id), project))

    def _with_approved(self, dossier: Dossier) -> Dossier:
        """A dossier with the plots of the plan approved last, as they were sealed."""
        standing = approved_plan(dossier)
        if standing is None:
            return dossier
        plots = self._once((frozenset((Sealed,)), "approved", standing.sealed_id), lambda: self._sealed_plots(standing.sealed_id))
        return replace(dossier, approved_plots=plots)

    def _sealed_plots(self, sealed_id: str) -> tuple[Plot, ...]:
        """The plots of a sealed plan; none when the copy cannot be read any more, which `doctor` tells."""
        copy = self.store.get(Sealed, sealed_id)
        try:
            return dossier_from_json(copy.dossier).plots if copy else ()
        except KnownError:
            return ()

    def _on_the_ground(self, parts: dict[str, tuple[Any, ...]], project: Project) -> dict[str, Any]:
        """The parts, and how the plots among them lie."""
        laid = self._once((frozenset((Plot,)), "laid"), self._ground.laid)
        return parts | {"spatial": self._ground.spatial(project.id, laid, self._read(Project), parts["households"])}

    def _parts(self, project_id: str) -> dict[str, tuple[Any, ...]]:
        """What belongs to a project, by the dossier's name for it."""
        surveyed = self._read(Household, project_id=project_id)
        parts = {name: self._read(entity, project_id=project_id) for name, entity in _OF_PROJECT.items()}
        mine, owned = store.ids(Household, project_id=project_id), store.ids(CollectiveProperty, project_id=project_id)
        of_subjects = {name: (*self._read(entity, household_id=mine), *self._read(entity, collective_id=owned))
                       for name, entity in _OF_SUBJECTS.items()}
        rings = tuple(p.rings_id for p in parts["plots"] if p.rings_id)
        return parts | of_subjects | {
            "households": tuple(h for h in surveyed if h.left_out is None), "left_out": tuple(h for h in surveyed if h.left_out is not None),
            "taken": store.taken(self.store, project_id, surveyed), "rings": self._read(PlotRings, id=rings) if rings else (),
            "lines": self._read(AgreementLine, agreement_id=store.ids(Agreement, project_id=project_id)),
            "land_uses": self._read(LandUse, plot_id=store.ids(Plot, project_id=project_id)),
            "plan_approvals": self._read(PlanApproval, version_id=store.ids(PlanVersion, project_id=project_id)),
            "objections": self._read(Objection, notice_id=store.ids(Notice, project_id=project_id)),
            **{name: self._read(entity, household_id=mine) for name, entity in _OF_HOUSEHOLDS.items()}}

    def _design(self, project_id: str) -> Design:
        """The rows of the reclamation design."""
        basis = self._read(DesignBasis, project_id=project_id)
        return Design(
            basis=basis[0] if basis else None,
            components=self._read(PriceComponent, unit_price_id=store.ids(UnitPrice, project_id=project_id)),
            **{name: self._read(entity, plot_id=store.ids(Plot, project_id=project_id)) for name, entity in _DESIGN_OF_PLOTS.items()},
            **{name: self._read(entity, project_id=project_id) for name, entity in _DESIGN_OF_PROJECT.items()})

    def _carrying(self, project: Project) -> Carrying:
        """The rows of carrying out."""
        completion = self._read(Completion, project_id=project.id)
        mine = self._read(CountyMeasure, authority_id=project.responsible_id) if project.responsible_id else ()
        return Carrying(
            completion=completion[0] if completion else None, measures=mine,
            plot_acceptances=self._read(PlotAcceptance, acceptance_id=store.ids(Acceptance, project_id=project.id)),
            **{name: self._read(entity, plot_id=store.ids(Plot, project_id=project.id)) for name, entity in _CARRYING_OF_PLOTS.items()},
            **{name: self._read(entity, project_id=project.id) for name, entity in _CARRYING_OF_PROJECT.items()})

    def _approvals(self, project: Project) -> Approvals:
        """The rows of the approvals; what was decided about the whole place counts for each of its projects."""
        matters, body = store.ids(Matter, project_id=project.id), project.responsible_id
        duties = (*(d for d in (self._read(DutyPerson, authority_id=body) if body else ()) if d.project_id in (None, project.id)),
                  *self._read(DutyPerson, project_id=project.id, authority_id=None))
        return Approvals(
            comments=self._read(ReturnComment, entry_id=store.ids(MatterEntry, matter_id=matters)),
            answers=self._read(CommentAnswer, comment_id=store.ids(ReturnComment, entry_id=store.ids(MatterEntry, matter_id=matters))),
            submitted_files=self._read(SubmittedFile, submission_id=store.ids(Submission, matter_id=matters)),
            targets=self._read(YearTarget, authority_id=body) if body else (), duties=duties,
            sanctions=counting(self._read(Sanction), project, self._read(Authority)),
            **{name: self._read(entity, matter_id=matters) for name, entity in _APPROVALS_OF_MATTERS.items()},
            **{name: self._read(entity, project_id=project.id) for name, entity in _APPROVALS_OF_PROJECT.items()})

    def _standards(self, project: Project, on: date) -> tuple[CountyStandard, ...]:
        """The county's own standards in force on a day, the latest first."""
        mine = self._read(CountyStandard, authority_id=project.responsible_id) if project.responsible_id else ()
        in_force = [s for s in mine if s.begins <= on <= (s.until_on or date.max)]
        return tuple(sorted(in_force, key=lambda s: (s.begins, s.issued_on or date.min)))[::-1]  # of two alike the one entered last

    def _read(self, entity: type[T], **equals: Any) -> tuple[T, ...]:
        """The entities with these values, in the order entered; read once until they or those they are chosen by change."""
        owners = (value.entity for value in equals.values() if isinstance(value, store.Ids))
        key = (frozenset((entity, *owners)), entity, *equals.items())
        return self._once(key, lambda: tuple(self.store.load(entity, **equals)))

    def _once(self, key: tuple[Any, ...], read: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        if key not in self._kept:
            self._kept[key] = read()
            for class_ in key[0]:
                self._of.setdefault(class_, {})[key] = None
        return self._kept[key]


def newest(copies: Iterable[WordingCopy]) -> tuple[WordingCopy, ...]:
    """Of every text the version made last."""
    return tuple({c.key: c for c in sorted(copies, key=lambda c: c.version)}.values())
