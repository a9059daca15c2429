"""The three wills of a household (拆旧、复垦、安置): each answered, dated and signed apart."""

from __future__ import annotations

from linkdesk.domain.household import WILL_FIELDS, Household
from linkdesk.domain.words import WillKind


def date_field(kind: WillKind) -> str:
    """The field that holds the day of a will."""
    return f"{WILL_FIELDS[kind]}_on"


def form_field(kind: WillKind) -> str:
    """The field that holds the SHA-256 of a will's signed form."""
    return f"{WILL_FIELDS[kind]}_form"


def lacks(household: Household, kind: WillKind) -> tuple[str, ...]:
    """What an answered will is still without; empty when it was not answered apart, or has all."""
    if getattr(household, WILL_FIELDS[kind]) is None:
        return ()
    wanted = {"日期": date_field(kind), "签字的意愿书": form_field(kind)}
    return tuple(word for word, name in wanted.items() if not getattr(household, name))


def is_documented(household: Household) -> bool:
    """Whether all three wills are answered, dated and signed."""
    return all(getattr(household, WILL_FIELDS[kind]) is not None and not lacks(household, kind) for kind in WillKind)
