"""The dockets of all projects at once: each table is read in one go, and what nobody has changed is not read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from linkdesk.domain.agreement import Agreement, AgreementEvent
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
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.docket import AgreedTerm, Docket, counted_terms
from linkdesk.domain.dossier import acceptance_level
from linkdesk.domain.grouping import grouped
from linkdesk.domain.letter import Letter
from linkdesk.domain.oversight import Inspection, Sanction
from linkdesk.domain.oversight_standing import counting
from linkdesk.domain.planning import PlanAnnex, PlanApproval, PlanVersion
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quota_days import QuotaDays
from linkdesk.domain.special_plan import PlannedProject, SpecialPlan
from linkdesk.domain.trace import traces
from linkdesk.domain.trade import Trade
from linkdesk.policy import values
from linkdesk.policy.parts import Pack

Rows = Callable[..., tuple[Any, ...]]
PacksOf = Callable[[Project], tuple[Pack, ...]]
_OF_PROJECT = {"matters": Matter, "versions": PlanVersion, "acceptances": Acceptance, "readings": ClockReading, "annexes": PlanAnnex,
               "opinions": Opinion, "inspections": Inspection, "letters": Letter, "trades": Trade}
_OF_OTHERS = {"entries": (MatterEntry, "matter_id", "matters"), "submissions": (Submission, "matter_id", "matters"),
              "approvals": (PlanApproval, "version_id", "versions"), "comments": (ReturnComment, "entry_id", "entries"),
              "answers": (CommentAnswer, "comment_id", "comments")}
"""Parts whose rows belong to rows of another part: their class, the field that says so, that part's name."""


def dockets(rows: Rows, on: date, packs_of: PacksOf, posted: Mapping[str, QuotaDays]) -> tuple[Docket, ...]:
    """The docket of every project, by name; `rows` gives the entities of a class, all or those with some values, `posted` is what the
    ledger tells of each project."""
    directories = {"authorities": rows(Authority), "agencies": rows(Agency), "agency_names": rows(AgencyName)}
    parts = {name: grouped(rows(entity), lambda e: e.project_id) for name, entity in _OF_PROJECT.items()}
    for name, (entity, field, owner) in _OF_OTHERS.items():
        owners = {e.id: project_id for project_id, owned in parts[owner].items() for e in owned}
        parts[name] = grouped(rows(entity), lambda e, field=field, owners=owners: owners.get(getattr(e, field)))
    terms, sanctions = _terms(rows, on, packs_of), _sanctions(rows)
    plans, planned = grouped(rows(SpecialPlan), lambda p: p.authority_id), grouped(rows(PlannedProject), lambda r: r.project_id)
    return tuple(Docket(project, on, **directories, sanctions=sanctions(project), terms=terms.get(project.id, ()),
                        quota_days=posted.get(project.id, QuotaDays()),
                        special_plans=tuple(plans.get(project.responsible_id, ())), planned_projects=tuple(planned.get(project.id, ())),
                        **{name: tuple(of.get(project.id, ())) for name, of in parts.items()})
                 for project in sorted(rows(Project), key=lambda p: p.name))


def _sanctions(rows: Rows) -> Callable[[Project], tuple[Sanction, ...]]:
    """What counts for a project of the decisions about places and projects."""
    every, authorities = rows(Sanction), rows(Authority)
    return lambda project: counting(every, project, authorities) if every else ()


def _terms(rows: Rows, on: date, packs_of: PacksOf) -> Mapping[str, tuple[AgreedTerm, ...]]:
    """The days agreed with households, by project; acceptances count by the level each project's values name."""
    events = grouped(rows(AgreementEvent), lambda e: e.project_id)
    projects, overrides = {p.id: p for p in rows(Project)}, rows(PolicyOverride)
    known: dict[tuple[str, ...], tuple[Any, ...]] = {}
    found = {}
    for project_id, made in grouped(rows(Agreement), lambda a: a.project_id).items():
        project = projects[project_id]
        if project.packs not in known:
            known[project.packs] = values.resolve(packs_of(project), overrides, on)
        rates = known[project.packs]
        found[project_id] = counted_terms(traces(values.pair(rates), made, events.get(project_id, ()), acceptance_level(rates)).values())
    return found
