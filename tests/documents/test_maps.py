"""Maps of a plan: true to scale, whole, legible, and honest about what they cannot show."""

import ctypes
import io
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from math import cos, hypot, pi, sin

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from linkdesk.documents.blocks import Align, Drawing, Hatch, PageKind, Paragraph, ShapeKind, Table
from linkdesk.documents.json import from_json, to_json
from linkdesk.documents.maps import map_drawing, plan_maps, sheets_of, titles
from linkdesk.documents.maps.lines import thinned
from linkdesk.documents.maps.pen import width_of
from linkdesk.documents.maps.view import SHEETS
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.pdf.missing import missing_characters
from linkdesk.documents.pdf.styles import page_style
from linkdesk.documents.picture import image
from linkdesk.documents.preview import page_sizes, render
from linkdesk.documents.text import as_text
from linkdesk.domain.plot import BaseMap
from linkdesk.domain.words import PlotUse
from tests.documents import grounds
from tests.documents.paper import MM, printed, whole_text

QINGSHI, SHUANGHE = "plots_qingshi.txt", "plots_shuanghe.txt"
ROUND = {200, 500, *(f * 10 ** p for p in range(3, 7) for f in (1, 2, 5)), 25000} - {20000}


def one(code="CJ-01", east=37412330.5, north=4203500.25, side=45, **more):
    """A dossier with one square plot."""
    return grounds.of(*([each] for each in grounds.square(code, east, north, side, **more)))


def words(drawing):
    """The texts of a drawing."""
    return [s.text for s in drawing.shapes if s.kind is ShapeKind.TEXT]


def scale(drawing):
    """The scale written on a sheet."""
    return next(int(text[2:]) for text in words(drawing) if text.startswith("1:"))


def drawings(dossier):
    """Every sheet of all maps."""
    return [drawing for document in plan_maps(dossier) for drawing in sheets_of(document)]


def drawn_paths(pdf, page=0):
    """The corners of every path of a page, in mm from the lower left of the paper."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_corners(each) for each in document[page].get_objects([raw.FPDF_PAGEOBJ_PATH])]


def _corners(path):
    a = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    found = []
    for at in range(raw.FPDFPath_CountSegments(path)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(path, at), x, y)
        found.append(((a.a * x.value + a.c * y.value + a.e) / MM, (a.b * x.value + a.d * y.value + a.f) / MM))
    return found


@pytest.mark.parametrize(("side", "expected"), [(12.5, 200), (45, 500), (300, 5000), (2500, 25000)])
def test_distances_on_paper_are_those_on_the_ground(side, expected):
    dossier = one(side=side)
    map_ = plan_maps(dossier)[0]
    drawing, = sheets_of(map_)
    assert scale(drawing) == expected
    square = next(path for path in drawn_paths(printed(map_)) if len(set(path)) == 4 and _is(path, side * 1000 / expected))
    for (ax, ay), (bx, by) in pairwise(square):
        assert hypot(bx - ax, by - ay) in (0, pytest.approx(side * 1000 / expected, abs=0.1))


def _is(path, side):
    xs, ys = zip(*path, strict=True)
    return abs(max(xs) - min(xs) - side) < 0.3 and abs(max(ys) - min(ys) - side) < 0.3


def test_a_grid_cross_stands_at_its_coordinate():
    drawing, = sheets_of(plan_maps(one())[1])
    left = min(x for s in drawing.shapes if s.kind is ShapeKind.POLYGON and s.hatch is Hatch.RISING and len(s.points) == 4
               for x, y in s.points if y > 40)
    figure = next(s for s in drawing.shapes if s.text == "37412.34" and s.kind is ShapeKind.TEXT)
    assert figure.points[0][0] - left == pytest.approx(Decimal((37412340 - 37412330.5) * 1000 / 500), abs=Decimal("0.01"))


@pytest.mark.parametrize("dossier", [one(), one(side=3000), grounds.sample(QINGSHI), grounds.sample(SHUANGHE), grounds.township(80)],
                         ids=["small", "large", "qingshi", "shuanghe", "township"])
def test_sheets_are_whole_and_round(dossier):
    for drawing in drawings(dossier):
        assert scale(drawing) in ROUND
        for shape in drawing.shapes:
            wide = Decimal(str(width_of(shape.text, float(shape.size_mm)))) if shape.kind is ShapeKind.TEXT else 0
            back = {Align.CENTRE: wide / 2, Align.RIGHT: wide}.get(shape.align, 0)
            assert all(-back <= 0 <= x - back and x - back + wide <= drawing.width_mm and 0 <= y <= drawing.height_mm
                       for x, y in shape.points), shape


@pytest.mark.parametrize("dossier", [grounds.sample(QINGSHI), grounds.township(300)], ids=["sample", "township"])
def test_no_word_lies_on_another(dossier):
    for drawing in drawings(dossier)[:12]:
        boxes = [_box(s) for s in drawing.shapes if s.kind is ShapeKind.TEXT]
        for (text, a), (other, b) in combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (drawing.name, text, other)


def _box(shape):
    (x, y), size = map(float, shape.points[0]), float(shape.size_mm)
    wide = width_of(shape.text, size) * 0.93  # it is an upper bound
    left = x - {Align.CENTRE: wide / 2, Align.RIGHT: wide}.get(shape.align, 0)
    return shape.text, (left, y, left + wide, y + size * 0.72)


@pytest.mark.parametrize("dossier", [grounds.sample(QINGSHI), grounds.sample(SHUANGHE), grounds.township(300)],
                         ids=["qingshi", "shuanghe", "township"])
def test_every_plot_is_named_on_a_sheet_of_1_to_2000_or_larger(dossier):
    for document in plan_maps(dossier)[1:]:
        sheets = [drawing for drawing in sheets_of(document) if "索引" not in drawing.name]
        assert all(scale(drawing) <= 2000 for drawing in sheets)
        uses = (PlotUse.OLD,) if "拆旧区" in document.title else (PlotUse.SETTLEMENT, PlotUse.NEW)
        said = [text for drawing in sheets for text in words(drawing)]
        notes = "".join(text for text in said if "排不下" in text)
        wanted = {p.code for p in dossier.plots if p.use in uses}
        assert {code for code in wanted if code not in notes} <= set(said)
        assert notes.count("CJ-") <= 2


def test_labels_without_room_are_counted():
    location, = sheets_of(plan_maps(grounds.township(300))[0])
    named = {text for text in words(location) if text.startswith("CJ-")}
    note = next(text for text in words(location) if "排不下" in text)
    assert f"等 {300 - len(named)} 处" in note
    assert len(named) > 150


def test_a_map_in_sheets_begins_with_index_and_list():
    old = plan_maps(grounds.sample(QINGSHI))[1]
    listed = next(block for section in old.sections for block in section.blocks if isinstance(block, Table))
    sheets = list(sheets_of(old))
    assert [row[0] for row in listed.rows] == list(range(1, len(sheets)))
    assert listed.totals[3] == sum(row[3] for row in listed.rows) == 10
    assert {str(row[0]) for row in listed.rows} <= set(words(sheets[0]))
    assert f"第 1 幅 共 {len(listed.rows)} 幅　{listed.rows[0][1]}" in words(sheets[1])


def test_areas_stand_under_their_codes_as_they_are_printed_everywhere():
    dossier = grounds.sample(QINGSHI)
    texts = [words(drawing) for drawing in sheets_of(plan_maps(dossier)[1])]
    plot = next(p for p in dossier.plots if p.code == "CJ-SG-01")
    of = next(found for found in texts if "CJ-SG-01" in found)
    assert of[of.index("CJ-SG-01") + 1] == f"{plot.plane_area / 10000:.4f}"


def test_the_legend_tells_what_is_on_the_sheet_and_the_location_sums_it():
    maps_ = plan_maps(grounds.sample(QINGSHI))
    assert any(text.startswith("拆旧地块 10 块 6.3664 公顷") for text in words(next(sheets_of(maps_[0]))))
    reclaimed = {text for drawing in sheets_of(maps_[-1]) for text in words(drawing) if "复垦" in text}
    assert {"复垦为旱地", "复垦为水浇地", "复垦为水田", "复垦为园地", "复垦为林地", "未填复垦方向"} <= reclaimed


def test_kinds_of_land_differ_without_colour():
    dossier = grounds.sample(QINGSHI)
    drawing = map_drawing(dossier, dossier.plots, "图")
    hatches = {s.hatch for s in drawing.shapes if s.kind is ShapeKind.POLYGON and s.fill and s.hatch is not Hatch.NONE}
    assert len(hatches) == 3


def test_plots_of_two_zones_have_a_sheet_each():
    (a, rings_a), (b, rings_b) = grounds.square("CJ-01", 37412330, 4203500, 40), \
        grounds.square("CJ-02", 38412330, 4203500, 40, zone=38)
    for document in plan_maps(grounds.of((a, b), (rings_a, rings_b)))[:2]:
        sheets = [words(drawing) for drawing in sheets_of(document)]
        said = " ".join(text for sheet in sheets for text in sheet)
        assert "中央经线111°" in said
        assert "中央经线114°" in said
        assert not any("CJ-01" in sheet and "CJ-02" in sheet for sheet in sheets)


def test_eastings_without_their_zone_lie_with_the_others():
    (a, rings_a), (b, rings_b) = grounds.square("CJ-01", 37412330, 4203500, 40), grounds.square("CJ-02", 412400, 4203500, 40)
    drawing, = sheets_of(plan_maps(grounds.of((a, b), (rings_a, rings_b)))[0])
    assert {"CJ-01", "CJ-02"} <= set(words(drawing))


def test_without_plots_a_sentence_says_what_to_do():
    document, = plan_maps(grounds.of((), ()))
    paragraph, = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert "导入勘测定界坐标" in paragraph.parts[0].text
    assert "导入勘测定界坐标" in whole_text(printed(document)).replace("\n", "")


def test_plots_without_points_are_named_and_make_a_draft():
    dossier = one()
    dossier = replace(dossier, plots=(*dossier.plots, replace(dossier.plots[0], code="CJ-77", id="x", rings_id=None)))
    document = plan_maps(dossier)[0]
    assert document.mark == "草稿"
    assert any("CJ-77" in text for text in words(next(sheets_of(document))))
    assert plan_maps(one())[0].mark == ""


def test_maps_of_plots_a_project_does_not_have_are_left_out():
    assert titles(one()) == ("项目区位置图", "拆旧区现状图", "拆旧区复垦规划图")
    assert titles(one(use=PlotUse.NEW)) == ("项目区位置图", "建新区现状图")
    assert [d.title for d in plan_maps(one())] == ["岚川县青石镇增减挂钩" + titles(one())[0],
                                                   *(f"岚川县青石镇增减挂钩项目区{title}" for title in titles(one())[1:])]


def test_a_hole_stays_empty():
    outer = [(37412300, 4203500), (37412300, 4203600), (37412400, 4203600), (37412400, 4203500)]
    inner = [(37412340, 4203540), (37412340, 4203560), (37412360, 4203560), (37412360, 4203540)]
    dossier = _of_rings(outer, inner)
    drawing = map_drawing(dossier, dossier.plots, "图")
    plot = next(s for s in drawing.shapes if s.holes)
    pixels = image(replace(drawing, shapes=(replace(plot, hatch=Hatch.NONE),)), 127)
    x, y = (sum(p[axis] for p in plot.holes[0]) / 4 for axis in (0, 1))
    mm = (1 + float(x), 1 + float(drawing.height_mm - y))
    assert pixels.getpixel(tuple(round(side * 5) for side in mm)) == (255, 255, 255)
    assert pixels.getpixel((round((mm[0] - 15) * 5), round(mm[1] * 5))) == (246, 223, 184)


def _of_rings(*rings):
    from linkdesk.geometry import plot_rings
    from linkdesk.geometry.plot_file import Boundary, Point
    points = tuple(tuple(Point("", Decimal(n), Decimal(e)) for e, n in ring) for ring in rings)
    row = plot_rings(Boundary(37, points))
    return grounds.of([replace(grounds.square("CJ-01", 0, 0, 1)[0], rings_id=row.id)], [row])


def test_very_many_points_are_thinned_and_none_is_moved():
    circle = [(37412330 + round(60 * cos(2 * pi * at / 60000), 3), 4203500 + round(60 * sin(2 * pi * at / 60000), 3))
              for at in range(60000)]
    plot, rings = grounds.plot("CJ-01", circle)
    pdf = printed(*plan_maps(grounds.of([plot], [rings])))
    assert len(pdf) < 150_000


def test_thinning_stays_within_print():
    ring = [(50 * cos(2 * pi * at / 5000), 50 * sin(2 * pi * at / 5000)) for at in range(5000)]
    kept = thinned(ring)
    assert len(kept) < 200
    assert set(kept) <= set(ring)
    edges = list(zip(kept, [*kept[1:], kept[0]], strict=True))
    assert max(min(_off(spot, a, b) for a, b in edges) for spot in ring[::17]) <= 0.05


def _off(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    share = min(max(((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy), 0), 1)
    return hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dy)


def test_sheets_are_a4_or_a3_and_bear_bookmarks():
    out = io.BytesIO()
    told = write_pdf(plan_maps(grounds.sample(QINGSHI)), out)
    sizes = {tuple(round(side / MM) for side in size) for size in page_sizes(out.getvalue())}
    assert sizes == {(210, 297), (297, 210), (420, 297)}
    assert "拆旧区现状图（1／7）" in [mark.title for mark in told.bookmarks]


def test_maps_are_the_same_after_being_kept():
    for document in plan_maps(grounds.sample(SHUANGHE)):
        assert from_json(to_json(document)) == document
        assert document.kind == "map"
        assert missing_characters(document) == []
    assert "【图】岚川县青石镇增减挂钩项目区位置图" in as_text(plan_maps(grounds.sample(SHUANGHE))[0])


def test_boundary_points_are_named_where_the_scale_allows():
    large, small = sheets_of(plan_maps(one())[1]), sheets_of(plan_maps(one(side=400))[1])
    assert {"J1", "J2", "J3", "J4", "界址点"} <= set(words(next(large)))
    assert "J1" not in words(next(small))


def picture(colour, size=(200, 100)):
    """A PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def on(dossier, world, size=(200, 100)):
    """A dossier with a base map."""
    return replace(dossier, base_maps=(BaseMap("p", "影像.jpg", "aa", *size, tuple(map(str, world)), 37),))


def test_a_base_picture_lies_pale_under_the_plots_where_the_ground_is():
    # 0.5 m a pixel: 100 m × 50 m from the plot's lower left corner.
    dossier = on(one(), ("0.5", "0", "0", "-0.5", "37412330.75", "4203550.0"))
    document = plan_maps(dossier)[1]
    drawing, = sheets_of(document)
    out = io.BytesIO()
    write_pdf([document], out, pictures={"aa": picture((200, 0, 0))}.__getitem__)
    plot = next(s for s in drawing.shapes if s.kind is ShapeKind.POLYGON and len(s.points) == 4 and s.hatch and s.points[0][1] > 40)
    (left, low), right = plot.points[0], plot.points[2][0]
    pixels = render(out.getvalue(), 0, 127)

    def colour(x, y):
        start = (round((297 - 23 - float(y)) * 5) * pixels.width + round((25 + float(x)) * 5)) * 4
        return tuple(pixels.rgba[start:start + 3])

    pale = pytest.approx((228, 128, 128), abs=6)
    assert colour(right + 3, low + 30) == pale
    assert colour(left - 3, low + 30) == (255, 255, 255)
    assert colour(right + 3, low + 110) == (255, 255, 255)
    assert colour(drawing.width_mm - 5, low + 30) == (255, 255, 255)  # cut at the frame


def test_a_turned_picture_is_turned():
    # Turned by a right angle: pixels run north along a row, east down a column.
    dossier = on(one(), ("0", "0.5", "0.5", "0", "37412330.75", "4203500.5"), (100, 200))
    shape = next(s for d in drawings(dossier) for s in d.shapes if s.kind is ShapeKind.PICTURE)
    (ax, ay), (bx, by), (cx, cy) = shape.points[:3]
    assert (ax == bx, ay < by) == (True, True)
    assert (ay == cy, ax < cx) == (True, True)


def test_a_picture_elsewhere_is_not_on_the_sheet():
    dossier = on(one(), ("0.5", "0", "0", "-0.5", "37500000", "4203550.0"))
    assert not any(s.kind is ShapeKind.PICTURE for d in drawings(dossier) for s in d.shapes)


def test_one_drawing_of_chosen_plots():
    dossier = grounds.sample(QINGSHI)
    drawing = map_drawing(dossier, [p for p in dossier.plots if p.code in ("CJ-SG-01", "CJ-SG-02")], "变更地块图", "A4")
    assert isinstance(drawing, Drawing)
    assert max(drawing.width_mm, drawing.height_mm) == 260
    assert {"变更地块图", "CJ-SG-01", "CJ-SG-02"} <= set(words(drawing))
    assert map_drawing(dossier, (), "图") is None


def test_a_sheet_fills_its_type_area():
    for sheet in SHEETS:
        page = page_style(PageKind.MAP, sheet.landscape, sheet.paper)
        assert (page.measure, page.depth) == (pytest.approx(sheet.width * MM), pytest.approx(sheet.height * MM))


def test_plots_too_small_to_be_seen_have_a_sign_and_their_code():
    far, near = grounds.square("CJ-01", 37400000, 4200000, 3), grounds.square("CJ-02", 37650000, 4500000, 3)
    drawing, = sheets_of(plan_maps(grounds.of((far[0], near[0]), (far[1], near[1])))[0])
    assert scale(drawing) == 1_000_000 * 2
    assert {"CJ-01", "CJ-02"} <= set(words(drawing))
    assert sum(s.kind is ShapeKind.POLYGON and len(s.points) == 16 for s in drawing.shapes) == 3  # and in the legend


@pytest.mark.parametrize(("code", "said"), [("", "三号地块"), ("  ", "三号地块"), ("CJ\n01", "CJ 01"), ("长" * 60, "长" * 60)])
def test_odd_codes_are_still_named(code, said):
    dossier = one(code=code, name="三号地块")
    texts = [text for drawing in drawings(replace(dossier, plots=(replace(dossier.plots[0], id="x"),))) for text in words(drawing)]
    assert any(said in text for text in texts)


def test_points_that_all_lie_in_one_place_are_a_sign():
    plot, rings = grounds.plot("CJ-01", [(37412330, 4203500)] * 3)
    drawing, = sheets_of(plan_maps(grounds.of([plot], [rings]))[0])
    assert "CJ-01" in words(drawing)
