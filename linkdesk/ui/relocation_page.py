"""搬迁名单核对: the poverty office's list beside the survey, with counts on top and the chosen household at the right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import relocation
from linkdesk.actions.reconciling import Found, Line
from linkdesk.desk import Desk
from linkdesk.domain.household import Household
from linkdesk.domain.relocation import RelocationEntry, RelocationList
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.inner_columns import inner, words
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.relocation_line import RelocationLine
from linkdesk.ui.relocation_received import ReceivedForm
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "表格文件 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"
ALL, DETAIL_WIDTH = "全部", 360
BOTH, EMPTY, RECEIVED = range(3)
COLUMNS = (words("found", "核对结果", lambda line: str(line.found), 90),
           words("head_name", "户主姓名", lambda line: (line.entry or line.household).head_name or "", 76),
           words("village", "行政村", lambda line: (line.entry or line.household).village or "", 76),
           words("said", "需核对的内容", lambda line: line.said, 170),
           words("settled", "核对说明", lambda line: (line.entry.settled_how or "") if line.entry else "", 110),
           *inner("entry", RelocationEntry, {"id_number": 160, "population": 90}, "（名单）"),
           *inner("household", Household, {"id_number": 160, "population": 90}, "（摸底）"))


def _matches(line: Line, typed: str) -> bool:
    sides = [one for one in (line.entry, line.household) if one is not None]
    said = [text for one in sides for text in (one.head_name, one.village, one.id_number)] + [line.said]
    return any(typed.lower() in text.lower() for text in said if text)


class RelocationPage(Page):
    """Differences first; each is explained, or taken over into the survey field by field."""

    key, title = "relocation", "搬迁名单核对"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.lines: tuple[Line, ...] = ()
        self.known: list[RelocationList] = []
        self.main_action = self.action("导入名单", self.choose)
        self.export_action = self.action("导出 Excel", self._ask_where)
        self.remove_action = self.action("删除名单", self._remove)
        self.actions_beside = (self.remove_action, self.export_action,
                               self.action("返回农户", lambda: self.go.emit("households", "", "")))
        self.list, self.which = QComboBox(), QComboBox()
        self.which.addItems([ALL, *map(str, Found)])
        self.every = QCheckBox("含其他乡镇")
        self.search = QLineEdit(placeholderText="搜索：姓名、村、身份证号", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.counts = label("", "small", wrap=True)
        self.table = Table(EntityTable(COLUMNS, _matches), self.memory, "relocation")
        self.line = RelocationLine(self)
        self.received = ReceivedForm()
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step("还没有搬迁名单。导入扶贫部门提供的易地搬迁名单，与摸底结果按身份证号逐户核对（A §四(二)）。",
                                       button("导入名单", self.choose, "main")))
        self.body.addWidget(self.received)
        column(self.body, parent=self)
        self._wire()

    def _both(self) -> QWidget:
        left = QWidget()
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMinimumContentsLength(8)
        lists = row(self.list, self.every)
        lists.setStretch(0, 1)
        top = row(self.search, self.which, gap=12)
        top.setStretch(0, 1)
        whole = column(lists, self.counts, top, self.table, parent=left)
        whole.setContentsMargins(*map(theme.current().px, (24, 12, 8, 12)))
        whole.setStretch(3, 1)
        return beside(left, self.line, DETAIL_WIDTH)

    def _wire(self) -> None:
        self.search.textChanged.connect(self.table.model.filter)
        self.which.currentIndexChanged.connect(lambda _: self._show())
        self.list.activated.connect(lambda _: self.reload())
        self.every.toggled.connect(lambda _: self.reload())
        self.table.chosen.connect(self.line.show_line)
        self.table.selected_sums.connect(self.said)
        self.received.given.connect(self._take_in)
        self.received.given_up.connect(self.reload)

    def choose(self) -> None:
        """Ask for the list."""
        path, _ = QFileDialog.getOpenFileName(self, "选择易地搬迁名单", "", FILES)
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read a list in the worker, then ask what it is; nothing is stored yet."""
        today = self.desk.clock().date()
        self.attempt(lambda: self.work.start("读取搬迁名单", lambda report: relocation.understand(path, report, today), self._read))

    def _read(self, reading) -> None:
        self.received.ask(reading)
        self.body.setCurrentIndex(RECEIVED)

    def _take_in(self, reading, received) -> None:
        self.do(lambda: relocation.take_in(self.desk, reading, received), self._taken_in)

    def _taken_in(self) -> None:
        self.received.reading = None
        self.list.clear()
        self.reload()
        self.said.emit("已导入搬迁名单，可用 Ctrl+Z 一次撤销")

    def reload(self) -> None:
        if self.received.reading is not None:
            return  # somebody is just saying what the list is
        now = self.current
        self.known = relocation.lists(self.desk)
        self.list.clear()
        self.list.addItems([each.title for each in self.known])
        self.list.setCurrentIndex(next((at for at, each in enumerate(self.known) if now and each.id == now.id), 0))
        self.body.setCurrentIndex(BOTH if self.known else EMPTY)
        for action in (self.main_action, *self.actions_beside[:-1]):
            action.setVisible(bool(self.known))
        if self.current:
            self.lines = tuple(sorted(relocation.reconcile(self.desk, self.current, self.project_id, self.every.isChecked()),
                                      key=lambda line: list(Found).index(line.found)))
            self._show()

    @property
    def current(self) -> RelocationList | None:
        """The list shown."""
        at = self.list.currentIndex()
        return self.known[at] if 0 <= at < len(self.known) else None

    def listed(self) -> list[Line]:
        """The lines of the kind chosen."""
        wanted = self.which.currentText()
        return [line for line in self.lines if wanted in (ALL, str(line.found))]

    def _show(self) -> None:
        listed = self.listed()
        self.table.show_entities(listed, _marks(listed))
        if listed and not self.table.view.currentIndex().isValid():
            self.table.select(listed[0].id)
        self.line.show_line(self.table.entity_at(self.table.view.currentIndex().row()))
        counts = Counter(str(line.found) for line in self.lines)
        explained = sum(bool(line.entry and line.entry.settled_how) for line in self.lines)
        said = "　".join(f"{found} {counts[found]}" for found in map(str, Found) if counts[found])
        self.counts.setText(f"{said}　已说明 {explained}" if explained else said)

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "导出核对表", f"搬迁名单核对-{self.current.title}.xlsx", "Excel 工作簿 (*.xlsx)")
        if name:
            self.export(Path(name))

    def export(self, out: Path) -> None:
        """Write the lines shown as a workbook."""
        if self.attempt(lambda: relocation.export(self.desk, self.current, self.project_id, self.listed(), out)):
            self.said.emit(f"已导出 {len(self.listed())} 行到 {out}")

    def _remove(self) -> None:
        if self.do(lambda: relocation.remove(self.desk, self.current)):
            self.said.emit("已删除搬迁名单，可用 Ctrl+Z 撤销")


def _marks(lines: list[Line]) -> Marks:
    return {line.id: (Severity.NOTE if line.entry and line.entry.settled_how else Severity.WARNING, line.said)
            for line in lines if line.found is not Found.SAME}
