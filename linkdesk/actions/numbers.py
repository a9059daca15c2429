"""Numbers under a township's name and year: 青石镇双签-2018-00001; none is ever given twice, as nothing that bears one is removed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import plain


def prefix_of(dossier: Dossier, of: str) -> str:
    """What the numbers of one kind of paper begin with; one series for all projects of a township."""
    return f"{dossier.township.name if dossier.township else '项目'}{of}-{dossier.on.year}-"


def last_under(prefix: str, given: Iterable[str | None]) -> int:
    """The last number given under a prefix, however it was written down by hand; 0 when none was."""
    ours = re.compile(re.escape(number_key(prefix)) + r"(\d+)")
    return max((int(found[1]) for number in given if number and (found := ours.fullmatch(number_key(number)))), default=0)


def plain_number(number: str | None) -> str:
    """An agreement's number without blanks; /, — and 无 stand for none."""
    text = "".join((number or "").split())
    return "" if text in ("/", "-", "—", "——", "无", "未签", "0") else text


def number_key(number: str) -> str:
    """A number to compare: full-width forms, capitals and blanks make no other number."""
    return plain(plain_number(number)).upper()
