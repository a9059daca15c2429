"""导入核对: what was understood of a survey workbook and what is wrong, before anything is taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QTabWidget, QWidget

from linkdesk.actions import surveys
from linkdesk.desk import Desk
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Severity
from linkdesk.survey import Reading, held_ids
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "调查表 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"
HOUSEHOLD_WIDTHS = {"village": 90, "group": 70, "head_name": 90, "id_number": 160, "population": 70, "registered_poor": 80,
                    "relocation_type": 130, "house_structure": 80, "homestead_area": 110, "reclaimable_area": 120,
                    "willing": 90, "resettlement_choice": 90}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one of the small tables: its texts by column, and its number as id."""

    id: str
    texts: tuple[Any, ...]


def _words(headings: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(str(at), heading, lambda line, at=at: str(line.texts[at]), lambda line, at=at: _key(line.texts[at]), width)
                 for at, (heading, width) in enumerate(headings.items()))


def _key(value: Any) -> Any:
    return text_key(value) if isinstance(value, str) else ordered(value)


PROBLEMS = _words({"位置": 90, "列标题": 140, "原值": 165, "问题": 375, "改正办法": 300})
COLUMNS = _words({"工作表": 130, "列": 50, "表头": 240, "识别为": 140, "单位": 70, "单位的依据": 260})
SKIPPED = _words({"工作表": 160, "行": 70, "为什么跳过": 620})


class ImportReviewPage(Page):
    """Choose a file, look, take it in: one step that undo takes back whole."""

    key, title = "import", "导入农户"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.reading: Reading | None = None
        self.main_action = self.action("确认导入", self.take_in)
        self.another = self.action("换一个文件", self.choose)
        self.actions_beside = (self.another, self.action("返回农户", lambda: self.go.emit("households", "", "")))
        self.body = QStackedWidget()
        self.body.addWidget(self._first())
        self.body.addWidget(self._review())
        column(self.body, margin=24, parent=self)
        self._show()

    def _first(self) -> QWidget:
        page = QWidget()
        self.pick = button("选择调查表", self.choose, "main")
        said = "选择乡镇或村里报来的摸底调查表。先看读到了什么、哪里有误，确认后才会导入。"
        column(1, row(1, label(said, "lead"), 1), row(1, self.pick, 1), 2, gap=16, parent=page)
        return page

    def _review(self) -> QWidget:
        page = QWidget()
        self.summary = label("", "lead", wrap=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.problems = self._tab(Table(EntityTable(PROBLEMS, _line_matches)))
        self.households = self._tab(Table(EntityTable(of_fields(Household, HOUSEHOLD_WIDTHS))))
        self.columns = self._tab(Table(EntityTable(COLUMNS)))
        self.skipped = self._tab(Table(EntityTable(SKIPPED)))
        self.detail = label("", "second", wrap=True)
        self.problems.chosen.connect(lambda line: self.detail.setText(f"{line.texts[-2]}{line.texts[-1]}" if line else ""))
        column(self.summary, self.tabs, self.detail, gap=8, parent=page).setStretch(1, 1)
        return page

    def _tab(self, table: Table) -> Table:
        self.tabs.addTab(table, "")
        return table

    def choose(self) -> None:
        """Ask for a file and read it."""
        path, _ = QFileDialog.getOpenFileName(self, "选择调查表", "", FILES)
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read a file in the worker and show what was understood."""
        self.attempt(lambda: self.work.start("读取调查表", lambda report: surveys.understand(path, report), self.show_reading))

    def show_reading(self, reading: Reading) -> None:
        """Show what was understood."""
        self.reading = reading
        held = held_ids(reading)
        self.summary.setText(
            f"“{reading.file_name}”：读取 {reading.rows_read} 行，识别农户 {len(reading.households)} 户，"
            f"其中 {len(held)} 户资料有误。有误的户照样保留，改正前不出协议；跳过的 {len(reading.skipped)} 行不是农户。")
        self.problems.model.show(_problem_lines(reading), _gravity(reading.problems))
        self.households.model.show(reading.households, _held_marks(reading, held))
        self.columns.model.show(_column_lines(reading))
        self.skipped.model.show(_lines((s.sheet, s.row, s.why) for s in reading.skipped))
        for at, (name, count) in enumerate((("问题", len(reading.problems)), ("农户", len(reading.households)),
                                            ("表头识别", len(self.columns.model.everything)), ("跳过的行", len(reading.skipped)))):
            self.tabs.setTabText(at, f"{name}　{count}")
        self._show()

    def _show(self) -> None:
        self.body.setCurrentIndex(1 if self.reading else 0)
        self.main_action.setEnabled(bool(self.reading and self.reading.households))
        self.another.setVisible(self.reading is not None)

    def take_in(self) -> None:
        """Take what was read into the project, as one step."""
        reading = self.reading
        if reading is not None:
            self.attempt(lambda: self.work.start("导入农户", self._taking(reading), self._taken, holds_desk=True))

    def _taking(self, reading: Reading) -> Callable[[Callable[[int, int], None]], Any]:
        return lambda report: self.desk.do(surveys.import_survey(self.desk, reading, self.project_id), report)

    def _taken(self, _: object) -> None:
        count = len(self.reading.households)
        self.reading = None
        self._show()
        self.go.emit("households", "", "")
        self.said.emit(f"已导入 {count} 户，可按 Ctrl+Z 整批撤销。")


def _lines(rows: Iterable[tuple[Any, ...]]) -> list[Line]:
    return [Line(str(at), texts) for at, texts in enumerate(rows)]


def _line_matches(line: Line, typed: str) -> bool:
    return any(typed in str(text) for text in line.texts)


def _problem_lines(reading: Reading) -> list[Line]:
    several = len({p.sheet for p in reading.problems}) > 1
    return [Line(p.id, (f"{p.column}{p.row}" + (f" {p.sheet}" if several else ""), p.heading, _masked(p), p.message, p.fix))
            for p in sorted(reading.problems, key=lambda p: (p.severity is not Severity.ERROR, p.sheet, p.row))]


def _masked(problem: Problem) -> str:
    field = fields_of(Household).get(problem.field)
    return on_screen(problem.value, field.private) if field else shown(fields_of(Problem)["value"], problem.value)


def _gravity(problems: Iterable[Problem]) -> Marks:
    return {p.id: (p.severity, p.message + p.fix) for p in problems}


def _held_marks(reading: Reading, held: frozenset[str]) -> Marks:
    why: dict[str, list[str]] = {}
    for problem in reading.problems:
        if problem.household_id in held and problem.holds:
            why.setdefault(problem.household_id, []).append(problem.message)
    return {id_: (Severity.ERROR, "；".join(messages)) for id_, messages in why.items()}


def _column_lines(reading: Reading) -> list[Line]:
    rows: list[tuple[Any, ...]] = []
    for sheet in reading.sheets:
        rows += [(sheet.name, c.column, c.heading, c.label, c.unit, c.unit_reason) for c in sheet.columns]
        rows += [(sheet.name, "", heading, "（未识别，内容保留在原始行中）", "", "") for heading in sheet.unmapped]
        rows += [(sheet.name, "", "", f"（整张工作表未读：{sheet.skipped}）", "", "")] if sheet.skipped else []
    return _lines(rows)
