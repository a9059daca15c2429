"""Ellipsoid areas (椭球面积) on CGCS2000: boundary points to latitude and longitude, edges as geodesics.

The land survey's own formula (survey_area) gives the same to some thousandths of a square metre per hectare.
"""

from __future__ import annotations

import math
import threading
from decimal import Decimal

from pyproj import Geod, Proj

from linkdesk.domain.gauss_zone import FALSE_EASTING, ZONE_WIDTH, central_meridian
from linkdesk.domain.quantities import rounded
from linkdesk.geometry.plot_file import Ring, Rings
from linkdesk.geometry.rings import signs

SEMI_MAJOR = 6378137.0
INVERSE_FLATTENING = 298.257222101
DECIMALS = 3
_made = threading.local()
_CGCS2000 = Geod(a=SEMI_MAJOR, rf=INVERSE_FLATTENING)


def ellipsoid_area(rings: Rings) -> Decimal:
    """The area of a plot on the ellipsoid in m², 3 decimals; Y with or without zone prefix, holes found by containment."""
    projection = gauss(int(rings[0][0].y // ZONE_WIDTH))
    total = math.fsum(sign * _ring_area(projection, ring) for sign, ring in zip(signs(rings), rings, strict=True))
    return rounded(Decimal(total), DECIMALS)


def _ring_area(projection: Proj, ring: Ring) -> float:
    longitudes, latitudes = projection([float(p.y) for p in ring], [float(p.x) for p in ring], inverse=True)
    return abs(_CGCS2000.polygon_area_perimeter(longitudes, latitudes)[0])


def gauss(zone: int) -> Proj:
    """The projection of a zone, its number in front of Y as in EPSG 4513 to 4533; without zone any meridian does.

    Kept for the thread that made it, to which a Proj belongs.
    """
    made = _made.__dict__
    if zone not in made:
        made[zone] = _projection(zone)
    return made[zone]


def _projection(zone: int) -> Proj:
    false_easting = int(zone * ZONE_WIDTH + FALSE_EASTING)
    return Proj(proj="tmerc", lat_0=0, lon_0=central_meridian(zone), k=1, x_0=false_easting, y_0=0,
                a=SEMI_MAJOR, rf=INVERSE_FLATTENING)
