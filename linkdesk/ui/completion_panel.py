"""The completion report of a project: its fields, and what stands against it; Enter on a line leads to where it is put right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from linkdesk.actions import completion
from linkdesk.domain.carrying import Completion
from linkdesk.domain.completion_obstacles import Obstacle, obstacles
from linkdesk.domain.completion_obstacles import completion as report
from linkdesk.domain.dossier import Dossier
from linkdesk.ui import theme
from linkdesk.ui.form import Form
from linkdesk.ui.look import column, label, scrolled
from linkdesk.ui.page import Page

LEAST = 96  # px at 100 %
NONE = "没有未了事项，竣工报告可以定稿打印。"


class CompletionPanel(QWidget):
    """The form above, the open points below."""

    lead = Signal(object)   # Obstacle

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.form = Form(Completion, self._commit)
        self.heading, self.open = label("", "group", wrap=True), QListWidget(wordWrap=True, spacing=2, resizeMode=QListView.ResizeMode.Adjust,
                                                                               horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.open.setMinimumHeight(theme.current().px(LEAST))
        self.found: tuple[Obstacle, ...] = ()
        body = scrolled(self.form)
        whole = column(body, self.heading, self.open, parent=self)
        whole.setStretch(0, 3)
        whole.setStretch(2, 2)
        self.open.itemActivated.connect(lambda item: self.lead.emit(self.found[self.open.row(item)]))

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the report as it stands, with its open points."""
        self.form.show_entity(report(dossier))
        found = obstacles(dossier)
        self.heading.setText(f"打印前还有 {len(found)} 项（双击去处理）" if found else NONE)
        if found != self.found:
            self.found = found
            self.open.clear()
            for each in found:
                self.open.addItem(QListWidgetItem(each.says))
        self.open.setVisible(bool(found))

    def _commit(self, shown: Completion, name: str, text: str) -> None:
        self.page.desk.do(completion.set_completion_field(self.page.desk, shown.project_id, name, text))
