"""Coverage of the survey: known from the village list against surveyed, taken in and left out."""

from dataclasses import replace
from datetime import date

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.coverage import CoverageLevel, coverage, is_complete, villages
from linkdesk.domain.directory import Hamlet, Township, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.survey import Problem
from linkdesk.domain.wills import is_documented, lacks
from linkdesk.domain.words import LeftOutReason, WillKind

TOWNSHIP = Township(authority_id="a", name="青石镇", id="t")
VILLAGE = Village(township_id="t", name="上沟村", whole_move=True, id="v")
OTHER = Village(township_id="t", name="下沟村", households_known=5, population_known=20, id="w")
FAR = Village(township_id="far", name="远村", id="x")
HAMLETS = (Hamlet(village_id="v", name="阳坡", households_known=2, population_known=6, id="h1"),
           Hamlet(village_id="v", name="阴坡", households_known=1, population_known=3, whole_move=True, id="h2"))
OUT = {"left_out": LeftOutReason.LIVED_IN}


def dossier(*households, **more):
    return Dossier(Project(name="项目", township_id="t", id="p"), date(2018, 6, 4), townships=(TOWNSHIP,), hamlets=HAMLETS,
                   villages=(VILLAGE, OTHER, FAR), households=tuple(h for h in households if h.left_out is None),
                   left_out=tuple(h for h in households if h.left_out), **more)


def lines(*households, **more):
    return {line.id: line for line in coverage(dossier(*households, **more))}


def test_households_stand_in_their_village_and_natural_village():
    a, b = Household(village_id="v", hamlet="阳坡 ", population=3), Household(village="上沟村", group="阴坡自然村", population=2)
    c, d = Household(village="上沟村", group="三组", population=None), Household(village="下沟村", **OUT, left_out_evidence="村委会证明")
    found = lines(a, b, c, d, problems=(Problem(household_id=a.id),))
    assert list(found) == ["v", "h1", "h2", "rest:v", "w"]
    assert [found[i].taken_in for i in found] == [(a, b, c), (a,), (b,), (c,), ()]
    assert found["w"].left_out == (d,)
    assert found["rest:v"].level is CoverageLevel.UNPLACED
    assert (found["v"].known, found["v"].persons_known, found["v"].persons_surveyed) == (3, 9, 5)
    assert [found[i].unsurveyed for i in found] == [1, 1, 0, 0, 4]
    assert [found[i].excess for i in found] == [1, 0, 0, 1, 0]
    assert found["rest:v"].remarks == ("1 户的村组在名录的自然村里找不到，请补填所在自然村，或补充名录",)
    assert [found[i].held for i in ("v", "h2")] == [{a.id}, set()]
    assert [line.id for line in villages(found.values())] == ["v", "w"]


def test_more_surveyed_than_known_is_marked():
    found = lines(*(Household(village_id="v", hamlet="阴坡") for _ in range(3)))
    assert (found["h2"].unsurveyed, found["h2"].excess) == (0, 2)
    assert (found["v"].unsurveyed, found["v"].excess) == (2, 2)
    assert found["h2"].remarks == ("摸底比名录多 2 户，请核对名录户数或有无重复",)


def test_a_whole_village_move_is_complete_when_nobody_is_missing_and_nobody_left_out():
    one, out = Household(village_id="v", hamlet="阴坡"), Household(village_id="v", hamlet="阴坡", **OUT)
    assert is_complete(lines(one)["h2"]) is True
    assert is_complete(lines()["h2"]) is False
    assert lines()["h2"].remarks == ("整村搬迁，尚有 1 户未摸底",)
    left = lines(out)["h2"]
    assert is_complete(left) is False
    assert left.remarks == ("整村搬迁，尚有 1 户未列入", "1 户未列入而没有依据")
    assert is_complete(lines()["w"]) is None


def test_a_village_that_is_not_in_the_directory_is_said_to_be():
    found = lines(Household(village="新村"), Household(), Household(village="远村"))
    assert [(line.village, line.surveyed, line.listed) for line in found.values() if not line.listed] == [
        ("新村", 1, False), ("未填行政村", 1, False), ("远村", 1, False)]
    assert "x" in lines(Household(village_id="x"))


def test_a_village_whose_number_is_not_known_is_marked():
    village = replace(OTHER, households_known=None)
    line, = coverage(replace(dossier(), villages=(village,)))
    assert (line.unsurveyed, line.remarks) == (None, ("名录没有户数，不能对照",))


def test_what_a_village_counts_beyond_its_natural_villages_is_still_to_be_surveyed():
    def found(own):
        one = dossier()
        village = replace(VILLAGE, households_known=own)
        return {line.id: line for line in coverage(replace(one, villages=(village,)))}
    assert (found(5)["rest:v"].known, found(5)["v"].unsurveyed) == (2, 5)
    assert "rest:v" not in found(3)
    assert (found(2)["v"].known, found(2)["v"].unsurveyed) == (2, 3)


def test_collective_property_is_counted_where_it_stands():
    school = CollectiveProperty(village="上沟村", group="阳坡", name="小学")
    found = lines(collective=(school,))
    assert found["v"].collective == found["h1"].collective == (school,)


def test_a_will_wants_its_day_and_its_signed_form():
    told = Household(demolition_will=True, demolition_will_on=date(2018, 5, 1))
    assert lacks(told, WillKind.DEMOLITION) == ("签字的意愿书",)
    assert lacks(told, WillKind.RECLAMATION) == ()
    assert not is_documented(told)
    whole = Household(**{f"{k}_will{what}": value for k in ("demolition", "reclamation", "resettlement")
                         for what, value in (("", False), ("_on", date(2018, 5, 1)), ("_form", "0" * 64))})
    assert is_documented(whole)
