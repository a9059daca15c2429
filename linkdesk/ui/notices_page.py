"""公示: the notices of a project with where each stands; put up, printed, objected to, certified, taken down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from linkdesk.actions import notices
from linkdesk.desk import Desk
from linkdesk.domain.agreement_words import NoticeKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.notice import Notice, NoticeState, Objection, notice_state, of_notice
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.look import beside, button, column, first_step
from linkdesk.ui.notice_view import ALL_VILLAGES, OBJECTIONS, PHOTO, SETTINGS, NoticeView
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

PHOTOS = "照片 (*.jpg *.jpeg *.png)"
LIST_WIDTH, VIEW_WIDTH = 262, 400
USUAL = 450, 710
ISSUE, CERTIFY = "张贴登记", "出具结果证明"


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as a row of the list."""

    id: str
    notice: Notice
    state: NoticeState
    village: str
    raised: int


def _column(name: str, heading: str, width: int, text, key=None, right: bool = False) -> Column:
    return Column(name, heading, text, key or (lambda line: text_key(text(line))), width, right)


COLUMNS = (
    _column("state", "状态", 68, lambda line: str(line.state)), _column("kind", "公示内容", 100, lambda line: str(line.notice.kind)),
    _column("village", "行政村", 80, lambda line: line.village),
    _column("until_on", "截止", 92, lambda line: str(line.notice.until_on or ""), lambda line: ordered(line.notice.until_on)),
    _column("raised", "异议", 48, lambda line: str(line.raised or ""), lambda line: (False, line.raised), True),
    _column("number", "公示编号", 160, lambda line: line.notice.number), _column("from_on", "起始", 92, lambda line: str(line.notice.from_on or "")),
    _column("place", "张贴地点", 120, lambda line: line.notice.place))


class NoticesPage(Page):
    """The list at the left, what is chosen at the right."""

    key, title = "notices", "公示"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action(ISSUE, self._main)
        self.begin = self.action("拟订公示", lambda: None)
        self.begin.setMenu(self._kinds())
        self.print = self.action("打印", lambda: self.go.emit("preview", f"notices:{self.chosen.id}", ""), "print")
        self.photo = self.action("附照片", self.choose_photo)
        self.object = self.action("登记异议", self._object)
        self.down = self.action("撤下", self._down)
        back = self.action("返回双签协议", lambda: self.go.emit("agreements", "", ""))
        self.actions_beside = (self.begin, self.photo, self.object, self.down, self.print, back)
        self.table = Table(EntityTable(COLUMNS), self.memory, "notices")
        self.view = NoticeView(self)
        self.reason = ReasonLine("撤下原因，如“漏列两户”；撤下的公示留存，编号不再使用", "撤下所选公示")
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        starts = [button(f"拟订{kind}", lambda k=kind: self.start(k), "main" if at == 0 else "") for at, kind in enumerate(NoticeKind)]
        self.body.addWidget(first_step("还没有公示。名单按今天的资料自动列出，姓名和证件号按规则隐去，张贴后留存不变。", *starts))
        column(self.body, parent=self)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.reason.given.connect(self._withdraw)
        self.setFocusProxy(self.table.view)

    def _kinds(self) -> QMenu:
        menu = QMenu(self)
        for kind in NoticeKind:
            menu.addAction(str(kind), lambda k=kind: self.start(k))
        return menu

    def _both(self) -> QWidget:
        left, now = QWidget(), theme.current()
        column(self.reason, self.table, parent=left).setContentsMargins(*(now.px(n) for n in (24, 12, 8, 12)))
        left.setMinimumWidth(now.px(LIST_WIDTH))
        both = beside(left, self.view, VIEW_WIDTH)
        both.setStretchFactor(1, 1)
        both.setSizes([now.px(width) for width in USUAL])
        return both

    @property
    def chosen(self) -> Notice | None:
        """The notice whose row is the current one."""
        line = self.table.entity_at(self.table.view.currentIndex().row())
        return line.notice if line else None

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        lines = [_line(n, dossier) for n in reversed(dossier.notices)]
        self.body.setCurrentIndex(0 if lines else 1)
        self.table.show_entities(lines, _marks(lines))
        if lines and self.chosen is None:
            self.table.select(lines[0].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        dossier, notice = self.desk.dossier(self.project_id), self.chosen
        self.view.show_notice(notice, dossier)
        state = notice_state(notice, dossier.objections, dossier.on) if notice else None
        going = state in (NoticeState.STANDING, NoticeState.OBJECTED, NoticeState.OVER)
        self.main_action.setText(ISSUE if state in (None, NoticeState.DRAFT) else CERTIFY)
        self.main_action.setVisible(state is NoticeState.DRAFT or going)
        for action, offered in ((self.begin, True), (self.print, True), (self.photo, going or state is NoticeState.CERTIFIED),
                                (self.object, going), (self.down, notice is not None and state is not NoticeState.WITHDRAWN)):
            action.setVisible(offered and notice is not None)
        self.down.setText("删除" if state is NoticeState.DRAFT else "撤下")

    def start(self, kind: NoticeKind) -> None:
        """Begin a notice of a kind and show its settings."""
        self.attempt(lambda: self._start(kind))

    def _start(self, kind: NoticeKind) -> None:
        change = notices.begin(self.desk, self.project_id, kind)
        self.desk.do(change)
        self.reload()
        self.lead_to(change.after[0].id, "village_id")

    def _main(self) -> None:
        notice = self.chosen
        if notice is None:
            return
        verb, told = (notices.certify, "已出具结果证明，可以打印盖章。") if notice.number else (
            notices.issue, "已张贴登记并编号，名单已留存，可以打印张贴。")
        title = CERTIFY if notice.number else ISSUE
        self.attempt(lambda: self.work.start(title, lambda report: self.desk.do(verb(self.desk, notice.id)),
                                             lambda _: self.said.emit(told), holds_desk=True))

    def _down(self) -> None:
        notice = self.chosen
        if notice is not None and not notice.number:
            self.do(lambda: notices.discard(notice), lambda: self.said.emit("已删除拟订的公示，可用 Ctrl+Z 撤销"))
        else:
            self.reason.ask()

    def _withdraw(self, reason: str) -> None:
        notice = self.chosen
        if notice is not None and self.do(lambda: notices.withdraw(self.desk, notice, reason)):
            self.reason.done()

    def _object(self) -> None:
        self.view.tabs.setCurrentIndex(OBJECTIONS)
        self.view.objections.enter()

    def choose_photo(self) -> None:
        """Ask for a photo of the notice as it hangs, and attach it."""
        path, _ = QFileDialog.getOpenFileName(self, "选择张贴现场的照片", "", PHOTOS)
        if path:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Attach a photo to the chosen notice and show it."""
        notice = self.chosen
        if notice is not None and self.do(lambda: notices.attach_photo(self.desk, notice, path)):
            self.view.tabs.setCurrentIndex(PHOTO)

    def lead_to(self, entity_id: str, field: str) -> None:
        objection = self.desk.store.get(Objection, entity_id)
        self.table.select(objection.notice_id if objection else entity_id)
        self._show_chosen()
        if objection:
            self.view.tabs.setCurrentIndex(OBJECTIONS)
            self.view.objections.table.select(objection.id)
        elif field:
            self.view.tabs.setCurrentIndex(SETTINGS)
            self.view.form.lead_to(field)


def _line(notice: Notice, dossier: Dossier) -> Line:
    return Line(notice.id, notice, notice_state(notice, dossier.objections, dossier.on),
                dossier.village_names.get(notice.village_id or "", ALL_VILLAGES), len(of_notice(notice, dossier.objections)))


def _marks(lines: list[Line]) -> Marks:
    return {line.id: (Severity.WARNING, "有异议尚未处理。") for line in lines if line.state is NoticeState.OBJECTED}
