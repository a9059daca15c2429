"""Land classes of one scheme in another: one, several for a person to choose, or none."""

import pytest

from linkdesk.domain.land_class import (
    LAND_CLASSES,
    LandScheme,
    ThreeClass,
    class_of,
    farmland_code,
    land_class,
)
from linkdesk.domain.land_conversion import converted

OLD, GBT, NEW = LandScheme


@pytest.mark.parametrize(("code", "scheme", "to", "codes"), [
    ("011", OLD, GBT, "0101"), ("013", OLD, NEW, "0103"), ("0103", GBT, OLD, "013"), ("0103", NEW, GBT, "0103"),
    ("031", OLD, GBT, "0301 0302 0303 0304"), ("127", OLD, GBT, "1206 1207"), ("0702", GBT, OLD, "203"), ("0702", NEW, OLD, "203"),
    ("204", OLD, GBT, "0602 0603"), ("0801", GBT, NEW, "08H1"), ("08H1", NEW, GBT, "0801 0802"), ("0604", GBT, NEW, "0508"),
    ("1104K", NEW, GBT, "1104"), ("1104A", NEW, OLD, "114"), ("0601", GBT, OLD, "201 202 203"), ("0702", GBT, GBT, "0702"),
    ("9999", GBT, OLD, ""), ("203", GBT, NEW, ""), ("09", NEW, GBT, "0901 0902 0903 0904 0905 0906")])
def test_a_class_in_another_scheme(code, scheme, to, codes):
    assert [c.code for c in converted(code, to, scheme)] == codes.split()


def test_a_village_of_the_second_survey_is_for_a_person_to_tell_apart():
    codes = [c.code for c in converted("203", GBT)]
    assert {"0702", "0601", "1004", "1201"} <= set(codes)
    assert "0701" not in codes


@pytest.mark.parametrize("scheme", LandScheme)
@pytest.mark.parametrize("to", LandScheme)
def test_every_class_has_a_counterpart_and_comes_back(scheme, to):
    for of, code in LAND_CLASSES:
        if of is scheme:
            there = converted(code, to, scheme)
            assert there, code
            assert any(land_class(code, scheme) in converted(c.code, scheme, to) for c in there), code


def test_farmland_stays_farmland_whatever_the_scheme():
    for (scheme, code), found in LAND_CLASSES.items():
        for to in LandScheme:
            assert {farmland_code(c) for c in converted(code, to, scheme)} == {farmland_code(found)}
            if found.three_class is not ThreeClass.CONSTRUCTION and code not in ("1103", "1109"):
                assert ThreeClass.CONSTRUCTION not in {c.three_class for c in converted(code, to, scheme)} or code == "113"


@pytest.mark.parametrize(("text", "scheme", "code"), [
    ("0103 旱地", None, "0103"), ("０７０２", None, "0702"), ("旱地", None, "0103"), ("旱地", OLD, "013"), ("村庄", None, "203"),
    ("08H2A", NEW, "08H2A"), ("0103", OLD, "0103"), ("", None, None), ("耕地", None, None)])
def test_how_people_write_a_class(text, scheme, code):
    found = class_of(text, scheme)
    assert (found and found.code) == code
