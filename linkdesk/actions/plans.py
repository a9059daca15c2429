"""The plans as an officer works on them: which are due, their sections in order, what is lacking, and the officer's own text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from linkdesk.desk import Desk
from linkdesk.documents import design
from linkdesk.documents.blocks import Block, Gap, Heading, Paragraph, Table
from linkdesk.documents.plan import VOCABULARY, plan_clauses, plan_title, template, text_context
from linkdesk.documents.templates import Ask
from linkdesk.documents.templates.fill import value_parts
from linkdesk.documents.templates.grammar import Clause, LineKind
from linkdesk.documents.templates.values import plain_text
from linkdesk.documents.templates.vocabulary import FACTS, IN_MU, TEXTS, WITH_MU
from linkdesk.documents.text import part_text
from linkdesk.domain import figures, rich_text
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import id_of
from linkdesk.domain.plan_standing import design_begun
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import PlanSection
from linkdesk.domain.rich_text import RichParagraph
from linkdesk.policy.parts import Pack, PackPlan
from linkdesk.policy.plans import plan_due, plans_due

knows = VOCABULARY.knows  # whether `{name}` in an officer's text is filled in
_UNITS = ((IN_MU, "亩"), (WITH_MU, "公顷和亩"))


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading of the plan's own text with what stands under it now; `asks` are the places an officer may write."""

    level: int
    title: str
    paragraphs: tuple[str, ...]
    gaps: tuple[str, ...]
    asks: tuple[Ask, ...]
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Insertable:
    """What may stand in braces in an officer's text: its name, what it is, and how it would be printed now."""

    name: str
    label: str
    shown: str


def kinds(desk: Desk, project_id: str) -> tuple[PlanKind, ...]:
    """The plans due now, in order; none when the policies the project names state none."""
    return tuple(plan.kind for plan in _due(desk, project_id))


def written_kinds(desk: Desk, project_id: str) -> tuple[PlanKind, ...]:
    """What an officer writes: the plans due now, and the reclamation design once it has begun."""
    begun = design_begun(desk.dossier(project_id))
    return (*kinds(desk, project_id), *((PlanKind.DESIGN,) if begun else ()))


def titles(desk: Desk, project_id: str) -> dict[PlanKind, str]:
    """What each of the plans due, and the design, is called on its cover."""
    dossier = desk.dossier(project_id)
    return {plan.kind: plan_title(dossier, plan) for plan in _due(desk, project_id)} | {PlanKind.DESIGN: design.report_title(dossier)}


def outline(desk: Desk, project_id: str, kind: PlanKind | None = None) -> tuple[Passage, ...]:
    """A plan heading by heading, as it would be printed now; of the first plan due without a kind, empty when none is due."""
    dossier = desk.dossier(project_id)
    packs = desk.project_packs(dossier.project)
    if kind is PlanKind.DESIGN:
        return tuple(_passage(*part) for part in _by_heading(design.design_clauses(dossier, packs)))
    if not plans_due(dossier, packs):
        return ()
    clauses = plan_clauses(dossier, packs, plan_due(dossier, packs, kind))
    return tuple(_passage(*part) for part in _by_heading(clauses))


def written(dossier: Dossier, key: str) -> str:
    """The officer's own text of a section; empty when nothing is written."""
    return next((s.text for s in dossier.sections if s.key == key), "")


def default_text(dossier: Dossier, packs: Sequence[Pack], ask: Ask, kind: PlanKind | None = None) -> str:
    """The shipped text of a section as rich text with its names, to start from; empty when there is none."""
    found = next((c for c in _templates(dossier, packs, kind) if c.ask and c.ask.key == ask.key and _stands(c, dossier)), None)
    return _as_rich(found) if found else ""


def _templates(dossier: Dossier, packs: Sequence[Pack], kind: PlanKind | None) -> Iterator[Clause]:
    if kind is PlanKind.DESIGN:
        return iter(design.template().clauses)
    return (clause for plan in plans_due(dossier, packs) if kind in (None, plan.kind) for clause in template(plan).clauses)


def names(dossier: Dossier) -> tuple[Insertable, ...]:
    """All figures, texts and fields of the project that may be inserted, with what each would say now."""
    found = [(name, figures.measure(name).label) for name in figures.names() if knows(name)]
    found += [(name + unit, f"{label}（{said}）") for name, label in found for unit, said in _UNITS if knows(name + unit)]
    found += [(name, TEXTS[name].label) for name in TEXTS if knows(name)]
    found += [(f"{subject}.{name}", each.label) for subject in VOCABULARY.subjects
              for name, each in VOCABULARY.fields(subject).items() if not each.refers_to and name not in ("id", "packs")]
    context = text_context(dossier)
    return tuple(Insertable(name, label, "".join(map(part_text, value_parts(name, context)))) for name, label in found)


def write(desk: Desk, project_id: str, ask: Ask, text: str) -> Change:
    """Put an officer's text in place of a section's default; an empty one gives the default back."""
    mine = next(iter(desk.store.load(PlanSection, project_id=project_id, key=ask.key)), None)
    before = (mine,) if mine else ()
    new = replace(mine, text=text.strip()) if mine else PlanSection(project_id, ask.key, text.strip(), id_of(project_id, ask.key))
    return Change(f"修改{ask.label.partition('（')[0]}", before=before, after=(new,) if text.strip() else ())


def _due(desk: Desk, project_id: str) -> tuple[PackPlan, ...]:
    dossier = desk.dossier(project_id)
    return plans_due(dossier, desk.project_packs(dossier.project))


def _by_heading(clauses: Iterator[tuple[Clause, Sequence[Block]]]) -> Iterator[tuple[Heading, list[Block], list[Ask]]]:
    """The text cut at the headings of the shipped text; headings an officer wrote stay within their section."""
    heading, under, asks = None, [], []
    for clause, blocks in clauses:
        own = sum(line.kind is LineKind.HEADING for line in clause.lines)
        for block in blocks:
            if isinstance(block, Heading) and own:
                own -= 1
                if heading:
                    yield heading, under, asks
                heading, under, asks = block, [], []
            else:
                under.append(block)
        asks += [clause.ask] if clause.ask else []
    if heading:
        yield heading, under, asks


def _passage(heading: Heading, under: list[Block], asks: list[Ask]) -> Passage:
    paragraphs = tuple(filter(None, map(_words, under)))
    gaps = tuple(p.what for b in under if isinstance(b, Paragraph) for p in b.parts if isinstance(p, Gap))
    return Passage(heading.level, heading.text, paragraphs, gaps, tuple(asks), tuple(under))


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return f"（表：{block.title}，{len(block.rows)} 行）" if block.title else f"（表，{len(block.rows)} 行）"
    if isinstance(block, Heading):
        return block.text
    if not isinstance(block, Paragraph):
        return ""
    return "".join(f"［待补：{p.what}］" if isinstance(p, Gap) else plain_text(p) for p in block.parts)


def _stands(clause: Clause, dossier: Dossier) -> bool:
    return not clause.when or FACTS[clause.when].holds(dossier)


def _as_rich(clause: Clause) -> str:
    lines = (line for line in clause.lines if line.kind in (LineKind.BODY, LineKind.PLAIN, LineKind.SMALL))
    return rich_text.spelled(RichParagraph(line.parts) for line in lines)
