"""Soundness, overlaps and outlines."""

from decimal import Decimal

import pytest

from linkdesk.geometry import Boundary, overlaps
from linkdesk.geometry.shapes import flaw
from tests.geometry.exchange_files import rectangle, ring

SQUARE = rectangle("3450000", "3450100", "36462000", "36462100")


def moved(north: int, east: int, zone: int | None = 36) -> Boundary:
    return Boundary(zone, (rectangle(str(3450000 + north), str(3450100 + north), str(36462000 + east), str(36462100 + east)),))


def shared(plots):
    return tuple((o.first, o.second, o.area_m2) for o in overlaps(plots))


@pytest.mark.parametrize(("rings", "reason"), [
    ((SQUARE,), None), ((SQUARE, rectangle("3450010", "3450020", "36462010", "36462020")), None),
    ((ring(("3450000", "36462000"), ("3450100", "36462100"), ("3450100", "36462000"), ("3450000", "36462100")),), "边界自相交"),
    ((SQUARE, rectangle("3450050", "3450150", "36462010", "36462020")), "边界自相交"),
    ((SQUARE, SQUARE), "边界自相交"),
    ((ring(("3450000", "36462000"), ("3450100", "36462100"), ("3450200", "36462200")),), "边界自相交"),
    ((ring(("3450000", "36462000"), ("3450000", "36462100"), ("3450050", "36462050"), ("3450100", "36462100"),
           ("3450100", "36462000"), ("3450050", "36462050")),), "边界两次经过同一点"),
])
def test_flaws(rings, reason):
    found = flaw(rings)
    assert (found and found[0]) == reason
    assert found is None or any(found[1] in one for one in rings)


def test_overlaps():
    plots = [moved(0, 0), moved(50, 50), moved(0, 100), moved(0, 200, zone=None), moved(60, 60), moved(5000, 0)]
    assert shared(plots) == (
        (0, 1, Decimal("2500.0000")), (0, 4, Decimal("1600.0000")), (1, 2, Decimal("2500.0000")),
        (1, 4, Decimal("8100.0000")), (2, 4, Decimal("2400.0000")))
    assert overlaps([]) == ()
    assert overlaps([moved(0, 0), moved(0, 0, zone=37)]) == ()


def test_a_plot_in_a_hole_is_no_overlap():
    hole = rectangle("3450020", "3450080", "36462020", "36462080")
    inside = rectangle("3450030", "3450080", "36462030", "36462080")
    assert overlaps([Boundary(36, (SQUARE, hole)), Boundary(36, (inside,))]) == ()


def test_a_crossing_plot_is_still_compared():
    crossed = ring(("3450000", "36462000"), ("3450100", "36462100"), ("3450100", "36462000"), ("3450000", "36462100"))
    assert shared([Boundary(36, (crossed,)), moved(0, 0)]) == ((0, 1, Decimal("5000.0000")),)
