"""The signed forms of a household's wills: attached, looked at, taken off again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from linkdesk.actions import attachments
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household
from linkdesk.domain.wills import form_field
from linkdesk.domain.words import WillKind


def attach(desk: Desk, household: Household, kind: WillKind, path: Path) -> Change:
    """Keep a scan (PDF, JPEG or PNG) as the signed form of a will; who did so and when stands in the journal."""
    digest = attachments.keep(desk, path, attachments.SCAN, "意愿书的扫描件或照片")
    return Change(f"附{kind}意愿书", before=(household,), after=(replace(household, **{form_field(kind): digest}),))


def detach(household: Household, kind: WillKind) -> Change:
    """Take the signed form of a will off the household; the file itself stays, so that this can be undone."""
    return Change(f"移除{kind}意愿书", before=(household,), after=(replace(household, **{form_field(kind): None}),))


def copy_to_view(desk: Desk, household: Household, kind: WillKind) -> Path:
    """A copy of the signed form for the system's viewer, gone when the program ends; that it was seen stands in the journal."""
    told = f"查看隐私信息：农户 {household.code or household.id[:8]}{kind}意愿书"
    return attachments.copy_to_view(desk, getattr(household, form_field(kind)), f"{kind}意愿书", told)
