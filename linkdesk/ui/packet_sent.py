"""报送件: what was sent of a packet, what a later one differs in, kept from a folder and written once more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from linkdesk.actions import submissions
from linkdesk.actions.submissions import SentDifferences
from linkdesk.domain.approval import Matter, Submission
from linkdesk.policy.matters import MatterStanding
from linkdesk.ui.columns import Column as ListColumn
from linkdesk.ui.columns import text_key
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.memory import Memory
from linkdesk.ui.paper_table import PaperTable
from linkdesk.ui.sent_differences import SAME, differences_table
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table as ListTable

NONE = "还没有留存的报送件。生成报送稿以后，选定报批事项，把它留存为报送件：全部文件原样保存，以后可以核对、比较和重新写出。"


def _column(name: str, heading: str, width: int, text) -> ListColumn:
    return ListColumn(name, heading, text, lambda r: text_key(text(r)), width)


COLUMNS = (_column("version", "次数", 62, lambda s: f"第 {s.version} 次"),
           _column("made_at", "留存时间", 118, lambda s: f"{s.made_at:%Y-%m-%d %H:%M}"),
           _column("title", "材料", 220, lambda s: s.title), _column("pages", "页数", 52, lambda s: str(s.pages or "")),
           _column("officer", "经办人", 72, lambda s: s.officer_name))


class SentPackets(QWidget):
    """The submissions of a step; the matter the next one is for."""

    freeze = Signal()
    enter = Signal(object)  # the matter whose sending is to be entered
    again = Signal(object)
    compare = Signal(object)
    verify = Signal(object)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.matters, self.targets = QComboBox(), []
        self.table = ListTable(EntityTable(COLUMNS), memory, "submissions")
        self.differences, self.compared = PaperTable(), ""  # the id of the submission whose differences are shown
        self.keep = button("留存为报送件", self.freeze.emit)
        self.onward = button("登记报送", lambda: self.enter.emit(self.target[0].matter))
        self.of_one = (button("与上一次比较", lambda: self._of_chosen(self.compare)), button("重新写出", lambda: self._of_chosen(self.again)),
                       button("核对文件夹", lambda: self._of_chosen(self.verify)))
        self.none = label(NONE, "small", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body = QStackedWidget()
        self.body.addWidget(self.none)
        both = QWidget()
        whole = column(row(*self.of_one, 1), self.table, self.differences, parent=both)
        whole.setStretch(1, 1)
        whole.setStretch(2, 2)
        self.body.addWidget(both)
        head = row(label("报批事项", "small"), self.matters, self.keep, self.onward)
        head.setStretch(1, 1)
        column(head, self.body, parent=self).setStretch(1, 1)
        self.matters.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.matters.setMinimumContentsLength(10)
        self.table.chosen.connect(lambda _: self._show_chosen())

    def show_sent(self, sent: Sequence[Submission], targets: Sequence[tuple[MatterStanding, int]]) -> None:
        """Show what was sent, the newest first, and the matters a packet can be kept for, each with the step it goes up at."""
        self.table.show_entities(sorted(sent, key=lambda s: (s.made_at, s.version), reverse=True))
        if sent and self.chosen is None:
            self.table.select(self.table.model.rows[0].id)
        self.body.setCurrentIndex(1 if sent else 0)
        self._offer(targets)
        self._show_chosen()

    def _offer(self, targets: Sequence[tuple[MatterStanding, int]]) -> None:
        now = self.matters.currentText()
        self.targets = list(targets)
        self.matters.clear()
        self.matters.addItems([f"{standing.matter.title} · 第 {at} 步{standing.chain.steps[at - 1].act}" for standing, at in targets])
        self.matters.setCurrentIndex(max(0, self.matters.findText(now)))
        self.matters.setPlaceholderText("没有报送它的事项")
        for each in (self.matters, self.keep, self.onward):
            each.setEnabled(bool(targets))

    def choose(self, matter: Matter) -> None:
        """Let the next submission be for a matter."""
        self.matters.setCurrentIndex(next((at for at, (each, _) in enumerate(self.targets) if each.matter.id == matter.id), 0))

    @property
    def target(self) -> tuple[MatterStanding, int] | None:
        """The matter, and the step of its chain, the next submission is for."""
        at = self.matters.currentIndex()
        return self.targets[at] if 0 <= at < len(self.targets) else None

    @property
    def chosen(self) -> Submission | None:
        """The submission the officer is at."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def earlier(self, one: Submission) -> Submission | None:
        """The submission before one, among those shown."""
        return submissions.earlier(self.table.model.rows, one)

    def show_differences(self, found: SentDifferences) -> None:
        """Put two submissions side by side."""
        self.differences.show_table(differences_table(found), SAME)
        self.compared = self.chosen.id if self.chosen else ""
        self._show_chosen()

    def _of_chosen(self, signal: object) -> None:
        if self.chosen:
            signal.emit(self.chosen)

    def _show_chosen(self) -> None:
        self.differences.setVisible(self.chosen is not None and self.chosen.id == self.compared)
        for each in self.of_one:
            each.setEnabled(self.chosen is not None)
