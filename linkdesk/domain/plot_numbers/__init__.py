"""The numbers of a plot by the Chinese names that formulas use: its land, buildings, soil, what is moved, and coefficients.

Plain names are the contractor's part; 全部… is the whole, 自行… what households do themselves, so that no work is paid twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import localcontext
from functools import cache
from typing import TYPE_CHECKING

from linkdesk.domain.formula.exact import EXACT
from linkdesk.domain.kept import Kept
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import buildings, earth, land, moved
from linkdesk.domain.plot_numbers.ground import PlotGround, grounds
from linkdesk.domain.plot_numbers.named import Named, Numbers
from linkdesk.domain.plot_numbers.number import PlotNumber
from linkdesk.domain.recipe import RecipeBook

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier

__all__ = ["Numbers", "PlotGround", "PlotNumber", "coefficients", "grounds", "number_names", "numbers_of",
           "numbers_on", "plot_numbers"]

_OTHER_NAMES = {"新增耕地面积": "新增耕地", "新增农用地面积": "新增农用地", "全部新增耕地面积": "全部新增耕地",
                "农户数": "户数", "土窑洞面积": "土窑洞房屋面积", "砖窑洞面积": "砖窑洞房屋面积", "石窑洞面积": "石窑洞房屋面积",
                "挖方量": "挖方", "填方量": "填方"}
_kept: Kept[Mapping[str, PlotNumber]] = Kept(most=1)


@cache
def _named() -> dict[str, Named]:
    found = {each.name: each for each in (*land.named(), *buildings.named(), *earth.named(), *moved.named())}
    return found | {other: found[name] for other, name in _OTHER_NAMES.items()}


def number_names() -> tuple[tuple[str, str, str], ...]:
    """Name, unit and meaning of every number of a plot, in order, for pickers."""
    return tuple((each.name, each.unit, each.says) for name, each in _named().items() if name == each.name)


def plot_numbers(dossier: Dossier, plot: Plot) -> dict[str, PlotNumber]:
    """All numbers of a plot and the coefficients, by name; a gap has no value and says what to fill in."""
    numbers = numbers_on(grounds(dossier)(plot), coefficients(dossier.recipes))
    with localcontext(EXACT):
        return {name: numbers[name] for name, _, _ in number_names()} | dict(numbers.shared)


def numbers_of(dossier: Dossier) -> Callable[[Plot], Numbers]:
    """What gives the numbers of a plot, each made when it is asked for."""
    shared, ground = coefficients(dossier.recipes), grounds(dossier)
    return lambda plot: numbers_on(ground(plot), shared)


def numbers_on(ground: PlotGround, shared: Mapping[str, PlotNumber]) -> Numbers:
    """The numbers of a plot and those all plots share, each made when it is asked for, in the EXACT context."""
    return Numbers(ground, _named(), shared)


def coefficients(book: RecipeBook) -> Mapping[str, PlotNumber]:
    """The coefficients of the recipes by label; the same mapping as long as they stay as they are."""
    return _kept.of("coefficients", book.coefficients, lambda: _coefficients(book))


def _coefficients(book: RecipeBook) -> dict[str, PlotNumber]:
    return {each.label: PlotNumber(each.label, each.value, each.unit, each.source, "" if each.value is not None else
                                   f"请在“费用标准和系数”中填写“{each.label}”。") for each in book.coefficients}
