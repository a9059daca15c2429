"""Drafts of an import: every decision of a review is kept as it is made, undone like anything else, and found again tomorrow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from linkdesk.actions import originals
from linkdesk.actions.originals import BEGUN, GIVEN_UP
from linkdesk.actions.weights import Choice
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.survey import HeadingPattern, ImportDraft
from linkdesk.paths import shown_name
from linkdesk.survey import Reading, SheetReading
from linkdesk.survey.directions import Directions

Report = Callable[[int, int], None]

_TITLE = "导入核对："
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Decisions:
    """What an officer decided so far: how the workbook is to be read, and what becomes of its changed households."""

    directions: Directions
    choices: dict[str, Choice]


def begin(desk: Desk, path: Path, project_id: str) -> Change:
    """Keep the original in the workspace and begin a review of it; `after[0]` is the ImportDraft.

    Originals of reviews that were given up before go now: until then giving up can be undone.
    """
    originals.drop_given_up(desk)
    digest = desk.store.files.put(path)
    draft = ImportDraft(project_id=project_id, file_name=shown_name(path), file_hash=digest, officer_name=desk.officer_name,
                        begun_at=desk.clock(), directions=_said(Decisions(Directions(), {})))
    return Change(BEGUN, after=(draft,))


def of_project(desk: Desk, project_id: str) -> list[ImportDraft]:
    """The reviews of a project that were begun and neither taken in nor given up, the newest first."""
    return desk.store.load(ImportDraft, project_id=project_id, order="-begun_at")


def original(desk: Desk, draft: ImportDraft) -> Path:
    """The kept original of a draft; raises KnownError when it is gone."""
    return desk.store.files.path(draft.file_hash)


def begun_with(desk: Desk) -> Directions:
    """What is known before anything is decided: how headings were matched in earlier workbooks."""
    return Directions(patterns=tuple(desk.store.load(HeadingPattern)))


def decisions(desk: Desk, draft: ImportDraft) -> Decisions:
    """What was decided in a draft, with the remembered headings."""
    said = decided(desk.store.get(ImportDraft, draft.id) or draft)
    return replace(said, directions=replace(said.directions, patterns=begun_with(desk).patterns))


def correct_cells(desk: Desk, draft: ImportDraft, cells: Sequence[tuple[str, int, str, str]]) -> Change:
    """Put other text into cells (sheet, row, column letter, text); "" empties one."""
    def corrected(directions: Directions) -> Directions:
        for cell in cells:
            directions = directions.with_cell(*cell)
        return directions
    named = "、".join(f"{column}{row}" for _, row, column, _ in cells[:_SHOWN])
    return _directed(desk, draft, f"改正单元格 {named}" + (f" 等 {len(cells)} 格" if len(cells) > _SHOWN else ""), corrected)


def map_column(desk: Desk, draft: ImportDraft, sheets: Sequence[str], column: str, field: str) -> Change:
    """Take a column of some sheets for a field; "" leaves the column out."""
    return _directed(desk, draft, f"指定 {column} 列对应的字段" if field else f"不导入 {column} 列",
                     lambda directions: _each(sheets, directions, lambda d, sheet: d.with_field(sheet, column, field)))


def set_unit(desk: Desk, draft: ImportDraft, sheets: Sequence[str], column: str, unit: str) -> Change:
    """Read a column of areas in a unit (㎡ 亩 公顷)."""
    return _directed(desk, draft, f"{column} 列按{unit}读取",
                     lambda directions: _each(sheets, directions, lambda d, sheet: d.with_unit(sheet, column, unit)))


def set_header(desk: Desk, draft: ImportDraft, sheet: str, first: int, last: int) -> Change:
    """Say which rows (from 1, both included) are a sheet's header."""
    rows = f"第 {first} 行" if first == last else f"第 {first} 至 {last} 行"
    return _directed(desk, draft, f"指定{rows}为表头", lambda directions: directions.with_header(sheet, first, last))


def choose_all(desk: Desk, draft: ImportDraft, keys: Iterable[str], choice: Choice) -> Change:
    """Decide the same about several changed households."""
    keys = tuple(keys)
    now = standing(desk, draft)
    said = decided(now)
    words = "逐项选取" if isinstance(choice, dict) else {"new": "取新表", "old": "留现有"}.get(choice, "重新选取")
    return _change(now, replace(said, choices=said.choices | dict.fromkeys(keys, choice)), f"{words}（{len(keys)} 户）")


def give_up(desk: Desk, draft: ImportDraft) -> Change:
    """Leave a review off; nothing of it is taken in."""
    return Change(GIVEN_UP, before=(standing(desk, draft),))


def remember(desk: Desk, reading: Reading, draft: ImportDraft) -> Change:
    """How the officer matched headings by hand, kept for wherever the same headings stand."""
    directions = decided(draft).directions
    known = {p.fingerprint: p for p in desk.store.load(HeadingPattern)}
    made = {sheet.fingerprint: _pattern(desk, sheet, directions, known.get(sheet.fingerprint))
            for sheet in reading.sheets if sheet.fingerprint and _is_directed(sheet, directions)}
    new = {print_: p for print_, p in made.items() if print_ not in known or p.choices != known[print_].choices}
    return Change("记住表头的对应", before=tuple(known[print_] for print_ in new if print_ in known), after=tuple(new.values()))


def _is_directed(sheet: SheetReading, directions: Directions) -> bool:
    return any(said[0] == sheet.name for said in (*directions.fields, *directions.headers))


def _pattern(desk: Desk, sheet: SheetReading, directions: Directions, known: HeadingPattern | None) -> HeadingPattern:
    headings = {c.column: c.heading for c in sheet.columns} | dict(sheet.unmapped_columns)
    said = {headings[column]: field for name, column, field in directions.fields if name == sheet.name and column in headings}
    known = known or HeadingPattern(fingerprint=sheet.fingerprint)
    return replace(known, depth=sheet.depth, choices=tuple((dict(known.choices) | said).items()),
                   officer_name=desk.officer_name, chosen_at=desk.clock())


def standing(desk: Desk, draft: ImportDraft) -> ImportDraft:
    """The draft as it stands now, whatever the caller still has in hand; raises KnownError when it is gone."""
    now = desk.store.get(ImportDraft, draft.id)
    if now is None:
        raise KnownError("这次导入核对已经完成或放弃，没有改动。请重新选择文件。")
    return now


def decided(draft: ImportDraft) -> Decisions:
    """What the row of a draft says."""
    said: dict[str, Any] = json.loads(draft.directions)
    return Decisions(Directions.from_json(said), said.get("choices", {}))


def _each(sheets: Sequence[str], directions: Directions, said: Callable[[Directions, str], Directions]) -> Directions:
    for sheet in sheets:
        directions = said(directions, sheet)
    return directions


def _directed(desk: Desk, draft: ImportDraft, title: str, directed: Callable[[Directions], Directions]) -> Change:
    now = standing(desk, draft)
    said = decided(now)
    return _change(now, replace(said, directions=directed(said.directions)), title)


def _change(now: ImportDraft, said: Decisions, title: str) -> Change:
    return Change(_TITLE + title, before=(now,), after=(replace(now, directions=_said(said)),))


def _said(decisions: Decisions) -> str:
    return json.dumps(decisions.directions.to_json() | {"choices": decisions.choices}, ensure_ascii=False, separators=(",", ":"))
