"""实施方案: its sections in order, what each says now, what is lacking, and the officer's own text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QStackedWidget, QWidget

from linkdesk.actions import plans
from linkdesk.actions.plans import Passage
from linkdesk.desk import Desk
from linkdesk.documents.templates import Ask
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.look import beside, column, emptied, first_step, label, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.work import Work

LIST_WIDTH, TEXT_WIDTH, TEXT_HEIGHT = 360, 360, 160
LACKING = "待补"
FILLED_ELSEWHERE = "待补的内容取自概况、农户和地块各页，在那里填写后，这里自动更新。"


class OwnText(QPlainTextEdit):
    """The officer's text for one place of the plan; told when the cursor leaves it."""

    finished = Signal(str)

    def __init__(self, ask: Ask, text: str) -> None:
        super().__init__(text)
        self.ask, self.stored = ask, text
        self.setTabChangesFocus(True)
        self.setPlaceholderText("不写则用上面的默认文字；没有默认文字的，印成待补。")
        self.setFixedHeight(theme.current().px(TEXT_HEIGHT))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText().strip() != self.stored:
            self.stored = self.toPlainText().strip()
            self.finished.emit(self.stored)


class PlanPage(Page):
    """Each text is stored when the cursor leaves it."""

    key, title = "plan", "实施方案"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("打印", lambda: self.go.emit("preview", "plan", ""))
        self.actions_beside = (self.action("附表", lambda: self.go.emit("preview", "annexes", "")),)
        self.passages: tuple[Passage, ...] = ()
        self.shown: Passage | None = None
        self.editors: list[OwnText] = []
        self.list = QListWidget(horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.count = label("", "small")
        self.body = QStackedWidget()
        self.body.addWidget(beside(self._left(), self._right(), TEXT_WIDTH))
        self.body.addWidget(first_step("请先在概况里选择政策依据，再编写方案。"))
        column(self.body, parent=self)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setMaximumWidth(theme.current().px(LIST_WIDTH))
        column(self.count, self.list, margin=24, parent=left).setStretch(1, 1)
        return left

    def _right(self) -> QWidget:
        inside = QWidget()
        self.name = label("", "group", wrap=True)
        self.says, self.own = column(gap=8), column(gap=8)
        column(self.name, self.says, self.own, 1, margin=24, gap=16, parent=inside)
        return scrolled(inside)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.title = dict(dossier.words).get("implementation_plan", "实施方案")
        self.body.setCurrentIndex(0 if dossier.words else 1)
        if not dossier.words:
            return
        self.passages = plans.outline(self.desk, self.project_id)
        lacking = sum(len(p.gaps) for p in self.passages)
        self.count.setText(f"{lacking} 处待补" if lacking else "各节都已写明")
        self._fill_list()
        self._show()

    def _fill_list(self) -> None:
        first = next((at for at, p in enumerate(self.passages) if p.gaps), 0)
        at = self.list.currentRow() if self.list.currentRow() >= 0 else first
        self.list.blockSignals(True)
        self.list.clear()
        for passage in self.passages:
            self.list.addItem(self._item(passage))
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self.list.blockSignals(False)

    def _item(self, passage: Passage) -> QListWidgetItem:
        lacking = len(passage.gaps)
        item = QListWidgetItem("　" * (passage.level - 1) + passage.title + (f"　{LACKING} {lacking}" if lacking else ""))
        item.setToolTip("\n".join(passage.gaps))
        item.setIcon(icon("warning", "warning") if lacking else icon("done", "accent"))
        if passage.level == 1 and not passage.paragraphs:
            item.setIcon(icon("plan"))
        return item

    def _show(self) -> None:
        at = self.list.currentRow()
        passage = self.passages[at] if 0 <= at < len(self.passages) else None
        if passage is None or passage == self.shown:
            return
        same = self.shown is not None and self.shown.title == passage.title
        self.shown = passage
        self.name.setText(passage.title)
        emptied(self.says)
        for paragraph in passage.paragraphs:
            self.says.addWidget(label(paragraph, "warning" if LACKING in paragraph else "", wrap=True))
        if passage.gaps and not passage.asks:
            self.says.addWidget(label(FILLED_ELSEWHERE, "small", wrap=True))
        if not same:
            self._write_places(passage)

    def _write_places(self, passage: Passage) -> None:
        emptied(self.own)
        dossier = self.desk.dossier(self.project_id)
        self.editors = [OwnText(ask, plans.written(dossier, ask.key)) for ask in passage.asks]
        for editor in self.editors:
            editor.finished.connect(lambda text, ask=editor.ask: self._store(ask, text))
            self.own.addWidget(label(f"本节文字：{editor.ask.label}", "small", wrap=True))
            self.own.addWidget(editor)

    def _store(self, ask: Ask, text: str) -> None:
        self.do(lambda: plans.write(self.desk, self.project_id, ask, text))

    def lead_to(self, entity_id: str, field: str) -> None:
        for at, passage in enumerate(self.passages):
            if field in [ask.key for ask in passage.asks]:
                self.list.setCurrentRow(at)
                place = next(e for e in self.editors if e.ask.key == field)
                place.show()  # a widget that is not shown yet takes no focus
                place.setFocus()
