"""What rules measure of cost and funds; nothing is measured of a project that has neither estimate nor sources yet."""

from __future__ import annotations

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.policy.measured import Measured, measured


def funds_gap(dossier: Dossier) -> list[Measured]:
    """How much the sources differ from the total investment."""
    if not dossier.funds and not dossier.estimate:
        return []
    first = dossier.funds[0].id if dossier.funds else ""
    return [measured(figure("funds_gap", dossier), "fund_source", first, "amount" if first else "")]


def investment_difference(dossier: Dossier) -> list[Measured]:
    """How much the total typed for the project differs from its estimate."""
    if not dossier.estimate or dossier.project.investment is None:
        return []
    return [measured(figure("investment_difference", dossier), "project", dossier.project.id, "investment")]
