"""Collective buildings and land (集体房屋和用地): by hand, pasted, or from a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from linkdesk.actions.edits import set_field
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.coverage import name_key
from linkdesk.domain.directory import Village
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Project
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import ChangeKind
from linkdesk.survey.lists import Listing, read_list

Report = Callable[[int, int], None]


def add(project_id: str) -> Change:
    """A new building or piece of land, empty but for its project."""
    return Change("新增集体房屋", after=(CollectiveProperty(project_id=project_id),))


def remove(chosen: Iterable[CollectiveProperty]) -> Change:
    """Remove buildings that were entered by mistake; one that is not taken in is left out with its reason instead."""
    chosen = tuple(chosen)
    if not chosen:
        raise KnownError("还没有选中集体房屋，没有删除。请先在表中选中要删除的行。")
    return Change(f"删除集体房屋 {len(chosen)} 处", before=chosen)


def correct(desk: Desk, building: CollectiveProperty, name: str, text: str) -> Change:
    """Put what was typed into a field; with the village's name goes its place in the directory."""
    change = set_field(building, name, text)
    if name != "village":
        return change
    return replace(change, after=tuple(_placed(desk, change.after, building.project_id)))


def paste(desk: Desk, project_id: str, rows: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New buildings from pasted spreadsheet rows; a cell that cannot be read refuses the paste, naming it."""
    made = [_pasted(project_id, row, names, at) for at, row in enumerate(rows, 1) if any(c.strip() for c in row)]
    if not made:
        raise KnownError("剪贴板里没有可以粘贴的行。")
    return Change(f"粘贴集体房屋 {len(made)} 处", after=tuple(_placed(desk, made, project_id)))


def _pasted(project_id: str, row: Sequence[str], names: Sequence[str], at: int) -> CollectiveProperty:
    fields = fields_of(CollectiveProperty)
    try:
        typed = {name: parse(fields[name], text) for name, text in zip(names, row, strict=False)}
    except Unreadable as wrong:
        raise Unreadable(f"粘贴的第 {at} 行：{wrong}") from None
    return CollectiveProperty(project_id=project_id, **typed)


def understand(path: Path, report: Report = quiet) -> Listing:
    """What a workbook of collective buildings says; stores nothing. Raises KnownError when it is none."""
    listing = read_list(path, CollectiveProperty, report)
    if listing.is_roster:
        raise KnownError(f"“{listing.file_name}”像是农户调查表，没有导入集体房屋。农户请用“导入农户”。")
    return listing


def take_in(desk: Desk, listing: Listing, project_id: str) -> Change:
    """Take a list into a project, every row of it; one that stands there already (same village, group and name) is left as it is."""
    seen = desk.as_of()
    known = {_key(b) for b in desk.store.load(CollectiveProperty, project_id=project_id)}
    read = (replace(b, project_id=project_id, note=_noted(b, listing.problems_at(place)))
            for b, place in zip(listing.entities, listing.places, strict=True))
    placed = _placed(desk, read, project_id)
    new = tuple(b for b in placed if not b.name or _key(b) not in known)
    if not new:
        raise KnownError(f"“{listing.file_name}”里的集体房屋都已登记，没有导入。")
    return Change("导入集体房屋", after=new, kind=ChangeKind.IMPORT, as_of=seen)


def _noted(building: CollectiveProperty, problems: Iterable[Problem]) -> str | None:
    """The note with what stood in cells that could not be read, so that nothing written is lost."""
    unread = (f"{p.heading}原填“{p.value}”" for p in problems if p.value and getattr(building, p.field) is None)
    return "；".join([*([building.note] if building.note else []), *unread]) or None


def _key(building: CollectiveProperty) -> tuple[str, ...]:
    return tuple(name_key(text or "") for text in (building.village, building.group, building.name))


def _placed(desk: Desk, buildings: Iterable[CollectiveProperty], project_id: str) -> list[CollectiveProperty]:
    """The same with the village of the project's township that bears the name; none where the directory has no such village."""
    project = desk.store.get(Project, project_id)
    villages = {name_key(v.name): v.id for v in desk.store.load(Village, township_id=project.township_id)}
    return [replace(b, village_id=villages.get(name_key(b.village or ""))) for b in buildings]
