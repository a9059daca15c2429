"""Surveys: understand a workbook, and take what was understood into a project as one change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from linkdesk import survey
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.survey import ImportBatch, Problem
from linkdesk.domain.words import ChangeKind, Severity
from linkdesk.paths import shown_name

if TYPE_CHECKING:
    from linkdesk.survey.directions import Directions

Report = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """The report of somebody who does not watch."""


def understand(path: Path, report: Report = quiet, on: date | None = None, directions: Directions | None = None,
               name: str = "") -> survey.Reading:
    """What a workbook says and what is wrong with it by the day `on`; stores nothing.

    `name` is what the file was called, where `path` is only how it is kept. Raises KnownError when it cannot be read or
    holds nothing.
    """
    with _called(path, name) as file:
        reading = survey.read(file, report, on, *([] if directions is None else [directions]))
    reading = replace(reading, file_name=name or shown_name(path))
    _refuse_empty(reading)
    return reading


@contextmanager
def _called(path: Path, name: str) -> Iterator[Path]:
    """The file under the name it came with: in a text table the name is all that tells the village."""
    if not name or Path(name).stem == path.stem:
        yield path
        return
    with TemporaryDirectory(prefix="linkdesk-") as folder:
        yield Path(shutil.copyfile(path, Path(folder) / (Path(name).name or path.name)))


def _refuse_empty(reading: survey.Reading) -> None:
    from linkdesk.survey.reader import EMPTY, HIDDEN
    if all(sheet.skipped in (EMPTY, HIDDEN) for sheet in reading.sheets):
        raise KnownError(f"“{reading.file_name}”里没有内容（没有工作表，或都是空的、隐藏的），没有导入任何内容。请核对选择的文件。")


def import_survey(desk: Desk, reading: survey.Reading, project_id: str) -> Change:
    """Take a reading into a project: every household kept, those in error held, every row and problem beside them."""
    seen = desk.as_of()
    _refuse_again(desk, reading, project_id)
    batch = _batch(desk, reading, project_id)
    villages = _village_ids(desk, project_id)
    households = tuple(replace(h, project_id=project_id, village_id=villages.get(h.village or "")) for h in reading.households)
    problems = (*reading.problems, *_already_here(desk, households, project_id), *_unknown_villages(households, villages))
    return Change(
        "导入农户", kind=ChangeKind.IMPORT, as_of=seen,
        after=(*households, *reading.members, batch,
               *(replace(r, batch_id=batch.id) for r in reading.source_rows),
               *(replace(p, batch_id=batch.id) for p in problems)))


def _refuse_again(desk: Desk, reading: survey.Reading, project_id: str) -> None:
    same = desk.store.load(ImportBatch, project_id=project_id, file_hash=reading.file_hash)
    if same:
        raise KnownError(f"这个文件已于 {same[0].imported_at:%Y-%m-%d %H:%M} 导入过，没有重复导入。如需重新导入，请先撤销上一次导入。")
    if not reading.households:
        raise KnownError("这个文件里没有读到农户，项目未改动。请核对是否选对了文件，表头是否有“户主姓名”“身份证号”等列。")


def _batch(desk: Desk, reading: survey.Reading, project_id: str) -> ImportBatch:
    understood = survey.inspect_json(reading)
    kept = {k: understood[k] for k in ("sheets", "rows_read", "skipped")}
    return ImportBatch(project_id=project_id, file_name=reading.file_name, file_hash=reading.file_hash,
                       imported_at=desk.clock(), officer_name=desk.officer_name, rows_read=reading.rows_read,
                       understood=json.dumps(kept, ensure_ascii=False))


def _village_ids(desk: Desk, project_id: str) -> dict[str, str]:
    project = desk.store.get(Project, project_id)
    if project is None:
        raise KnownError("找不到要导入的项目，请先选择项目。")
    return {v.name: v.id for v in desk.store.load(Village, township_id=project.township_id)}


def _already_here(desk: Desk, households: tuple[Household, ...], project_id: str) -> list[Problem]:
    """A household whose head already stands in the workspace is kept and held: one person in one active set."""
    known = {h.id_number: h for h in desk.store.load(Household) if h.id_number}
    return [Problem(household_id=h.id, field="id_number", code="id_duplicate", heading="身份证号", value=h.id_number,
                    message=f"该身份证号已在{'本项目' if known[h.id_number].project_id == project_id else '其他项目'}"
                            f"的{known[h.id_number].village or ''}登记过。",
                    fix="请核对是否为同一户；如是重复，请删除其中一户。")
            for h in households if h.id_number in known]


def _unknown_villages(households: tuple[Household, ...], villages: dict[str, str]) -> list[Problem]:
    first = {h.village: h for h in reversed(households) if h.village and h.village not in villages}
    return [Problem(household_id=h.id, field="village", code="village_unknown", severity=Severity.WARNING, heading="行政村",
                    value=name, message=f"“{name}”不在本项目乡镇的行政村名录中。", fix="请在名录中补充该村，或改正村名。")
            for name, h in first.items()]
