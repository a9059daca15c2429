"""拆旧区复垦设计报告: cover, sheet of signatures, and the text chapter by chapter, every gap named in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from linkdesk.documents.blocks import Block, Document, Signatures
from linkdesk.documents.cover import titled_cover
from linkdesk.documents.design import beside_plan, money, own_ground, papers, present, texts, works
from linkdesk.documents.design.nameless import without_names
from linkdesk.documents.plan import works as plan_works
from linkdesk.documents.signed_text import gaps_in, signed_text
from linkdesk.documents.templates import Context, Template, Vocabulary, filled_clauses, shipped
from linkdesk.documents.templates.grammar import Clause
from linkdesk.domain.budget import budget
from linkdesk.domain.coefficients_used import unconfirmed_coefficients
from linkdesk.domain.cross_sections import doubtful, faults
from linkdesk.domain.design import DesignBasis
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.farmland_gain import unconfirmed
from linkdesk.domain.project import Project
from linkdesk.domain.words import Severity
from linkdesk.policy.check import Finding
from linkdesk.policy.parts import Pack

TITLE = "拆旧区复垦设计报告"
_SUBJECTS = {"project": Project, "responsible": Authority, "design_basis": DesignBasis}
_OF_PLAN = {name: plan_works.BLOCKS[name] for name in ("schedule", "tenure", "funds")}
_FROM_DATA = {**_OF_PLAN, **present.BLOCKS, **works.BLOCKS, **own_ground.BLOCKS, **beside_plan.BLOCKS, **money.BLOCKS, **papers.FROM_DATA}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset((*_FROM_DATA, *papers.FROM_PACKS)))
assert texts  # registers the facts the text names


def design_report(dossier: Dossier, findings: Iterable[Finding] = (), packs: Sequence[Pack] = ()) -> Document:
    """The report; 草稿 while anything is missing, wrong or not confirmed."""
    text = without_names(dossier, (block for _, blocks in design_clauses(dossier, packs) for block in blocks))
    title = report_title(dossier)
    reasons = tuple(_open_ends(dossier, text, tuple(findings)))
    return signed_text("design", dossier, title, design_cover(dossier, title), _signing(dossier), text, reasons,
                       heading=f"{dossier.project.name}\n{TITLE}")


def report_title(dossier: Dossier) -> str:
    """What the report is called on its cover."""
    return f"{dossier.project.name}{TITLE}"


def design_clauses(dossier: Dossier, packs: Sequence[Pack]) -> Iterator[tuple[Clause, tuple[Block, ...]]]:
    """The clauses of the report's text that stand, each with its blocks."""
    blocks = {name: partial(made, dossier) for name, made in _FROM_DATA.items()}
    blocks |= {name: partial(made, dossier, packs) for name, made in papers.FROM_PACKS.items()}
    return filled_clauses(template(), Context(dossier, _subjects(dossier), _SUBJECTS, blocks))


def text_context(dossier: Dossier) -> Context:
    """What the names in an officer's text are filled from."""
    return Context(dossier, _subjects(dossier), _SUBJECTS)


def _subjects(dossier: Dossier) -> dict[str, object]:
    return {"project": dossier.project, "responsible": dossier.responsible, "design_basis": dossier.design.basis}


def template() -> Template:
    """The shipped text of the report."""
    return shipped("design_report.txt", VOCABULARY)


def design_cover(dossier: Dossier, title: str) -> tuple[Block, ...]:
    """The cover of a paper of the design: whose project it is, who designed it, and the day it was made."""
    basis = dossier.design.basis
    return titled_cover(dossier, title, dossier.responsible, basis.designer if basis else "", basis.prepared_on if basis else None)


def _signing(dossier: Dossier) -> Signatures:
    """Who bears the project and who designed it, with room for hand and seal."""
    basis, day = dossier.design.basis, "　　　　年　　月　　日"
    people = tuple(f"{label}（签字）：{getattr(basis, name) if basis else ''}"
                   for label, name in (("项目负责人", "principal"), ("复核人", "checker"), ("编制人", "preparer")))
    body = dossier.responsible.name or "" if dossier.responsible else ""
    boxes = (("项目承担单位（盖章）", (body, "负责人（签字）：", day)),
             ("设计单位（盖章）", (basis.designer if basis else "", *people, day)))
    return Signatures(boxes, height_mm=80)


def _open_ends(dossier: Dossier, text: tuple[Block, ...], findings: tuple[Finding, ...]) -> Iterator[str]:
    """What keeps the report a draft, counted."""
    found, sections = budget(dossier), dossier.design.sections
    counts = (("待补 {} 处", gaps_in(text)),
              ("预算缺项 {} 处", len(found.gaps) if found else 1),
              ("核对发现错误 {} 条", sum(finding.severity is Severity.ERROR for finding in findings)),
              ("所用费率、定额和价格待核实 {} 项", len(found.unconfirmed) if found else 0),
              ("所用工程量系数待核实 {} 项", len(unconfirmed_coefficients(dossier))),
              ("所用田坎道路沟渠系数待核实 {} 项", len(unconfirmed(dossier))),
              ("典型断面画不出或者尺寸待核实 {} 个", sum(bool(faults(each)) or doubtful(each) for each in sections)))
    return (said.format(count) for said, count in counts if count)
