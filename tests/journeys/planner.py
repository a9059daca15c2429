"""An officer who plans: a desk, a project of it, and the window that stands open on it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from linkdesk.actions import checks, edits, projects
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import Severity
from tests.ui.typing import type_text

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Planner:
    """What an officer does at the window, and what the desk says of it."""

    def __init__(self, desk, wanted, open_window, qtbot):
        self.desk, self.qtbot = desk, qtbot
        desk.do(projects.new_project(desk, wanted))
        self.project_id = projects.find(desk, wanted.name).id
        self.window = open_window(desk)

    @property
    def dossier(self):
        return self.desk.dossier(self.project_id)

    @property
    def project(self):
        return self.desk.store.get(Project, self.project_id)

    def plot(self, code):
        return next(p for p in self.desk.store.load(Plot, project_id=self.project_id) if p.code == code)

    def open(self, key, entity_id="", field=""):
        """Open a room of the window once everything under way is done."""
        self.window.open(key, self.project_id, entity_id, field)
        self.idle()
        return self.window.page

    def idle(self):
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: not self.window.work.running, timeout=60_000)
        self.qtbot.wait(1)
        self.window.refresh()

    def put(self, entity, **typed):
        """Type values into fields of an entity, one after the other."""
        for name, text in typed.items():
            self.desk.do(edits.set_field(self.desk.store.get(type(entity), entity.id), name, text))

    def paste(self, table, *rows):
        """Paste rows of a spreadsheet, the first its headings."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
        table.paste()
        self.idle()

    def drop(self, page, code, path):
        """Drop a file onto a line of the list of annexes."""
        view, mime = page.list.view, QMimeData()
        at = view.model().index(page.list.model.row_of(code), 1)
        view.scrollTo(at)
        place = view.visualRect(at).center()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        QApplication.sendEvent(view.viewport(), QDragEnterEvent(place, COPY, mime, LEFT, NONE))
        QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), COPY, mime, LEFT, NONE))
        self.idle()

    def confirm(self, document, **values):
        """Confirm values of the packs on a document: as shipped, or what the county puts in their place."""
        for name, value in values.items():
            rate = self.dossier.rate(name)
            self.desk.do(checks.confirm(self.desk, rate, value or rate.text or str(rate.value), document))

    def write(self, key, before, initials, name, after):
        """Type a section of the plan with a figure in it, picked by the initials of what it is called."""
        section = self.open("plan", "", key).section
        type_text(section.editor, before)
        section.figures.pick()
        section.picker.line.setText(initials)
        listed = section.picker.list
        names = [listed.item(at).data(Qt.ItemDataRole.UserRole) for at in range(listed.count())]
        listed.setCurrentRow(names.index(name))
        self.qtbot.keyClick(section.picker.line, Qt.Key.Key_Return)
        type_text(section.editor, after)
        self.window.page.chapters.setFocus()
        self.idle()

    def rules(self):
        """The rules that are broken, or wait for a person, or for what is not filled in yet."""
        return {f.rule_id for f in self.desk.findings(self.project_id)}

    def faults(self):
        """The rules that are broken."""
        return {f.rule_id for f in self.desk.findings(self.project_id) if f.severity is not Severity.NOTE}
