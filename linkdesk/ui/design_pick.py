"""The numbers of a plot as they are looked up and put into formulas."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.actions.plans import Insertable
from linkdesk.domain.plot_numbers import PlotNumber
from linkdesk.domain.quantities import places, printed


def insertables(numbers: Iterable[PlotNumber], others: Iterable[tuple[str, str]] = ()) -> tuple[Insertable, ...]:
    """Numbers, then other works by name and quantity, as a picker offers them."""
    return (*(Insertable(n.name, n.name, f"{value_words(n)} {n.unit if n.value is not None else ''}".strip()) for n in numbers),
            *(Insertable(name, name, shown) for name, shown in others))


def value_words(number: PlotNumber) -> str:
    """The value as far as it is told, or that it is lacking."""
    return "待补" if number.value is None else printed(number.value, min(6, places(number.value, 0)))
