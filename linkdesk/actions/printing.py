"""Printing: which documents a project can give, and their way to files. A preview is the same bytes as the print."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import letters, notices, plan_versions, presses, special_plan_papers, trade_papers
from linkdesk.actions.agreements import eligible_subjects
from linkdesk.actions.clocks import running_clocks
from linkdesk.actions.finalising import sealed_papers
from linkdesk.actions.folders import ready_folder, refuse_filled, safe, whole_folder
from linkdesk.actions.print_entries import entries
from linkdesk.actions.proofs import proof
from linkdesk.actions.signing_order import signers
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents import (
    acceptance,
    advance,
    agreements,
    annex_list,
    annexes,
    approvals,
    archive,
    archive_stamp,
    carrying_tables,
    complaints,
    completion,
    compliance,
    consultation,
    coverage,
    design,
    ledgers,
    maps,
    money,
    oversight,
    plan,
    priority,
    roster,
    site_photos,
    xlsx,
)
from linkdesk.documents.blocks import Document, Drawing, Section, Table
from linkdesk.documents.design import quality
from linkdesk.documents.json import to_json
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.pressing import Job
from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import AnnexStep, PlanKind
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import AgreementState, ChangeKind
from linkdesk.policy.clock_runs import of_advances
from linkdesk.policy.compliance import rows_with_state

Report = Callable[[int, int], None]
_TABLED = frozenset({"roster", "coverage", "annex", "annex_list", "plan_changes", "compliance", "ledger", "notice", "complaints",
                     "variations", "completion", "design_table", "acceptance", "settlement", "after_use", "archive", "priority",
                     "opinions", "resolutions", "inspections", "advance", "obligations", "duties", "sanctions", "approvals", "return_answers",
                     "money", "benefits", "audit",
                     "trade_payments", "trade_register", *special_plan_papers.TABLED})
"""Kinds whose tables are also written as a workbook."""
Pictures = Callable[[str], bytes]


def documents(desk: Desk, project_id: str, kind: str) -> list[Document]:
    """The documents of one kind as values: a key of KINDS, notices:<id> for one public notice,
    letters:<id>,<id> for some letters, or plan:<kind> for one of two plans."""
    name, _, one = kind.partition(":")
    dossier = desk.dossier(project_id)
    found = _ONE[name](desk, dossier, one) if one else made(desk, dossier, name)
    if not found:
        raise KnownError("还没有可以打印的内容，请先完成前面的步骤。")
    return found


def made(desk: Desk, dossier: Dossier, kind: str) -> list[Document]:
    """The documents of one kind, none when there is nothing to print yet."""
    return _MAKERS[kind](desk, dossier)


def _agreements(desk: Desk, dossier: Dossier) -> list[Document]:
    """The numbered agreements as sealed, and proofs of the drafts, in signing order."""
    able = eligible_subjects(dossier)
    sealed = sealed_papers(desk, dossier.agreements)
    drafts = AgreementState.DRAFT  # a paper taken over lies signed in the archive: it is not printed again
    return [sealed.get(a.id) or proof(dossier, a) for signer in signers(dossier) for a in signer.papers
            if a.id in sealed or (a.state is drafts and signer.id in able)]


def _compliance(desk: Desk, dossier: Dossier) -> list[Document]:
    packs = desk.project_packs(dossier.project)
    return [compliance.compliance(dossier, rows_with_state(dossier, packs), desk.findings(dossier.project.id), packs)]


def _maps(desk: Desk, dossier: Dossier) -> list[Document]:
    """The maps, as final as the plan they belong to."""
    mark = next((each.mark for each in made(desk, dossier, "plan") if each.mark), "")
    return list(maps.plan_maps(dossier, mark))


def _design(desk: Desk, dossier: Dossier) -> list[Document]:
    return [design.design_report(dossier, desk.findings(dossier.project.id), desk.project_packs(dossier.project))]


def _pledge(desk: Desk, dossier: Dossier) -> list[Document]:
    limits = of_advances(running_clocks(desk, dossier.project.id), desk.project_packs(dossier.project))
    return _there(advance.pledge(dossier, limits))


def _there(document: Document | None) -> list[Document]:
    return [document] if document else []


_MAKERS: dict[str, Callable[[Desk, Dossier], list[Document]]] = {
    "agreements": _agreements,
    "proof": lambda desk, dossier: [agreements.proof(dossier)],
    "roster": lambda desk, dossier: [roster.roster(dossier)],
    "coverage": lambda desk, dossier: [coverage.coverage_table(dossier)],
    "plan": lambda desk, dossier: list(plan.implementation_plans(
        dossier, desk.findings(dossier.project.id), desk.project_packs(dossier.project))),
    "annexes": lambda desk, dossier: list(annexes.annex_tables(dossier, desk.project_packs(dossier.project))),
    "maps": _maps,
    "annex_list": lambda desk, dossier: [annex_list.annex_list(dossier, desk.project_packs(dossier.project))],
    "plan_changes": plan_versions.changes_papers,
    "compliance": _compliance,
    "ledgers": lambda desk, dossier: ledgers.ledgers(dossier),
    "notices": notices.all_papers,
    "complaints": lambda desk, dossier: [complaints.register(dossier)],
    "advance": lambda desk, dossier: _there(advance.application(dossier)),
    "advance_pledge": _pledge,
    "obligations": lambda desk, dossier: _there(advance.obligations_register(dossier)),
    "acceptance": lambda desk, dossier: [acceptance.acceptance_list(dossier)] if dossier.carrying.acceptances else [],
    "settlement": lambda desk, dossier: acceptance.settlement_papers(dossier),
    "after_use": lambda desk, dossier: acceptance.after_use_papers(dossier),
    "archive": lambda desk, dossier: _there(archive.archive_list(dossier)),
    "archive_volumes": lambda desk, dossier: archive.volumes(dossier),
    "archive_labels": lambda desk, dossier: _there(archive_stamp.label_sheet(dossier.approvals.archive, f"{dossier.project.name}归档章")),
    "design": _design,
    "design_tables": lambda desk, dossier: list(design.design_tables(dossier)),
    "quality": lambda desk, dossier: [quality.quality_sheet(dossier)] if dossier.design.measurements else [],
    "design_papers": lambda desk, dossier: [annex_list.annex_list(dossier, desk.project_packs(dossier.project), AnnexStep.DESIGN)],
    "design_drawings": lambda desk, dossier: list(design.design_drawings(dossier, _design(desk, dossier)[0].mark)),
    "variations": lambda desk, dossier: _there(carrying_tables.variations_paper(dossier)),
    "completion": lambda desk, dossier: _there(completion.completion_report(dossier)),
    "photos": lambda desk, dossier: _there(site_photos.photos_paper(dossier)),
    "opinions": lambda desk, dossier: _there(consultation.opinions_summary(dossier)),
    "resolutions": lambda desk, dossier: _there(consultation.meetings_paper(dossier)),
    "inspections": lambda desk, dossier: _there(oversight.rectification_register(dossier)),
    "duties": lambda desk, dossier: _there(oversight.duty_table(dossier)),
    "sanctions": lambda desk, dossier: _there(oversight.sanctions_register(dossier)),
    "approvals": lambda desk, dossier: _there(approvals.register_paper(dossier, desk.project_packs(dossier.project))),
    "return_answers": lambda desk, dossier: _there(approvals.answers_paper(dossier, desk.project_packs(dossier.project))),
    "letters": letters.all_papers,
    "money": lambda desk, dossier: money.money_papers(dossier),
    "benefits": lambda desk, dossier: _there(money.benefits_paper(dossier)),
    "audit": lambda desk, dossier: _there(money.audit_list(dossier)),
    "priority": lambda desk, dossier: _there(priority.priority_paper(dossier, desk.project_packs(dossier.project))),
    **trade_papers.makers(),
    **special_plan_papers.MAKERS,
}


_ONE: dict[str, Callable[[Desk, Dossier, str], list[Document]]] = {
    "notices": lambda desk, _, one: notices.papers_of(desk, notices.current(desk, one)),
    "letters": lambda desk, _, some: letters.papers(desk, some.split(",")),
    "annex_list": lambda desk, dossier, one: [annex_list.annex_list(dossier, desk.project_packs(dossier.project), AnnexStep(one))],
    "plan": lambda desk, dossier, one: [plan.implementation_plan(
        dossier, desk.findings(dossier.project.id), desk.project_packs(dossier.project), PlanKind(one))],
    **trade_papers.makers_of_one(),
    **special_plan_papers.MAKERS,
}


def kinds(desk: Desk, project_id: str) -> dict[str, str]:
    """The kinds of documents and their names in the words of the project's province."""
    return KINDS | {"plan": desk.dossier(project_id).word("implementation_plan")}


def printed(kind: str) -> Change:
    """The journal entry that something was sent to a printer."""
    return Change(f"打印{KINDS[kind.partition(':')[0]]}", kind=ChangeKind.PRINT)


def sent(desk: Desk, project_id: str, kind: str) -> Change:
    """What is kept when all documents of a kind went to a printer: of agreements how many originals and copies there are."""
    return replace(printed(kind), after=_originals(desk, project_id, kind))


def _originals(desk: Desk, project_id: str, kind: str) -> tuple[AgreementEvent, ...]:
    dossier = desk.dossier(project_id)
    return entries(desk, dossier, (a for s in signers(dossier) for a in s.papers)) if kind == "agreements" else ()


def pdf_bytes(made: list[Document], report: Report = quiet, pictures: Pictures | None = None) -> bytes:
    """The documents as one PDF in memory; `pictures` gives the bytes of a stored picture by its hash."""
    out = io.BytesIO()
    write_pdf(made, out, report=report, running=_running(made), pictures=pictures)
    return out.getvalue()


def write(desk: Desk, project_id: str, kind: str, out: Path, report: Report = quiet) -> list[Path]:
    """Write one kind of document into a folder: one PDF of all, one each for agreements, Excel for what is a table.

    That it was written stands in the journal.
    """
    made = documents(desk, project_id, kind)
    ready_folder(out)
    if kind == "agreements":
        refuse_filled(out / KINDS[kind])  # files of an earlier print would lie among those of this one
    name = kinds(desk, project_id).get(kind) or safe(_name(made[0]))
    # first: what leaves the house stands in the journal, or it does not leave
    desk.do(Change(f"导出{name}", after=_originals(desk, project_id, kind), kind=ChangeKind.EXPORT))
    return [*_pdfs(desk, made, out, name, kind == "agreements", report), *workbooks(made, out, name)]


def _name(paper: Document) -> str:
    told = paper.number or paper.mark
    return f"{paper.title}（{told}）" if told else paper.title


def _pdfs(desk: Desk, made: list[Document], out: Path, name: str, one_each: bool, report: Report) -> list[Path]:
    if made[0].kind == "plan" and len(made) > 1:  # each side's plan is a paper of its own
        return [path for document in made for path in _pdfs(desk, [document], out, safe(document.title), False, report)]
    whole = out / f"{name}.pdf"
    write_pdf(made, whole, report=report, title=name if len(made) > 1 else "", running=_running(made), pictures=desk.store.files.read)
    if not one_each:
        return [whole]
    with whole_folder(out / name) as folder:
        names = [f"{at:04d}-{safe(document.head or document.title)}.pdf" for at, document in enumerate(made, 1)]
        presses.run([(Job(1, str(folder / name)), [to_json(document)]) for name, document in zip(names, made, strict=True)], report)
    return [whole, *(out / name / each for each in names)]


def _running(made: list[Document]) -> bool:
    """Attached tables and the drawings of a design are one whole and numbered through; every agreement is a paper of its own."""
    return made[0].kind in ("annex", "design_table", design.DRAWING)


def workbooks(made: list[Document], out: Path, name: str) -> list[Path]:
    """Write the tables of some documents as one workbook; nothing when they hold none."""
    with_tables = [d for d in made if d.kind in _TABLED and any(isinstance(b, Table) for s in d.sections for b in s.blocks)]
    if not with_tables:
        return []
    path = out / f"{name}.xlsx"
    xlsx.write_xlsx(as_one(with_tables, name), path)
    return [path]


def as_one(made: list[Document], title: str) -> Document:
    """Several table documents as one, so that they become the sheets of one workbook."""
    sections = tuple(Section(tuple(_titled(b, d) for b in s.blocks if isinstance(b, Table | Drawing)), s.page, s.landscape)
                     for d in made for s in d.sections)
    mark = next((d.mark for d in made if d.mark), "")  # the whole is no more final than any of its parts
    return Document(made[0].kind, title, tuple(s for s in sections if s.blocks), mark=mark)


def _titled(block: Table | Drawing, document: Document) -> Table | Drawing:
    """A table without a title of its own stands on its sheet under that of its paper."""
    return replace(block, title=document.title) if isinstance(block, Table) and not block.title else block
