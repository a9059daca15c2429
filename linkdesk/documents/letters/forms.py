"""Which form each kind of letter has. Source: GB/T 9704-2012; 党政机关公文处理工作条例 for the kinds."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.documents.letter_blocks import LetterForm
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.letter import Letter


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of letter has: its form (None: the title alone), the word beside the issuers, and which parts it must have."""

    form: LetterForm | None = LetterForm.DOCUMENT
    word: str = "文件"
    numbered: bool = True
    addressed: bool = True
    sealed: bool = True
    imprint: bool = True


_PUBLIC = {"numbered": False, "addressed": False, "imprint": False}
_LAYOUTS = {
    LetterKind.LETTER: Layout(LetterForm.LETTER, ""),
    LetterKind.MINUTES: Layout(LetterForm.MINUTES, "会议纪要", addressed=False, sealed=False),
    LetterKind.ANNOUNCEMENT: Layout(LetterForm.DOCUMENT, "公告", **_PUBLIC),
    LetterKind.PUBLICITY: Layout(None, "", **_PUBLIC),
    LetterKind.COMMITMENT: Layout(None, "", numbered=False, imprint=False),
}
_DOCUMENT = Layout()


def layout_of(kind: LetterKind) -> Layout:
    """The layout of a kind of letter."""
    return _LAYOUTS.get(kind, _DOCUMENT)


def goes_up(letter: Letter) -> bool:
    """Whether a letter goes upward and so bears 签发人."""
    return letter.way is LetterWay.UP and layout_of(letter.kind).form is LetterForm.DOCUMENT
