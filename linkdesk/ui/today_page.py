"""今日: all projects with whose turn it is, what is due, what is missing; the same as a calendar and as a Gantt picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions.today import Today, counts
from linkdesk.desk import Desk
from linkdesk.domain.days import local_day
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.today import Concern, DueLine, ProjectToday, county_lines, due_lines, pressing
from linkdesk.ui import theme
from linkdesk.ui.calendar_panel import CalendarPanel
from linkdesk.ui.gantt_view import GanttView
from linkdesk.ui.look import beside, button, column, first_step, row, turn, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.stages_cell import StagesCells
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.today_columns import BAR, PROJECTS, marks, matches, turn_words
from linkdesk.ui.today_counts import Counts
from linkdesk.ui.today_due import LEAST, DuePanel
from linkdesk.ui.work import Work

SIDE, FIND, USUAL, BELOW, NARROW = 300, 150, (800, 310), (300, 180), 900  # px at 100 %
EMPTY = "工作区里还没有项目。先新建一个项目，这里就会列出轮到谁、什么到期、还缺什么。"
NO_BARS = "还没有办理中的事项和期限，登记以后这里画出横道图。"
TABLE, CALENDAR, GANTT = range(3)


class TodayPage(Page):
    """Double click or Enter opens a project; a line of what is due leads to its room."""

    key, title = "today", "今日"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.today = Today(desk)
        self.found: tuple[ProjectToday, ...] = ()
        self.county: tuple[RunningClock, ...] = ()
        self.main_action = self.action("打印一页报告", self.print, "print")
        self.keep = self.action("存为文件", self.save)
        self.actions_beside = (self.keep,)
        self.counts, self.find = Counts(), QLineEdit(placeholderText="查找项目", clearButtonEnabled=True)
        self.table = Table(EntityTable(PROJECTS, matches), self.memory, "today")
        self.due, self.calendar = DuePanel(self.memory, "today/due"), CalendarPanel(self.memory, local_day(desk.clock()))
        self.gantt = GanttView(NO_BARS)
        self.whole = button("看全部项目的", self._show_all_due, "link")
        self.packets = button("去申报材料", self._lead_to_packets, "link")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.find.setFixedWidth(theme.current().px(FIND))
        at = next(n for n, c in enumerate(PROJECTS, 1) if c.name == BAR)
        self.table.view.setItemDelegate(StagesCells(at, self.table.view))
        self.table.first = ("name", BAR, "turn", "due", "left", "missing")
        self.due.links.insertWidget(0, self.packets)
        self.due.links.addWidget(self.whole)
        self.table.view.setMinimumHeight(theme.current().px(LEAST))
        self.both = beside(self.table, self.due, SIDE)
        self.both.setSizes([theme.current().px(width) for width in USUAL])
        self.tabs = word_tabs()
        for words, page in (("一览", self.both), ("日历", self.calendar), ("横道图", self.gantt)):
            self.tabs.addTab(page, words)
        inside, self.body = QWidget(), QStackedWidget()
        corner = QWidget()
        row(self.find, parent=corner).setContentsMargins(0, 0, 1, 2)
        self.tabs.setCornerWidget(corner)
        column(self.counts, self.tabs, parent=inside).setStretch(1, 1)
        self.body.addWidget(inside)
        self.body.addWidget(first_step(EMPTY, button("新建项目", lambda: self.go.emit("new_project", "", ""), "main")))
        column(self.body, parent=self).setContentsMargins(*(theme.current().px(n) for n in (24, 12, 24, 12)))
        self.setFocusProxy(self.table.view)

    def _wire(self) -> None:
        self.counts.chosen.connect(lambda _: self._show_rows())
        self.find.textEdited.connect(self.table.model.filter)
        self.find.returnPressed.connect(self.table.view.setFocus)
        self.table.chosen.connect(self._show_due)
        self.table.opened.connect(lambda project: project and self._open(project))
        for panel in (self.due, self.calendar.due):
            panel.lead.connect(self._lead)
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        QShortcut(QKeySequence.StandardKey.Find, self, self.find.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width, what is due stands below the projects."""
        super().resizeEvent(event)
        turn(self.both, self.width() < theme.current().px(NARROW), USUAL, BELOW)

    def reload(self) -> None:
        self.found, self.county = self.today.projects(), self.today.county()
        self.body.setCurrentIndex(0 if self.found else 1)
        for action in (self.main_action, self.keep):
            action.setVisible(bool(self.found))  # an empty page has its one button in the middle
        self.counts.show_counts(len(self.found), counts(self.found))
        self._show_rows()
        self._show_tab()

    def _kept(self) -> Sequence[ProjectToday]:
        """The projects of the concern that is chosen, the most pressing first."""
        concern: Concern | None = self.counts.concern
        return [p for p in pressing(self.found) if concern is None or concern in p.concerns]

    def _show_rows(self) -> None:
        shown = self._kept()
        self.table.show_entities(shown, marks(shown))
        if shown and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id)
        self._show_due(self.table.entity_at(self.table.view.currentIndex().row()))
        if self.tabs.currentIndex() != TABLE:
            self._show_tab()

    def _show_due(self, project: ProjectToday | None) -> None:
        self.due.show_lines(project.name if project else "到期事项", due_lines([project] if project else ()), turn_words(project) if project else "")
        self.packets.setVisible(project is not None and bool(project.turns))

    def _show_all_due(self) -> None:
        self.due.show_lines("全部项目和全县", self._all_lines())

    def _all_lines(self) -> tuple[DueLine, ...]:
        return due_lines(self._kept(), county_lines(self.county, local_day(self.desk.clock())))

    def _show_tab(self) -> None:
        if self.tabs.currentIndex() == CALENDAR:
            self.calendar.show_lines(local_day(self.desk.clock()), self._all_lines())
        elif self.tabs.currentIndex() == GANTT:
            from linkdesk.documents.today_gantt import gantt_rows, pictures
            kept = {p.id for p in self._kept()}
            self.gantt.show_drawings(pictures(gantt_rows([s for s in self.today.spans() if s[0].id in kept]), local_day(self.desk.clock())))

    def _open(self, project: ProjectToday) -> None:
        """The matters of a project that has any, else the project itself."""
        self.go.emit("matters" if project.turns else "overview", project.id, "")

    def _lead_to_packets(self) -> None:
        project = self.table.entity_at(self.table.view.currentIndex().row())
        if project:
            self.go.emit("packets", project.id, "")

    def _lead(self, line: DueLine) -> None:
        if not line.project_id:
            self.go.emit("targets", "", "")
            return
        self.go.emit("clocks", line.project_id, "")
        self.go.emit("clocks", line.clock.key, "")  # now that the project is at hand: the line itself

    def lead_to(self, entity_id: str, field: str) -> None:
        self.table.select(entity_id)

    def save(self) -> None:
        """Ask for a folder, then write report, workbook and Gantt picture into it."""
        folder = QFileDialog.getExistingDirectory(self, "选择存放的文件夹")
        if folder:
            self.save_to(Path(folder))

    def save_to(self, folder: Path) -> None:
        """Write report, workbook and Gantt picture into a folder."""
        from linkdesk.actions.today_papers import write
        self.work.start("写出文件", lambda report: write(self.today, folder),
                        lambda paths: self.said.emit(f"已写出 {len(paths)} 个文件：{folder}"), holds_desk=True)

    def print(self) -> None:
        """Ask for a printer and print the report of one page."""
        from linkdesk.ui.today_print import asked
        self.attempt(lambda: asked(self) and self.said.emit("已送打印 1 页。"))
