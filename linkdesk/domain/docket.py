"""The docket: the little of a project that its chains and time limits stand on; of one project, or of all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.approval import (
    ClockReading,
    CommentAnswer,
    Matter,
    MatterEntry,
    ReturnComment,
    Submission,
)
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.corrections import standing
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.letter import Letter
from linkdesk.domain.oversight import Inspection, Sanction
from linkdesk.domain.planning import PlanAnnex, PlanApproval, PlanVersion
from linkdesk.domain.progress import open_terms
from linkdesk.domain.project import Project
from linkdesk.domain.quota_days import QuotaDays, quota_days
from linkdesk.domain.special_plan import PlannedProject, SpecialPlan
from linkdesk.domain.trace import Trace
from linkdesk.domain.trade import Trade

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AgreedTerm:
    """A day agreed with households (demolish_by, vacate_by …) and how many of their agreements have not fulfilled it."""

    field: str
    label: str
    due_on: date
    open: int


@dataclass(frozen=True)
class Docket:
    """What of one project decides whose turn it is and which time limits run, on a day."""

    project: Project
    on: date
    authorities: tuple[Authority, ...] = ()
    agencies: tuple[Agency, ...] = ()
    agency_names: tuple[AgencyName, ...] = ()
    matters: tuple[Matter, ...] = ()
    entries: tuple[MatterEntry, ...] = ()
    comments: tuple[ReturnComment, ...] = ()
    answers: tuple[CommentAnswer, ...] = ()
    submissions: tuple[Submission, ...] = ()
    versions: tuple[PlanVersion, ...] = ()
    approvals: tuple[PlanApproval, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    readings: tuple[ClockReading, ...] = ()
    annexes: tuple[PlanAnnex, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    letters: tuple[Letter, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    terms: tuple[AgreedTerm, ...] = ()
    quota_days: QuotaDays = QuotaDays()
    trades: tuple[Trade, ...] = ()
    special_plans: tuple[SpecialPlan, ...] = ()      # of the project's county
    planned_projects: tuple[PlannedProject, ...] = ()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from this docket alone, made when it is first asked for and kept under a key."""
        kept = vars(self).setdefault("_once", {})
        if key not in kept:
            kept[key] = make()
        return kept[key]

    @property
    def standing_entries(self) -> tuple[MatterEntry, ...]:
        """The entries that stand: neither corrections nor corrected."""
        return self.once("entries", lambda: standing(self.entries))


def docket_of(dossier: Dossier) -> Docket:
    """The docket of a dossier's project."""
    of = dossier.approvals
    return dossier.once("docket", lambda: Docket(
        project=dossier.project, on=dossier.on, authorities=dossier.authorities, agencies=dossier.agencies,
        agency_names=dossier.agency_names, matters=of.matters, entries=of.entries, comments=of.comments, answers=of.answers,
        submissions=of.submissions, versions=dossier.plan_versions, approvals=dossier.plan_approvals,
        acceptances=dossier.carrying.acceptances, readings=of.readings, annexes=dossier.annexes, opinions=of.opinions,
        inspections=of.inspections, letters=of.letters, sanctions=of.sanctions, terms=agreed_terms(dossier),
        quota_days=quota_days(dossier.quotas.entries),
        trades=dossier.quotas.trades, special_plans=dossier.quotas.special_plans, planned_projects=dossier.quotas.planned_projects))


def agreed_terms(dossier: Dossier) -> tuple[AgreedTerm, ...]:
    """The days agreed with households that signed, each with the number of agreements still open, the earliest first."""
    return counted_terms(progress.trace for progress in dossier.progress.values())


def counted_terms(found: Iterable[Trace]) -> tuple[AgreedTerm, ...]:
    """The open agreed days of some subjects, leaving out those whose pair has ended or is closed."""
    under_way = (trace for trace in found if not trace.ended and not trace.last(AgreementEventKind.CLOSED))
    counted = Counter(term for trace in under_way for term in open_terms(trace))
    return tuple(AgreedTerm(name, fields_of(Agreement)[name].label, day, count)
                 for (name, day), count in sorted(counted.items(), key=lambda item: (item[0][1], item[0][0])))
