"""版记: what stands at the foot of the last page."""

from __future__ import annotations

from linkdesk.documents.blocks import Block, Imprint
from linkdesk.documents.letter_blocks import LetterForm
from linkdesk.documents.letters.forms import layout_of
from linkdesk.documents.templates.values import long_date
from linkdesk.domain.letter import Letter


def imprint(letter: Letter) -> tuple[Block, ...]:
    """The block of a letter that has one; a 函 names only whom it is copied to."""
    layout = layout_of(letter.kind)
    if not layout.imprint:
        return ()
    copied = letter.copies_to.strip().rstrip("。；;")
    if layout.form is LetterForm.LETTER:
        return (Imprint(copied, form=LetterForm.LETTER),) if copied else ()
    return (Imprint(copied, letter.print_office or _office(letter), _printed(letter), _copies(letter)),)


def _office(letter: Letter) -> str:
    """Who prints when nothing is said: the host itself."""
    return letter.issuers[0] if letter.issuers else ""


def _printed(letter: Letter) -> str:
    day = letter.printed_on or letter.dated_on
    return f"{long_date(day)}印发" if day else ""


def _copies(letter: Letter) -> str:
    return f"共印{letter.copies}份" if letter.copies else ""
