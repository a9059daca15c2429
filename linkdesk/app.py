"""The program with its window: puts desk and window together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from linkdesk.desk import Desk
from linkdesk.ui import crash, theme
from linkdesk.ui.memory import Memory


def application() -> QApplication:
    """The one application object; input methods fall back to ibus, for the bundled Qt brings no fcitx."""
    if sys.platform == "linux" and os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
    return QApplication.instance() or QApplication(sys.argv[:1])


def main(folder: Path, clock: Callable[[], datetime] = datetime.now) -> int:
    """Open the desk in a workspace folder and show it until it is closed; raises KnownError when it cannot be opened."""
    app = application()
    desk = Desk.open(folder, clock)
    try:
        theme.wear(app, remembered(Memory(folder)))
        from linkdesk.ui.window import MainWindow
        window = MainWindow(desk)
        crash.install(window.say_wrong, clock)
        window.show()
        return app.exec()
    finally:
        desk.close()


def remembered(memory: Memory) -> theme.Theme:
    """The theme chosen last in this workspace."""
    kept = memory.get("theme", {})
    roles = theme.DARK if kept.get("dark") else theme.LIGHT
    return theme.Theme(roles, kept.get("percent") if kept.get("percent") in theme.SIZES else 100)


def pictures(out: Path) -> list[Path]:
    """Pictures of the main pages, made from the bundled sample without a display."""
    from linkdesk.ui.pictures import take
    return take(application(), out)
