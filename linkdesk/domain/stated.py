"""A number or text of a standard as it stands on a day: shipped, or the county's own in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.words import Certainty


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of a standard; `value` None and no text means that nobody has stated it yet (待补).

    `standard` is the id of the file it stands in and `name` its name there: a PolicyOverride names both.
    """

    standard: str
    name: str
    label: str
    value: Decimal | None
    unit: str = ""
    text: str = ""
    certainty: Certainty = Certainty.UNVERIFIED
    source: str = ""           # document and clause
    from_on: date | None = None
    until_on: date | None = None
