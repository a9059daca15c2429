"""Which plots stand together on a sheet: those of a village that lie near each other, as many as one sheet can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import dist

from linkdesk.documents.maps.ground import Lying, all_bounds
from linkdesk.documents.maps.view import fits, reach
from linkdesk.domain.grouping import grouped
from linkdesk.domain.outlines import joined

LEAST_SCALE = 2000  # plots are shown at 1:2000 or larger, as far as a sheet holds the plot


def groups(plots: Sequence[Lying]) -> list[tuple[Lying, ...]]:
    """The plots of one zone sheet by sheet, from north-west to south-east; one sheet where all fit it."""
    if fits(all_bounds(plots), LEAST_SCALE):
        return [tuple(plots)]
    villages = grouped(_ordered(plots), lambda each: each.village)
    return [group for village in villages.values() for group in _near(village)]


def _near(plots: Iterable[Lying]) -> Iterator[tuple[Lying, ...]]:
    """Begin with the first that is left, and take the nearest in turn while one sheet holds them."""
    left, most = list(plots), reach(LEAST_SCALE)
    while left:
        first = left[0]
        group, bounds = [first], first.bounds
        near = [(far, at) for at, each in enumerate(left[1:], 1) if (far := dist(first.centre, each.centre)) <= most]
        for each in (left[at] for _, at in sorted(near)):
            wider = joined((bounds, each.bounds))
            if fits(wider, LEAST_SCALE):
                group.append(each)
                bounds = wider
        taken = {each.plot.id for each in group}
        left = [each for each in left if each.plot.id not in taken]
        yield tuple(sorted(group, key=lambda each: each.plot.code))


def _ordered(plots: Iterable[Lying]) -> list[Lying]:
    return sorted(plots, key=lambda each: (-each.bounds.north, each.bounds.west))
