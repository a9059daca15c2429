"""What is due, in order of day: a table of lines, and under it what the chosen line means and where it is put right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linkdesk.policy.today import DueLine
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.memory import Memory
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.today_columns import DUE, due_marks

LEAST = 80  # px at 100 %, of the table
NOTHING = "这里没有到期事项。"


class DuePanel(QWidget):
    """Lines of one project or one day; Enter or a double click leads to the room of the line."""

    lead = Signal(object)  # DueLine

    def __init__(self, memory: Memory, name: str) -> None:
        super().__init__()
        self.heading, self.table = label("", "group"), Table(EntityTable(DUE), memory, name)
        self.table.first = ("due_on", "left", "label")
        self.above, self.what, self.consequence = Sentence(), Sentence(), Sentence(look="warning")
        self.open = button("去期限", lambda: self._lead(self.table.entity_at(self.table.view.currentIndex().row())), "link")
        self.table.view.setMinimumHeight(theme.current().px(LEAST))
        self.links = row(self.open, 1)
        column(self.heading, self.above, self.table, self.what, self.consequence, self.links, parent=self).setStretch(2, 1)
        self.table.chosen.connect(self._explain)
        self.table.opened.connect(self._lead)

    def show_lines(self, heading: str, lines: Sequence[DueLine], above: str = "") -> None:
        """Show these lines under a heading and what is to be said before them; the first is chosen where none is."""
        self.above.setText(above)
        self.above.setVisible(bool(above))
        self.heading.setText(f"{heading}（{len(lines):,}）")
        self.table.show_entities(lines, due_marks(lines))
        if lines and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id)
        self._explain(self.table.entity_at(self.table.view.currentIndex().row()))

    def _explain(self, line: DueLine | None) -> None:
        self.open.setVisible(line is not None)
        self.what.setText(_what(line) if line else NOTHING)
        self.consequence.setText(f"逾期后果：{line.clock.consequence}" if line and line.clock.consequence else "")
        self.consequence.setVisible(bool(self.consequence.text()))
        if line:
            self.open.setText("去期限" if line.project_id else "去年度任务")

    def _lead(self, line: DueLine | None) -> None:
        if line is not None:
            self.lead.emit(line)


def _what(line: DueLine) -> str:
    clock = line.clock
    said = [line.project, f"{clock.label}：{line.left_words}", clock.subject, clock.rule, clock.clause]
    return "　".join(filter(None, said))


