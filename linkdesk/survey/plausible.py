"""Values that are possible and yet probably wrong: remarks on a household as a whole, and on a table's homesteads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from statistics import median

from linkdesk.domain.household import Household

LARGE_HOMESTEAD = Decimal(1000)
HOUSE_TO_HOMESTEAD = 5
LIKELY_MEDIAN = (Decimal(20), Decimal(2000))
"""Between these m² lies the median homestead of any village, whatever the unit of the table."""


def doubts(household: Household) -> Iterator[tuple[str, str]]:
    """Field and reason of each area that does not fit the homestead it belongs to."""
    homestead = household.homestead_area
    if homestead is None:
        return
    if homestead > LARGE_HOMESTEAD:
        yield "homestead_area", f"，大于 {LARGE_HOMESTEAD} ㎡"
    if (household.house_area or 0) > HOUSE_TO_HOMESTEAD * homestead:
        yield "house_area", f"，超过宅基地面积的 {HOUSE_TO_HOMESTEAD} 倍"
    if (household.reclaimable_area or 0) > homestead:
        yield "reclaimable_area", "，大于宅基地面积"


def unlikely_median(households: Iterable[Household]) -> Decimal | None:
    """The median homestead in m² of a table if no village has such, as when the heading names the wrong unit."""
    areas = [h.homestead_area for h in households if h.homestead_area is not None]
    middle = median(areas) if areas else LIKELY_MEDIAN[0]
    return None if LIKELY_MEDIAN[0] <= middle <= LIKELY_MEDIAN[1] else middle
