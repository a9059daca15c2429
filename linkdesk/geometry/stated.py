"""The area a file states against the area its coordinates give."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.quantities import hectares, printed, square_metres
from linkdesk.geometry.plot_file import PlotProblem
from linkdesk.geometry.problems import problem

# More than either is worth a remark; whether it counts is for the policy packs to say.
SHARE, SQUARE_METRES = Decimal("0.01"), Decimal(100)
_MISTAKEN_UNITS = ("亩", "平方米")


def stated_agrees(stated_ha: Decimal | None, *computed_m2: Decimal | None) -> bool | None:
    """Whether the stated hectares are within 1 % and 0.01 ha of one of the computed areas; None where one side lacks."""
    known = [area for area in computed_m2 if area is not None]
    if stated_ha is None or not known:
        return None
    return any(_near(square_metres(stated_ha, "公顷"), area) for area in known)


def stated_problem(line: int, stated: Decimal, computed_m2: Decimal) -> PlotProblem:
    """What to say of a stated area that does not agree: a likely other unit, or the difference."""
    facts = {"stated": f"{stated:f}", "field": "stated_area", "computed": printed(hectares(computed_m2), 4, False)}
    for unit in _MISTAKEN_UNITS:
        if _near(square_metres(stated, unit), computed_m2):
            return problem("stated_unit", line, f"{stated:f}", unit=unit, **facts)
    difference = abs(stated - hectares(computed_m2))
    return problem("stated_area", line, f"{stated:f}", difference=printed(difference, 4, False), **facts)


def _near(stated_m2: Decimal, computed_m2: Decimal) -> bool:
    difference = abs(stated_m2 - computed_m2)
    return difference <= SHARE * computed_m2 and difference <= SQUARE_METRES
