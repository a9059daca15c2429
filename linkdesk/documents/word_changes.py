"""A Word copy that came back against what left the house: paragraphs changed, added and taken out, cells that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from linkdesk.documents.comparing import CellDifference, table_differences
from linkdesk.documents.docx.word_text import Comment, Revision, WordLine, WordText, as_document

_ALIKE = 0.4       # how alike two paragraphs are that are one and its change
_LONGEST = 4000    # characters of a paragraph whose words are told apart; a longer one is told whole
_WEIGHED = 900     # pairs in one stretch that are weighed; longer stretches are paired as they stand


class Piece(StrEnum):
    """What became of some words of a paragraph."""

    KEPT = "保留"
    ADDED = "增加"
    REMOVED = "删去"


@dataclass(frozen=True, slots=True)
class LineChange:
    """A paragraph that was changed, added (`before` empty) or taken out (`after` empty), with the heading it stands under."""

    heading: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """In a word what was done."""
        return "改动" if self.before and self.after else "增加" if self.after else "删去"

    @property
    def pieces(self) -> tuple[tuple[Piece, str], ...]:
        """The words of the paragraph in order, kept, removed or added."""
        return tuple(_pieces(self.before, self.after))


@dataclass(frozen=True, slots=True)
class WordChanges:
    """Everything in which what came back differs, and what its reviewers tracked and commented."""

    lines: tuple[LineChange, ...] = ()
    cells: tuple[CellDifference, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.cells)


def word_changes(sent: WordText, back: WordText) -> WordChanges:
    """The differences of a text that came back to the one that was sent; tracked deletions are left out of it already."""
    cells = table_differences(as_document(sent), as_document(back))
    return WordChanges(tuple(_lines(sent.lines, back.lines)), cells, back.revisions, back.comments)


def _lines(old: Sequence[WordLine], new: Sequence[WordLine]) -> Iterator[LineChange]:
    before, after = [line.text for line in old], [line.text for line in new]
    old_heads, new_heads = _headings(old), _headings(new)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for was, is_ in _paired(before, range(i, j), after, range(k, m)):
            heading = old_heads[was] if is_ is None else new_heads[is_]
            yield LineChange(heading, "" if was is None else before[was], "" if is_ is None else after[is_])


def _headings(lines: Sequence[WordLine]) -> list[str]:
    """For each paragraph the heading it stands under."""
    found, now = [], ""
    for line in lines:
        now = line.text if line.level else now
        found.append(now)
    return found


def _paired(before: list[str], old: range, after: list[str], new: range) -> Iterator[tuple[int | None, int | None]]:
    """Paragraphs of a stretch that are one and its change, in order; what finds no partner stands alone."""
    weighed = len(old) * len(new) <= _WEIGHED
    at = new.start
    for was in old:
        rest = range(at, new.stop)
        partner = next((k for k in rest if not weighed or _alike(before[was], after[k])), None)
        if partner is None:
            yield was, None
            continue
        yield from ((None, k) for k in range(at, partner))
        yield was, partner
        at = partner + 1
    yield from ((None, k) for k in range(at, new.stop))


def _alike(before: str, after: str) -> bool:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if max(len(before), len(after)) > _LONGEST:
        return matcher.quick_ratio() >= _ALIKE
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _pieces(before: str, after: str) -> Iterator[tuple[Piece, str]]:
    told_apart = max(len(before), len(after)) <= _LONGEST
    whole = [("replace", 0, len(before), 0, len(after))]
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if told_apart else whole:
        if tag == "equal":
            yield Piece.KEPT, before[i:j]
            continue
        if i < j:
            yield Piece.REMOVED, before[i:j]
        if k < m:
            yield Piece.ADDED, after[k:m]
