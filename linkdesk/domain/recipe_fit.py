"""Which recipes suit a plot, which of their lines it takes, and whether a work still stands as its recipe has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from linkdesk.domain.design import WorkItem
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import id_of
from linkdesk.domain.formula import FormulaFault, evaluate, parse_formula
from linkdesk.domain.grouping import grouped
from linkdesk.domain.land_class import class_of, farmland_code
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import Numbers, PlotNumber, numbers_of
from linkdesk.domain.recipe import Recipe, RecipeLine
from linkdesk.domain.words import PlotUse


def suggested(dossier: Dossier, plot: Plot) -> tuple[Recipe, ...]:
    """The recipes that suit a demolition plot: by the buildings and ground on it, and by what land it becomes.

    Where another of a group was taken by choice (掩埋 for 清运), that one stays and none of its group is suggested.
    """
    if plot.use is not PlotUse.OLD:
        return ()
    numbers, land, taken = numbers_of(dossier)(plot), land_code(plot), _taken_groups(dossier, plot)
    return tuple(recipe for recipe in dossier.recipes.recipes if _becomes(recipe, land) or (
        any(stands(numbers, name) for name in recipe.when) and taken.get(recipe.group, recipe.id) == recipe.id))


def lines_taken(dossier: Dossier, plot: Plot, recipe: Recipe) -> tuple[RecipeLine, ...]:
    """The lines of a recipe whose conditions hold on a plot; none where the recipe asks for something that does not stand there."""
    numbers = numbers_of(dossier)(plot)
    if recipe.when and not any(stands(numbers, name) for name in recipe.when):
        return ()
    return tuple(line for line in recipe.lines if _holds(numbers, line))


def lacking(dossier: Dossier, plot: Plot, recipe: Recipe) -> tuple[PlotNumber, ...]:
    """The numbers a recipe asks for that nobody has given on a plot; nothing when one of them stands."""
    numbers = numbers_of(dossier)(plot)
    asked = [numbers[name] for name in recipe.when if name in numbers.named]
    return () if any(number.value for number in asked) else tuple(number for number in asked if number.value is None)


def land_code(plot: Plot) -> str:
    """The code of what a plot becomes, of farmland in the four digits of GB/T 21010-2017; empty when that is open."""
    found = class_of(plot.reclaim_class, plot.land_scheme) if plot.reclaim_class.strip() else None
    return farmland_code(found) or (found.code if found else "")


def works_on(dossier: Dossier, plot_id: str) -> Sequence[WorkItem]:
    """The works of a plot as they are stored."""
    return dossier.once("items_by_plot", lambda: grouped(dossier.design.items, lambda item: item.plot_id)).get(plot_id, ())


def changed_by_hand(dossier: Dossier, item: WorkItem) -> bool:
    """Whether a work is not any more what a recipe filled in, be the recipe another since."""
    return bool(item.recipe) and item.filled != content(item, codes(dossier).get(item.unit_price_id or "", ""))


def as_line(dossier: Dossier, item: WorkItem, line: RecipeLine) -> bool:
    """Whether a work stands as a line of a recipe has it now."""
    return content(item, codes(dossier).get(item.unit_price_id or "", "")) == content(work_of(line), line.price_code)


def work_of(line: RecipeLine) -> WorkItem:
    """The work a line gives, on no plot yet and without its price."""
    return WorkItem(plot_id="", category=line.category, name=line.name, unit=line.unit, formula=line.formula)


def content(item: WorkItem, price_code: str) -> str:
    """What a work says, as a digest; a unit price counts by its code, so that the officer's own of that code is the same."""
    return id_of(item.name, str(item.category), item.unit, item.formula, price_code, str(item.price or ""), str(item.doer), item.note)


def codes(dossier: Dossier) -> Mapping[str, str]:
    """Unit price id → code."""
    return dossier.once("codes_of_unit_prices", lambda: {price.id: price.code for price in dossier.design.unit_prices})


def stands(numbers: Numbers, name: str) -> bool:
    """Whether a number of the plot is known and not zero."""
    return bool(_value(numbers, name))


def _holds(numbers: Numbers, line: RecipeLine) -> bool:
    return (all(stands(numbers, name) for name in line.when) and all(_known(numbers, line.given))
            and not any(_known(numbers, line.unless)))


def _known(numbers: Numbers, names: Iterable[str]) -> list[bool]:
    return [_value(numbers, name) is not None for name in names]


def _value(numbers: Numbers, text: str) -> Decimal | None:
    """A number by its name, or what a formula over numbers gives; None where it cannot be told."""
    if numbers.knows(text):
        return numbers[text].value
    try:
        return evaluate(parse_formula(text), numbers).value
    except FormulaFault:
        return None


def _becomes(recipe: Recipe, land: str) -> bool:
    return bool(land) and any(land.startswith(code) for code in recipe.land)


def _taken_groups(dossier: Dossier, plot: Plot) -> dict[str, str]:
    """Group → the recipe of it that filled works in on a plot."""
    found = (dossier.recipes.recipe(item.recipe) for item in works_on(dossier, plot.id) if item.recipe)
    return {recipe.group: recipe.id for recipe in found if recipe and recipe.group}
