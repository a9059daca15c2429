"""The blocks only official letters have: head, list of attachments, signature, and what stands at the foot of the last page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linkdesk.documents.parts import Part


class LetterForm(StrEnum):
    """The forms of GB/T 9704-2012: the ordinary one (文件式), the one of a 函 (信函式), and minutes (纪要)."""

    DOCUMENT = "document"
    LETTER = "letter"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class LetterHead:
    """The head of a letter: the names of its issuers in red, the host first, with `word` (文件, 公告) at their right.

    `above` stands at the upper left, a line each (份号, 密级, 紧急程度). With `signers` the letter goes upward: the number
    stands at the left, 签发人 at the right of the same line.
    """

    issuers: tuple[str, ...]
    word: str = ""
    reference: tuple[Part, ...] = ()   # 发文字号
    signers: tuple[Part, ...] = ()
    above: tuple[str, ...] = ()
    form: LetterForm = LetterForm.DOCUMENT


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """附件说明: the names of the attachments, one line below the text; several are numbered."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """署名 and 成文日期. With seals there is room for one over every name, up to three in a row, the last over the date too."""

    issuers: tuple[str, ...]
    dated: Part
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 at the foot of the last page: 抄送, 印发机关 with 印发日期, how many were printed.

    Lines part its rows and the page is an even one, save at the foot of a 函.
    """

    copies_to: str = ""
    office: str = ""
    printed: str = ""   # 2018年3月6日印发
    copies: str = ""    # 共印20份
    form: LetterForm = LetterForm.DOCUMENT
