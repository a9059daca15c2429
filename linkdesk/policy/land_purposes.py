"""What a plot is planned for, as far as quotas care: told from the words officers write into 规划用途."""

from __future__ import annotations

from linkdesk.domain.plot import Plot
from linkdesk.domain.quota_words import LandPurpose
from linkdesk.domain.words import PlotUse

COMMERCIAL = frozenset({LandPurpose.COMMERCE, LandPurpose.TOURISM, LandPurpose.RECREATION, LandPurpose.COMMODITY_HOUSING})
"""Purposes that draw on surplus only (B §二(五))."""
LOCAL_NEEDS = frozenset({LandPurpose.RELOCATION, LandPurpose.DEVELOPMENT})

_WORDS = (("商品住宅", LandPurpose.COMMODITY_HOUSING), ("商品房", LandPurpose.COMMODITY_HOUSING), ("旅游", LandPurpose.TOURISM),
          ("娱乐", LandPurpose.RECREATION), ("商", LandPurpose.COMMERCE), ("工业", LandPurpose.INDUSTRY), ("仓储", LandPurpose.INDUSTRY),
          ("公共", LandPurpose.PUBLIC), ("公益", LandPurpose.PUBLIC), ("学校", LandPurpose.PUBLIC), ("道路", LandPurpose.PUBLIC))


def purpose_of(plot: Plot) -> LandPurpose | None:
    """The purpose of a new plot: resettlement, or what its planned use says; None while nobody has said."""
    if plot.use is PlotUse.SETTLEMENT:
        return LandPurpose.RELOCATION
    return told(plot.planned_use)


def told(planned_use: str) -> LandPurpose | None:
    """The purpose some words tell, the most particular first; other words are 其他, no words are nothing."""
    said = planned_use.strip()
    return next((purpose for word, purpose in _WORDS if word in said), LandPurpose.OTHER if said else None)
