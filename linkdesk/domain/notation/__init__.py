"""How people write numbers, areas, days, flags, terms and identity numbers: the one grammar of forms, pasted cells and surveys.

A reader takes a text and gives a value, None for nothing, or a Remark; whoever asks decides what becomes of the remark.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from linkdesk.domain.fields import Field, Private
from linkdesk.domain.notation import days, identities, numbers, terms
from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.spelling import compact

__all__ = ["Remark", "read"]

_PERSONAL = {Private.IDENTITY: identities.identity, Private.ACCOUNT: identities.account, Private.PHONE: identities.phone}


def read(field: Field, text: str) -> Any:
    """The field's value in a text that is not empty, None where it says that there is nothing, or a Remark; areas in m²."""
    if field.private in _PERSONAL:
        return _PERSONAL[field.private](compact(text))
    if field.private is Private.NAME:
        return identities.name(text)
    if issubclass(field.type, StrEnum):
        return terms.choice(field, text)
    if field.type is bool:
        return terms.flag(compact(text))
    if field.type is date:
        return days.day(text)
    return numbers.figure(field, compact(text)) if field.type in (int, Decimal) else text.strip()
