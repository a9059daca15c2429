"""What rules measure of cost and funds; nothing is measured of a project that has neither estimate nor sources yet."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.costs import reckoned_categories
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


def typed_beside_reckoned(dossier: Dossier) -> list[Measured]:
    """Each typed row of the estimate in a category that the program reckons itself: the same money would count twice."""
    reckoned = reckoned_categories(dossier) if dossier.estimate else frozenset()
    return [Measured(Decimal(1), "estimate_item", item.id, "category", f"“{item.name}”与程序计算的{item.category}重复", "项", 0)
            for item in dossier.estimate if item.category in reckoned]
