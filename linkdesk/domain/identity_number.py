"""Citizen identity numbers (公民身份号码) by GB 11643-1999: check digit, old form, birth date, sex."""

from __future__ import annotations

import re
from datetime import date

from linkdesk.domain.spelling import compact

CHECK_DIGITS = "10X98765432"
_OLD_FORM, _NEW_FORM = re.compile("[0-9]{15}"), re.compile("[0-9]{17}[0-9Xx]")
OLDEST = 120  # years; an older holder is taken for a typing error
_BESIDE = re.compile(r"(?<=\d)\.0+$|(?<=[\dXx])[.。,;、]$|[-'`’‘\"“”]")  # what spreadsheets and careful people put around and between the digits
_CROSS = re.compile("[×✕✖╳ХΧ]$")  # for the letter X: signs, and letters of other alphabets that look like it
_LETTERS = str.maketrans("OIL", "011")


def normalised_id(text: str) -> str:
    """The number as it is stored: half-width, no blanks, hyphens, quotation marks or full stop, X upper case, also where a cross stands for it."""
    return _CROSS.sub("X", _BESIDE.sub("", compact(text)).upper())


def mended(text: str) -> str | None:
    """A normalised number with the letters O, I and L read as digits, if that makes it right by its check digit; else None."""
    number = text.translate(_LETTERS)
    return number if number != text and len(number) == 18 and id_problem(number) is None else None


def check_digit(first17: str) -> str:
    """The eighteenth character for seventeen digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    # the digits are weighed with powers of 2 modulo 11, from 2 on; 13 is 2 modulo 11, and int is fast: rosters hold very many
    return CHECK_DIGITS[int(first17, 13) * 2 % 11]


def upgraded(text: str) -> str:
    """A fifteen-digit number of the old form as eighteen characters; any other text unchanged."""
    if len(text) != 15 or not _OLD_FORM.fullmatch(text):
        return text
    first17 = text[:6] + "19" + text[6:]
    return first17 + check_digit(first17)


def id_problem(text: str, on: date | None = None) -> str | None:
    """What is wrong with a normalised number: id_length, id_checksum, id_birth, or None.

    A fifteen-digit number of the old form is judged as upgraded(); whoever stores it should upgrade it and say so.
    With `on` a birth date after that day, or more than 120 years before it, is wrong too.
    """
    number = upgraded(text)
    if len(number) != 18:
        return "id_length"
    if not _NEW_FORM.fullmatch(number) or check_digit(number[:17]) != number[17].upper():
        return "id_checksum"
    return None if _plausible(birth_date(number), on) else "id_birth"


def birth_date(text: str) -> date | None:
    """The birth date in a number of 15 or 18 characters, None where it holds no calendar date."""
    number = upgraded(text)
    try:
        return date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return None


def sex(text: str) -> str | None:
    """男 or 女 by the parity of the order number (odd is male), None for a text that is no number."""
    digits = upgraded(text)[16:17]
    if len(upgraded(text)) != 18 or digits not in set("0123456789"):
        return None
    return "男" if int(digits) % 2 else "女"


def _plausible(born: date | None, on: date | None) -> bool:
    if born is None:
        return False
    return on is None or (born <= on and on.year - born.year <= OLDEST)
