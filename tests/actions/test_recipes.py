"""Recipes fill a plot's works by what stands on it; what an officer changed stays, and nothing is paid twice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk import shipped
from linkdesk.actions import demo_plans, edits, plot_designs, recipes, soil_moves, standard_values, work_items
from linkdesk.actions.price_library import library
from linkdesk.domain.change import Change
from linkdesk.domain.design import PlotDesign, SoilMove, UnitPrice, WorkItem
from linkdesk.domain.design_words import SoilMaterial, WorkCategory
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.errors import KnownError
from linkdesk.domain.formula import parse_formula
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import number_names
from linkdesk.domain.recipe_fit import content
from linkdesk.domain.soil_lines import move_lines, remarks
from linkdesk.domain.words import Certainty, PlotUse
from linkdesk.domain.work_quantities import lines_of, work_lines
from tests.actions import desks
from tests.actions.soil_and_quality import designed

BOOK = shipped.standards().recipes
LINES = [(recipe, line) for recipe in BOOK.recipes for line in recipe.lines]
KNOWN = {name for name, _, _ in number_names()} | {c.label for c in BOOK.coefficients}


@pytest.fixture
def planned(sample):
    """The sample with households placed on its old plots, which become dry land; its first old plot."""
    desk, project_id = sample
    demo_plans.fill(desk, project_id)
    return desk, project_id, desk.dossier(project_id).plots_of(PlotUse.OLD)[0]


def names(desk, plot):
    return [item.name for item in work_items.items(desk, plot.id)]


def typed(desk, plot, **facts):
    for name, text in facts.items():
        desk.do(plot_designs.set_field(desk, plot.id, name, text))


@pytest.mark.parametrize(("recipe", "line"), LINES, ids=lambda value: getattr(value, "name", getattr(value, "id", "")))
def test_a_line_names_what_there_is_and_has_a_reference_price_in_its_unit(recipe, line):
    assert set(parse_formula(line.formula).names) <= KNOWN
    asked = {name for text in (*line.when, *line.given, *line.unless) for name in parse_formula(text).names}
    assert asked | set(recipe.when) <= KNOWN
    assert library().prices[line.price_code].unit == line.unit


def test_every_structure_has_its_recipe_and_every_coefficient_waits_to_be_confirmed():
    from linkdesk.domain.plot_numbers.buildings import area_name
    from linkdesk.domain.words import HouseStructure
    asked = {name for recipe in BOOK.recipes for name in recipe.when}
    assert {area_name(structure) for structure in HouseStructure} <= asked
    assert all(c.certainty is Certainty.UNVERIFIED and c.value is not None and c.source and c.from_on for c in BOOK.coefficients)
    assert {line.category for _, line in LINES} == set(WorkCategory) - {WorkCategory.OTHER}


def test_a_plot_is_offered_what_stands_on_it_and_what_it_becomes(planned):
    desk, project_id, plot = planned
    dossier = desk.dossier(project_id)
    standing = {f"{h.house_structure}" for h in dossier.households_by_plot[plot.id] if h.house_area}
    offered = {recipe.id for recipe in recipes.suggested(dossier, plot)}
    assert {r.split("房屋")[0] for r in offered if r.endswith("房屋拆除")} | {r[:-2] for r in offered if "窑洞" in r} == standing
    assert "复垦为旱地" in offered
    assert not offered & {"复垦为水田", "复垦为水浇地", "生态绿化", "硬化地面破除"}
    typed(desk, plot, hard_area="120")
    desk.do(edits.set_field(desk.store.get(Plot, plot.id), "reclaim_class", "0101"))
    dossier = desk.dossier(project_id)
    offered = {recipe.id for recipe in recipes.suggested(dossier, next(p for p in dossier.plots if p.id == plot.id))}
    assert {"复垦为水田", "硬化地面破除"} <= offered
    assert "复垦为旱地" not in offered


@pytest.mark.parametrize(("reclaim_class", "recipe"), [
    ("0103 旱地", "复垦为旱地"), ("013", "复垦为旱地"), ("水浇地", "复垦为水浇地"), ("0101", "复垦为水田"),
    ("0301", "生态绿化"), ("031", "生态绿化"), ("0404", "生态绿化")])
def test_the_class_a_plot_becomes_decides_in_every_scheme(planned, reclaim_class, recipe):
    desk, project_id, plot = planned
    dossier = desk.dossier(project_id)
    land = {r.id for r in recipes.suggested(dossier, replace(plot, reclaim_class=reclaim_class)) if r.land}
    assert land == {recipe}


def test_filling_makes_works_priced_from_the_library_and_marked(planned):
    desk, project_id, plot = planned
    desk.do(recipes.fill(desk, [plot.id], "复垦为旱地"))
    made = work_items.items(desk, plot.id)
    assert {item.recipe for item in made} == {"复垦为旱地"}
    prices = {price.id: price for price in desk.store.load(UnitPrice)}
    assert {prices[item.unit_price_id].code for item in made} == {line.price_code for line in BOOK.recipe("复垦为旱地").lines
                                                                 if line.name in {item.name for item in made}}
    assert len(prices) < len(library().prices)  # only what is used is taken over
    assert all(line.quantity is not None and not line.doubt for line in lines_of(desk.dossier(project_id), plot.id))
    desk.undo()
    assert not names(desk, plot)
    assert not desk.store.count(UnitPrice)


def test_an_officers_own_unit_price_of_the_code_is_used(planned):
    desk, project_id, plot = planned
    own = UnitPrice(project_id, 0, "LK-204", "本县清基", "m³", Decimal(1))
    desk.do(Change("单价", after=(own,)))
    desk.do(recipes.fill(desk, [plot.id], "复垦为旱地"))
    assert next(item for item in work_items.items(desk, plot.id) if item.name == "清基").unit_price_id == own.id
    assert not recipes.changed_by_hand(desk.dossier(project_id), next(i for i in work_items.items(desk, plot.id) if i.name == "清基"))


def as_once_filled(desk, item, **then):
    """A work as a recipe of an earlier version of the program filled it in, and nobody has touched it."""
    code = {price.id: price.code for price in desk.store.load(UnitPrice)}.get(item.unit_price_id, "")
    earlier = replace(item, **then)
    return replace(earlier, filled=content(earlier, code))


def test_works_of_an_earlier_text_of_the_recipe_follow_it_and_are_no_second_time_there(planned):
    desk, project_id, plot = planned
    desk.do(recipes.fill(desk, [plot.id], "复垦为旱地"))
    before = work_items.items(desk, plot.id)
    by_name = {item.name: item for item in before}
    other = as_once_filled(desk, by_name["清基"], formula="复垦面积 × 0.2m")
    elsewhere = as_once_filled(desk, by_name["施有机肥"], name="一项早先的工程", formula="复垦面积 × 9m")
    changed = replace(as_once_filled(desk, by_name["土地翻耕"], formula="复垦面积 × 2"), formula="复垦面积 × 3")
    desk.do(Change("早先填入的", before=tuple(by_name[n] for n in ("清基", "施有机肥", "土地翻耕")), after=(other, elsewhere, changed)))
    assert not recipes.changed_by_hand(desk.dossier(project_id), other)
    filling = recipes.filling(desk, [plot.id], ["复垦为旱地"])
    desk.do(filling.change)
    now = {item.name: item for item in work_items.items(desk, plot.id)}
    assert set(now) == set(by_name)
    assert now["清基"].formula == by_name["清基"].formula
    assert now["土地翻耕"].formula == "复垦面积 × 3"
    assert [item.name for item in filling.kept] == ["土地翻耕"]
    assert desk.do(recipes.fill(desk, [plot.id], "复垦为旱地")) is None


def test_filling_again_changes_nothing_and_keeps_what_was_changed_by_hand(planned):
    desk, project_id, plot = planned
    desk.do(recipes.fill(desk, [plot.id], "复垦为旱地"))
    before = work_items.items(desk, plot.id)
    assert desk.do(recipes.fill(desk, [plot.id], "复垦为旱地")) is None
    by_name = {item.name: item for item in before}
    desk.do(work_items.set_field(desk, by_name["清基"], "formula", "复垦面积 × 0.1m"))
    desk.do(work_items.set_field(desk, by_name["土地平整"], "name", "场地平整"))
    desk.do(work_items.remove(desk, [by_name["土地翻耕"]]))
    filling = recipes.filling(desk, [plot.id], ["复垦为旱地"])
    desk.do(filling.change)
    now = {item.name: item for item in work_items.items(desk, plot.id)}
    assert now["清基"].formula == "复垦面积 × 0.1m"
    assert "土地平整" not in now
    assert now["场地平整"].id == by_name["土地平整"].id
    assert "土地翻耕" in now
    assert len(now) == len(before)
    assert {item.name for item in filling.kept} == {"清基", "场地平整"}
    assert "改动过的 2 项保留原样" in filling.says
    assert f"{plot.code} 清基" in filling.says
    assert [recipes.changed_by_hand(desk.dossier(project_id), now[name]) for name in ("清基", "场地平整", "施有机肥")] == [True, True, False]


def test_a_measure_that_is_given_takes_the_place_of_the_usual_density(planned):
    desk, project_id, plot = planned
    desk.do(recipes.fill(desk, [plot.id], "复垦为旱地"))
    assert "田埂修筑（按密度）" in names(desk, plot)
    typed(desk, plot, ridge_length="0", cover_thickness="0.4", topsoil_area="100", topsoil_thickness="0.3")
    filling = recipes.filling(desk, [plot.id], ["复垦为旱地"])
    desk.do(filling.change)
    now = names(desk, plot)
    assert not [name for name in now if name.startswith("田埂")]  # 0 m of ridges were stated
    assert [name for name in now if "覆土" in name] == ["客土覆土"]
    assert {"表土剥离", "表土回覆"} <= set(now)
    assert "删除不再适用的" in filling.says
    cover = next(line for line in lines_of(desk.dossier(project_id), plot.id) if line.item.name == "客土覆土")
    area = desk.store.get(Plot, plot.id).reclaimed_area
    assert abs(cover.quantity - (area * Decimal("0.4") - 30)) <= Decimal("0.01")


def test_what_goes_further_than_the_price_reaches_is_carried_on(planned):
    desk, project_id, plot = planned
    typed(desk, plot, hard_area="0", foundation_volume="0", wall_volume="0", rubble_distance="3")
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    assert "建筑垃圾增运" not in names(desk, plot)
    typed(desk, plot, rubble_distance="5.5")
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    found = {line.item.name: line.quantity for line in lines_of(desk.dossier(project_id), plot.id)}
    assert abs(found["建筑垃圾增运"] - found["建筑垃圾清运"] * Decimal("2.5")) < Decimal("0.02")


@pytest.mark.parametrize("land", ["0101", "0102", "0103", "0301"])
def test_earth_that_is_over_is_carted_off_as_the_soil_balance_has_it(planned, land):
    desk, project_id, plot = planned
    desk.do(Change("复垦方向", before=(plot,), after=(replace(plot, reclaim_class=land),)))
    typed(desk, plot, cut_volume="320.5", fill_volume="100.25")
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    dossier = desk.dossier(project_id)
    (off,) = (line for line in lines_of(dossier, plot.id) if line.item.name == "余方外运")
    assert off.quantity == soil_balance(dossier).line(plot.id, SoilMaterial.EARTH).surplus == Decimal("220.25")


def test_of_two_ways_with_the_rubble_a_plot_takes_one(planned):
    desk, project_id, plot = planned
    typed(desk, plot, hard_area="0", foundation_volume="0", wall_volume="0")
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    assert "建筑垃圾清运" in names(desk, plot)
    desk.do(recipes.fill(desk, [plot.id], "建筑垃圾就地掩埋"))
    assert "建筑垃圾清运" not in names(desk, plot)
    assert "掩埋坑开挖" in names(desk, plot)
    dossier = desk.dossier(project_id)
    assert "建筑垃圾清运" not in {recipe.id for recipe in recipes.suggested(dossier, plot)}
    assert all(line.quantity is not None for line in work_lines(dossier) if line.item.recipe == "建筑垃圾就地掩埋")


def test_another_direction_takes_the_place_of_the_first(planned):
    desk, project_id, plot = planned
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    desk.do(edits.set_field(desk.store.get(Plot, plot.id), "reclaim_class", "0102"))
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    assert {item.recipe for item in work_items.items(desk, plot.id)} & {"复垦为旱地", "复垦为水浇地"} == {"复垦为水浇地"}
    assert names(desk, plot).count("清基") == 1


def test_works_of_a_house_that_is_not_there_any_more_go_with_the_next_filling(planned):
    desk, project_id, plot = planned
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    on = desk.dossier(project_id).households_by_plot[plot.id]
    desk.do(Change("移出农户", before=tuple(on), after=tuple(replace(h, plot_id=None) for h in on)))
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    assert not [name for name in names(desk, plot) if "房屋" in name or "窑洞" in name]


def test_where_nothing_stands_nothing_is_filled_and_it_says_so(planned):
    desk, project_id, plot = planned
    with pytest.raises(KnownError, match="没有“竹房屋拆除”所指的建筑物"):
        recipes.fill(desk, [plot.id], "竹房屋拆除")
    with pytest.raises(KnownError, match=r"“硬化地面面积”还不知道.*请在复垦设计的“现状与设计”中填写"):
        recipes.fill(desk, [plot.id], "硬化地面破除")
    site = next(p for p in desk.dossier(project_id).plots if p.use is PlotUse.SETTLEMENT)
    with pytest.raises(KnownError, match="不是拆旧地块"):
        recipes.fill(desk, [site.id], "复垦为旱地")
    with pytest.raises(KnownError, match="没有名为“没有的”的配方"):
        recipes.fill(desk, [plot.id], "没有的")
    with pytest.raises(KnownError, match="还没有选中地块"):
        recipes.fill(desk, [], "复垦为旱地")
    assert desk.store.count(WorkItem) == 0
    typed(desk, plot, hard_area="80")
    old = desk.dossier(project_id).plots_of(PlotUse.OLD)
    some = recipes.filling(desk, [p.id for p in old], ["硬化地面破除"])
    assert some.empty == tuple(p for p in old if p.id != plot.id)
    assert f"{len(old) - 1} 个地块没有填入" in some.says


def test_a_house_without_structure_is_not_left_out_unsaid(planned):
    desk, project_id, plot = planned
    typed(desk, plot, hard_area="0", foundation_volume="0", wall_volume="0", cut_volume="0", fill_volume="0")
    home = next(h for h in desk.dossier(project_id).households_by_plot[plot.id] if h.house_area)
    assert recipes.fill_suggested(desk, project_id, [plot.id]).says.count("。") == 1
    desk.do(edits.set_field(home, "house_structure", ""))
    says = recipes.fill_suggested(desk, project_id, [plot.id]).says
    assert "填好后再套用一次" in says
    assert f"“{home.head_name}”的房屋结构（{plot.code}）" in says


def test_all_plots_are_filled_in_one_change(planned):
    desk, project_id, _ = planned
    change = recipes.fill_suggested(desk, project_id).change
    desk.do(change)
    old = desk.dossier(project_id).plots_of(PlotUse.OLD)
    assert {item.plot_id for item in desk.store.load(WorkItem)} == {plot.id for plot in old}
    assert change.title.startswith(f"按建议套用配方：{len(old)} 个地块，新增 ")
    desk.undo()
    assert desk.store.count(WorkItem) == 0


def test_two_programs_do_not_fill_the_same_plot_twice(planned):
    desk, _, plot = planned
    first, second = recipes.fill(desk, [plot.id], "复垦为旱地"), recipes.fill(desk, [plot.id], "复垦为旱地")
    desk.do(first)
    with pytest.raises(KnownError):
        desk.do(second)


def test_a_coefficient_of_the_countys_own_changes_the_quantities(planned):
    desk, project_id, plot = planned
    desk.do(recipes.fill(desk, [plot.id], "复垦为旱地"))
    def manure():
        return next(line.quantity for line in lines_of(desk.dossier(project_id), plot.id) if line.item.name == "施有机肥")
    before = manure()
    stated = next(s for _, s in standard_values.listed(desk.dossier(project_id)) if s.label == "旱地有机肥用量")
    desk.do(standard_values.set_value(desk, stated, "1000", "岚政发〔2018〕6号", "第二条", None, True))
    assert abs(manure() - 2 * before) <= Decimal("0.02")


def test_a_plot_design_is_kept_where_works_are_removed(planned):
    desk, _, plot = planned
    typed(desk, plot, hard_area="12", hard_thickness="0.1")
    desk.do(recipes.fill(desk, [plot.id], "硬化地面破除"))
    desk.do(work_items.remove(desk, work_items.items(desk, plot.id)))
    assert desk.store.load(PlotDesign, plot_id=plot.id)[0].hard_area == 12


@pytest.fixture
def balanced(tmp_path):
    """A desk whose first plot lacks topsoil and earth that the others have; works filled in, then moves proposed."""
    desk, project_id = desks.filled(tmp_path)
    plots = designed(desk, project_id)
    desk.do(recipes.fill_suggested(desk, project_id).change)
    desk.do(soil_moves.propose(desk, project_id, "取土场", "弃土场"))
    return desk, project_id, plots


def test_filling_after_moves_were_proposed_brings_the_works_up_to_date(balanced):
    desk, project_id, (first, *_) = balanced
    assert not {"土方调运", "表土调运"} & set(names(desk, first))
    stood = {item.name: item.id for item in work_items.items(desk, first.id)}
    told = remarks(desk.dossier(project_id))
    assert {move.id for move in desk.store.load(SoilMove) if "再套用一次配方" in told.get(move.id, "")} == {
        move.id for move in desk.store.load(SoilMove) if move.from_plot_id and move.to_plot_id}
    desk.do(recipes.fill_suggested(desk, project_id).change)
    assert not remarks(desk.dossier(project_id))
    moves = [move for move in desk.store.load(SoilMove) if move.to_plot_id == first.id]
    found = {line.item.name: line.quantity for line in lines_of(desk.dossier(project_id), first.id)}
    for name, material in (("土方调运", SoilMaterial.EARTH), ("表土调运", SoilMaterial.TOPSOIL)):
        assert found[name] == sum(move.volume for move in moves if move.material is material) > 0
    assert found["客土覆土"] == 0
    now = {item.name: item.id for item in work_items.items(desk, first.id)}
    assert {name for name, id_ in stood.items() if now.get(name) != id_} == {"借土装运", "借土增运"}
    assert desk.do(recipes.fill_suggested(desk, project_id).change) is None


def test_works_of_moves_that_are_gone_come_to_nothing_and_go_but_for_those_changed_by_hand(balanced):
    desk, project_id, (first, *_) = balanced
    desk.do(recipes.fill_suggested(desk, project_id).change)
    desk.do(work_items.set_field(desk, next(i for i in work_items.items(desk, first.id) if i.name == "表土调运"), "note", "利用村道"))
    desk.do(soil_moves.remove(desk, move_lines(desk.dossier(project_id))))
    found = {line.item.name: line for line in lines_of(desk.dossier(project_id), first.id)}
    assert (found["土方调运"].quantity, found["表土调运"].quantity, found["客土覆土"].quantity > 0) == (0, 0, True)
    filling = recipes.fill_suggested(desk, project_id)
    desk.do(filling.change)
    assert {"土方调运", "表土调运", "借土装运"} & set(names(desk, first)) == {"表土调运", "借土装运"}
    assert [item.name for item in filling.kept] == ["表土调运"]


def test_what_is_moved_further_than_the_price_reaches_is_carried_on(balanced):
    desk, project_id, (first, *_) = balanced
    for move in move_lines(desk.dossier(project_id)):
        if move.target == first.code and move.material is SoilMaterial.EARTH:
            desk.do(soil_moves.set_field(desk, move.id, "distance", "4.5"))
    desk.do(recipes.fill_suggested(desk, project_id).change)
    found = {line.item.name: line.quantity for line in lines_of(desk.dossier(project_id), first.id)}
    assert found["土方增运"] == found["土方调运"] * Decimal("1.5")
    assert "表土增运" not in found  # the plots lie close to each other


@pytest.mark.parametrize("facts", [{}, {"topsoil_area": "100", "topsoil_thickness": "0.3"}])
def test_topsoil_moved_in_is_not_bought_where_the_cover_is_that_of_the_coefficient(planned, facts):
    desk, project_id, plot = planned
    other = desk.dossier(project_id).plots_of(PlotUse.OLD)[1]
    typed(desk, plot, **facts)
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)

    def bought():
        return next(line for line in lines_of(desk.dossier(project_id), plot.id) if line.item.name.startswith("客土覆土"))
    before = bought()
    cells = [["表土", other.code, plot.code, "100.5"], ["表土", "北沟取土场", plot.code, "1"]]
    desk.do(soil_moves.paste(desk, project_id, cells, ("material", "source", "target", "volume")))
    assert (bought().item.name, bought().quantity) == (before.item.name, before.quantity - Decimal("100.5"))
    desk.do(recipes.fill_suggested(desk, project_id, [plot.id]).change)
    found = {line.item.name: line.quantity for line in lines_of(desk.dossier(project_id), plot.id)}
    assert found["表土调运"] == Decimal("100.5")
    assert bought().quantity == before.quantity - Decimal("100.5")
