from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, WorkWay
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.design import PresentBuilding, SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Rate
from linkdesk.domain.household import House, Household
from linkdesk.domain.plot_numbers import PlotNumber, number_names, plot_numbers
from linkdesk.domain.words import (
    AgreementKind,
    AgreementState,
    Certainty,
    HouseStructure,
    LeftOutReason,
    PlotUse,
)
from tests.domain.agreements import PAIR, SUMMER
from tests.domain.designs import DESIGN, PLOT, coefficient, dossier

TOPSOIL, SOIL = SoilMaterial.TOPSOIL, SoilMaterial.EARTH
BRICK, EARTH, CAVE = HouseStructure.BRICK_CONCRETE, HouseStructure.EARTH_TIMBER, HouseStructure.EARTH_CAVE
COEFFICIENTS = tuple(coefficient(f"{s}房屋垃圾系数", "0.5", "m³/㎡") for s in (BRICK, EARTH, CAVE))
SHARE = Rate("homestead_share_most", "宅基地面积合计占地块面积的上限", Decimal(102), "", "%", Certainty.CONFIRMED, "LD", "LD 宅基地", "")


def household(id_, area, structure=BRICK, **other):
    said = {"head_name": f"户主{id_}", "house_structure": structure, "house_area": None if area is None else Decimal(area),
            "homestead_area": Decimal(200), "population": 3, "plot_id": PLOT.id}
    return Household(project_id="p1", id=id_, **(said | other))


def own(id_, way=WorkWay.SELF, state=AgreementState.PRINTED):
    return (Agreement("p1", id_, kind=AgreementKind.DEMOLISH, demolition_way=way, state=state, id=f"{id_}d"),
            Agreement("p1", id_, kind=AgreementKind.RECLAIM, reclamation_way=way, state=state, id=f"{id_}r"))


def numbers(*households, plot=PLOT, **other):
    found = plot_numbers(dossier(households=households, coefficients=COEFFICIENTS, plots=(plot,), pair=PAIR, **other), plot)
    return {name: number.value for name, number in found.items()}


def missing(name, *households, **other):
    found = plot_numbers(dossier(households=households, coefficients=COEFFICIENTS, pair=PAIR, **other), PLOT)[name]
    assert found.value is None
    return found.missing


def test_every_number_is_there_with_unit_and_source_or_says_what_to_fill_in():
    found = plot_numbers(dossier(coefficients=COEFFICIENTS), PLOT)
    assert [name for name, _, _ in number_names()] == list(found)[:-len(COEFFICIENTS)]
    assert all(number.source if number.value is not None else number.missing.endswith("。") for number in found.values() if (
        number.name not in {c.label for c in COEFFICIENTS}))
    assert all(number.unit == unit for name, unit, _ in number_names() if (number := found[name]))


def test_land_and_what_follows_from_measures():
    found = numbers()
    assert found["地块面积"] == Decimal("1800.55")
    assert found["硬化地面体积"] == 15
    assert found["表土剥离量"] == 60
    assert found["覆土需要量"] == Decimal("617.25")
    assert found["客土量"] == Decimal("557.25")
    assert found["平均高差"] == found["平均挖深"] == Decimal("0.3")
    assert found["平均填高"] == found["填方"] == 0
    assert found["挖方"] == Decimal("370.35")
    assert found["建筑垃圾量"] == 30  # no houses: hard ground, foundation, walls


def test_no_more_topsoil_is_stripped_than_there_is_soil():
    assert numbers(design=replace(DESIGN, soil_thickness=Decimal("0.1")))["表土剥离量"] == 30


def test_houses_are_those_surveyed_of_collectives_and_typed_ones():
    two_houses = (House("b", 0, house_structure=EARTH, house_area=Decimal(40), floors=1),
                  House("b", 1, house_structure=CAVE, house_area=Decimal(30), outbuilding_area=Decimal(5)))
    school = CollectiveProperty("p1", plot_id=PLOT.id, name="小学", house_structure=BRICK, house_area=Decimal(400))
    yard = CollectiveProperty("p1", plot_id=PLOT.id, name="晒场", land_area=Decimal(100))
    out = CollectiveProperty("p1", plot_id=PLOT.id, name="庙", house_structure=BRICK, house_area=Decimal(70), left_out=LeftOutReason.PROTECTED)
    found = numbers(household("a", "120.50", floors=2), household("b", 70, EARTH), houses=two_houses, collective=(school, yard, out),
                    buildings=(PresentBuilding(PLOT.id, 0, "水房", BRICK, 1, Decimal(9)),))
    assert (found["砖混房屋面积"], found["土木房屋面积"], found["窑洞面积"]) == (Decimal("529.50"), 40, 30)
    assert (found["房屋面积"], found["附属房面积"], found["最高层数"]) == (Decimal("599.50"), 5, 2)
    assert found["房屋占地面积"] == Decimal("539.25")
    assert (found["户数"], found["人口"], found["宅基地面积"]) == (2, 6, 400)
    assert found["房屋垃圾量"] == Decimal("299.75")
    assert found["建筑垃圾量"] == Decimal("329.75")


def test_outbuildings_have_rubble_of_their_own():
    homes = household("a", 100, outbuilding_area=Decimal(40)), household("b", 50, outbuilding_area=Decimal(10))
    assert "附属房垃圾系数" in missing("附属房垃圾量", *homes)
    stated = dossier(households=homes, coefficients=(coefficient("附属房垃圾系数", "0.2", "m³/㎡"),), pair=PAIR, agreements=own("b"))
    found = plot_numbers(stated, PLOT)
    assert (found["附属房垃圾量"].value, found["全部附属房垃圾量"].value) == (8, 10)


def test_households_of_the_village_that_lie_on_no_plot_are_a_doubt_about_what_is_added_up():
    plot = replace(PLOT, village_id="v1")
    homes = household("a", 100, village_id="v1"), household("b", 50, plot_id=None, village_id="v1"), household("c", 50, plot_id=None)
    found = plot_numbers(dossier(households=homes, plots=(plot,)), plot)
    assert found["房屋面积"].value == 100
    assert found["房屋面积"].doubt == "本村还有 1 户没有落到地块，“房屋面积”可能不全。"
    assert found["复垦面积"].doubt == ""


def test_a_house_that_had_come_down_before_the_survey_is_no_work():
    assert numbers(household("a", 120, house_demolished=True), household("b", 80))["房屋面积"] == 80


def test_what_households_do_themselves_is_not_the_contractors():
    three = household("a", 120, reclaimable_area=Decimal(234)), household("b", 80), household("c", 60)
    found = numbers(*three, agreements=own("a"))
    assert (found["砖混房屋面积"], found["自行拆除砖混房屋面积"], found["全部砖混房屋面积"]) == (140, 120, 260)
    assert (found["房屋垃圾量"], found["全部房屋垃圾量"]) == (70, 130)
    assert (found["复垦面积"], found["自行复垦面积"], found["全部复垦面积"]) == (Decimal("1000.50"), 234, Decimal("1234.50"))
    assert (found["新增耕地"], found["全部新增耕地"], found["覆土需要量"]) == (766, 1000, Decimal("500.25"))
    assert (found["户数"], found["自行拆除户数"], found["自行复垦户数"], found["宅基地面积"]) == (3, 1, 1, 400)


def test_cut_follows_from_the_ground_that_households_do_not_level_themselves():
    assert numbers(household("a", 120, reclaimable_area=Decimal(234)), agreements=own("a"))["挖方"] == Decimal("300.15")


def test_what_a_collective_reclaims_itself_is_not_the_contractors():
    school = CollectiveProperty("p1", None, PLOT.id, name="小学", land_area=Decimal(300), house_area=Decimal(90), house_structure=BRICK, id="c")
    itself = Agreement("p1", collective_id="c", kind=AgreementKind.RECLAIM, reclamation_way=WorkWay.SELF)
    found = numbers(household("a", 120, reclaimable_area=Decimal(234)), collective=(school,), agreements=(itself, *own("a")))
    assert (found["复垦面积"], found["自行复垦面积"], found["新增耕地"]) == (Decimal("700.50"), 534, 466)
    assert numbers(collective=(replace(school, reclaimable_area=Decimal(200)),), agreements=(itself,))["自行复垦面积"] == 200


def test_a_homestead_larger_than_the_farmland_it_becomes_is_no_fault():
    found = numbers(household("a", 120, reclaimable_area=Decimal(1200)), agreements=own("a"))
    assert (found["新增耕地"], found["复垦面积"]) == (0, Decimal("34.50"))


@pytest.mark.parametrize(("agreements", "events", "expected"), [
    (own("a"), (), 120), (own("a", state=AgreementState.DRAFT), (), 120), (own("a", state=AgreementState.VOID), (), 0),
    (own("a", state=AgreementState.TAKEN_OVER), (), 120),
    (own("a", WorkWay.ORGANISED), (), 0), (own("a"), (("WITHDRAWN", "ad", None),), 0),
    (own("a"), (("TERMINATED", "ar", None),), 0), (own("a"), (("DEMOLISHED", None, WorkWay.ORGANISED),), 0),
    ((), (("DEMOLISHED", None, WorkWay.SELF),), 120), (own("a"), (("DEMOLISHED", None, None),), 120),
    (own("a"), (("DEMOLISHED", None, None), ("TERMINATED", "ad", None)), 120)])
def test_who_does_it_is_what_was_entered_else_what_stands_agreed(agreements, events, expected):
    made = tuple(AgreementEvent("p1", "a", kind=AgreementEventKind[kind], agreement_id=of, happened_on=SUMMER, way=way)
                 for kind, of, way in events)
    assert numbers(household("a", 120), agreements=agreements, agreement_events=made)["自行拆除房屋面积"] == expected


def test_a_signed_supplement_changes_who_does_it():
    main, _ = own("a")
    signed = replace(main, state=AgreementState.TAKEN_OVER, signed_on=SUMMER)
    supplement = replace(signed, id="s", supplements_id=main.id, demolition_way=WorkWay.ENTRUSTED)
    assert numbers(household("a", 120), agreements=(signed,))["自行拆除房屋面积"] == 120
    assert numbers(household("a", 120), agreements=(signed, supplement))["自行拆除房屋面积"] == 0


def test_homesteads_a_little_larger_than_their_plot_leave_nothing_to_reclaim_and_much_larger_ones_are_asked_about():
    few, many = (household("a", 1, reclaimable_area=Decimal(area)) for area in (1240, 2000))
    assert numbers(few, agreements=own("a"), rates=(SHARE,))["复垦面积"] == 0
    assert "超过全部复垦面积" in missing("复垦面积", many, agreements=own("a"), rates=(SHARE,))
    assert "超过全部复垦面积" in missing("复垦面积", few, agreements=own("a"))  # nobody says that they may be larger


@pytest.mark.parametrize(("name", "households", "says"), [
    ("房屋面积", [household("a", None)], "“户主a”的房屋建筑面积"),
    ("砖混房屋面积", [household("a", None), household("b", 9)], "“户主a”的房屋建筑面积"),
    ("砖混房屋面积", [household("a", 9, None)], "“户主a”的房屋结构"),
    ("人口", [household("a", 9, population=None)], "家庭人口"),
    ("房屋面积", [household(str(at), None) for at in range(5)], "等 5 处"), ("现状坡度", [], "现状与设计"),
    ("新增农用地", [], "请在地块中填写“新增农用地”"),
    ("房屋垃圾量", [household("a", 9, HouseStructure.BAMBOO)], "竹房屋垃圾系数"),
    ("建筑垃圾量", [household("a", None)], "房屋建筑面积")])
def test_a_gap_names_what_to_fill_in(name, households, says):
    assert says in missing(name, *households)


def test_an_unknown_part_makes_only_what_uses_it_unknown():
    found = numbers(household("a", None), household("b", 9, EARTH))
    assert found["土木房屋面积"] == 9
    assert found["房屋面积"] is found["砖混房屋面积"] is None


def test_a_plot_without_points_stands_with_its_stated_area():
    assert numbers(plot=replace(PLOT, plane_area=None))["地块面积"] == 2000
    assert numbers(plot=replace(PLOT, plane_area=None, stated_area=None))["地块面积"] is None
    assert numbers(plot=replace(PLOT, ellipsoid_area=Decimal(1801)), area_basis="ellipsoid")["地块面积"] == 1801


def test_a_coefficient_nobody_has_stated_is_a_gap():
    found = plot_numbers(dossier(coefficients=(coefficient("松散系数", None, "倍"),)), PLOT)["松散系数"]
    assert found.value is None
    assert "松散系数" in found.missing


def test_numbers_beyond_all_measure_are_a_gap_and_no_crash():
    huge = Decimal(9) * 10**14
    assert numbers(design=replace(DESIGN, cover_thickness=huge), plot=replace(PLOT, reclaimed_area=huge))["覆土需要量"] is None


OTHER, SITE = replace(PLOT, code="CJ-002", id="plot2"), replace(PLOT, code="AZ-1", use=PlotUse.SETTLEMENT, id="site")


def move(material, source, target, volume, distance=None):
    ends = {"from_plot_id" if source in (PLOT.id, OTHER.id, SITE.id) else "from_place": source,
            "to_plot_id" if target in (PLOT.id, OTHER.id, SITE.id) else "to_place": target}
    return SoilMove("p1", material=material, volume=volume and Decimal(volume), distance=distance and Decimal(distance), **ends)


def with_moves(*moves, design=DESIGN):
    plain = dossier(design=design, plots=(PLOT, OTHER, SITE))
    return plot_numbers(replace(plain, design=replace(plain.design, soil_moves=moves)), PLOT)


def test_moves_are_numbers_of_their_plots_with_the_mean_of_their_ways():
    found = with_moves(
        move(TOPSOIL, OTHER.id, PLOT.id, "100", "2"), move(TOPSOIL, SITE.id, PLOT.id, "50", "5"), move(TOPSOIL, "北沟", PLOT.id, "30.005"),
        move(SOIL, PLOT.id, OTHER.id, "40", "1"), move(SOIL, PLOT.id, SITE.id, "60", "4"), move(SOIL, PLOT.id, "南坡", "20", "8"),
        move(SOIL, PLOT.id, PLOT.id, "7"), design=replace(DESIGN, soil_distance=Decimal("6.5")))
    values = {name: number.value for name, number in found.items()}
    assert (values["调入表土"], values["外借表土"], values["调出表土"], values["外运表土"]) == (150, Decimal("30.01"), 0, 0)
    assert (values["调出土方"], values["外运土方"], values["调入土方"]) == (40, 80, 0)  # a site has no works: what goes there is carted off
    assert (values["调入表土运距"], values["外借表土运距"], values["外运土方运距"]) == (3, Decimal("6.5"), 5)
    assert found["调入表土"].source == "土方平衡：CJ-002 100.00 m³、AZ-1 50.00 m³"
    assert values["客土量"] == values["覆土需要量"] - values["表土剥离量"] - 150
    assert found["客土量"].source == "覆土需要量 617.25 − 表土剥离量 60.00 − 调入表土 150.00，不少于外借表土 30.01"
    assert values["表土回覆量"] == values["表土剥离量"] + 150


def test_nothing_is_moved_as_long_as_there_is_no_move():
    found = with_moves()
    assert {found[name].value for name in ("调入表土", "调出土方", "外借土方", "外运垃圾", "调入土方运距")} == {0}
    assert found["外运垃圾运距"].value == found["垃圾运距"].value == 3
    assert found["外借土方运距"].value is None
    assert "客土运距" in found["外借土方运距"].missing
    assert found["借方"].value == 0
    assert found["弃方"].value == found["余方"].value == Decimal("370.35")


def test_a_move_without_volume_or_way_is_said():
    found = with_moves(move(TOPSOIL, OTHER.id, PLOT.id, None, "2"), move(TOPSOIL, OTHER.id, PLOT.id, "9"))
    assert found["调入表土"].value == 9
    assert found["调入表土"].doubt == found["客土量"].doubt == "土方平衡中还有 1 笔调入表土没有填方量，没有计入。"
    assert found["调入表土运距"].missing == "请在土方平衡的“调配”中填写调入表土的运距。"


def test_a_number_is_told_whole_and_without_the_zeros_of_the_store():
    assert [PlotNumber("厚度", Decimal(value), "m").text for value in ("0.3000", "0.1250", "1234.5")] == ["0.30m", "0.125m", "1,234.50m"]
    assert PlotNumber("厚度", None, "m").text == ""
