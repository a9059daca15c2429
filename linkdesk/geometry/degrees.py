"""Longitude and latitude on CGCS2000 → Gauss-Krüger coordinates of one zone; always said, never silently."""

from __future__ import annotations

from decimal import Decimal

from pyproj import Proj

from linkdesk.domain.gauss_zone import central_meridian
from linkdesk.domain.quantities import rounded
from linkdesk.geometry.ellipsoid import gauss
from linkdesk.geometry.raw import Said, told

LONGITUDES, LATITUDES = (Decimal(73), Decimal(136)), (Decimal(3), Decimal(54))  # of China
DECIMALS = 4  # a tenth of a millimetre: what an area of three decimals needs

Pair = tuple[Decimal, Decimal]


def are_degrees(pair: Pair) -> bool:
    """Whether two numbers are a longitude and a latitude in China, in either order."""
    return _in_china(*pair) or _in_china(pair[1], pair[0])


class Projecting:
    """Turns pairs of degrees into (Y east with its zone, X north), all into the 3° zone of the first."""

    def __init__(self, first: Pair) -> None:
        self.swapped = not _in_china(*first) and _in_china(first[1], first[0])
        longitude = first[1] if self.swapped else first[0]
        self.zone = min(max(int(longitude / 3 + Decimal("0.5")), 25), 45)
        self._projection: Proj = gauss(self.zone)

    def said(self) -> list[Said]:
        """What a person must know of it."""
        done = told("degrees", 1, zone=self.zone, meridian=central_meridian(self.zone))
        return [done, told("degrees_swapped", 1)] if self.swapped else [done]

    def projected(self, pair: Pair) -> Pair:
        """One point; degrees outside China stay what they are and are then refused as coordinates."""
        longitude, latitude = reversed(pair) if self.swapped else pair
        if not _in_china(longitude, latitude):
            return pair
        east, north = self._projection(float(longitude), float(latitude))
        return rounded(Decimal(east), DECIMALS), rounded(Decimal(north), DECIMALS)


def _in_china(longitude: Decimal, latitude: Decimal) -> bool:
    return LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]
