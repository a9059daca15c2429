"""Reads the reference measures of typical cross-sections from their file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkdesk.domain.design import CrossSection
from linkdesk.domain.design_words import CrossSectionKind
from linkdesk.policy.table import Table, parsed

_MEASURES = ("top_width", "bottom_width", "height", "side_slope", "lining", "surface", "foundation")


def read_sections(text: str, source: str) -> tuple[CrossSection, ...]:
    """The sections from TOML text, measures in metres, of no project yet; KnownError names what does not fit."""
    head = Table(parsed(text, source), source, "开头")
    made = tuple(_section(data, source) for data in head.tables("section"))
    head.done()
    return made


def _section(data: Mapping[str, Any], source: str) -> CrossSection:
    table = Table(data, source, f"断面 {data.get('name', '')}")
    measures = {name: table.number(name) for name in _MEASURES}
    made = CrossSection("", kind=table.choice("kind", CrossSectionKind), name=table.text("name"), note=table.text("note"), **measures)
    table.done()
    return made
