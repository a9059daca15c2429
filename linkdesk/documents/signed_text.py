"""A paper of running text that bodies sign: cover, sheet of signatures, note of what is open, and the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Block,
    Document,
    Gap,
    PageBreak,
    Paragraph,
    Section,
    Signatures,
    Style,
    Table,
    Text,
)
from linkdesk.documents.cells import is_gap
from linkdesk.domain.dossier import Dossier


def signed_text(kind: str, dossier: Dossier, title: str, cover: Iterable[Block], boxes: Signatures, text: Iterable[Block],
                reasons: Sequence[str], *, heading: str = "", pointer: str = "") -> Document:
    """The paper, a 草稿 while there are `reasons`; `heading` stands over the text where it is not the title, `pointer` behind the reasons."""
    note = (Paragraph((Text(f"草稿说明（定稿后不印）：{'，'.join(reasons)}{pointer}。"),), Style.SMALL, Align.LEFT),) if reasons else ()
    section = Section((*cover, PageBreak(), _title("签署页"), boxes, PageBreak(), _title(heading or title), *note, *text))
    return Document(kind, title, (section,), mark=DRAFT if reasons else "", subject_id=dossier.project.id)


def _title(text: str) -> Paragraph:
    return Paragraph((Text(text),), Style.TITLE, Align.CENTRE)


def gaps_in(text: Iterable[Block]) -> int:
    """How many gaps stand in the paragraphs and tables of a text."""
    return sum(map(_gaps, text))


def _gaps(block: Block) -> int:
    if isinstance(block, Paragraph):
        return sum(isinstance(part, Gap) for part in block.parts)
    if isinstance(block, Table):
        return sum(map(is_gap, (cell for row in (*block.rows, block.totals or ()) for cell in row)))
    return 0
