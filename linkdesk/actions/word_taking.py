"""Taking a changed paragraph of a Word copy over into the draft, one by one, where it is text an officer wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkdesk.actions.word_copies import ReadBack
from linkdesk.desk import Desk
from linkdesk.documents.word_changes import LineChange
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.project import PlanSection
from linkdesk.domain.rich_text import Named, RichBlock, RichParagraph, Run, parse, spelled

_ELSEWHERE = "这一段不是经办人写的正文（或草稿里已经改过），只供对照，没有改动。需要时请在草稿里手工修改。"
_FIGURES = "这一段里有按数据填写的数字，只供对照，没有改动。请在草稿里手工修改，数字仍由数据带出。"
_ADDED = "增加的段落只供对照，没有改动。请在草稿里写到合适的位置。"
_ISSUED = "这份公文已经印发，不能再改，没有改动。确需改动的，请作废后重新拟稿。"


def why_not(desk: Desk, back: ReadBack, change: LineChange) -> str:
    """Why a difference cannot be taken over, in a sentence; empty when it can."""
    try:
        taken(desk, back, change)
    except KnownError as known:
        return str(known)
    return ""


def taken(desk: Desk, back: ReadBack, change: LineChange) -> Change:
    """The change that puts a paragraph of what came back into the draft; KnownError where it maps to nothing of an officer's."""
    if not change.before:
        raise KnownError(_ADDED)
    return _into_letter(desk, back.of, change) if isinstance(back.of, Letter) else _into_plan(desk, back, change)


def _into_letter(desk: Desk, letter: Letter, change: LineChange) -> Change:
    now = desk.store.get(Letter, letter.id)
    if now is None:
        raise KnownError("这份公文已被删除，没有改动。")
    if now.number or now.sealed_id or now.issued_at:
        raise KnownError(_ISSUED)
    return Change(f"采用 Word 副本的改动：{now.title}", before=(now,), after=(_changed(now, change),))


def _changed(letter: Letter, change: LineChange) -> Letter:
    if change.after and change.before == letter.title.strip():
        return replace(letter, title=change.after)
    body = _replaced(letter.body, change)
    if body is None:
        raise KnownError(_ELSEWHERE)
    return replace(letter, body=body)


def _into_plan(desk: Desk, back: ReadBack, change: LineChange) -> Change:
    for section in desk.store.load(PlanSection, project_id=back.project_id):
        text = _replaced(section.text, change)
        if text is not None:
            after = (replace(section, text=text),) if text.strip() else ()
            return Change("采用 Word 副本的改动", before=(section,), after=after)
    raise KnownError(_ELSEWHERE)


def _replaced(text: str, change: LineChange) -> str | None:
    """A text with the one paragraph changed or taken out; None when it holds no such paragraph."""
    blocks = parse(text)
    at = next((at for at, block in enumerate(blocks) if _words(block) == change.before), None)
    if at is None:
        if any(_has_figures(block, change.before) for block in blocks):
            raise KnownError(_FIGURES)
        return None
    return spelled((*blocks[:at], *_instead(change.after), *blocks[at + 1:]))


def _instead(text: str) -> Iterator[RichBlock]:
    return (RichParagraph((Run(line.strip()),)) for line in text.splitlines() if line.strip())


def _words(block: RichBlock) -> str | None:
    """A paragraph of plain words as it is printed; None for anything else."""
    if not isinstance(block, RichParagraph) or any(isinstance(part, Named) for part in block.parts):
        return None
    return "".join(part.text for part in block.parts).strip()


def _has_figures(block: RichBlock, text: str) -> bool:
    """Whether a printed text is this paragraph with its figures filled in: its words stand there in order."""
    if not isinstance(block, RichParagraph) or not any(isinstance(part, Named) for part in block.parts):
        return False
    at = 0
    for part in block.parts:
        if isinstance(part, Run):
            found = text.find(part.text.strip(), at)
            if found < 0:
                return False
            at = found + len(part.text.strip())
    return any(isinstance(part, Run) and part.text.strip() for part in block.parts)
