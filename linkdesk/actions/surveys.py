"""Surveys: understand a workbook, and take what was understood into a project as one change."""

from __future__ import annotations

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
from linkdesk.domain.errors import KnownError
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
    corrected = frozenset(cell[:3] for cell in directions.cells) if directions else frozenset()
    reading = replace(reading, file_name=name or shown_name(path), corrected=corrected)
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


def import_survey(desk: Desk, reading: survey.Reading, project_id: str, changed: str = "", report: Report = quiet) -> Change:
    """Take a reading into a project at once, of changed households all that is "new" or all that is "old".

    Raises KnownError when there are changed households and `changed` says nothing.
    """
    from linkdesk.actions import intake
    weighed = intake.weigh(desk, reading, project_id, report)
    return intake.change(desk, weighed, {t.key: changed for t in weighed.taken if changed})
