"""Who works today: choose an officer of this desk, or enter a new one; who has set a secret is asked for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from linkdesk.actions import officers
from linkdesk.desk import Desk
from linkdesk.domain import secret
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.secret_line import ResetLine, SecretLine, secret_entry
from linkdesk.ui.work import Work

GIVEN_ANEW = "这是同事重设的临时口令，请换成自己的口令。"


class SigninPage(Page):
    """The first page; the journal names whoever is chosen here."""

    title = "经办人"
    signed_in = Signal()

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.officers = desk.officers()
        self.list = QListWidget()
        self.list.addItems([f"{o.name}　{o.office}" for o in self.officers])
        self.list.itemActivated.connect(lambda _: self._start())
        self.list.currentRowChanged.connect(lambda _: self._show_secret())
        self.name = QLineEdit(placeholderText="姓名")
        self.office = QLineEdit(placeholderText="单位，如 岚川县国土资源局")
        self.secret = secret_entry("口令")
        self.problem = label("", "error", wrap=True)
        self.new = button("登记新经办人", lambda: self._ask_new(True), "link")
        self.change, self.forgot = button("", self._ask_secret, "link"), button("忘记口令", self._ask_reset, "link")
        self.start = button("开始工作", self._start, "main")
        self.own, self.reset = SecretLine(), ResetLine()
        for line in (self.name, self.office, self.secret):
            line.returnPressed.connect(self._next)
        self._build()
        self._wire()
        self._ask_new(not self.officers)

    def _build(self) -> None:
        self.fields, self.usual = QWidget(), QWidget()
        column(self.name, self.office, parent=self.fields)
        column(self.list, self.secret, self.fields, row(self.new, self.change, self.forgot, 1, self.start, gap=16), gap=16,
               parent=self.usual)
        middle = QWidget()
        middle.setFixedWidth(theme.current().px(380))
        column(label("LinkDesk 增减挂钩项目工作台", "title"), label("请先确认经办人，以后的每一步操作都记在他名下。", "second", wrap=True),
               self.usual, self.own, self.reset, self.problem, gap=16, parent=middle)
        self.list.setFixedHeight(theme.current().px(30 * min(6, len(self.officers)) + 4))
        column(1, row(1, middle, 1), 2, parent=self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _wire(self) -> None:
        self.own.given.connect(lambda old, new: self._try(lambda: self._set_secret(old, new)))
        self.own.wrong.connect(self.problem.setText)
        self.own.left.connect(self._leave_secrets)
        self.reset.given.connect(lambda *typed: self._try(lambda: self._reset_secret(*typed)))
        self.reset.left.connect(self._leave_secrets)

    @property
    def chosen(self) -> Officer | None:
        """Who is chosen in the list, as he stands in the directory."""
        at = self.list.currentRow()
        return self.desk.store.get(Officer, self.officers[at].id) if 0 <= at < len(self.officers) else None

    def _ask_new(self, new: bool) -> None:
        self.fields.setVisible(new)
        self.new.setVisible(not new)
        self.list.setVisible(not new)
        if not new:
            self.list.setCurrentRow(0)
        self._show_secret()
        self.setFocusProxy(self.name if new else self.secret if self.secret.isVisibleTo(self) else self.list)
        self.setFocus()

    def _show_secret(self) -> None:
        """Ask for the secret of who has one, and offer to set one."""
        who = self.chosen if self.list.isVisibleTo(self) else None
        self.secret.clear()
        self.secret.setVisible(bool(who and who.secret))
        self.forgot.setVisible(bool(who and who.secret))
        self.change.setVisible(who is not None)
        self.change.setText("修改口令" if who and who.secret else "设置口令")

    def _next(self) -> None:
        if self.name.text().strip() and not self.office.text().strip():
            self.office.setFocus()
        else:
            self._start()

    def _start(self) -> None:
        self._try(self._enter_new if self.fields.isVisibleTo(self) else self._choose)

    def _choose(self) -> None:
        if self.chosen:
            self._sign_in(self.chosen)

    def _enter_new(self) -> None:
        name, office = self.name.text().strip(), self.office.text().strip()
        if not name or not office:
            raise KnownError("请填写姓名和单位，再开始工作。")
        known = next((o for o in self.officers if (o.name, o.office) == (name, office)), None)
        if known is not None and known.secret:
            self._ask_new(False)
            self.list.setCurrentRow(self.officers.index(known))
            raise KnownError("这位经办人已登记并设了口令，请输入口令。")
        self._sign_in(known or Officer(name=name, office=office))

    def _sign_in(self, officer: Officer) -> None:
        typed = self.secret.text()
        self.secret.clear()
        officers.sign_in(self.desk, officer, typed)
        if secret.is_once(officer.secret):
            self.desk.officer = None  # not before he has one of his own
            self._ask_secret(GIVEN_ANEW)
            return
        self.signed_in.emit()

    def _ask_secret(self, told: str = "") -> None:
        self.problem.clear()
        self.usual.hide()
        self.own.ask(self.chosen, told)

    def _set_secret(self, old: str, new: str) -> None:
        officers.sign_in(self.desk, self.chosen, old)
        try:
            self.desk.do(officers.set_secret(self.desk, new, old))
        except KnownError:
            self.desk.officer = None
            raise
        self.own.done()
        self.signed_in.emit()

    def _ask_reset(self) -> None:
        self.problem.clear()
        self.usual.hide()
        able = [o for o in self.desk.officers() if o.id != self.chosen.id and o.secret and not secret.is_once(o.secret)]
        self.reset.ask(self.chosen, able)

    def _reset_secret(self, colleague: str, own: str, new: str) -> None:
        officers.sign_in(self.desk, officers.officer(self.desk, colleague), own)
        try:
            self.desk.do(officers.reset_secret(self.desk, self.chosen.id, own, new))
        finally:
            self.desk.officer = None  # he only gave a secret, he does not begin to work
        self.reset.done()

    def _leave_secrets(self) -> None:
        self.problem.clear()
        self.usual.show()
        self._show_secret()

    def _try(self, function: Callable[[], object]) -> None:
        self.problem.clear()
        try:
            function()
        except KnownError as known:
            self.problem.setText(str(known))
