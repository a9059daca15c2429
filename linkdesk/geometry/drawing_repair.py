"""Drawings written by small programs: entities without the subclass marks that the library wants, given them here."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = {"LWPOLYLINE": "AcDbPolyline", "MTEXT": "AcDbMText"}
_GENERAL = {"6", "8", "48", "60", "62", "67", "370", "410", "420"}  # codes that stand before the mark

_FIRST = "AC1015"  # the first version that has them
_VERSION = re.compile(r"(\$ACADVER\s*\n\s*1\s*\n\s*)(AC\d{4})")
_HEADER = f"0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n{_FIRST}\n0\nENDSEC\n"

Tag = tuple[str, str]


def is_doubtful(text: str) -> bool:
    """Whether a drawing has polylines that its version, stated or not, does not know: the library would pass them over."""
    version = _VERSION.search(text)
    return "LWPOLYLINE" in text and (version is None or version[2] < _FIRST)


def marked(text: str) -> str:
    """The text of a drawing with every such entity marked, and of a version that knows it; all else stays as it is."""
    known = _VERSION.sub(rf"\g<1>{_FIRST}", text, count=1) if _VERSION.search(text) else _HEADER + text
    return "\n".join(line for entity in _entities(known) for tag in _marked(entity) for line in tag) + "\n"


def _entities(text: str) -> Iterator[list[Tag]]:
    lines = iter(text.splitlines())
    entity: list[Tag] = []
    for code in lines:
        tag = code.strip(), next(lines, "")
        if tag[0] == "0" and entity:
            yield entity
            entity = []
        entity.append(tag)
    yield entity


def _marked(entity: list[Tag]) -> list[Tag]:
    mark = _MARKS.get(entity[0][1].strip()) if entity else None
    if mark is None or any(code == "100" for code, _ in entity):
        return entity
    general = [tag for tag in entity[1:] if tag[0] in _GENERAL]
    return [entity[0], ("100", "AcDbEntity"), *general, ("100", mark), *(tag for tag in entity[1:] if tag[0] not in _GENERAL)]
