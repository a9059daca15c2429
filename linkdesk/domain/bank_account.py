"""Bank card numbers: the Luhn check of ISO/IEC 7812-1."""

from __future__ import annotations

import re


def luhn_ok(text: str) -> bool:
    """Whether the text is a card number: 16 to 19 digits whose Luhn sum is right.

    Passbook accounts (存折, 一折通) need not satisfy it, so a failure is a hint and never an error.
    """
    return re.fullmatch(r"[0-9]{16,19}", text) is not None and _luhn_sum(text) % 10 == 0


def _luhn_sum(digits: str) -> int:
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return sum(int(d) for d in digits[::-2]) + sum(doubled)
