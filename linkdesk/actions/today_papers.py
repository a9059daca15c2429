"""What of 今日 goes on paper: the one-page report for the meeting, the same whole as a workbook, the Gantt picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from linkdesk.actions.folders import ready_folder
from linkdesk.actions.printing import as_one, pdf_bytes
from linkdesk.actions.today import Today
from linkdesk.documents import today as paper
from linkdesk.documents import today_gantt
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.preview import page_sizes
from linkdesk.documents.today_gantt import gantt_rows
from linkdesk.documents.whole import whole_file
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.today import ProjectToday

NOTHING = "工作区里还没有项目，没有可以打印的内容。请先新建项目。"
_MOST_ROWS = 9  # of each table on the one page


def one_page(on: date, projects: Sequence[ProjectToday], county: Sequence[RunningClock] = ()) -> bytes:
    """The report for the meeting as a PDF of one page: as many rows as there is room for, and how many more there are."""
    for most in range(_MOST_ROWS, 0, -1):
        pdf = pdf_bytes([paper.report(on, projects, county, most)])
        if len(page_sizes(pdf)) == 1:
            break
    return pdf


def write(today: Today, out: Path) -> list[Path]:
    """Write the report into a folder: one page for the meeting, everything as a workbook, the Gantt picture of all projects."""
    on, projects, county, rows = local_day(today.desk.clock()), today.projects(), today.county(), gantt_rows(today.spans())
    if not projects:
        raise KnownError(NOTHING)
    ready_folder(out)
    today.desk.do(Change(f"导出{paper.TITLE}", kind=ChangeKind.EXPORT))  # first: what leaves the house stands in the journal
    page = out / f"{paper.TITLE}.pdf"
    with whole_file(page) as file:
        file.write(one_page(on, projects, county))
    book = out / f"{paper.TITLE}.xlsx"
    write_xlsx(as_one([paper.workbook(on, projects, county)], paper.TITLE), book)
    if not rows:
        return [page, book]
    write_pdf([today_gantt.paper(rows, on)], picture := out / "项目进度横道图.pdf")
    return [page, book, picture]


def printed() -> Change:
    """The journal entry that the report was sent to a printer."""
    return Change(f"打印{paper.TITLE}", kind=ChangeKind.PRINT)
