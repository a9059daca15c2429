"""An officer designs the reclamation of the first sample township: from plots and houses by recipes to works and their budget.

Every quantity, price and sum is reckoned once more, from what was surveyed and typed and from the shipped files alone.
"""

from collections import defaultdict
from fractions import Fraction
from types import MappingProxyType

import pytest

from linkdesk.actions import design_basis, plot_designs, recipes, soil_moves, work_items
from linkdesk.actions.demo import SAMPLE
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import WorkWay
from linkdesk.domain.budget import budget
from linkdesk.domain.change import Change
from linkdesk.domain.design import UnitPrice, WorkItem
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.directory import Officer
from linkdesk.domain.figures import figure
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import AgreementKind, PlotUse
from linkdesk.domain.work_quantities import work_lines
from tests.journeys import design_sums as sums
from tests.journeys import plan_work as work
from tests.journeys.planner import Planner

BASIS = {"schedule_id": "fees_2017", "priced_on": "2018-06-01", "terrain": "山区", "region": "黄土高原区"}
TAX = 10  # % on that day


def facts(at):
    """What is measured on a plot, by its place in the list."""
    return {"hard_area": f"{200 + 10 * at}.50", "hard_thickness": "0.12", "foundation_volume": f"{60 + at}", "wall_volume": "24.5",
            "topsoil_area": str(9450 if at % 4 == 3 else 450), "topsoil_thickness": "0.25", "cut_volume": f"{900 + at}",
            "fill_volume": f"{820 + 60 * (at % 4)}.25", "cover_thickness": "0.30", "ridge_length": f"{380 + at}", "ditch_length": "110",
            "road_length": "75", "rubble_distance": f"{2 + at % 3}.5", "soil_distance": f"{2 + at % 2}.8"}


@pytest.fixture
def officer(empty_desk, open_window, qtbot):
    empty_desk.sign_in(Officer(name="王建国", office="岚川县国土资源局"))
    officer = Planner(empty_desk, SAMPLE, open_window, qtbot)
    work.take_plots_in(officer, "plots_qingshi.txt")
    work.take_households_in(officer, "survey_qingshi.xlsx")
    work.place(officer)
    return officer


def old_plots(officer):
    return officer.dossier.plots_of(PlotUse.OLD)


def told(officer):
    """Plots are to become dry land, what stands on them is measured, the basis is chosen."""
    desk = officer.desk
    for at, plot in enumerate(old_plots(officer)):
        officer.put(plot, reclaim_class="0103", reclaimed_area=str(hectares(plot.plane_area)))
        for name, text in facts(at).items():
            desk.do(plot_designs.set_field(desk, plot.id, name, text))
    for name, text in BASIS.items():
        desk.do(design_basis.set_field(desk, officer.project_id, name, text))


def expected(officer, by_themselves):
    """Quantity, price, amount and category of every work, reckoned anew from the stored rows without what some do themselves."""
    prices = sums.unit_prices(BASIS["region"], TAX)
    codes = {p.id: p.code for p in officer.desk.store.load(UnitPrice)}
    found = {}
    for at, plot in enumerate(old_plots(officer)):
        homes = [h for h in officer.dossier.households if h.plot_id == plot.id and h.id not in by_themselves]
        own = sum(Fraction(h.reclaimable_area) for h in by_themselves.values() if h.plot_id == plot.id)
        known = sums.numbers(plot, homes, own, facts(at), officer.dossier.design.soil_moves)
        for item in work_items.items(officer.desk, plot.id):
            quantity = sums.quantity(item.formula, item.unit, known)
            price = Fraction(item.price) if item.price is not None else prices[codes[item.unit_price_id]]
            found[item.id] = quantity, price, sums.half_up(quantity * price), item.category
    return found


def agree(officer, by_themselves=MappingProxyType({})):
    """Works, budget, figures and the page say what was reckoned here."""
    mine, made = expected(officer, by_themselves), budget(officer.dossier)
    assert len(mine) == len(made.works) == officer.desk.store.count(WorkItem) > 300
    said = {w.line.item.id: (Fraction(w.line.quantity), Fraction(w.price), Fraction(w.amount)) for w in made.works}
    assert said == {id_: row[:3] for id_, row in mine.items()}
    of_kind = defaultdict(list)
    for _, _, amount, category in mine.values():
        of_kind[category].append(amount)
    total, exact = sums.total([row[2] for row in mine.values()], of_kind)
    assert (Fraction(made.total), Fraction(made.exact_total)) == (total, exact)
    assert Fraction(figure("design_total", officer.dossier).value) == total
    page = officer.open("design")
    assert f"{float(total):.2f}" in page.status.views["design_total"].text().replace(",", "")
    return total


def test_a_design_from_plots_and_houses_to_its_budget(officer):
    told(officer)
    page = officer.open("design")
    page.recipes.apply_everywhere()
    officer.idle()
    assert not [line.fault for line in work_lines(officer.dossier) if line.fault or line.doubt]
    first = agree(officer)
    manual_work_is_kept(officer, first)
    officer.desk.undo()
    officer.desk.undo()
    assert agree(officer) == first


def manual_work_is_kept(officer, first):
    """A work made dearer by hand stays as it is when the recipes are filled once more, and the total follows it."""
    desk = officer.desk
    item = next(i for i in work_items.items(desk, old_plots(officer)[0].id) if i.name == "清基")
    for name, text in (("unit_price_id", ""), ("price", "9.99")):
        desk.do(work_items.set_field(desk, desk.store.get(WorkItem, item.id), name, text))
    filling = recipes.fill_suggested(desk, officer.project_id)
    assert (len(filling.change), [kept.id for kept in filling.kept]) == (0, [item.id])
    assert agree(officer) > first


def test_soil_that_is_moved_from_plot_to_plot_is_hauled_and_not_bought(officer):
    told(officer)
    desk = officer.desk
    desk.do(recipes.fill_suggested(desk, officer.project_id).change)
    bought = agree(officer)
    desk.do(soil_moves.propose(desk, officer.project_id, "取土场", "弃土场"))
    moves = officer.dossier.design.soil_moves
    assert {m.material for m in moves if m.from_plot_id and m.to_plot_id} == {SoilMaterial.TOPSOIL, SoilMaterial.EARTH}
    followed = agree(officer)  # works that were there follow the moves; those of hauling come with the next filling
    desk.do(recipes.fill_suggested(desk, officer.project_id).change)
    hauled = agree(officer)
    assert followed < hauled < bought
    lines = work_lines(officer.dossier)
    for name, material in (("土方调运", SoilMaterial.EARTH), ("表土调运", SoilMaterial.TOPSOIL)):
        assert sum(line.quantity for line in lines if line.item.name == name) == sum(
            m.volume for m in moves if m.material is material and m.from_plot_id and m.to_plot_id)


def test_what_a_household_does_itself_is_not_in_the_contract(officer):
    told(officer)
    desk, plot = officer.desk, old_plots(officer)[0]
    desk.do(recipes.fill_suggested(desk, officer.project_id).change)
    agree(officer)
    home = next(h for h in officer.dossier.households_by_plot[plot.id] if h.house_area and h.reclaimable_area)
    desk.do(Change("约定", after=tuple(
        Agreement(project_id=officer.project_id, household_id=home.id, kind=kind, **{way: WorkWay.SELF})
        for kind, way in ((AgreementKind.DEMOLISH, "demolition_way"), (AgreementKind.RECLAIM, "reclamation_way")))))
    agree(officer, {home.id: home})
