"""Characters that no face has, found before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from linkdesk.documents.blocks import Column, Document, Gap
from linkdesk.documents.cells import gap_text
from linkdesk.documents.pdf.breaking import clean
from linkdesk.documents.pdf.faces import CHOSEN, Fonts, known
from linkdesk.domain.figure import Figure

# Fields whose text is for machines or for the file, not for the page.
_NOT_PRINTED = {"kind", "subject_id", "number", "name", "hash", "token", "formula", "stroke", "fill", "paper"}


def missing_characters(document: Document, fonts: Fonts = CHOSEN) -> list[tuple[str, str]]:
    """Each text of a document with a character that cannot be printed, as (text, character)."""
    found = {(text, character): None for text in printed_texts(document) for character in clean(text)
             if character != "\n" and not known(fonts, character)}
    return list(found)


def printed_texts(value: object) -> Iterator[str]:
    """Every text of a document that stands on paper."""
    if isinstance(value, str):
        yield from () if isinstance(value, Enum) else (value,)
    elif isinstance(value, Figure | Gap):
        yield value.text if isinstance(value, Figure) else gap_text(value.what)
    elif isinstance(value, tuple):
        for item in value:
            yield from printed_texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_PRINTED or isinstance(value, Column):
                yield from printed_texts(getattr(value, field.name))
