"""What can be wrong with a formula, as a sentence for the officer who wrote it."""

from __future__ import annotations

from linkdesk.domain.errors import KnownError
from linkdesk.domain.spelling import brief

__all__ = ["FormulaFault", "brief"]


class FormulaFault(KnownError):
    """A formula that gives no quantity; `str(fault)` is one Chinese sentence that says why and what to do."""
