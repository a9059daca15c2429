"""Documents as JSON, both ways: what was printed for signature is kept and compared in this form."""

from __future__ import annotations

from linkdesk.documents import blocks
from linkdesk.documents.blocks import Document
from linkdesk.domain.figure import Figure
from linkdesk.domain.frozen import classes, frozen, thawed

_KNOWN = classes((*vars(blocks).values(), Figure))


def to_json(document: Document) -> str:
    """A document as JSON text; the same document always gives the same text."""
    return frozen(document, "document")


def from_json(text: str) -> Document:
    """The document that `to_json` wrote; KnownError when the text is none, or from another version."""
    return thawed(text, "document", "文稿", Document, _KNOWN)
