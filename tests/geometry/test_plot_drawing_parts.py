"""Drawings whose plots are hatches or stand in blocks, and drawings in the binary form."""

from itertools import pairwise

import ezdxf
import pytest

from linkdesk.domain.errors import KnownError
from tests.geometry.exchange_files import codes
from tests.geometry.shape_files import AREAS, PLOTS, closed, drawing, read_here, seen

EAST, NORTH = closed(PLOTS[1].rings[0])[0]


@pytest.fixture
def document():
    return ezdxf.new("R2010")


def saved(document, folder):
    document.saveas(folder / "a.dxf")
    return read_here(folder / "a.dxf")


def test_a_hatch_with_a_hole(document, tmp_path):
    hatch = document.modelspace().add_hatch()
    for flag, ring in zip((1, 16), PLOTS[0].rings, strict=True):
        hatch.paths.add_polyline_path(closed(ring)[:-1], is_closed=True, flags=flag)
    file = saved(document, tmp_path)
    assert [(p.plane_m2, len(p.rings)) for p in file.plots] == [(AREAS[0], 2)]
    assert "drawing_parts" in codes(file)


def test_a_hatch_of_edges(document, tmp_path):
    corners = closed(PLOTS[1].rings[0])
    edges = document.modelspace().add_hatch().paths.add_edge_path()
    for start, end in pairwise(corners):
        edges.add_line(start, end)
    assert [p.plane_m2 for p in saved(document, tmp_path).plots] == [AREAS[1]]


def test_plots_in_a_block_placed_twice(document, tmp_path):
    block = document.blocks.new("地块")
    block.add_lwpolyline([(0, 0), (100, 0), (100, 50), (0, 50)], close=True)
    for east in (0, 200):
        insert = document.modelspace().add_blockref("地块", (EAST + east, NORTH), {"rotation": 30})
        insert.add_attrib("CODE", f"CJ-{east}", (EAST + east + 5, NORTH + 20))
    file = saved(document, tmp_path)
    assert [(p.code, round(p.plane_m2, 1)) for p in file.plots] == [("CJ-0", 5000), ("CJ-200", 5000)]
    assert all(p.x == round(p.x, 4) for plot in file.plots for p in plot.rings[0])


def test_blocks_and_hatches_beside_plots_are_signs(tmp_path):
    path = drawing(tmp_path)
    document = ezdxf.readfile(path)
    document.blocks.new("界址点").add_lwpolyline([(0, 0), (1, 0), (1, 1)], close=True)
    document.modelspace().add_blockref("界址点", (EAST + 9, NORTH + 9))
    document.modelspace().add_hatch().paths.add_polyline_path(closed(PLOTS[1].rings[0]), is_closed=True)
    file = saved(document, tmp_path)
    assert [p.plane_m2 for p in file.plots] == AREAS
    assert next(p.message for p in file.problems if p.code == "drawing_unread") == "图中另有图块1个、填充1个，没有读入。"


@pytest.mark.parametrize("width", [1, 20])
def test_blocks_without_end(document, tmp_path, width):
    document.blocks.new("0级").add_blockref("0级" if width == 1 else "无", (0, 0))
    for level in range(1, 9):
        block = document.blocks.new(f"{level}级")
        for i in range(width):
            block.add_blockref(f"{level - 1}级", (i, i))
    document.modelspace().add_blockref("8级", (EAST, NORTH))
    with pytest.raises(KnownError, match="没有闭合的多段线" if width == 1 else "展开后过大"):
        saved(document, tmp_path)


def test_the_binary_form(tmp_path):
    path = drawing(tmp_path)
    document = ezdxf.readfile(path)
    document.saveas(path, fmt="bin")
    file = read_here(path)
    assert (seen(file), file.encoding) == (seen(read_here(drawing(tmp_path))), "binary")
