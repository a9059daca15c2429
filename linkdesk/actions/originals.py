"""The originals of workbooks in review: kept while anything refers to them, dropped once a review was given up."""

from __future__ import annotations

from linkdesk.desk import Desk
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.fields import fields_of
from linkdesk.domain.survey import ImportDraft

BEGUN, GIVEN_UP = "开始导入核对", "放弃导入"
_ENDS = GIVEN_UP, f"撤销：{BEGUN}"
_LOOKED_BACK = 500
_OF_ORIGINAL = "file_hash"  # also where the original need not be kept, as of a list read once


def drop_given_up(desk: Desk) -> None:
    """Drop the originals of reviews that were given up, where nothing refers to the same file."""
    ends = [act for act in desk.store.history(_LOOKED_BACK) if act.title in _ENDS]
    drafts = [e for act in ends for e in desk.store.reverse(act.seq).change.after if isinstance(e, ImportDraft)]
    for digest in {draft.file_hash for draft in drafts}:
        if not is_referred_to(desk, digest):
            desk.store.files.drop(digest)


def is_referred_to(desk: Desk, digest: str) -> bool:
    """Whether anything that stands names a file."""
    return any(desk.store.count(entity, **{name: digest}) for entity in ENTITIES.values() for name, field in fields_of(entity).items()
               if field.attached or name == _OF_ORIGINAL)
