"""县情一页: the page a leader reads as it will be printed, where each of its figures comes from, and the charts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QScrollArea, QStackedWidget, QWidget

from linkdesk.actions import quota_exports
from linkdesk.actions.county_facts import bodies, charted, county_facts, entries_behind, read
from linkdesk.actions.today import Today
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Drawing
from linkdesk.documents.county_facts import CountyFacts, LeaderFigure, QuotaFigure
from linkdesk.documents.preview import page_sizes
from linkdesk.documents.quota_charts import charts
from linkdesk.ui import theme
from linkdesk.ui.county_lines import ENTRIES, FIGURES, EntryLine, FigureLine, figure_lines
from linkdesk.ui.gantt_view import GanttView
from linkdesk.ui.look import Sentence, button, column, first_step, label, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room
from linkdesk.ui.preview import GAP, PRINT_DPI, SCREEN_DPI, Made, Sheets
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

EMPTY = "还没有项目，没有可以汇总的数。先新建项目，登记指标后这里就有全县的一页情况。"
CHOOSE = "选中上面的一个数，下面列出它的来源。"
UNNAMED = "未填责任主体"


@dataclass(frozen=True, slots=True)
class Shown:
    """A county's page as it was made: facts, pages, charts."""

    facts: CountyFacts
    made: Made
    drawings: tuple[Drawing, ...]


class CountyPage(Page):
    """The page, its figures with their entries, and the charts, on a tab each; made in the worker when the data have changed."""

    key, title = "county", "县情一页"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("导出报告和图表", self.export_report)
        self.actions_beside = (self.action("导出指标表", self.export_tables), self.action("打印", self.print, "print"), *self._way_back())
        self.today, self.shown = Today(desk), None
        self.version: tuple[int, str | None] | None = None
        self.counties, self.sheets, self.scroll = QComboBox(), Sheets(), QScrollArea(widgetResizable=True)
        self.scroll.setWidget(self.sheets)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.figures, self.entries = (Table(EntityTable(columns), self.memory, f"county/{name}")
                                      for columns, name in ((FIGURES, "figures"), (ENTRIES, "entries")))
        self.behind, self.drawn = Sentence(CHOOSE), GanttView("还没有可以画出的数。")
        self.lead, self.body = button("打开登记的地方", self._lead, "link"), QStackedWidget()
        self._lay_out()
        self._wire()

    def _way_back(self) -> tuple[Any, ...]:
        return (self.action("返回指标台账", lambda: self.go.emit("quota", "", "")),) if room("quota") else ()

    def _lay_out(self) -> None:
        there, traced = QWidget(), QWidget()
        below = row(self.behind, self.lead)
        below.setStretch(0, 1)
        box = column(self.figures, below, self.entries, gap=6, parent=traced)
        box.setStretch(0, 3)
        box.setStretch(2, 2)
        self.tabs = word_tabs()
        for part, words in ((self.scroll, "一页"), (traced, "数字从哪里来"), (self.drawn, "图表")):
            self.tabs.addTab(part, words)
        self.whose = label("责任主体", "small")
        column(row(self.whose, self.counties, 1), self.tabs, gap=4, parent=there).setStretch(1, 1)
        there.layout().setContentsMargins(*map(theme.current().px, (16, 4, 16, 8)))
        for each in (there, first_step(EMPTY, button("新建项目", lambda: self.go.emit("new_project", "", ""), "main"))):
            self.body.addWidget(each)
        column(self.body, parent=self)
        self.counties.setMinimumWidth(theme.current().px(200))

    def _wire(self) -> None:
        self.counties.activated.connect(lambda _: self.make())
        self.figures.chosen.connect(self._show_behind)
        self.figures.opened.connect(lambda _: self._lead())
        for broken_off in (self.work.cancelled, self.work.wrong, self.work.bug):
            broken_off.connect(lambda _: self._not_made())
        self.setFocusProxy(self.figures.view)

    def reload(self) -> None:
        """The counties there are; the page is made anew when the data have changed."""
        found = bodies(self.desk)
        chosen = self.counties.currentData()
        with QSignalBlocker(self.counties):
            self.counties.clear()
            for id_, name in found:
                self.counties.addItem(name or UNNAMED, id_)
            self.counties.setCurrentIndex(max(0, self.counties.findData(chosen)))
        self.body.setCurrentIndex(0 if found else 1)
        for part in (self.whose, self.counties):
            part.setVisible(len(found) > 1)
        for action in (self.main_action, *self.actions_beside[:2]):
            action.setEnabled(bool(found))
        if found:
            QTimer.singleShot(0, self, self.make)  # when the window has read what it needs of the desk

    def make(self) -> None:
        """Make the chosen county's page, unless it stands there already."""
        wanted = self.desk.store.data_version, self.counties.currentData()
        if wanted == self.version or self.work.running:
            return
        self.version = wanted

        def making(report: Any) -> Shown:
            facts = charted(self.desk, county_facts(self.desk, wanted[1], read(self.desk, self.today)))
            pdf = quota_exports.one_page(facts)
            return Shown(facts, Made(pdf, page_sizes(pdf)), charts(facts))
        self.work.start("汇总", making, self.show_made, holds_desk=True)

    def show_made(self, shown: Shown) -> None:
        """Show what was made."""
        self.shown = shown
        self._fit()
        self.figures.show_entities(figure_lines(shown.facts))
        self.drawn.show_drawings(shown.drawings)
        self._show_behind(self._chosen())

    def _fit(self) -> None:
        """Show the page as wide as there is room, at most twice its real size."""
        if self.shown:
            wide = self.shown.made.sizes[0][0] * SCREEN_DPI / 72
            self.sheets.show_made(self.shown.made, max(40, min(200, int((self.scroll.viewport().width() - 2 * GAP - 2) * 100 / wide))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # when the tabs have their new width too

    def _not_made(self) -> None:
        self.version = None

    def _chosen(self) -> FigureLine | None:
        return self.figures.entity_at(self.figures.view.currentIndex().row())

    def _show_behind(self, line: FigureLine | None) -> None:
        """The rows a figure comes from: its entries, or how many registrations it counts and where they are."""
        source = line.source if line else None
        found = self._entries(source) if isinstance(source, QuotaFigure) else []
        self.entries.show_entities(found)
        self.entries.setVisible(isinstance(source, QuotaFigure))
        self.lead.setVisible(source is not None and room(self._room(source)) is not None)
        counted = len(found) if isinstance(source, QuotaFigure) else source.rows if source else 0
        self.behind.setText(f"{line.label}：{line.where}，{counted} 笔。" if line else CHOOSE)

    def _entries(self, figure: QuotaFigure) -> list[EntryLine]:
        facts = self.shown.facts
        names = {line.project.id: line.project.name for line in facts.lines}
        return [EntryLine(entry, amounts, names.get(entry.project_id or "", "县级科目"))
                for entry, amounts in entries_behind(self.desk, facts.authority_id or "", figure.reading, facts.on)]

    def _room(self, source: QuotaFigure | LeaderFigure | None) -> str:
        return "quota" if isinstance(source, QuotaFigure) else source.where if source else ""

    def _lead(self) -> None:
        line = self._chosen()
        if line and room(key := self._room(line.source)):
            self.go.emit(key, "", "")

    def export_report(self) -> None:
        """Write every county's page with what stands behind it and its charts into a new folder."""
        self._export("增减挂钩县情一页", lambda folder: self.report_to(folder))

    def export_tables(self) -> None:
        """Write all tables into a new folder."""
        self._export("指标表", lambda folder: self.tables_to(folder))

    def _export(self, name: str, write: Any) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择存放的位置")
        if folder:
            write(Path(folder) / f"{name}{self.desk.clock():%Y%m%d-%H%M%S}")

    def report_to(self, folder: Path) -> None:
        """Write the report into that folder."""
        self._write("写出报告", folder, lambda report: quota_exports.report(self.desk, folder, self.today))

    def tables_to(self, folder: Path) -> None:
        """Write the tables into that folder."""
        self._write("写出指标表", folder, lambda report: quota_exports.export(self.desk, folder, report=report))

    def _write(self, title: str, folder: Path, write: Any) -> None:
        self.attempt(lambda: self.work.start(title, write, lambda paths: self._written(len(paths), folder), holds_desk=True))

    def _written(self, files: int, folder: Path) -> None:
        self._keep()
        self.said.emit(f"已写出 {files} 个文件：{folder}")

    def _keep(self) -> None:
        """The journal has moved on, the figures have not changed."""
        if self.version:
            self.version = self.desk.store.data_version, self.version[1]

    def print(self) -> None:
        """Ask for a printer and print the page."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        if self.shown and QPrintDialog(printer, self).exec():
            self.attempt(lambda: self.print_to(printer))

    def print_to(self, printer: Any) -> None:
        """Print the page as shown, and note it in the journal."""
        from linkdesk.ui.printer import print_pages
        print_pages(self.shown.made.pdf, self.shown.made.sizes, printer)
        self.desk.do(quota_exports.printed(self.shown.facts))
        self._keep()
