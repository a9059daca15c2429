"""Printing: which documents a project can give, and their way to files. A preview is the same bytes as the print."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import notices
from linkdesk.actions.agreements import eligible
from linkdesk.actions.finalising import sealed_papers
from linkdesk.actions.folders import ready_folder, safe
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents import (
    agreements,
    annexes,
    complaints,
    compliance,
    coverage,
    ledgers,
    plan,
    roster,
    xlsx,
)
from linkdesk.documents.blocks import Document, Drawing, Section, Table
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import AgreementKind, AgreementState, ChangeKind
from linkdesk.policy.compliance import rows_with_state

Report = Callable[[int, int], None]


def documents(desk: Desk, project_id: str, kind: str) -> list[Document]:
    """The documents of one kind (a key of KINDS, or notices:<id> for one public notice) as values."""
    name, _, one = kind.partition(":")
    dossier = desk.dossier(project_id)
    made = notices.papers_of(desk, notices.current(desk, one)) if one else _MAKERS[name](desk, dossier)
    if not made:
        raise KnownError("还没有可以打印的内容，请先完成前面的步骤。")
    return made


def _agreements(desk: Desk, dossier: Dossier) -> list[Document]:
    able = {h.id for h in eligible(dossier)[0]}
    sealed = sealed_papers(desk, dossier.agreements)
    households = {h.id: at for at, h in enumerate(dossier.households)}
    kinds = (*dossier.pair, *AgreementKind)  # the pair first; it may have been named anew since they were made
    mine = [a for a in dossier.agreements  # a paper taken over lies signed in the archive: it is not printed again
            if a.state not in (AgreementState.VOID, AgreementState.TAKEN_OVER) and (a.household_id in able or a.id in sealed)]
    mine.sort(key=lambda a: (households.get(a.household_id, len(households)), kinds.index(a.kind)))
    return [sealed.get(a.id) or agreements.agreement(dossier, a) for a in mine]


def _compliance(desk: Desk, dossier: Dossier) -> list[Document]:
    packs = desk.project_packs(dossier.project)
    return [compliance.compliance(dossier, rows_with_state(dossier, packs), desk.findings(dossier.project.id), packs)]


_MAKERS: dict[str, Callable[[Desk, Dossier], list[Document]]] = {
    "agreements": _agreements,
    "proof": lambda desk, dossier: [agreements.proof(dossier)],
    "roster": lambda desk, dossier: [roster.roster(dossier)],
    "coverage": lambda desk, dossier: [coverage.coverage_table(dossier)],
    "plan": lambda desk, dossier: [plan.implementation_plan(
        dossier, desk.findings(dossier.project.id), desk.project_packs(dossier.project))],
    "annexes": lambda desk, dossier: list(annexes.annex_tables(dossier, desk.project_packs(dossier.project))),
    "compliance": _compliance,
    "ledgers": lambda desk, dossier: ledgers.ledgers(dossier),
    "notices": notices.all_papers,
    "complaints": lambda desk, dossier: [complaints.register(dossier)],
}
KINDS = {"agreements": "双签协议", "proof": "协议核对单", "roster": "农户清册", "coverage": "摸底情况表", "plan": "实施方案",
         "annexes": "附表", "compliance": "逐条对照表", "ledgers": "双签台账",
         "notices": "公示", "complaints": "信访台账"}


def kinds(desk: Desk, project_id: str) -> dict[str, str]:
    """The kinds of documents and their names in the words of the project's province."""
    return KINDS | {"plan": desk.dossier(project_id).word("implementation_plan")}


def printed(kind: str) -> Change:
    """The journal entry that something was sent to a printer."""
    return Change(f"打印{KINDS[kind.partition(':')[0]]}", kind=ChangeKind.PRINT)


def pdf_bytes(made: list[Document], report: Report = quiet) -> bytes:
    """The documents as one PDF in memory."""
    out = io.BytesIO()
    write_pdf(made, out, report=report, running=_running(made))
    return out.getvalue()


def write(desk: Desk, project_id: str, kind: str, out: Path, report: Report = quiet) -> list[Path]:
    """Write one kind of document into a folder: one PDF of all, one each for agreements, Excel for what is a table.

    That it was written stands in the journal.
    """
    made = documents(desk, project_id, kind)
    ready_folder(out)
    name = kinds(desk, project_id).get(kind) or safe(f"{made[0].title}（{made[0].number or made[0].mark}）")
    desk.do(Change(f"导出{name}", kind=ChangeKind.EXPORT))  # first: what leaves the house stands in the journal, or it does not leave
    return [*_pdfs(made, out, name, kind == "agreements", report), *workbooks(made, out, name)]


def _pdfs(made: list[Document], out: Path, name: str, one_each: bool, report: Report) -> list[Path]:
    whole = out / f"{name}.pdf"
    write_pdf(made, whole, report=report, title=name if len(made) > 1 else "", running=_running(made))
    if not one_each:
        return [whole]
    folder = out / name
    ready_folder(folder)
    return [whole, *(_one(document, folder, at) for at, document in enumerate(made, 1))]


def _running(made: list[Document]) -> bool:
    """Attached tables are one whole and numbered through; every agreement is a paper of its own."""
    return made[0].kind == "annex"


def _one(document: Document, folder: Path, at: int) -> Path:
    path = folder / f"{at:04d}-{safe(document.head or document.title)}.pdf"
    write_pdf([document], path)
    return path


def workbooks(made: list[Document], out: Path, name: str) -> list[Path]:
    """Write the tables of some documents as one workbook; nothing when they hold none."""
    with_tables = [d for d in made if d.kind in ("roster", "coverage", "annex", "compliance", "ledger", "notice", "complaints")]
    if not with_tables:
        return []
    path = out / f"{name}.xlsx"
    xlsx.write_xlsx(as_one(with_tables, name), path)
    return [path]


def as_one(made: list[Document], title: str) -> Document:
    """Several table documents as one, so that they become the sheets of one workbook."""
    sections = tuple(Section(tuple(_titled(b, d) for b in s.blocks if isinstance(b, Table | Drawing)), s.page, s.landscape)
                     for d in made for s in d.sections)
    return Document(made[0].kind, title, tuple(s for s in sections if s.blocks), mark=made[0].mark)


def _titled(block: Table | Drawing, document: Document) -> Table | Drawing:
    """A table without a title of its own stands on its sheet under that of its paper."""
    return replace(block, title=document.title) if isinstance(block, Table) and not block.title else block
