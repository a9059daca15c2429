"""Plan drawings of plots: two small plots on a page, a large one on a page of its own, each at a round scale within its card."""

from decimal import Decimal

import pytest

from linkdesk.documents.blocks import ShapeKind
from linkdesk.documents.design.periods import split
from linkdesk.documents.design.plot_cards import card_sections
from linkdesk.documents.maps.ground import Lying
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.outlines import BoundaryPoint
from linkdesk.domain.plot import Plot
from tests.documents.dossiers import DAY, PROJECT


def lying(code, side):
    """A square plot of so many metres."""
    corners = ((0, 0), (side, 0), (side, side), (0, side))
    ring = tuple(BoundaryPoint(f"J{at}", Decimal(36462300) + x, Decimal(3450500) + y) for at, (x, y) in enumerate(corners, 1))
    return Lying(Plot("p", code, reclaim_class="0103"), "上沟村", (ring,))


def cards(*plots):
    return card_sections(Dossier(PROJECT, DAY), plots, {plot.plot.id: (("面积", "0.0400 公顷"),) for plot in plots})


def words(drawing):
    return [shape.text for shape in drawing.shapes if shape.kind is ShapeKind.TEXT]


def test_small_plots_share_a_page_and_large_ones_do_not():
    pages = cards(lying("甲", 20), lying("乙", 20), lying("丙", 400), lying("丁", 20))
    assert [[drawing.name for drawing in page.blocks] for page in pages] == [
        ["甲地块平面图", "乙地块平面图"], ["丙地块平面图"], ["丁地块平面图"]]


@pytest.mark.parametrize(("side", "scale"), [(5, "1:200"), (20, "1:500"), (400, "1:5000")])
def test_a_plot_is_drawn_at_a_round_scale_with_its_points_and_data(side, scale):
    drawing = cards(lying("甲", side))[0].blocks[0]
    assert {scale, "J1", "J4", "北", "面积", "0.0400 公顷", "上沟村"} <= set(words(drawing))
    outline = next(shape for shape in drawing.shapes if shape.hatch)
    xs = [x for x, _ in outline.points]
    assert max(xs) - min(xs) == pytest.approx(Decimal(side * 1000) / int(scale[2:]), abs=Decimal("0.01"))
    assert all(0 <= x <= drawing.width_mm and 0 <= y <= drawing.height_mm for shape in drawing.shapes for x, y in shape.points)


@pytest.mark.parametrize(("amount", "weights"), [("100", (1, 1, 1)), ("0.01", (5, 5)), ("951.11", (92, 181, 3)), ("0", (1, 2))])
def test_shares_together_are_the_amount(amount, weights):
    shares = split(Decimal(amount), weights)
    assert sum(shares) == Decimal(amount)
    assert all(share >= 0 for share in shares)
