"""Every verb of a design and of carrying it out: done, undone, redone, and taken back days later while another program writes."""

from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from linkdesk.actions import (
    acceptances,
    after_uses,
    completion,
    county_measures,
    cross_sections,
    design_basis,
    edits,
    equipment,
    fee_amounts,
    history,
    partners,
    plan_versions,
    plot_designs,
    plot_removal,
    plot_stages,
    price_library,
    quality,
    recipes,
    resource_prices,
    settlements,
    site_photos,
    soil_moves,
    standard_values,
    unit_prices,
    variations,
    work_items,
    work_payments,
)
from linkdesk.desk import Desk
from linkdesk.domain.carrying import Acceptance, PlotAcceptance, WorkPayment
from linkdesk.domain.carrying_words import PaymentPurpose, PhotoPhase, PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.soil_lines import move_lines
from linkdesk.domain.work_quantities import work_lines
from tests.actions import desks
from tests.actions.designed import Designed, carry_out

CLEARING, LEVELLING = PlotStageKind.CLEARING, PlotStageKind.LEVELLING
EARLIER = date(2018, 6, 1)
CITY = "示例市国土资源局"

VERBS = {
    "design_basis.set_field": lambda at: design_basis.set_field(at.desk, at.id, "terrain", "平原"),
    "plot_designs.set_field": lambda at: plot_designs.set_field(at.desk, at.plots[0].id, "hard_area", "88"),
    "plot_designs.add_building": lambda at: plot_designs.add_building(at.desk, at.plots[1].id),
    "plot_designs.set_building_field": lambda at: plot_designs.set_building_field(at.desk, at.design.buildings[0], "area", "77"),
    "plot_designs.paste_buildings": lambda at: plot_designs.paste_buildings(at.desk, at.plots[0].id, [["砖混", "80"]], ("structure", "area")),
    "plot_designs.remove_buildings": lambda at: plot_designs.remove_buildings(at.desk, at.design.buildings),
    "plot_designs.attach": lambda at: plot_designs.attach(at.desk, at.plots[1].id, [at.picture("新.png")]),
    "plot_designs.set_drawing_field": lambda at: plot_designs.set_drawing_field(at.desk, at.design.drawings[0], "title", "现状图"),
    "plot_designs.belong": lambda at: plot_designs.belong(at.desk, at.design.drawings[0], at.works[0]),
    "plot_designs.move_drawing": lambda at: plot_designs.move_drawing(at.desk, at.design.drawings[0], 1),
    "plot_designs.remove_drawings": lambda at: plot_designs.remove_drawings(at.desk, at.design.drawings),
    "work_items.add": lambda at: work_items.add(at.desk, at.plots[0].id),
    "work_items.set_field": lambda at: work_items.set_field(at.desk, at.works[0], "formula", "12.5"),
    "work_items.price_by": lambda at: work_items.price_by(at.desk, at.works[0], ""),
    "work_items.remove": lambda at: work_items.remove(at.desk, at.works[:5]),
    "work_items.move": lambda at: work_items.move(at.desk, work_items.items(at.desk, at.plots[0].id)[0], 1),
    "work_items.copy": lambda at: work_items.copy(at.desk, at.works, [p.id for p in at.plots[1:]]),
    "work_items.paste": lambda at: work_items.paste(at.desk, at.plots[0].id, [["项目", "单位", "数量"], ["挖土", "m³", "5"]]),
    "recipes.fill": lambda at: recipes.fill(at.desk, [at.bare.id], recipes.suggested(at.dossier, at.bare)[0].id),
    "price_library.take_over": lambda at: price_library.take_over(at.desk, at.id),
    "unit_prices.add": lambda at: unit_prices.add(at.desk, at.id),
    "unit_prices.set_price_field": lambda at: unit_prices.set_price_field(at.desk, at.design.unit_prices[0], "name", "另一名称"),
    "unit_prices.paste": lambda at: unit_prices.paste(at.desk, at.id, [["X-1", "新单价", "m³"]], ("code", "name", "unit")),
    "unit_prices.confirm": lambda at: unit_prices.confirm(at.desk, at.design.unit_prices[0], "定额本"),
    "unit_prices.add_component": lambda at: unit_prices.add_component(at.desk, at.design.unit_prices[0]),
    "unit_prices.set_component_field": lambda at: unit_prices.set_component_field(at.desk, _part(at), "quantity", "9.5"),
    "unit_prices.paste_components": lambda at: unit_prices.paste_components(at.desk, at.design.unit_prices[0], [[at.design.resources[0].code, "2"]]),
    "unit_prices.move_component": lambda at: unit_prices.move_component(at.desk, _second(at), -1),
    "unit_prices.remove_components": lambda at: unit_prices.remove_components(at.desk, [_part(at)]),
    "resource_prices.add": lambda at: resource_prices.add(at.desk, at.id),
    "resource_prices.set_field": lambda at: resource_prices.set_field(at.desk, at.design.resources[0], "price", "61.5"),
    "resource_prices.paste": lambda at: resource_prices.paste(at.desk, at.id, [[at.design.resources[0].code, "70"], ["X-9", "9"]], ("code", "price")),
    "resource_prices.move": lambda at: resource_prices.move(at.desk, at.design.resources[0], 1),
    "resource_prices.confirm": lambda at: resource_prices.confirm(at.desk, at.design.resources[:3], "造价信息2018年第6期"),
    "equipment.add": lambda at: equipment.add(at.desk, at.id),
    "equipment.set_field": lambda at: equipment.set_field(at.desk, at.design.equipment[0], "price", "2500"),
    "equipment.paste": lambda at: equipment.paste(at.desk, at.id, [["闸门", "扇"]], ("name", "unit")),
    "equipment.remove": lambda at: equipment.remove(at.desk, at.design.equipment),
    "equipment.move": lambda at: equipment.move(at.desk, at.design.equipment[0], 1),
    "fee_amounts.set_amount": lambda at: fee_amounts.set_amount(at.desk, at.id, at.fees[2], "0.02"),
    "fee_amounts.set_amount back": lambda at: fee_amounts.set_amount(at.desk, at.id, at.fees[1], ""),
    "fee_amounts.set_basis": lambda at: fee_amounts.set_basis(at.desk, at.id, at.fees[1], "合同"),
    "standard_values.set_value": lambda at: standard_values.set_value(at.desk, at.stated(), "2.5", "岚财发〔2018〕9号"),
    "standard_values.confirm": lambda at: standard_values.set_value(at.desk, at.stated(), "2.5", "岚财发〔2018〕9号", confirmed=True),
    "standard_values.give_back": lambda at: standard_values.give_back(at.desk, at.stated(1)),
    "soil_moves.add": lambda at: soil_moves.add(at.desk, at.id),
    "soil_moves.set_field": lambda at: soil_moves.set_field(at.desk, at.design.soil_moves[0].id, "volume", "3"),
    "soil_moves.paste": lambda at: soil_moves.paste(at.desk, at.id, [["表土", at.plots[0].code, "坑", "3"]], _MOVED),
    "soil_moves.remove": lambda at: soil_moves.remove(at.desk, move_lines(at.dossier)[:2]),
    "soil_moves.shift": lambda at: soil_moves.shift(at.desk, move_lines(at.dossier)[0], 1),
    "soil_moves.propose": lambda at: soil_moves.propose(at.desk, at.id, "另一取土场", "另一弃置场"),
    "quality.add": lambda at: quality.add(at.desk, at.plots[0].id, "pH"),
    "quality.set_field": lambda at: quality.set_field(at.desk, at.design.measurements[0].id, "value", "55"),
    "quality.paste": lambda at: quality.paste(at.desk, at.id, [[at.plots[2].code, "pH", "7.2"]], ("plot", "indicator", "value")),
    "quality.remove": lambda at: quality.remove(at.desk, at.design.measurements[:2]),
    "quality.measure_list": lambda at: quality.measure_list(at.desk, at.id, [p.id for p in at.plots]),
    "cross_sections.add": lambda at: cross_sections.add(at.desk, at.id),
    "cross_sections.set_measure": lambda at: cross_sections.set_measure(at.desk, at.design.sections[0], "height", "0.44"),
    "cross_sections.paste": lambda at: cross_sections.paste(at.desk, at.id, [["田埂", "新埂"]], ("kind", "name")),
    "cross_sections.remove": lambda at: cross_sections.remove(at.desk, at.design.sections),
    "cross_sections.move": lambda at: cross_sections.move(at.desk, at.design.sections[0], 1),
    "partners.add": lambda at: partners.add(at.desk, at.id),
    "partners.set_partner_field": lambda at: partners.set_partner_field(at.desk, at.carrying.partners[0], "amount", "120"),
    "partners.paste": lambda at: partners.paste(at.desk, at.id, [["另一家"]], ("name",)),
    "partners.remove": lambda at: partners.remove(at.desk, at.carrying.partners),
    "partners.move": lambda at: partners.move(at.desk, at.carrying.partners[0], 1),
    "partners.attach": lambda at: partners.attach(at.desk, at.carrying.partners[1], at.picture("补.png")),
    "partners.detach": lambda at: partners.detach(at.desk, at.carrying.partners[0]),
    "county_measures.add": lambda at: county_measures.add(at.desk, at.id, "又一办法"),
    "county_measures.set_measure_field": lambda at: county_measures.set_measure_field(at.desk, at.carrying.measures[0], "begins", "2018-05-01"),
    "county_measures.paste": lambda at: county_measures.paste(at.desk, at.id, [["细则"]], ("title",)),
    "county_measures.remove": lambda at: county_measures.remove(at.desk, at.carrying.measures),
    "county_measures.attach": lambda at: county_measures.attach(at.desk, at.carrying.measures[0], at.picture("再.png")),
    "county_measures.detach": lambda at: county_measures.detach(at.desk, at.carrying.measures[0]),
    "plot_stages.set_stage_field": lambda at: plot_stages.set_stage_field(at.desk, at.plots[0].id, LEVELLING, "began_on", "2018-06-01"),
    "plot_stages.set_stage_field empty": lambda at: plot_stages.set_stage_field(at.desk, at.plots[0].id, CLEARING, "began_on", ""),
    "plot_stages.set_partner": lambda at: plot_stages.set_partner(at.desk, [p.id for p in at.plots], CLEARING, at.carrying.partners[0].id),
    "plot_stages.set_many": lambda at: plot_stages.set_many(at.desk, [p.id for p in at.plots], CLEARING, "share", "50"),
    "plot_stages.paste": lambda at: plot_stages.paste(at.desk, at.id, "ended_on", [["地块编号", "拆除清运"], [at.plots[0].code, "2018-06-09"]]),
    "site_photos.add": lambda at: site_photos.add(at.desk, at.plots[1].id, PhotoPhase.AFTER, [at.picture("3.png")], EARLIER),
    "site_photos.add_by_name": lambda at: site_photos.add_by_name(at.desk, at.id, [at.picture(f"{at.plots[1].code}施工前.png")]),
    "site_photos.set_photo_field": lambda at: site_photos.set_photo_field(at.desk, at.carrying.photos[0], "taken_on", "2018-05-02"),
    "site_photos.remove": lambda at: site_photos.remove(at.desk, at.carrying.photos),
    "site_photos.move": lambda at: site_photos.move(at.desk, at.carrying.photos[0], 1),
    "variations.add": lambda at: variations.add(at.desk, at.id),
    "variations.set_variation_field": lambda at: variations.set_variation_field(at.desk, at.carrying.variations[0], "reason", "地形变化"),
    "variations.set_plot": lambda at: variations.set_plot(at.desk, at.carrying.variations[1], None),
    "variations.paste": lambda at: variations.paste(at.desk, at.id, [["BG-90", "挖土"]], ("number", "work")),
    "variations.remove": lambda at: variations.remove(at.desk, at.carrying.variations),
    "variations.move": lambda at: variations.move(at.desk, at.carrying.variations[0], 1),
    "variations.take_work": lambda at: variations.take_work(at.desk, at.carrying.variations[1], _told_work(at)),
    "variations.carry_into_design": lambda at: variations.carry_into_design(at.desk, at.carrying.variations[0]),
    "completion.set_completion_field": lambda at: completion.set_completion_field(at.desk, at.id, "final_cost", "98.5"),
    "settlements.add_house": lambda at: settlements.add_house(at.desk, at.settlement.id, "9-9"),
    "settlements.set_house_field": lambda at: settlements.set_house_field(at.desk, at.carrying.houses[0], "area", "91"),
    "settlements.allot": lambda at: settlements.allot(at.desk, at.carrying.houses[0], at.dossier.households[1].id),
    "settlements.allot nobody": lambda at: settlements.allot(at.desk, at.carrying.houses[1], None),
    "settlements.paste_houses": lambda at: settlements.paste_houses(at.desk, at.id, at.settlement.id, [["2-1", "80"]], ("number", "area")),
    "settlements.add_check": lambda at: settlements.add_check(at.desk, at.settlement.id, item="供水"),
    "settlements.paste_checks": lambda at: settlements.paste_checks(at.desk, at.settlement.id, [["供电"]], ("item",)),
    "settlements.set_check_field": lambda at: settlements.set_check_field(at.desk, at.carrying.checks[0], "passed", "是"),
    "settlements.remove house": lambda at: settlements.remove(at.desk, at.carrying.houses[:1]),
    "settlements.remove check": lambda at: settlements.remove(at.desk, at.carrying.checks),
    "after_uses.set_use_field": lambda at: after_uses.set_use_field(at.desk, at.plots[0].id, 2018, "crop", "小麦"),
    "after_uses.set_many": lambda at: after_uses.set_many(at.desk, [p.id for p in at.plots], 2018, "farmer", "合作社"),
    "after_uses.take_over": lambda at: after_uses.take_over(at.desk, at.id, 2018),
    "after_uses.paste": lambda at: after_uses.paste(at.desk, at.id, 2017, [[at.plots[1].code, "大豆"]], ("crop",)),
    "plot_removal.remove": lambda at: plot_removal.remove(at.desk, [at.bare]),
}
"""Each verb with what it is asked to do; together they touch every kind of row of `Design` and `Carrying` that may be changed."""

_MOVED = ("material", "source", "target", "volume")


def _second(at):
    """A component that stands behind another of its kind."""
    return next(b for a, b in pairwise(at.design.components) if (a.unit_price_id, a.kind) == (b.unit_price_id, b.kind))


def _part(at):
    return next(c for c in at.design.components if c.resource_id)


def _told_work(at):
    return next(line for line in variations.works(at.desk, at.carrying.variations[1]) if line.quantity is not None)


def _sorted(value):
    """A value with its rows in the order of their ids: a removed row that comes back stands behind the others of its table."""
    if isinstance(value, tuple) and value and hasattr(value[0], "id"):
        return sorted(value, key=lambda row: row.id)
    if is_dataclass(value) and hasattr(value, "__dataclass_fields__") and not hasattr(value, "id"):
        return {f.name: _sorted(getattr(value, f.name)) for f in fields(value)}
    return value


def told(at):
    """All that a dossier tells but its households, which another program edits, and the quantities of all works."""
    found = {f.name: _sorted(getattr(at.dossier, f.name)) for f in fields(at.dossier) if f.name not in ("households", "on", "officer_name")}
    return found | {"lines": {line.item.id: line for line in work_lines(at.dossier)}}


@pytest.fixture(scope="module")
def designed(tmp_path_factory):
    """A township designed and carried out, with a second desk at its workspace."""
    folder = tmp_path_factory.mktemp("designed")
    desk, project_id = desks.filled(folder / "工作区")
    (folder / "文件").mkdir()
    at = Designed(desk, project_id, folder / "文件")
    carry_out(at)
    with closing(desk), closing(Desk.open(desk.folder, lambda: desks.NOON)) as other:
        other.sign_in(other.store.load(Officer)[0])
        yield at, other


def write_beside(other, project_id, note):
    """Another program writes to a household."""
    other.as_of()
    other.do(edits.set_field(other.dossier(project_id).households[-1], "note", note))


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_undone_redone_and_taken_back_days_later(designed, verb):
    at, other = designed
    before, now = told(at), at.desk.clock()
    seq = at.desk.do(VERBS[verb](at))
    after = told(at)
    assert after != before
    at.desk.undo()
    assert told(at) == before
    at.desk.redo()
    assert told(at) == after
    write_beside(other, at.id, verb)
    at.desk.clock = lambda: now + timedelta(days=10)
    at.desk.as_of()
    history.take_back(at.desk, seq)
    assert told(at) == before
    assert at.dossier.households[-1].note == verb


@pytest.mark.parametrize(("mine", "theirs", "why"), [
    (lambda at: settlements.allot(at.desk, at.carrying.houses[0], at.dossier.households[5].id),
     lambda at: settlements.paste_houses(at.desk, at.id, at.settlement.id, [["9-1", at.dossier.households[5].id_number]], ("number", "household_id")),
     "一户一套"),
    (lambda at: settlements.add_house(at.desk, at.settlement.id, "8-8"),) * 2 + ("房号 8-8 .*已经有了",),
    (lambda at: variations.add(at.desk, at.id),) * 2 + ("变更编号“BG-04”已经用过",),
    (lambda at: unit_prices.paste(at.desk, at.id, [["X-7", "新"]], ("code", "name")),) * 2 + ("X-7",),
    (lambda at: resource_prices.paste(at.desk, at.id, [["X-8", "9"]], ("code", "price")),) * 2 + ("X-8",),
    (lambda at: standard_values.set_value(at.desk, at.stated(3), "2.5", "岚财发〔2018〕9号"),) * 2 + ("另一个程序",)])
def test_what_there_is_once_does_not_come_twice_from_two_programs(designed, mine, theirs, why):
    at, other = designed
    beside = Designed(other, at.id, at.folder)
    at.desk.as_of(), other.as_of()
    own, their = mine(at), theirs(beside)
    other.do(their)
    with pytest.raises(KnownError, match=why):
        at.desk.do(own)
    other.undo()
    at.desk.as_of()
    assert at.desk.do(mine(at))
    at.desk.undo()


def test_a_house_given_to_another_meanwhile_does_not_come_back_to_its_first_household(designed):
    at, _ = designed
    free, given = (next(h for h in at.carrying.houses if bool(h.household_id) is wanted) for wanted in (False, True))
    taken = at.desk.do(settlements.allot(at.desk, given, None))
    at.desk.do(settlements.allot(at.desk, free, given.household_id))
    with pytest.raises(KnownError, match="一户一套"):
        history.take_back(at.desk, taken)
    assert {h.id: h.household_id for h in at.carrying.houses} == {free.id: given.household_id, given.id: None}
    at.desk.undo()
    at.desk.undo()


def test_every_verb_that_makes_a_change_is_in_the_table():
    modules = {name.partition(".")[0] for name in VERBS} - {"plot_removal"}
    public = {f"{module}.{name}" for module in modules for name, verb in vars(globals()[module]).items()
              if callable(verb) and getattr(verb, "__module__", "").endswith(f".{module}") and not name.startswith("_")
              and getattr(verb, "__annotations__", {}).get("return") == "Change"}
    elsewhere = {"cross_sections.defaults", "recipes.fill_all", "settlements.allot_named", "settlements.allot_open", "variations.take_cost",
                 "unit_prices.remove", "resource_prices.remove"}
    assert public - elsewhere - {name.partition(" ")[0] for name in VERBS} == set()


def test_what_is_entered_for_good_is_passed_over_and_refuses_every_change(designed):
    """Last of the file: what it enters stays. Payments, acceptances, versions and approvals, answered by further entries only."""
    at, _ = designed
    plots, partner = (at.bare,), at.carrying.partners[0]
    at.desk.do(edits.set_field(at.dossier.project, "approval_number", "示政函〔2018〕5号"))
    at.desk.do(edits.set_field(at.dossier.project, "approved_on", "2018-06-01"))
    rows = [replace(row, passed=True, failing="复检合格", accepted_area=Decimal(800), farmland_area=Decimal(700))
            for row in acceptances.proposed(at.dossier) if row.plot_id == plots[0].id]
    for make in (
            lambda: work_payments.pay(at.desk, partner, work_payments.Typed(PaymentPurpose.PROGRESS, "4", "2018-05-02", "记-1")),
            lambda: work_payments.revoke(at.desk, at.carrying.payments[0], "录错"),
            lambda: acceptances.accept(at.desk, at.id, CITY, "示验〔2018〕1号", date(2018, 7, 1), rows),
            lambda: acceptances.revoke(at.desk, at.carrying.acceptances[0], "录错"),
            lambda: plan_versions.fix(at.desk, at.id, PlanKind.DESIGN),
            lambda: plan_versions.approve(at.desk, at.dossier.plan_versions[-1], CITY, "示国土资函〔2018〕9号", EARLIER),
            lambda: plan_versions.revoke(at.desk, at.dossier.plan_approvals[-1], "录错")):
        _stays(at, make())
    with pytest.raises(KnownError, match="没有删除"):
        plot_removal.remove(at.desk, plots)
    assert at.desk.store.verify() == []


def _stays(at, change):
    """Do what is for good: neither undo nor the history takes it back, and no change of its rows gets through."""
    seq = at.desk.do(change)
    entries = [row for row in change.after if isinstance(row, WorkPayment | Acceptance | PlotAcceptance | PlanVersion | PlanApproval)]
    assert at.desk.undo_title != change.title
    with pytest.raises(KnownError, match=r"没有撤销|没有可以撤销|不能撤销"):
        history.take_back(at.desk, seq)
    for entry in entries:
        with pytest.raises(KnownError):
            at.desk.do(Change("删除", before=(entry,)))
        with pytest.raises(KnownError):
            at.desk.do(Change("修改", before=(entry,), after=(replace(entry, **_otherwise(entry)),)))
        assert at.desk.store.get(type(entry), entry.id) == entry


def _otherwise(entry):
    """Another value of one of its fields."""
    return {"failing": "改"} if isinstance(entry, PlotAcceptance) else {"reason": "改"} if isinstance(entry, PlanVersion) else {"note": "改"}
