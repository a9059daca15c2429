"""How far each step of a project has come: the small mark beside its name in the rail."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from linkdesk.actions.agreements import eligible
from linkdesk.domain.completion_obstacles import obstacles
from linkdesk.domain.design_standing import standing
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import ON_PAPER
from linkdesk.domain.household import consents
from linkdesk.domain.words import AgreementState, PlotUse, Severity
from linkdesk.policy.check import Finding
from linkdesk.policy.matters import standings
from linkdesk.policy.parts import Pack
from linkdesk.ui.pages import ROOMS
from linkdesk.ui.steps import State

Findings = tuple[Finding, ...]
_UNDER = {step: tuple(entity for room in ROOMS if step in (room.key, room.within) for entity in room.edits)
          for step in ("plots", "plan", "design", "carrying")}


def states(dossier: Dossier, findings: Findings, packs: Iterable[Pack]) -> dict[str, State]:
    """The state of every step that has one, by page key."""
    return {key: judge(dossier, findings) for key, judge in _JUDGES.items()} | {"matters": _matters(dossier, packs)}


def _graded(findings: Findings, subjects: tuple[str, ...], begun: bool, done: bool) -> State:
    if any(f.subject in subjects and f.severity is Severity.ERROR for f in findings):
        return State.ERROR
    return State.DONE if done else State.WORK if begun else State.NONE


def _overview(dossier: Dossier, findings: Findings) -> State:
    project = dossier.project
    asked = (project.number, project.planned_year, project.period, project.applied_on, project.surplus_trade)
    filled = [a not in (None, "") for a in asked]
    return _graded(findings, ("project",), any(filled), all(filled))


def _households(dossier: Dossier, findings: Findings) -> State:
    if dossier.held:
        return State.ERROR
    asked = all(consents(h) is not None for h in dossier.households)
    return _graded(findings, ("household",), bool(dossier.households), bool(dossier.households) and asked)


def _agreements(dossier: Dossier, findings: Findings) -> State:
    made = [a for a in dossier.agreements if a.state is not AgreementState.VOID]
    wanted = len(eligible(dossier)[0]) * len(dossier.pair)
    printed = all(a.state in ON_PAPER for a in made)
    return _graded(findings, ("agreement",), bool(made), bool(made) and len(made) >= wanted and printed)


def _plots(dossier: Dossier, findings: Findings) -> State:
    """Done when nothing the checks ask about plots is unknown."""
    lacking = any(f.subject in _UNDER["plots"] and f.undetermined for f in findings)
    return _graded(findings, _UNDER["plots"], bool(dossier.plots), bool(dossier.plots) and not lacking)


def _plan(dossier: Dossier, findings: Findings) -> State:
    """Done when a version has been sealed."""
    begun = (any(s.text for s in dossier.sections), dossier.estimate, dossier.funds, dossier.schedule, dossier.tenure_changes,
             dossier.annexes)
    return _graded(findings, _UNDER["plan"], any(begun), bool(dossier.plan_versions))


def _design(dossier: Dossier, findings: Findings) -> State:
    """Done when every demolition plot's works can be told and paid."""
    states = [standing(dossier, plot.id) for plot in dossier.plots_of(PlotUse.OLD)]
    graded = _graded(findings, _UNDER["design"], any(s.begun for s in states), bool(states) and all(s.complete for s in states))
    return State.ERROR if any(s.faults for s in states) else graded


def _carrying(dossier: Dossier, findings: Findings) -> State:
    """Done when nothing stands against the completion report."""
    carried = dossier.carrying
    begun = carried.partners, carried.stages, carried.photos, carried.payments, carried.variations, carried.completion
    return _graded(findings, _UNDER["carrying"], any(begun), not obstacles(dossier))


def _matters(dossier: Dossier, packs: Iterable[Pack]) -> State:
    """In work while a matter waits for its approval or filing; done when all that went up are decided and something was approved."""
    known = standings(docket_of(dossier), packs)
    if any(s.is_open for s in known):
        return State.WORK
    return State.DONE if any(s.concluded_on for s in known) else State.WORK if known else State.NONE


_JUDGES: dict[str, Callable[[Dossier, Findings], State]] = {
    "overview": _overview, "households": _households, "agreements": _agreements, "plots": _plots, "plan": _plan,
    "design": _design, "carrying": _carrying}
