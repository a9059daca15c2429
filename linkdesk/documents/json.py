"""Documents as JSON, both ways: what was printed for signature is kept and compared in this form."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, get_type_hints

from linkdesk.documents import blocks
from linkdesk.documents.blocks import Document
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figure import Figure

VERSION = 1
_IS = "is"  # the key that names a block; no field is called so
_KNOWN = {kind.__name__: kind for kind in (*vars(blocks).values(), Figure)
          if isinstance(kind, type) and is_dataclass(kind)}
_UNREADABLE = "这份文稿的存档读不出来（{}），原件没有改动。请用新版本的程序打开，或重新生成文稿。"


def to_json(document: Document) -> str:
    """A document as JSON text; the same document always gives the same text."""
    return json.dumps({"version": VERSION, "document": _plain(document)}, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """The document that `to_json` wrote; KnownError when the text is none, or from a newer version."""
    try:
        read = json.loads(text)
        if read["version"] != VERSION:
            raise KnownError(_UNREADABLE.format("版本不同"))
        document = _value(read["document"])
    except (ValueError, TypeError, KeyError, ArithmeticError) as wrong:
        raise KnownError(_UNREADABLE.format("内容不完整")) from wrong
    if not isinstance(document, Document):
        raise KnownError(_UNREADABLE.format("不是文稿"))
    return document


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        said = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != f.default}
        return {_IS: type(value).__name__, **said}
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    if "decimal" in plain:
        return Decimal(plain["decimal"])
    kind = _KNOWN[plain[_IS]]
    words = _words(kind)
    return kind(**{name: words[name](item) if name in words else _value(item)
                   for name, item in plain.items() if name != _IS})


@cache
def _words(kind: type) -> dict[str, type[StrEnum]]:
    """The fields of a block that hold a word of a closed list."""
    hints = get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, StrEnum)}
