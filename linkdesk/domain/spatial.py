"""How plots lie to each other and to homesteads: what boundary points tell, as values the checks can hold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlotOverlap:
    """Land that a plot of this project shares with another plot: in m² (4 decimals); `other_project` empty for one of its own.

    `width` is the mean width of that land in m: next to nothing where an edge of two plots was drawn twice.
    """

    plot_id: str
    other_id: str
    other_code: str
    area: Decimal
    other_project: str = ""
    other_year: int | None = None
    width: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SameCode:
    """A plot whose code a plot of another project bears too."""

    plot_id: str
    other_project: str
    other_year: int | None = None


@dataclass(frozen=True, slots=True)
class PlotFlaw:
    """Why a plot's boundary cannot stand, or (`doubtful`) why it could not be compared with others, in Chinese.

    Without a plot it is said of the project as a whole.
    """

    plot_id: str
    why: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PlotDistance:
    """How far a settlement plot lies from the nearest old plot, boundary to boundary, in m."""

    plot_id: str
    nearest_id: str
    metres: Decimal


@dataclass(frozen=True, slots=True)
class Spatial:
    """Everything the boundary points of a project tell; `lying` are households whose surveyed point lies on a plot."""

    overlaps: tuple[PlotOverlap, ...] = ()
    flaws: tuple[PlotFlaw, ...] = ()
    distances: tuple[PlotDistance, ...] = ()
    widths: tuple[tuple[str, Decimal], ...] = ()  # plot id, mean width in m
    codes: tuple[SameCode, ...] = ()
    lying: tuple[tuple[str, str], ...] = ()       # household id, plot id
    astray: tuple[str, ...] = ()                  # households whose surveyed point lies on no plot
