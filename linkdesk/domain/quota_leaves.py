"""What rows of projects move in the quota ledger: land as the papers print it (公顷, four decimals), in m²."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.carrying import PlotAcceptance
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import SQUARE_METRES_PER_HECTARE, hectares
from linkdesk.domain.quota import QuotaAdvance
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.trade import Trade


def leaf(area: Decimal | None) -> Decimal:
    """An area as it is printed, in m²; what is not filled in is nothing."""
    return Decimal(0) if area is None else hectares(area) * SQUARE_METRES_PER_HECTARE


def agreed(row: Trade | QuotaAdvance) -> Amounts:
    """What a trade or an advance moves; agricultural land that is not stated is at least the farmland."""
    return Amounts(leaf(row.construction), leaf(row.agricultural if row.agricultural is not None else row.farmland), leaf(row.farmland),
                   leaf(row.paddy))


def taken_by(plot: Plot) -> Amounts:
    """What a new plot takes; agricultural land that is not stated is at least the farmland."""
    agricultural = plot.farmland_taken if plot.agricultural_taken is None else plot.agricultural_taken
    return Amounts(*map(leaf, (plot.new_construction_area, agricultural, plot.farmland_taken, plot.paddy_taken)))


def returned_by(row: PlotAcceptance) -> Amounts:
    """What a plot that passed returns; agricultural land that is not stated is at least the farmland."""
    return Amounts(*map(leaf, (row.accepted_area, row.agricultural_area or row.farmland_area, row.farmland_area, row.paddy_area)))
