"""How many days before a time limit ends officers are reminded: a value of the program's own pack, or the county's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from linkdesk.domain.project import PolicyOverride
from linkdesk.policy.parts import Pack
from linkdesk.policy.values import value_of

NAME = "reminder_days"
USUAL = (180, 90, 30)  # where a county's own text names no days
_LONGEST = 3650


def reminders(packs: Iterable[Pack], overrides: Iterable[PolicyOverride], on: date) -> tuple[int, ...]:
    """The distances of reminding in days, the longest first; what is no number of days is passed over."""
    overrides = tuple(overrides)
    read = next((value for pack in packs if (value := value_of(pack, NAME, overrides, on))), None)
    return distances(read.text) if read else USUAL


def distances(text: str) -> tuple[int, ...]:
    """The days written in a text like 180、90、30, the longest first; the usual ones where it names none."""
    return tuple(sorted({int(d) for d in re.findall(r"\d+", text) if 0 < int(d) <= _LONGEST}, reverse=True)) or USUAL
