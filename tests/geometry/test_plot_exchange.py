"""The exchange text in all the dresses it comes in."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.geometry import has_errors, inspect_json, read_exchange, read_file, read_rows
from linkdesk.geometry.problems import MOST
from tests.geometry.exchange_files import FIRST, HEADER, SECOND, TEXT, codes, read

AREAS = [Decimal("8802.0092"), Decimal("4530.0000")]


def areas(plot_file):
    return [plot.plane_m2 for plot in plot_file.plots]


def test_plain_form():
    file = read(TEXT)
    first, second = file.plots
    assert (file.name, file.encoding, file.zone, file.problems) == ("界址点.txt", "gbk", 36, ())
    assert file.header["数据产生日期"] == "2018-3-15"
    assert (first.line, first.code, first.name, first.use) == (13, "CJ-001", "某村1号地块", PlotUse.OLD)
    assert (first.land_class, first.map_sheet, first.shape) == ("0702", "H48G053096", "面")
    assert (first.stated_ha, first.stated_points, first.stated_agrees, first.valid) == (Decimal("0.8802"), 9, True, True)
    assert [len(ring) for ring in first.rings] == [5, 4]
    assert str(first.rings[0][2].x) == "3450604.870"
    assert (second.map_sheet, second.zone) == ("", 36)
    assert areas(file) == AREAS


@pytest.mark.parametrize(("encoding", "named"), [
    ("gbk", "gbk"), ("gb18030", "gbk"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16")])
def test_encodings(encoding, named):
    file = read(TEXT, encoding)
    assert (file.encoding, file.plots[0].name, areas(file)) == (named, "某村1号地块", AREAS)


def test_rare_characters_need_gb18030():
    file = read(TEXT.replace("某村1号", "䶮𬱖村1号"), "gb18030")
    assert (file.encoding, file.plots[0].name) == ("gb18030", "䶮𬱖村1号地块")


@pytest.mark.parametrize("change", [
    lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("\n", "\r"), lambda t: t.replace("\n", "\n\n \u3000\n"),
    lambda t: t.replace(",", " , "), lambda t: t.replace("1.01版本", "1．01版本"),
    lambda t: t.replace("[地块坐标]", "【地块坐标】"), lambda t: t.replace("[地块坐标]", "［ 地块坐标 ］"),
    lambda t: t.replace("J", ""), lambda t: t.replace("J", "J0"), lambda t: "[项目信息]\n项目名称=某项目\n" + t,
    lambda t: t.replace("0,0,0,0,0,0,0", ",,,,,,"), lambda t: t.replace("转换参数=0,0,0,0,0,0,0\n", ""),
    lambda t: t.replace("J1,1,3450512.345,36462345.678\nJ6", "J6"), lambda t: t + "\x1a",
    lambda t: t.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.@"}),
    lambda t: t.replace(HEADER, HEADER.translate({ord(","): "，"})), lambda t: t.replace(",", "，"),
    lambda t: t.replace("J6,2", "J1,2").replace("J7,2", "J2,2"), lambda t: t.replace("J3,1", "J3,1,").replace(",1,,", ",1,"),
    lambda t: t.replace("@", "@,"), lambda t: t.replace("\nJ", "\n  J"),
    lambda t: t.replace("9,0.8802", "11,0.8802"), lambda t: t.replace("4,0.4530", "5,0.4530"),
])
def test_dresses_that_say_the_same(change):
    file = read(change(TEXT))
    assert (areas(file), codes(file)) == (AREAS, [])


@pytest.mark.parametrize(("old", "new", "found"), [
    ("坐标系=2000国家大地坐标系", "坐标系=1980西安坐标系", ["datum"]),
    ("坐标系=2000国家大地坐标系", "坐标系=1954年北京坐标系", ["datum"]),
    ("坐标系=2000国家大地坐标系\n", "", ["datum_missing"]), ("坐标系=2000国家大地坐标系", "坐标系=", ["datum_missing"]),
    ("坐标系=2000国家大地坐标系", "坐标系=CGCS2000", []), ("带号=36", "带号=第36带", []),
    ("投影类型=高斯克吕格", "投影类型=墨卡托", ["projection"]), ("计量单位=米", "计量单位=千米", ["length_unit"]),
    ("带号=36", "带号=三十六", ["zone_unreadable"]), ("带号=36\n", "", []),
    ("带号=36", "带号=37", ["zone_differs", "zone_differs"]), ("精度=0.001", "精度：0.001", ["header_line"]),
    ("精度=0.001", "带号=37", ["header_repeated"]), ("0,0,0,0,0,0,0", "1.5,0,0,0,0,0,0", ["converted"]),
    (",36462", ",462", ["zone_prefix_missing"] * 2),
])
def test_header_and_zone(old, new, found):
    assert old in TEXT
    assert codes(read(TEXT.replace(old, new))) == found


def test_no_area_on_another_ellipsoid():
    file = read(TEXT.replace("2000国家大地坐标系", "1980西安坐标系"))
    assert areas(file) == AREAS
    assert [p.ellipsoid_m2 for p in file.plots] == [None, None]
    assert has_errors(file)


def test_zone_is_nowhere():
    file = read(TEXT.replace("带号=36\n", "").replace(",36462", ",462"))
    assert (file.zone, codes(file)) == (None, ["zone_missing"] * 2)
    assert file.plots[0].ellipsoid_m2 is not None


def test_swapped_columns_are_turned_and_said():
    turned = "\n".join(",".join([*p[:2], p[3], p[2]]) if len(p := line.split(",")) == 4 else line
                       for line in TEXT.splitlines())
    file = read(turned)
    assert codes(file) == ["swapped", "swapped"]
    assert [p.rings for p in file.plots] == [p.rings for p in read(TEXT).plots]
    assert [p.ellipsoid_m2 for p in file.plots] == [p.ellipsoid_m2 for p in read(TEXT).plots]


@pytest.mark.parametrize(("opening", "code", "name", "stated", "sheet", "use", "land_class", "also"), [
    ("0.4530,CJ-002,二号,面,,拆旧,0702,@", "CJ-002", "二号", "0.4530", "", "拆旧", "0702", []),
    ("4,0.4530,CJ-002,面,,拆旧,0702,@", "CJ-002", "", "0.4530", "", "拆旧", "0702", []),
    ("4,0.4530,CJ-002,二号,面,拆旧,0702,@", "CJ-002", "二号", "0.4530", "", "拆旧", "0702", []),
    ("4,0.4530,CJ-002,二号,面,拆旧,@", "CJ-002", "二号", "0.4530", "", "拆旧", "", ["not_stated"]),
    ("4,0.4530,CJ-002,二号,面,H48G053096,拆旧,0702,203,@", "CJ-002", "二号", "0.4530", "H48G053096", "拆旧", "0702",
     ["token_unused"]),
    ("4,0.4530,CJ-002,二号,面,H48G053096,拆旧,0702,张三,,备注,@", "CJ-002", "二号", "0.4530", "H48G053096", "拆旧", "0702",
     ["token_unused", "token_unused"]),
    ("4,0.4530,CJ-002,二号,东片,面,H48G053096,拆旧,0702,@", "CJ-002", "二号", "0.4530", "H48G053096", "拆旧", "0702",
     ["token_unused"]),
    ("4,CJ-002,二号,面,,拆旧,0702,@", "CJ-002", "二号", None, "", "拆旧", "0702", ["not_stated"]),
])
def test_openings_of_other_lengths(opening, code, name, stated, sheet, use, land_class, also):
    file = read(HEADER + SECOND.replace(SECOND.splitlines()[0], opening))
    plot, = file.plots
    assert (plot.code, plot.name, plot.map_sheet, plot.use, plot.land_class) == (code, name, sheet, use, land_class)
    assert plot.stated_ha == (None if stated is None else Decimal(stated))
    assert sorted(codes(file)) == sorted(["tokens", *also])
    assert (plot.plane_m2, plot.valid) == (AREAS[1], True)


@pytest.mark.parametrize(("old", "new", "found"), [
    (",@\nJ1,1,3450700", "\nJ1,1,3450700", ["mark_missing"]), ("CJ-002", "CJ-001", ["code_repeated"]),
    ("CJ-002", "", ["missing"]), (",,拆旧,0702", ",,,0702", ["missing"]), (",,拆旧,0702", ",,复绿,0702", ["use_unknown"]),
    (",,拆旧,0702", ",,拆旧,", ["not_stated"]), (",,拆旧,0702", ",,拆旧,9999", ["land_class"]),
    (",面,,", ",线,,", ["shape_kind"]), (",面,,", ",,,", ["shape_missing"]), ("0.4530", "", ["not_stated"]),
    ("0.4530", "0.45公顷", ["not_a_number"]), ("0.4530", "-0.4530", ["out_of_range", "stated_area"]),
    ("0.4530", "0.4575", []), ("0.4530", "0.4576", ["stated_area"]), ("0.4530", "6.795", ["stated_unit"]),
    ("0.4530", "4530", ["stated_unit"]), ("4,0.4530", "7,0.4530", ["point_count"]), ("4,0.4530", ",0.4530", []),
    ("J4,1,3450700.000,36462575.500\n", "J4,1,3450700.000,36462575.500\n" * 2, ["point_repeated"]),
    ("J4,1,3450700.000,36462575.500\n", "J4,1,3450700.000,36462575.500\nJ1,1,3450699.990,36462499.990\n",
     ["closing_differs", "point_count"]),
    ("J3,1,3450760.000,36462575.500\nJ4,1,3450700.000,36462575.500\n", "", ["ring_short", "point_count"]),
    ("36462575.500", "37462575.500", ["zone_mixed"]), ("36462575.500", "36262575.500", ["zone_range", "stated_area"]),
    ("36462575.500", "575.500", ["coordinate_range", "coordinate_range", "stated_area"]),
    ("J4,1,3450700.000,36462575.500", "J4,1,3450700.000,3646257S.500", ["not_a_number"]),
    ("J4,1,3450700.000,36462575.500", "J4,1,3450700.000", ["line_unread"]),
    ("J4,1,3450700.000,36462575.500", "J4,,3450700.000,36462575.500", ["line_unread"]),
    ("J4,1,3450700.000,36462575.500", "J4,1,3450700.000,36462575.500\n（以下空白）", ["line_unread"]),
    ("J3,1,3450760.000,36462575.500\nJ4,1,3450700.000,36462575.500\n",
     "J3,1,3450700.000,36462575.500\nJ4,1,3450760.000,36462575.500\n", ["boundary", "stated_area"]),
    ("[地块坐标]", "[地块坐标]\nJ1,1,3450700.000,36462500.000", ["point_without_plot"]),
])
def test_problems(old, new, found):
    assert old in TEXT
    file = read((HEADER + FIRST + SECOND).replace(old, new, 1) if old == "[地块坐标]" else
                HEADER + FIRST + SECOND.replace(old, new))
    assert sorted(codes(file)) == sorted(found)
    assert len(file.plots) == 2
    assert areas(file)[0] == AREAS[0]


@pytest.mark.parametrize("broken", ["J4,1,3450700.000", "J4,1,x,36462575.500", "张三"])
def test_a_plot_with_an_unreadable_line_has_no_area(broken):
    file = read(TEXT + broken)
    plot = file.plots[1]
    assert (plot.valid, plot.plane_m2, plot.ellipsoid_m2, plot.stated_agrees) == (False, None, None, None)
    assert (file.problems[-1].line, file.problems[-1].severity) == (TEXT.count("\n") + 1, Severity.ERROR)


def test_a_crossing_boundary_is_named():
    crossed = SECOND.replace("J3,1,3450760.000,36462575.500\nJ4,1,3450700.000,36462575.500",
                             "J3,1,3450700.000,36462575.500\nJ4,1,3450760.000,36462570.500")
    file = read(HEADER + crossed)
    problem = next(p for p in file.problems if p.code == "boundary")
    assert "自相交" in problem.message
    assert not file.plots[0].valid


def test_hole_outside_and_second_part():
    part = FIRST.replace("J6,2,3450545", "J6,2,3450845").replace("J7,2,3450545", "J7,2,3450845")
    part = part.replace("J8,2,3450565", "J8,2,3450865").replace("J9,2,3450565", "J9,2,3450865")
    plot = read(HEADER + part).plots[0]
    assert (plot.valid, plot.plane_m2) == (True, AREAS[0] + 800)


def test_parts_under_one_ring_number():
    again = FIRST.replace(",2,345", ",1,345")
    assert read(HEADER + again).plots[0].rings == read(TEXT).plots[0].rings


def test_use_words():
    for word, use in (("拆旧区", "拆旧"), ("建新安置", "安置"), ("城镇建新区", "建新"), ("安置点", "安置")):
        assert read(TEXT.replace("拆旧", word)).plots[0].use == use


def test_a_second_header_is_not_mixed_in():
    file = read(TEXT + TEXT.replace("CJ", "XX"))
    assert codes(file) == ["section_unread"]
    assert [p.code for p in file.plots] == ["CJ-001", "CJ-002", "XX-001", "XX-002"]


def test_section_without_plots():
    file = read(HEADER)
    assert (file.plots, codes(file)) == ((), ["no_plots"])


def test_the_list_of_problems_is_cut_and_says_so():
    file = read(HEADER + "乱\n" * 5000)
    assert len(file.problems) == MOST + 1
    assert codes(file)[-1] == "too_many"


def test_long_raw_values_are_cut():
    problem = read(TEXT + "长" * 1000).problems[-1]
    assert problem.value == "长" * 80 + "…"


@pytest.mark.parametrize(("data", "word"), [
    (b"", "空文件"), (b" \r\n\t\n", "空文件"), (b"\x00\x01\x02", "不是文本文件"), (b"PK\x03\x04\x14\x00", "不是文本文件"),
    (b"\xff\xff\xff\xff\xff", "不是文本文件"), (b"\xef\xbb\xbf\xff", "不是文本文件"),
    ("姓名,电话\n".encode("gbk"), "没有[地块坐标]"), (HEADER.replace("地块坐标", "地块").encode(), "没有[地块坐标]"),
])
def test_no_such_file(data, word):
    with pytest.raises(KnownError) as refused:
        read_exchange(data, "某.txt")
    assert word in str(refused.value)
    assert "某.txt" in str(refused.value)


def test_files(tmp_path):
    path = tmp_path / "界址点.txt"
    for unreadable, word in ((path, "找不到"), (tmp_path, "文件夹")):
        with pytest.raises(KnownError, match=word):
            read_file(unreadable)
    path.write_bytes(TEXT.encode("gbk"))
    assert read_file(path) == read(TEXT)
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(KnownError, match="50 MB"):
        read_file(path)
    with pytest.raises(KnownError, match="打不开"):
        read_file(path / "x")


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.sampled_from("01,.@面拆J\n[]-e９ ，\t")), max_size=8))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damage_is_a_sentence_or_a_problem(damage):
    characters = list(TEXT)
    for place, character in damage:
        characters[place] = character
    try:
        shown = inspect_json(read("".join(characters)))
    except KnownError:
        return
    assert all(p["message"] and p["fix"] and p["line"] >= 1 for p in shown["problems"])


@pytest.mark.parametrize("text", [FIRST + SECOND, TEXT.replace("[地块坐标]\n", "")])
def test_only_the_plots_of_a_text(text, tmp_path):
    path = tmp_path / "地块.txt"
    path.write_text(text, "utf-8")
    for file in (read_file(path), read_rows([line.split(",") for line in text.splitlines()], "地块.xlsx")):
        assert [p.plane_m2 for p in file.plots] == [p.plane_m2 for p in read(TEXT).plots]
        assert "section_missing" in codes(file)


@pytest.mark.parametrize("change", [lambda t: t.replace(",@", "@"), lambda t: t.replace(",", ";"),
                                    lambda t: t.replace(",@", "；＠").replace(",", "；")])
def test_other_ends_and_semicolons(change):
    file = read(HEADER.replace("转换参数=0,0,0,0,0,0,0", "转换参数=") + change(FIRST + SECOND))
    assert ([(p.code, p.land_class, p.plane_m2) for p in file.plots], codes(file)) == (
        [(p.code, p.land_class, p.plane_m2) for p in read(TEXT).plots], [])
