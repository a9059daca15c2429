"""How land looks on a map: a fill for the eye and a hatching for prints without colour, and the word for it in the legend."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.documents.blocks import Hatch
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.land_class import class_of
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of land on a map."""

    label: str
    fill: str
    hatch: Hatch
    corners: int = 16  # of its symbol, where a plot is too small for its outline


USES = {
    PlotUse.OLD: Look("拆旧地块", "#F6DFB8", Hatch.RISING),
    PlotUse.SETTLEMENT: Look("安置地块", "#C9DDF0", Hatch.FALLING, 4),
    PlotUse.NEW: Look("建新地块", "#EFC4C4", Hatch.CROSSED, 3),
}
_PADDY = Look("复垦为水田", "#CFE8E4", Hatch.DASHED)
_IRRIGATED = Look("复垦为水浇地", "#DDEBC4", Hatch.LEVEL)
_DRY = Look("复垦为旱地", "#F7EDB5", Hatch.RISING)
_ORCHARD = Look("复垦为园地", "#E9D8EC", Hatch.SQUARED)
_WOODS = Look("复垦为林地", "#C5DFC0", Hatch.CROSSED)
_GRASS = Look("复垦为草地", "#E3EFD0", Hatch.UPRIGHT)
_OTHER = Look("复垦为其他地类", "#E6E1DA", Hatch.FALLING)
_UNSAID = Look("未填复垦方向", "#FFFFFF", Hatch.NONE)
_BY_NAME = {"水田": _PADDY, "水浇地": _IRRIGATED, "旱地": _DRY, "耕地": _DRY}
_BY_GROUP = {"01": _DRY, "02": _ORCHARD, "03": _WOODS, "04": _GRASS}  # first two digits, in every scheme


def look_of(dossier: Dossier, plot: Plot, reclaimed: bool) -> Look:
    """The look of a plot: by its use, or by what it is reclaimed to."""
    return _reclaimed(dossier, plot) if reclaimed else USES[plot.use]


def _reclaimed(dossier: Dossier, plot: Plot) -> Look:
    """By the class that takes most of the plot afterwards, else by its own field."""
    after = [use for use in dossier.uses_by_plot.get(plot.id, ()) if use.side is LandSide.AFTER and use.area is not None]
    code = max(after, key=lambda use: use.area).land_class if after else plot.reclaim_class
    if not code:
        return _UNSAID
    found = class_of(code, plot.land_scheme)
    said = (found.name, found.code) if found else (code.strip(), code.strip())
    return _BY_NAME.get(said[0]) or _BY_GROUP.get(_group(said[1]), _OTHER)


def _group(code: str) -> str:
    """The first level of a class: two digits, in the second survey's three-digit codes too (011 → 01)."""
    return code[:2]
