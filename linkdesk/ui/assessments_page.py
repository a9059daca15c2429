"""考核自评: the assessments of the counties by year and kind, the chosen one with its year in figures, and the monthly table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import assessments, targets, year_papers
from linkdesk.desk import Desk
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota_words import AssessmentKind
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.words import Severity
from linkdesk.domain.year_standing import lacking
from linkdesk.ui import theme
from linkdesk.ui.assessment_lines import register_columns
from linkdesk.ui.assessment_panel import AssessmentPanel
from linkdesk.ui.look import beside, button, column, first_step, label, row, turn, word_tabs
from linkdesk.ui.month_tab import MonthTab
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

RIGHT, USUAL, ABOVE, NARROW = 468, (372, 586), (150, 420), 840  # px at 100 %
EMPTY = ("还没有考核自评。每年一季度前，按考核种类各新增一份：任务、交易、资金、期限和奖惩由登记的数据汇总，"
         "工作情况、问题和打算由经办人填写。")


class AssessmentsPage(Page):
    """The register at the left with the line that begins one, the chosen assessment at the right; months on a tab of their own."""

    key, title = "assessments", "考核自评"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("导出自评报告", self.export)
        back = (self.action("返回指标台账", lambda: self.go.emit("quota", "", "")),) if room("quota") else ()
        self.actions_beside = (self.action("删除所选", self._remove), self.action("年度任务", lambda: self.go.emit("targets", "", "")), *back)
        self.names: dict[str, str] = {}
        self.version: tuple[int, str] | None = None
        self.table = Table(EntityTable(register_columns(lambda a: self.names.get(a.authority_id, ""))), self.memory, "assessments")
        self.table.first = ("year", "kind", "state")
        self.counties, self.kinds, self.year = QComboBox(), QComboBox(), QLineEdit(str(local_day(desk.clock()).year - 1))
        for kind in AssessmentKind:
            self.kinds.addItem(str(kind))
        self.panel, self.months = AssessmentPanel(self), MonthTab(self)
        self.side, self.tabs = QStackedWidget(), word_tabs()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        now, left, whole = theme.current(), QWidget(), QWidget()
        self.year.setFixedWidth(now.px(56))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kinds.setMinimumContentsLength(4)
        begin = row(self.year, label("年度"), self.kinds, button("新增自评", self._begin), gap=8)
        begin.setStretch(2, 1)
        column(begin, self.table, gap=6, parent=left).setStretch(1, 1)
        self.side.addWidget(self.panel)
        self.side.addWidget(first_step(EMPTY, button("新增自评", self._begin, "main")))
        self.both = beside(left, self.side, RIGHT)
        turn(self.both, True, USUAL, ABOVE)  # until its own size is known: beside each other they would widen the window
        self.tabs.addTab(self.both, "考核自评")
        self.tabs.addTab(self.months, "月报")
        self.whose = label("被考核单位", "small")
        column(row(self.whose, self.counties, 1), self.tabs, gap=4, parent=whole).setStretch(1, 1)
        whole.layout().setContentsMargins(*map(now.px, (16, 4, 16, 8)))
        column(whole, parent=self)
        self.counties.setMinimumWidth(now.px(180))

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.counties.activated.connect(lambda _: self.months.show_county(self.counties.currentData() or ""))
        self.panel.lead.connect(lambda key: self.go.emit(key, "", "") if room(key) else None)
        self.year.returnPressed.connect(self._begin)
        for broken_off in (self.work.cancelled, self.work.wrong, self.work.bug):
            broken_off.connect(lambda _: self._not_made())
        self.setFocusProxy(self.table.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width, the register stands above the chosen assessment."""
        super().resizeEvent(event)
        turn(self.both, self.width() < theme.current().px(NARROW), USUAL, ABOVE)

    def reload(self) -> None:
        bodies, found = targets.counties(self.desk), assessments.register(self.desk)
        self.names = {a.id: a.name for a in bodies}
        chosen = self.counties.currentData() or assessments.usual_county(self.desk)
        with QSignalBlocker(self.counties):
            self.counties.clear()
            for id_, name in self.names.items():
                self.counties.addItem(name, id_)
            self.counties.setCurrentIndex(max(0, self.counties.findData(chosen)))
        for part in (self.whose, self.counties):
            part.setVisible(len(bodies) > 1)
        marks = {a.id: (Severity.WARNING, f"待补：{'、'.join(missing)}。") for a in found if (missing := lacking(a))}
        self.table.show_entities(found, marks)
        self.side.setCurrentIndex(0 if found else 1)
        for action in (self.main_action, self.actions_beside[0]):
            action.setEnabled(bool(found))
        self.months.show_county(self.counties.currentData() or "")
        if found and self._chosen() is None:
            self.table.select(found[0].id)
        self._show_chosen()

    def _chosen(self) -> Assessment | None:
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show_chosen(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.panel.show_assessment(chosen, self.names.get(chosen.authority_id, ""))
            QTimer.singleShot(0, self, self._make)  # when the window has read what it needs of the desk

    def _make(self) -> None:
        """Reckon the year of the chosen assessment, unless it stands there already."""
        chosen = self._chosen()
        if chosen is None or not self.isVisible() or self.work.running or (wanted := (self.desk.store.data_version, chosen.id)) == self.version:
            return
        self.version = wanted

        def show(found: Any) -> None:
            self.panel.show_year(found)
            self._make()  # another one may have been chosen meanwhile
        self.work.start("汇总年度数据", lambda report: assessments.standing(self.desk, chosen), show, holds_desk=True)

    def _not_made(self) -> None:
        self.version = None

    def _begin(self) -> None:
        self.do(self._begun, lambda: self.said.emit("已新增自评，数据已按登记汇总。"))

    def _begun(self) -> Any:
        text = self.year.text().strip()
        if not (text.isdecimal() and len(text) == 4):
            raise KnownError("考核年度应填四位数字，如 2018，没有新增自评。")
        return assessments.begin(self.desk, self.counties.currentData() or "", AssessmentKind(self.kinds.currentText()), int(text))

    def _remove(self) -> None:
        self.do(lambda: assessments.remove(self.desk, tuple(self.table.selected())))

    def export(self) -> None:
        """Ask for a folder and write the chosen report into it."""
        folder = QFileDialog.getExistingDirectory(self, "选择存放的位置")
        if folder:
            self.export_to(Path(folder))

    def export_to(self, folder: Path) -> None:
        """Write the chosen report into a folder, as PDF, Word and workbook."""
        if (chosen := self._chosen()) is not None:
            self.attempt(lambda: self.work.start(
                "写出自评报告", lambda report: year_papers.write_assessment(self.desk, chosen, folder),
                lambda paths: self.said.emit(f"已写出 {len(paths)} 个文件：{folder}"), holds_desk=True))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.table.select(entity_id):
            self.tabs.setCurrentIndex(0)
            self._show_chosen()
            self.panel.lead_to(field)
