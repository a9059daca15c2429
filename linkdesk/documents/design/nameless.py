"""What is missing of a design as it is said on paper: the papers go to bidders and reviewers, who need no names of households."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from linkdesk.documents.blocks import Block, Gap, Paragraph, Part
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure

_QUOTED = re.compile(r"“([^“”]*)”(?:、“([^“”]*)”)?(?:等 (\d+) 处)?")


def nameless(dossier: Dossier, said: str) -> str:
    """A sentence in which heads of households are not named; how many they are stays."""
    if "“" not in said:
        return said
    names = dossier.once("head_names", lambda: frozenset(h.head_name for h in dossier.households if h.head_name))

    def told(quoted: re.Match[str]) -> str:
        first, second, count = quoted.groups()
        if not names & {first, second}:
            return quoted[0]
        return f"农户（{count or 2} 处）" if second else "农户"
    return _QUOTED.sub(told, said)


def without_names(dossier: Dossier, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a text with every gap in it nameless."""
    return tuple(replace(block, parts=tuple(_part(dossier, part) for part in block.parts)) if isinstance(block, Paragraph) else block
                 for block in blocks)


def _part(dossier: Dossier, part: Part) -> Part:
    if isinstance(part, Gap):
        return replace(part, what=nameless(dossier, part.what))
    if isinstance(part, Figure) and part.missing:
        return replace(part, missing=nameless(dossier, part.missing))
    return part
