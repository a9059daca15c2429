"""Standard recipes (标准配方): which works a plot takes, by what stands on it, with coefficients that are data."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.stated import Stated


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """A work of a recipe: its formula names numbers of the plot and coefficients.

    It is taken where all of `when` are known and not zero, all of `given` known, and none of `unless` known: names of
    numbers, or formulas over them.
    """

    category: WorkCategory
    name: str
    unit: str
    formula: str
    price_code: str = ""     # 定额编号 of the shipped unit price it takes
    when: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe as shipped; it suits plots where a number of `when` is not zero, or whose land becomes of a class in `land`.

    Of the recipes of one group a plot takes one (清运 or 掩埋, 旱地 or 水田): the works of both would be paid twice.
    """

    id: str                      # in Chinese: it stands beside each work it filled in
    title: str
    says: str
    lines: tuple[RecipeLine, ...]
    when: tuple[str, ...] = ()
    land: tuple[str, ...] = ()   # codes or their beginnings, farmland in the four digits of GB/T 21010-2017
    group: str = ""

    def line(self, name: str) -> RecipeLine | None:
        """The line of that name; in one recipe a name stands once."""
        return next((line for line in self.lines if line.name == name), None)


@dataclass(frozen=True, slots=True)
class RecipeBook:
    """All recipes with their coefficients as they stand on a day; formulas name a coefficient by its label."""

    recipes: tuple[Recipe, ...] = ()
    coefficients: tuple[Stated, ...] = ()

    def recipe(self, id_: str) -> Recipe | None:
        """The recipe of that id."""
        return next((recipe for recipe in self.recipes if recipe.id == id_), None)
