"""The main window: puts rail, page, findings and status line together and leads from one to the other."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from linkdesk.desk import Desk, Undone
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.words import Severity
from linkdesk.ui import crash, tab_order, theme
from linkdesk.ui.attention import Item, items
from linkdesk.ui.findings_panel import FindingsPanel
from linkdesk.ui.look import column, row
from linkdesk.ui.memory import Memory
from linkdesk.ui.menus import Menus
from linkdesk.ui.notice import Notice
from linkdesk.ui.page import IN_WORKER, Page
from linkdesk.ui.pages import room, room_for
from linkdesk.ui.rail import Rail
from linkdesk.ui.signin_page import SigninPage
from linkdesk.ui.status_line import StatusLine
from linkdesk.ui.title_line import TitleLine
from linkdesk.ui.undone import told
from linkdesk.ui.work import Work

SIZE = (1366, 768)
PANEL_OPEN_FROM = 1200  # logical px


class MainWindow(QMainWindow):
    """One desk in one window. Pages say what they want; the window only leads, shows and refreshes."""

    changed = Signal(object)  # the entity classes a change touched; also from the worker's thread

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.work, self.memory = desk, Work(self), Memory(desk.folder)
        self.project_id, self.page, self.room = "", None, ""  # room: the key of the page in front
        self.pages: dict[tuple[str, str], Page] = {}
        self.setWindowTitle("LinkDesk 增减挂钩项目工作台")
        self.resize(*self.memory.get("window/size", SIZE))
        self.menus = Menus(self)
        self._refresh_soon = QTimer(self, singleShot=True, interval=0)
        self._refresh_soon.timeout.connect(self.refresh)
        self.changed.connect(self._on_changed)
        desk.on_change(self.changed.emit)
        self.work.moved.connect(self._on_work)
        self.work.wrong.connect(self.say_wrong)
        self.work.bug.connect(lambda error: self.say_wrong(crash.sentence(error, desk.clock())))
        self.work.cancelled.connect(lambda title: self.status.say(f"已取消{title}，数据没有改动。"))
        self.build()

    def build(self) -> None:
        """Put the parts together; again when theme or size has changed."""
        self.pages.clear()
        self.page = self._checked = None
        self.rail = Rail(self.memory.get("rail/folded", False))
        self.panel = FindingsPanel(self._panel_folded())
        self.head, self.notice, self.stack = TitleLine(), Notice(), QStackedWidget()
        self.status = StatusLine(self.desk.folder, self.work)
        self.stack.setObjectName("body")
        self.middle = QWidget()
        column(self.head, self.notice, self.stack, gap=0, parent=self.middle).setStretch(2, 1)
        across = row(self.rail, self.middle, self.panel, gap=0)
        across.setStretch(1, 1)
        whole = QWidget()
        column(across, self.status, gap=0, parent=whole).setStretch(0, 1)
        self.setCentralWidget(whole)
        self.rail.chosen.connect(lambda key: self.open(key, self.project_id))
        self.rail.folded.connect(lambda folded: self.memory.set("rail/folded", folded))
        self.panel.folded.connect(lambda folded: self.memory.set("panel/folded", folded))
        self.panel.lead.connect(self.lead_to_item)
        self.begin()

    def begin(self) -> None:
        """Ask who works, then go where the work stands."""
        if self.desk.officer is None:
            signin = SigninPage(self.desk, self.work)
            signin.signed_in.connect(self.begin)
            self._put_in_front(signin)
            self._show_frame(False)
            signin.setFocus()
            return
        project_id, self.project_id = self.project_id, ""  # taken to hand anew: the rail may be another
        self.open(self.room or ("today" if self.desk.store.count(Project) else "projects"), project_id)

    def _show_frame(self, wanted: bool) -> None:
        for part in (self.rail, self.head, self.status):
            part.setVisible(wanted)
        self.panel.setVisible(wanted and bool(self.project_id))
        self.menus.enable(wanted)

    def _panel_folded(self) -> bool:
        return self.memory.get("panel/folded", False) or self.width() < theme.current().px(PANEL_OPEN_FROM)

    def open(self, key: str, project_id: str = "", entity_id: str = "", field: str = "") -> None:
        """Bring a page to the front, and in it an entity and a field."""
        wanted = room(key)
        if wanted is None:
            self.status.say("这一步还没有做好，将在以后的版本提供。")
            return
        self.enter(project_id if wanted.of_project or wanted.keeps_project else "")
        self.room, page = key, self._page(key)
        self._show_frame(True)
        self._put_in_front(page)
        if wanted.step or wanted.within:
            self.rail.mark(wanted.within or key)
        self.refresh()
        page.take_focus()
        if entity_id or field:
            page.lead_to(entity_id, field)

    def enter(self, project_id: str) -> None:
        """Take a project to hand, or put it away."""
        if project_id != self.project_id:
            self.project_id, self._checked = project_id, None
            self.rail.show_project(getattr(self.desk.store.get(Project, project_id), "name", ""))

    def _page(self, key: str) -> Page:
        known = (key, self.project_id)
        if known not in self.pages:
            page = room(key).page_class()(self.desk, self.work, self.project_id)
            page.go.connect(self.lead)
            page.said.connect(self._say)
            page.wrong.connect(self.say_wrong)
            self.pages[known] = page
        return self.pages[known]

    def _say(self, sentence: str) -> None:
        if sentence:
            self.status.say(sentence, lasting=sentence.startswith("已选"))
        else:
            self.status.say_nothing_selected()

    def _put_in_front(self, page: Page) -> None:
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        if page is not self.page:
            self.notice.clear()
            self.status.say("")
        self.page = page
        self.stack.setCurrentWidget(page)
        self.head.show_page(page)

    def lead(self, key: str, entity_id: str, field: str) -> None:
        """Where a page wants to go; a page of the county enters a project by its id."""
        inside = room(key) is not None and room(key).of_project
        project_id = self.project_id or (entity_id if inside else "")
        self.open(key, project_id, entity_id, field)

    def lead_to_item(self, item: Item) -> None:
        """From a finding to the field it is put right in."""
        self.open(room_for(item.subject).key, self.project_id, item.subject_id, item.field)

    def _on_changed(self, classes: object) -> None:
        self.status.say_saved(self.desk.clock())
        self.notice.clear()
        self._refresh_soon.start()

    def refresh(self) -> None:
        """Show the data as they stand: the page in front, findings, steps, undo."""
        if self.work.holds_desk or self.desk.officer is None:
            return
        if self.project_id and self.desk.store.get(Project, self.project_id) is None:
            self.open("projects")  # its making was undone
            return
        self.page.reload()
        self.head.title.setText(self.page.title)
        self.menus.show_undo(self.desk.undo_title, self.desk.redo_title)
        if self.project_id:
            self._check()

    def _check(self) -> None:
        # What checks import is a third of the window's start: not before a project is opened.
        from linkdesk.policy.compliance import rows_with_state
        from linkdesk.ui.step_states import states
        state = self.desk.as_of(), self.desk.clock().date()
        if state == self._checked:
            return  # another page of the same data: nothing new to find
        self._checked = state
        dossier, found = self.desk.dossier(self.project_id), self.desk.findings(self.project_id)
        packs = self.desk.project_packs(dossier.project)
        self.panel.show_items(items(dossier, found, rows_with_state(dossier, packs)))
        self.rail.show_states(states(dossier, found, packs), {"plan": dict(dossier.words).get("implementation_plan", "")})

    def _on_work(self) -> None:
        free = not self.work.holds_desk
        freed = free and not self.stack.isEnabled()
        for part in (self.stack, self.head, self.rail, self.panel):
            part.setEnabled(free)
        if freed and self.focusWidget() is None:
            self.page.take_focus()  # what was put out of use meanwhile has lost the cursor
        self.menus.enable(free and self.desk.officer is not None)
        self.menus.enable_looks(not self.work.running)
        if free and not self.work.running:
            self._refresh_soon.start()

    def say_wrong(self, sentence: str) -> None:
        """One sentence under the page's title."""
        self.notice.say(sentence)

    def undo(self) -> None:
        """Take back the last thing done."""
        self._reverse(self.desk.store.next_undo(), "撤销", self.desk.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._reverse(self.desk.store.next_redo(), "重做", self.desk.redo)

    def _reverse(self, act, word: str, reverse) -> None:
        if act is not None and act.entries > IN_WORKER:
            self.work.start(word, reverse, lambda undone: self._tell(word, undone), holds_desk=True)
            return
        try:
            self._tell(word, reverse())
        except KnownError as known:
            self.say_wrong(str(known))
            self.menus.show_undo(self.desk.undo_title, self.desk.redo_title)  # what was refused is offered no more

    def _tell(self, word: str, undone: Undone) -> None:
        sentence, whole = told(word, undone)
        if whole:
            self.status.say(sentence)
        else:
            QTimer.singleShot(0, lambda: self.notice.say(sentence, Severity.WARNING))

    def wear(self, worn: theme.Theme) -> None:
        """Change colours or size."""
        self.memory.set("theme", {"dark": worn.roles is theme.DARK, "percent": worn.percent})
        theme.wear(theme.QApplication.instance(), worn)
        self.build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = theme.current().px(PANEL_OPEN_FROM)
        if event.size().width() < narrow <= event.oldSize().width() and not self.panel.is_folded:
            self.panel.fold(True, tell=False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_order.go(self, self.focusWidget(), forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.focusWidget():
            self.focusWidget().clearFocus()  # what is just being typed is stored
        self.work.stop()
        self.memory.set("window/size", [self.width(), self.height()])
        super().closeEvent(event)
