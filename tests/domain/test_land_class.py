"""Land classes and their schemes."""

from collections import Counter

import pytest

from linkdesk.domain.land_class import (
    LAND_CLASSES,
    LandScheme,
    ThreeClass,
    is_rural_construction,
    land_class,
    scheme_of,
)

GBT, OLD, NEW = LandScheme.GBT21010_2017, LandScheme.SURVEY2, LandScheme.SURVEY3


def test_the_standard_has_73_classes_in_12_groups():
    codes = [code for scheme, code in LAND_CLASSES if scheme is GBT]
    assert len(codes) == 73
    assert Counter(code[:2] for code in codes) == {
        "01": 3, "02": 4, "03": 7, "04": 4, "05": 7, "06": 4, "07": 2, "08": 10, "09": 6, "10": 9, "11": 10, "12": 7}


@pytest.mark.parametrize(("code", "scheme", "name", "three"), [
    ("0702", GBT, "农村宅基地", ThreeClass.CONSTRUCTION), ("0103", GBT, "旱地", ThreeClass.AGRICULTURAL),
    ("0404", GBT, "其他草地", ThreeClass.UNUSED), ("1006", GBT, "农村道路", ThreeClass.AGRICULTURAL),
    ("1201", GBT, "空闲地", ThreeClass.CONSTRUCTION), ("203", OLD, "村庄", ThreeClass.CONSTRUCTION),
    ("113", OLD, "水库水面", ThreeClass.CONSTRUCTION), ("1103", GBT, "水库水面", ThreeClass.AGRICULTURAL),
    ("08H1", NEW, "机关团体新闻出版用地", ThreeClass.CONSTRUCTION), ("1104K", NEW, "可调整坑塘水面", ThreeClass.AGRICULTURAL),
])
def test_classes(code, scheme, name, three):
    found = land_class(code, scheme)
    assert (found.name, found.three_class, found.scheme) == (name, three, scheme)


@pytest.mark.parametrize(("code", "scheme"), [("203", GBT), ("0702", OLD), ("08H1", GBT), ("0301K", GBT), ("9999", NEW)])
def test_a_class_of_another_scheme_is_none(code, scheme):
    assert land_class(code, scheme) is None


@pytest.mark.parametrize(("code", "scheme"), [("203", OLD), ("0702", GBT), ("08H2", NEW), ("0301K", NEW), ("05H1", NEW)])
def test_likely_scheme(code, scheme):
    assert scheme_of(code) is scheme
    assert land_class(code).scheme is scheme


def test_land_that_can_be_ploughed_again_says_so():
    assert (land_class("0301K").name, land_class("1104K").name) == ("可调整乔木林地", "可调整坑塘水面")
    assert land_class("0301K").code == "0301"


@pytest.mark.parametrize(("code", "scheme", "rural"), [
    ("0702", None, True), ("203", None, True), ("0702", NEW, True), ("1004", GBT, True), ("0601", GBT, True),
    ("08H1", NEW, True), ("0701", GBT, False), ("0103", GBT, False), ("204", OLD, False), ("202", OLD, False),
    ("1003", GBT, False), ("0602", GBT, False), ("", None, False), ("203", GBT, False),
])
def test_rural_construction(code, scheme, rural):
    assert is_rural_construction(code, scheme) is rural
