"""协议文本: the county's own wording of each agreement, changed with a live check and a preview, kept in versions."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from linkdesk.actions import printing, wordings
from linkdesk.desk import Desk
from linkdesk.domain.entry import shown
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import WordingCopy
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, column, label, restyle, row
from linkdesk.ui.page import Page
from linkdesk.ui.preview import Made, Sheets
from linkdesk.ui.work import Work

LIST_WIDTH, ZOOM, PAUSE = 250, 65, 300  # px, percent of real size, ms after the last key
EDITING, PRINTED = range(2)
PREVIEW, EDIT = "预览", "继续编辑"
FINE = "文本可以使用。"
LACKING = "文本可以使用，但没有写{}，印出的协议上就没有这一项，保存前请核对。"
UNSAVED = "　未保存"


class WordingsPage(Page):
    """Texts and their versions at the left; at the right the editor, or the pages the text prints."""

    key, title = "wordings", "协议文本"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.unsaved: dict[str, str] = {}
        self.main_action = self.action("保存为本县文本", self.keep)
        self.restore_action = self.action("恢复原文本", self.restore)
        self.preview_action = self.action(PREVIEW, self.turn)
        self.actions_beside = (self.preview_action, self.restore_action, self.action("返回双签协议", self._back))
        self.texts, self.versions, self.editor = QListWidget(), QListWidget(), QPlainTextEdit()
        self.basis, self.problem, self.insert = QLineEdit(), Sentence(FINE), QPushButton("插入字段")
        self.sheets, self.said_of = Sheets(), label("", "small", wrap=True)
        self.pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._wire()
        self.body = QStackedWidget()
        self.body.addWidget(self._editing())
        self.body.addWidget(self._printed())
        column(row(self._left(), self.body, gap=16), margin=24, parent=self)
        self._list()

    def _wire(self) -> None:
        self.editor.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.editor.setTabChangesFocus(True)
        self.basis.setPlaceholderText("修改依据：文件名称、文号或会议纪要")
        self.basis.returnPressed.connect(self.keep)
        self.texts.currentRowChanged.connect(lambda _: self._open())
        self.versions.itemActivated.connect(self._take)
        self.editor.textChanged.connect(self._typed)
        self.pause.timeout.connect(self.check)
        self.setFocusProxy(self.editor)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(theme.current().px(LIST_WIDTH))
        self.versions.setToolTip("双击把这一版放进编辑框；保存后成为新的版本。")
        column(self.texts, label("历次版本", "group"), self.versions, parent=left)
        return left

    def _editing(self) -> QWidget:
        page = QWidget()
        column(row(self.insert, self.problem), self.editor, self.basis, parent=page).setStretch(1, 1)
        return page

    def _printed(self) -> QWidget:
        page, scroll = QWidget(), QScrollArea(widgetResizable=True)
        scroll.setWidget(self.sheets)
        column(self.said_of, scroll, parent=page).setStretch(1, 1)
        return page

    def _turn_to(self, side: int) -> None:
        self.body.setCurrentIndex(side)
        self.preview_action.setText(PREVIEW if side == EDITING else EDIT)

    def turn(self) -> None:
        """From the editor to the printed pages, or back."""
        self.preview() if self.body.currentIndex() == EDITING else self._turn_to(EDITING)

    def _list(self) -> None:
        for key, name in wordings.texts().items():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, (key, name))
            self.texts.addItem(item)
        self.texts.setCurrentRow(0)

    @property
    def chosen(self) -> str:
        """The key of the text in the editor."""
        return self.texts.currentItem().data(Qt.ItemDataRole.UserRole)[0]

    def reload(self) -> None:
        for at in range(self.texts.count()):
            self._name(self.texts.item(at))
        self._show()

    def _name(self, item: QListWidgetItem) -> None:
        key, name = item.data(Qt.ItemDataRole.UserRole)
        version = wordings.current(self.desk, key)[1]
        item.setText(name + (f"　本县第 {version} 版" if version else "") + (UNSAVED if key in self.unsaved else ""))
        item.setToolTip("正在使用本县文本。" if version else "正在使用程序原文本。")

    def _open(self) -> None:
        self._turn_to(EDITING)
        self._show()

    def _show(self) -> None:
        """Put the chosen text into the editor: what was typed and not kept yet, else the one in force."""
        text, version = wordings.current(self.desk, self.chosen)
        wanted = self.unsaved.get(self.chosen, text)
        if self.editor.toPlainText() != wanted:
            self.editor.blockSignals(True)
            self.editor.setPlainText(wanted)
            self.editor.blockSignals(False)
        self._name(self.texts.currentItem())
        self.restore_action.setEnabled(version > 0)
        self._list_versions()
        self.insert.setMenu(self._menu())
        self.check()

    def _list_versions(self) -> None:
        self.versions.clear()
        made_at = fields_of(WordingCopy)["made_at"]
        for copy in wordings.versions(self.desk, self.chosen):
            what = "" if copy.text else "（恢复原文本）"
            item = QListWidgetItem(f"第 {copy.version} 版{what}　{copy.officer_name}\n{shown(made_at, copy.made_at)}")
            item.setToolTip(copy.basis)
            item.setData(Qt.ItemDataRole.UserRole, copy)
            self.versions.addItem(item)

    def _menu(self) -> QMenu:
        menu = QMenu(self.insert)
        for group, offered in groupby(wordings.names(self.chosen), key=lambda offer: offer.group):
            part = menu.addMenu(group)
            for offer in offered:
                part.addAction(f"{offer.label}　{offer.written}").triggered.connect(
                    lambda _=False, written=offer.written: self.write(written))
        return menu

    def write(self, text: str) -> None:
        """Put a name where the cursor stands."""
        self.editor.insertPlainText(text)
        self.editor.setFocus()

    def _take(self, item: QListWidgetItem) -> None:
        copy: WordingCopy = item.data(Qt.ItemDataRole.UserRole)
        if copy.text:
            self._turn_to(EDITING)
            self.editor.setPlainText(copy.text)

    def _typed(self) -> None:
        text = self.editor.toPlainText()
        if text.strip() == wordings.current(self.desk, self.chosen)[0].strip():
            self.unsaved.pop(self.chosen, None)
        else:
            self.unsaved[self.chosen] = text
        self._name(self.texts.currentItem())
        self.pause.start()

    def check(self) -> None:
        """Say at once what is wrong with the text as it stands."""
        key, text = self.chosen, self.editor.toPlainText()
        wrong = wordings.wrong_with(key, text)
        lacking = () if wrong else wordings.lacking(key, text)
        self.problem.setText(wrong or (LACKING.format("和".join(lacking)) if lacking else FINE))
        restyle(self.problem, "error" if wrong else "small")

    def keep(self) -> None:
        """Keep the text in the editor as the county's next version."""
        key, text = self.chosen, self.editor.toPlainText()
        if self.do(lambda: wordings.keep(self.desk, key, text, self.basis.text())):
            self._kept(key, f"已保存为本县第 {wordings.current(self.desk, key)[1]} 版，已定稿的协议不受影响。")

    def restore(self) -> None:
        """Go back to the text that came with the program."""
        key = self.chosen
        if self.do(lambda: wordings.restore(self.desk, key)):
            self._kept(key, "已恢复程序原文本，本县各版本仍留存。")

    def _kept(self, key: str, sentence: str) -> None:
        self.unsaved.pop(key, None)
        self.basis.clear()
        self.reload()
        self.said.emit(sentence)

    def preview(self) -> None:
        """Print the text in the editor for the first household or property it fits, and show the pages."""
        key, text = self.chosen, self.editor.toPlainText()

        def making(report: Any) -> Made:
            from linkdesk.documents.preview import page_sizes
            pdf = printing.pdf_bytes([wordings.preview(self.desk, self.project_id, key, text)], report)
            return Made(pdf, page_sizes(pdf))
        self.attempt(lambda: self.work.start("排版", lambda report: _or_why(making, report), self._previewed, holds_desk=True))

    def _previewed(self, made: Made | str) -> None:
        if isinstance(made, str):
            self.said_of.setText(made)
            made = Made(b"", ())
        else:
            self.said_of.setText(f"以本项目第一户为例，共 {len(made.sizes)} 页；预览不编号，也不保存。")
        self.sheets.show_made(made, ZOOM)
        self._turn_to(PRINTED)

    def _back(self) -> None:
        self.go.emit("agreements", "", "")

    def lead_to(self, entity_id: str, field: str) -> None:
        for at in range(self.texts.count()):
            if self.texts.item(at).data(Qt.ItemDataRole.UserRole)[0] == entity_id:
                self.texts.setCurrentRow(at)
        self.editor.setFocus()


def _or_why(making: Any, report: Any) -> Made | str:
    try:
        return making(report)
    except KnownError as why:
        return str(why)
