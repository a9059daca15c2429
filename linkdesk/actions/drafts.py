"""Drafts of an import: every decision of a review is kept as it is made, undone like anything else, and found again tomorrow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linkdesk.actions.weights import Choice
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.survey import HeadingPattern, ImportDraft
from linkdesk.paths import shown_name
from linkdesk.survey import Reading
from linkdesk.survey.directions import Directions

_TITLE = "导入核对："
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Decisions:
    """What an officer decided so far: how the workbook is to be read, and what becomes of its changed households."""

    directions: Directions
    choices: dict[str, Choice]


def begin(desk: Desk, path: Path, project_id: str) -> Change:
    """Keep the original in the workspace and begin a review of it; `after[0]` is the ImportDraft."""
    digest = desk.store.files.put(path)
    draft = ImportDraft(project_id=project_id, file_name=shown_name(path), file_hash=digest, officer_name=desk.officer_name,
                        begun_at=desk.clock(), directions=_said(Decisions(Directions(), {})))
    return Change("开始导入核对", after=(draft,))


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
    decided = _decided(draft)
    return replace(decided, directions=replace(decided.directions, patterns=begun_with(desk).patterns))


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


def choose(desk: Desk, draft: ImportDraft, key: str, choice: Choice) -> Change:
    """Decide about one changed household."""
    return choose_all(desk, draft, (key,), choice)


def choose_all(desk: Desk, draft: ImportDraft, keys: Iterable[str], choice: Choice) -> Change:
    """Decide the same about several changed households."""
    keys = tuple(keys)
    standing = _standing(desk, draft)
    decided = _decided(standing)
    words = "逐项选取" if isinstance(choice, dict) else {"new": "取新表", "old": "留现有"}.get(choice, "重新选取")
    return _change(standing, replace(decided, choices=decided.choices | dict.fromkeys(keys, choice)), f"{words}（{len(keys)} 户）")


def reread(desk: Desk, draft: ImportDraft, report) -> Reading:
    """Read the kept original again, as decided so far; `report(done, total)` may raise Cancelled."""
    from linkdesk.actions.surveys import understand
    return understand(original(desk, draft), report, desk.clock().date(), decisions(desk, draft).directions, draft.file_name)


def give_up(desk: Desk, draft: ImportDraft) -> Change:
    """Leave a review off; nothing of it is taken in."""
    return Change("放弃导入", before=(_standing(desk, draft),))


def remember(desk: Desk, reading: Reading, draft: ImportDraft) -> tuple[HeadingPattern, ...]:
    """How the officer matched headings by hand, to be used wherever the same headings stand."""
    return ()


def _each(sheets, directions, said):
    for sheet in sheets:
        directions = said(directions, sheet)
    return directions


def _directed(desk: Desk, draft: ImportDraft, title: str, directed) -> Change:
    standing = _standing(desk, draft)
    decided = _decided(standing)
    return _change(standing, replace(decided, directions=directed(decided.directions)), title)


def _change(standing: ImportDraft, decided: Decisions, title: str) -> Change:
    return Change(_TITLE + title, before=(standing,), after=(replace(standing, directions=_said(decided)),))


def _standing(desk: Desk, draft: ImportDraft) -> ImportDraft:
    """The draft as it stands now, whatever the caller still has in hand."""
    standing = desk.store.get(ImportDraft, draft.id)
    if standing is None:
        raise KnownError("这次导入核对已经完成或放弃，没有改动。请重新选择文件。")
    return standing


def _decided(draft: ImportDraft) -> Decisions:
    said: Mapping = json.loads(draft.directions)
    return Decisions(Directions.from_json(said.get("directions", {})), said.get("choices", {}))


def _said(decided: Decisions) -> str:
    said = {"directions": decided.directions.to_json(), "choices": decided.choices}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
