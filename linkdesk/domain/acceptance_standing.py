"""What the authority accepted at completion, plot by plot, and apart from it how many households' reclamation was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.carrying import Acceptance, Carrying, PlotAcceptance
from linkdesk.domain.carrying_words import AcceptanceResult
from linkdesk.domain.corrections import standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse


@dataclass(frozen=True, slots=True)
class Checked:
    """Of how many households on a plot the reclamation was checked and accepted."""

    accepted: int
    of: int


def standing_acceptances(carrying: Carrying) -> tuple[Acceptance, ...]:
    """The acceptances that stand, the earliest first; of one day the one entered first."""
    return tuple(sorted(standing(carrying.acceptances), key=lambda a: (a.accepted_on, a.entered_at or datetime.min)))


def accepted_whole(acceptances: Iterable[Acceptance]) -> Acceptance | None:
    """The latest of the acceptances by which all plots have passed, given as they were entered; None while a plot has not.

    An entry tells what was left when it was made: after the correction of one that let plots pass, some are open until a later one.
    """
    every, whole = tuple(acceptances), False
    results = {a.id: a.result for a in every}
    for entry in every:
        if entry.revokes_id:
            whole = whole and results.get(entry.revokes_id) is AcceptanceResult.FAILED
        else:
            whole = whole or entry.result is AcceptanceResult.PASSED
    days = [a for a in standing(every) if a.accepted_on and a.result is not AcceptanceResult.FAILED]
    return max(days, key=lambda a: a.accepted_on, default=None) if whole else None


def accepted_plots(carrying: Carrying) -> dict[str, tuple[Acceptance, PlotAcceptance]]:
    """Each plot that passed, by its id, with the acceptance it passed in."""
    by_id = {a.id: a for a in standing_acceptances(carrying)}
    return {row.plot_id: (by_id[row.acceptance_id], row) for row in carrying.plot_acceptances
            if row.acceptance_id in by_id and row.passed}


def failed_plots(carrying: Carrying) -> dict[str, tuple[Acceptance, PlotAcceptance]]:
    """Each plot that was looked at and has not passed since, by its id, with the acceptance that said so last."""
    passed = accepted_plots(carrying)
    by_id = {a.id: a for a in standing_acceptances(carrying)}
    order = {id_: at for at, id_ in enumerate(by_id)}
    rows = sorted((r for r in carrying.plot_acceptances if r.acceptance_id in by_id and not r.passed and r.plot_id not in passed),
                  key=lambda r: order[r.acceptance_id])
    return {row.plot_id: (by_id[row.acceptance_id], row) for row in rows}


def open_plots(dossier: Dossier) -> tuple[Plot, ...]:
    """The demolition plots that have not passed yet, in order of their codes."""
    passed = accepted_plots(dossier.carrying)
    return tuple(p for p in dossier.plots_of(PlotUse.OLD) if p.id not in passed)


def household_checks(dossier: Dossier) -> dict[str, Checked]:
    """By the plot's id how many of its households' reclamation was accepted: this opens their reward and returns no quota."""
    return dossier.once("household_checks", lambda: {id_: _checked(dossier, [h.id for h in households])
                                                     for id_, households in dossier.households_by_plot.items()})


def _checked(dossier: Dossier, household_ids: list[str]) -> Checked:
    traces = [dossier.progress[id_].trace for id_ in household_ids if id_ in dossier.progress]
    return Checked(sum(t.accepted(AgreementEventKind.RECLAMATION_ACCEPTED) is not None for t in traces), len(household_ids))
