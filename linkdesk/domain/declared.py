"""Fields that many entities declare alike: whose row it is, and areas and money in the units offices write them in."""

from __future__ import annotations

from typing import Any

from linkdesk.domain.fields import OnRemoval, about
from linkdesk.domain.quantities import Quantity


def of_project() -> Any:
    """Of a project, and removed with it."""
    return about("项目区", refers_to="project", on_removal=OnRemoval.WITH_PARENT)


def of_plot() -> Any:
    """Of a plot, and removed with it."""
    return about("地块", refers_to="plot", on_removal=OnRemoval.WITH_PARENT)


def area_in_hectares(label: str, **more: Any) -> Any:
    """An area that is typed and shown in hectares, stored in m²."""
    return about(label, quantity=Quantity.AREA, unit="公顷", decimals=4, at_least=0, **more)


def money_in_ten_thousands(label: str, **more: Any) -> Any:
    """An amount that is typed and shown in 万元, stored in yuan; not below nothing unless `at_least` says so."""
    return about(label, quantity=Quantity.MONEY, unit="万元", decimals=2, **({"at_least": 0} | more))
