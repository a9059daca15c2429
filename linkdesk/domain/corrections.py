"""Entries that are only added: a wrong one is answered by another that names it, and then neither counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

Entry = TypeVar("Entry", bound=Any)  # with `id` and `revokes_id`


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that stand, in their order: neither corrections nor corrected."""
    every = tuple(entries)
    revoked = {entry.revokes_id for entry in every if entry.revokes_id}
    if not revoked:
        return every
    return tuple(entry for entry in every if not entry.revokes_id and entry.id not in revoked)
