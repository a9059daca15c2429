"""Complaints (信访): entered on a household, answered by a day, open until settled; nothing that came in is removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from linkdesk.actions import attachments
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.notice import Complaint, overdue

TERM = "complaint_days"


def enter(desk: Desk, household: Household | None) -> Change:
    """A complaint received today about a household's case; the rest is filled in its form."""
    if household is None or household.project_id is None:
        raise KnownError("还没有选中农户，没有登记。请先找到信访所涉及的一户。")
    today, dossier = desk.clock().date(), desk.dossier(household.project_id)
    made = Complaint(household_id=household.id, received_on=today, due_on=due_on(dossier, today), officer_name=desk.officer_name)
    return Change("登记信访", after=(made,))


def due_on(dossier: Dossier, received_on: date) -> date | None:
    """By when a complaint received on a day should be answered; None when no pack of the project says."""
    days = _term(dossier)
    return received_on + timedelta(days=int(days)) if days is not None else None


def _term(dossier: Dossier) -> Decimal | None:
    rate = dossier.rate(TERM)
    return rate.value if rate and rate.value is not None and rate.value < 36_500 else None


def correct(desk: Desk, complaint: Complaint, name: str, text: str) -> Change:
    """Put what was typed into a field; the day it should be answered by follows the day it came in. Raises KnownError."""
    change = set_field(complaint, name, text)
    after: Complaint = change.after[0]
    _refuse_days(desk, after)
    if name == "settled_on" and after.settled_on and not (after.settlement or "").strip():
        raise KnownError("请先写明办理结果，再填办结日期，没有改动。")
    if name == "settled_on" and after.settled_on and not after.content.strip():
        raise KnownError("请先写明诉求，再填办结日期，没有改动。")
    if name == "settlement" and after.settled_on and not (after.settlement or "").strip():
        raise KnownError("这件信访已办结，办理结果不能为空，没有改动。未办结的请先清空办结日期。")
    if name == "received_on" and complaint.received_on:
        after = _moved(desk, complaint, after)
    return replace(change, after=(after,))


def _refuse_days(desk: Desk, complaint: Complaint) -> None:
    today, received = desk.clock().date(), complaint.received_on
    if received is None:
        raise KnownError("必须填写收到日期，原值未改动。")
    if any(day and day > today for day in (received, complaint.settled_on)):
        raise KnownError("日期在今天以后，没有改动。请核对日期。")
    if complaint.settled_on and complaint.settled_on < received:
        raise KnownError("办结日期早于收到日期，没有改动。请核对两个日期。")


def _moved(desk: Desk, was: Complaint, now: Complaint) -> Complaint:
    """The answering day of another receiving day, where it was the usual one."""
    household = desk.store.get(Household, was.household_id)
    if household is None or household.project_id is None or was.received_on is None or now.received_on is None:
        return now
    dossier = desk.dossier(household.project_id)
    return replace(now, due_on=due_on(dossier, now.received_on)) if was.due_on == due_on(dossier, was.received_on) else now


def attach(desk: Desk, complaint: Complaint, path: Path) -> Change:
    """Keep a scan of the letter or the answer with a complaint."""
    digest = attachments.keep(desk, path, attachments.SCAN, "信访材料的扫描件或照片")
    return Change("附信访材料", before=(complaint,), after=(replace(complaint, paper=digest),))


def copy_to_view(desk: Desk, complaint: Complaint) -> Path:
    """A copy of the attached paper for the system's viewer."""
    return attachments.copy_to_view(desk, complaint.paper or "", "信访材料", "查看隐私信息：信访材料")


def open_of(dossier: Dossier, household_id: str) -> tuple[Complaint, ...]:
    """A household's complaints that are not settled."""
    return tuple(c for c in dossier.complaints if c.household_id == household_id and c.settled_on is None)


def told(dossier: Dossier, household_id: str) -> str:
    """One sentence on a household's open complaints, for wherever the household is shown; empty when there is none."""
    found = open_of(dossier, household_id)
    if not found:
        return ""
    late = sum(overdue(c, dossier.on) for c in found)
    return f"有 {len(found)} 件信访未办结{f'，其中 {late} 件逾期' if late else ''}。"
