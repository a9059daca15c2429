"""What every page of the window is: a title, one main action, secondary actions, and a body that reloads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from linkdesk.actions import edits
from linkdesk.desk import Desk
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.ui.icons import icon as drawn
from linkdesk.ui.memory import Memory
from linkdesk.ui.work import Work

IN_WORKER = 2000  # a change of more entities is applied in the worker


class Page(QWidget):
    """A page of one project (or of the county when `project_id` is empty); the window shows its title and actions."""

    key = ""      # the step's name in the rail, e.g. "households"
    title = ""    # the step's Chinese name, e.g. "农户"

    go = Signal(str, str, str)   # page key, entity id, field name: lead there (findings, results)
    said = Signal(str)           # one sentence for the status line
    wrong = Signal(str)          # one sentence for the strip under the title: what happened, what is safe, what to do

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.work, self.project_id = desk, work, project_id
        self.memory = Memory(desk.folder)
        self.setObjectName("page")
        self.main_action: QAction | None = None
        self.actions_beside: tuple[QAction, ...] = ()

    def reload(self) -> None:
        """Show the data as they stand now; called after every change and when the page comes to the front."""

    def take_focus(self) -> None:
        """The cursor goes where the page wants it; on an empty page to the button that starts."""
        wanted: QWidget = self
        while wanted.focusProxy():
            wanted = wanted.focusProxy()
        starts = [b for b in self.findChildren(QPushButton) if b.property("look") == "main" and b.isVisible() and b.isEnabled()]
        (starts[0] if starts and (wanted is self or not wanted.isVisible()) else self).setFocus()

    def lead_to(self, entity_id: str, field: str) -> None:
        """Bring an entity and a field of it in front of the officer."""

    def attempt(self, function: Callable[[], object]) -> bool:
        """Do something that may raise KnownError; its sentence then stands under the page's title. True when done."""
        try:
            function()
        except KnownError as known:
            self.wrong.emit(str(known))
            return False
        return True

    def do(self, make: Callable[[], Change], then: Callable[[], None] = lambda: None) -> bool:
        """Make a change and carry it out (a large one in the worker), then go on; False when it was refused."""
        return self.attempt(lambda: self._carry_out(make(), then))

    def _carry_out(self, change: Change, then: Callable[[], None]) -> None:
        if len(change) > IN_WORKER:
            self.work.start(change.title, lambda report: self.desk.do(change, report), lambda _: then(), holds_desk=True)
            return
        self.desk.do(change)
        then()

    def look_at(self, make: Callable[[], Path]) -> bool:
        """Make a copy of a kept file and show it in the system's viewer; False when there is none, or no program opens it."""
        return self.attempt(lambda: _open(make()))

    def commit(self, entity: Entity, name: str, text: str) -> None:
        """Store what was entered in one field of an entity; raises KnownError, and then nothing has changed."""
        entity, referring = self.newest(entity, name), fields_of(type(entity))[name].refers_to
        self.desk.do(edits.set_value(entity, name, text or None) if referring else edits.set_field(entity, name, text))

    def newest(self, entity: Entity, name: str) -> Entity:
        """An entity as it stands now, when only other fields than `name` have changed since it was shown; else as shown."""
        now = self.desk.store.get(type(entity), entity.id)
        return now if now is not None and getattr(now, name) == getattr(entity, name) else entity

    def action(self, text: str, slot: Callable[[], object], icon: str = "") -> QAction:
        """An action of this page: a button beside its title."""
        made = QAction(text, self)
        if icon:
            made.setIcon(drawn(icon))
        made.triggered.connect(lambda: slot())
        return made


def _open(copy: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
        raise KnownError(f"系统里没有能打开{copy.suffix}文件的程序，原件仍在。请安装看图或 PDF 阅读软件后再试。")
