"""What an XML file can hold: control characters that came along with pasted text would refuse the whole document."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

V = TypeVar("V")
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(value: V) -> V:
    """A document, or a part of one, whose texts are without the characters XML has no place for."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else _REFUSED.sub("", value)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(map(storable, value))
    if not is_dataclass(value):
        return value
    changed = {f.name: new for f in fields(value) if f.init and (new := storable(old := getattr(value, f.name))) is not old and new != old}
    return replace(value, **changed) if changed else value
