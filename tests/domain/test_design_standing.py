"""How far a design has come: what is wrong, what only waits for a number, what it costs the contract."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import shipped
from linkdesk.domain.design import Design, PlotDesign, WorkItem, plot_design_id
from linkdesk.domain.design_standing import cost, standing, works
from linkdesk.domain.design_words import Doer
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project

PLOT = Plot("p", "CJ-1", plane_area=Decimal(2000), id="plot")
PRICED = WorkItem("plot", 0, name="清基", unit="m³", formula="10", price=Decimal(3), id="a")


def dossier(*items, plots=()):
    schedules = shipped.standards().schedules
    return Dossier(Project("项目", id="p"), date(2018, 6, 4), plots=(PLOT,), design=Design(items=items, plots=plots), schedules=schedules)


def work(formula, **more):
    (only,) = works(dossier(replace(PRICED, formula=formula, **more)))["plot"]
    return only


def test_a_plot_of_which_nothing_is_written_has_not_begun():
    empty = PlotDesign("plot", id=plot_design_id("plot"))
    assert not standing(dossier(), "plot").begun
    assert not standing(dossier(plots=(empty,)), "plot").begun  # what was typed has been emptied again
    assert standing(dossier(plots=(replace(empty, layout="沿等高线"),)), "plot").begun


def test_a_plot_is_complete_when_each_work_can_be_told_and_paid():
    found = standing(dossier(PRICED, replace(PRICED, id="b", formula="20", position=1)), "plot")
    assert (found.works, found.faults, found.open, found.cost, found.complete) == (2, 0, 0, Decimal(90), True)
    assert not standing(dossier(), "plot").complete


@pytest.mark.parametrize("formula", ["10 ÷ 0", "10 ×", "没有这个名称 × 2", "清基 × 2"])
def test_a_wrong_formula_is_a_fault(formula):
    assert work(formula).faulty
    assert standing(dossier(replace(PRICED, formula=formula)), "plot").faults == 1


@pytest.mark.parametrize("formula", ["", "硬化地面面积 × 0.2m"])
def test_a_formula_that_waits_for_a_number_is_open_and_not_wrong(formula):
    found = work(formula)
    assert (found.faulty, found.open, found.amount) == (False, True, None)
    assert standing(dossier(replace(PRICED, formula=formula)), "plot").cost is None


def test_a_work_without_a_price_is_open_unless_households_do_it():
    assert work("10", price=None).open
    own = work("10", price=None, doer=Doer.HOUSEHOLD)
    assert (own.open, own.amount, cost([own])) == (False, None, Decimal(0))
