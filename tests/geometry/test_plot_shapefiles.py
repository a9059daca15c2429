"""Shapefiles as they come: alone, in a zip, with parts missing, of another datum, spoilt."""

import struct
import zipfile

import pytest
import shapefile

from linkdesk.domain.errors import KnownError
from linkdesk.geometry import has_errors, read_file
from linkdesk.geometry.crs import wkt_of
from tests.geometry.exchange_files import codes
from tests.geometry.shape_files import AREAS, EXPECTED, PLOTS, RECORDS, closed, read_here, seen, shape_file

GEOGRAPHIC = 'GEOGCS["GCS_{0}",DATUM["D_{0}",SPHEROID["S",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
PROJECTED = ('PROJCS["P",' + GEOGRAPHIC + ',PROJECTION["{1}"],PARAMETER["False_Easting",{2}],PARAMETER["Central_Meridian",{3}],'
             'PARAMETER["Scale_Factor",{4}],UNIT["Meter",1.0]]')


def test_a_layer_with_all_its_parts(tmp_path):
    file = read_file(shape_file(tmp_path))
    assert (file.form, file.encoding, file.zone, file.problems) == ("shapefile", "gb18030", 36, ())
    assert seen(file) == EXPECTED
    assert [p.stated_agrees for p in file.plots] == [True, True]


@pytest.mark.parametrize("part", [".dbf", ".shx", ".prj"])
def test_any_part_leads_to_the_layer(part, tmp_path):
    shape_file(tmp_path)
    assert seen(read_here(tmp_path / f"地块{part}")) == EXPECTED


@pytest.mark.parametrize(("encoding", "cpg"), [("gbk", None), ("gbk", "GBK"), ("gbk", "936"), ("utf-8", None), ("utf-8", "UTF-8"),
                                             ("gbk", "UTF-8"), ("utf-8", "GBK"), ("gbk", "ISO-8859-1")])
def test_encodings_of_the_table(encoding, cpg, tmp_path):
    path = shape_file(tmp_path, encoding=encoding)
    (tmp_path / "地块.cpg").unlink(missing_ok=True)
    if cpg:
        (tmp_path / "地块.cpg").write_text(cpg)
    assert seen(read_here(path)) == EXPECTED


@pytest.mark.parametrize(("fields", "area"), [
    (("TBBH", "MC", "DKLX", "DLBM", "TBMJ"), 8802.0), (("DKDM", "NAME", "USE", "DLDM", "MJ_MU"), 13.203),
    (("BH", "DK_MC", "YT", "DL", "MJ_GQ"), 0.8802)])
def test_other_names_and_units(fields, area, tmp_path):
    records = [(*RECORDS[0][:4], area), RECORDS[1]]
    first = read_here(shape_file(tmp_path, fields=fields, records=records)).plots[0]
    assert (first.code, str(first.stated_ha), first.stated_agrees) == ("CJ-001", "0.8802", True)


def test_what_is_missing_is_said(tmp_path):
    path = shape_file(tmp_path, "拆旧区")
    for part in (".dbf", ".prj"):
        path.with_suffix(part).unlink()
    file = read_here(path)
    assert [p.plane_m2 for p in file.plots] == AREAS
    assert {"no_attributes", "datum_missing", "missing", "use_from_name"} <= set(codes(file))
    assert [str(p.use) for p in file.plots] == ["拆旧", "拆旧"]


@pytest.mark.parametrize(("prj", "said"), [
    (PROJECTED.format("Xian_1980", "Gauss_Kruger", 36500000, 108, 1), "1980西安坐标系"),
    (PROJECTED.format("Beijing_1954", "Gauss_Kruger", 36500000, 108, 1), "1954年北京坐标系"),
    (PROJECTED.format("WGS_1984", "Transverse_Mercator", 500000, 111, 0.9996), "WGS-84坐标系"),
    (PROJECTED.format("NAD_1927", "Gauss_Kruger", 36500000, 108, 1), "NAD"),
    (PROJECTED.format("China_2000", "Gauss_Kruger", 36500000, 107.5, 1), "107.5"),
    (PROJECTED.format("China_2000", "Gauss_Kruger", 100000, 108, 1), "100000"),
])
def test_another_system_is_refused_and_never_converted(prj, said, tmp_path):
    file = read_here(shape_file(tmp_path, prj=prj))
    assert has_errors(file)
    assert any(p.code == "datum" and said in p.message for p in file.problems)
    assert [p.ellipsoid_m2 for p in file.plots] == [None, None]


@pytest.mark.parametrize(("projection", "scale"), [("Mercator", 1), ("Transverse_Mercator", 0.9996)])
def test_another_projection_is_refused(projection, scale, tmp_path):
    file = read_here(shape_file(tmp_path, prj=PROJECTED.format("China_2000", projection, 36500000, 108, scale)))
    assert "projection" in codes(file)


@pytest.mark.parametrize("prefixed", [True, False])
@pytest.mark.parametrize("zone", [13, 19, 25, 36, 45])
def test_zones_of_a_prj(zone, prefixed, tmp_path):
    shift = 1_000_000 * (zone * prefixed - 36)
    shapes = [[[(e + shift, n) for e, n in closed(r)] for r in p.rings] for p in PLOTS]
    file = read_here(shape_file(tmp_path, prj=wkt_of(zone, prefixed), shapes=shapes))
    assert (file.zone, set(codes(file))) == (zone, set() if prefixed else {"zone_prefix_missing"})


def test_a_zone_that_differs_from_the_prj(tmp_path):
    assert codes(read_here(shape_file(tmp_path, prj=wkt_of(37, True)))) == ["zone_differs"] * 2


def test_layers_in_a_zip(tmp_path):
    for name, number in (("拆旧区", 0), ("建新区", 1)):
        shape_file(tmp_path, name, FIELDS_WITHOUT_USE, [(*RECORDS[number][:2], *RECORDS[number][3:])],
                   shapes=[[closed(r) for r in PLOTS[number].rings]])
    with zipfile.ZipFile(tmp_path / "全部.zip", "w") as archive:
        for part in sorted(tmp_path.glob("?*区.*")):
            archive.write(part, f"图层/{part.name}")
    file = read_here(tmp_path / "全部.zip")
    assert [p.code for p in file.plots] == ["CJ-002", "CJ-001"]
    assert [str(p.use) for p in file.plots] == ["建新", "拆旧"]


FIELDS_WITHOUT_USE = ("DKBH", "DKMC", "DLBM", "MJ")


def test_layers_of_two_systems(tmp_path):
    for name, zone in (("甲", 36), ("乙", 37)):
        shape_file(tmp_path, name, prj=wkt_of(zone, True))
    with zipfile.ZipFile(tmp_path / "全部.zip", "w") as archive:
        for part in sorted([*tmp_path.glob("甲.*"), *tmp_path.glob("乙.*")]):
            archive.write(part, part.name)
    assert "layers_differ" in codes(read_here(tmp_path / "全部.zip"))


def test_degrees_are_projected_with_a_word(tmp_path):
    from linkdesk.geometry.ellipsoid import gauss
    project = gauss(36)
    shapes = [[[project(e, n, inverse=True) for e, n in closed(r)] for r in p.rings] for p in PLOTS]
    file = read_here(shape_file(tmp_path, prj=GEOGRAPHIC.format("China_2000"), shapes=shapes))
    assert (codes(file), file.zone, [p.plane_m2 for p in file.plots]) == (["degrees"], 36, AREAS)
    foreign = read_here(shape_file(tmp_path, "甲", prj=GEOGRAPHIC.format("Xian_1980"), shapes=shapes))
    assert set(codes(foreign)) == {"datum", "degrees_foreign"}
    assert [p.plane_m2 for p in foreign.plots] == [None, None]


def test_a_record_without_a_shape_and_one_that_was_deleted(tmp_path):
    path = shape_file(tmp_path, shapes=[[], [closed(r) for r in PLOTS[1].rings]])
    file = read_here(path)
    assert (codes(file), [p.valid for p in file.plots]) == (["no_boundary"], [False, True])
    table = bytearray(path.with_suffix(".dbf").read_bytes())
    start, = struct.unpack_from("<H", table, 8)
    table[start] = ord("*")
    path.with_suffix(".dbf").write_bytes(table)
    file = read_here(path)
    assert (codes(file), [p.code for p in file.plots]) == (["record_deleted"], ["CJ-002"])


def test_lines_are_no_plots(tmp_path):
    with shapefile.Writer(tmp_path / "线") as writer:
        writer.field("DKBH", "C")
        writer.line([closed(PLOTS[0].rings[0])])
        writer.record("CJ-1")
    with pytest.raises(KnownError, match="点或线"):
        read_here(tmp_path / "线.shp")


@pytest.mark.parametrize("part", [".shp", ".dbf"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_short(part, share, tmp_path):
    path = shape_file(tmp_path)
    whole = path.with_suffix(part).read_bytes()
    path.with_suffix(part).write_bytes(whole[:int(len(whole) * share)])
    with pytest.raises(KnownError, match="损坏"):
        read_here(path)


@pytest.mark.parametrize(("at", "value"), [(100 + 4, 2**30), (108 + 36, 2**30), (108 + 40, 2**30), (108 + 44, 7), (32, 99)])
def test_lies_in_the_header(at, value, tmp_path):
    path = shape_file(tmp_path)
    data = bytearray(path.read_bytes())
    struct.pack_into(">i" if at == 104 else "<i", data, at, value)
    path.write_bytes(data)
    with pytest.raises(KnownError, match=r"损坏|点或线|超过"):
        read_here(path)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300])
def test_coordinates_that_are_no_numbers(number, tmp_path):
    path = shape_file(tmp_path)
    data = bytearray(path.read_bytes())
    struct.pack_into("<d", data, 108 + 44 + 8, number)
    path.write_bytes(data)
    file = read_here(path)
    assert has_errors(file)
    assert [p.valid for p in file.plots] == [False, True]


def test_200_megabytes_are_refused_at_once(tmp_path):
    path = shape_file(tmp_path)
    with path.open("r+b") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(KnownError, match="50 MB"):
        read_file(path)


def test_a_table_of_200_megabytes(tmp_path):
    path = shape_file(tmp_path)
    with path.with_suffix(".dbf").open("r+b") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(KnownError, match="过大"):
        read_here(path)


def test_an_archive_that_grows(tmp_path):
    with zipfile.ZipFile(tmp_path / "大.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("大.shp", "w") as file:
        for _ in range(60):
            file.write(bytes(1024 * 1024))
    with pytest.raises(KnownError, match="过大"):
        read_here(tmp_path / "大.zip")


@pytest.mark.parametrize("cpg", [None, "UTF-8"])
def test_texts_cut_in_a_character_and_fields_of_any_width(cpg, tmp_path):
    path = tmp_path / "地块.shp"
    with shapefile.Writer(path, shapeType=shapefile.POLYGON, encoding="utf-8") as writer:
        for field, width in (("DKBH", 254), ("DKMC", 20), ("DKYT", 20)):
            writer.field(field, "C", width)
        writer.poly([closed(PLOTS[1].rings[0])])
        writer.record("CJ-002", "某村的一块二", "拆旧")
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace("二  ".encode(), "二".encode() + "号".encode()[:2]))
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    plot = read_here(path).plots[0]
    assert (plot.code, plot.name.startswith("某村的一块二"), plot.use) == ("CJ-002", True, "拆旧")
