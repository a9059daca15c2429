"""Whether what has a first and a last day is in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """What is in force from a day until a day; without one it has no beginning, or no end."""

    @property
    def from_on(self) -> date | None: ...
    @property
    def until_on(self) -> date | None: ...


def in_force(item: Dated, on: date) -> bool:
    """Whether it is in force on a day; both its days belong to the period."""
    return (item.from_on or date.min) <= on <= (item.until_on or date.max)
