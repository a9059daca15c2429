"""Reference numbers of letters (发文字号): agency code, year, sequence; each series counts on, and no number comes again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from linkdesk.domain.approval_words import LetterWay
from linkdesk.domain.letter import Letter
from linkdesk.domain.spelling import halfwidth

_NUMBER = re.compile(r"(.+?)[〔\[(【{](\d{4})[〕\])】}](?:第)?0*([1-9]\d{0,5})号")


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A reference number taken apart."""

    code: str
    year: int
    sequence: int


def number_parts(text: str) -> NumberParts | None:
    """A number as it was typed or written, whatever its brackets; None when it is none of code, year and sequence."""
    found = _NUMBER.fullmatch(_plain(text))
    return NumberParts(found[1], int(found[2]), int(found[3])) if found else None


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are the same, whatever brackets, blanks and widths they are written with."""
    return _key(one) == _key(other)


def last_of_series(code: str, year: int, given: Iterable[str]) -> int:
    """The highest sequence that was ever given under a code in a year; 0 when none was."""
    wanted = _plain(code).upper(), year
    found = (parts for number in given if (parts := number_parts(number)))
    return max((p.sequence for p in found if (p.code.upper(), p.year) == wanted), default=0)


def is_issued(letter: Letter) -> bool:
    """Whether a letter was issued here: by the program, or on paper and entered."""
    return letter.issued_at is not None


def is_received(letter: Letter) -> bool:
    """Whether a letter came from elsewhere."""
    return letter.way is LetterWay.RECEIVED


def _plain(text: str) -> str:
    return "".join(halfwidth(text).split())


def _key(text: str) -> object:
    parts = number_parts(text)
    return (parts.code.upper(), parts.year, parts.sequence) if parts else _plain(text).upper()
