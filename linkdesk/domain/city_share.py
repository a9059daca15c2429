"""Surplus of a project the city invested in, split between city and county (B §二(六)): the parts come to the whole, to the last unit printed."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import HUNDRED, SQUARE_METRES_PER_HECTARE, hectares
from linkdesk.domain.quota_accounts import Amounts

_STEP = SQUARE_METRES_PER_HECTARE.scaleb(-4)  # 0.0001 公顷, as areas of the ledger are printed, in m²


def agreed_share(dossier: Dossier) -> Decimal | None:
    """The city's share in % by the project's own agreement, else by the policies; None while nobody has said."""
    if dossier.project.city_share is not None:
        return dossier.project.city_share
    rate = dossier.rate("city_share")
    return rate.value if rate else None


def shared(whole: Amounts, percent: Decimal) -> tuple[Amounts, Amounts]:
    """What the city gets and what the county gets of some land, measure by measure."""
    pairs = [_split(area, percent) for area in whole.values]
    return Amounts(*(city for city, _ in pairs)), Amounts(*(county for _, county in pairs))


def _split(area: Decimal, percent: Decimal) -> tuple[Decimal, Decimal]:
    """By the largest remainder: the last unit goes to the side that lost more by rounding down, to the city when both lost as much."""
    units = hectares(area) * SQUARE_METRES_PER_HECTARE / _STEP
    exact = units * percent / HUNDRED
    city = exact.to_integral_value(ROUND_FLOOR)
    county = (units - exact).to_integral_value(ROUND_FLOOR)
    if city + county < units:
        city += exact - city >= (units - exact) - county
    return city * _STEP, (units - city) * _STEP
