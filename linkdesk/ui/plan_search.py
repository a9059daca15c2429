"""Find and replace over all own texts of the plan that is shown: marks in the editor, counts, from section to section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from linkdesk.actions import plan_search
from linkdesk.ui import theme

if TYPE_CHECKING:
    from linkdesk.ui.plan_page import PlanPage

MARKED = 2000  # places marked in one section; more would only slow the drawing


class Search:
    """What the find bar of a plan page does."""

    def __init__(self, page: PlanPage) -> None:
        self.page, self.bar, self.editor = page, page.bar, page.section.editor
        self.bar.sought.connect(lambda _: self.count())
        self.bar.next_wanted.connect(self.step)
        self.bar.replace_wanted.connect(self.replace)
        self.bar.replace_all_wanted.connect(self.replace_all)
        self.bar.closed.connect(self._close)

    def open(self, replacing: bool) -> None:
        """Open the bar with what is selected as what is sought."""
        self.page.bring_text()
        self.bar.open(replacing, self.editor.textCursor().selectedText() if self.page.section.writing else "")

    def _close(self) -> None:
        self.editor.setExtraSelections([])
        (self.editor if self.page.section.writing else self.page.chapters).setFocus()

    @property
    def wanted(self) -> str:
        """What is sought; nothing while the bar is closed."""
        return self.bar.wanted.text() if self.bar.isVisibleTo(self.page) else ""

    def _sections(self):
        keys = [ask.key for passage in self.page.passages for ask in passage.asks]
        return plan_search.own_sections(self.page.desk, self.page.project_id, keys)

    def count(self) -> None:
        """Say how often the text stands here and in all, and mark it here."""
        if not self.wanted:
            self.bar.tell(0, 0)
            self.editor.setExtraSelections([])
            return
        self.mark()
        here = plan_search.count(self.editor.blocks(), self.wanted) if self.page.section.writing else 0
        key = self.page.section.ask.key if self.page.section.ask else ""
        found = plan_search.hits(self._sections(), self.wanted)
        self.bar.tell(here, here + sum(h.count for h in found if h.key != key))

    def mark(self) -> None:
        """Mark the places in the section that is shown."""
        marks = []
        if self.wanted and self.page.section.writing:
            cursor = self._find(QTextCursor(self.editor.document()))
            while not cursor.isNull() and len(marks) < MARKED:
                marks.append(self._marked(cursor))
                cursor = self._find(cursor)
        self.editor.setExtraSelections(marks)

    def _marked(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(theme.current().colour("warning_tint"))
        mark.format.setForeground(theme.current().colour("warning"))
        return mark

    def _find(self, cursor: QTextCursor, back: bool = False) -> QTextCursor:
        how = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        return self.editor.document().find(self.wanted, cursor, how)

    def step(self, way: int) -> None:
        """To the next place (or the one before), on into the next section that has one."""
        if not self.wanted:
            return
        found = self._find(self.editor.textCursor(), way < 0) if self.page.section.writing else QTextCursor()
        if found.isNull():
            self._to_other_section(way)
            found = self._from_end(way)
        if not found.isNull():
            self.editor.setTextCursor(found)
            self.editor.ensureCursorVisible()

    def _from_end(self, way: int) -> QTextCursor:
        start = QTextCursor(self.editor.document())
        if way < 0:
            start.movePosition(QTextCursor.MoveOperation.End)
        return self._find(start, way < 0) if self.page.section.writing else QTextCursor()

    def _to_other_section(self, way: int) -> None:
        self.page.section.flush()
        keys = [h.key for h in plan_search.hits(self._sections(), self.wanted)]
        asked = [(at, ask.key) for at, passage in enumerate(self.page.passages) for ask in passage.asks if ask.key in keys]
        now = (self.page.chapters.at(), self.page.section.ask.key if self.page.section.ask else "")
        order = asked if way > 0 else asked[::-1]
        if not order:
            return
        behind = order.index(now) + 1 if now in order else next(
            (n for n, (at, _) in enumerate(order) if (at > now[0]) == (way > 0)), 0)
        at, key = order[behind % len(order)]
        self.page.chapters.choose(at)
        self.page.show_place(key)

    def replace(self) -> None:
        """Replace the place that is marked, and go to the next."""
        cursor = self.editor.textCursor()
        if self.wanted and cursor.hasSelection() and cursor.selectedText().lower() == self.wanted.lower():
            cursor.insertText(self.bar.other.text())
            self.editor.setTextCursor(cursor)
            self.count()
        self.step(1)

    def replace_all(self) -> None:
        """Replace every place in all sections as one change."""
        if not self.wanted:
            return
        self.page.section.flush()
        wanted, other, sections = self.wanted, self.bar.other.text(), self._sections()
        count = sum(h.count for h in plan_search.hits(sections, wanted))
        if count and self.page.do(lambda: plan_search.replacing(sections, wanted, other)):
            self.page.said.emit(f"已替换 {count} 处，撤销一次即可全部恢复。")
