"""The units a quota figure is shown in: 公顷 and 亩 with four decimals, ㎡ with two; a leaf is rounded once from its m²."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.quantities import hectares, mu, printed, rounded


class AreaUnit(StrEnum):
    """How areas are shown; typed areas may bear any of them."""

    HECTARE = "公顷"
    MU = "亩"
    SQUARE_METRE = "㎡"

    @property
    def decimals(self) -> int:
        """How many decimals a figure has."""
        return 2 if self is AreaUnit.SQUARE_METRE else 4

    def of(self, area: Decimal) -> Decimal:
        """An area of so many m² in this unit, rounded half up once."""
        if self is AreaUnit.SQUARE_METRE:
            return rounded(area, self.decimals)
        return mu(area, self.decimals) if self is AreaUnit.MU else hectares(area, self.decimals)

    def text(self, area: Decimal) -> str:
        """The same as printed, without the unit."""
        return printed(self.of(area), self.decimals)


OF_TABLES = AreaUnit.HECTARE, AreaUnit.MU
"""The units the county's tables are printed in."""
UNIT_CODES = {"ha": AreaUnit.HECTARE, "mu": AreaUnit.MU, "m2": AreaUnit.SQUARE_METRE}
"""How a unit is named on the command line."""
