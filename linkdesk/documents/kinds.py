"""Households by a field with a closed list of terms, as tables set them side by side."""

from __future__ import annotations

from enum import StrEnum

from linkdesk.documents.wording import relocation_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.words import RelocationType

Members = tuple[Household, ...]
UNFILLED = "未填"


def by_kind(dossier: Dossier, kinds: type[StrEnum], name: str) -> dict[str, Members]:
    """Term as printed → households: terms that occur, in the list's order, then 未填; two kinds of one word are one."""
    groups: dict[str, list[Household]] = {}
    for kind in (*kinds, None):
        members = [h for h in dossier.households if getattr(h, name) is kind]
        groups.setdefault(_printed(dossier, kind), []).extend(members)
    return {label: tuple(members) for label, members in groups.items() if members}


def _printed(dossier: Dossier, kind: StrEnum | None) -> str:
    if isinstance(kind, RelocationType):
        return relocation_word(dossier, kind)
    return UNFILLED if kind is None else str(kind)
