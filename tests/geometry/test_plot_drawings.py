"""Drawings as they come: texts inside, layers, holes, arcs, other things, spoilt."""

import math

import ezdxf
import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.geometry import read_file
from tests.geometry.exchange_files import codes
from tests.geometry.shape_files import AREAS, EXPECTED, PLOTS, closed, drawing, read_here, seen


def changed(folder, change, **more):
    path = drawing(folder, **more)
    document = ezdxf.readfile(path)
    change(document.modelspace())
    document.saveas(path)
    return read_here(path)


def test_codes_from_texts_and_use_from_the_layer(tmp_path):
    file = read_file(drawing(tmp_path))
    assert (file.form, file.zone, seen(file)) == ("dxf", 36, EXPECTED)
    assert set(codes(file)) == {"datum_missing", "use_from_name", "not_stated"}


def test_as_any_name(tmp_path):
    assert seen(read_here(drawing(tmp_path).rename(tmp_path / "图.txt"))) == EXPECTED


def test_labelled_texts_and_a_code_from_the_layer(tmp_path):
    east, north = closed(PLOTS[1].rings[0])[0]
    document = ezdxf.new("R2010")
    document.modelspace().add_lwpolyline(closed(PLOTS[1].rings[0]), dxfattribs={"layer": "CJ-002"})
    for i, text in enumerate(("名称：某村2号地块", "用途：拆旧", "面积：0.4530", "农村宅基地", "J1", "35.20")):
        document.modelspace().add_mtext(text, dxfattribs={"insert": (east + 9, north + 9 + i)})
    document.saveas(tmp_path / "a.dxf")
    file = read_here(tmp_path / "a.dxf")
    assert (seen(file), codes(file)) == (EXPECTED[1:], ["datum_missing"])
    assert file.plots[0].stated_agrees


def test_no_texts(tmp_path):
    file = read_here(drawing(tmp_path, texts=False))
    assert codes(file).count("missing") == 2
    assert [p.plane_m2 for p in file.plots] == AREAS


def test_north_before_east(tmp_path):
    document = ezdxf.new("R2000")
    document.modelspace().add_lwpolyline([(n, e) for e, n in closed(PLOTS[1].rings[0])], close=True)
    document.saveas(tmp_path / "a.dxf")
    file = read_here(tmp_path / "a.dxf")
    assert ("swapped" in codes(file), file.plots[0].plane_m2) == (True, AREAS[1])


def test_old_polylines(tmp_path):
    document = ezdxf.new("R2000")
    document.modelspace().add_polyline2d(closed(PLOTS[1].rings[0])[:-1], close=True)
    document.modelspace().add_polyline3d([(*pair, 9.5) for pair in closed(PLOTS[0].rings[0])])
    document.saveas(tmp_path / "a.dxf")
    assert {p.plane_m2 for p in read_here(tmp_path / "a.dxf").plots} == {AREAS[1], AREAS[0] + 400}


def test_arcs_are_straightened_with_a_word(tmp_path):
    document = ezdxf.new("R2010")
    east, north = closed(PLOTS[1].rings[0])[0]
    document.modelspace().add_lwpolyline([(east, north, 1), (east + 40, north, 1)], format="xyb", close=True)
    document.saveas(tmp_path / "a.dxf")
    file = read_here(tmp_path / "a.dxf")
    assert "arcs" in codes(file)
    assert float(file.plots[0].plane_m2) == pytest.approx(math.pi * 400, rel=1e-3)


def test_what_is_not_read_is_said(tmp_path):
    def others(space):
        space.add_line((0, 0), (1, 1))
        space.add_circle((0, 0), 5)
        space.add_lwpolyline([(0, 0), (5, 5), (9, 0)])
    file = changed(tmp_path, others)
    word = next(p for p in file.problems if p.code == "drawing_unread").message
    assert all(said in word for said in ("直线1个", "圆1个", "未闭合的多段线1个"))
    assert seen(file) == EXPECTED


def test_nothing_closed(tmp_path):
    ezdxf.new("R2010").saveas(tmp_path / "空.dxf")
    with pytest.raises(KnownError, match="没有闭合的多段线"):
        read_here(tmp_path / "空.dxf")


def test_blocks_in_blocks_cost_nothing(tmp_path):
    document = ezdxf.new("R2010")
    for level in range(20):
        block = document.blocks.new(f"B{level}")
        for _ in range(10):
            block.add_blockref(f"B{level + 1}", (0, 0))
    document.modelspace().add_blockref("B0", (0, 0))
    document.modelspace().add_lwpolyline(closed(PLOTS[1].rings[0]))
    document.saveas(tmp_path / "a.dxf")
    assert [p.plane_m2 for p in read_here(tmp_path / "a.dxf").plots] == AREAS[1:]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.8])
def test_cut_short(share, tmp_path):
    path = drawing(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:int(len(data) * share)])
    with pytest.raises(KnownError, match=r"损坏|没有闭合"):
        read_here(path)


def test_dwg_is_named(tmp_path):
    (tmp_path / "图.dwg").write_bytes(b"AC1032" + bytes(200))
    with pytest.raises(KnownError, match="DXF"):
        read_file(tmp_path / "图.dwg")


@pytest.mark.parametrize("version", ["", "AC1009", "AC1015", "AC1027"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_drawings_of_small_programs(version, encoding, tmp_path):
    header = ["0", "SECTION", "2", "HEADER", "9", "$ACADVER", "1", version, "0", "ENDSEC"] if version else []
    body = ["0", "LWPOLYLINE", "8", "拆旧区", "90", "4", "70", "1"]
    for east, north in closed(PLOTS[1].rings[0])[:-1]:
        body += ["10", str(east), "20", str(north)]
    for i, text in enumerate(("CJ-002", "某村2号地块", "0702")):
        body += ["0", "TEXT", "8", "注记", "10", "36462510", "20", str(3450710 + i), "40", "1", "1", text]
    lines = [*header, "0", "SECTION", "2", "ENTITIES", *body, "0", "ENDSEC", "0", "EOF", ""]
    (tmp_path / "图.dxf").write_bytes("\r\n".join(lines).encode(encoding))
    assert seen(read_here(tmp_path / "图.dxf")) == EXPECTED[1:]


def test_nothing_is_left_at_home(tmp_path, monkeypatch):
    for name in ("HOME", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "家"))
    (tmp_path / "家").mkdir()
    read_file(drawing(tmp_path))
    assert not list((tmp_path / "家").iterdir())
