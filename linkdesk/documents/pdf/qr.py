"""The QR of a token of 12 characters (version 1-Q, alphanumeric), put together from parts drawn once.

Every step from characters to modules (bits, error correction, mask) is linear over GF(2): the code of a token is that of twelve
noughts with the differences that the set bits of its six pairs of characters make. Drawing each anew takes as long as setting a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, reduce
from operator import xor

import segno

SIDE = 21    # modules of a code of version 1
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # ISO/IEC 18004, in the order of their values
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_LENGTH, _PAIRS = 12, 6
_BITS, _LOW = 11, 6   # of a pair; of its lower part, that one table holds
_MASK = 0             # any is read alike; trying all eight for the prettiest would take longer
_DARK = re.compile("1+")


def rows(token: str) -> Iterator[list[tuple[int, int]]]:
    """The runs of dark modules (from, length) of each row of a token's code, from the top; ValueError when it is no such token."""
    bits = f"{_code(token):0{SIDE * SIDE}b}"
    for at in range(0, SIDE * SIDE, SIDE):
        yield [(run.start(), run.end() - run.start()) for run in _DARK.finditer(bits[at:at + SIDE])]


def _code(token: str) -> int:
    """All modules in reading order as one number, dark ones 1."""
    if len(token) != _LENGTH or not _VALUES.keys() >= set(token):
        raise ValueError("a token has 12 digits and capital letters")
    plain, parts = _parts()
    pairs = (_VALUES[a] * len(_LETTERS) + _VALUES[b] for a, b in zip(token[::2], token[1::2], strict=True))
    return reduce(xor, (low[pair & 63] ^ high[pair >> _LOW] for (low, high), pair in zip(parts, pairs, strict=True)), plain)


@cache
def _parts() -> tuple[int, tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]]:
    """The code of noughts, and for each pair the differences of its lower and its upper bits."""
    plain = _drawn("0" * _LENGTH)
    bits = [[plain ^ _drawn(_single(pair, 1 << bit)) for bit in range(_BITS)] for pair in range(_PAIRS)]
    return plain, tuple((_combined(each[:_LOW]), _combined(each[_LOW:])) for each in bits)


def _combined(differences: list[int]) -> tuple[int, ...]:
    """The difference of every number made of these bits."""
    return tuple(reduce(xor, (d for at, d in enumerate(differences) if value >> at & 1), 0) for value in range(1 << len(differences)))


def _single(pair: int, value: int) -> str:
    first, second = divmod(value, len(_LETTERS))
    return "00" * pair + _LETTERS[first] + _LETTERS[second] + "00" * (_PAIRS - pair - 1)


def _drawn(token: str) -> int:
    matrix = segno.make(token, version=1, error="q", mode="alphanumeric", boost_error=False, mask=_MASK).matrix
    return int("".join("1" if dark else "0" for row in matrix for dark in row), 2)
