"""更多 on the page of plots: other rooms about plots, files out, pictures of the ground, removal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QMenu

from linkdesk.actions import base_maps, plot_export
from linkdesk.domain.dossier import Dossier
from linkdesk.ui.pages import room

if TYPE_CHECKING:
    from linkdesk.ui.plots_page import PlotsPage

WITHIN = ("placing", "links")
FILES = {"txt": "TXT 文件 (*.txt)", "geojson": "GeoJSON 文件 (*.geojson)", "shapefile": "SHP 文件 (*.shp)"}
SUFFIXES = {"txt": ".txt", "geojson": ".geojson", "shapefile": ".shp"}
PICTURES = "影像或扫描图 (*.jpg *.jpeg *.png *.tif *.tiff);;所有文件 (*)"
Report = Callable[[int, int], None]


class PlotsMenu:
    """The menu and what it does for its page."""

    def __init__(self, page: PlotsPage) -> None:
        self.page, self.desk = page, page.desk
        self.action = page.action("更多", lambda: None)
        self.menu = QMenu(page)
        for key in WITHIN:
            if found := room(key):
                self.menu.addAction(found.title, lambda k=key: page.go.emit(k, "", ""))
        out = self.menu.addMenu("导出地块")
        for form, words in plot_export.FORMS.items():
            out.addAction(f"{words}…", lambda f=form: self.export(f))
        self.base = self.menu.addMenu("底图")
        self.menu.addSeparator()
        self.removal = self.menu.addAction("删除所选地块…", page.ask_to_remove)
        self.needing = [out.menuAction(), self.removal]
        self.action.setMenu(self.menu)

    def offer(self, dossier: Dossier) -> None:
        """Offer what can be done with the plots there are."""
        for action in self.needing:
            action.setEnabled(bool(dossier.plots))
        self.base.clear()
        self.base.addAction("添加底图…", self.choose_base)
        for base in dossier.base_maps:
            self.base.addAction(f"移除“{base.name}”", lambda b=base: self.page.do(lambda: base_maps.remove(self.desk, b.id)))

    def choose_base(self) -> None:
        """Ask for a picture of the ground."""
        path, _ = QFileDialog.getOpenFileName(self.page, "选择底图（同名的坐标文件放在旁边）", "", PICTURES)
        if path:
            self.add_base(Path(path))

    def add_base(self, picture: Path) -> None:
        """Put a picture with its world file under the plots; read in the worker."""
        page = self.page
        self._start("添加底图", lambda report: self.desk.do(base_maps.add(self.desk, page.project_id, picture), report),
                    lambda _: f"已添加底图“{picture.name}”，可在地图上方开关，可按 Ctrl+Z 撤销。")

    def export(self, form: str) -> None:
        """Ask where to, and write the project's plots in the worker."""
        name = f"{self.page.dossier.project.name}地块{SUFFIXES[form]}"
        path, _ = QFileDialog.getSaveFileName(self.page, "导出地块", name, FILES[form])
        if path:
            self.export_to(form, Path(path))

    def export_to(self, form: str, out: Path) -> None:
        """Write the project's plots to a file."""
        self._start("导出地块", lambda report: plot_export.export(self.desk, self.page.project_id, form, out), _written)

    def _start(self, title: str, write: Callable[[Report], Any], say: Callable[[Any], str]) -> None:
        page = self.page
        page.attempt(lambda: page.work.start(title, write, lambda made: page.said.emit(say(made)), holds_desk=True))


def _written(files: list[Path]) -> str:
    return f"已导出“{files[0].name}”{f'等 {len(files)} 个文件' if len(files) > 1 else ''}。"
