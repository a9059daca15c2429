"""The right half of the notices page: one notice with its settings, its list as printed, its objections and its photo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QWidget

from linkdesk.actions import notices
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.notice import Notice, NoticeState, notice_state, of_notice, still_open
from linkdesk.ui import theme
from linkdesk.ui.form import Form
from linkdesk.ui.look import Sentence, column, label, scrolled
from linkdesk.ui.objections_view import ObjectionsView
from linkdesk.ui.page import Page
from linkdesk.ui.paper_table import PaperTable

ALL_VILLAGES = "全部行政村"
SETTINGS, ROWS, OBJECTIONS, PHOTO = range(4)


class NoticeView(QStackedWidget):
    """Shows one notice, or says that none is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.notice: Notice | None = None
        self.state, self.said, self.doubts = label("", "lead", wrap=True), Sentence(look="second"), Sentence(look="warning")
        self.form = Form(Notice, lambda n, name, text: self.desk.do(notices.correct(self.desk, page.newest(n, name), name, text)))
        self.rows, self.objections, self.photo = PaperTable(), ObjectionsView(page), Photo()
        self.tabs = QTabWidget()
        settings = QWidget()
        column(self.form, 1, margin=8, parent=settings)
        for widget, title in ((scrolled(settings), "公示内容"), (self.rows, "名单预览"), (self.objections, "异议"), (self.photo, "张贴照片")):
            self.tabs.addTab(widget, title)
        body, empty = QWidget(), QWidget()
        column(label("在左边选择一份公示，在这里查看和办理。", "second", wrap=True), 1, margin=24, parent=empty)
        column(self.state, self.said, self.doubts, self.tabs, margin=16, gap=6, parent=body).setStretch(3, 1)
        self.addWidget(empty)
        self.addWidget(body)
        self.tabs.currentChanged.connect(lambda _: self._show_rows())

    def show_notice(self, notice: Notice | None, dossier: Dossier) -> None:
        """Show a notice as it stands."""
        self.notice = notice
        self.setCurrentIndex(0 if notice is None else 1)
        if notice is not None:
            self._say(notice, dossier)
            self._settings(notice, dossier)
            self.objections.show_notice(notice, dossier)
            raised = of_notice(notice, dossier.objections)
            self.tabs.setTabText(OBJECTIONS, f"异议 {len(raised)}" if raised else "异议")
            self.photo.show_photo(self._photo(notice), bool(notice.number))
            self._show_rows()

    def _say(self, notice: Notice, dossier: Dossier) -> None:
        village = dossier.village_names.get(notice.village_id or "", ALL_VILLAGES)
        state = notice_state(notice, dossier.objections, dossier.on)
        self.state.setText("　".join(filter(None, (f"{village}{notice.kind}", notice.number, f"【{state}】"))))
        self.said.setText(_next(notice, state, dossier))
        doubts = notices.doubts(dossier, notice) if not notice.number else ()
        self.doubts.setText("\n".join(doubts))
        self.doubts.setVisible(bool(doubts))

    def _settings(self, notice: Notice, dossier: Dossier) -> None:
        self.form.offer("village_id", [(v.id, v.name) for v in dossier.villages if v.township_id == dossier.project.township_id])
        self.form.boxes["village_id"].widget.setItemText(0, ALL_VILLAGES)
        for name, box in self.form.boxes.items():
            box.setEnabled(not notice.number if name != "result" else not notice.closed_on)
        self.form.show_entity(notice)

    def _photo(self, notice: Notice) -> bytes:
        try:
            return self.desk.store.files.read(notice.photo) if notice.photo else b""
        except KnownError as missing:
            self.page.wrong.emit(str(missing))
            return b""

    def _show_rows(self) -> None:
        if self.notice is not None and self.tabs.currentIndex() == ROWS:
            self.rows.show_document(notices.paper(self.desk, self.notice))


def _next(notice: Notice, state: NoticeState, dossier: Dossier) -> str:
    """What stands and what comes next, in one sentence."""
    if state is NoticeState.WITHDRAWN:
        return f"{notice.withdrawn_on} 撤下，原因：{notice.withdrawn_because}。公示留存，编号不再使用。"
    if state is NoticeState.DRAFT:
        why = notices.lacking(dossier, notice)
        return f"还不能张贴：{'；'.join(why)}。" if why else "资料齐全。张贴登记后编号，名单按当天情况留存，不再改动。"
    if state is NoticeState.CERTIFIED:
        return f"{notice.closed_on} 已出具结果证明：{notice.result}。"
    waiting = notices.uncertified(dossier, notice)
    open_ = len(still_open(notice, dossier.objections))
    return f"还不能出具结果证明：{'；'.join(waiting)}。" if waiting or open_ else "公示期已满，没有未处理的异议，可以出具结果证明。"


class Photo(QLabel):
    """A picture as large as there is room, or a sentence."""

    def __init__(self) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.setMinimumSize(theme.current().px(120), theme.current().px(120))
        self.picture = QPixmap()

    def show_photo(self, content: bytes, is_up: bool) -> None:
        """Show a photo by its content; one that cannot be drawn is said to be kept."""
        self.picture = QPixmap()
        drawn = bool(content) and self.picture.loadFromData(content)
        if not drawn:
            self.setText("照片已留存，但画不出来，请用看图软件核对原件。" if content else
                         "还没有照片。用“附照片”附上张贴现场的照片（JPG、PNG）。" if is_up else "张贴登记以后，在这里附张贴现场的照片。")
        self._fit()

    def _fit(self) -> None:
        if not self.picture.isNull():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.setPixmap(self.picture.scaled(self.size(), keep, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
