"""Which zones a project needs: nothing is missing of a zone that it does not have to have."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.words import PlotUse, ResettlementChoice

_WORDS = {PlotUse.OLD: "拆旧地块", PlotUse.SETTLEMENT: "安置地块", PlotUse.NEW: "建新地块"}
# The sections of a plan that are asked for while a zone has no plots: they say why there is none (B §二(七)).
_SECTIONS = {PlotUse.SETTLEMENT: "settlement_zone", PlotUse.NEW: "new_zone"}


def not_needed(dossier: Dossier, use: PlotUse) -> bool:
    """Whether a project can do without plots of this use.

    No urban plot when the whole surplus is traded away or built on elsewhere; no settlement plot when nobody settles
    together; no old plot in the plan of a county that only builds; none of either where an officer wrote why there is none.
    """
    if _said_why_none(dossier, use):
        return True
    if use is PlotUse.NEW:
        return dossier.project.surplus_trade is True or new_side_elsewhere(dossier)
    if use is PlotUse.OLD:
        return builds_only(dossier)
    choices = [h.resettlement_choice for h in dossier.households]
    return builds_only(dossier) or (bool(choices) and None not in choices and ResettlementChoice.CONCENTRATED not in choices)


def _said_why_none(dossier: Dossier, use: PlotUse) -> bool:
    return any(s.key == _SECTIONS.get(use) and s.text.strip() for s in dossier.sections)


def new_side_elsewhere(dossier: Dossier) -> bool:
    """Whether another county builds on the quota: a buyer (A §二(一)), or the county that uses a city's (B §二(六))."""
    project = dossier.project
    return project.city_invested is True or project.new_side_id not in (None, project.responsible_id)


def builds_only(dossier: Dossier) -> bool:
    """Whether this is the separate project of who builds on quota that was bought or assigned."""
    here = {p.use for p in dossier.plots}
    return dossier.project.quota_assigned is not None and PlotUse.NEW in here and PlotUse.OLD not in here


def lacking_zone(dossier: Dossier, uses: Iterable[PlotUse]) -> str:
    """The first of some zones that has no plots and is needed, in Chinese; empty when there is none."""
    here = {p.use for p in dossier.plots}
    return next((_WORDS[use] for use in uses if use not in here and not not_needed(dossier, use)), "")
