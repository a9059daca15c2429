"""The gaps of blocks, wherever in them they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from linkdesk.documents.parts import Gap


def gaps(value: object) -> Iterator[str]:
    """The names of the gaps in blocks or parts, in order."""
    if isinstance(value, Gap):
        yield value.what
    elif isinstance(value, tuple):
        for item in value:
            yield from gaps(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from gaps(getattr(value, field.name))
