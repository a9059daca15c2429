"""The numbers of a plot as they are asked for: each made when first named, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from linkdesk.domain.plot_numbers.ground import Building, PlotGround
from linkdesk.domain.plot_numbers.number import PlotNumber

Make = Callable[["Numbers", str], PlotNumber]  # the numbers of a plot and the name asked for


@dataclass(frozen=True, slots=True)
class Named:
    """A name that formulas may use, its unit, what it says, and what makes it; `surveyed` when it adds up households."""

    name: str
    unit: str
    says: str
    make: Make
    surveyed: bool = False


class Numbers(dict[str, PlotNumber]):
    """The numbers of one plot by name; `shared` holds those that are the same on every plot (coefficients)."""

    def __init__(self, ground: PlotGround, named: Mapping[str, Named], shared: Mapping[str, PlotNumber]) -> None:
        super().__init__()
        self.ground, self.named, self.shared = ground, named, shared

    def __missing__(self, name: str) -> PlotNumber:
        known = self.named.get(name)
        number = known.make(self, known.name) if known else self.shared[name]
        if known and known.surveyed and self.ground.unplaced:
            number = replace(number, doubt=f"本村还有 {self.ground.unplaced} 户没有落到地块，“{name}”可能不全。")
        self[name] = number
        return number

    @cached_property
    def buildings(self) -> tuple[Building, ...]:
        """The buildings on the plot that still stand."""
        return tuple(self.ground.buildings())

    def knows(self, name: str) -> bool:
        """Whether a name is a number of the plot or a coefficient."""
        return name in self.named or name in self.shared

    def names(self) -> tuple[str, ...]:
        """All names, made or not."""
        return (*self.named, *self.shared)

    def get(self, name: str, default: Any = None) -> Any:
        """The number of a name, made if need be; the default for a name that is none."""
        return self[name] if name in self or self.knows(name) else default
