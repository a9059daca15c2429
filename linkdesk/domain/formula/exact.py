"""How exactly formulas are reckoned."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""So many digits that what is divided and multiplied again comes out as it was."""
LEAST = Decimal("1E-20")
"""What is smaller is only what divisions left over."""
LARGEST = Decimal(10) ** 12
"""No quantity of a design is as large."""
