"""专项规划文本: cover and chapters from the shipped text, figures by name, tables in their places; 草稿 while anything is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Block,
    Document,
    Gap,
    PageBreak,
    Paragraph,
    Section,
    Style,
    Text,
)
from linkdesk.documents.cover import titled_cover
from linkdesk.documents.signed_text import gaps_in
from linkdesk.documents.special_plan.tables import (
    body_of,
    in_text,
    links_table,
    order_table,
    potential_table,
    years_table,
)
from linkdesk.documents.templates import Context, Vocabulary, fill, shipped
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.documents.wording import plan_word
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.special_plan import inside, planned
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.special_plan_standing import TEXTS, SpecialPlanStanding, words
from linkdesk.policy.consulted import departments
from linkdesk.policy.parts import Pack

_SUBJECTS = {"responsible": Authority, "special_plan": SpecialPlan}
fact("special_villages_known", of=SpecialPlan)(lambda dossier, plan: bool(inside(dossier, plan)))
fact("special_projects_known", of=SpecialPlan)(lambda dossier, plan: bool(planned(dossier, plan)))


@named_text("project_plan_word", "实施方案的名称")
def _(dossier: Dossier) -> str:
    return plan_word(dossier)


@dataclass(frozen=True, slots=True)
class _Case:
    """A plan with what its blocks are made from."""

    dossier: Dossier
    found: SpecialPlanStanding
    packs: tuple[Pack, ...]

    @property
    def plan(self) -> SpecialPlan:
        return self.found.plan


def special_plan_text(dossier: Dossier, found: SpecialPlanStanding, packs: tuple[Pack, ...]) -> Document:
    """The text of a plan, from a project of its county."""
    case = _Case(dossier, found, packs)
    blocks = {name: partial(make, case) for name, make in _BLOCKS.items()}
    subjects = {"responsible": body_of(dossier, found.plan), "special_plan": found.plan}
    text = fill(shipped("special_plan.txt", VOCABULARY), Context(dossier, subjects, _SUBJECTS, blocks))
    reasons = tuple(_open_ends(case, text))
    note = (Paragraph((Text(f"草稿说明（定稿后不印）：{'，'.join(reasons)}。"),), Style.SMALL, Align.LEFT),) if reasons else ()
    title = Paragraph((Text(found.plan.name),), Style.TITLE, Align.CENTRE)
    section = Section((*_cover(case), PageBreak(), title, *note, *text))
    return Document("special_plan", found.plan.name, (section,), mark=DRAFT if reasons else "", subject_id=dossier.project.id)


def _cover(case: _Case) -> tuple[Block, ...]:
    """A cover in the name of the county: no project's name or number stands on it."""
    nameless = replace(case.dossier, project=replace(case.dossier.project, name="", number=""))
    return titled_cover(nameless, case.plan.name, body_of(case.dossier, case.plan), "", case.plan.approved_on)


def _open_ends(case: _Case, text: tuple[Block, ...]) -> Iterator[str]:
    if gaps := gaps_in(text):
        yield f"待补 {gaps} 处"
    if case.found.beyond:
        yield f"项目安排超出规模（{words(case.found.beyond)}）"


def _basis(case: _Case) -> tuple[Block, ...]:
    """The policies the plan stands on."""
    lines = [(Text(f"《{p.title}》（{p.number}）"),) for p in case.packs if not p.always] or [(Gap("政策依据"),)]
    return tuple(Paragraph((Text(f"{at}．"), *line)) for at, line in enumerate(lines, 1))


def _own(name: str) -> Callable[[_Case], tuple[Block, ...]]:
    """A text of the plan as paragraphs, a gap while there is none."""
    def made(case: _Case) -> tuple[Block, ...]:
        lines = [line.strip() for line in getattr(case.plan, name).splitlines() if line.strip()]
        return tuple(Paragraph((Text(line),)) for line in lines) or (Paragraph((Gap(TEXTS[name]),)),)
    return made


def _tabled(make: Callable[[_Case], Block | None], lacking: str) -> Callable[[_Case], tuple[Block, ...]]:
    def made(case: _Case) -> tuple[Block, ...]:
        table = make(case)
        return (table,) if table else (Paragraph((Gap(lacking),)),) if lacking else ()
    return made


def _opinions(case: _Case) -> tuple[Block, ...]:
    """Who was asked and answered; the departments of the policy that were not asked are a gap."""
    asked = sorted(case.dossier.approvals.opinions, key=lambda o: o.position)
    there = {o.duty for o in asked} | {o.department for o in asked}
    lacking = [d.name for d in departments(case.dossier) if d.duty not in there and d.name not in there]
    answered = [o.department for o in asked if o.answered_on]
    said = f"已征求{'、'.join(o.department for o in asked)}意见，其中{len(answered)}个部门已答复，采纳情况见征求意见汇总表。" if asked else ""
    parts = (*((Text(said),) if said else ()), *((Gap(f"征求{'、'.join(lacking)}意见"),) if lacking else ()))
    return (Paragraph(parts),) if parts else (Paragraph((Gap("征求部门意见情况"),)),)


_BLOCKS: dict[str, Callable[[_Case], tuple[Block, ...]]] = {
    "special_basis": _basis, **{f"special_{name}": _own(name) for name in TEXTS}, "special_opinions": _opinions,
    "special_links": _tabled(lambda case: in_text(links_table(case.dossier, case.plan)), ""),
    "special_potential": _tabled(lambda case: in_text(potential_table(case.dossier, case.plan, only_inside=True)), "列入规划的村及其潜力调查"),
    "special_years": _tabled(lambda case: years_table(planned(case.dossier, case.plan)), ""),
    "special_projects": _tabled(lambda case: order_table(case.found), "项目安排")}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset(_BLOCKS))
