"""What can be wrong with a formula, as a sentence for the officer who wrote it."""

from __future__ import annotations

from linkdesk.domain.errors import KnownError

_LONGEST = 24


class FormulaFault(KnownError):
    """A formula that gives no quantity; `str(fault)` is one Chinese sentence that says why and what to do."""


def brief(text: str) -> str:
    """A word of a formula as it stands in a sentence: a very long one is cut."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
