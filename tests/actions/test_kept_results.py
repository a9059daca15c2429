"""What is kept from dossier to dossier is what would be reckoned anew, whatever was edited in between."""

import gc
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from linkdesk.actions import (
    demo_design,
    demo_plans,
    design_basis,
    plot_designs,
    plot_stages,
    quality,
    standard_values,
    work_items,
)
from linkdesk.domain.budget import budget
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.carrying_words import PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.design import QualityMeasurement
from linkdesk.domain.design_standing import works
from linkdesk.domain.design_words import Doer
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.kept import Kept
from linkdesk.domain.quality_verdicts import verdicts
from linkdesk.domain.words import PlotUse

RESULTS: tuple[Callable, ...] = (budget, works, soil_balance, standings, verdicts)


@cache
def everywhere():
    return [each for each in gc.get_objects() if isinstance(each, Kept)]


def forget():
    """Let go of all that is kept, wherever it is."""
    for each in everywhere():
        each._results.clear()


def test_after_each_edit_the_same_as_from_nothing(desk, project_id):
    demo_plans.fill(desk, project_id)
    demo_design.fill(desk, project_id)
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[1]
    edits = _edits(desk, project_id, plot)
    for name, make in edits.items():
        before = [of(desk.dossier(project_id)) for of in RESULTS]
        desk.do(make())
        _same(desk, project_id, name)
        assert [of(desk.dossier(project_id)) for of in RESULTS] != before, f"{name} changes nothing"
    for name in reversed(edits):
        desk.undo()
        _same(desk, project_id, f"undone: {name}")


def _same(desk, project_id, after):
    kept = [of(desk.dossier(project_id)) for of in RESULTS]
    forget()
    anew = replace(desk.dossier(project_id))
    for of, mine in zip(RESULTS, kept, strict=True):
        assert of(anew) == mine, f"{of.__name__} after {after}"


def _edits(desk, project_id, plot):
    """Changes of everything these results follow from, by name; each is made when its turn has come."""
    def now():
        return desk.dossier(project_id)

    def item(at):
        return next(i for i in now().design.items if i.plot_id == plot.id and i.position == at)

    def row(found, **values):
        return lambda: _changed(found(), values)
    return {
        "formula": lambda: work_items.set_field(desk, item(0), "formula", "复垦面积 × 0.4m"),
        "wrong formula": lambda: work_items.set_field(desk, item(1), "formula", "没有这个名称 × 2"),
        "waits for a number": lambda: work_items.set_field(desk, item(1), "formula", "没有这个名称 × 2 + 围墙及其他砌体体积"),
        "doer": lambda: work_items.set_field(desk, item(2), "doer", Doer.HOUSEHOLD),
        "removed work": lambda: work_items.remove(desk, [item(3)]),
        "number of a plot": lambda: plot_designs.set_field(desk, plot.id, "cover_thickness", "0.7"),
        "code of the plot": row(lambda: next(p for p in now().plots if p.id == plot.id), code="ZZ-99"),
        "area of a house": row(lambda: _house(now(), plot), house_area=Decimal(999)),
        "household moved": row(lambda: next(h for h in now().households if h.plot_id == plot.id), plot_id=None),
        "price of a resource": row(lambda: now().design.resources[0], price=Decimal("77.77")),
        "quantity of a component": row(lambda: next(c for c in now().design.components if c.quantity), quantity=Decimal(9)),
        "name of a unit price": row(lambda: now().design.unit_prices[0], name="改了名"),
        "region": lambda: design_basis.set_field(desk, project_id, "region", _other_region(now())),
        "schedule": row(lambda: now().design.basis, schedule_id="fees_2011", compared_id=""),
        "coefficient": lambda: standard_values.set_value(desk, _coefficient(desk, project_id), "0.99", "岚政〔2018〕9号（虚构）"),
        "building of nobody knows what": lambda: plot_designs.add_building(desk, plot.id),
        "stage": lambda: plot_stages.set_stage_field(desk, plot.id, PlotStageKind.CLEARING, "share", "40"),
        "measurement": lambda: Change("检测", after=(QualityMeasurement(plot.id, 0, "pH", Decimal(5)),)),
        "measured again": lambda: quality.set_field(desk, now().design.measurements[-1].id, "value", "12"),
    }


def _house(dossier, plot):
    """A house of the plot: a row of its own, or a household's own field."""
    household = next(h for h in dossier.households if h.plot_id == plot.id)
    return next((house for house in dossier.houses if house.household_id == household.id), household)


def _changed(old, values):
    return Change("修改", before=(old,), after=(replace(old, **values),))


def _other_region(dossier):
    return next(t.region for t in dossier.targets if not dossier.design.basis or t.region != dossier.design.basis.region)


def _coefficient(desk, project_id):
    return next(stated for _, stated in standard_values.listed(desk.dossier(project_id)) if "砖混" in stated.label)
