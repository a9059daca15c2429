"""What the list of letters shows: how far each is, its kind, number, title, day and matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkdesk.domain.approval import Matter
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received
from linkdesk.ui.columns import Column, ordered, text_key

DRAFT, ISSUED, VOID, RECEIVED = "拟稿", "印发", "作废", "收文"


@dataclass(frozen=True, slots=True)
class Line:
    """One letter as a row of the list."""

    id: str
    letter: Letter
    state: str
    matter: str


def lines_of(letters: Iterable[Letter], matters: Iterable[Matter]) -> list[Line]:
    """The letters with the newest first."""
    titles = {m.id: m.title for m in matters}
    return [Line(x.id, x, state_of(x), titles.get(x.matter_id or "", "")) for x in reversed(tuple(letters))]


def state_of(letter: Letter) -> str:
    """How far a letter is, in a word."""
    if letter.voided_on:
        return VOID
    if is_received(letter):
        return RECEIVED
    return ISSUED if is_issued(letter) else DRAFT


def short_title(letter: Letter) -> str:
    """A title without the issuer it begins with: in a list the rest tells letters apart."""
    return letter.title.removeprefix("、".join(letter.issuers)) or letter.title


def matches(line: Line, typed: str) -> bool:
    """Whether a letter answers to what is typed: number, title, kind, state, bodies or matter."""
    letter = line.letter
    return any(typed in text for text in (letter.number, letter.title, str(letter.kind), line.state, line.matter, letter.recipients,
                                          *letter.issuers))


def _column(name: str, heading: str, width: int, text, key=None) -> Column:
    return Column(name, heading, text, key or (lambda line: text_key(text(line))), width)


COLUMNS = (
    _column("state", "状态", 50, lambda line: line.state), _column("kind", "文种", 74, lambda line: str(line.letter.kind)),
    _column("title", "标题", 110, lambda line: short_title(line.letter)), _column("number", "发文字号", 136, lambda line: line.letter.number),
    _column("dated_on", "成文日期", 92, lambda line: str(line.letter.dated_on or ""), lambda line: ordered(line.letter.dated_on)),
    _column("matter", "报批事项", 130, lambda line: line.matter),
    _column("issuers", "发文机关", 130, lambda line: "、".join(line.letter.issuers)),
    _column("recipients", "主送机关", 120, lambda line: line.letter.recipients))
