"""The implementation plan as an officer works on it: its sections in order, what is lacking, and the officer's own text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from linkdesk.desk import Desk
from linkdesk.documents.blocks import Block, Gap, Heading, Paragraph, Table
from linkdesk.documents.plan import VOCABULARY, implementation_plan
from linkdesk.documents.templates import Ask, Context, shipped
from linkdesk.documents.templates.fill import value_parts
from linkdesk.documents.templates.grammar import Line, LineKind, Name
from linkdesk.documents.templates.vocabulary import FACTS
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.project import PlanSection

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading of the plan with what stands under it now; `asks` are the places an officer may write."""

    level: int
    title: str
    paragraphs: tuple[str, ...]
    gaps: tuple[str, ...]
    asks: tuple[Ask, ...]


def outline(desk: Desk, project_id: str) -> tuple[Passage, ...]:
    """The plan heading by heading, as it would be printed now."""
    dossier = desk.dossier(project_id)
    plan = implementation_plan(dossier, desk.findings(project_id), desk.project_packs(dossier.project))
    asks = _asks(dossier)
    return tuple(_passage(heading, under, asks) for heading, under in _by_heading(plan.sections[0].blocks))


def written(dossier: Dossier, key: str) -> str:
    """The officer's own text of a section; empty when nothing is written."""
    return next((s.text for s in dossier.sections if s.key == key), "")


def write(desk: Desk, project_id: str, ask: Ask, text: str) -> Change:
    """Put an officer's text in place of a section's default; an empty one gives the default back."""
    mine = next(iter(desk.store.load(PlanSection, project_id=project_id, key=ask.key)), None)
    before = (mine,) if mine else ()
    new = replace(mine, text=text.strip()) if mine else PlanSection(project_id=project_id, key=ask.key, text=text.strip())
    return Change(f"修改{ask.label.partition('（')[0]}", before=before, after=(new,) if text.strip() else ())


def _by_heading(blocks: Iterable[Block]) -> Iterator[tuple[Heading, list[Block]]]:
    heading, under = None, []
    for block in blocks:
        if isinstance(block, Heading):
            if heading:
                yield heading, under
            heading, under = block, []
        else:
            under.append(block)
    if heading:
        yield heading, under


def _passage(heading: Heading, under: list[Block], asks: dict[str, tuple[Ask, ...]]) -> Passage:
    paragraphs = tuple(filter(None, map(_words, under)))
    gaps = tuple(p.what for b in under if isinstance(b, Paragraph) for p in b.parts if isinstance(p, Gap))
    return Passage(heading.level, heading.text, paragraphs, gaps, asks.get(_NUMBER.sub("", heading.text), ()))


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return f"（表：{block.title}，{len(block.rows)} 行）" if block.title else f"（表，{len(block.rows)} 行）"
    if not isinstance(block, Paragraph):
        return ""
    return "".join(f"［待补：{p.what}］" if isinstance(p, Gap) else p.text for p in block.parts)


def _asks(dossier: Dossier) -> dict[str, tuple[Ask, ...]]:
    """The places to write under each heading, by the heading's words without its number."""
    found: dict[str, tuple[Ask, ...]] = {}
    title = ""
    for clause in shipped("plan.txt", VOCABULARY).clauses:
        if clause.when and not FACTS[clause.when].holds(dossier):
            continue
        for line in (each for each in clause.lines if each.kind is LineKind.HEADING):
            title = _title(line, dossier)
        if clause.ask:
            found[title] = (*found.get(title, ()), clause.ask)
    return found


def _title(line: Line, dossier: Dossier) -> str:
    named = (value_parts(p.name, Context(dossier)) if isinstance(p, Name) else (p,) for p in line.parts)
    return "".join(part.text for parts in named for part in parts)
