"""Who works today: choose an officer of this desk, or enter a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from linkdesk.desk import Desk
from linkdesk.domain.directory import Officer
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.work import Work


class SigninPage(Page):
    """The first page; the journal names whoever is chosen here."""

    title = "经办人"
    signed_in = Signal()

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.officers = desk.officers()
        self.list = QListWidget()
        self.list.addItems([f"{o.name}　{o.office}" for o in self.officers])
        self.list.itemActivated.connect(lambda _: self._choose())
        self.name = QLineEdit(placeholderText="姓名")
        self.office = QLineEdit(placeholderText="单位，如 岚川县国土资源局")
        self.problem = label("", "error", wrap=True)
        self.new = button("登记新经办人", lambda: self._ask_new(True), "link")
        self.start = button("开始工作", self._start, "main")
        for line in (self.name, self.office):
            line.returnPressed.connect(self._next)
        self._build()
        self._ask_new(not self.officers)

    def _build(self) -> None:
        self.fields = QWidget()
        column(self.name, self.office, parent=self.fields)
        middle = QWidget()
        middle.setFixedWidth(theme.current().px(380))
        column(label("LinkDesk 增减挂钩项目工作台", "title"), label("请先确认经办人，以后的每一步操作都记在他名下。", "second", wrap=True),
               self.list, self.fields, self.problem, row(self.new, 1, self.start), gap=16, parent=middle)
        self.list.setFixedHeight(theme.current().px(30 * min(6, len(self.officers)) + 4))
        column(1, row(1, middle, 1), 2, parent=self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _ask_new(self, new: bool) -> None:
        self.fields.setVisible(new)
        self.new.setVisible(not new)
        self.list.setVisible(not new)
        if not new:
            self.list.setCurrentRow(0)
        self.setFocusProxy(self.name if new else self.list)
        self.setFocus()

    def _next(self) -> None:
        if self.name.text().strip() and not self.office.text().strip():
            self.office.setFocus()
        else:
            self._start()

    def _start(self) -> None:
        self._enter_new() if self.fields.isVisibleTo(self) else self._choose()

    def _choose(self) -> None:
        self._sign_in(self.officers[self.list.currentRow()])

    def _enter_new(self) -> None:
        name, office = self.name.text().strip(), self.office.text().strip()
        if not name or not office:
            self.problem.setText("请填写姓名和单位，再开始工作。")
            return
        known = next((o for o in self.officers if (o.name, o.office) == (name, office)), None)
        self._sign_in(known or Officer(name=name, office=office))

    def _sign_in(self, officer: Officer) -> None:
        if self.attempt(lambda: self.desk.sign_in(officer)):
            self.signed_in.emit()
