"""Progress of agreements: entering what happened for one or many at once, and correcting a wrong entry by a further one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import attachments
from linkdesk.desk import Desk
from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.amounts import subjects_by_id
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.recording import Entry, Judged, judged, refuse_correction
from linkdesk.domain.words import ChangeKind

Entries = Entry | Sequence[Entry]
NOBODY = "还没有选中农户，没有登记。请先在表中选中（按住 Ctrl 或 Shift 多选，Ctrl+A 全选）。"


def record(desk: Desk, project_id: str, subject_ids: Collection[str], entries: Entries) -> Change:
    """Enter what happened for those of some subjects for whom it can be entered, as one change.

    Several entries are made one after the other. Raises KnownError when it can be entered for nobody, with the reasons.
    """
    seen, made = desk.as_of(), weigh(desk.dossier(project_id), subject_ids, entries)
    if not made:
        raise KnownError(NOBODY)
    able = [each for each in made.values() if not each.why]
    if not able:
        raise KnownError(f"没有登记：{'；'.join(dict.fromkeys(each.why for each in made.values()))}。")
    now = desk.clock()
    events = tuple(replace(e, officer_name=desk.officer_name, entered_at=now) for each in able for e in each.events)
    kinds = "、".join(dict.fromkeys(str(e.kind) for e in events))
    return Change(f"登记{kinds} {len(able)} 户", after=events, kind=ChangeKind.PROGRESS, as_of=seen)


def weigh(dossier: Dossier, subject_ids: Collection[str], entries: Entries) -> dict[str, Judged]:
    """What becomes of entries for each of some subjects, by id: why not, or what is entered and what it costs."""
    wanted = (entries,) if isinstance(entries, Entry) else tuple(entries)
    subjects = subjects_by_id(dossier)
    return {id_: judged(dossier, subjects.get(id_), wanted) for id_ in dict.fromkeys(subject_ids)}


def refusals(dossier: Dossier, subject_ids: Collection[str], entries: Entries) -> dict[str, str]:
    """For whom something cannot be entered, and why, by id."""
    return {id_: each.why for id_, each in weigh(dossier, subject_ids, entries).items() if each.why}


def revoke(desk: Desk, event_id: str, reason: str) -> Change:
    """Cancel a wrong entry by a further one (更正); raises KnownError while other entries or payments build on it."""
    seen, event = desk.as_of(), desk.store.get(AgreementEvent, event_id)
    if event is None:
        raise KnownError("找不到要更正的记录，没有改动。请刷新后重新选择。")
    if not reason.strip():
        raise KnownError("请写明更正的原因，再更正。")
    if why := refuse_correction(desk.dossier(event.project_id), event):
        raise KnownError(f"没有更正：{why}。")
    answer = AgreementEvent(
        project_id=event.project_id, household_id=event.household_id, collective_id=event.collective_id, revokes_id=event.id,
        kind=AgreementEventKind.REVOKED, happened_on=desk.clock().date(), basis=reason.strip(), officer_name=desk.officer_name,
        entered_at=desk.clock())
    return Change(f"更正{event.kind}", after=(answer,), kind=ChangeKind.PROGRESS, as_of=seen)


def keep_paper(desk: Desk, path: Path) -> str:
    """Keep the scan (PDF, JPEG or PNG) of what an entry rests on; returns its SHA-256 for `Entry.paper`."""
    return attachments.keep(desk, path, attachments.SCAN, "扫描件或照片")
