"""The tools over the editor, and the line of a picture under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QMenu, QPushButton, QWidget

from linkdesk.domain.entry import plain
from linkdesk.ui import rich_tables
from linkdesk.ui.look import button, label, row
from linkdesk.ui.rich_editor import RichEditor

LEVELS = {"正文": 0, "小标题": 2, "次级小标题": 3}
NEW_ROWS, NEW_COLUMNS = 3, 3


class RichTools(QWidget):
    """What is done to the words at the cursor; follows the cursor."""

    picture_wanted = Signal()

    def __init__(self, editor: RichEditor) -> None:
        super().__init__()
        self.editor = editor
        self.level = QComboBox(toolTip="正文 Ctrl+0，小标题 Ctrl+1，次级小标题 Ctrl+2")
        self.level.addItems(list(LEVELS))
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.level.setMinimumContentsLength(5)
        self.level.activated.connect(lambda _: editor.set_level(LEVELS[self.level.currentText()]))
        self.strong = button("加粗", editor.toggle_strong)
        self.strong.setCheckable(True)
        self.strong.setToolTip("加粗 Ctrl+B，印成黑体")
        self.table = QPushButton("表格")
        self.table.setMenu(self._table_menu())
        self.picture = button("图片", self.picture_wanted.emit)
        self.picture.setToolTip("插入 PNG 或 JPG 图片；也可以直接粘贴，或把文件拖进来")
        self.figure = button("插入数据", editor.picker_wanted.emit)
        self.figure.setToolTip("插入由数据算出的数，数据改了文字里跟着改　Ctrl+D")
        for tool in (self.level, self.strong, self.table, self.picture, self.figure):
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row(self.level, self.strong, self.table, self.picture, self.figure, 1, gap=4, parent=self)
        editor.cursorPositionChanged.connect(self.follow)
        editor.currentCharFormatChanged.connect(lambda _: self.follow())

    def _table_menu(self) -> QMenu:
        menu, editor = QMenu(self), self.editor
        menu.addAction("插入表格（3 行 3 列）", lambda: editor.insert_table(NEW_ROWS, NEW_COLUMNS))
        menu.addSeparator()
        for text, act in (("上方加一行", lambda c: rich_tables.add_row(c, below=False)),
                          ("下方加一行", lambda c: rich_tables.add_row(c, below=True)),
                          ("左边加一列", lambda c: rich_tables.add_column(c, behind=False)),
                          ("右边加一列", lambda c: rich_tables.add_column(c, behind=True)),
                          ("删除本行", rich_tables.remove_row), ("删除本列", rich_tables.remove_column),
                          ("删除表格", rich_tables.remove)):
            menu.addAction(text, lambda act=act: self._in_table(act))
        self.in_table = menu.actions()[2:]
        return menu

    def _in_table(self, act) -> None:
        cursor: QTextCursor = self.editor.textCursor()
        if cursor.currentTable():
            act(cursor)
        self.editor.setFocus()

    def follow(self) -> None:
        """Show what stands at the cursor."""
        table = self.editor.textCursor().currentTable() is not None
        self.level.setCurrentIndex(list(LEVELS.values()).index(self.editor.level() if self.editor.level() in (2, 3) else 0))
        self.level.setEnabled(not table)
        self.strong.setChecked(self.editor.is_strong())
        self.strong.setEnabled(not self.editor.level())
        for action in self.in_table:
            action.setEnabled(table)


class PictureLine(QFrame):
    """Caption and width of the picture at the cursor; hidden elsewhere."""

    def __init__(self, editor: RichEditor) -> None:
        super().__init__()
        self.setObjectName("card")
        self.editor, self.at = editor, -1
        self.caption, self.width_mm = QLineEdit(placeholderText="图名，印在图下"), QLineEdit()
        self.width_mm.setMaximumWidth(60)
        for line in (self.caption, self.width_mm):
            line.editingFinished.connect(self._take)
        row(label("图名", "small"), self.caption, label("宽", "small"), self.width_mm, label("毫米", "small"),
            margin=8, parent=self).setStretch(1, 1)
        editor.cursorPositionChanged.connect(self.follow)
        self.hide()

    def follow(self) -> None:
        """Show the picture at the cursor."""
        found = self.editor.chosen_picture()
        self.setVisible(found is not None)
        if found:
            self.at, caption, width = found
            self.caption.setText(caption)
            self.width_mm.setText(str(width))

    def _take(self) -> None:
        typed = plain(self.width_mm.text())
        found = self.editor.chosen_picture()
        if found and found[0] == self.at:
            self.editor.change_picture(self.at, self.caption.text(), int(typed) if typed.isascii() and typed.isdigit() else found[2])
            self.follow()


class OfferBar(QFrame):
    """A quiet line: the number just typed is a figure of the project; it can be put in as one."""

    taken = Signal(str)  # name
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.name = ""
        self.sentence = label("", "small", wrap=True)
        self.take = button("插入为数据（Alt+回车）", lambda: self.taken.emit(self.name), "link")
        row(self.sentence, self.take, button("不用", self.declined.emit, "link"), margin=4, gap=16, parent=self).setStretch(0, 1)
        self.hide()

    def offer(self, name: str, said: str) -> None:
        """Offer a figure by what it is called; with an empty name offer nothing."""
        self.name = name
        self.sentence.setText(f"此数与“{said}”相同，插入为数据？数据改动时文字会跟着改。")
        self.setVisible(bool(name))
