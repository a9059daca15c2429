"""信访登记台账: every complaint of a project with where it stands; who complained and numbers in the text are masked."""

from __future__ import annotations

from datetime import date

from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.documents.roster import SIGNERS, filled_by
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.figures import village_of
from linkdesk.domain.household import Household
from linkdesk.domain.notice import Complaint, overdue
from linkdesk.domain.privacy import masked, without_numbers

SETTLED, OPEN, OVERDUE = "已办结", "办理中", "逾期未办结"
_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户主"), Column("渠道", width=Width.NARROW),
    Column("信访编号"), Column("收到日期"), Column("应答复日期"), Column("信访人"), Column("诉求", width=Width.WIDE, align=Align.LEFT),
    Column("办理结果", width=Width.WIDE, align=Align.LEFT), Column("办结日期"), Column("状态"))


def register(dossier: Dossier) -> Document:
    """The register of a project's complaints, in the order they came in."""
    title = f"{dossier.project.name}信访登记台账"
    households = {h.id: h for h in (*dossier.households, *dossier.left_out)}
    ordered = sorted(dossier.complaints, key=lambda c: c.received_on or date.min)
    rows = tuple(_row(dossier, at, c, households[c.household_id]) for at, c in enumerate(ordered, 1))
    table = Table(_COLUMNS, rows, title=title, filled_by=filled_by(dossier), signers=SIGNERS, notes=_notes(dossier), name="信访登记台账")
    return Document("complaints", title, (Section((table,), PageKind.TABLE, landscape=True),))


def standing(complaint: Complaint, on: date) -> str:
    """Where a complaint stands on a day, in words."""
    return SETTLED if complaint.settled_on else OVERDUE if overdue(complaint, on) else OPEN


def _row(dossier: Dossier, at: int, complaint: Complaint, household: Household) -> tuple[Cell, ...]:
    return (at, village_of(dossier, household), household.group or "", known(household.head_name), str(complaint.channel),
            complaint.number or "", dated(complaint.received_on), dated(complaint.due_on), masked(complaint.complainant, Private.NAME),
            known(without_numbers(complaint.content)), without_numbers(complaint.settlement or ""), dated(complaint.settled_on),
            standing(complaint, dossier.on))


def _notes(dossier: Dossier) -> tuple[str, ...]:
    found = [standing(c, dossier.on) for c in dossier.complaints]
    return (f"共 {len(found)} 件，已办结 {found.count(SETTLED)} 件，办理中 {found.count(OPEN)} 件，逾期未办结 {found.count(OVERDUE)} 件。",)
