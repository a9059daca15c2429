"""Typical cross-sections: drawn to scale from their measures, and words where the measures cannot be."""

from decimal import Decimal

import pytest

from linkdesk.documents.blocks import ShapeKind
from linkdesk.documents.sections_drawn import section_drawing
from linkdesk.domain.cross_sections import faults, profile
from linkdesk.domain.design import CrossSection
from linkdesk.domain.design_words import CrossSectionKind as Kind


def section(kind, **measures):
    return CrossSection("p", kind=kind, **{name: Decimal(value) for name, value in measures.items()})


RIDGE = section(Kind.RIDGE, top_width="0.3", bottom_width="0.5", height="0.3")


def words(drawing):
    return [shape.text for shape in drawing.shapes if shape.kind is ShapeKind.TEXT]


def test_a_ridge_is_drawn_to_its_scale_with_its_dimensions():
    said = words(section_drawing(RIDGE))
    assert {"30", "50", "1:10", "1:0.33", "田埂断面", "尺寸单位：cm"} <= set(said)
    outline = next(s for s in section_drawing(RIDGE).shapes if s.kind is ShapeKind.POLYGON and s.hatch)
    (left, low), (right, _), (upper_right, high), (upper_left, _) = outline.points
    assert (right - left, upper_right - upper_left, high - low) == (50, 30, 30)  # mm at 1:10


@pytest.mark.parametrize(("measures", "says"), [
    ({"kind": Kind.RIDGE, "top_width": "0.5", "bottom_width": "0.3", "height": "0.3"}, "底宽小于顶宽"),
    ({"kind": Kind.RIDGE, "top_width": "0.3", "height": "0.3"}, "底宽或者边坡系数"),
    ({"kind": Kind.RIDGE, "top_width": "0.3", "bottom_width": "0.5", "height": "0.3", "side_slope": "1"}, "两者对不上"),
    ({"kind": Kind.RIDGE, "top_width": "0.3", "bottom_width": "0.5", "height": "0"}, "高度为 0"),
    ({"kind": Kind.DITCH, "top_width": "0.5", "height": "1", "side_slope": "1"}, "相交"),
    ({"kind": Kind.DITCH, "top_width": "0.4", "bottom_width": "0.6", "height": "0.4"}, "沟底比沟口宽"),
    ({"kind": Kind.ROAD, "top_width": "3", "height": "0.3", "side_slope": "1", "surface": "0.2", "foundation": "0.2"}, "大于路基高度"),
    ({"kind": Kind.SOIL_LAYER}, "土层总厚"),
    ({"kind": Kind.SOIL_LAYER, "height": "0.4", "surface": "0.3", "foundation": "0.2"}, "大于土层总厚"),
    ({"kind": Kind.DITCH}, "顶宽、高度、底宽或者边坡系数"),
])
def test_measures_that_cannot_be_are_words_on_the_drawing(measures, says):
    wrong = section(**measures)
    assert says in "".join(faults(wrong))
    assert profile(wrong) is None
    assert says in "".join(words(section_drawing(wrong)))


def test_a_bottom_follows_from_the_slope_and_a_rest_of_soil_is_a_layer():
    assert profile(section(Kind.DITCH, top_width="1.0", height="0.4", side_slope="1")).bottom == Decimal("0.2")
    assert profile(section(Kind.ROAD, top_width="3", height="0.5", side_slope="1.5")).bottom == Decimal("4.5")
    soil = profile(section(Kind.SOIL_LAYER, height="0.5", surface="0.3"))
    assert [(layer.label, layer.thickness) for layer in soil.layers] == [("耕作层", Decimal("0.3")), ("心土层", Decimal("0.2"))]


@pytest.mark.parametrize("metres", ["0.01", "1", "37", "4000"])
def test_whatever_the_size_the_figure_stays_within_its_frame(metres):
    m = Decimal(metres)
    drawing = section_drawing(CrossSection("p", kind=Kind.DITCH, top_width=m, bottom_width=m / 2, height=m / 2, lining=m / 20))
    inside = [(0 <= x <= drawing.width_mm and 0 <= y <= drawing.height_mm) for s in drawing.shapes for x, y in s.points]
    assert all(inside)
