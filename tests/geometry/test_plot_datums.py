"""Every spelling of a coordinate system: the right one is taken, another is never taken silently."""

import pytest

from linkdesk.geometry import has_errors
from tests.geometry.exchange_files import TEXT, codes, read

NAMED = "坐标系=2000国家大地坐标系"


@pytest.mark.parametrize("spelling", [
    "2000国家大地坐标系", "CGCS2000", "国家2000", "2000坐标系", "中国大地坐标系2000", "２０００国家大地坐标系", "cgcs 2000", "二〇〇〇国家大地坐标系",
    "China Geodetic Coordinate System 2000", "EPSG:4525", "CGCS2000_3_Degree_GK_CM_84E", "2000国家大地坐标系（CGCS2000）"])
def test_the_national_system(spelling):
    file = read(TEXT.replace(NAMED, f"坐标系={spelling}"))
    assert codes(file) == []
    assert file.plots[0].ellipsoid_m2 is not None


@pytest.mark.parametrize(("spelling", "code"), [
    *((s, "datum") for s in ("1980西安坐标系", "80西安坐标系", "西安80", "Xian_1980", "XIAN80", "Xi'an 1980", "80坐标系", "１９８０西安坐标系",
                             "一九八〇西安坐标系", "1980年国家大地坐标系", "1954北京坐标系", "1954年北京坐标系", "54坐标", "北京54", "Beijing_1954",
                             "五四坐标系", "WGS-84", "WGS84", "84坐标系", "地方坐标系", "XX市2000独立坐标系", "城市坐标系", "假定坐标系")),
    ("1980西安坐标系转2000国家大地坐标系", "datum_several"),
])
def test_other_systems_are_errors(spelling, code):
    file = read(TEXT.replace(NAMED, f"坐标系={spelling}"))
    assert codes(file) == [code]
    assert has_errors(file)
    assert [p.ellipsoid_m2 for p in file.plots] == [None, None]


@pytest.mark.parametrize(("spelling", "code"), [("国家大地坐标系", "datum_unknown"), ("GK", "datum_unknown"), ("", "datum_missing")])
def test_an_unknown_one_is_taken_with_a_word(spelling, code):
    file = read(TEXT.replace(NAMED, f"坐标系={spelling}"))
    assert (codes(file), has_errors(file)) == ([code], False)
    assert file.plots[0].ellipsoid_m2 is not None


@pytest.mark.parametrize(("old", "new", "found"), [
    ("几度分带=3", "几度分带=6", ["degrees_differ"]), ("几度分带=3", "几度分带=三度带", []), ("几度分带=3", "几度分带=3度分带", []),
    ("几度分带=3\n", "", []), ("带号=36", "带号=3度带36带", []), ("带号=36", "带号=360", ["zone_unreadable"]),
    ("带号=36", "带号=99", ["zone_unreadable"]),
    ("精度=0.001", "精度=3", []), ("精度=0.001", "精度=", []), ("格式版本号=1.01版本", "格式版本号=1.00", []),
    ("转换参数=0,0,0,0,0,0,0", "转换参数=", []), ("转换参数=0,0,0,0,0,0,0", "转换参数=0，0，0，0，0，0，0", []),
])
def test_other_entries(old, new, found):
    assert old in TEXT
    assert codes(read(TEXT.replace(old, new))) == found


def test_six_degree_zones():
    file = read(TEXT.replace("带号=36", "带号=19").replace("几度分带=3", "几度分带=6").replace(",36462", ",19462"))
    assert (file.zone, codes(file)) == (19, [])


def test_plots_of_two_zones_without_a_stated_one():
    before, after = TEXT.replace("带号=36\n", "").split("4,0.4530")
    file = read(before + "4,0.4530" + after.replace(",36462", ",37462"))
    assert codes(file) == ["zone_other"]
    assert [p.code for p in file.plots[1].problems] == ["zone_other"]
