"""Which of the texts in a plot of a drawing is its code, its name, its use, its land class."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linkdesk.domain.land_class import class_of
from linkdesk.geometry.attributes import field_of
from linkdesk.geometry.plot_lines import use_of
from linkdesk.geometry.text import plain

_HEADINGS = {"code": "地块编号", "name": "地块名称", "use": "地块用途", "land_class": "地类编码"}
_NUMBER, _CLASS = re.compile(r"[\d.]+", re.ASCII), re.compile(r"\d{3,4}[A-Z]?|\d{2}H\d", re.ASCII)
_LAYER = re.compile(r"(?=.*\d)(?=.*[A-Z-])[\w.-]+", re.ASCII | re.IGNORECASE)
_POINT, _CODE = re.compile(r"J\d+", re.ASCII), re.compile(r"(?=.*\d)[\w()（）/.-]+", re.ASCII)


def named(texts: Sequence[str], layer: str) -> dict[str, object]:
    """The attributes of a plot from the texts that stand in it; the layer, given where no other plot is on it, may serve as code."""
    found: dict[str, object] = {}
    for text in texts:
        field = _field(plain(text), text)
        if field and field[0] not in found:
            found[field[0]] = field[1]
    if "地块编号" not in found:
        found["地块编号"] = _code_of(found, layer)
    return found


def _field(said: str, text: str) -> tuple[str, str] | None:
    label, colon, rest = said.partition(":")
    about = field_of(label) if colon else None
    if about:
        return _HEADINGS.get(about, label), rest.strip()
    if _CLASS.fullmatch(said) or class_of(said):
        return ("地类编码", said) if class_of(said) else None
    if _NUMBER.fullmatch(said) or _POINT.fullmatch(said):
        return None  # an area, an edge's length, a boundary point's name
    if _CODE.fullmatch(said):
        return "地块编号", said
    return ("地块用途", said) if use_of(said) and len(said) <= 4 else ("地块名称", text)


def _code_of(found: dict[str, object], layer: str) -> str:
    if _LAYER.fullmatch(plain(layer)):
        return layer
    name = str(found.get("地块名称", ""))
    return name if re.search(r"\d", name) else ""
