"""The 12 characters that name one printed page: 11 letters and digits that nobody confuses, and a check letter."""

from __future__ import annotations

import unicodedata

# No 0 O 1 I L. There are 31, a prime, so the check letter shows every single wrong letter and every swap of two neighbours.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
_BETWEEN = str.maketrans("", "", " -_.·—–　")


def check_letter(body: str) -> str:
    """The letter that makes a wrongly typed or swapped letter show: the weighted sum modulo 31."""
    total = sum((at + 1) * LETTERS.index(letter) for at, letter in enumerate(body))
    return LETTERS[total % len(LETTERS)]


def is_token(text: str) -> bool:
    """Whether a text is a token as printed: twelve of our letters, the last of which fits the others."""
    return len(text) == LENGTH and set(text) <= set(LETTERS) and check_letter(text[:-1]) == text[-1]


def typed_token(text: str) -> str:
    """A token as a person types it (small or full-width letters, groups apart) in the form it is kept; "" when it is none."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_BETWEEN)
    return plain if is_token(plain) else ""
