"""The menus: everything that is not a page's own action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from linkdesk import __version__
from linkdesk.domain.errors import KnownError
from linkdesk.ui import theme
from linkdesk.ui.icons import icon

if TYPE_CHECKING:
    from linkdesk.ui.window import MainWindow


class Menus:
    """文件, 编辑, 查看, 帮助."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        bar = window.menuBar()
        self.looks: list[QAction] = []
        self._file(bar.addMenu("文件"))
        self._edit(bar.addMenu("编辑"))
        self._view(bar.addMenu("查看"))
        bar.addMenu("帮助").addAction("关于 LinkDesk", self._about)

    def _add(self, menu: QMenu, text: str, slot, keys: str | list[str] = "", icon_name: str = "") -> QAction:
        action = menu.addAction(text, slot)
        action.setShortcuts([QKeySequence(k) for k in ([keys] if isinstance(keys, str) else keys) if k])
        if icon_name:
            action.setIcon(icon(icon_name))
        return action

    def _file(self, menu: QMenu) -> None:
        self.guarded = [
            self._add(menu, "新建项目", lambda: self.window.open("new_project"), "Ctrl+N"),
            self._add(menu, "项目列表", lambda: self.window.open("projects")),
            menu.addSeparator(),
            self._add(menu, "备份工作区…", self._backup),
            self._add(menu, "更换经办人", self._change_officer)]
        menu.addSeparator()
        self._add(menu, "退出", self.window.close, "Ctrl+Q")

    def _edit(self, menu: QMenu) -> None:
        self.undo = self._add(menu, "撤销", self.window.undo, "Ctrl+Z", "undo")
        self.redo = self._add(menu, "重做", self.window.redo, ["Ctrl+Shift+Z", "Ctrl+Y"], "redo")
        menu.addSeparator()
        self.guarded.append(self._add(menu, "操作记录…", self._history, "Ctrl+H"))
        self.show_undo("", "")

    def _history(self) -> None:
        project_id = self.window.project_id
        self.window.open("history" if project_id else "county_history", project_id)

    def _view(self, menu: QMenu) -> None:
        now = theme.current()
        sizes, looks = menu.addMenu("字号"), menu.addMenu("外观")
        self._choices(sizes, [(f"{s}%", s == now.percent, lambda s=s: self._size(s)) for s in theme.SIZES])
        self._choices(looks, [("浅色", now.roles is theme.LIGHT, lambda: self._look(theme.LIGHT)),
                              ("深色", now.roles is theme.DARK, lambda: self._look(theme.DARK))])
        menu.addSeparator()
        self._add(menu, "收起或展开左栏", lambda: self.window.rail.fold(not self.window.rail.is_folded), "F9")
        self._add(menu, "收起或展开核对结果", lambda: self.window.panel.fold(not self.window.panel.is_folded), "F10")

    def _choices(self, menu: QMenu, choices) -> None:
        group = QActionGroup(menu)
        for text, checked, slot in choices:
            action = menu.addAction(text, slot)
            action.setCheckable(True)
            action.setChecked(checked)
            group.addAction(action)
            self.looks.append(action)

    def _size(self, percent: int) -> None:
        self.window.wear(theme.Theme(theme.current().roles, percent))

    def _look(self, roles: theme.Roles) -> None:
        self.window.wear(theme.Theme(roles, theme.current().percent))

    def show_undo(self, undo_title: str, redo_title: str) -> None:
        """What Ctrl+Z and Ctrl+Y would do, by name."""
        for action, word, title in ((self.undo, "撤销", undo_title), (self.redo, "重做", redo_title)):
            title = title.removeprefix("撤销：").removeprefix("重做：")
            action.setText(f"{word}：{title}" if title else word)
            action.setEnabled(bool(title))

    def enable(self, wanted: bool) -> None:
        """Nobody works, or the worker holds the desk: nothing that touches data."""
        for action in self.guarded:
            action.setEnabled(wanted)
        if not wanted:
            self.show_undo("", "")

    def enable_looks(self, wanted: bool) -> None:
        """Another size or colour builds the pages anew, so not while one of them waits for the worker."""
        for action in self.looks:
            action.setEnabled(wanted)

    def _backup(self) -> None:
        from pathlib import Path

        from linkdesk.actions.workspace import backup
        desk = self.window.desk
        name = f"LinkDesk备份-{desk.clock():%Y%m%d-%H%M}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self.window, "备份工作区", name, "备份文件 (*.zip)")
        if chosen:
            self._attempt(lambda: self.window.work.start(
                "备份工作区", lambda report: backup(desk, Path(chosen)),
                lambda path: self.window.status.say(f"已备份到 {path}"), holds_desk=True))

    def _attempt(self, function) -> None:
        try:
            function()
        except KnownError as known:
            self.window.say_wrong(str(known))

    def _change_officer(self) -> None:
        self.window.desk.officer = None
        self.window.begin()

    def _about(self) -> None:
        QMessageBox.about(self.window, "关于 LinkDesk",
                          f"LinkDesk {__version__}\n城乡建设用地增减挂钩项目工作台\n工作区：{self.window.desk.folder}\n"
                          f"界面字体：{QApplication.font().family()}")
