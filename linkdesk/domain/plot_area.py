"""Which of a plot's areas is printed: the one computed on the plane or on the ellipsoid, as a policy says, else the stated one."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.plot import Plot

BASES = {"plane": "平面面积", "ellipsoid": "椭球面积"}  # Dossier.area_basis → its word


def computed_area(plot: Plot, basis: str) -> Decimal | None:
    """The area in m² computed from the boundary points; None without points."""
    return plot.ellipsoid_area if basis == "ellipsoid" else plot.plane_area


def printed_area(plot: Plot, basis: str) -> Decimal | None:
    """The area in m² that is printed: as computed, else as stated."""
    computed = computed_area(plot, basis)
    return computed if computed is not None else plot.stated_area
