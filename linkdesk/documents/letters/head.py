"""The head of a letter and its title."""

from __future__ import annotations

from linkdesk.documents.blocks import Align, Block, LetterHead, Paragraph, Style
from linkdesk.documents.cells import gap_text
from linkdesk.documents.letters.body import gapped
from linkdesk.documents.letters.forms import Layout, goes_up, layout_of
from linkdesk.documents.letters.names import stated
from linkdesk.documents.letters.number import reference_parts
from linkdesk.documents.parts import Gap, Part, Text
from linkdesk.domain.approval_words import LetterWay, Secrecy, Urgency
from linkdesk.domain.letter import Letter

NO_ISSUER = "发文机关"
_SERIAL = 6  # digits of 份号


def heading(letter: Letter) -> tuple[Block, ...]:
    """The head and the title; a kind without a head bears its number, if it has one, right below the title."""
    layout = layout_of(letter.kind)
    number = reference_parts(letter, layout.numbered and letter.way is not LetterWay.RECEIVED)
    title = Paragraph(tuple(gapped(stated(letter.title, "标题"))), Style.TITLE)
    if layout.form is not None:
        return (_head(letter, layout, number), title)
    if not number:
        return (title,)
    return (title, Paragraph(number, Style.PLAIN, Align.CENTRE), Paragraph((Text(""),), Style.PLAIN))


def _head(letter: Letter, layout: Layout, number: tuple[Part, ...]) -> LetterHead:
    issuers = letter.issuers or (gap_text(NO_ISSUER),)
    return LetterHead(issuers, layout.word, number, _signers(letter), _above(letter), layout.form)


def _signers(letter: Letter) -> tuple[Part, ...]:
    if not goes_up(letter):
        return ()
    return tuple(map(Text, letter.signers)) or (Gap("签发人"),)


def _above(letter: Letter) -> tuple[str, ...]:
    serial = letter.copy_number.strip()
    stands = (serial.zfill(_SERIAL) if serial.isdigit() else serial,
              "" if letter.secrecy is Secrecy.NONE else str(letter.secrecy),
              "" if letter.urgency is Urgency.NONE else str(letter.urgency))
    return tuple(line for line in stands if line)
