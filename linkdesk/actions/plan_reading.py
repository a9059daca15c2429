"""What prints in a section beside the officer's own text, and which figure a typed number is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import NamedTuple

from linkdesk.actions.plans import Insertable, Passage, default_text, written
from linkdesk.documents import design
from linkdesk.documents.blocks import Block, Gap, Heading, Paragraph, Table
from linkdesk.documents.cells import is_gap, leaves
from linkdesk.documents.plan import text_context
from linkdesk.documents.templates import Ask
from linkdesk.documents.templates.numbering import Counter
from linkdesk.documents.templates.own import own_blocks
from linkdesk.documents.templates.vocabulary import IN_MU, plain
from linkdesk.domain import figures
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning_words import PlanKind
from linkdesk.policy.parts import Pack

_TYPED = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)[^\d.,]{0,4}$")
_BRACES = re.compile(r"[{｛]([a-z][a-z_]*(?:\.[a-z_]+)?)[}｝]$")
_SHOWN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEARS = range(1900, 2101)
_INPUTS_TOLD = 8
LACKING = "［待补"  # how what is not known yet begins where it is shown


class Typed(NamedTuple):
    """A number before the cursor: its text, and how many characters lie between its end and the cursor."""

    text: str
    behind: int

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.text.replace(",", ""))


def beside_own(dossier: Dossier, packs: Sequence[Pack], passage: Passage, ask: Ask, kind: PlanKind | None) -> tuple[Block, ...]:
    """The blocks of a section that do not come from the place that is written, nor from its default text."""
    text = written(dossier, ask.key).strip() or default_text(dossier, packs, ask, kind)
    context = design.text_context(dossier) if kind is PlanKind.DESIGN else text_context(dossier)
    own: list[Block] = [*own_blocks(text, context, Counter()), Paragraph((Gap(ask.label),))]
    others: list[Block] = []
    for block in passage.blocks:
        same = next((each for each in own if _alike(each, block)), None)
        if same is None:
            others.append(block)
        else:
            own.remove(same)
    return tuple(others)


def lacking(passage: Passage) -> tuple[str, ...]:
    """What a section lacks, each named once: gaps of its sentences, and of its tables what each column lacks how often."""
    in_tables = (said for block in passage.blocks if isinstance(block, Table) for said in _lacking_in(block))
    return tuple(dict.fromkeys((*passage.gaps, *in_tables)))


def _lacking_in(table: Table) -> Iterator[str]:
    for at, leaf in enumerate(leaves(table.columns)):
        cells = [row[at] for row in table.rows if is_gap(row[at])]
        named = dict.fromkeys(cell.what for cell in cells if isinstance(cell, Gap) and cell.what)
        if cells:
            yield from named or (f"{leaf.label}（表中 {len(cells)} 处）",)


def _alike(own: Block, printed: Block) -> bool:
    """Headings are numbered by where they stand: any heading within a section is the officer's."""
    return type(own) is type(printed) and (isinstance(own, Heading) or own == printed)


def number_before(text: str) -> Typed | None:
    """The number that was just typed at the end of a text, when it is one that a figure could stand for."""
    found = _TYPED.search(text)
    if not found:
        return None
    digits = found[1].replace(",", "")
    telling = len(digits.replace(".", "").lstrip("0")) >= 3 and not ("." not in digits and int(digits) in _YEARS)
    return Typed(found[1], len(text) - found.end(1)) if telling else None


def name_before(text: str) -> tuple[str, int]:
    """The name in braces that was just typed at the end of a text, and how many characters it takes; empty without one."""
    found = _BRACES.search(text)
    return (found[1], len(found[0])) if found else ("", 0)


def stands_for(name: str, offered: Mapping[str, Insertable]) -> Insertable | None:
    """What is inserted by a name; one in hectares is the figure itself."""
    return offered.get(name) or offered.get(plain(name))


def by_number(offered: Iterable[Insertable]) -> dict[Decimal, Insertable]:
    """The figures by the number they show now; of several that show the same, the first."""
    found: dict[Decimal, Insertable] = {}
    for each in offered:
        if "." not in each.name and _SHOWN.fullmatch(each.shown):
            found.setdefault(Decimal(each.shown.replace(",", "")), each)
    return found


def unit(insertable: Insertable) -> str:
    """The unit that stands behind a figure in a sentence; empty for texts and where the unit is inserted too."""
    name = insertable.name
    if LACKING in insertable.shown or plain(name) not in figures.names():
        return ""
    return figures.measure(name).unit if plain(name) == name else "亩" if name == plain(name) + IN_MU else ""


def same_but_for_text(before: Dossier | None, now: Dossier) -> bool:
    """Whether nothing but the officer's own texts has changed: then every figure is what it was."""
    names = (each.name for each in fields(Dossier) if each.name != "sections")
    return before is not None and all(getattr(before, n) is getattr(now, n) or getattr(before, n) == getattr(now, n) for n in names)


def told(dossier: Dossier, insertable: Insertable) -> str:
    """How a figure was reckoned, with its inputs; of a text its label."""
    name = plain(insertable.name)
    if name not in figures.names() or figures.measure(name).of is not None:
        return f"{insertable.label}：{insertable.shown}"
    figure = figures.figure(name, dossier)
    inputs = [f"{label}：{value}" for label, value in figure.inputs[:_INPUTS_TOLD]]
    rest = [f"……共 {len(figure.inputs)} 项"] if len(figure.inputs) > _INPUTS_TOLD else []
    missing = [f"{'待补' if figure.value is None else '未计入'}：{figure.missing}"] if figure.missing else []
    return "\n".join((f"怎么算的：{figure.label} = {figure.formula}", *inputs, *rest, *missing))
