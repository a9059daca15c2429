"""Columns of areas whose unit nobody vouches for, although one was chosen for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from linkdesk.domain.household import Household
from linkdesk.domain.quantities import AREA_UNITS
from linkdesk.survey import plausible, units
from linkdesk.survey.columns import Column


def doubts(columns: Sequence[Column], households: Sequence[Household], beyond: Sequence[str]) -> Iterator[tuple[Column, str]]:
    """Each such column and the middle of its areas in m²; `beyond` are the texts of homesteads that are out of range.

    Its numbers had to tell the unit and do not, or no village has such homesteads.
    """
    middle = plausible.unlikely_median(households)
    for column in columns:
        if column.is_area and column.unit_reason != units.BY_PERSON:
            found = column.doubt
            if column.field.name == "homestead_area":
                found = f"{middle}" if middle is not None else _beyond(column, beyond, len(households)) or found
            if found:
                yield column, found


def _beyond(column: Column, texts: Sequence[str], households: int) -> str:
    """The middle in m² of homesteads out of range, where most are: then their unit is in doubt, and not each of them."""
    middle = units.middle_of(texts) if len(texts) * 2 > households else None
    numerator, denominator = AREA_UNITS[column.unit]
    return "" if middle is None else f"{Decimal(str(middle)) * numerator / denominator:.2f}"
