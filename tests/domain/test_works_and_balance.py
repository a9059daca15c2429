"""The works that the recipes fill in come to what the soil balance says, whatever is cut, found and needed, before and after moves."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import WorkWay
from linkdesk.domain.design import Design, PlotDesign, SoilMove, WorkItem
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.haulage import PROPOSED, proposals
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.recipe_fit import lines_taken, suggested
from linkdesk.domain.words import AgreementKind, HouseStructure, PlotUse
from linkdesk.domain.work_quantities import work_lines
from linkdesk.shipped import standards

TOPSOIL, EARTH, RUBBLE = SoilMaterial
BOOK = standards().recipes
LOOSE = next(c.value for c in BOOK.coefficients if c.label == "松散系数")
CENT = Decimal("0.01")
SITE = "site"  # a settlement plot, which has soil but no works


def numbers(most, least=0, decimals=2):
    return st.integers(least, most * 10**decimals).map(lambda n: Decimal(n).scaleb(-decimals))


MEASURES = st.fixed_dictionaries({
    "topsoil_area": numbers(3000), "topsoil_thickness": numbers(1), "soil_thickness": st.none() | numbers(1),
    "cover_thickness": numbers(1, least=1), "cut_volume": numbers(900), "fill_volume": numbers(900),
    "hard_area": numbers(200), "hard_thickness": numbers(1), "foundation_volume": numbers(50), "wall_volume": numbers(50),
    "soil_distance": st.none() | numbers(9), "rubble_distance": st.none() | numbers(9)})
PLOTS = st.lists(st.tuples(st.sampled_from(["0101", "0102", "0103", "0201", "0301"]), numbers(5000, decimals=4), MEASURES), min_size=1, max_size=5)


@st.composite
def townships(draw, moves):
    """Plots with designs, a house on each of which one owner reclaims his ground himself, a site with topsoil; and typed moves."""
    told = draw(PLOTS)
    plots = [Plot("p", f"CJ-{at}", reclaim_class=land, reclaimed_area=area, plane_area=area, id=f"p{at}") for at, (land, area, _) in enumerate(told)]
    site = Plot("p", "AZ-1", use=PlotUse.SETTLEMENT, id=SITE)
    designs = [PlotDesign(f"p{at}", **measures, id=f"d{at}") for at, (_, _, measures) in enumerate(told)]
    designs += [PlotDesign(SITE, topsoil_area=Decimal(500), topsoil_thickness=draw(numbers(1)), cut_volume=draw(numbers(90)),
                           fill_volume=draw(numbers(90)), id="ds")]
    homes = tuple(Household("p", plot_id=plot.id, house_structure=HouseStructure.BRICK_CONCRETE, house_area=draw(numbers(300)),
                            outbuilding_area=draw(numbers(50)), reclaimable_area=plot.reclaimed_area / 3, id=f"h{plot.id}") for plot in plots)
    own = Agreement("p", homes[0].id, kind=AgreementKind.RECLAIM, reclamation_way=WorkWay.SELF)
    ends = st.none() | st.sampled_from([SITE, *(plot.id for plot in plots)])
    rows = st.builds(SoilMove, st.just("p"), material=st.sampled_from([TOPSOIL, EARTH]), from_plot_id=ends, to_plot_id=ends,
                     volume=st.none() | numbers(400), distance=st.none() | numbers(20))
    design = Design(plots=tuple(designs), soil_moves=tuple(draw(st.lists(rows, max_size=moves))))
    return Dossier(Project(name="x", id="p"), date(2018, 6, 1), plots=(*plots, site), households=homes, agreements=(own,), design=design,
                   recipes=BOOK)


def filled(dossier):
    """The works that the recipes suggested take on each demolition plot."""
    items = tuple(WorkItem(plot.id, at, line.category, line.name, line.unit, line.formula, recipe=recipe.id, id=f"{plot.id}{line.name}")
                  for plot in dossier.plots_of(PlotUse.OLD) for recipe in suggested(dossier, plot)
                  for at, line in enumerate(lines_taken(dossier, plot, recipe)))
    return replace(dossier, design=replace(dossier.design, items=items))


def proposed(dossier):
    kept = tuple(move for move in dossier.design.soil_moves if move.note != PROPOSED)
    return replace(dossier, design=replace(dossier.design, soil_moves=(*kept, *proposals(dossier, "取土场", "弃土场"))))


def works(dossier, *names):
    assert not [line.fault for line in work_lines(dossier) if line.fault]
    return sum(line.quantity for line in work_lines(dossier) if line.item.name in names)


def moved(dossier, material, is_right):
    """The sum of the moves whose ends are as asked: demolition plot, site, or outside."""
    old = {plot.id for plot in dossier.plots_of(PlotUse.OLD)}
    kind = {None: "out", SITE: "site"} | dict.fromkeys(old, "old")
    return sum(move.volume for move in dossier.design.soil_moves if move.volume and move.material is material
               and move.from_plot_id != move.to_plot_id and is_right(kind[move.from_plot_id], kind[move.to_plot_id]))


def agree(dossier):
    """Sums over the demolition plots, each to the cent."""
    lines = [line for line in soil_balance(dossier).lines if line.plot.use is PlotUse.OLD]

    def total(material, of):
        return sum(of(line) for line in lines if line.material is material)

    def found(line):
        return line.found.value
    assert works(dossier, "土方开挖") == total(EARTH, found)
    assert works(dossier, "土方回填") == total(EARTH, lambda line: line.needed.value)
    assert works(dossier, "表土剥离") == total(TOPSOIL, found)
    for material, brought, borrowed in ((EARTH, ("土方调运",), ("借土装运",)), (TOPSOIL, ("表土调运",), ("客土覆土", "绿化覆土"))):
        from_outside = moved(dossier, material, lambda giver, taker: (giver, taker) == ("out", "old"))
        assert works(dossier, *brought) == moved(dossier, material, lambda giver, taker: giver in ("old", "site") and taker == "old")
        assert works(dossier, *borrowed) == from_outside + total(material, lambda line: line.short)
    carted = {material: moved(dossier, material, lambda giver, taker: giver == "old" and taker != "old") for material in SoilMaterial}
    assert works(dossier, "余方外运") == carted[EARTH] + total(EARTH, lambda line: line.over)
    assert works(dossier, "表土外运") == carted[TOPSOIL]
    rubble = (carted[RUBBLE] + total(RUBBLE, lambda line: line.over)) * LOOSE
    assert abs(works(dossier, "建筑垃圾清运", "附属房垃圾清运") - rubble) <= CENT * len(lines)  # two works of a plot, each rounded once


@given(townships(moves=0))
@settings(deadline=None, max_examples=40)
def test_works_are_those_of_the_balance_before_and_after_proposing(dossier):
    before = filled(dossier)
    agree(before)
    after = filled(proposed(before))
    agree(after)
    old = [line for line in soil_balance(after).lines if line.plot.use is PlotUse.OLD]
    assert not any(line.short or (line.over and line.material is not TOPSOIL) for line in old)
    returned = sum(max(line.found.value - line.taken, 0) for line in old if line.material is TOPSOIL)
    assert works(after, "表土回覆") == returned + works(after, "表土调运")  # nothing stripped is lost, nothing is spread twice


@given(townships(moves=6))
@settings(deadline=None, max_examples=40)
def test_whatever_was_typed_works_are_those_of_the_balance(dossier):
    agree(filled(dossier))
    agree(filled(proposed(dossier)))
