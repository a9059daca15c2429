"""Base maps: a picture with its world file, put under the plots of a project."""

import io
from decimal import Decimal

import pytest
from PIL import Image

from linkdesk.actions import base_maps, envelopes, printing
from linkdesk.domain.errors import KnownError
from linkdesk.domain.outlines import picture_corners
from linkdesk.domain.plot import BaseMap
from tests.actions.desks import empty, filled

WORLD = "0.5\n0.0\n0.0\n-0.5\n37412000.25\n4205099.75\n"


@pytest.fixture
def qingshi(tmp_path):
    """The sample project with its plots."""
    desk, project_id = filled(tmp_path / "工作区")
    yield desk, project_id
    desk.close()


@pytest.fixture
def picture(tmp_path):
    """A picture file of this name with this world file beside it."""
    def made(name="影像.jpg", world=WORLD, suffix=".jgw", size=(400, 300), mode="RGB", **more):
        path = tmp_path / name
        Image.new(mode, size, **more).save(path)
        if world is not None:
            path.with_suffix(suffix).write_text(world)
        return path
    return made


@pytest.mark.parametrize(("name", "suffix"), [("a.jpg", ".jgw"), ("a.JPG", ".JGW"), ("a.jpeg", ".jpegw"), ("a.png", ".pgw"),
                                             ("a.tif", ".tfw"), ("a.tiff", ".tifw"), ("a.tif", ".wld")])
def test_a_picture_lies_where_its_world_file_says(qingshi, picture, name, suffix):
    desk, project_id = qingshi
    desk.do(base_maps.add(desk, project_id, picture(name, suffix=suffix)))
    base, = desk.dossier(project_id).base_maps
    assert (base.zone, base.width, base.height, base.name) == (37, 400, 300, name)
    assert picture_corners(base) == ((Decimal("37412000"), Decimal("4205100")), (Decimal("37412200"), Decimal("4205100")),
                                     (Decimal("37412000"), Decimal("4204950")))
    assert Image.open(io.BytesIO(desk.store.files.read(base.picture_hash))).format == "JPEG"


def test_a_huge_picture_is_kept_smaller_and_fills_the_same_ground(qingshi, picture):
    desk, project_id = qingshi
    desk.do(base_maps.add(desk, project_id, picture("a.png", suffix=".pgw", size=(12000, 300), mode="L")))
    base, = desk.dossier(project_id).base_maps
    assert (base.width, base.height) == (6000, 150)
    assert picture_corners(base)[1] == (Decimal("37418000"), Decimal("4205100"))


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "I;16", "CMYK", "F"])
def test_pictures_of_every_kind_of_pixel_are_read(qingshi, picture, mode):
    desk, project_id = qingshi
    desk.do(base_maps.add(desk, project_id, picture("a.tif", suffix=".tfw", mode=mode)))
    assert len(desk.dossier(project_id).base_maps) == 1


@pytest.mark.parametrize(("world", "said"), [
    (None, "没有坐标文件"), ("", "六个数"), ("1\n2\n3\n", "六个数"), ("a b c d e f", "六个数"), ("nan 0 0 nan 37412000 4205000", "六个数"),
    ("0.00001\n0\n0\n-0.00001\n111.5\n37.9\n", "经纬度"), ("0.5 0 0 -0.5 412 37", "不在"), ("0.5 0 0 -0.5 99412000 4205000", "不在"),
    ("0 0 0 0 37412000 4205000", "像素大小"),
    ("0.5 0 0 -0.5 1e40 4205000", "六个数"), ("0.5 0 0 -0.5 37412000 4e1000000", "六个数"), ("0.0001 0 0 -0.0001 37412000 4205000", "像素大小"),
    ("0.5 0 0 -0.5 38412000 4205000", "第38带")])
def test_a_world_file_that_cannot_hold_is_refused(qingshi, picture, world, said):
    desk, project_id = qingshi
    with pytest.raises(KnownError, match=said):
        base_maps.add(desk, project_id, picture(world=world))
    assert desk.dossier(project_id).base_maps == ()


def test_an_easting_without_zone_takes_that_of_the_plots(qingshi, picture):
    desk, project_id = qingshi
    desk.do(base_maps.add(desk, project_id, picture(world=WORLD.replace("37412000.25", "412000.25"))))
    base, = desk.dossier(project_id).base_maps
    assert (base.zone, picture_corners(base)[0][0]) == (37, Decimal("37412000"))


def test_without_plots_and_zone_it_is_not_guessed(tmp_path, picture):
    desk, project_id = empty(tmp_path / "工作区")
    with pytest.raises(KnownError, match="带号"):
        base_maps.add(desk, project_id, picture(world=WORLD.replace("37412000.25", "412000.25")))
    desk.close()


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_refused(qingshi, tmp_path, content):
    desk, project_id = qingshi
    path = tmp_path / "a.png"
    path.write_bytes(content)
    path.with_suffix(".pgw").write_text(WORLD)
    with pytest.raises(KnownError, match="读不出来"):
        base_maps.add(desk, project_id, path)


def test_a_picture_cut_short_is_refused(qingshi, picture):
    desk, project_id = qingshi
    path = picture()
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(KnownError, match="读不出来"):
        base_maps.add(desk, project_id, path)


def test_the_same_picture_is_not_taken_twice_and_can_be_removed(qingshi, picture):
    desk, project_id = qingshi
    desk.do(base_maps.add(desk, project_id, picture()))
    with pytest.raises(KnownError, match="已经添加过"):
        base_maps.add(desk, project_id, picture())
    base, = desk.store.load(BaseMap)
    desk.do(base_maps.remove(desk, base.id))
    assert desk.dossier(project_id).base_maps == ()
    with pytest.raises(KnownError, match="已经移除"):
        base_maps.remove(desk, base.id)


def test_the_maps_are_printed_with_the_picture_under_them(qingshi, picture, tmp_path):
    desk, project_id = qingshi
    without, = printing.write(desk, project_id, "maps", tmp_path / "无底图")
    desk.do(base_maps.add(desk, project_id, picture(size=(4000, 3000), color=(90, 120, 60))))
    with_, = printing.write(desk, project_id, "maps", tmp_path / "有底图")
    assert with_.read_bytes().count(b"/DCTDecode") > without.read_bytes().count(b"/DCTDecode") == 0


def test_the_maps_of_a_draft_are_drafts_in_the_packet_too(qingshi):
    desk, project_id = qingshi
    dossier = desk.dossier(project_id)
    assert {d.mark for d in printing.documents(desk, project_id, "plan")} == {"草稿"}
    envelope, *_ = envelopes.envelopes(desk, dossier, "plan")
    packed = dict(envelopes.parts(desk, dossier, "plan", envelope))
    assert {d.mark for d in (*printing.documents(desk, project_id, "maps"), *packed["maps"])} == {"草稿"}
