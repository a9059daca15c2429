"""退回核实: an officer's own workbook goes back to the village, what is wrong coloured, explained and listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from linkdesk import survey
from linkdesk.actions import return_marks
from linkdesk.actions.folders import ready_folder, safe
from linkdesk.actions.return_marks import Understood
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents.whole import whole_file
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.survey import ImportBatch
from linkdesk.domain.words import ChangeKind

Report = Callable[[int, int], None]
_NOTHING = "这个文件里没有需要核实的问题，没有生成退回的工作簿。"


def of_reading(desk: Desk, reading: survey.Reading, source: Path, out: Path, report: Report = quiet,
               return_by: date | None = None) -> Path:
    """Write a workbook still in review for its village; `source` is the file, `out` the .xlsx or the folder for it."""
    return _send_back(desk, return_marks.of_reading(reading), source, out, report, return_by)


def of_batch(desk: Desk, batch_id: str, out: Path, report: Report = quiet, return_by: date | None = None) -> Path:
    """Write a workbook that was taken in for its village, with what is unsettled today; see of_reading."""
    known = _known(desk, batch_id)
    return _send_back(desk, known, _original(desk, known), out, report, return_by)


def villages_of_batch(desk: Desk, batch_id: str, folder: Path, report: Report = quiet,
                      return_by: date | None = None) -> tuple[Path, ...]:
    """Write a workbook for each village that has something to verify, with the rows of that village only."""
    known = _known(desk, batch_id)
    return _apart(desk, known, _original(desk, known), folder, report, return_by)


def villages_of_reading(desk: Desk, reading: survey.Reading, source: Path, folder: Path, report: Report = quiet,
                        return_by: date | None = None) -> tuple[Path, ...]:
    """The same for a workbook still in review."""
    return _apart(desk, return_marks.of_reading(reading), source, folder, report, return_by)


def _apart(desk: Desk, known: Understood, original: Path | None, folder: Path, report: Report,
           return_by: date | None) -> tuple[Path, ...]:
    parts = [(name, *return_marks.of_village(known, ids)) for name, ids in return_marks.villages(known).items()]
    parts = [part for part in parts if part[1].problems]
    if not parts:
        raise KnownError(_NOTHING)
    ready_folder(folder)
    _journal(desk)
    written = []
    for name, mine, dropped in parts:
        path = folder / _file_name(mine, name or "未填行政村")
        _write(path, _workbook(desk, mine, original, report, return_by, dropped))
        written.append(path)
    return tuple(written)


def batches(desk: Desk, project_id: str) -> list[ImportBatch]:
    """The workbooks taken into a project, the newest first."""
    return desk.store.load(ImportBatch, project_id=project_id, order="-imported_at")


def _known(desk: Desk, batch_id: str) -> Understood:
    batch = desk.store.get(ImportBatch, batch_id)
    if batch is None:
        raise KnownError("这次导入已经撤销，没有生成退回的工作簿。请刷新后再选。")
    return return_marks.of_batch(desk, batch)


def _original(desk: Desk, known: Understood) -> Path | None:
    """Where the officer's own file is kept; None when only its rows are."""
    try:
        return desk.store.files.path(known.file_hash)
    except (KnownError, ValueError):
        return None


def _send_back(desk: Desk, known: Understood, original: Path | None, out: Path, report: Report, return_by: date | None) -> Path:
    if not known.problems:
        raise KnownError(_NOTHING)
    path = out if out.suffix.lower() == ".xlsx" and not out.is_dir() else out / _file_name(known)
    made = _workbook(desk, known, original, report, return_by)
    ready_folder(path.parent)
    _journal(desk)
    _write(path, made)
    return path


def _journal(desk: Desk) -> None:
    """First: what leaves the house stands in the journal, or it does not leave."""
    desk.do(Change("导出退回核实表（含个人信息）", kind=ChangeKind.EXPORT))


def _write(path: Path, content: bytes) -> None:
    with whole_file(path) as file:
        file.write(content)


def _file_name(known: Understood, village: str = "") -> str:
    return safe(f"{Path(known.file_name).stem}（{village}退回核实）") + ".xlsx"


def _workbook(desk: Desk, known: Understood, original: Path | None, report: Report, return_by: date | None,
              dropped: Mapping[str, Sequence[int]] | None = None) -> bytes:
    from linkdesk.survey.rebuilding import rebuilt
    from linkdesk.survey.returning import returned_workbook
    marks = return_marks.marks(known, "核实问题清单", _notes(desk, known, return_by))
    if original is None:
        rows = max(1, len(known.rows))
        return rebuilt(marks, return_marks.tables(known), lambda done: report(min(done, rows), rows), dropped)
    with _named(original, known.file_name) as file:
        return returned_workbook(marks, file, report, dropped)


@contextmanager
def _named(original: Path, name: str) -> Iterator[Path]:
    """The kept file under the name it came with: a text table's sheet is called after it."""
    from linkdesk.actions.surveys import _called
    with _called(original, name) as file:
        yield file


def _notes(desk: Desk, known: Understood, return_by: date | None) -> tuple[str, str]:
    officer = desk.officer
    who = f"退回单位：{officer.office}　　经办人：{officer.name}　　" if officer else ""
    until = f"　　请于 {_day(return_by)} 前改好交回" if return_by else ""
    errors = sum(p.holds for p in known.problems)
    households = len({p.household_id for p in known.problems if p.household_id})
    return (f"{who}退回日期：{_day(desk.clock().date())}{until}",
            f"共 {len(known.problems)} 处需要核实（错误 {errors} 处，提示 {len(known.problems) - errors} 处），涉及 {households} 户。"
            "请在原表涂色的单元格里直接改正，改好后把本文件交回；请不要删除表中隐藏的列。")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
