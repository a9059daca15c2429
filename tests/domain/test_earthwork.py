"""Soil balance and net new farmland: volumes, gaps, moves, sums; every figure against numbers worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import WorkWay
from linkdesk.domain.design import Design, DesignBasis, PlotDesign, SoilMove
from linkdesk.domain.design_words import SoilMaterial, Terrain
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.farmland_gain import gains
from linkdesk.domain.figures import figure
from linkdesk.domain.haulage import PROPOSED, distance, proposals
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.plot_numbers import numbers_of
from linkdesk.domain.project import Project
from linkdesk.domain.soil_lines import move_lines, remarks
from linkdesk.domain.words import AgreementKind, HouseStructure, PlotUse
from linkdesk.policy import values
from linkdesk.shipped import standards
from tests.policy.dossiers import shipped

TOPSOIL, EARTH, RUBBLE = SoilMaterial.TOPSOIL, SoilMaterial.EARTH, SoilMaterial.RUBBLE
DAY = date(2018, 6, 1)


def square(at):
    """A square of 100 m whose middle lies `at` metres east of the first one's."""
    east = 37500000 + at
    points = ((east, 4000000), (east + 100, 4000000), (east + 100, 4000100), (east, 4000100))
    text = ",".join(f'["J{n}","{north}.0000","{x}.0000"]' for n, (x, north) in enumerate(points, 1))
    return PlotRings(rings=f"[[{text}]]", zone=37, id=f"r{at}")


def plot(code, at, **more):
    return Plot("p", code, use=PlotUse.OLD, rings_id=f"r{at}", plane_area=Decimal(10000),
                **({"reclaim_class": "0103", "reclaimed_area": Decimal(10000)} | more), id=code)


def design(code, **more):
    return PlotDesign(code, **({"slope_after": Decimal(5), "hard_area": Decimal(0), "foundation_volume": Decimal(0),
                                "wall_volume": Decimal(0)} | {k: Decimal(v) for k, v in more.items()}), id=f"d{code}")


def dossier(*designs, plots=None, moves=(), terrain=Terrain.MOUNTAINS):
    ours = plots or (plot("A", 0), plot("B", 1000), plot("C", 5000))
    rates = values.resolve([shipped()["LD"]], (), DAY)
    return Dossier(Project(name="x", id="p"), DAY, plots=ours, rings=tuple(square(at) for at in (0, 1000, 5000)), rates=rates,
                   design=Design(basis=DesignBasis("p", terrain=terrain, id="b"), plots=designs, soil_moves=moves))


GIVES = {"topsoil_area": 5000, "topsoil_thickness": "0.5", "cover_thickness": "0.1", "cut_volume": 800, "fill_volume": 0}
NEEDS = {"topsoil_area": 0, "cover_thickness": "0.05", "cut_volume": 0, "fill_volume": 500}


def line(found, code, material):
    return soil_balance(found).line(code, material)


def test_volumes_of_a_plot():
    d = dossier(design("A", **GIVES, soil_thickness="0.4"))
    topsoil, earth = line(d, "A", TOPSOIL), line(d, "A", EARTH)
    assert (topsoil.found.value, topsoil.needed.value, topsoil.surplus) == (2000, 1000, 1000)  # no more than the soil is thick
    assert "× 现状土层厚度 0.40m" in topsoil.found.how
    assert (earth.found.value, earth.needed.value) == (800, 0)


def test_cut_and_fill_follow_from_levels_where_nobody_surveyed_them():
    lowered = line(dossier(design("A", level_before="1010.5", level_after="1010.2")), "A", EARTH)
    raised = line(dossier(design("A", level_before="1010.2", level_after="1010.5")), "A", EARTH)
    assert (lowered.found.value, lowered.needed.value, raised.found.value, raised.needed.value) == (3000, 0, 0, 3000)


def test_cut_and_fill_are_those_of_the_works():
    """What a household levels itself is left out of both alike."""
    home = Household(project_id="p", plot_id="A", reclaimable_area=Decimal(4000), id="h")
    itself = Agreement("p", "h", kind=AgreementKind.RECLAIM, reclamation_way=WorkWay.SELF)
    d = replace(dossier(design("A", level_before="101.5", level_after="101.2")), households=(home,), agreements=(itself,))
    assert line(d, "A", EARTH).found.value == numbers_of(d)(d.plots[0])["挖方"].value == 1800


def test_rubble_is_that_of_houses_and_of_outbuildings():
    house = Household(project_id="p", plot_id="A", house_structure=HouseStructure.BRICK_CONCRETE, house_area=Decimal(100),
                      outbuilding_area=Decimal(40))
    d = replace(dossier(design("A", **GIVES, hard_thickness=0)), households=(house,), recipes=standards().recipes)
    per = {c.label: c.value for c in d.recipes.coefficients}
    assert line(d, "A", RUBBLE).found.value == 100 * per["砖混房屋垃圾系数"] + 40 * per["附属房垃圾系数"]


def test_what_is_not_known_is_a_gap_that_names_its_field():
    d = dossier(design("A", cover_thickness="0.1", cut_volume=5))
    assert line(d, "A", TOPSOIL).missing == "可剥离表土面积、可剥离表土厚度"
    assert "填方" in line(d, "A", EARTH).missing
    assert line(d, "B", EARTH).missing == "复垦设计"
    assert figure("fill_total", d).value is None
    assert "等 3 个地块" in figure("fill_total", d).missing


def test_more_topsoil_than_the_plot_is_large_is_doubted():
    assert "大于地块面积" in line(dossier(design("A", **(GIVES | {"topsoil_area": 10001}))), "A", TOPSOIL).doubt


def move(volume, source="A", target="B", material=TOPSOIL, **more):
    return SoilMove("p", material=material, from_plot_id=source, to_plot_id=target, volume=Decimal(volume), **more)


def test_moves_change_the_balance_and_more_than_there_is_is_said():
    three = design("A", **GIVES), design("B", **NEEDS), design("C", **NEEDS)
    d = dossier(*three, moves=(move(400, distance=Decimal(1), id="m1"), move(100, target="C", distance=Decimal(5), id="m2")))
    assert [line(d, code, TOPSOIL).after for code in "ABC"] == [1000, -100, -400]
    assert (soil_balance(d).short, figure("soil_short", d).value) == (500, 500)
    assert figure("mean_haul", d).value == Decimal("1.80")
    wrong = dossier(*three, moves=(move(2501, id="m1"),))
    assert "多于现有的 2,500.00 m³" in soil_balance(wrong).faults[0]
    assert "多于现有" in remarks(wrong)["m1"]
    itself = dossier(*three, moves=(move(10, target="A", id="m1"),))
    assert line(itself, "A", TOPSOIL).after == 1500
    assert "同一地块" in remarks(itself)["m1"]


def test_a_haul_without_distance_leaves_the_mean_open():
    d = dossier(design("A", **GIVES), moves=(move(10), move(5, distance=Decimal(1))))
    assert (figure("mean_haul", d).value, figure("mean_haul", d).missing) == (None, "1 笔调配的运距")


def test_a_distance_is_the_straight_line_times_the_detour():
    assert distance(dossier(), "A", "B") == Decimal("1.30")
    assert distance(dossier(plots=(plot("A", 0), plot("B", 7))), "A", "B") is None  # no boundary points


def test_proposals_fill_what_is_short_and_leave_typed_rows_alone():
    typed = move(100, target="C", distance=Decimal(9), note="县里定的", id="m1")
    d = dossier(design("A", **GIVES), design("B", **NEEDS), design("C", **NEEDS), moves=(typed, move(7, note=PROPOSED, id="m2")))
    made = proposals(d, "北沟取土场", "南坡弃土场")
    then = replace(d, design=replace(d.design, soil_moves=(typed, *made)))
    assert soil_balance(then).short == 0
    assert [(m.material, m.from_plot_id, m.to_plot_id, m.volume) for m in made if m.material is TOPSOIL] == [
        (TOPSOIL, "A", "B", 500), (TOPSOIL, "A", "C", 400)]
    outside = [(m.from_place, m.to_plot_id, m.volume) for m in made if m.from_place]
    assert outside == [("北沟取土场", "C", 200)]  # of 1000 m³ of fill 800 are cut on A
    assert sum(m.volume for m in made if m.material is EARTH) == 1000


def test_ends_without_a_plot_and_a_place_are_asked_for():
    d = dossier(design("A", **NEEDS), plots=(plot("A", 0),))
    made = proposals(d)
    told = replace(d, design=replace(d.design, soil_moves=made))
    assert {(m.material, m.source, m.target, m.volume) for m in move_lines(told)} == {(TOPSOIL, "", "A", 500), (EARTH, "", "A", 500)}
    assert all("待补：取土场" in text for text in remarks(told).values())


def gain_of(found):
    return next(gain for gain in gains(found) if gain.plot.id == "A")


def test_net_new_farmland_by_coefficients_and_by_design():
    by_rate = gain_of(dossier(design("A")))  # 5 % ridges at 5°, 2 % roads and 1 % ditches in mountains
    assert [d.area for d in by_rate.deductions] == [Decimal("0.0500"), Decimal("0.0200"), Decimal("0.0100")]
    assert (by_rate.net, by_rate.rate) == (Decimal("0.9200"), Decimal("92.00"))
    typed = gain_of(dossier(design("A", ridge_area=400, road_area=0, ditch_area=100)))
    assert (typed.net, typed.reclaimed - sum(d.area for d in typed.deductions)) == (Decimal("0.9500"), typed.net)


@pytest.mark.parametrize(("slope", "share"), [(0, 0), (2, 0), ("2.1", 5), (6, 5), (15, 10), ("15.1", 15), (25, 15), ("25.1", 20), (90, 20)])
def test_ridges_by_slope(slope, share):
    assert gain_of(dossier(design("A", slope_after=slope))).deductions[0].area == Decimal(share) / 100


def test_what_farmland_lacks_is_named_and_differences_are_shown():
    assert gain_of(dossier(terrain=None)).missing == "设计坡度、编制依据中的地形"
    planned = dossier(design("A"), plots=(plot("A", 0, new_farmland_area=Decimal(9000)),))
    assert "多 0.0200 公顷" in gain_of(planned).doubt
    assert figure("net_farmland_difference", planned).value == Decimal("0.0200")
    drowned = gain_of(dossier(design("A", ridge_area=9000, road_area=900, ditch_area=900)))
    assert "比复垦面积大" in drowned.doubt
    wood = gain_of(dossier(plots=(plot("A", 0, reclaim_class="0307"),)))
    assert (wood.net, wood.missing) == (0, "")


def test_every_sum_is_that_of_its_leaves():
    d = dossier(*(design(code, road_area=f"{at}3.33", slope_after=8) for at, code in enumerate("ABC", 1)))
    assert figure("net_new_farmland", d).value == sum(gain.net for gain in gains(d))
    assert figure("net_farmland_rate", d).value == Decimal("88.77")  # 3 − 0.3 − 0.0069 − 0.03 of 3 ha
