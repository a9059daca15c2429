"""Bank card numbers: the Luhn check of ISO/IEC 7812-1."""

from __future__ import annotations

import re

_CARD_NUMBER = re.compile("[0-9]{16,19}")
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")  # the digits of twice a digit, added up


def luhn_ok(text: str) -> bool:
    """Whether the text is a card number: 16 to 19 digits whose Luhn sum is right.

    Passbook accounts (存折, 一折通) need not satisfy it, so a failure is a hint and never an error.
    """
    return _CARD_NUMBER.fullmatch(text) is not None and _luhn_sum(text) % 10 == 0


def _luhn_sum(digits: str) -> int:
    codes = digits.encode("ascii")  # digits are added as character codes: rosters hold very many numbers
    return sum(codes[::-2]) + sum(codes[-2::-2].translate(_DOUBLED)) - ord("0") * len(codes)
