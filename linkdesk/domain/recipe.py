"""Standard recipes (标准配方): which works a plot takes, by what stands on it, with coefficients that are data."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.stated import Stated


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """A work of a recipe: its formula names numbers of the plot and coefficients; `when` names a number that must not be zero."""

    category: WorkCategory
    name: str
    unit: str
    formula: str
    price_code: str = ""     # 定额编号 of the shipped unit price it takes
    when: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe as shipped."""

    id: str
    title: str
    says: str
    lines: tuple[RecipeLine, ...]


@dataclass(frozen=True, slots=True)
class RecipeBook:
    """All recipes with their coefficients as they stand on a day; formulas name a coefficient by its label."""

    recipes: tuple[Recipe, ...] = ()
    coefficients: tuple[Stated, ...] = ()
