"""Plane areas (平面面积), exact from the printed decimals."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

from linkdesk.domain.quantities import rounded
from linkdesk.geometry.plot_file import Ring, Rings
from linkdesk.geometry.rings import signs

DECIMALS = 4
EXACT = Context(prec=200)  # far more digits than products of printed coordinates have: nothing is rounded on the way


def plane_area(rings: Rings) -> Decimal:
    """The area of a plot in m², 4 decimals, by Gauss's area formula; holes and further parts found by containment."""
    with localcontext(EXACT):
        total = sum((sign * abs(signed_area(ring)) for sign, ring in zip(signs(rings), rings, strict=True)), Decimal(0))
        return rounded(total, DECIMALS)


def signed_area(ring: Ring) -> Decimal:
    """The exact area of one ring in m², positive when its points run clockwise (X is north, Y is east)."""
    with localcontext(EXACT):
        pairs = zip(ring, ring[1:] + ring[:1], strict=True)
        return sum((a.x * b.y - b.x * a.y for a, b in pairs), Decimal(0)) / 2
