"""What a reader has to say of a text beside the value it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Remark:
    """The value found and the code of a problem with it, `detail` in words; the value of an error is None."""

    value: Any
    code: str
    detail: str = ""
