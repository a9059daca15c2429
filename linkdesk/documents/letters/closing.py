"""Signature, date and the remarks below them."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.blocks import Block, Closing, Paragraph, Style
from linkdesk.documents.letters.forms import layout_of
from linkdesk.documents.letters.names import stated
from linkdesk.documents.parts import Gap, Part, Text
from linkdesk.documents.templates.values import long_date
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.letter import Letter

_BY_HAND = "负责人（签字）："


def closing(letter: Letter) -> tuple[Block, ...]:
    """署名 and 成文日期, with room for the seals; a promise is signed by hand too."""
    dated: Part = Text(long_date(letter.dated_on)) if letter.dated_on else Gap("成文日期")
    made = Closing(letter.issuers or ("",), dated, layout_of(letter.kind).sealed)
    by_hand = (Paragraph((Text(_BY_HAND),)),) if letter.kind is LetterKind.COMMITMENT else ()
    return (*by_hand, made)


def annotations(letter: Letter) -> Iterator[Block]:
    """附注: whom to ask (a 请示 must say it), and what else was noted."""
    contact = _contact(letter)
    if contact:
        yield Paragraph((Text("（联系人："), *contact, Text("）")), Style.BODY)
    if note := letter.annotation.strip().removeprefix("（").removesuffix("）"):
        yield Paragraph((Text(f"（{note}）"),), Style.BODY)


def _contact(letter: Letter) -> tuple[Part, ...]:
    """Whom to ask, unless the text names them already; only a 请示 must say so."""
    said = letter.contact and letter.contact in letter.body
    if letter.kind is not LetterKind.REQUEST and (said or not (letter.contact or letter.phone)):
        return ()
    return (stated(letter.contact, "联系人"), Text("；联系电话："), stated(letter.phone, "联系电话"))
