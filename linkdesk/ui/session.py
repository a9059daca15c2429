"""One sitting at the desk: application, workspace and window, from opening to closing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from linkdesk.desk import Desk
from linkdesk.domain.errors import KnownError
from linkdesk.ui import crash, theme
from linkdesk.ui.memory import Memory
from linkdesk.ui.window import MainWindow

NO_FCITX = "程序自带的界面库不含 fcitx 输入法插件，已改用 ibus；如不能输入中文，请启动 ibus。"


def application() -> QApplication:
    """The one application object; what Qt itself says is said in Chinese."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if app.findChild(QTranslator) is None:
        chinese = QTranslator(app)
        chinese.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        app.installTranslator(chinese)
    return app


def input_method() -> str:
    """Take ibus where fcitx is set, for the bundled Qt brings no fcitx; what is then said, empty when nothing changed."""
    if sys.platform != "linux" or not os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        return ""
    os.environ["QT_IM_MODULE"] = "ibus"
    return NO_FCITX


def remembered(memory: Memory) -> theme.Theme:
    """The theme chosen last in this workspace."""
    kept = memory.get("theme", {})
    roles = theme.DARK if kept.get("dark") else theme.LIGHT
    return theme.Theme(roles, kept.get("percent") if kept.get("percent") in theme.SIZES else 100)


class Session:
    """A desk in its window; raises KnownError when the workspace cannot be opened."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        said = input_method()
        self.app = application()
        self.desk = _opened(folder, clock)
        theme.wear(self.app, remembered(Memory(folder)))
        self.window = MainWindow(self.desk)
        crash.install(self.window.say_wrong, clock)
        self.window.show()
        self.window.status.say(said, lasting=True)

    def run(self) -> int:
        """Stay until the window is closed; returns the exit code."""
        try:
            return self.app.exec()
        finally:
            self.desk.close()


def _opened(folder: Path, clock: Callable[[], datetime]) -> Desk:
    try:
        return Desk.open(folder, clock)
    except KnownError as known:
        if QApplication.platformName() not in ("offscreen", "minimal"):  # somebody sits there and sees no terminal
            QMessageBox.critical(None, "LinkDesk", str(known))
        raise
