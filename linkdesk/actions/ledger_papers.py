"""Ledgers of agreements on their way out: what an officer sees in a ledger, filtered as it is, as PDF and Excel."""

from __future__ import annotations

from pathlib import Path

from linkdesk.actions import printing
from linkdesk.actions.folders import ready_folder, safe
from linkdesk.desk import Desk
from linkdesk.documents.ledgers import ledger as paper_of
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.ledgers import Ledger
from linkdesk.domain.words import ChangeKind


def write(desk: Desk, project_id: str, of: Ledger, out: Path, which: str = "") -> list[Path]:
    """Write a ledger, or the lines of it that are shown (`which` says which, for the file's name), into a folder.

    That it left the house stands in the journal.
    """
    if not of.lines:
        raise KnownError("这个台账里没有内容，没有写出文件。请换一个台账或放宽筛选条件。")
    paper = paper_of(desk.dossier(project_id), of)
    ready_folder(out)
    desk.do(Change(f"导出{of.kind}", kind=ChangeKind.EXPORT))
    name = safe("-".join(filter(None, (of.kind.number, str(of.kind), which))))
    write_pdf([paper], out / f"{name}.pdf")
    return [out / f"{name}.pdf", *printing.workbooks([paper], out, name)]
