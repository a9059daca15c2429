"""The land survey's own formula for the area on the ellipsoid (第二次全国土地调查 图斑椭球面积计算公式, kept in TD/T 1055).

Points go to latitude and longitude by series; trapezoids between each edge and a reference meridian are summed. Their
slanting sides are straight in latitude and longitude, not on the ground. The area does not depend on the zone: only
distances from the central meridian enter.
"""

from __future__ import annotations

import math
from decimal import Decimal

from linkdesk.domain.quantities import rounded
from linkdesk.geometry.coordinates import easting
from linkdesk.geometry.plot_file import Ring, Rings
from linkdesk.geometry.rings import signs

FLATTENING = 1 / 298.257222101
SEMI_MAJOR = 6378137.0
SEMI_MINOR = SEMI_MAJOR * (1 - FLATTENING)
POLAR_RADIUS = SEMI_MAJOR / (1 - FLATTENING)
E2 = FLATTENING * (2 - FLATTENING)  # first eccentricity squared
E2_PRIME = E2 / (1 - E2)  # second eccentricity squared
DECIMALS = 4

# Series of the footpoint latitude on CGCS2000.
K = (1.57048761144159e-7, 5.05250178820567e-3, 2.98472900956587e-5, 2.41626669230084e-7, 2.22241238938534e-9)
# A, -B, C, -D, E. They take the first eccentricity; a sample code published with the formula takes the second and is
# 24 ppm off.
TRAPEZOID = (
    1 + 3 / 6 * E2 + 30 / 80 * E2**2 + 35 / 112 * E2**3 + 630 / 2304 * E2**4,
    -(1 / 6 * E2 + 15 / 80 * E2**2 + 21 / 112 * E2**3 + 420 / 2304 * E2**4),
    3 / 80 * E2**2 + 7 / 112 * E2**3 + 180 / 2304 * E2**4,
    -(1 / 112 * E2**3 + 45 / 2304 * E2**4),
    5 / 2304 * E2**4,
)


def survey_area(rings: Rings) -> Decimal:
    """The area of a plot by the survey's formula in m², 4 decimals, to hold against a surveyor's figure."""
    total = math.fsum(sign * abs(_ring_area(ring)) for sign, ring in zip(signs(rings), rings, strict=True))
    return rounded(Decimal(total), DECIMALS)


def geodetic(x: Decimal, y: Decimal) -> tuple[float, float]:
    """Latitude and longitude east of the central meridian, both in radians, of a Gauss-Krüger point in metres."""
    foot = K[0] * float(x)
    sine = math.sin(foot)
    foot += math.cos(foot) * (K[1] * sine - K[2] * sine**3 + K[3] * sine**5 - K[4] * sine**7)
    return _from_footpoint(foot, float(easting(y)))


def _from_footpoint(foot: float, east: float) -> tuple[float, float]:
    t2, eta2 = math.tan(foot) ** 2, E2_PRIME * math.cos(foot) ** 2
    v2 = 1 + eta2
    q = east * math.sqrt(v2) / POLAR_RADIUS
    latitude = foot - v2 * math.tan(foot) * (
        q**2 / 2 - (5 + 3 * t2 + eta2 - 9 * eta2 * t2) * q**4 / 24 + (61 + 90 * t2 + 45 * t2**2) * q**6 / 720)
    longitude = (q - (1 + 2 * t2 + eta2) * q**3 / 6
                 + (5 + 28 * t2 + 24 * t2**2 + 6 * eta2 + 8 * eta2 * t2) * q**5 / 120) / math.cos(foot)
    return latitude, longitude


def _ring_area(ring: Ring) -> float:
    points = [geodetic(p.x, p.y) for p in ring]
    reference = points[0][1]  # a near meridian keeps the trapezoids small and their sum exact
    return math.fsum(_trapezoid(b1, l1 - reference, b2, l2 - reference)
                     for (b1, l1), (b2, l2) in zip(points, points[1:] + points[:1], strict=True))


def _trapezoid(b1: float, l1: float, b2: float, l2: float) -> float:
    half, middle = (b2 - b1) / 2, (b1 + b2) / 2
    series = sum(k * math.sin(n * half) * math.cos(n * middle) for n, k in zip((1, 3, 5, 7, 9), TRAPEZOID, strict=True))
    return SEMI_MINOR**2 * (l1 + l2) * series
