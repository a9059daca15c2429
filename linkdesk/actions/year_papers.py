"""Papers of a county's year on their way to files: the self-assessment as PDF, Word and workbook, the monthly table as PDF and workbook."""

from __future__ import annotations

from pathlib import Path

from linkdesk.actions import assessments, month_progress
from linkdesk.actions.folders import ready_folder, safe
from linkdesk.actions.printing import as_one
from linkdesk.desk import Desk
from linkdesk.documents.assessment import month_paper, self_assessment
from linkdesk.documents.assessment.tables import limits_table, overview_table
from linkdesk.documents.blocks import Document, PageKind, Section
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.whole import whole_file
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.words import ChangeKind


def assessment_paper(desk: Desk, assessment: Assessment) -> Document:
    """The self-assessment as a document, as the desk's rows tell the year now."""
    return self_assessment(assessment, assessments.standing(desk, assessment))


def write_assessment(desk: Desk, assessment: Assessment, out: Path) -> list[Path]:
    """Write a self-assessment into a folder: for print, for Word, and its words and tables with every time limit as a workbook."""
    from linkdesk.documents.docx.writer import write_docx
    found = assessments.standing(desk, assessment)
    paper = self_assessment(assessment, found)
    beside = (overview_table(assessment, found), *((limits_table(found.limits, "全部期限"),) if found.limits else ()))
    pdf, word, book = (out / f"{_name(paper)}.{ending}" for ending in ("pdf", "docx", "xlsx"))
    ready_folder(out)
    desk.do(_exported(paper))  # first: what leaves the house stands in the journal
    write_pdf([paper], pdf, title=paper.title)
    with whole_file(word) as file:
        file.write(write_docx(paper))
    write_xlsx(as_one([Document(paper.kind, paper.title, (Section(beside, PageKind.TABLE, landscape=True),), paper.mark), paper], paper.title),
               book)
    return [pdf, word, book]


def progress_paper(desk: Desk, authority_id: str, year: int, month: int) -> Document:
    """The monthly table of a county as a document."""
    table = month_progress.month(desk, authority_id, year, month)
    county = desk.store.get(Authority, authority_id)
    return month_paper(county.name if county else "", table)


def write_progress(desk: Desk, authority_id: str, year: int, month: int, out: Path) -> list[Path]:
    """Write the monthly table into a folder, for print and as a workbook."""
    paper = progress_paper(desk, authority_id, year, month)
    pdf, book = (out / f"{_name(paper)}.{ending}" for ending in ("pdf", "xlsx"))
    ready_folder(out)
    desk.do(_exported(paper))
    write_pdf([paper], pdf, title=paper.title)
    write_xlsx(as_one([paper], paper.title), book)
    return [pdf, book]


def _name(paper: Document) -> str:
    return safe(f"{paper.title}（{paper.mark}）" if paper.mark else paper.title)


def _exported(paper: Document) -> Change:
    return Change(f"导出{paper.title}", kind=ChangeKind.EXPORT)
