"""The plans as documents: which a project has, each with its cover, sheet of signatures, note of what is open, and text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from linkdesk.documents.blocks import Block, Document, Signatures
from linkdesk.documents.cover import titled_cover
from linkdesk.documents.plan import balance, layout, left_out, links, people, plots, process, works
from linkdesk.documents.signed_text import gaps_in, signed_text
from linkdesk.documents.templates import Ask, Context, Template, Vocabulary, filled_clauses, shipped
from linkdesk.documents.templates.grammar import Clause
from linkdesk.documents.wording import plan_word
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.policy.check import Finding
from linkdesk.policy.parts import Pack, PackPlan
from linkdesk.policy.plans import NONE_STATED, plan_due, plans_due, undecided

_SUBJECTS = {"project": Project, "responsible": Authority, "new_side": Authority}
_FROM_DATA = {**plots.BLOCKS, **layout.BLOCKS, **people.BLOCKS, **links.BLOCKS, **balance.BLOCKS, **works.BLOCKS}
_FROM_PACKS = {**process.BLOCKS, **left_out.BLOCKS}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset((*_FROM_DATA, *_FROM_PACKS)))


def implementation_plans(dossier: Dossier, findings: Iterable[Finding] = (), packs: Sequence[Pack] = ()) -> tuple[Document, ...]:
    """The plans due under the packs given, each a paper of its own; KnownError when no policy named states any."""
    due, checked = plans_due(dossier, packs), tuple(findings)
    if not due:
        raise KnownError(NONE_STATED)
    return tuple(_paper(dossier, checked, packs, plan) for plan in due)


def implementation_plan(dossier: Dossier, findings: Iterable[Finding] = (), packs: Sequence[Pack] = (),
                        kind: PlanKind | None = None) -> Document:
    """One plan, the first due without a kind; 草稿 while anything is missing, wrong, undecided or not confirmed."""
    return _paper(dossier, tuple(findings), packs, plan_due(dossier, packs, kind))


def plan_clauses(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> Iterator[tuple[Clause, tuple[Block, ...]]]:
    """The clauses of a plan's text that stand, each with its blocks."""
    blocks = {name: partial(made, dossier) for name, made in _FROM_DATA.items()}
    blocks |= {name: partial(made, dossier, packs, plan) for name, made in _FROM_PACKS.items()}
    return filled_clauses(template(plan), Context(dossier, plan_subjects(dossier), _SUBJECTS, blocks))


def plan_subjects(dossier: Dossier) -> dict[str, object]:
    """Whose fields a plan's text may name."""
    return {"project": dossier.project, "responsible": dossier.responsible, "new_side": new_side(dossier)}


def text_context(dossier: Dossier) -> Context:
    """What the names in an officer's text are filled from."""
    return Context(dossier, plan_subjects(dossier), _SUBJECTS)


def template(plan: PackPlan) -> Template:
    """The shipped text of a plan."""
    return shipped(f"{plan.template}.txt", VOCABULARY)


def sections_to_write(plan: PackPlan) -> tuple[Ask, ...]:
    """The sections an officer may write in place of the plan's own text, in order."""
    return tuple({ask.key: ask for ask in template(plan).asks}.values())


def new_side(dossier: Dossier) -> Authority | None:
    """The body responsible for the new side: the one named; without one that of a project which only builds."""
    own = dossier.responsible if builds_only(dossier) else None
    return next((a for a in dossier.authorities if a.id == dossier.project.new_side_id), own)


def body_of(dossier: Dossier, plan: PackPlan) -> Authority | None:
    """Who answers for a plan: for one of the new side alone its own body."""
    return new_side(dossier) if plan.kind is PlanKind.NEW else dossier.responsible


def plan_title(dossier: Dossier, plan: PackPlan) -> str:
    """What a plan is called on its cover."""
    return f"{dossier.project.name}{plan.label or plan_word(dossier)}"


def plan_cover(dossier: Dossier, plan: PackPlan, title: str) -> tuple[Block, ...]:
    """A cover in the name of the body that answers for the plan."""
    return titled_cover(dossier, title, body_of(dossier, plan), compiler_of(dossier, plan))


def _paper(dossier: Dossier, findings: tuple[Finding, ...], packs: Sequence[Pack], plan: PackPlan) -> Document:
    text = tuple(block for _, blocks in plan_clauses(dossier, packs, plan) for block in blocks)
    reasons = _open_ends(dossier, text, findings, packs, plan)
    title = plan_title(dossier, plan)
    boxes = _signing(body_of(dossier, plan), compiler_of(dossier, plan))
    return signed_text("plan", dossier, title, plan_cover(dossier, plan, title), boxes, text, reasons,
                       pointer="；各条要求的核对结果见逐条对照表" if PlotUse.OLD in plan.zones else "")


def compiler_of(dossier: Dossier, plan: PackPlan) -> str:
    """The firm that compiled a plan; that of the new side is not known here."""
    return "" if plan.kind is PlanKind.NEW else dossier.project.compiler


def _signing(body: Authority | None, compiler: str) -> Signatures:
    """Who answers for the plan and who compiled it, with room for hand and seal."""
    signed = "负责人（签字）：", "　　　　年　　月　　日"
    boxes = (("责任主体（盖章）", (body.name if body else "", *signed)),
             ("编制单位（盖章）", (compiler, "项目负责人（签字）：", "编制人员（签字）：", signed[1])))
    return Signatures(boxes, height_mm=70)


def _open_ends(dossier: Dossier, text: tuple[Block, ...], findings: tuple[Finding, ...], packs: Sequence[Pack],
               plan: PackPlan) -> tuple[str, ...]:
    """What keeps the plan a draft, counted; households are the old side's business."""
    with_households = PlotUse.OLD in plan.zones
    counts = (("待补 {} 处", gaps_in(text)),
              ("核对发现错误 {} 条", sum(f.severity is Severity.ERROR for f in findings)),
              ("资料有误暂缓 {} 户", with_households and len(dossier.held)),
              ("所用参数待核实 {} 项", with_households and len(process.unverified(dossier))))
    open_facts = "、".join(fields_of(Project)[name].label for name in undecided(dossier, packs))
    return (*((f"“{open_facts}”未填写，暂按合编一份",) if open_facts else ()),
            *(said.format(count) for said, count in counts if count))
