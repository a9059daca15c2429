"""The plan as a document: cover, proof note, the text filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from linkdesk.documents.blocks import (
    Align,
    Block,
    Document,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Section,
    Style,
    Table,
    Text,
)
from linkdesk.documents.cells import is_gap
from linkdesk.documents.cover import cover_page
from linkdesk.documents.plan import balance, people, plots, process
from linkdesk.documents.templates import Ask, Context, Template, Vocabulary, fill, shipped
from linkdesk.documents.wording import plan_word
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.project import Project
from linkdesk.domain.words import Severity
from linkdesk.policy.check import Finding
from linkdesk.policy.parts import Pack

Maker = Callable[[Dossier], tuple[Block, ...]]
_SUBJECTS = {"project": Project, "responsible": Authority}
_FROM_DATA: dict[str, Maker] = {**plots.BLOCKS, **people.BLOCKS, **balance.BLOCKS}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset((*_FROM_DATA, *process.BLOCKS)))
DRAFT = "草稿"


def implementation_plan(dossier: Dossier, findings: Iterable[Finding] = (), packs: Sequence[Pack] = (),
                        template: Template | None = None) -> Document:
    """The plan under the packs given; 草稿 while anything is missing, wrong or not confirmed."""
    subjects = {"project": dossier.project, "responsible": dossier.responsible}
    blocks = {name: partial(made, dossier) for name, made in _FROM_DATA.items()}
    blocks |= {name: partial(made, dossier, packs) for name, made in process.BLOCKS.items()}
    text = fill(template or _template(), Context(dossier, subjects, _SUBJECTS, blocks))
    reasons = _open_ends(dossier, text, tuple(findings))
    title = f"{dossier.project.name}{plan_word(dossier)}"
    note = _proof_note(reasons) if reasons else ()
    section = Section((*cover_page(dossier, title), PageBreak(), _title(title), *note, *text))
    return Document("plan", title, (section,), mark=DRAFT if reasons else "", subject_id=dossier.project.id)


@cache
def _template() -> Template:
    return shipped("plan.txt", VOCABULARY)


def sections_to_write() -> tuple[Ask, ...]:
    """The sections an officer may write in place of the plan's own text, in order."""
    return _template().asks


def _title(title: str) -> Paragraph:
    return Paragraph((Text(title),), Style.TITLE, Align.CENTRE)


def _open_ends(dossier: Dossier, text: tuple[Block, ...], findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """What keeps the plan a draft, counted."""
    counts = (("待补 {} 处", sum(map(_gaps, text))),
              ("核对发现错误 {} 条", sum(f.severity is Severity.ERROR for f in findings)),
              ("资料有误暂缓 {} 户", len(dossier.held)),
              ("所用参数待核实 {} 项", len(process.unverified(dossier))))
    return tuple(said.format(count) for said, count in counts if count)


def _gaps(block: Block) -> int:
    if isinstance(block, Paragraph):
        return sum(isinstance(part, Gap) for part in block.parts)
    if isinstance(block, Table):
        return sum(map(is_gap, (cell for row in (*block.rows, block.totals or ()) for cell in row)))
    assert isinstance(block, Heading), block
    return 0


def _proof_note(reasons: tuple[str, ...]) -> tuple[Block, ...]:
    said = f"草稿说明（定稿后不印）：{'，'.join(reasons)}；各条要求的核对结果见逐条对照表。"
    return (Paragraph((Text(said),), Style.SMALL, Align.LEFT),)
