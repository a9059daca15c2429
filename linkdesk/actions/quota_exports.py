"""The county's tables, charts and one page on their way out: one folder, whole or not at all, noted in the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from linkdesk.actions import plot_export
from linkdesk.actions.county_facts import bodies, charted, county_facts, read
from linkdesk.actions.county_lines import project_lines
from linkdesk.actions.county_lists import lists
from linkdesk.actions.folders import safe, whole_folder
from linkdesk.actions.printing import as_one, pdf_bytes
from linkdesk.actions.surveys import quiet
from linkdesk.actions.today import Today
from linkdesk.desk import Desk
from linkdesk.documents import county_page, quota_charts
from linkdesk.documents.blocks import Document
from linkdesk.documents.county_facts import CountyFacts
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.preview import page_sizes
from linkdesk.documents.quota_tables.lines import ProjectLine
from linkdesk.documents.quota_tables.quota_tables import TABLES
from linkdesk.documents.quota_tables.workbooks import LISTS, NAMES, UNITS, lists_workbook, quota_workbook
from linkdesk.documents.whole import whole_file
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind
from linkdesk.uncollected import uncollected

Report = Callable[[int, int], None]
NOTHING = "工作区里还没有项目，没有可以导出的内容。请先新建项目。"
_MOST_ROWS = 8  # of each list on the one page
_POINTS = "界址点坐标"


def workbooks(desk: Desk, keys: Sequence[str], units: Sequence[AreaUnit] = UNITS) -> list[Document]:
    """The tables that are asked for (all with no key) as workbooks over all projects; KnownError where there is no project."""
    lines, on = project_lines(desk, local_day(desk.clock())), local_day(desk.clock())
    if not lines:
        raise KnownError(NOTHING)
    with uncollected(ages=True):
        return [_workbook(desk, key, lines, on, units) for key in keys or tuple(NAMES)]


def _workbook(desk: Desk, key: str, lines: Sequence[ProjectLine], on: date, units: Sequence[AreaUnit]) -> Document:
    if key not in NAMES:
        raise KnownError(f"没有“{key}”这张表。可以导出：{'、'.join(NAMES)}。")
    return quota_workbook(key, lines, on, units) if key in TABLES else lists_workbook(lists(desk, lines), on, units)


def export(desk: Desk, out: Path, keys: Sequence[str] = (), units: Sequence[AreaUnit] = UNITS, report: Report = quiet) -> list[Path]:
    """Write tables as workbooks into a new folder, with the lists also the boundary points of each project; returns the files.

    All or nothing: KnownError where there is no project, a key is unknown, or the system refuses.
    """
    made = workbooks(desk, keys, units)
    with whole_folder(out) as folder:
        for at, book in enumerate(made):
            write_xlsx(book, folder / f"{safe(book.title)}.xlsx")
            report(at + 1, len(made) + 1)
        if not keys or LISTS in keys:
            _write_points(desk, folder / _POINTS)
        desk.do(Change(f"导出{_named(keys)}", kind=ChangeKind.EXPORT))  # before the folder gets its name: what leaves stands in the journal
    return _files(out)


def _named(keys: Sequence[str]) -> str:
    return "指标表" if len(keys) != 1 else NAMES[keys[0]]


def _write_points(desk: Desk, folder: Path) -> None:
    """The boundary points of each project that has any, as exchange text; projects of one name are numbered."""
    drawn = {project_id for project_id, rings_id in desk.store.columns(Plot, ("project_id", "rings_id")) if rings_id}
    taken: Counter[str] = Counter()
    for id_, name in sorted(desk.store.columns(Project, ("id", "name")), key=lambda row: row[::-1]):
        if id_ in drawn:
            taken[name] += 1
            number = f"({taken[name]})" if taken[name] > 1 else ""
            plot_export.export(desk, id_, "txt", folder / f"{safe(name)}{number}地块.txt")


def _files(out: Path) -> list[Path]:
    return sorted(path for path in out.rglob("*") if path.is_file())


def pages(desk: Desk, today: Today | None = None) -> list[CountyFacts]:
    """The facts of every county's page; KnownError where there is no project."""
    found = bodies(desk)
    if not found:
        raise KnownError(NOTHING)
    once = read(desk, today)
    return [county_facts(desk, id_, once) for id_, _ in found]


def one_page(facts: CountyFacts) -> bytes:
    """A county's page as a PDF of one page: as many rows of its lists as there is room for, and how many more there are."""
    for most in range(_MOST_ROWS, -1, -1):
        pdf = pdf_bytes([county_page.page(facts, most)])
        if len(page_sizes(pdf)) == 1:
            break
    return pdf


def report(desk: Desk, out: Path, today: Today | None = None, only: str | None = None) -> list[Path]:
    """Write each county's page, what stands behind its figures, and its charts into a new folder; returns the files.

    `only` is the id of one county. All or nothing.
    """
    every = [facts for facts in pages(desk, today) if only in (None, facts.authority_id)]
    with whole_folder(out) as folder:
        for facts in every:
            _write_page(desk, charted(desk, facts), folder)
        desk.do(Change(f"导出{county_page.TITLE}", kind=ChangeKind.EXPORT))
    return _files(out)


def _write_page(desk: Desk, facts: CountyFacts, folder: Path) -> None:
    name = safe(facts.county or "未填责任主体")
    with whole_file(folder / f"{name}{county_page.TITLE}.pdf") as file:
        file.write(one_page(facts))
    write_xlsx(as_one([county_page.basis(facts)], f"{name}{county_page.BASIS}"), folder / f"{name}{county_page.BASIS}.xlsx")
    if drawn := quota_charts.paper(facts):
        write_pdf([drawn], folder / f"{name}{quota_charts.TITLE}.pdf")
    if table := quota_charts.workbook(facts):
        write_xlsx(table, folder / f"{name}{quota_charts.TITLE}.xlsx")


def printed(facts: CountyFacts) -> Change:
    """The journal entry that a county's page was sent to a printer."""
    return Change(f"打印{facts.county}{county_page.TITLE}", kind=ChangeKind.PRINT)
