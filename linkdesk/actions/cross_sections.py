"""典型断面: the cross-sections of a design, typed, pasted, or begun with the reference measures that come with the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from linkdesk import paths
from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import CrossSection
from linkdesk.domain.design_words import CrossSectionKind
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import new_id
from linkdesk.policy.sections import read_sections

WHAT, FILE = "典型断面", "sections.toml"


def sections(desk: Desk, project_id: str) -> list[CrossSection]:
    """The sections in their order."""
    return plan_rows.rows(desk, CrossSection, project_id)


def add(desk: Desk, project_id: str, kind: CrossSectionKind = CrossSectionKind.RIDGE) -> Change:
    """One more section at the end."""
    return plan_rows.add(desk, CrossSection, project_id, f"新增{WHAT}", kind=kind)


def set_measure(desk: Desk, section: CrossSection, name: str, text: str) -> Change:
    """Put what was typed into a section; measures that cannot be are kept, and told beside the drawing."""
    return set_field(plan_rows.newest(desk, section), name, text)


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New sections from pasted spreadsheet rows."""
    return plan_rows.paste(desk, CrossSection, project_id, WHAT, cells, names)


def remove(desk: Desk, chosen: Sequence[CrossSection]) -> Change:
    """Remove sections."""
    return plan_rows.remove(desk, chosen, WHAT)


def move(desk: Desk, section: CrossSection, by: int) -> Change:
    """Move a section up or down."""
    now = plan_rows.newest(desk, section)
    return plan_rows.move(sections(desk, now.project_id), now, by, WHAT)


def defaults(desk: Desk, project_id: str) -> Change:
    """The reference sections of the kinds that the project has none of yet, all 待核实."""
    there = sections(desk, project_id)
    mine = {section.kind for section in there}
    new = [section for section in _shipped() if section.kind not in mine]
    if not new:
        raise KnownError("参考尺寸里的断面已经都有了，没有新增。要换成参考尺寸，请先删除原有的断面。")
    first = plan_rows.after_last(there)
    made = tuple(replace(section, project_id=project_id, position=at, id=new_id()) for at, section in enumerate(new, first))
    return Change(f"采用{WHAT}参考尺寸", after=made)


@cache
def _shipped() -> tuple[CrossSection, ...]:
    return read_sections(paths.own_text(paths.STANDARDS / FILE), FILE)
