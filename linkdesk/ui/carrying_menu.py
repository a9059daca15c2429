"""更多 on the page of carrying out: its other rooms, photographs by file name, the papers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from linkdesk.actions import site_photos
from linkdesk.ui.pages import room
from linkdesk.ui.photo_panel import FILES

if TYPE_CHECKING:
    from linkdesk.ui.carrying_page import CarryingPage

WITHIN = ("partners", "variations", "acceptance", "settlement", "after_use", "inspections")
PAPERS = {"photos": "打印施工影像", "variations": "打印设计变更一览表"}


class CarryingMenu:
    """The menu and what it does for its page."""

    def __init__(self, page: CarryingPage) -> None:
        self.page = page
        self.action = page.action("更多", lambda: None)
        self.menu = QMenu(page)
        for key in WITHIN:
            if found := room(key):
                self.menu.addAction(found.title, lambda k=key: page.go.emit(k, "", ""))
        self.menu.addSeparator()
        self.by_name = self.menu.addAction("按文件名添加照片…", self.choose)
        for key, words in PAPERS.items():
            self.menu.addAction(words, lambda k=key: page.go.emit("preview", k, ""))
        self.action.setMenu(self.menu)

    def choose(self) -> None:
        """Ask for photographs whose names say where they belong."""
        names, _ = QFileDialog.getOpenFileNames(self.page, "选择照片（文件名写明地块编号和时点）", "", FILES)
        self.add(map(Path, names))

    def add(self, paths: Iterable[Path]) -> None:
        """Keep photographs by their names."""
        found, page = tuple(paths), self.page
        if found:
            page.do(lambda: site_photos.add_by_name(page.desk, page.project_id, found),
                    lambda: page.said.emit(f"已添加照片 {len(found)} 张，可按 Ctrl+Z 撤销。"))
