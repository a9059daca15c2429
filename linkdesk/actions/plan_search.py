"""Finding and replacing words in everything an officer wrote for a plan; figures stand by their name and are never touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.project import PlanSection
from linkdesk.domain.rich_text import (
    Named,
    Parts,
    RichBlock,
    RichPicture,
    RichTable,
    Run,
    parse,
    spelled,
)


@dataclass(frozen=True, slots=True)
class Hits:
    """How often a wanted text stands in one section, by its key."""

    key: str
    count: int


_Character = tuple[str | Named, bool]  # what stands there, and whether it is strong


def count(blocks: Iterable[RichBlock], wanted: str) -> int:
    """How often a text stands in blocks."""
    return sum(len(_places(line, wanted)) for block in blocks for line in _lines(block))


def hits(sections: Iterable[PlanSection], wanted: str) -> tuple[Hits, ...]:
    """The sections that hold a text, in the order given; small and capital letters count as the same."""
    found = (Hits(s.key, count(parse(s.text), wanted)) for s in sections)
    return tuple(each for each in found if each.count)


def replacing(sections: Iterable[PlanSection], wanted: str, other: str) -> Change:
    """One change that puts another text in every place where a text stands in these sections."""
    before, after = [], []
    for section in sections:
        blocks = parse(section.text)
        if count(blocks, wanted):
            before.append(section)
            after.append(replace(section, text=spelled(_replaced(block, wanted, other) for block in blocks)))
    gone = {s.id for s in after if not s.text.strip()}
    return Change("全部替换", tuple(before), tuple(s for s in after if s.id not in gone))


def own_sections(desk: Desk, project_id: str, keys: Iterable[str]) -> tuple[PlanSection, ...]:
    """The sections an officer wrote, in the order of the keys."""
    written = {s.key: s for s in desk.store.load(PlanSection, project_id=project_id)}
    return tuple(written[key] for key in dict.fromkeys(keys) if key in written)


def _lines(block: RichBlock) -> Iterator[list[_Character]]:
    if isinstance(block, RichTable):
        yield from (_characters(cell) for row in block.rows for cell in row)
    elif not isinstance(block, RichPicture):
        yield _characters(block.parts)


def _characters(parts: Parts) -> list[_Character]:
    return [each for part in parts
            for each in ([(part, False)] if isinstance(part, Named) else [(c, part.strong) for c in part.text])]


def _places(line: list[_Character], wanted: str) -> list[int]:
    """Where a text begins in a line, one place after the other."""
    text = "".join(_folded(c) if isinstance(c, str) else "\ufffc" for c, _ in line)
    sought, places = "".join(map(_folded, wanted)), []
    at = text.find(sought) if sought else -1
    while at >= 0:
        places.append(at)
        at = text.find(sought, at + len(sought))
    return places


def _folded(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _replaced(block: RichBlock, wanted: str, other: str) -> RichBlock:
    if isinstance(block, RichTable):
        return RichTable(tuple(tuple(_parts(cell, wanted, other) for cell in row) for row in block.rows))
    return block if isinstance(block, RichPicture) else replace(block, parts=_parts(block.parts, wanted, other))


def _parts(parts: Parts, wanted: str, other: str) -> Parts:
    line = _characters(parts)
    for at in reversed(_places(line, wanted)):
        line[at:at + len(wanted)] = [(c, line[at][1]) for c in other]
    return _joined(line)


def _joined(line: list[_Character]) -> Parts:
    parts: list[Run | Named] = []
    for character, strong in line:
        before = parts[-1] if parts else None
        if isinstance(character, Named):
            parts.append(character)
        elif isinstance(before, Run) and before.strong == strong:
            parts[-1] = Run(before.text + character, strong)
        else:
            parts.append(Run(character, strong))
    return tuple(parts)
