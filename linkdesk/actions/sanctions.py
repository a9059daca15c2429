"""Sanctions and rewards (考核奖惩): entered once with their document, lifted by a further entry, corrected by a further entry."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from linkdesk.actions import attachments, kept_scans
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.sanction_rules import why_not_entered
from linkdesk.domain.words import ChangeKind
from linkdesk.paths import shown_name

FIELDS = fields_of(Sanction)
WHAT = "奖惩文件"


@dataclass(frozen=True, slots=True)
class Typed:
    """A decision as it was typed, field by field; an area in 公顷 unless a unit stands behind it."""

    kind: SanctionKind = SanctionKind.SCORE_DEDUCTED
    decided_by: str = ""
    number: str = ""
    decided_on: str = ""
    score: str = ""
    area: str = ""
    year: str = ""
    from_on: str = ""
    until_on: str = ""
    reason: str = ""


def register(desk: Desk) -> list[Sanction]:
    """Every entry of the register, by the day it was decided and then as entered."""
    return sorted(desk.store.load(Sanction), key=lambda s: (str(s.decided_on), str(s.entered_at)))


def enter(desk: Desk, authority_id: str | None, project_id: str | None, typed: Typed, paper: Path | None = None) -> Change:
    """Enter a decision about a place, or about one project of it; KnownError says what is missing or does not fit."""
    made = Sanction(authority_id=authority_id or None, project_id=project_id or None, **_read(typed))
    return _entered(desk, made, f"登记{typed.kind}", paper)


def lift(desk: Desk, sanction: Sanction, typed: Typed, paper: Path | None = None) -> Change:
    """Enter that a suspension was lifted, by whom and with which document."""
    told = {**_read(typed), "kind": sanction.kind}
    made = Sanction(authority_id=sanction.authority_id, project_id=sanction.project_id, lifts_id=sanction.id, **told)
    return _entered(desk, made, f"解除{sanction.kind}", paper)


def revoke(desk: Desk, sanction: Sanction, why: str) -> Change:
    """Answer an entry that was made wrongly; both stay in the register."""
    made = Sanction(authority_id=sanction.authority_id, project_id=sanction.project_id, kind=sanction.kind, decided_by=sanction.decided_by,
                    number=sanction.number, decided_on=sanction.decided_on, reason=why.strip(), revokes_id=sanction.id)
    return _entered(desk, made, f"更正{sanction.kind}", None)


def copy_to_view(desk: Desk, sanction: Sanction) -> Path:
    """A copy of the document for the system's own viewer."""
    return kept_scans.copy_to_view(desk, sanction, WHAT)


def _read(typed: Typed) -> dict[str, Any]:
    return {f.name: parse(FIELDS[f.name], getattr(typed, f.name)) for f in fields(typed)}


def _entered(desk: Desk, made: Sanction, title: str, paper: Path | None) -> Change:
    seen = desk.as_of()
    if why := why_not_entered(made, desk.store.load(Sanction), desk.clock().date()):
        raise KnownError(why)
    made = replace(made, officer_name=desk.officer_name, entered_at=desk.clock())
    if paper is not None:
        made = replace(made, file_name=shown_name(paper), file_hash=attachments.keep(desk, paper, attachments.SCAN, "文件的扫描件"))
    return Change(title, after=(made,), kind=ChangeKind.PROGRESS, as_of=seen)
