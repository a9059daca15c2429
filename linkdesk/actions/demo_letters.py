"""The demo's official letters: the request and the filing report of the plan issued, a commitment; who signs them is made up."""

from __future__ import annotations

from linkdesk.actions import letter_editing, letters, matters
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter
from linkdesk.domain.approval_words import LetterKind

_KINDS = LetterKind.REQUEST, LetterKind.REPORT, LetterKind.COMMITMENT
_FILLED = {"document_code": "岚川政", "signers": "张主任（虚构）", "contact": "李明（虚构）", "phone": "0358-0000000"}


def write(desk: Desk, project_id: str) -> str:
    """Issue the letters of the plan's matter; returns their numbers in words."""
    matter = next((s.matter for s in matters.register(desk, project_id) if s.chain.id == "A-PLAN-LOCAL"), None)
    return "，".join(_issued(desk, project_id, kind, matter) for kind in _KINDS)


def _issued(desk: Desk, project_id: str, kind: LetterKind, matter: Matter | None) -> str:
    change = letters.draft(desk, project_id, kind, matter)
    desk.do(change)
    (draft,) = change.after
    for name, text in (_FILLED | {"dated_on": str(desk.clock().date())}).items():
        desk.do(letter_editing.correct(desk, letters.current(desk, draft.id), name, text))
    desk.do(letters.issue(desk, draft.id))
    return f"{kind} {letters.current(desk, draft.id).number}"
